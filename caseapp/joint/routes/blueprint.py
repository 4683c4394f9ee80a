"""The blueprint of joint enforcement, and the one way an act is asked for and answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, request

from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.merging import Merge
from caseapp.base.web import back_to, current_person, page, refused, typed_before
from caseapp.joint import queries
from caseapp.joint.queries import Opened
from caseapp.revisions.page import flash_saved, merge_page

bp = Blueprint("joint", __name__)
ID = "int(max=2147483647)"
INVALID = 422
SHEET = "joint/sheet.html"


def opened(joint_id: int, permission: str) -> Opened:
    """Find an action this person may do this to; any other is not there."""
    by = current_person()
    found = queries.visible_action(joint_id, by=by)
    if not queries.may(by, permission, found):
        raise NotVisible
    return found


def ask(
    found: Opened,
    form: BaseForm,
    *,
    act: Callable[[], object],
    done: str,
    merges: bool = False,
    **values: Any,
) -> Response:
    """Draw the form of an act, or do it: refused, it is drawn again with everything typed.

    What `merges` stays a page of the version it was drawn from, until every overlap is chosen.
    """
    joint_id = found.id
    shown = {"joint": found, "form": form, **values}
    if request.method == "GET":
        if typed_before() is None:
            form.version.data = str(found.action.version)
        return page(SHEET, **shown)
    if not form.validate():
        return page(SHEET, status=INVALID, **shown)
    try:
        both = act()
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=found.row.number)
    except Refused as no:
        finish(commit=False)
        again = queries.visible_action(joint_id, by=current_person())
        if not merges:
            form.version.data = str(again.action.version)
        return refused(no, SHEET, **{**shown, "joint": again})
    if isinstance(both, Merge):
        flash_saved(done, both, form)
    else:
        flash(done, "done")
    return back_to("joint.action", joint_id=joint_id)
