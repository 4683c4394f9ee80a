"""The page for the street: a visit entered with one hand, then the next; one visit afterwards."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts.permissions import decide
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.web import (
    accepts_files,
    back_to,
    current_person,
    keeps_typed,
    page,
    reads_protected,
    refused,
    requires,
    typed_before,
    uploads,
)
from caseapp.cooperation.owners import thing_of
from caseapp.joint import actions, queries
from caseapp.joint.inspect_forms import FindingForm, InspectForm, VoidForm
from caseapp.joint.life import DECIDED
from caseapp.joint.queries import Opened
from caseapp.joint.routes.action import WORDS
from caseapp.joint.routes.blueprint import ID, INVALID, bp, opened
from caseapp.joint.routes.planning import area_choices
from caseapp.ledger import actions as ledger
from caseapp.ledger.sending import send_stored

INSPECT = "joint.inspect"
PAGE, ONE = "joint/inspect.html", "joint/inspection.html"
VISIT = f"/joint/<{ID}:joint_id>/inspections/<{ID}:inspection_id>"


@bp.route(f"/joint/<{ID}:joint_id>/inspect", methods=["GET", "POST"])
@requires("joint.inspect")
@accepts_files
@keeps_typed()
def inspect(joint_id: int) -> Response:
    """Enter a visit; saved, the page is ready for the next shop."""
    found = opened(joint_id, INSPECT)
    form = _form(found)
    if request.method == "GET":
        return page(PAGE, **_values(found, form))
    if not form.validate():
        return page(PAGE, status=INVALID, **_values(found, form))
    given = form.given()
    try:
        visit = actions.inspect(
            by=current_person(), opened=found, given=given, photos=uploads("photos")
        )
    except Refused as no:
        finish(commit=False)
        again = queries.visible_action(joint_id, by=current_person())
        return refused(no, PAGE, **_values(again, form))
    on = given.on.isoformat()
    return back_to("joint.inspect", joint_id=joint_id, saved=visit.id, group=given.group_id, on=on)


@bp.get(VISIT)
@requires("cooperation.read")
def inspection(joint_id: int, inspection_id: int) -> Response:
    """Show one visit: who was there, what was found, who decides on it."""
    found = queries.visible_action(joint_id, by=current_person())
    return page(ONE, **_one(found, inspection_id))


@bp.post(f"{VISIT}/findings")
@requires("joint.inspect")
@accepts_files
@keeps_typed()
def add_finding(joint_id: int, inspection_id: int) -> Response:
    """Add to a visit what was found or photographed besides."""
    found = opened(joint_id, INSPECT)
    queries.inspection_of(joint_id, inspection_id)
    form = _bodies(found, FindingForm())
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, inspection_id, finding=form))
    told = form.findings()
    try:
        actions.add_finding(
            by=current_person(),
            opened=found,
            inspection_id=inspection_id,
            given=told[0] if told else None,
            photos=uploads("photos"),
        )
    except Refused as no:
        return _again(no, joint_id, inspection_id, finding=form)
    flash("已补充登记。", "done")
    return back_to("joint.inspection", joint_id=joint_id, inspection_id=inspection_id)


@bp.post(f"{VISIT}/void")
@requires("joint.inspect")
def void(joint_id: int, inspection_id: int) -> Response:
    """Void a visit that was entered wrongly."""
    found = opened(joint_id, INSPECT)
    queries.inspection_of(joint_id, inspection_id)
    form = VoidForm()
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, inspection_id, void=form))
    try:
        actions.void(
            by=current_person(),
            opened=found,
            inspection_id=inspection_id,
            why=form.why.data or "",
        )
    except Refused as no:
        return _again(no, joint_id, inspection_id, void=form)
    flash("检查已作废，不再计数。", "done")
    return back_to("joint.inspection", joint_id=joint_id, inspection_id=inspection_id)


@bp.post(f"{VISIT}/record")
@requires("joint.inspect")
def record(joint_id: int, inspection_id: int) -> Response:
    """Draft the record of a visit, to be printed and signed on the spot."""
    found = opened(joint_id, INSPECT)
    queries.inspection_of(joint_id, inspection_id)
    try:
        paper_id = actions.draft_record(
            by=current_person(), opened=found, inspection_id=inspection_id
        )
    except Refused as no:
        return _again(no, joint_id, inspection_id)
    flash("已按本次检查起草行动记录表，请核对后打印，由各单位人员签名。", "done")
    return back_to("cooperation.paper", matter_id=joint_id, paper_id=paper_id)


@bp.get(f"{VISIT}/photos/<{ID}:photo_id>")
@requires("cooperation.read")
@reads_protected
def photo(joint_id: int, inspection_id: int, photo_id: int) -> Response:
    """Send a photo as its bytes came."""
    found = queries.visible_action(joint_id, by=current_person())
    queries.inspection_of(joint_id, inspection_id)
    row = queries.photo_of(inspection_id, photo_id)
    ledger.record(
        by=current_person(),
        action="joint.photo_read",
        object_kind="joint",
        object_id=found.id,
        object_key=found.row.number,
        details={"inspection": inspection_id, "photo": photo_id},
    )
    return send_stored(row.sha256, name=row.filename, shown=True)


def _form(found: Opened) -> Any:
    """Draw the form with what goes on from the shop before: group and day."""
    action, by = found.action, current_person()
    day = min(max(today(), action.first_on), action.last_on)
    first = {
        "group_id": _asked("group") or queries.group_of(found.id, by.id),
        "on": day,
        "place_id": request.args.get("place", ""),
    }
    is_typed = request.method == "POST" or typed_before()
    form: Any = _bodies(found, InspectForm() if is_typed else InspectForm(data=first))
    groups = queries.groups_of(found.id)
    names = {row.id: row.name for row in groups}
    form.group_id.choices = list(names.items())
    mine = form.group_id.data
    form.area.choices = area_choices(found)
    places = sorted(
        queries.places_of(found.id), key=lambda row: (row.group_id != mine, bool(row.visits))
    )
    form.place_id.choices = [
        ("", "其他商户，填在下面"),
        *((str(row.id), _said(row)) for row in places),
    ]
    form.absent.choices = [
        (row.id, f"{row.name}（{row.body_name}，{names[row.group_id]}）")
        for row in queries.members_of(found.id)
        if row.left_at is None
    ]
    return form


def _said(row: Any) -> str:
    times = f"，已查 {row.visits} 次" if row.visits else ""
    return f"{row.name}（{row.address or '未写地址'}{times}）"


def _asked(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _bodies(found: Opened, form: Any) -> Any:
    offered = [("", "按职责自动确定")]
    offered += [(str(row.body_id), row.name) for row in queries.bodies_of(found.id)]
    for key in form.blocks:
        form[f"{key}_body"].choices = offered
    return form


def _values(found: Opened, form: Any) -> dict[str, Any]:
    rows = queries.inspections_on(found.id, form.on.data)
    mine = [row for row in rows if row.group_id == form.group_id.data]
    saved = next((row for row in rows if row.id == _asked("saved")), None)
    return {"joint": found, "form": form, "today_rows": mine, "saved": saved, **WORDS}


def _one(found: Opened, inspection_id: int, **forms: Any) -> dict[str, Any]:
    row = queries.inspection_of(found.id, inspection_id)
    by, state = current_person(), found.action.state
    may_add = queries.may(by, INSPECT, found) and state in DECIDED and row.voided_at is None
    return {
        "joint": found,
        "row": row,
        "present": queries.present_at(inspection_id),
        "findings": [
            one for one in queries.findings_of(found.id) if one.inspection_id == inspection_id
        ],
        "photos": queries.photos_of(inspection_id),
        "may_add": may_add,
        "may_record": may_add and bool(decide(by, "cooperation.work", thing_of(found.row))),
        "finding": forms.get("finding") or _bodies(found, FindingForm(formdata=None)),
        "void": forms.get("void") or VoidForm(formdata=None),
        **WORDS,
    }


def _again(no: Refused, joint_id: int, inspection_id: int, **forms: Any) -> Response:
    finish(commit=False)
    found = queries.visible_action(joint_id, by=current_person())
    return refused(no, ONE, **_one(found, inspection_id, **forms))
