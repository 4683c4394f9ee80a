"""Pages of the register of bodies: the list, a body, writing it down, contacts, competences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, request

from caseapp.accounts.permissions import decide
from caseapp.base.clock import today
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
)
from caseapp.bodies import actions, queries
from caseapp.bodies.areas import area_name, areas
from caseapp.bodies.forms import BodyForm, CompetenceForm, ContactForm, EndForm, LastDayForm
from caseapp.bodies.told import values_of
from caseapp.bodies.words import CHANNELS, KINDS, is_unsure
from caseapp.law.rights import MATTERS, RIGHT_KINDS
from caseapp.revisions.page import flash_saved, merge_page

bp = Blueprint("bodies", __name__)
ID = "int(max=2147483647)"
INVALID = 422
LONGEST_WORDS = 60


@bp.get("/bodies")
@requires("bodies.read")
def bodies() -> Response:
    """List the register, narrowed to a kind, a right, a matter, an area, a day."""
    wanted = _wanted()
    shown = wanted.day or today()
    return page(
        "bodies/bodies.html",
        found=queries.page_of_bodies(wanted, asked_page()),
        wanted=wanted,
        competent=_competent(wanted, shown),
        shown=shown,
        today=today(),
        areas=areas(),
        **_words(),
    )


@bp.get(f"/bodies/<{ID}:body_id>")
@requires("bodies.read")
def body(body_id: int) -> Response:
    """Show a body: facts, contacts, competences, who was there before and who came after."""
    return page("bodies/body.html", **_values(_there(body_id)))


@bp.route("/bodies/new", methods=["GET", "POST"])
@requires("bodies.manage")
@keeps_typed()
def new_body() -> Response:
    """Enter a body."""
    form = BodyForm()
    if request.method == "GET":
        return page("bodies/edit.html", form=form, record=None)
    if not form.validate():
        return page("bodies/edit.html", status=INVALID, form=form, record=None)
    try:
        made = actions.add_body(by=current_person(), given=form.given())
    except Refused as no:
        return refused(no, "bodies/edit.html", form=form, record=None)
    flash(f"“{made.name}”已登记，请接着登记联系人和职责。", "done")
    return back_to("bodies.body", body_id=made.id)


@bp.route(f"/bodies/<{ID}:body_id>/edit", methods=["GET", "POST"])
@requires("bodies.manage")
@keeps_typed()
def edit_body(body_id: int) -> Response:
    """Correct a body."""
    record = _there(body_id)
    form = BodyForm(data=_data(record))
    values = {"form": form, "record": record}
    if request.method == "GET":
        return page("bodies/edit.html", **values)
    if not form.validate():
        return page("bodies/edit.html", status=INVALID, **values)
    try:
        both = actions.change_body(
            by=current_person(), body_id=body_id, version=form.version_seen(), given=form.given()
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=record.name)
    except Refused as no:
        return refused(no, "bodies/edit.html", **values)
    flash_saved("已保存。", both, form)
    return back_to("bodies.body", body_id=body_id)


@bp.route(f"/bodies/<{ID}:body_id>/end", methods=["GET", "POST"])
@requires("bodies.manage")
def body_end(body_id: int) -> Response:
    """Write down a body's last day and who took over, or that it goes on."""
    record = _there(body_id)
    form = EndForm(data=_end_data(record)).offer(_heirs(record))
    values = {"form": form, "record": record}
    if request.method == "GET":
        return page("bodies/end.html", **values)
    if not form.validate():
        return page("bodies/end.html", status=INVALID, **values)
    try:
        actions.end_body(
            by=current_person(), body_id=body_id, version=form.version_seen(), given=form.given()
        )
    except (Refused, Conflict) as no:
        if isinstance(no, Conflict):
            form.version.data = str(no.version)
        return refused(no, "bodies/end.html", **values)
    flash("已登记。原有工单和案件仍记在原机构名下。" if form.on.data else "已登记为在用。", "done")
    return back_to("bodies.body", body_id=body_id)


@bp.route(f"/bodies/<{ID}:body_id>/contacts/new", methods=["GET", "POST"])
@requires("bodies.manage")
@keeps_typed()
def new_contact(body_id: int) -> Response:
    """Add a contact to a body."""
    record = _there(body_id)
    form = ContactForm()
    values = {"form": form, "record": record, "what": "联系人"}
    if request.method == "GET":
        return page("bodies/beside.html", **values)
    if not form.validate():
        return page("bodies/beside.html", status=INVALID, **values)
    actions.add_contact(by=current_person(), body_id=body_id, given=form.given())
    flash("联系人已登记。", "done")
    return back_to("bodies.body", body_id=body_id)


