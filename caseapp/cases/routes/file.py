"""The case page: what is next and what stands against it, limits, timeline, people, papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, request

from caseapp.accounts.permissions import decide
from caseapp.base.clock import now, today
from caseapp.base.errors import NotVisible
from caseapp.base.web import page, requires
from caseapp.cases.asked import Asked
from caseapp.cases.companion_queries import beside
from caseapp.cases.companions_shown import companions_shown
from caseapp.cases.crime_watch import signals_in
from caseapp.cases.facts import facts_of
from caseapp.cases.linked import linked_cases
from caseapp.cases.mediation_shown import mediation_shown
from caseapp.cases.notices import notices_of_case, still_running
from caseapp.cases.open_file import OpenFile
from caseapp.cases.panels import panels_of
from caseapp.cases.related import related_cases
from caseapp.cases.request_words import REQUEST_PAPERS, STANDINGS
from caseapp.cases.routes.blueprint import ID, bp, head, opened
from caseapp.cases.shown import ACT_KINDS, LimitShown, limit_shown, next_steps, timeline
from caseapp.documents import queries as documents
from caseapp.documents.catalogue import filed_kinds
from caseapp.documents.words import STATE_WORDS
from caseapp.evidence.words import ITEM_KINDS
from caseapp.law.procedures.fields import PATENT_STATUS
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.tracks import PENALTY_TRACKS
from caseapp.parties.given import parts_of
from caseapp.patents import queries as patents

# What the page offers a link to, where the rules allow it for this very case.
CASE_LINKS = (
    "evidence.record",
    "party.edit",
    "ticket.read",
    "case.sight",
    "recusal.ask",
    "case.edit",
    "case.note",
    "paper.draft",
    "cooperation.work",
)


@bp.get(f"/cases/<{ID}:case_id>")
@requires("case.read")
def case_file(case_id: int) -> Response:
    """Show the whole case on one page; its parts are anchors."""
    file = opened(case_id)
    facts = facts_of(file, Asked(today()))
    line = file.procedure.line(file.case.state)
    offers = file.procedure.offers(file.case.state, file.roles, facts)
    at, day, calendar = now(), today(), file.calendar
    limits = [limit_shown(row, now=at, today=day, calendar=calendar) for row in file.limits]
    return page(
        "cases/case_file.html",
        **head(file),
        steps=next_steps(offers, file),
        served_next=[
            (offer.step.name, paper)
            for offer in offers
            if (paper := file.paper(offer.step.on_served)) and _waits(file, paper)
        ],
        line=line,
        limits=sorted(limits, key=lambda one: (not one.is_open, one.due)),
        **_beside(file, limits),
        lookups=patents.lookups_of_case(case_id),
        mediation=mediation_shown(file, facts),
        source=Source(file.case.source).label,
        statuses=dict(PATENT_STATUS),
        is_dispute=file.request is not None and file.mediation is None,
        is_bundled=file.procedure.track == "infringement",
        is_penalty=file.procedure.track in PENALTY_TRACKS,
        links=linked_cases(file),
        standings=STANDINGS,
        request_papers=REQUEST_PAPERS,
        never=tuple(dict.fromkeys(file.procedure.never.values())),
        parts=parts_of(file.procedure.track),
        paper_states=STATE_WORDS,
        numbered={one.key for one in filed_kinds() if one.has_number},
        item_kinds=ITEM_KINDS,
        team=[(row, file.names.get(row.person_id, "")) for row in file.team],
        fine=facts.fine_limit,
        hearing=facts.hearing_test,
        may={name: bool(decide(file.by, name, file.thing)) for name in CASE_LINKS},
    )


def _waits(file: OpenFile, paper: Any) -> bool:
    """Say whether a paper a step waits for can be finished or served by somebody now."""
    if not file.unserved(paper):
        return bool(paper.state == "signed")
    return paper.state != "draft" or not file.procedure.is_signed_by_step(paper.kind)


def _beside(file: OpenFile, limits: Sequence[LimitShown]) -> dict[str, Any]:
    """Return what lies beside the procedure: companions, timeline, services, notes, related cases."""
    services = documents.services_of_case(file.case.id)
    notices = notices_of_case(file.case.id, file.limits, today=today())
    found = beside(file.case.id)
    kind = request.args.get("kind", "")
    return {
        "timeline": timeline(
            file, services, found.notes, published=notices, only=ACT_KINDS.get(kind, "")
        ),
        "companions": companions_shown(file, limits, found.records),
        "crimes": signals_in(file),
        "act_kinds": ACT_KINDS,
        "act_kind": kind if kind in ACT_KINDS else "",
        "services": services,
        "notices": still_running(notices),
        "notes": found.notes,
        "related": related_cases(file.case.id, by=file.by),
        "panels": panels_of(file.case.id, by=file.by),
    }


@bp.get(f"/cases/<{ID}:case_id>/limits/<{ID}:limit_id>")
@requires("case.read")
def limit(case_id: int, limit_id: int) -> Response:
    """Explain one limit in a paragraph a lawyer can check and print."""
    file = opened(case_id)
    row = next((one for one in file.limits if one.id == limit_id), None)
    if row is None:
        raise NotVisible
    shown = limit_shown(row, now=now(), today=today(), calendar=file.calendar)
    return page("cases/limit.html", **head(file), limit=shown, row=row)
