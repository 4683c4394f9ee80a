"""The blueprint of liaison, and the one way an act is asked for and answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.forms import BaseForm
from caseapp.base.web import back_to, current_person, page, refused, sent_on, typed_before
from caseapp.liaison.queries import MANAGE

bp = Blueprint("liaison", __name__)
ID = "int(max=2147483647)"
INVALID = 422
SHEET = "liaison/sheet.html"
LONGEST_ASKED = 60


def ask(
    form: BaseForm,
    record: Any,
    *,
    act: Callable[[], object],
    back: str,
    done: str,
    template: str = SHEET,
    **values: Any,
) -> Response:
    """Draw the form of an act on a record, or do it: refused, it is drawn again with all that was typed."""
    shown = {"form": form, "back": back, **values}
    if request.method == "GET":
        if typed_before() is None:
            form.version.data = str(record.version)
        return page(template, **shown)
    if not form.validate():
        return page(template, status=INVALID, **shown)
    try:
        act()
    except Refused as no:
        finish(commit=False)
        form.version.data = str(record.version)
        return refused(no, template, **shown)
    flash(done, "done")
    return sent_on(back)


def open_new(
    form: BaseForm, *, act: Callable[[], Any], endpoint: str, key: str, **values: Any
) -> Response:
    """Draw the form of something new, or enter it and go to its page."""
    shown = {"form": form, "matter": None, **values}
    if request.method == "GET":
        return page(SHEET, **shown)
    if not form.validate():
        return page(SHEET, status=INVALID, **shown)
    try:
        made = act()
    except Refused as no:
        return refused(no, SHEET, **shown)
    flash(f"已登记 {made.row.number}。", "done")
    return back_to(endpoint, **{key: made.id})


def own_units() -> list[tuple[int, str]]:
    """Return the units this person keeps meetings and notices for, the own one first."""
    by = current_person()
    found = [
        (row.id, row.name)
        for row in accounts.units(only_active=True)
        if decide(by, MANAGE, Thing(row.path))
    ]
    return sorted(found, key=lambda one: one[0] != by.unit_id)


def asked_words() -> tuple[str, str]:
    """Return state and words a list is narrowed to."""
    words = request.args.get("q", "").strip()[:LONGEST_ASKED]
    return request.args.get("state", "")[:20], words
