"""Hand-over: what somebody has in hand, and giving it to a successor in one act."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, refused, requires
from caseapp.cases import actions, duties
from caseapp.cases.actions import SuccessionGiven
from caseapp.cases.handover_forms import HandOverForm
from caseapp.cases.routes.blueprint import ID, bp
from caseapp.law.procedures.registry import PROCEDURES


@bp.get("/cases/handover")
@requires("case.assign")
def handover() -> Response:
    """Choose whose cases are handed over."""
    return page("cases/handover.html", people=duties.busy_people(current_person()))


@bp.route(f"/cases/handover/<{ID}:person_id>", methods=["GET", "POST"])
@requires("case.assign")
def handover_of(person_id: int) -> Response:
    """Show what somebody has in hand, and give it to a successor."""
    by, form = current_person(), HandOverForm()
    name = dict(duties.busy_people(by)).get(person_id)
    if name is None:
        raise NotVisible
    values = _values(person_id, name, form)
    if request.method == "GET":
        form.chosen.data = [row.id for row in values["rows"]]
        return page("cases/handover_of.html", **values)
    if not form.validate():
        return page("cases/handover_of.html", status=422, **values)
    given = SuccessionGiven(
        person_id=person_id,
        successor_id=form.successor.data,
        case_ids=form.chosen.data or (),
        reason=form.reason.data or "",
    )
    try:
        count = actions.hand_over_cases(by=by, given=given)
    except Refused as no:
        finish(commit=False)
        return refused(no, "cases/handover_of.html", **values)
    flash(f"已交接 {count} 件案件，每件都记入时间线和审计日志。", "done")
    return back_to("cases.handover")


def _values(person_id: int, name: str, form: HandOverForm) -> dict[str, Any]:
    by = current_person()
    rows = duties.cases_in_hand(person_id, by=by)
    form.chosen.choices = [
        (
            row.id,
            f"{row.case_no or row.lead_no} {row.title}（{PROCEDURES[row.edition].state(row.state).name}）",
        )
        for row in rows
    ]
    officers = accounts.assignable_officers(by.unit_path, on=today())
    form.successor.choices = [
        (0, "请选择"),
        *((one.person.id, one.words) for one in officers if one.person.id != person_id),
    ]
    return {"form": form, "name": name, "rows": rows, "duties": duties.duties_of(person_id, by=by)}
