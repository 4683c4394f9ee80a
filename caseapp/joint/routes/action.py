"""The list of joint actions, and one action with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, request

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import asked_page, current_person, page, requires
from caseapp.bodies import queries as bodies
from caseapp.bodies.areas import area_name
from caseapp.cases import queries as cases
from caseapp.cooperation.owners import thing_of
from caseapp.documents import queries as papers
from caseapp.documents.words import STATE_WORDS as PAPER_STATES
from caseapp.joint import actions, figures, queries
from caseapp.joint.life import (
    ACTS,
    INSPECTED,
    OPEN_GROUPS,
    OPEN_PLAN,
    ROAD,
    STAGES,
    STATE_WORDS,
    Move,
    offered,
)
from caseapp.joint.routes.blueprint import ID, bp
from caseapp.joint.words import FIGURES, MEANINGS, MEASURES, OUTCOMES, PLACE_KINDS
from caseapp.law.rights import RIGHT_KINDS

LONGEST_ASKED = 60
MOST_ROWS = 200
WORDS: dict[str, Any] = {
    "states": STATE_WORDS,
    "kinds": PLACE_KINDS,
    "measures": MEASURES,
    "outcomes": OUTCOMES,
    "rights": RIGHT_KINDS,
    "figure_words": FIGURES,
    "meanings": MEANINGS,
    "act_words": ACTS,
}


@dataclass(frozen=True)
class Offered:
    """A move as the page offers it, and what stands against it."""

    row: Move
    why_not: str


@bp.get("/joint", endpoint="actions")
@requires("cooperation.read")
def actions_list() -> Response:
    """List joint actions, newest first."""
    state = request.args.get("state", "")
    wanted = queries.Filters(
        state=state if state in STATE_WORDS else "",
        words=request.args.get("q", "").strip()[:LONGEST_ASKED],
    )
    by = current_person()
    found = queries.page_of_actions(by, wanted, asked_page())
    return page(
        "joint/actions.html",
        found=found,
        wanted=wanted,
        may_plan=bool(decide(by, "joint.plan")),
        mine=queries.to_inspect(by, today()),
        leads=bodies.names_of(row.lead_id for row in found.rows),
        states=STATE_WORDS,
    )


@bp.get(f"/joint/<{ID}:joint_id>")
@requires("cooperation.read")
def action(joint_id: int) -> Response:
    """Show one action: where it stands, who takes part, where it goes, what was found, the totals."""
    by = current_person()
    found = queries.visible_action(joint_id, by=by)
    state = found.action.state
    may_plan = queries.may(by, "joint.plan", found)
    may_inspect = queries.may(by, "joint.inspect", found)
    taking_part = queries.bodies_of(joint_id)
    return page(
        "joint/action.html",
        joint=found,
        stage=STAGES[state],
        line=_line(state),
        moves=_moves(by, found),
        may_plan=may_plan and state in OPEN_PLAN,
        may_group=may_plan and state in OPEN_GROUPS,
        may_inspect=may_inspect and state in INSPECTED,
        taking_part=taking_part,
        lead=next(row for row in taking_part if row.body_id == found.action.lead_id),
        areas=[area_name(one) for one in found.action.areas],
        groups=queries.groups_of(joint_id),
        members=queries.members_of(joint_id),
        places=queries.places_of(joint_id),
        totals=figures.totals(joint_id),
        inspections=queries.inspections_of(joint_id)[:MOST_ROWS],
        findings=queries.findings_of(joint_id)[:MOST_ROWS],
        papers=papers.papers_of_cooperation(joint_id),
        paper_states=PAPER_STATES,
        may_write=bool(decide(by, "cooperation.work", thing_of(found.row))),
        acts=queries.acts_of(joint_id),
        leads_seen=_leads_seen(by, joint_id),
        **WORDS,
    )


def _leads_seen(by: Person, joint_id: int) -> set[int]:
    """Return the findings whose lead this person may know of: the number of any other stays out."""
    made = {row.case_id: row.id for row in queries.findings_of(joint_id) if row.case_id}
    return {made[one] for one in cases.visible_ids(made, by=by)} if made else set()


@bp.get(f"/joint/<{ID}:joint_id>/figures/<figure>")
@requires("cooperation.read")
def rows(joint_id: int, figure: str) -> Response:
    """Show the rows a figure of the totals counts."""
    found = queries.visible_action(joint_id, by=current_person())
    if figure not in FIGURES:
        raise NotVisible
    body = _one(queries.bodies_of(joint_id), request.args.get("body", ""))
    group = _one(queries.groups_of(joint_id), request.args.get("group", ""))
    known = figures.counted(joint_id)
    of = {"body": body, "group": 0 if group is None else group.id}
    listed = figures.rows_of(known, figure, **of)
    return page(
        "joint/rows.html",
        joint=found,
        figure=figure,
        of=" ".join(one.name for one in (body, group) if one is not None),
        listed=listed,
        value=figures.value_of(known, figure, **of),
        is_of_findings=figure in figures.OF_FINDINGS,
        **WORDS,
    )


def _one(known: Any, number: str) -> Any:
    if not number:
        return None
    found = next((row for row in known if str(row.id) == number), None)
    if found is None:
        raise NotVisible
    return found


def _moves(by: Any, found: queries.Opened) -> list[Offered]:
    """Return the moves of the state that are this person's, with what stands against each."""
    return [
        Offered(row, actions.why_not(by=by, opened=found, row=row))
        for row in offered(found.action.state)
        if queries.may(by, row.permission, found)
    ]


def _line(state: str) -> list[tuple[str, str]]:
    if state not in ROAD:
        return [*((STATE_WORDS[key], "later") for key in ROAD), (STATE_WORDS[state], "now")]
    here = ROAD.index(state)
    marks = {-1: "done", 0: "now", 1: "later"}
    return [
        (STATE_WORDS[key], marks[(place > here) - (place < here)]) for place, key in enumerate(ROAD)
    ]
