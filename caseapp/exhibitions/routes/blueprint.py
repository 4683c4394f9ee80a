"""The blueprint of fairs, and how a fair or a complaint is found for an act."""

from __future__ import annotations

from flask import Blueprint, request

from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import current_person
from caseapp.exhibitions import queries
from caseapp.exhibitions.queries import Complained, Opened

bp = Blueprint("exhibitions", __name__)
ID = "int(max=2147483647)"
INVALID = 422


@bp.before_request
def refuse_another_hand() -> None:
    """Stop a form of the station that somebody else filled in than is signed in now."""
    filled_by = request.form.get("filled_by", "") if request.method == "POST" else ""
    if filled_by and filled_by != str(current_person().id):
        raise Refused(
            "没有办理：这张表单是另一位同事在本机填写的，不能以您的名义送出。",
            remedy="请填写的人登录后送出；要由您办理的，请重新打开表单填写。",
        )


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
