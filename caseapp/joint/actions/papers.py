"""The record of one visit as a paper, to be signed on the spot."""

from __future__ import annotations

from dataclasses import replace

from caseapp.accounts.person import Person
from caseapp.cooperation import actions as cooperation
from caseapp.cooperation import owners
from caseapp.joint.actions.inspecting import valid_visit
from caseapp.joint.paper_words import OfVisit
from caseapp.joint.queries import Opened


def draft_record(*, by: Person, opened: Opened, inspection_id: int) -> int:
    """Draft the record of one visit with everything that was entered there; returns the paper's id."""
    visit = valid_visit(opened, inspection_id)
    matter = owners.matter(opened.id, by=by)
    of_visit = replace(matter, record=OfVisit(opened, visit.id))
    return cooperation.draft_paper(by=by, matter=of_visit, kind="X09", on=visit.inspected_on)
