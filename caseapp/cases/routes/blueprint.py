"""What the pages of a case share: their blueprint, finding the case, the values of its head."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from caseapp.accounts.permissions import decide
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person
from caseapp.cases import queries
from caseapp.cases.open_file import OpenFile, open_file

bp = Blueprint("cases", __name__)
# Larger numbers are no ids: no database takes them.
ID = "int(max=2147483647)"


def opened(case_id: int) -> OpenFile:
    """Find the case and open it; not visible is the same as not there."""
    by = current_person()
    return open_file(queries.visible_case(case_id, by=by), by=by)


def allowed(file: OpenFile, permission: str) -> None:
    """Refuse, as if the page were not there, what this person may not do to this case."""
    if not decide(file.by, permission, file.thing):
        raise NotVisible


def head(file: OpenFile) -> dict[str, Any]:
    """Return what the head of every page of the case shows."""
    return {
        "file": file,
        "case": file.case,
        "state": file.procedure.state(file.case.state),
        "procedure": file.procedure,
    }