@bp.post(f"/bodies/<{ID}:body_id>/contacts/<{ID}:contact_id>/end")
@requires("bodies.manage")
def end_contact(body_id: int, contact_id: int) -> Response:
    """Say that a contact is not to be asked any more."""
    form = LastDayForm()
    values = _values(_there(body_id))
    if not form.validate():
        return page("bodies/body.html", status=INVALID, **values | {"last_day": form})
    try:
        actions.end_contact(
            by=current_person(), body_id=body_id, contact_id=contact_id, on=_last(form)
        )
    except Refused as no:
        return refused(no, "bodies/body.html", **values)
    flash("已登记联系人的最后一天。", "done")
    return back_to("bodies.body", body_id=body_id)


@bp.route(f"/bodies/<{ID}:body_id>/competences/new", methods=["GET", "POST"])
@requires("bodies.manage")
@keeps_typed()
def new_competence(body_id: int) -> Response:
    """Add what a body is competent for."""
    record = _there(body_id)
    form = CompetenceForm(data={"area": record.area})
    values = {"form": form, "record": record, "what": "职责"}
    if request.method == "GET":
        return page("bodies/beside.html", **values)
    if not form.validate():
        return page("bodies/beside.html", status=INVALID, **values)
    try:
        actions.add_competence(by=current_person(), body_id=body_id, given=form.given())
    except Refused as no:
        return refused(no, "bodies/beside.html", **values)
    flash("职责已登记。", "done")
    return back_to("bodies.body", body_id=body_id)


@bp.post(f"/bodies/<{ID}:body_id>/competences/<{ID}:competence_id>/end")
@requires("bodies.manage")
def end_competence(body_id: int, competence_id: int) -> Response:
    """End what a body is competent for."""
    form = LastDayForm()
    values = _values(_there(body_id))
    if not form.validate():
        return page("bodies/body.html", status=INVALID, **values | {"last_day": form})
    try:
        actions.end_competence(
            by=current_person(), body_id=body_id, competence_id=competence_id, on=_last(form)
        )
    except Refused as no:
        return refused(no, "bodies/body.html", **values)
    flash("已登记职责的最后一天。", "done")
    return back_to("bodies.body", body_id=body_id)


def _competent(wanted: queries.Wanted, day: date) -> list[queries.Competent]:
    """Say who is competent once both the kind of right and the matter were asked for."""
    if not wanted.right or not wanted.matter:
        return []
    return queries.competent(wanted.right, wanted.matter, area=wanted.area, day=day)


def _there(body_id: int) -> Any:
    found = queries.body(body_id)
    if found is None:
        raise NotVisible
    return found


def _last(form: LastDayForm) -> date:
    return form.on.data or today()


def _values(record: Any) -> dict[str, Any]:
    return {
        "record": record,
        "is_in_force": queries.is_in_force(record, today()),
        "successor": queries.body(record.successor_id) if record.successor_id else None,
        "predecessors": queries.predecessors(record.id),
        "contacts": _with_last_day(queries.contacts(record.id)),
        "competences": _with_last_day(queries.competences(record.id)),
        "last_day": LastDayForm(formdata=None),
        "today": today(),
        "may_manage": bool(decide(current_person(), "bodies.manage")),
        **_words(),
    }


def _with_last_day(rows: Sequence[Any]) -> list[tuple[Any, LastDayForm]]:
    return [(row, LastDayForm(formdata=None)) for row in rows]


def _words() -> dict[str, Any]:
    return {
        "kinds": KINDS,
        "channels": CHANNELS,
        "rights": RIGHT_KINDS,
        "matters": MATTERS,
        "area_name": area_name,
        "is_unsure": is_unsure,
        "may_manage": bool(decide(current_person(), "bodies.manage")),
    }


def _wanted() -> queries.Wanted:
    given = request.args
    return queries.Wanted(
        kind=_one_of(given.get("kind", ""), KINDS),
        right=_one_of(given.get("right", ""), RIGHT_KINDS),
        matter=_one_of(given.get("matter", ""), MATTERS),
        area=_one_of(given.get("area", ""), areas()),
        words=given.get("q", "").strip()[:LONGEST_WORDS],
        day=None if given.get("all") else _day(given.get("day", "")),
    )


def _one_of(given: str, known: Any) -> str:
    return given if given in known else ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


def _data(record: Any) -> dict[str, Any]:
    return {
        **values_of(record),
        "version": str(record.version),
    }


def _end_data(record: Any) -> dict[str, Any]:
    return {
        "on": record.until,
        "successor": str(record.successor_id or ""),
        "basis": record.moved_basis,
        "version": str(record.version),
    }


def _heirs(record: Any) -> list[tuple[int, str]]:
    """Offer whoever is asked today, and whoever stands there already."""
    offered = [one for one in queries.choices(today()) if one[0] != record.id]
    known = {one for one, _ in offered}
    if record.successor_id and record.successor_id not in known:
        offered.append((record.successor_id, _there(record.successor_id).name))
    return offered
