"""Papers a step calls for: drafted by it, edited, signed and served like others."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import ServiceGiven
from caseapp.cases.paper_values.of_case import remedy_of
from caseapp.documents import queries as documents
from caseapp.documents.catalogue import kind_of, kind_titled
from caseapp.documents.render import build
from caseapp.law.procedures import PROCEDURES
from tests.approvals import finished
from tests.mediations import AGREED, asked

MADE_WITH_THE_SERVICE = "送达回证"


def test_every_paper_a_step_calls_for_can_be_drafted():
    missing = {
        (procedure.key, step.key, title)
        for procedure in PROCEDURES.values()
        for step in procedure.steps
        for title in step.later_papers
        if title != MADE_WITH_THE_SERVICE and kind_titled(title, procedure.track) is None
    }
    assert missing == set()


def test_a_draft_carries_the_facts_and_goes_its_whole_way(people):
    story = asked(people).walk(AGREED)
    paper = next(one for one in documents.papers_of_case(story.case_id) if one.kind == "M07")
    data = documents.paper(paper.id).data
    assert (data["请求人"], data["被请求人"]) == ("钱明远", "鞍山恒力机械制造有限公司")
    assert data["案由"] == "职务发明创造的发明人、设计人的奖励和报酬纠纷"
    assert data["机关"] == "鞍山市知识产权局"
    assert data["案号"] == story.case.case_no
    assert data["协议条款"] == "一、被请求人一次性支付三万元。二、双方再无争议。"
    assert data["协议给付数额"] == "30000"
    with writing():
        case = queries.visible_case(story.case_id, by=people.wang)
        actions.change_draft(
            by=people.wang,
            case=case,
            paper_id=paper.id,
            version=1,
            data={"协议条款": "双方自愿达成协议。"},
        )
        finished(case.id, paper.id, by=people.wang, on=story.day(24))
        actions.serve_paper(
            by=people.wang,
            case=case,
            paper_id=paper.id,
            given=ServiceGiven(
                mode="直接",
                on=story.day(25),
                place="本局",
                receiver="钱明远",
                relation="本人",
                servers=(people.wang.id, people.li.id),
                part="requester",
            ),
        )
    kept = documents.paper(paper.id)
    assert (kept.state, kept.number, kept.data["协议条款"]) == (
        "served",
        None,
        "双方自愿达成协议。",
    )
    (served,) = documents.services_of_paper(paper.id)
    assert (served.part, served.addressee, served.served_on) == (
        "requester",
        "钱明远",
        story.day(25),
    )


def test_a_record_is_not_signed_before_its_act(people):
    story = asked(people).walk(AGREED)
    record = next(one for one in documents.papers_of_case(story.case_id) if one.kind == "M06")
    case = queries.visible_case(story.case_id, by=people.wang)
    with pytest.raises(Refused, match="早于所记事项的日期"):
        actions.close_record(by=people.wang, case=case, paper_id=record.id, on=story.day(20))


def test_remedies_follow_the_day_and_the_kind():
    ruling, decision = kind_of("D23"), kind_of("S46")
    assert remedy_of(ruling, date(2026, 3, 2)) == (
        "不服本决定的，可以自收到之日起15日内向人民法院起诉。"
    )
    old, new = remedy_of(decision, date(2015, 4, 30)), remedy_of(decision, date(2015, 5, 1))
    assert "3个月内向人民法院起诉" in old
    assert "6个月内向人民法院起诉" in new
    assert remedy_of(kind_of("M02"), date(2026, 3, 2)) == ""


def test_a_paper_before_filing_prints_its_words_its_office_and_the_number_of_the_request():
    made = build(
        "M02",
        {"案源编号": "鞍知调请字〔2026〕1号", "请求人": "钱明远", "请求日期": "2026-02-27"},
        on=date(2026, 3, 2),
    )
    assert (made.office, made.title, made.number) == ("鞍山市知识产权局", "意见陈述通知书", None)
    assert "钱明远于2026年2月27日就与你（单位）之间的" in made.texts()
    assert made.reference == "编号：鞍知调请字〔2026〕1号"
