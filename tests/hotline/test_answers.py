"""Answers are kept as they were given; a sealed caller hears from the informant desk alone."""

from datetime import date

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.hotline import actions, queries
from caseapp.hotline.actions import CallGiven
from caseapp.hotline.answer_models import TicketAnswer


def take(people, **changed):
    given = {
        "channel": "phone",
        "matter": "complaint",
        "received_on": date(2024, 3, 4),
        "content": "买到的水壶标着专利号，商店不肯退。",
    }
    with writing():
        return actions.take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket.id


def tell(by, ticket_id, text="已电话告知。", **given):
    with writing():
        actions.answer(by=by, ticket=queries.entry_row(ticket_id), text=text, **given)


def told(ticket_id):
    wanted = sa.select(TicketAnswer).where(TicketAnswer.ticket_id == ticket_id)
    return [(row.kind, row.text) for row in db.session.scalars(wanted.order_by(TicketAnswer.id))]


def test_answers_follow_each_other_and_each_is_kept(app, people):
    one = take(people)
    tell(people.liu, one, "正在核实，三日内回复。", kind="interim", how="phone")
    assert queries.entry_row(one).state == "open"
    tell(people.liu, one, "已退货。", basis="消费者权益保护法第二十四条")
    assert (queries.entry_row(one).state, queries.entry_row(one).answer) == ("answered", "已退货。")
    tell(people.liu, one, "退款三日内到账。", kind="added", how="letter")
    assert told(one) == [
        ("interim", "正在核实，三日内回复。"),
        ("final", "已退货。"),
        ("added", "退款三日内到账。"),
    ]
    assert queries.entry_row(one).answer == "已退货。"


def test_second_final_answer_is_refused_and_says_how_to_add_to_it(app, people):
    one = take(people)
    tell(people.liu, one, "甲答复")
    with pytest.raises(Refused, match="已有最终答复") as no:
        tell(people.liu, one, "乙答复")
    assert "补充答复" in no.value.remedy
    assert told(one) == [("final", "甲答复")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"told_on": date(2024, 3, 3)}, "告知日期早于收到日期"),
        ({"told_on": date(2026, 11, 30)}, "告知日期晚于今天"),
        ({"kind": "added"}, "不能登记补充答复"),
        ({"kind": "joined"}, "不能登记告知并入"),
    ],
)
def test_answer_that_cannot_be_is_refused(*, app, people, changed, sentence):
    one = take(people)
    with pytest.raises(Refused, match=sentence):
        tell(people.liu, one, **changed)
    assert told(one) == []


def test_reporter_is_told_by_the_informant_desk_alone_and_never_named(app, people):
    one = take(people, matter="report", caller_name="钱多多", caller_phone="13812345678")
    with pytest.raises(Refused, match="由举报专员办理"):
        tell(people.liu, one)
    with pytest.raises(Refused, match="写有举报人") as no:
        tell(people.zhou, one, "钱多多您好，已立案。")
    assert "钱多多" not in "".join(no.value.sentences)
    assert no.value.note["result"] == "alarm"
    assert told(one) == []
    tell(people.zhou, one, "您举报的情况已立案调查。")
    assert told(one) == [("final", "您举报的情况已立案调查。")]


def test_anonymous_report_and_ordinary_caller_are_told_by_whoever_answers(app, people):
    for given in ({"matter": "report"}, {"caller_name": "钱多多", "caller_phone": "13812345678"}):
        one = take(people, **given)
        tell(people.liu, one)
        assert told(one) == [("final", "已电话告知。")]
