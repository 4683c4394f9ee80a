"""Calling back closes a ticket, or opens a new one for a caller who is not satisfied."""

from datetime import date

import pytest
import sqlalchemy as sa

from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.deadlines import queries as deadlines
from caseapp.hotline import actions, file_queries, queries
from caseapp.hotline.actions import CallBackGiven, CallGiven, Holder
from caseapp.hotline.actions.by_code import find_by_code
from caseapp.hotline.answer_models import TicketCallBack
from caseapp.parties import actions as parties
from caseapp.parties import queries as identities
from caseapp.parties.outgoing import leaks
from tests.hotline.test_answers import take, tell
from tests.stories import unit_id

TARGET = "ST-03"


def answered(people, **changed):
    one = take(people, **changed)
    tell(people.zhou if changed.get("matter") == "report" else people.liu, one)
    return one


def back(by, ticket_id, outcome="reached", *, satisfaction="satisfied", comment=""):
    opinion = satisfaction if outcome == "reached" else ""
    given = CallBackGiven(outcome, opinion, comment)
    with writing():
        made = actions.call_back(by=by, ticket=queries.entry_row(ticket_id), given=given)
        return made.id if made else None


def tries(ticket_id):
    wanted = sa.select(TicketCallBack).where(TicketCallBack.ticket_id == ticket_id)
    return [
        (row.outcome, row.satisfaction)
        for row in db.session.scalars(wanted.order_by(TicketCallBack.id))
    ]


def target(ticket_id):
    return [row.state for row in deadlines.of_ticket(ticket_id) if row.family == TARGET]


@pytest.mark.parametrize("opinion", ["satisfied", "mostly"])
def test_satisfied_caller_closes_the_ticket_and_stops_its_target(app, people, opinion):
    one = answered(people)
    assert target(one) == ["running"]
    assert back(people.liu, one, satisfaction=opinion) is None
    assert queries.entry_row(one).state == "closed"
    assert (tries(one), target(one)) == ([("reached", opinion)], ["met"])


def test_tries_that_reach_nobody_are_kept_and_the_target_runs_on(app, people):
    one = answered(people)
    back(people.liu, one, "not_reached")
    back(people.liu, one, "not_reached")
    assert (queries.entry_row(one).state, target(one)) == ("answered", ["running"])
    with pytest.raises(Refused, match="没有写明为什么无法回访"):
        back(people.liu, one, "given_up")
    back(people.liu, one, "given_up", comment="号码停用")
    assert queries.entry_row(one).state == "closed"
    assert [outcome for outcome, _ in tries(one)] == ["not_reached", "not_reached", "given_up"]


def test_unsatisfied_caller_gets_a_new_ticket_that_goes_back_to_whoever_had_it(app, people):
    one = take(people, caller_name="钱多多", caller_phone="13812345678", wants_reply=True)
    with writing():
        ticket, holder = queries.entry_row(one), Holder(unit_id(places.ENFORCEMENT))
        actions.move(by=people.liu, ticket=ticket, move="dispatch", to=holder)
    tell(people.wang, one)
    anew = back(people.liu, one, satisfaction="unsatisfied", comment="商店仍不退款")
    old, new = queries.entry_row(one), queries.entry_row(anew)
    assert (old.state, new.state, new.unit_id) == ("closed", "open", people.liu.unit_id)
    assert new.content.startswith(f"对工单 {old.number} 的办理不满意：商店仍不退款\n")
    kept = ("matter", "respondent", "caller_id", "wants_reply", "query_code_hash")
    assert [getattr(new, name) for name in kept] == [getattr(old, name) for name in kept]
    lies = file_queries.ticket_file(anew, by=people.liu)
    assert [(row.kind, row.id, row.is_ours) for row in lies.links] == [("reopened", one, 1)]
    assert file_queries.holder_before(anew) == (unit_id(places.ENFORCEMENT), None)
    assert file_queries.holder_before(one) is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("reached", "", ""), "没有选满意程度"),
        (("reached", "unsatisfied", ""), "没有写明原因"),
        (("not_reached", "satisfied", ""), "又选了满意程度"),
    ],
)
def test_call_back_that_contradicts_itself_is_refused(*, app, people, given, sentence):
    one = answered(people)
    with pytest.raises(Refused, match=sentence), writing():
        actions.call_back(by=people.liu, ticket=queries.entry_row(one), given=CallBackGiven(*given))
    assert (tries(one), queries.entry_row(one).state) == ([], "answered")


