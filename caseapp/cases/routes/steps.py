"""One view for every step of every procedure: its form, its refusal, its act."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import back_to, keeps_typed, page, refused, requires, typed_before
from caseapp.cases import actions
from caseapp.cases.actions import TakeGiven
from caseapp.cases.asked import Asked
from caseapp.cases.facts import facts_of
from caseapp.cases.forms import StepForm, step_form
from caseapp.cases.open_file import OpenFile
from caseapp.cases.penalty_facts import crime_signals
from caseapp.cases.preset import preset_of, usual_day
from caseapp.cases.routes.blueprint import ID, bp, head, opened
from caseapp.law.procedures.table import Step


@bp.route(f"/cases/<{ID}:case_id>/steps/<key>", methods=["GET", "POST"])
@requires("case.step")
@keeps_typed()
def step(case_id: int, key: str) -> Response:
    """Show the form of a step with what stands against it, or take it."""
    file = opened(case_id)
    asked = _row(file, key)
    form = _form(file, asked)
    if request.method == "GET":
        return page("cases/step.html", **_values(file, asked, form))
    if "reckon" in request.form:
        # Only reckons with what is typed so far; nothing is saved and nothing is missed yet.
        return page("cases/step.html", **_values(file, asked, form, typed=form.given()))
    if not form.validate():
        return page("cases/step.html", status=422, **_values(file, asked, form))
    try:
        taken = actions.take_step(by=file.by, case=file.case, key=key, given=form.given())
    except (Refused, Conflict) as no:
        finish(commit=False)  # what the refused act began must not show
        file = opened(case_id)
        if isinstance(no, Conflict):
            form.version.data = str(file.case.version)
        return refused(no, "cases/step.html", **_values(file, asked, form))
    flash(f"已办理：{taken.name}。", "done")
    return back_to("cases.case_file", case_id=case_id)


def _row(file: OpenFile, key: str) -> Step:
    """Find the row from where the case stands; a row of another state still has a page that says so."""
    if key in file.procedure.never:
        raise Refused(file.procedure.never[key])
    rows = [one for one in file.procedure.steps_from(file.case.state) if one.key == key]
    rows += [one for one in file.procedure.steps if one.key == key]
    if not rows or rows[0].waits_for:
        raise NotVisible
    return rows[0]


def _form(file: OpenFile, asked: Step) -> StepForm:
    people = [
        (one.person.id, one.words)
        for one in accounts.assignable_officers(file.case.unit_path, on=today())
    ]
    everybody = [
        (one.id, f"{one.name}（{one.unit_name}）")
        for one in accounts.colleagues(file.case.unit_path)
    ]
    form = step_form(
        asked,
        officers=people,
        people=everybody,
        preset=preset_of(file, asked),
        on=usual_day(file),
    )
    form.on.description = f"{form.on.description}上一步：{file.last_step_on}。"
    if request.method == "GET" and typed_before() is None:
        form.version.data = str(file.case.version)
    return form


def _values(
    file: OpenFile, asked: Step, form: StepForm, *, typed: TakeGiven | None = None
) -> dict[str, Any]:
    facts = facts_of(file, Asked(today()))
    act = Asked(today()) if typed is None else Asked(typed.on, typed.values)
    reckoned = facts if typed is None else facts_of(file, act)
    measured = {"proposed_fine", "fine"} & {one.key for one in asked.fields}
    offers = file.procedure.offers(file.case.state, file.roles, facts)
    here = next((one for one in offers if one.step.key == asked.key), None)
    return {
        **head(file),
        "step": asked,
        "form": form,
        "obstacles": here.obstacles if here is not None else (),
        "is_here": here is not None,
        "is_mine": here is not None and here.is_mine,
        "may_send": here is not None and here.is_mine,
        "fields": [form[f"f_{one.key}"] for one in asked.fields],
        "may_reckon": bool(measured),
        "was_reckoned": typed is not None,
        "fine": reckoned.fine_limit if measured else None,
        "hearing": reckoned.hearing_test if measured else None,
        "signals": crime_signals(file, act) if measured else (),
    }
