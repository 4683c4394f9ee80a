"""The list of aid files, and one file with all that hangs on it."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.accounts.permissions import decide
from caseapp.aid import queries
from caseapp.aid.routes.blueprint import ID, bp
from caseapp.aid.shown import near, stage_line, targets_of, told_before
from caseapp.aid.states import ACTS, DECIDE, OPEN, PLANNABLE, STAGE_WORDS, STAGES, WORK, offered
from caseapp.aid.words import (
    CHECKS,
    CURRENCIES,
    EXPORT_ANSWERS,
    FIRM_SIZES,
    FOREIGN_KINDS,
    FORUMS,
    PLAN_KINDS,
    RIGHT_STATES,
    SATISFACTION,
    STOP_GROUNDS,
    TASK_STATES,
    WISHES,
)
from caseapp.base.clock import today
from caseapp.base.web import asked_page, current_person, page, requires
from caseapp.bodies import queries as bodies
from caseapp.law.handing_abroad import basis_on, questions
from caseapp.law.rights import RIGHT_KINDS
from caseapp.parties import queries as parties

LONGEST_ASKED = 60
WORDS: dict[str, Any] = {
    "stages": STAGE_WORDS,
    "sizes": FIRM_SIZES,
    "foreign_kinds": FOREIGN_KINDS,
    "right_kinds": RIGHT_KINDS,
    "right_states": RIGHT_STATES,
    "wishes": WISHES,
    "plan_kinds": PLAN_KINDS,
    "checks": CHECKS,
    "answers": {"yes": "是", "no": "否"},
    "task_states": TASK_STATES,
    "forums": FORUMS,
    "currencies": CURRENCIES,
    "export_answers": EXPORT_ANSWERS,
    "satisfaction": SATISFACTION,
    "grounds": STOP_GROUNDS,
    "act_words": ACTS,
    "near": near,
}


@bp.get("/aid")
@requires("aid.read")
def files() -> Response:
    """List aid files, newest first."""
    wanted = queries.Filters(
        state=_known(request.args.get("state", ""), STAGE_WORDS),
        foreign=_known(request.args.get("foreign", ""), FOREIGN_KINDS),
        size=_known(request.args.get("size", ""), FIRM_SIZES),
        words=request.args.get("q", "").strip()[:LONGEST_ASKED],
    )
    by = current_person()
    found = queries.page_of_aid(by, wanted, asked_page())
    may_apply = bool(decide(by, "aid.take"))
    due = queries.next_due({row.ticket_id for row in found.rows})
    return page("aid/files.html", found=found, wanted=wanted, due=due, may_apply=may_apply, **WORDS)


@bp.get(f"/aid/<{ID}:aid_id>")
@requires("aid.read")
def file(aid_id: int) -> Response:
    """Show one file: where it stands, what is next, and everything that was done."""
    by = current_person()
    aid = queries.visible_aid(aid_id, by=by)
    rights = {name: queries.may(by, name, aid) for name in (WORK, DECIDE)}
    steps = offered(aid.state)
    overseas = queries.overseas_of(aid.id)
    materials = queries.materials_of(aid.id)
    return page(
        "aid/file.html",
        aid=aid,
        stage=STAGES[aid.state],
        line=stage_line(aid.state),
        steps=steps,
        is_mine=any(rights[row.permission] for row in steps),
        may_read_ticket=bool(decide(by, "ticket.read")),
        rights=rights,
        may_work=rights[WORK] and aid.state in OPEN,
        may_task=rights[WORK] and aid.state in PLANNABLE,
        applicant=parties.party(aid.applicant_id),
        targets=targets_of(aid),
        check=queries.answers_of(aid.id, "check"),
        tasks=queries.tasks_of(aid.id),
        materials=materials,
        names={row.id: row.name for row in materials},
        overseas=overseas,
        partner=bodies.body(overseas.partner_id) if overseas and overseas.partner_id else None,
        export=queries.answers_of(aid.id, "export"),
        questions=questions(),
        basis=basis_on(today()),
        handouts=queries.handouts_of(aid.id),
        acts=queries.acts_of(aid.id),
        told_before=told_before,
        **WORDS,
    )


def _known(value: str, words: Any) -> str:
    return value if value in words else ""
