"""One view for every move of every life: its form, its refusal, its act."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import (
    accepts_files,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
    uploads,
)
from caseapp.law import time_limits
from caseapp.transfers import file_queries, shown
from caseapp.transfers.actions.filing import move_with_files
from caseapp.transfers.completeness import categories
from caseapp.transfers.forms import MoveForm, is_body, move_form
from caseapp.transfers.given import THEIR_DAY
from caseapp.transfers.item_given import UploadGiven
from caseapp.transfers.item_queries import PACKAGE, SENDING
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.life import BODY, CLOCK, Move
from caseapp.transfers.offered import Offered, moves_for
from caseapp.transfers.queries import moves_made, visible_transfer
from caseapp.transfers.routes.blueprint import ONE, bp

PAGE = "transfers/move.html"
NAME_ROOM = 200
BY_RECEIPT = ("接到", "收到")  # the words by which the law begins a limit with a receipt


@bp.route(f"{ONE}/moves/<key>", methods=["GET", "POST"])
@requires("cooperation.work")
@accepts_files
@keeps_typed(files="附件")
def move(transfer_id: int, key: str) -> Response:
    """Show the form of a move with what stands against it, or make it."""
    by = current_person()
    found = visible_transfer(transfer_id, by=by)
    row = life_of(found.kind).moves.get(key)
    if row is None or set(row.sides) == {CLOCK}:
        raise NotVisible
    row = row.after_moves({one.move for one in moves_made(found.id)})
    form = _form(found, row)
    if request.method == "GET":
        return page(PAGE, **_values(found, row, form))
    if not form.validate():
        return page(PAGE, status=422, **_values(found, row, form))
    try:
        move_with_files(
            by=by,
            transfer=found,
            key=key,
            given=form.given(),
            files=_files(str(form.category.data)),
        )
    except (Refused, Conflict) as no:
        finish(commit=False)  # what the refused act began must not show
        found = visible_transfer(transfer_id, by=by)
        if isinstance(no, Conflict):
            form.version.data = str(found.version)
        return refused(no, PAGE, **_values(found, row, form))
    flash(f"已办理：{row.name}。", "done")
    return back_to("transfers.transfer", transfer_id=transfer_id)


def _form(found: Any, row: Move) -> MoveForm:
    matter = file_queries.matter_of(found.id)
    unit = accounts.unit_by_id(matter.unit_id)
    officers = [
        (one.person.id, one.words)
        for one in accounts.assignable_officers(unit.path if unit else "/", on=today())
    ]
    form = move_form(
        row,
        officers=officers if any(one.kind in ("officers", "person") for one in row.fields) else (),
        bodies=shown.bodies_by_kind(today()) if any(map(is_body, row.fields)) else {},
        turn=life_of(found.kind).stages[found.state].turn,
        by_hour=_is_by_hour(row),
        by_receipt=is_by_receipt(row),
    )
    form.category.choices = _categories()
    if request.method == "GET" and typed_before() is None:
        form.version.data = str(found.version)
    return form


def _categories() -> dict[str, str]:
    kept = {key: name for key, name in categories().items() if key not in (SENDING, PACKAGE)}
    return {"": "没有附件", **kept}


def _is_by_hour(row: Move) -> bool:
    """Say whether a limit that begins or ends with this move is counted by the hour."""
    families = {*row.starts, *row.stops, *row.pauses, *row.resumes}
    rows = time_limits.load().rows
    return any(one.unit == "h" for one in rows if families & {one.id, one.family})


def is_by_receipt(row: Move) -> bool:
    """Say whether a limit of ours begins on the day we received what the other side wrote."""
    comes_by_letter = BODY in row.sides or any(one.key == THEIR_DAY for one in row.fields)
    ours = [one for one in time_limits.load().rows if {one.id, one.family} & set(row.starts)]
    return comes_by_letter and any(
        not one.binds and one.start_words.startswith(BY_RECEIPT) for one in ours
    )


def _files(category: str) -> list[UploadGiven]:
    return [
        UploadGiven(category, PurePath(one.filename).stem[:NAME_ROOM], one)
        for one in uploads("files")
    ]


def _values(found: Any, row: Move, form: MoveForm) -> dict[str, Any]:
    offered = next(
        (one for one in moves_for(current_person(), found) if one.move.key == row.key), None
    )
    stage = life_of(found.kind).stages[found.state]
    return {
        "transfer": found,
        "matter": file_queries.matter_of(found.id),
        "kind": KINDS[found.kind],
        "stage": stage,
        "move": row,
        "form": form,
        "why_not": _why_not(offered, row, stage),
        "asked": [form[f"f_{one.key}"] for one in row.fields],
    }


def _why_not(offered: Offered | None, row: Move, stage: Any) -> Refused | None:
    """Say what stands against the move before anything is typed."""
    if offered is None:
        return Refused(f"本件现为“{stage.name}”，不能{row.name}。", remedy="请回到本件查看下一步。")
    if offered.may:
        return None
    return Refused(offered.why_not, article=offered.article, remedy=offered.remedy)
