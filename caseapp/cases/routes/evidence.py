"""Evidence of a case: items with their files, rows of goods; files go out as they came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Response, current_app, flash, send_file

from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.forms import SHORT_TEXT
from caseapp.base.web import (
    Upload,
    accepts_files,
    back_to,
    page,
    reads_protected,
    refused,
    requires,
    uploads,
)
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.evidence import actions, queries
from caseapp.evidence.forms import GoodsForm, ItemForm
from caseapp.evidence.given import ItemGiven
from caseapp.ledger.store import FileStore

ITEM_TITLE = "登记证据或照片"
GOODS_TITLE = "登记物品"
TITLE_ROOM = SHORT_TEXT - 6  # the place in the row follows the name


@bp.route(f"/cases/<{ID}:case_id>/evidence/new", methods=["GET", "POST"])
@requires("evidence.record")
@accepts_files
def new_item(case_id: int) -> Response:
    """Add a piece of evidence; its file is stored bit for bit and hashed."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    form = ItemForm()
    values = {"form": form, "title": ITEM_TITLE, **head(file)}
    if not form.is_submitted():
        team = [file.names.get(one, "") for one in file.team_ids]
        form.taken_by.data = "、".join(team or [file.by.name])
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


@bp.get(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>/file")
@requires("case.read")
@reads_protected
def item_file(case_id: int, item_id: int) -> Response:
    """Send the bytes as they came, never inline: nothing of evidence runs in a browser."""
    file = opened(case_id)
    item = queries.item_of_case(case_id, item_id)
    if item.sha256 is None:
        raise NotVisible
    actions.note_download(by=file.by, item=item)
    store: FileStore = current_app.extensions["store"]
    answer = send_file(
        store.open(item.sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=item.filename,
        max_age=0,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@bp.route(f"/cases/<{ID}:case_id>/goods/new", methods=["GET", "POST"])
@requires("evidence.record")
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
        actions.change_goods(
            by=file.by,
            case_id=case_id,
            goods_id=goods_id,
            version=form.version_seen(),
            given=form.given(),
        )
    except Conflict as clash:
        form.version.data = str(clash.version)
        return refused(clash, "cases/goods.html", **values)
    except Refused as no:
        return refused(no, "cases/goods.html", **values)
    flash("物品已修改。", "done")
    return back_to("cases.case_file", case_id=case_id)


def _goods_values(file: OpenFile, form: GoodsForm, title: str) -> dict[str, Any]:
    return {"form": form, "title": title, **head(file)}
