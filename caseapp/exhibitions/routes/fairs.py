"""The list of fairs, one fair with all that hangs on it, its form and its moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, request, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
)
from caseapp.bodies import queries as bodies
from caseapp.bodies.areas import HOME, area_name, areas
from caseapp.documents import queries as papers
from caseapp.documents.words import STATE_WORDS as PAPER_STATES
from caseapp.exhibitions import fair_queries, queries, rules
from caseapp.exhibitions.actions import fair_gates, fairs
from caseapp.exhibitions.actions.fair_writing import SET_UP
from caseapp.exhibitions.countdown import countdown
from caseapp.exhibitions.fair_forms import FairForm, FairMoveForm
from caseapp.exhibitions.fair_values import suggested_code, values_of
from caseapp.exhibitions.fair_words import (
    CONTACT_PARTS,
    DUTY_PARTS,
    FAIR_ACTS,
    PRESENCES,
    REPORTED_BY,
)
from caseapp.exhibitions.kit import not_packed, not_returned
from caseapp.exhibitions.life import FAIR_MOVES, FAIR_STAGES, FAIR_STATES, Move, offered
from caseapp.exhibitions.mandates import mandate_kinds
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, opened
from caseapp.exhibitions.routes.fair_asking import SHEET, ask
from caseapp.law import fairs as law

LONGEST_ASKED = 60
ID_DIGITS = 10
MANAGE = "fair.manage"
TOLD = ("name", "day", "on", "rule", "value", "place", "kinds", "days", "changed")
ROAD = ("registered", "approved", "open", "over", "reported")
# Fields that stand side by side are one tuple.
GROUPS = (
    (
        "展会",
        (
            *("name", ("session", "code"), "series", "venue", "area"),
            *(("first_on", "last_on"), ("opens_at", "closes_at")),
        ),
    ),
    ("进驻", ("presence", "presence_why", ("station_place", "station_phone"))),
    ("单位", ("organiser", "undertaker", "authority_id", ("reported_by", "unit_id"))),
    ("情况", ("has_online", "online_address", "products", "scale", "measures")),
)


@dataclass(frozen=True)
class Offered:
    """A move as the page offers it, and what stands against it."""

    row: Move
    why_not: str


@bp.get("/fairs", endpoint="fairs")
@requires("fair.read")
def fair_list() -> Response:
    """List fairs, the latest show first."""
    state = request.args.get("state", "")
    wanted = fair_queries.Filters(
        state=state if state in FAIR_STATES else "",
        words=request.args.get("q", "").strip()[:LONGEST_ASKED],
    )
    by = current_person()
    return page(
        "exhibitions/fairs.html",
        found=fair_queries.page_of_fairs(by, wanted, asked_page()),
        wanted=wanted,
        running=fair_queries.running(by),
        may_register=bool(decide(by, MANAGE)),
        states=FAIR_STATES,
        presences=PRESENCES,
        today=today(),
    )


@bp.route("/fairs/new", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def new_fair() -> Response:
    """Register a fair."""
    form: Any = _choose(FairForm(), units=_units())
    shown = {"found": None, "form": form, "title": "登记展会", "press": "登记展会"}
    shown |= {"groups": GROUPS, "note": "", "series": fair_queries.all_series()}
    shown |= {"hints": _hints(form)}
    shown |= {"back": url_for("exhibitions.fairs")}
    if request.method == "GET":
        return page(SHEET, **shown)
    if not form.validate():
        return page(SHEET, status=INVALID, **shown)
    try:
        made = fairs.register(by=current_person(), given=form.given())
    except Refused as no:
        return refused(no, SHEET, **shown)
    flash(
        f"已登记 {made.row.number}，代号 {made.fair.code}。请接着登记展馆、联系人和规则。", "done"
    )
    return back_to("exhibitions.fair", fair_id=made.id)


@bp.route(f"/fairs/<{ID}:fair_id>/edit", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def edit_fair(fair_id: int) -> Response:
    """Change a fair; what two people write is merged."""
    found = opened(fair_id, MANAGE)
    is_typed = request.method == "POST" or typed_before()
    form: Any = FairForm() if is_typed else FairForm(data=values_of(found))
    _choose(form, units=[(found.row.unit_id, "登记时的承办单位")])
    by, seen = current_person(), form.version_seen()
    return ask(
        found,
        form,
        act=lambda: fairs.change(by=by, opened=found, given=form.given(), seen=seen),
        done="展会已修改。",
        back=url_for("exhibitions.fair", fair_id=fair_id),
        merges=True,
        title="修改展会",
        groups=GROUPS,
        press="保存",
        note="",
        hints={"presence": _on_presence(form, is_typed=True)},
        series=fair_queries.all_series(),
    )


@bp.route(f"/fairs/<{ID}:fair_id>/moves/<key>", methods=["GET", "POST"])
@requires("fair.read")
@keeps_typed()
def move_fair(fair_id: int, key: str) -> Response:
    """Make one move of the table."""
    if key not in FAIR_MOVES:
        raise NotVisible
    row = FAIR_MOVES[key]
    found = opened(fair_id, row.permission)
    form = FairMoveForm().only(row)
    by, seen = current_person(), form.version_seen()
    return ask(
        found,
        form,
        act=lambda: fairs.move_fair(
            by=by, opened=found, key=key, given={"reason": form.reason.data or ""}, seen=seen
        ),
        done=row.done,
        back=url_for("exhibitions.fair", fair_id=fair_id),
        title=row.name,
        groups=(("", ("reason",)),),
        press=row.name,
        note="",
    )


@bp.get(f"/fairs/<{ID}:fair_id>")
@requires("fair.read")
def fair(fair_id: int) -> Response:
    """Show one fair: where it stands, what is next, who is there today, its numbers, its history."""
    by = current_person()
    found = queries.visible_fair(fair_id, by=by)
    show = found.fair
    may_manage = queries.may(by, MANAGE, found)
    return page(
        "exhibitions/fair.html",
        found=found,
        fair=show,
        stage=FAIR_STAGES[show.state],
        line=_line(show.state),
        countdown=countdown(show, today()),
        moves=_moves(by, found),
        may_manage=may_manage and show.state in SET_UP,
        may_work=queries.may(by, "fair.work", found),
        may_mandate=queries.may(by, "fair.decide", found) and show.state in SET_UP,
        presence=law.presence(show.first_on, show.last_on),
        area=area_name(show.area) if show.area else "",
        authority=bodies.names_of([show.authority_id] if show.authority_id else []),
        figures=_figures(found),
        contacts=fair_queries.contacts_of(fair_id),
        halls=fair_queries.halls_of(fair_id),
        rules=rules.rules_of(show),
        sessions=fair_queries.sessions_of(show.series),
        papers=papers.papers_of_cooperation(fair_id),
        paper_states=PAPER_STATES,
        acts=[(row, _told(row.given)) for row in fair_queries.acts_of(fair_id)],
        **_there(found),
        **_words(),
    )


def _there(found: Opened) -> dict[str, Any]:
    """Return who is there and with what."""
    duty = fair_queries.duty_of(found.id)
    kit = fair_queries.kit_of(found.id)
    is_over = found.fair.state in ("over", "reported")
    return {
        "duty": duty,
        "on_duty": [row for row in duty if row.day == today()],
        "certified": fair_queries.certified(found.id),
        "short": fair_gates.short_days(found.fair) if found.fair.presence == law.STATION else [],
        "mandates": fair_queries.mandates_of(found.id),
        "kit": kit,
        "missing": not_returned(kit) if is_over else not_packed(kit),
        "is_over": is_over,
        "today": today(),
    }


def _words() -> dict[str, Any]:
    return {
        "states": FAIR_STATES,
        "presences": PRESENCES,
        "reported_by": REPORTED_BY,
        "parts": DUTY_PARTS,
        "contact_parts": CONTACT_PARTS,
        "act_words": FAIR_ACTS,
        "mandate_kinds": mandate_kinds(),
    }


def _figures(found: Opened) -> list[tuple[str, str, str]]:
    """Return the numbers of a fair with the address of their rows."""
    counted, at = fair_queries.figures(found.id), f"/fairs/{found.id}"
    promises = f"{counted['promises']:,} / {counted['exhibitors']:,}"
    return [
        (f"{counted['exhibitors']:,}", "参展商", f"{at}/exhibitors"),
        (f"{counted['exhibits']:,}", "展品", f"{at}/exhibitors"),
        (promises, "承诺书已交", f"{at}/exhibitors"),
        (f"{counted['warnings']:,}", "展前提示待核对", f"{at}/warnings"),
        (f"{counted['complaints']:,}", "投诉", f"{at}/complaints"),
        (f"{counted['open']:,}", "未办完的投诉", f"{at}/complaints?open=1"),
        (f"{counted['checks']:,}", "巡查", f"{at}/patrol"),
    ]


def _told(given: Mapping[str, Any]) -> str:
    """Say what an act was about."""
    told = [given.get(name, "") for name in TOLD]
    return " ".join("、".join(one) if isinstance(one, list) else str(one) for one in told if one)


def _moves(by: Person, found: Opened) -> list[Offered]:
    """Return the moves of the state that are this person's, with what stands against each."""
    return [
        Offered(row, fairs.why_not(by=by, opened=found, row=row))
        for row in offered(FAIR_MOVES, found.fair.state)
        if queries.may(by, row.permission, found)
    ]


