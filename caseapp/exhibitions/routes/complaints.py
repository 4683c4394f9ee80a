"""The complaints of a fair, a new one, and one complaint with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, jsonify, request, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
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
from caseapp.cases import queries as cases
from caseapp.cases.shown import limit_shown
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from caseapp.documents.words import STATE_WORDS as PAPER_STATES
from caseapp.exhibitions import (
    complaint_queries,
    complaint_rules,
    completeness,
    exhibitor_queries,
    private_numbers,
    queries,
    spot_queries,
)
from caseapp.exhibitions.actions import complaints as actions
from caseapp.exhibitions.actions.correcting import may_be_corrected
from caseapp.exhibitions.actions.measures import MEASURED, ORDERED
from caseapp.exhibitions.actions.taking import CHANGED
from caseapp.exhibitions.actions.visits import VISITED
from caseapp.exhibitions.complaint_forms import ComplaintForm, MaterialsForm, features_sent
from caseapp.exhibitions.complaint_queries import Filters
from caseapp.exhibitions.complaint_values import values_of
from caseapp.exhibitions.complaint_words import ACTS, MEASURES, PATENT_KINDS, VERDICTS
from caseapp.exhibitions.fair_forms import ConfirmForm
from caseapp.exhibitions.life import MOVES as TABLE
from caseapp.exhibitions.life import OUTCOMES, STAGES, STATES, Move, offered
from caseapp.exhibitions.queries import Complained, Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, complained, opened
from caseapp.exhibitions.routes.complaint_asking import ask
from caseapp.exhibitions.spot_words import PARTS
from caseapp.law.rights import RIGHT_KINDS

WORK = "fair.work"
LONGEST_ASKED = 80
BLANK_ROWS, MOST_BOOTHS = 4, 20
OF_FAIR = f"/fairs/<{ID}:fair_id>/complaints"
ONE = f"/fair-complaints/<{ID}:complaint_id>"
NEW = "exhibitions/complaint_new.html"
ROAD = ("received", "complete", "passed", "notified", "answered", "decided", "closed")
GROUPS = (
    ("权利", ("right_kind", "right_number", "patent_kind", "right_name")),
    ("被投诉人和展品", ("booth", "respondent", "exhibit", "is_online")),
    (
        "投诉人",
        (
            *("complainant", "complainant_phone", "complainant_id_number"),
            *("complainant_address", "complainant_booth"),
        ),
    ),
    ("代理人", ("agent", "agent_power", "agent_phone")),
    ("事实和请求", ("facts", "request")),
)
WORDS: dict[str, Any] = {
    "states": STATES,
    "rights": RIGHT_KINDS,
    "patent_kinds": PATENT_KINDS,
    "verdicts": VERDICTS,
    "outcomes": OUTCOMES,
    "measure_words": MEASURES,
    "act_words": ACTS,
}


@dataclass(frozen=True)
class Offered:
    """A move as the page offers it, and what stands against it."""

    row: Move
    why_not: str


@bp.get(OF_FAIR, endpoint="complaints")
@requires("fair.read")
def complaint_list(fair_id: int) -> Response:
    """List the complaints of a fair, newest first."""
    found = opened(fair_id, "fair.read")
    state, right = request.args.get("state", ""), request.args.get("right", "")
    wanted = Filters(
        state=state if state in STATES else "",
        right_kind=right if right in RIGHT_KINDS else "",
        words=request.args.get("q", "").strip()[:LONGEST_ASKED],
        only_open=request.args.get("open", "") == "1",
    )
    return page(
        "exhibitions/complaints.html",
        at=found,
        found=complaint_queries.page_of_complaints(fair_id, wanted, asked_page()),
        wanted=wanted,
        may_take=queries.may(current_person(), WORK, found) and found.fair.state == "open",
        **WORDS,
    )


@bp.get(f"{OF_FAIR}/number")
@requires("fair.read")
def complaint_number(fair_id: int) -> Response:
    """Say what is known of a patent number while it is typed: form, check digit, last look-up."""
    opened(fair_id, "fair.read")
    asked = request.args.get("q", "").strip()[:LONGEST_ASKED]
    if not asked:
        return jsonify([])
    right = completeness.right_of("patent", asked)
    words = f"{right.number} {right.words}".strip()
    return jsonify([{"valid": right.is_sound and right.ended_on is None, "words": words}])


@bp.get(f"{OF_FAIR}/booths")
@requires(WORK)
def complaint_booths(fair_id: int) -> Response:
    """Find the booth a new complaint is about."""
    return page(NEW, **_new(opened(fair_id, WORK), ComplaintForm(formdata=None)))


@bp.route(f"{OF_FAIR}/new", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def new_complaint(fair_id: int) -> Response:
    """Take a complaint typed at the desk."""
    found = opened(fair_id, WORK)
    form: Any = ComplaintForm()
    if request.method == "GET":
        if typed_before() is None:
            form.process(data=_first(fair_id))
        return page(NEW, **_new(found, form))
    if not form.validate():
        return page(NEW, status=INVALID, **_new(found, form))
    try:
        made = actions.take(by=current_person(), opened=found, given=form.given())
    except Refused as no:
        return refused(no, NEW, **_new(found, form))
    flash(f"已登记投诉 {made.complaint.number}。请核对材料。", "done")
    return back_to("exhibitions.complaint", complaint_id=made.id)


def _first(fair_id: int) -> dict[str, Any]:
    """Fill the form with the exhibitor chosen from the booths."""
    chosen = request.args.get("exhibitor", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        return {}
    row = queries.exhibitor(fair_id, int(chosen))
    booth = " ".join(one for one in (row.hall, row.booth) if one)
    return {"exhibitor_id": row.id, "booth": booth, "respondent": row.name}


def _new(found: Opened, form: Any) -> dict[str, Any]:
    asked = request.args.get("booth", "").strip()[:LONGEST_ASKED]
    rows = exhibitor_queries.search(found.id, asked, most=MOST_BOOTHS + 1) if asked else ()
    return {
        "at": found,
        "form": form,
        "groups": GROUPS,
        "asked": asked,
        "booths": rows[:MOST_BOOTHS],
        "is_more": len(rows) > MOST_BOOTHS,
        "features": features_sent() if request.method == "POST" else (),
        "blank": range(BLANK_ROWS),
        "verdicts": VERDICTS,
    }


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def edit_complaint(complaint_id: int) -> Response:
    """Change a complaint; what two people write is merged."""
    found = complained(complaint_id, WORK)
    is_typed = request.method == "POST" or typed_before()
    form: Any = ComplaintForm() if is_typed else ComplaintForm(data=values_of(found.complaint))
    by, seen = current_person(), form.version_seen()
    return ask(
        found,
        form,
        act=lambda: actions.change(by=by, complained=found, given=form.given(), seen=seen),
        done="投诉已修改。",
        merges=True,
        title="修改投诉",
        press="保存",
        groups=GROUPS,
    )


@bp.get(ONE)
@requires("fair.read")
def complaint(complaint_id: int) -> Response:
    """Show one complaint: where it stands, its limits, what is next, everything that hangs on it."""
    found = complained(complaint_id, "fair.read")
    return page("exhibitions/complaint.html", **shown(found))


@bp.get(f"{ONE}/limits/<{ID}:limit_id>")
@requires("fair.read")
def complaint_limit(complaint_id: int, limit_id: int) -> Response:
    """Explain one limit: how it was counted and on what it rests."""
    found = complained(complaint_id, "fair.read")
    row = deadlines.one(limit_id)
    if row is None or row.complaint_id != complaint_id:
        raise NotVisible
    told = limit_shown(row, now=now(), today=today(), calendar=accounts.office_calendar())
    return page("exhibitions/complaint_limit.html", found=found, row=row, limit=told)


def shown(found: Complained, materials: MaterialsForm | None = None) -> dict[str, Any]:
    """Return everything the page of a complaint shows."""
    by, one = current_person(), found.complaint
    may_work = queries.may(by, WORK, found.at)
    look = completeness.look(found)
    ground = complaint_rules.named_ground(one.refused_for)
    return {
        "found": found,
        "one": one,
        "stage": STAGES[one.state],
        "line": _line(one.state),
        "moves": _moves(by, found, look) if may_work else [],
        "may_work": may_work,
        **_numbers(one, may_work=may_work),
        "may_change": may_work and one.state in CHANGED,
        "may_correct": may_work and may_be_corrected(found),
        "may_visit": may_work and one.state in VISITED,
        "may_measure": may_work and one.state in MEASURED,
        "may_order": may_work and one.state in ORDERED,
        "may_lift": queries.may(by, "fair.manage", found.at),
        "limits": _limits(found.id),
        "right": look.right,
        "materials": look.materials,
        "stated": look.stated,
        "form": materials or material_form(look),
        "ground": ground,
        **_hanging(found.id),
        "before": complaint_queries.same_right_before(one, by=by),
        "papers": papers.papers_of_cooperation(found.id),
        "paper_states": PAPER_STATES,
        "case": _case(one.case_id, by),
        **WORDS,
    }


def _numbers(one: Any, *, may_work: bool) -> dict[str, Any]:
    """Return the numbers with their middle hidden, and the button that shows them whole to who works there."""
    is_any = bool(private_numbers.whole(one))
    button = ConfirmForm(formdata=None) if may_work and is_any else None
    return {"masked": private_numbers.hidden(one), "read_numbers": button}


def _hanging(complaint_id: int) -> dict[str, Any]:
    return {
        "features": complaint_queries.features_of(complaint_id),
        "visits": complaint_queries.visits_of(complaint_id),
        "measures": complaint_queries.measures_of(complaint_id),
        "orders": complaint_queries.orders_of(complaint_id),
        "photos": complaint_queries.photos_of(complaint_id),
        "signed": spot_queries.signed_rows(complaint_id),
        "parts": PARTS,
        "repeat": complaint_queries.repeat_of(complaint_id),
        "acts": complaint_queries.acts_of(complaint_id),
    }


def material_form(look: completeness.Look) -> MaterialsForm:
    """Return the boxes of the papers, ticked as they are kept."""
    rows = look.materials
    form = MaterialsForm(formdata=None, data={"there": [r.row.key for r in rows if r.is_given]})
    form.offer((one.row.key, f"{one.row.name}（{one.row.cited}）") for one in rows)
    return form


def _moves(by: Person, found: Complained, look: completeness.Look) -> list[Offered]:
    return [
        Offered(row, actions.why_not(by=by, complained=found, row=row, looked=look))
        for row in offered(TABLE, found.complaint.state)
    ]


def _limits(complaint_id: int) -> list[Any]:
    at, day, calendar = now(), today(), accounts.office_calendar()
    return [
        limit_shown(row, now=at, today=day, calendar=calendar)
        for row in deadlines.of_complaint(complaint_id)
    ]


def _case(case_id: int | None, by: Person) -> dict[str, Any] | None:
    """Return where the formal case is; its address only for who may know of it."""
    if case_id is None:
        return None
    is_seen = bool(cases.visible_ids({case_id}, by=by))
    address = url_for("cases.case_file", case_id=case_id) if is_seen else ""
    return {"id": case_id, "address": address}


def _line(state: str) -> list[tuple[str, str]]:
    if state not in ROAD:
        return [*((STATES[key], "later") for key in ROAD), (STATES[state], "now")]
    here = ROAD.index(state)
    marks = {-1: "done", 0: "now", 1: "later"}
    return [(STATES[key], marks[(place > here) - (place < here)]) for place, key in enumerate(ROAD)]
