"""The blueprint of fairs, and how a fair or a complaint is found for an act."""

from __future__ import annotations

from flask import Blueprint

from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person
from caseapp.exhibitions import queries
from caseapp.exhibitions.queries import Complained, Opened

bp = Blueprint("exhibitions", __name__)
ID = "int(max=2147483647)"
INVALID = 422


def opened(fair_id: int, permission: str) -> Opened:
    """Find a fair this person may do this at; any other is not there."""
    by = current_person()
    found = queries.visible_fair(fair_id, by=by)
    if not queries.may(by, permission, found):
        raise NotVisible
    return found


def complained(complaint_id: int, permission: str) -> Complained:
    """Find a complaint this person may do this to; any other is not there."""
    by = current_person()
    found = queries.visible_complaint(complaint_id, by=by)
    if not queries.may(by, permission, found.at):
        raise NotVisible
    return found