def _line(state: str) -> list[tuple[str, str]]:
    if state not in ROAD:
        return [*((FAIR_STATES[key], "later") for key in ROAD), (FAIR_STATES[state], "now")]
    here = ROAD.index(state)
    marks = {-1: "done", 0: "now", 1: "later"}
    return [
        (FAIR_STATES[key], marks[(place > here) - (place < here)]) for place, key in enumerate(ROAD)
    ]


def _hints(form: Any) -> dict[str, str]:
    return {
        "presence": _on_presence(form, is_typed=request.method == "POST"),
        "code": f"下一个代号：{suggested_code(form.first_on.data or today())}。",
    }


def _on_presence(form: Any, *, is_typed: bool) -> str:
    """Say what the law asks of a show; of these days once they were typed."""
    first, last = form.first_on.data, form.last_on.data
    answer = law.presence(first, last) if first and last and first <= last else None
    if answer is None:
        return ""
    return answer.text if is_typed else answer.rule_text


def _choose(form: Any, *, units: list[tuple[int, str]]) -> Any:
    form.unit_id.choices = units
    form.area.choices = [
        ("", "没有写明"),
        *((code, name) for code, name in areas().items() if code[:4] == HOME[:4]),
    ]
    on = form.first_on.data or today()
    listed = [(str(number), name) for number, name in bodies.choices(on)]
    held = str(form.authority_id.data or "")
    if held.isdecimal() and len(held) < ID_DIGITS and held not in dict(listed):
        # A body that is no more stays chosen until somebody chooses another one.
        listed += [(str(one), name) for one, name in bodies.names_of([int(held)]).items()]
    form.authority_id.choices = [("", "没有，或者还不知道"), *listed]
    return form


def _units() -> list[tuple[int, str]]:
    by = current_person()
    return [
        (row.id, row.name)
        for row in accounts.units(only_active=True)
        if decide(by, MANAGE, Thing(row.path))
    ]
