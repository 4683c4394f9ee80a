"""What the pages of a case share: their blueprint, finding the case, the values of its head."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request

from caseapp.accounts.permissions import decide
from caseapp.base.db import finish, is_writing, writing
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person
from caseapp.cases import actions, queries, shield
from caseapp.cases.open_file import OpenFile, open_file

bp = Blueprint("cases", __name__)
# Larger numbers are no ids: no database takes them.
ID = "int(max=2147483647)"


def opened(case_id: int) -> OpenFile:
    """Find the case and open it; not visible is the same as not there."""
    by = current_person()
    if case_id in by.emergencies:
        _note_emergency(case_id)
    try:
        case = queries.visible_case(case_id, by=by)
    except NotVisible:
        _note_denied(case_id, "case.read")
        raise
    return open_file(case, by=by)


def allowed(file: OpenFile, permission: str) -> None:
    """Refuse, as if the page were not there, what this person may not do to this case."""
    if not decide(file.by, permission, file.thing):
        _note_denied(file.case.id, permission)
        raise NotVisible


@bp.app_context_processor
def _emergency() -> dict[str, Any]:
    """Let the frame of each page say that this case is open in an emergency."""
    return {"emergency_now": g.get("emergency_now")}


def _note_emergency(case_id: int) -> None:
    """Keep which page is read before a byte of it goes out; the page then wears its red band."""
    by, place = current_person(), request.endpoint or ""
    if is_writing():
        actions.note_emergency_read(by=by, case_id=case_id, place=place)
    else:
        with writing():
            actions.note_emergency_read(by=by, case_id=case_id, place=place)
    g.emergency_now = shield.running_emergency(case_id, by=by)


def _note_denied(case_id: int, permission: str) -> None:
    """Keep what was tried, alike for a case that is hidden and one that never was."""
    if is_writing():
        finish(commit=False)  # the act ends here; what was tried is an act of its own
    with writing():
        actions.note_case_denied(
            by=current_person(),
            case_id=case_id,
            permission=permission,
            place=request.endpoint or "",
        )


def head(file: OpenFile) -> dict[str, Any]:
    """Return what the head of every page of the case shows."""
    return {
        "file": file,
        "case": file.case,
        "state": file.procedure.state(file.case.state),
        "procedure": file.procedure,
    }
