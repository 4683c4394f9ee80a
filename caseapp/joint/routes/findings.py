"""One finding: who decides on it, a lead of ours, handing it to the body that is competent, its outcome."""

from __future__ import annotations

from typing import Any

from flask import Response, flash

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.cases import queries as cases
from caseapp.joint import actions, queries
from caseapp.joint.inspect_forms import HandOverForm, LeadForm, OutcomeForm
from caseapp.joint.life import DECIDED
from caseapp.joint.ours import limit_words, standing
from caseapp.joint.queries import Opened
from caseapp.joint.routes.action import WORDS
from caseapp.joint.routes.blueprint import ID, INVALID, bp, opened

INSPECT = "joint.inspect"
PAGE = "joint/finding.html"
FINDING = f"/joint/<{ID}:joint_id>/findings/<{ID}:finding_id>"


@bp.get(FINDING)
@requires("cooperation.read")
def finding(joint_id: int, finding_id: int) -> Response:
    """Show one finding and what may become of it."""
    found = queries.visible_action(joint_id, by=current_person())
    return page(PAGE, **_values(found, finding_id))


@bp.post(f"{FINDING}/lead")
@requires("case.open_lead")
def open_lead(joint_id: int, finding_id: int) -> Response:
    """Open the lead of what we found."""
    found = opened(joint_id, INSPECT)
    queries.finding_of(joint_id, finding_id)
    form: Any = LeadForm()
    form.unit_id.choices = _units()
    if not form.validate():
        return page(PAGE, status=INVALID, **_values(found, finding_id, lead=form))
    try:
        case = actions.open_lead(
            by=current_person(),
            opened=found,
            finding_id=finding_id,
            unit_id=int(form.unit_id.data),
            track=str(form.track.data),
        )
    except Refused as no:
        return _again(no, joint_id, finding_id, lead=form)
    flash(f"已登记线索 {case.lead_no}，现场的内容和照片已经带入。", "done")
    return back_to("cases.case_file", case_id=case.id)


@bp.post(f"{FINDING}/hand-over")
@requires("cooperation.work")
@keeps_typed()
def hand_over(joint_id: int, finding_id: int) -> Response:
    """Hand a finding to the body that is competent."""
    found = opened(joint_id, INSPECT)
    queries.finding_of(joint_id, finding_id)
    form = HandOverForm()
    if not form.validate():
        return page(PAGE, status=INVALID, **_values(found, finding_id, hand=form))
    try:
        transfer_id = actions.hand_over(
            by=current_person(),
            opened=found,
            finding_id=finding_id,
            reason=form.reason.data or "",
        )
    except Refused as no:
        return _again(no, joint_id, finding_id, hand=form)
    flash("已登记移送，请在移送页备齐材料、签发移送函。", "done")
    return back_to("transfers.transfer", transfer_id=transfer_id)


@bp.post(f"{FINDING}/outcome")
@requires("joint.inspect")
@keeps_typed()
def outcome(joint_id: int, finding_id: int) -> Response:
    """Write down how the competent body decided."""
    found = opened(joint_id, INSPECT)
    queries.finding_of(joint_id, finding_id)
    form = OutcomeForm()
    if not form.validate():
        return page(PAGE, status=INVALID, **_values(found, finding_id, result=form))
    try:
        actions.record_outcome(
            by=current_person(), opened=found, finding_id=finding_id, given=form.given()
        )
    except Refused as no:
        return _again(no, joint_id, finding_id, result=form)
    flash("处理结果已登记。", "done")
    return back_to("joint.finding", joint_id=joint_id, finding_id=finding_id)


def _values(found: Opened, finding_id: int, **forms: Any) -> dict[str, Any]:
    by = current_person()
    row = queries.finding_of(found.id, finding_id)
    may_act = queries.may(by, INSPECT, found) and found.action.state in DECIDED
    its = standing(row)
    is_free = may_act and row.case_id is None and row.transfer_id is None
    lead = forms.get("lead") or LeadForm(formdata=None)
    lead.unit_id.choices = _units()
    seen = row.case_id is not None and bool(cases.visible_ids({row.case_id}, by=by))
    return {
        "joint": found,
        "row": row,
        "is_ours": its.is_ours,
        "may_lead": is_free and its.is_ours and bool(lead.unit_id.choices),
        "may_hand": is_free and its.hand_to is not None and bool(decide(by, "cooperation.work")),
        "hand_to": its.hand_to[1] if its.hand_to is not None else "",
        "sends_on": limit_words(row.body_name, row.right_kind) if its.sends_on else "",
        "may_tell": may_act
        and row.case_id is None
        and (row.transfer_id is not None or not its.sends_on),
        "case_is_seen": seen,
        "transfer_is_seen": row.transfer_id is not None and queries.knows(by, row.transfer_id),
        "lead": lead,
        "hand": forms.get("hand") or HandOverForm(formdata=None),
        "result": forms.get("result") or OutcomeForm(formdata=None, data=_known(row)),
        **WORDS,
    }


def _known(row: Any) -> dict[str, Any]:
    if not row.outcome:
        return {}
    return {
        "outcome": row.outcome,
        "on": row.outcome_on,
        "number": row.outcome_number,
        "words": row.outcome_words,
    }


def _units() -> list[tuple[int, str]]:
    by = current_person()
    own = [row for row in accounts.units(only_active=True) if row.id == by.unit_id]
    rest = [row for row in accounts.units(only_active=True) if row.id != by.unit_id]
    return [
        (row.id, row.name) for row in (*own, *rest) if decide(by, "case.open_lead", Thing(row.path))
    ]


def _again(no: Refused, joint_id: int, finding_id: int, **forms: Any) -> Response:
    finish(commit=False)
    found = queries.visible_action(joint_id, by=current_person())
    return refused(no, PAGE, **_values(found, finding_id, **forms))
