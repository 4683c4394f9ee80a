"""Tickets that may be about the same matter: found with the reason, judged once, shown to who may see both."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from caseapp.base.db import plain_rows, writing
from caseapp.cases import actions as cases
from caseapp.hotline import actions
from caseapp.hotline.actions import CallGiven
from caseapp.ledger.queries import AUDIT
from caseapp.ledger.worker import drain_all
from caseapp.likeness import queries as likeness
from caseapp.reactions import REACTIONS
from tests.stories import PATENT, PLACE, REPORT, reported

FIRM, OTHER_FIRM = "铁西区兴旺家电商行", "星旺家电有限公司"


def take(people, **changed):
    given = {
        "channel": "phone",
        "matter": "report",
        "received_on": date(2024, 3, 4),
        "content": REPORT,
        "patent_as_printed": PATENT,
        "respondent": FIRM,
        "place": PLACE,
    }
    with writing():
        return actions.take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket


@pytest.fixture
def pair(people):
    """Give two tickets of one matter, and one of another."""
    made = (take(people), take(people, respondent=OTHER_FIRM, place="", matter="complaint"))
    take(people, content="咨询注册商标要多少钱。", patent_as_printed="", respondent="", place="")
    drain_all(REACTIONS)
    return made


def test_pair_is_offered_with_its_reasons_and_never_again_once_judged(pair, as_person):
    liu, (one, other) = as_person("liu"), pair
    page = liu.get(f"/hotline/{one.id}/alike")
    assert "列出 1 件，共 1 件" in page.text
    page = liu.get(page.links()[other.number])
    assert page.heading == f"比对工单 {one.number} 与 {other.number}"
    lines = {
        row.find("th").text: page.texts(".//tbody/tr/td")[at * 3 : at * 3 + 3]
        for at, row in enumerate(page.all(".//tbody/tr"))
    }
    assert lines["标注专利号"] == [PATENT, PATENT, "同一专利号 201530012345（仅 2 件）"]
    assert lines["被反映单位"] == [FIRM, OTHER_FIRM, "被反映单位字号读音相同（仅 2 件）"]
    assert lines["地址"] == [PLACE, "", ""]
    assert lines["事项"] == ["举报", "投诉", ""]
    assert liu.submit("/verdict", press="同一件事").status == 303
    page = liu.follow()
    assert "刘晓燕" in page.text
    assert "认定：同一件事。" in page.text
    for ticket in pair:
        page = liu.get(f"/hotline/{ticket.id}/alike")
        assert "没有要比对的工单" in page.text
        assert "同一件事" in page.texts(".//table//td")
    judged = sa.select(AUDIT.c.details).where(AUDIT.c.action == "likeness.judged")
    assert [json.loads(row.details) for row in plain_rows(judged)] == [
        {"other": other.id, "verdict": "same"}
    ]


def test_verdict_given_while_typing_stands_from_the_first_moment(pair, people):
    new = take(people)
    with writing():
        actions.judge_typed(
            by=people.liu, ticket=new, same=[pair[0].id], different=[pair[1].id, 99_999, new.id]
        )
    kept = likeness.verdicts_on("ticket", new.id)
    assert {other: said.verdict for other, said in kept.items()} == {
        pair[0].id: "same",
        pair[1].id: "different",
    }


def test_verdict_can_be_corrected_and_the_pair_stands_once(pair, as_person):
    liu, (one, other) = as_person("liu"), pair
    for first, second, press in ((one, other, "以后再定"), (other, one, "不是同一件事")):
        liu.get(f"/hotline/{first.id}/alike/{second.id}")
        assert liu.submit("/verdict", press=press).status == 303
    assert len(likeness.verdicts_on("ticket", one.id)) == 1
    assert likeness.verdict_on("ticket", other.id, one.id).verdict == "different"
    liu.get(f"/hotline/{one.id}/alike/{other.id}")
    address = f"/hotline/{one.id}/alike/{other.id}/verdict"
    liu_token = liu._token()
    assert liu.post(address, {"csrf_token": liu_token, "verdict": "梦"}).status == 409
    assert liu.post(address, {"csrf_token": liu_token}).status == 422
    assert likeness.verdict_on("ticket", other.id, one.id).verdict == "different"


def test_nobody_is_told_of_a_ticket_they_may_not_see(people, as_person):
    story, mine = reported(people, content=REPORT, respondent=FIRM), take(people)
    drain_all(REACTIONS)
    liu = as_person("liu")
    assert "列出 1 件，共 1 件" in liu.get(f"/hotline/{mine.id}/alike").text
    sent = story.case.ticket_id
    with writing():
        cases.seal(by=people.chen, case=story.case, reason="涉及商业秘密", names=[people.chen.id])
    page = liu.get(f"/hotline/{mine.id}/alike")
    assert "没有要比对的工单" in page.text
    assert liu.get(f"/hotline/{mine.id}/alike/{sent}").status == 404
    assert as_person("zhao").get(f"/hotline/{mine.id}/alike").status == 404
    assert liu.get(f"/hotline/{mine.id}/alike/{mine.id}").status == 404


def test_head_of_the_section_reads_the_pair_and_judges_nothing(people, as_person):
    one, other = (reported(people, content=REPORT).case.ticket_id for _ in range(2))
    drain_all(REACTIONS)
    wang = as_person("wang")
    page = wang.get(f"/hotline/{one}/alike/{other}")
    assert page.status == 200
    assert [form for form in page.forms() if "verdict" in (form.get("action") or "")] == []
    assert wang.post(f"/hotline/{one}/alike/{other}/verdict", {"verdict": "same"}).status == 403
