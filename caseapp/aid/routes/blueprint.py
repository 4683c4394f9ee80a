"""The blueprint of rights assistance, and the one way an act is asked for and answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, request

from caseapp.aid import queries
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.web import back_to, current_person, page, refused, typed_before

bp = Blueprint("aid", __name__)
ID = "int(max=2147483647)"


def opened(aid_id: int, permission: str) -> Any:
    """Find a file this person may do this to; any other is not there."""
    by = current_person()
    found = queries.visible_aid(aid_id, by=by)
    if not queries.may(by, permission, found):
        raise NotVisible
    return found


def ask(
    aid: Any,
    form: BaseForm,
    *,
    act: Callable[[], object],
    done: str,
    template: str = "aid/act.html",
    **values: Any,
) -> Response:
    """Draw the form of an act, or do it: refused, it is drawn again with everything typed."""
    aid_id = aid.id
    shown = {"aid": aid, "form": form, "applicant": queries.name_of(aid.applicant_id), **values}
    if request.method == "GET":
        if typed_before() is None:
            form.version.data = str(aid.version)
        return page(template, **shown)
    if not form.validate():
        return page(template, status=422, **shown)
    try:
        act()
    except Refused as no:
        return _refused(no, template, aid_id=aid_id, shown=shown)
    flash(done, "done")
    return back_to("aid.file", aid_id=aid_id)


def _refused(no: Refused, template: str, *, aid_id: int, shown: dict[str, Any]) -> Response:
    """Show the form again as of now: who looked at it may send it once more."""
    finish(commit=False)
    aid = queries.visible_aid(aid_id, by=current_person())
    shown["form"].version.data = str(aid.version)
    return refused(no, template, **{**shown, "aid": aid})
