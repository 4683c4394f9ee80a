"""What a caller may hear: public words of the ticket and its case, by the code only they were told."""

from datetime import timedelta

import pytest
import time_machine

from caseapp.base.clock import now
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases.actions import protection
from caseapp.hotline import actions, progress, queries
from caseapp.hotline.actions import CallGiven
from caseapp.hotline.actions.by_code import find_by_code
from caseapp.ledger import queries as ledger
from tests.aid.aids import at_stage, fresh
from tests.stories import RECEIVED, reported

WRONG = "0000 1111 2222 3333"


def told(story):
    return progress.of(queries.entry_row(story.case.ticket_id)).words


def take(people, matter="advice"):
    given = CallGiven(channel="phone", matter=matter, received_on=RECEIVED[2021], content="问年费")
    with writing():
        return actions.take_call(by=people.liu, given=given)


def ask(people, code, who="liu"):
    with writing():
        return find_by_code(by=people[who], code=code)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("", "正在办理；已登记。"),
        ("verify", "正在办理；核查中。"),
        ("file", "正在办理；2024年3月7日立案。"),
        ("report", "正在办理；2024年3月7日立案，现在调查中。"),
        ("close", "正在办理；2024年3月7日立案，2024年3月31日已结案。"),
    ],
)
def test_case_is_told_in_public_words_with_its_days(*, app, people, until, words):
    story = reported(people)
    if until:
        story.walk(until)
    assert told(story) == words


def test_refusal_to_file_is_told_with_its_day(app, people):
    story = reported(people).walk("ask_filing")
    story.take("refuse_filing", who="chen", on=story.day(3), refusal="no_breach", reason="专利有效")
    assert told(story) == "正在办理；2024年3月7日不予立案。"


def test_sealed_case_says_nothing_outside(app, people):
    story = reported(people).walk("file")
    with writing():
        protection.seal(by=people.chen, case=story.case, reason="涉及举报人安全", names=())
    assert told(story) == "正在办理。"


def test_ticket_without_a_case_says_its_own_state_and_no_unit(app, people):
    ticket = take(people).ticket
    assert progress.of(ticket).words == "已登记，等待分办。"
    with writing():
        actions.answer(by=people.liu, ticket=queries.entry_row(ticket.id), text="请按时缴费。")
    assert progress.of(queries.entry_row(ticket.id)).words == "已答复。"


def test_code_finds_the_ticket_however_it_is_spoken(app, people):
    taken = take(people)
    code = taken.query_code
    spoken = f" {code[:4]}-{code[4:8]} {code[8:12]} {code[12:]} "
    assert ask(people, spoken).id == taken.ticket.id
    acts = [
        row["action"] for row in ledger.acts_on(object_kind="ticket", object_id=taken.ticket.id)
    ]
    assert acts[-1] == "ticket.asked_by_code"


@pytest.mark.parametrize("code", ["", "12345", "abcd", "1" * 17])
def test_incomplete_code_is_no_try(*, app, people, code):
    taken = take(people)
    for _ in range(6):
        with pytest.raises(Refused, match="查询码不完整"):
            ask(people, code)
    assert ask(people, taken.query_code).id == taken.ticket.id


def test_wrong_codes_are_counted_and_slowed_for_whoever_tries(app, people, as_person):
    taken = take(people)
    assert [ask(people, WRONG) for _ in range(5)] == [None] * 5
    with pytest.raises(Refused, match="已连续 5 次不符，10 分钟内不能再查") as no:
        ask(people, taken.query_code)
    assert (no.value.note["action"], no.value.note["result"]) == ("ticket.codes_tried", "alarm")
    with time_machine.travel(now() + timedelta(minutes=11), tick=False):
        assert ask(people, taken.query_code).id == taken.ticket.id


@pytest.mark.parametrize(("stage", "word"), [("check", "审查中"), ("closed", "已结案")])
def test_applicant_hears_how_far_the_help_has_come(*, app, people, stage, word):
    aid_id = at_stage(people, stage)
    assert f"；维权援助{word}。" in progress.of(queries.entry_row(fresh(aid_id).ticket_id)).words


def test_desk_reads_progress_out_and_nobody_else_may_ask(app, people, as_person):
    story = reported(people)
    taken = take(people)
    desk = as_person("liu")
    desk.get("/hotline/by-code")
    page = desk.submit(press="查进度", code=taken.query_code)
    assert (page.status, taken.ticket.number in page.text, "已登记，等待分办。" in page.text) == (
        200,
        True,
        True,
    )
    assert taken.query_code not in page.source
    page = desk.submit(press="查进度", code=WRONG)
    assert "没有这个查询码的工单" in page.text
    assert story.case.lead_no not in page.text
    for login in ("wang", "zhou", "chen", "jiang"):
        assert as_person(login).get("/hotline/by-code").status == 403