def test_nobody_calls_back_twice_or_before_the_answer(app, people):
    one = take(people)
    with pytest.raises(Refused, match="待分办"):
        back(people.liu, one)
    tell(people.liu, one)
    back(people.liu, one)
    with pytest.raises(Refused, match="已办结"):
        back(people.liu, one)
    assert len(tries(one)) == 1


def test_reporter_is_called_back_by_the_informant_desk_alone(app, people):
    one = answered(people, matter="report", caller_name="钱多多", caller_phone="13812345678")
    with pytest.raises(Refused, match="由举报专员办理"):
        back(people.liu, one)
    with pytest.raises(Refused, match="写有举报人"):
        back(people.zhou, one, comment="钱多多说可以")
    anew = back(people.zhou, one, satisfaction="unsatisfied", comment="还在卖")
    assert tries(one) == [("reached", "unsatisfied")]
    alias = queries.entry_row(one).informant_alias
    assert (queries.entry_row(anew).informant_alias, alias[:3]) == (alias, "举报人")


def test_day_of_a_new_ticket_is_its_own(app, people, clock):
    one = answered(people)
    clock.set(date(2026, 12, 1))
    anew = queries.entry_row(back(people.liu, one, satisfaction="unsatisfied", comment="没退"))
    assert (anew.received_on, anew.number) == (date(2026, 12, 1), "12330-20261201-0001")


def sealed_lead_opened_anew(people):
    """Report under seal, become a lead, be answered, and come back: the second ticket has no case."""
    one = take(people, matter="report", caller_name="钱多多", caller_phone="13812345678")
    section = unit_id(places.ENFORCEMENT)
    with writing():
        actions.send(by=people.liu, ticket=queries.entry_row(one), unit_id=section)
    tell(people.zhou, one)
    return one, back(people.zhou, one, satisfaction="unsatisfied", comment="还在卖")


def test_report_opened_anew_after_its_lead_goes_on_and_still_guards_the_name(app, people):
    _, anew = sealed_lead_opened_anew(people)
    holder = Holder(unit_id(places.ENFORCEMENT))
    with pytest.raises(Refused, match="写有举报人"), writing():
        actions.move(
            by=people.liu,
            ticket=queries.entry_row(anew),
            move="dispatch",
            to=holder,
            reason="请联系钱多多",
        )
    with writing():
        ticket = queries.entry_row(anew)
        actions.move(by=people.liu, ticket=ticket, move="dispatch", to=holder, reason="原承办")
    assert queries.entry_row(anew).state == "assigned"


def test_report_opened_anew_makes_no_second_lead_and_the_first_case_keeps_its_guard(app, people):
    one, anew = sealed_lead_opened_anew(people)
    section, first = unit_id(places.ENFORCEMENT), cases.case_of_ticket(one)
    with pytest.raises(Refused, match="不另立线索") as no, writing():
        actions.send(by=people.liu, ticket=queries.entry_row(anew), unit_id=section)
    assert "分办给原承办单位" in no.value.remedy
    assert cases.case_of_ticket(anew) is None
    alias = first.informant_alias
    assert identities.informant_with_alias(alias).case_id == first.id
    assert [one.alias for one in leaks({"a": "钱多多"}, case_id=first.id, alias=alias)] == [alias]


def test_identity_sealed_in_a_case_is_not_taken_into_another(app, people):
    one, _ = sealed_lead_opened_anew(people)
    first = cases.case_of_ticket(one)
    with pytest.raises(Refused, match="已密封在另一案件"), writing():
        parties.bind_to_case(by=people.liu, alias=first.informant_alias, case_id=first.id + 1)
    assert identities.informant_with_alias(first.informant_alias).case_id == first.id


def test_query_code_answers_for_the_ticket_that_was_opened_last(app, people):
    with writing():
        given = CallGiven("phone", "complaint", date(2024, 3, 4), "商店不肯退。")
        taken = actions.take_call(by=people.liu, given=given)
    tell(people.liu, taken.ticket.id)
    anew = back(people.liu, taken.ticket.id, satisfaction="unsatisfied", comment="没退")
    with writing():
        assert find_by_code(by=people.liu, code=taken.query_code).id == anew
