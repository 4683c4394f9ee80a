"""Papers of matters of cooperation in the demo office: drafted, completed, signed on one day."""

from __future__ import annotations

from datetime import date

from caseapp.accounts.person import Person
from caseapp.cases.actions.approving import OpinionGiven
from caseapp.cli.demo.papers import AGREED, HANDED_IN, missing_words
from caseapp.cli.demo.people import Staff
from caseapp.cooperation import actions, owners
from caseapp.documents import queries as documents
from caseapp.documents.approval import CHIEF, LEGAL, UNIT_HEAD


def sign_paper(matter_id: int, kind: str, *, by: Person, on: date, staff: Staff) -> int:
    """Draft a paper of a matter and bring it along its line on one day; its id."""
    matter = owners.matter(matter_id, by=by)
    number = actions.draft_paper(by=by, matter=matter, kind=kind, on=on)
    paper = documents.paper(number)
    said = missing_words(paper, on=on)
    if said:
        actions.change_paper(
            by=by, matter=matter, paper_id=number, data=said, version=paper.version
        )
    approvers = {UNIT_HEAD: staff.head, LEGAL: staff.legal[0], CHIEF: staff.chiefs[0]}
    given = OpinionGiven(on, HANDED_IN, version=paper.version)
    actions.hand_in_paper(by=by, matter=matter, paper_id=number, given=given)
    while paper.state == "draft":
        agreed = OpinionGiven(on, AGREED, version=paper.version)
        actions.agree_to_paper(
            by=approvers[paper.waits_for], matter=matter, paper_id=number, given=agreed
        )
    return number
