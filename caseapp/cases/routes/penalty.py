"""The penalty desk of a case: reckon as often as one likes, put into the file what counts."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts.permissions import decide
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, keeps_typed, page, refused, requires
from caseapp.cases import actions
from caseapp.cases.kept_reckonings import reckonings_of
from caseapp.cases.open_file import OpenFile
from caseapp.cases.penalty_forms import PenaltyForm
from caseapp.cases.reckonings import penalty_preset, reckoning_of
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.law.errors import NoAnswer
from caseapp.law.penalty_desk import PenaltyAnswer, reckon_penalty


@bp.route(f"/cases/<{ID}:case_id>/penalty", methods=["GET", "POST"])
@requires("case.note")
@keeps_typed()
def penalty(case_id: int) -> Response:
    """Reckon the penalty from the facts of the case; on request, keep it in the file."""
    file = opened(case_id)
    allowed(file, "case.note")
    form = PenaltyForm(data=penalty_preset(file))
    if request.method == "GET":
        return page("cases/penalty.html", **_values(file, form))
    if not form.validate():
        return page("cases/penalty.html", status=422, **_values(file, form))
    answer, no = _answer(form)
    if "reckon" in request.form or no is not None:
        status = 200 if no is None else 422
        return page("cases/penalty.html", status=status, **_values(file, form, answer, fault=no))
    try:
        actions.keep_reckoning(
            by=file.by, case=file.case, facts=form.facts(), in_words=form.in_words()
        )
    except Refused as against:
        return refused(against, "cases/penalty.html", **_values(file, form, answer))
    flash("测算已存入案卷。", "done")
    return back_to("cases.penalties", case_id=case_id)


@bp.get(f"/cases/<{ID}:case_id>/penalties")
@requires("case.read")
def penalties(case_id: int) -> Response:
    """List the reckonings kept in the file, the last one first."""
    file = opened(case_id)
    return page(
        "cases/penalties.html",
        **head(file),
        rows=list(reversed(reckonings_of(case_id))),
        may_reckon=bool(decide(file.by, "case.note", file.thing)),
    )


@bp.get(f"/cases/<{ID}:case_id>/penalties/<{ID}:reckoning_id>")
@requires("case.read")
def kept_penalty(case_id: int, reckoning_id: int) -> Response:
    """Show a reckoning as it was kept: every input, every rule, every sentence; to be printed."""
    file = opened(case_id)
    row = reckoning_of(case_id, reckoning_id)
    return page("cases/kept_penalty.html", **head(file), row=row)


def _answer(form: PenaltyForm) -> tuple[PenaltyAnswer | None, str | None]:
    try:
        return reckon_penalty(form.facts()), None
    except NoAnswer as no:
        return None, no.sentence


def _values(
    file: OpenFile,
    form: PenaltyForm,
    answer: PenaltyAnswer | None = None,
    *,
    fault: str | None = None,
) -> dict[str, Any]:
    return {**head(file), "form": form, "answer": answer, "fault": fault}
