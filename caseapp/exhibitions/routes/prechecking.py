"""The look before the show: what is known of exhibitors and their marks, each answered once."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, request

from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    prepares,
    refused,
    requires,
    sent_on,
)
from caseapp.exhibitions import prechecks, queries
from caseapp.exhibitions.actions import prechecks as acts
from caseapp.exhibitions.exhibitor_forms import CheckForm, VerdictForm
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp
from caseapp.exhibitions.routes.exhibitors import case_numbers, enterable, may_act, seen_cases

PAGE = "exhibitions/warnings.html"
WARNINGS = f"/fairs/<{ID}:fair_id>/warnings"


def _look() -> None:
    """Look through what the office knows before the act takes the lock."""
    found = enterable(int((request.view_args or {})["fair_id"]))
    g.looked = prechecks.look(found.fair, today=today())


@bp.get(WARNINGS)
@requires("fair.read")
def fair_warnings(fair_id: int) -> Response:
    """List what is known of the exhibitors before the doors open."""
    found = queries.visible_fair(fair_id, by=current_person())
    return page(PAGE, **_values(found))


@bp.post(WARNINGS)
@requires("fair.manage")
@prepares(_look)
def check_before(fair_id: int) -> Response:
    """Look again: what is new is added, what was answered stays answered."""
    found, form = enterable(fair_id), CheckForm()
    if not form.validate():
        return page(PAGE, status=INVALID, **_values(found))
    try:
        new, known = acts.check_before(by=current_person(), opened=found, looked=g.looked)
    except Refused as no:
        finish(commit=False)
        return refused(no, PAGE, **_values(queries.visible_fair(fair_id, by=current_person())))
    marks = f"；{g.looked.open_numbers:,} 个号码形式正确，还没有查询过法律状态"
    flash(f"审查完成：提示 {known:,} 项，其中新发现 {new:,} 项{marks}。", "done")
    return back_to("exhibitions.fair_warnings", fair_id=fair_id)


@bp.post(f"{WARNINGS}/<{ID}:warning_id>")
@requires("fair.manage")
@keeps_typed()
def answer_warning(fair_id: int, warning_id: int) -> Response:
    """Say what was made of a warning."""
    found, form = enterable(fair_id), VerdictForm()
    row = _warning(fair_id, warning_id)
    if not form.validate():
        return page(PAGE, status=INVALID, **_values(found, verdict=form, answering=warning_id))
    try:
        acts.answer_warning(
            by=current_person(),
            opened=found,
            warning_id=row.id,
            verdict=form.verdict.data or "",
            words=form.words.data or "",
        )
    except Refused as no:
        finish(commit=False)
        again = queries.visible_fair(fair_id, by=current_person())
        return refused(no, PAGE, **_values(again, verdict=form, answering=warning_id))
    flash("结论已登记。", "done")
    return sent_on(_back(fair_id, row.exhibitor_id))


def _warning(fair_id: int, warning_id: int) -> Any:
    """Find a warning of this fair; one of a case the reader may not know of is not there."""
    found = prechecks.warning(fair_id, warning_id, seen_cases=seen_cases(fair_id))
    if found is None:
        raise NotVisible
    return found


def _back(fair_id: int, exhibitor_id: int) -> str:
    """Return where the answer was given: at the exhibitor or in the list."""
    if request.args.get("at") == "exhibitor":
        return f"/fairs/{fair_id}/exhibitors/{exhibitor_id}"
    return f"/fairs/{fair_id}/warnings"


def _values(found: Opened, **forms: Any) -> dict[str, Any]:
    is_open = request.args.get("all") != "1"
    seen = seen_cases(found.id)
    rows = prechecks.page_of_warnings(found.id, asked_page(), is_open=is_open, seen_cases=seen)
    return {
        "found": found,
        "rows": rows,
        "is_open": is_open,
        "numbers": case_numbers(rows.rows),
        "kinds": prechecks.KINDS,
        "verdicts": prechecks.VERDICTS,
        "may_enter": may_act(found),
        "form": CheckForm(formdata=None),
        "verdict": VerdictForm(formdata=None),
        "answering": 0,
        **forms,
    }
