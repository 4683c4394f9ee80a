"""Corrections of a case: what was corrected, what can be, and the preview before it is."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Response, flash, request

from caseapp.accounts.permissions import decide
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import back_to, keeps_typed, page, refused, requires, typed_before
from caseapp.cases import actions
from caseapp.cases.actions import CorrectionReport
from caseapp.cases.correctable import Target, target_of, targets
from caseapp.cases.correction_forms import CorrectionForm, correction_form
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.deadlines.words import STATES

ONE = f"/cases/<{ID}:case_id>/corrections/<kind>/<{ID}:target_id>"


@bp.get(f"/cases/<{ID}:case_id>/corrections")
@requires("case.read")
def corrections(case_id: int) -> Response:
    """Show what was corrected, by whom and why; and what can be, to those who may."""
    file = opened(case_id)
    may_correct = file.case.is_open and bool(decide(file.by, "case.correct", file.thing))
    return page(
        "cases/corrections.html",
        **head(file),
        rows=list(reversed(file.corrections)),
        states=STATES,
        targets=targets(file) if may_correct else (),
    )


@bp.route(ONE, methods=["GET", "POST"])
@requires("case.correct")
@keeps_typed()
def correction(case_id: int, kind: str, target_id: int) -> Response:
    """Correct a record; first the page shows which limits move and which papers say otherwise."""
    file = opened(case_id)
    allowed(file, "case.correct")
    target = target_of(file, kind, target_id)
    form = correction_form(target)
    if request.method == "GET":
        if typed_before() is None:
            form.version.data = str(file.case.version)
        return page("cases/correction.html", **_values(file, target, form))
    if not form.validate():
        return page("cases/correction.html", status=422, **_values(file, target, form))
    is_agreed = "apply" in request.form
    try:
        report = actions.correct(by=file.by, case=file.case, given=form.given(is_agreed=is_agreed))
    except (Refused, Conflict) as no:
        return _refused(case_id, target, form, no=no)
    if not is_agreed:
        return _preview(case_id, target, form, report=report)
    flash(f"已更正：{report.what}。", "done")
    return back_to("cases.corrections", case_id=case_id)


def _preview(
    case_id: int, target: Target, form: CorrectionForm, *, report: CorrectionReport
) -> Response:
    """Show the outcome of the very act, and undo it; nothing is kept, and the answer says so."""
    finish(commit=False)
    form.seen.data = report.mark
    values = _values(opened(case_id), target, form, report=report)
    return page("cases/correction.html", status=HTTPStatus.CONFLICT, **values)


def _refused(
    case_id: int, target: Target, form: CorrectionForm, *, no: Refused | Conflict
) -> Response:
    finish(commit=False)
    file = opened(case_id)
    form.seen.data = ""
    if isinstance(no, Conflict):
        form.version.data = str(file.case.version)
    return refused(no, "cases/correction.html", **_values(file, target, form))


def _values(
    file: OpenFile, target: Target, form: CorrectionForm, *, report: CorrectionReport | None = None
) -> dict[str, Any]:
    return {
        **head(file),
        "target": target,
        "form": form,
        "fields": form.asked(),
        "report": report,
        "states": STATES,
    }
