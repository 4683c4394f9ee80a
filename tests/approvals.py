"""Finishes papers as the office does: a record by hand, any other along its line of approval."""

from datetime import date

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import roles_over
from caseapp.accounts.person import Person
from caseapp.cases import actions, queries
from caseapp.cases.actions import OpinionGiven
from caseapp.cases.approvals import APPROVES, ROLE_OF, way_of
from caseapp.cases.open_file import open_file
from caseapp.cli.demo.papers import type_missing
from caseapp.documents import queries as documents


def finished(case_id: int, paper_id: int, *, by: Person, on: date) -> None:
    """Bring a draft to its signature on one day, by whoever the office has for each stage."""
    case = queries.visible_case(case_id, by=by)
    paper = documents.paper(paper_id)
    type_missing(case, paper, by=by, on=on)
    if way_of(open_file(case, by=by), paper).by_hand:
        actions.close_record(by=by, case=case, paper_id=paper_id, on=on)
        return
    actions.hand_in_paper(by=by, case=case, paper_id=paper_id, given=OpinionGiven(on, "请审批。"))
    while paper.state == "draft":
        given = OpinionGiven(on, "同意。", version=paper.version)
        actions.agree_to_paper(
            by=approver(case_id, paper.waits_for, by=by), case=case, paper_id=paper_id, given=given
        )


def approver(case_id: int, stage: str, *, by: Person) -> Person:
    """Somebody who may give the opinion of this stage in this case."""
    file = open_file(queries.visible_case(case_id, by=by), by=by)
    return next(
        one
        for one in accounts.everybody()
        if ROLE_OF[stage] in roles_over(one, file.thing, APPROVES) and one.id not in file.team_ids
    )
