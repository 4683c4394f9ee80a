"""The routing table: asked while a ticket is taken down, looked after by the administrator."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, jsonify, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, requires
from caseapp.hotline.actions import routing as actions
from caseapp.hotline.day_range import refuse_odd_day
from caseapp.hotline.receivers import nobody_there
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routing import queries, shown
from caseapp.hotline.routing.forms import EndRoutingForm, RoutingForm
from caseapp.hotline.routing.given import RowGiven
from caseapp.hotline.routing.table import AREAS, SPECIALS
from caseapp.hotline.words import MATTERS, RIGHT_KINDS

TABLE = "hotline/routing.html"
NEW = "hotline/routing_new.html"
END = "hotline/routing_end.html"
WORDS: dict[str, Any] = {
    "kinds": RIGHT_KINDS,
    "matters": MATTERS,
    "areas": AREAS,
    "specials": SPECIALS,
}


@bp.get("/hotline/routing/ask")
@requires("ticket.read")
def ask_route() -> Response:
    """Say who is competent, and by which rule."""
    said = _asked()
    return jsonify(
        kind=said.kind,
        name=said.name,
        unit_id=said.unit_id,
        body_id=said.body_id,
        rule=said.rule,
        sentence=said.sentence,
        also=said.also,
    )


@bp.get("/admin/routing")
@requires("routing.manage")
def routing() -> Response:
    """Show the table with what is in force, past and still to come; answer a question put to it."""
    when = request.args.get("when", "")
    rows = shown.rows(queries.table(), queries.own_rows(), day=today())
    chosen = [row for row in rows if row.when == when] if when in shown.WHEN else rows
    said = _asked() if "matter" in request.args else None
    return admin_page(
        TABLE,
        rows=chosen,
        total=len(rows),
        when=when,
        whens=shown.WHEN,
        said=said,
        day=_day(),
        **WORDS,
    )


@bp.get("/admin/routing/new")
@requires("routing.manage")
def new_route() -> Response:
    """Offer an empty row, or one drawn from the row it is to replace."""
    of = queries.table().by_id(request.args.get("of", "")[:20])
    data = shown.as_form(of, day=today()) if of else {}
    return admin_page(NEW, form=_form(data), look=None, target=shown.target)


@bp.post("/admin/routing/new")
@requires("routing.manage")
def add_route() -> Response:
    """Add a row, once what it changes has been looked at."""
    form = _form()
    if not form.validate():
        return admin_page(NEW, status=INVALID, form=form, look=None, target=shown.target)
    given = form.given()
    try:
        queries.refuse_row(given)
        look = queries.look_at(given)
        if form.seen.data != look.preview.mark and not look.preview.faults:
            form.seen.data = look.preview.mark
            return admin_page(NEW, form=form, look=look, lacks=_lacks(given), target=shown.target)
        row_id = actions.add_row(by=current_person(), given=given)
    except Refused as no:
        return admin_refused(no, NEW, form=form, look=None, target=shown.target)
    flash(f"已登记规则 {queries.OWN}{row_id}，自 {given.since.isoformat()} 起适用。", "done")
    return back_to("hotline.routing")


@bp.route(f"/admin/routing/<{ID}:route_id>/end", methods=["GET", "POST"])
@requires("routing.manage")
def route_ending(route_id: int) -> Response:
    """Set the last day of an own row, once what that changes has been looked at."""
    row = queries.own_row(route_id)
    if row is None or row.ended_at is not None:
        raise NotVisible
    values: dict[str, Any] = {
        "row": row,
        "key": f"{queries.OWN}{row.id}",
        "look": None,
        "target": shown.target,
    }
    form = EndRoutingForm()
    if request.method == "GET":
        return admin_page(END, form=form, **values)
    if not form.validate():
        return admin_page(END, status=INVALID, form=form, **values)
    last = form.last.data or today()
    try:
        refuse_odd_day(last, "最后适用日")
        look = queries.look_at_ending(row, last)
        if form.seen.data != look.preview.mark and not look.preview.faults and last >= row.since:
            form.seen.data = look.preview.mark
            return admin_page(END, form=form, **(values | {"look": look}))
        actions.end_row(by=current_person(), row_id=route_id, last=last, why=form.why.data or "")
    except Refused as no:
        return admin_refused(no, END, form=form, **values)
    flash(f"规则 {values['key']} 适用到 {last.isoformat()}。", "done")
    return back_to("hotline.routing")


def _lacks(given: RowGiven) -> str:
    """Say that the unit of a row has nobody yet who could accept what it gets."""
    unit = accounts.unit_by_path(given.to_unit) if given.to_unit else None
    return nobody_there(unit.id) if unit is not None else ""


def _form(data: dict[str, Any] | None = None) -> RoutingForm:
    form = RoutingForm(data=data)
    units = [(row.path, row.name) for row in accounts.units(only_active=True)]
    form.to_unit.choices = [("", "不分给本市单位"), *units]
    outside = queries.body_choices(today())
    form.to_body.choices = [("", "不选机构"), *outside]
    form.also.choices = [("", "不另告知"), *outside]
    return form


def _asked() -> queries.Routed:
    wanted = {
        name: request.args.get(name, "")[:20]
        for name in ("right_kind", "matter", "area", "special")
    }
    matter = wanted["matter"] if wanted["matter"] in MATTERS else "report"
    return queries.route(
        wanted["right_kind"], matter, wanted["area"], _day(), special=wanted["special"]
    )


def _day() -> date:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return today()
