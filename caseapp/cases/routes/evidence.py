"""Evidence of a case: items with their files, rows of goods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Response, flash, request

from caseapp.base.errors import Conflict, Refused
from caseapp.base.forms import SHORT_TEXT
from caseapp.base.web import (
    Upload,
    accepts_files,
    back_to,
    keeps_typed,
    page,
    refused,
    requires,
    uploads,
)
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.evidence import actions, queries
from caseapp.evidence.forms import GoodsForm, ItemForm
from caseapp.evidence.given import ItemGiven
from caseapp.revisions.page import flash_saved, merge_page

ITEM_TITLE = "登记证据或照片"
GOODS_TITLE = "登记物品"
TITLE_ROOM = SHORT_TEXT - 6  # the place in the row follows the name


@bp.route(f"/cases/<{ID}:case_id>/evidence/new", methods=["GET", "POST"])
@requires("evidence.record")
@accepts_files
@keeps_typed()
def new_item(case_id: int) -> Response:
    """Add a piece of evidence; its file is stored bit for bit and hashed."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    form = ItemForm()
    values = {"form": form, "title": ITEM_TITLE, **head(file)}
    if not form.is_submitted():
        team = [file.names.get(one, "") for one in file.team_ids]
        form.taken_by.data = form.taken_by.data or "、".join(team or [file.by.name])
        return page("cases/item.html", **values)
    if not form.validate():
        return page("cases/item.html", status=422, **values)
    try:
        for given, kept in _each(form.given(), uploads("file")):
            actions.add_item(by=file.by, case_id=case_id, given=given, file=kept)
    except Refused as no:
        return refused(no, "cases/item.html", **values)
    flash("证据已登记，文件已原样保存。", "done")
    return back_to("cases.case_file", case_id=case_id)


def _each(given: ItemGiven, sent: list[Upload]) -> Iterator[tuple[ItemGiven, Upload | None]]:
    """Make every file an item of its own, numbered when there are several under one name."""
    if len(sent) < 2:
        yield given, next(iter(sent), None)
        return
    for place, kept in enumerate(sent, start=1):
        yield replace(given, title=f"{given.title[:TITLE_ROOM]}（{place}）"), kept


@bp.route(f"/cases/<{ID}:case_id>/goods/new", methods=["GET", "POST"])
@requires("evidence.record")
@keeps_typed()
def new_goods(case_id: int) -> Response:
    """Add a row of goods."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    form = GoodsForm()
    values = _goods_values(file, form, GOODS_TITLE)
    if not form.is_submitted():
        return page("cases/goods.html", **values)
    if not form.validate():
        return page("cases/goods.html", status=422, **values)
    try:
        actions.add_goods(by=file.by, case_id=case_id, given=form.given())
    except Refused as no:
        return refused(no, "cases/goods.html", **values)
    flash("物品已登记。", "done")
    return back_to("cases.case_file", case_id=case_id)


@bp.route(f"/cases/<{ID}:case_id>/goods/<{ID}:goods_id>", methods=["GET", "POST"])
@requires("evidence.record")
@keeps_typed()
def edit_goods(case_id: int, goods_id: int) -> Response:
    """Correct a row of goods; two who save at once see both texts."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    row = queries.goods_row(case_id, goods_id)
    form = GoodsForm(obj=row)
    values = _goods_values(file, form, "修改物品")
    if not form.is_submitted():
        return page("cases/goods.html", **values)
    if not form.validate():
        return page("cases/goods.html", status=422, **values)
    try:
        both = actions.change_goods(
            by=file.by,
            case_id=case_id,
            goods_id=goods_id,
            version=form.version_seen(),
            given=form.given(),
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=f"物品“{row.name}”")
    except Refused as no:
        return refused(no, "cases/goods.html", **values)
    flash_saved("物品已修改。", both, form)
    return back_to("cases.case_file", case_id=case_id)


def _goods_values(file: OpenFile, form: GoodsForm, title: str) -> dict[str, Any]:
    return {"form": form, "title": title, **head(file)}
