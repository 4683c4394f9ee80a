"""Agreements, bodies and answers of the desk are found by whoever may open their pages."""

from datetime import date

import pytest

from caseapp.base.db import db, writing
from caseapp.bodies import actions as bodies
from caseapp.bodies import queries
from caseapp.bodies.given import BodyGiven, ContactGiven
from caseapp.cooperation import actions as papers
from caseapp.cooperation import owners
from caseapp.knowledge import actions as knowledge
from caseapp.knowledge.given import ItemGiven
from caseapp.knowledge.models import KnowledgeItem
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.transfers.agreeing import agreed

WORD = "玄圭星槎"
DAY = date(2026, 11, 23)


def found(app, by, *, kind):
    result = app.extensions["search"].find(f'"{WORD}"', by=by, kinds=[kind])
    return [hit.object_id for hit in result.hits]


def entered_agreement(people):
    return agreed(people.wu, text=f"共享{WORD}档案")


def entered_body(people):
    with writing():
        given = BodyGiven(name="辽阳市某中心", kind="department", note=f"保管{WORD}")
        return bodies.add_body(by=people.wu, given=given).id


def named_contact(people):
    with writing():
        body_id = queries.with_key("shenyang_ip").id
        bodies.add_contact(by=people.wu, body_id=body_id, given=ContactGiven(name=WORD, since=DAY))
    return body_id


def written_answer(people):
    with writing():
        given = ItemGiven(
            title="查档", question="到哪里查档？", answer=f"到{WORD}查。", source="本机关"
        )
        return knowledge.add_item(by=people.wu, given=given).id


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("agreement", entered_agreement),
        ("body", entered_body),
        ("body", named_contact),
        ("knowledge", written_answer),
    ],
)
def test_register_is_found_by_who_may_open_its_page(app, people, *, kind, written):
    number = written(people)
    for _ in range(2):
        assert found(app, people.wang, kind=kind) == [number]
        assert found(app, people.yang, kind=kind) == []
        drain_all(REACTIONS)
    assert app.extensions["search"].feed.drift() == []


def test_paper_of_an_agreement_is_found_with_it(app, people):
    number = entered_agreement(people)
    with writing():
        matter = owners.matter(number, by=people.wu)
        paper_id = papers.draft_paper(by=people.wu, matter=matter, kind="X11")
    for _ in range(2):
        assert found(app, people.wang, kind="other_paper") == [paper_id]
        drain_all(REACTIONS)


def test_answer_that_ended_says_so_among_the_hits(app, people):
    number = written_answer(people)
    item = db.session.get(KnowledgeItem, number)
    item.until = DAY
    db.session.commit()
    hits = app.extensions["search"].find(f'"{WORD}"', by=people.wang, kinds=["knowledge"]).hits
    assert [hit.key for hit in hits] == ["第1版，2026-11-23止"]
