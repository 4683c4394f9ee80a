"""Limits of a ticket: which act begins and ends which, what is put off, what time presses for."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base import keys
from caseapp.base.clock import SHANGHAI
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cli.worker import let_time_act
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines import queries as limits
from caseapp.hotline import actions, queries
from caseapp.hotline.models import TicketMove
from caseapp.ledger import queries as ledger
from tests.hotline.test_moving import make, moves, state, take

MONDAY = date(2024, 3, 4)


def running(ticket_id):
    return {
        row.rule_id: str(row.due_on) if row.due_on else None
        for row in limits.of_ticket(ticket_id)
        if row.stopped_on is None
    }


def ended(ticket_id):
    return {
        row.rule_id: row.state for row in limits.of_ticket(ticket_id) if row.stopped_on is not None
    }


@pytest.mark.parametrize(
    ("given", "clocks"),
    [
        ({"matter": "report"}, {"ST-02": "2024-03-05"}),
        ({"matter": "advice"}, {"ST-01": "2024-03-05", "ST-02": "2024-03-05"}),
        ({"matter": "complaint"}, {"ST-02": "2024-03-05", "HL-01": "2024-03-13"}),
        (
            {
                "matter": "complaint",
                "received_on": date(2024, 9, 2),
                "answers": {"standing": "consumer"},
            },
            {"ST-02": "2024-09-03", "HL-01": "2024-09-11", "HL-01b": "2024-09-11"},
        ),
        # The new rules' limits are not confirmed: they stand there without a day.
        (
            {"matter": "complaint", "received_on": date(2026, 5, 11)},
            {"ST-02": "2026-05-12", "HL-06": None},
        ),
        (
            {
                "matter": "advice",
                "channel": "order",
                "order_no": "鞍热线20240304001",
                "order_due_on": date(2024, 3, 18),
            },
            {"ST-01": "2024-03-05", "ST-02": "2024-03-05", "ST-10": "2024-03-18"},
        ),
    ],
)
def test_what_comes_in_starts_its_own_clocks(*, app, people, given, clocks):
    assert running(take(people, **given)) == clocks


def accepted(people, **given):
    one = take(people, **given)
    make(people.liu, one, "accept_complaint", told="已电话告知受理。")
    return one


def test_no_return_ends_or_moves_a_limit(*, app, people, clock):
    clock.set(MONDAY)
    one = take(people)
    before = running(one)
    for unit, holder in ((places.ENFORCEMENT, people.wang), (places.TIEDONG, people.zhao)):
        clock.forward(days=1)
        make(people.liu, one, "dispatch", to=unit)
        make(holder, one, "send_back", reason="不归本单位")
    make(people.chen, one, "arbitrate", to=places.ENFORCEMENT, reason="商店在市区")
    assert running(one) == {"HL-01": before["HL-01"]}
    assert ended(one) == {"ST-02": "met"}


def test_complaint_that_is_accepted_is_mediated_within_its_limits(*, app, people, clock):
    clock.set(MONDAY)
    one = take(people)
    make(people.liu, one, "accept_complaint", told="已电话告知受理。")
    with pytest.raises(Refused, match="还没有“终止调解”"):
        make(people.liu, one, "tell_end", told="已告知。")
    # 45 working days without 4 to 6 April and 1 to 5 May, with 7 and 28 April and 11 May worked.
    assert (running(one), ended(one)) == (
        {"HL-02": "2024-05-09"},
        {"ST-02": "met", "HL-01": "met"},
    )
    with pytest.raises(Refused, match="已经“受理投诉”"):
        make(people.liu, one, "accept_complaint", told="再告知一次。")
    clock.set(date(2024, 3, 11))
    with pytest.raises(Refused, match="还没有“送检”"):
        make(people.liu, one, "test_back")
    make(people.liu, one, "send_test", reason="检验水壶是否漏电")
    with pytest.raises(Refused, match="已因先前的检验中止计算"):
        make(people.liu, one, "send_test", reason="再送一次")
    clock.set(date(2024, 3, 18))
    make(people.liu, one, "test_back")
    with pytest.raises(Refused, match="没有正在检验的事项"):
        make(people.liu, one, "test_back")
    # Five working days of the test do not count.
    assert running(one) == {"HL-02": "2024-05-15"}
    make(people.liu, one, "find_lead", reason="包装上的专利号查无此号")
    assert running(one)["HL-04"] == "2024-04-09"
    make(people.liu, one, "end_mediation", ground="no_agreement")
    assert running(one) == {"HL-03": "2024-03-27", "HL-04": "2024-04-09"}
    make(people.liu, one, "tell_end", told="已书面告知双方。")
    assert (state(one), running(one)) == (
        "answered",
        {"HL-04": "2024-04-09", "ST-03": "2024-03-25"},
    )
    with pytest.raises(Refused, match=r"核查调解中发现的违法线索.+没有办结"):
        make(people.liu, one, "call_back", satisfaction="satisfied")
    make(people.liu, one, "check_lead", reason="已另登记举报工单")
    make(people.liu, one, "call_back", satisfaction="satisfied")
    assert (state(one), running(one)) == ("closed", {})
    assert set(ended(one).values()) == {"met"}


def test_final_answer_waits_for_the_act_that_ends_a_limit_of_the_law(*, app, people, clock):
    clock.set(MONDAY)
    one, two = accepted(people), take(people)

    def final(ticket_id, kind="final"):
        with writing():
            ticket = queries.entry_row(ticket_id)
            actions.answer(by=people.liu, ticket=ticket, text="已告知双方。", kind=kind)

    with pytest.raises(Refused, match=r"未达成协议的终止调解.+没有办结") as no:
        final(one)
    assert no.value.remedy == (
        "请先办理“终止调解”，期限随之结束，再答复。在此以前要告诉来电人的，请登记阶段答复。"
    )
    final(one, "interim")
    make(people.liu, one, "end_mediation", ground="agreed")
    with pytest.raises(Refused, match="没有办结") as no:
        final(one)
    assert "“告知终止调解”" in no.value.remedy
    make(people.liu, one, "tell_end", told="已书面告知双方。")
    make(people.liu, one, "call_back", satisfaction="satisfied")
    assert (state(one), set(ended(one).values())) == ("closed", {"met"})
    make(people.liu, two, "raise_conflict", reason="铁西区局认为应由市局办理")
    for key, given in (
        ("refuse_complaint", {"ground": "elsewhere", "told": "已电话告知。"}),
        ("tell_elsewhere", {"reason": "请向铁西区局反映"}),
    ):
        with pytest.raises(Refused, match="没有办结") as no:
            make(people.liu, two, key, **given)
        assert "“权限已商定”" in no.value.remedy
    make(people.liu, two, "settle_conflict", reason="由铁西区局办理")
    make(people.liu, two, "refuse_complaint", ground="elsewhere", told="已电话告知。")
    make(people.liu, two, "close", reason="没有留电话")
    assert (state(two), running(two)) == ("closed", {})


@pytest.mark.parametrize(
    ("received", "ground", "sentence", "basis"),
    [
        (MONDAY, "other_name", "不是当日可以适用的情形", ""),
        (MONDAY, "elsewhere", "", "《市场监督管理投诉举报处理暂行办法》第十五条第二项"),
        (date(2026, 5, 11), "other_name", "", "《市场监督管理投诉举报处理办法》第十六条"),
    ],
)
def test_complaint_is_refused_on_a_ground_of_the_day(
    *, app, people, clock, received, ground, sentence, basis
):
    clock.set(received)
    one = take(people, received_on=received)
    if sentence:
        with pytest.raises(Refused, match=sentence):
            make(people.liu, one, "refuse_complaint", ground=ground, told="已电话告知。")
        assert state(one) == "open"
        return
    number = make(people.liu, one, "refuse_complaint", ground=ground, told="已电话告知。")
    assert db.session.get_one(TicketMove, number).given["basis"] == basis
    assert (state(one), queries.entry_row(one).answer) == ("answered", "已电话告知。")
    assert set(running(one)) == {"ST-03"}


def test_complaint_is_not_too_old_before_the_years_are_over(*, app, people, clock):
    clock.set(MONDAY)
    one = take(people)
    given = {"ground": "too_old", "told": "已电话告知。"}
    with pytest.raises(Refused, match="至 2024-04-07 才届满"):
        make(people.liu, one, "refuse_complaint", harm_known_on=date(2021, 4, 6), **given)
    # The last day, 6 April, is a holiday, and the Sunday after it is worked.
    make(people.liu, one, "refuse_complaint", harm_known_on=date(2021, 3, 1), **given)
    assert state(one) == "answered"


def test_identity_papers_have_the_day_the_office_names(*, app, people, clock):
    clock.set(date(2026, 5, 11))
    one = take(people, received_on=date(2026, 5, 11))
    with pytest.raises(Refused, match="最后一日 2026-05-08 早于今天"):
        make(people.liu, one, "ask_identity", until=date(2026, 5, 8))
    make(people.liu, one, "ask_identity", until=date(2026, 5, 20))
    assert running(one)["HL-08"] == "2026-05-20"
    make(people.liu, one, "get_identity")
    assert ended(one)["HL-08"] == "met"


def test_two_bodies_that_both_refuse_have_their_days_to_agree(*, app, people, clock):
    clock.set(MONDAY)
    one = take(people, matter="report")
    make(people.liu, one, "raise_conflict", reason="铁西区局认为应由市局办理")
    assert running(one)["HL-05"] == "2024-03-13"
    make(people.liu, one, "settle_conflict", reason="商定由市局办理")
    assert ended(one)["HL-05"] == "met"


def test_a_limit_is_put_off_before_its_end_alone_and_as_far_as_its_row_goes(*, app, people, clock):
    clock.set(MONDAY)
    one = accepted(people)
    given = {"told": "已电话告知投诉人。", "reason": "需要外地协查"}
    with pytest.raises(Refused, match="没有可以延长的期限"):
        make(people.chen, queries.entry_row(one).id, "extend", until=date(2024, 6, 3), **given)
    make(people.liu, one, "find_lead", reason="专利号查无此号")
    assert running(one)["HL-04"] == "2024-03-25"
    with pytest.raises(Refused, match="由本机关负责人批准"):
        make(people.liu, one, "extend", until=date(2024, 4, 8), **given)
    with pytest.raises(Refused, match="最多延长15个工作日"):
        make(people.chen, one, "extend", until=date(2024, 5, 20), **given)
    make(people.chen, one, "extend", until=date(2024, 4, 8), **given)
    assert running(one)["HL-04"] == "2024-04-08"


def test_an_order_keeps_the_day_typed_and_is_put_off_before_it(*, app, people, clock):
    clock.set(MONDAY)
    order = {"matter": "advice", "channel": "order", "order_due_on": date(2024, 3, 18)}
    one = take(people, order_no="鞍热线20240304001", **order)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    given = {"told": "已电话告知。", "reason": "等待鉴别意见"}
    make(people.liu, one, "extend", until=date(2024, 3, 27), **given)
    assert running(one)["ST-10"] == "2024-03-27"
    assert queries.entry_row(one).order_due_on == date(2024, 3, 27)
    clock.set(date(2024, 3, 28))
    with pytest.raises(Refused, match="应当在期限届满前批准"):
        make(people.liu, one, "extend", until=date(2024, 4, 8), **given)


def test_what_is_late_is_urged_the_next_working_day_and_supervised_when_late_again(
    *, app, people, clock
):
    clock.set(MONDAY)
    one = take(people, matter="advice")
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    make(people.wang, one, "accept")
    done = {}
    for day in range(1, 20):
        on = MONDAY + timedelta(days=day)
        clock.set(on)
        before = len(moves(one))
        let_time_act(on)
        let_time_act(on)
        for key in moves(one)[before:]:
            done[str(on)] = key
    # Friday would be the day after; 5 working days from the urging are over on 13 March.
    assert done == {"2024-03-06": "urge", "2024-03-14": "supervise"}
    with writing():
        actions.answer(by=people.wang, ticket=queries.entry_row(one), text="已答复。")
    assert set(running(one)) == {"ST-03"}
    assert ended(one) == {"ST-02": "met", "ST-01": "missed", "ST-12": "missed"}
    last = db.session.scalars(sa.select(TicketMove).where(TicketMove.move == "urge")).one()
    assert (last.by_name, last.reason) == (
        "系统",
        "答复咨询（服务目标，不是法定期限）已于 2024-03-05 届满",
    )


def test_nobody_is_urged_on_a_day_off(*, app, people, clock):
    friday = date(2024, 3, 8)
    clock.set(friday)
    one = take(people, matter="advice", received_on=friday)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    # The last day is Monday 11 March.
    for on in (date(2024, 3, 12), date(2024, 3, 16)):
        clock.set(on)
        with writing():
            deadlines.tick(by=Person.system(), day=on)
            assert actions.press(by=Person.system(), day=on) == (1 if on.day == 12 else 0)
    assert moves(one)[-1] == "urge"


def test_urgent_matters_are_handed_on_within_hours(*, app, people, clock):
    clock.set(datetime(2024, 3, 8, 16, 30, tzinfo=SHANGHAI))
    one = take(people, received_on=date(2024, 3, 8), answers={"urgent": "perishable"})
    (row,) = [row for row in limits.of_ticket(one) if row.rule_id == "ST-02b"]
    assert row.due_at == datetime(2024, 3, 9, 16, 30, tzinfo=SHANGHAI)


def late(people, clock, *, to=places.ENFORCEMENT, **changed):
    """Take a ticket on a Monday that lies with a section until its target is over."""
    clock.set(MONDAY)
    one = take(people, matter="advice", **changed)
    make(people.liu, one, "dispatch", to=to)
    return one


def press_on(day, by, clock):
    clock.set(day)
    with writing():
        deadlines.tick(by=Person.system(), day=day)
        return actions.press(by=by, day=day)


def test_sealed_caller_is_pressed_for_like_anybody_while_the_keys_are_away(*, app, people, clock):
    named = {"caller_name": "钱多多", "caller_phone": "13812345678", "wants_secrecy": True}
    both = [late(people, clock, **named), late(people, clock)]
    (keys.keys_folder() / "seal-1.key").unlink()
    assert press_on(date(2024, 4, 9), Person.system(), clock) == 2
    assert [moves(one)[-1] for one in both] == ["urge", "urge"]


def test_ticket_that_refuses_is_noted_once_a_day_and_the_others_are_pressed(*, app, people, clock):
    elsewhere, ours = late(people, clock, to=places.TIEDONG), late(people, clock)
    for day in (date(2024, 4, 9), date(2024, 4, 9), date(2024, 4, 10)):
        press_on(day, people.wu, clock)
    assert (moves(elsewhere)[-1], moves(ours).count("urge") > 0) == ("dispatch", True)
    acts = ledger.acts_on(object_kind="ticket", object_id=elsewhere)
    noted = [row for row in acts if row["action"] == "ticket.not_pressed"]
    assert [(row["result"], "没有对它" in row["reason"]) for row in noted] == [("denied", True)] * 2
    assert ledger.verify_chain().ok
