"""Papers of tickets and matters are found by their words, by those who may know of what they are of."""

from caseapp.base.db import writing
from caseapp.cooperation import actions as papers
from caseapp.cooperation import owners
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.liaison.meetings import called


def found(app, text, by):
    result = app.extensions["search"].find(f'"{text}"', by=by, kinds=["other_paper"])
    return [hit.object_id for hit in result.hits]


def test_draft_of_a_meeting_is_found_by_its_people_and_follows_the_meeting(app, people):
    number = called(people)
    with writing():
        matter = owners.matter(number, by=people.wu)
        paper_id = papers.draft_paper(by=people.wu, matter=matter, kind="X07")
    for _ in range(2):
        assert found(app, "305会议室", people.wu) == [paper_id]
        assert found(app, "305会议室", people.wang) == [paper_id]
        assert found(app, "305会议室", people.zhao) == []
        drain_all(REACTIONS)
    assert app.extensions["search"].feed.drift() == []


def test_void_paper_is_found_no_more_and_leaves_the_index(app, people):
    number = called(people)
    with writing():
        matter = owners.matter(number, by=people.wu)
        paper_id = papers.draft_paper(by=people.wu, matter=matter, kind="X07")
    drain_all(REACTIONS)
    with writing():
        papers.void_paper(by=people.wu, matter=matter, paper_id=paper_id, why="会议改期")
    for _ in range(2):
        assert found(app, "305会议室", people.wu) == []
        drain_all(REACTIONS)
    assert app.extensions["search"].index.versions("other_paper") == {}
    assert app.extensions["search"].feed.drift() == []
