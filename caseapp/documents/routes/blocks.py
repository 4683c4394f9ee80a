"""The library of text blocks: the list, writing, changing, taking out of use."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import (
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
)
from caseapp.documents.actions import blocks as actions
from caseapp.documents.block_forms import BlockForm, RetireForm, offer, titles_of
from caseapp.documents.block_queries import block_for, blocks_of
from caseapp.documents.block_words import BLOCK_SCOPES
from caseapp.documents.routes.blueprint import bp

ID = "int(max=2147483647)"


@bp.get("/papers/blocks")
@requires("paper.draft")
def text_blocks() -> Response:
    """List the blocks this person may use, those out of use last."""
    by = current_person()
    rows = blocks_of(by)
    return page(
        "papers/blocks.html",
        rows=rows,
        may={row.id: actions.may_change(by, row) for row in rows},
        scopes=BLOCK_SCOPES,
        titles={row.id: titles_of(row.kinds) for row in rows},
    )


@bp.route("/papers/blocks/new", methods=["GET", "POST"])
@requires("paper.draft")
@keeps_typed()
def new_text_block() -> Response:
    """Write a block."""
    by = current_person()
    form = offer(BlockForm(), actions.scopes_for(by))
    if request.method == "GET":
        return page("papers/block.html", form=form, block=None)
    if not form.validate():
        return page("papers/block.html", status=422, form=form, block=None)
    try:
        block = actions.write_block(by=by, given=form.given())
    except Refused as no:
        return refused(no, "papers/block.html", form=form, block=None)
    flash(f"常用语“{block.title}”已保存。", "done")
    return back_to("documents.text_blocks")


@bp.route(f"/papers/blocks/<{ID}:block_id>", methods=["GET", "POST"])
@requires("paper.draft")
@keeps_typed()
def text_block(block_id: int) -> Response:
    """Change a block."""
    by = current_person()
    block = _mine(block_id)
    form = offer(_form(block), actions.scopes_for(by), present=block.scope)
    values = {"form": form, "block": block, "retire": _retire(block)}
    if request.method == "GET":
        return page("papers/block.html", **values)
    if not form.validate():
        return page("papers/block.html", status=422, **values)
    try:
        actions.change_block(by=by, block_id=block_id, given=form.given())
    except (Refused, Conflict) as no:
        finish(commit=False)
        block = _mine(block_id)
        if isinstance(no, Conflict):
            form.version.data = str(block.version)
        values |= {"block": block, "retire": _retire(block)}
        return refused(no, "papers/block.html", **values)
    flash("常用语已保存；已经插入文书的内容不变。", "done")
    return back_to("documents.text_blocks")


@bp.post(f"/papers/blocks/<{ID}:block_id>/retire")
@requires("paper.draft")
def retire_text_block(block_id: int) -> Response:
    """Take a block out of use, or bring it back."""
    by = current_person()
    block = _mine(block_id)
    again = block.is_retired
    actions.retire_block(by=by, block_id=block_id, version=RetireForm().version_seen(), again=again)
    flash("常用语已恢复使用。" if again else "常用语已停用，不再出现在文书页上。", "done")
    return back_to("documents.text_blocks")


def _mine(block_id: int) -> Any:
    by = current_person()
    block = block_for(by, block_id)
    if not actions.may_change(by, block):
        raise NotVisible
    return block


def _form(block: Any) -> BlockForm:
    data = {
        "scope": block.scope,
        "title": block.title,
        "text": block.text,
        "words": "、".join(block.words),
        "kinds": titles_of(block.kinds),
    }
    form = BlockForm(data=data)
    if request.method == "GET" and typed_before() is None:
        form.version.data = str(block.version)
    return form


def _retire(block: Any) -> RetireForm:
    return RetireForm(formdata=None, data={"version": str(block.version)})
