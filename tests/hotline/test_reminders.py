"""A limit on a ticket is told of as one on a case: once to each, and to nobody who may not know of it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.cases import actions as cases
from caseapp.cases.reminders import letter as case_letter
from caseapp.cli.worker import let_time_act
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines import queries
from caseapp.hotline import actions
from caseapp.hotline.actions import Holder
from caseapp.hotline.models import Ticket
from caseapp.hotline.reminders import letter, reminders_of
from tests.stories import reported


def told() -> list[tuple[str, str]]:
    asked = (
        "SELECT person.login, reminder.stage FROM reminder JOIN person"
        " ON person.id = reminder.person_id JOIN deadline ON deadline.id = reminder.deadline_id"
        " WHERE deadline.ticket_id IS NOT NULL ORDER BY reminder.id"
    )
    return sorted(tuple(row) for row in db.session.execute(sa.text(asked)))


def remind(day: date) -> int:
    with writing():
        return actions.remind(by=Person.system(), day=day)


def last_day(ticket: Ticket) -> date:
    """Return the last day to say whether the complaint is taken; it began as the call was taken down."""
    (one,) = [row for row in queries.of_ticket(ticket.id) if row.rule_id == "HL-01"]
    return one.due_on


def limit_on(ticket: Ticket, people) -> date:
    with writing():
        number = deadlines.start(
            by=people.liu,
            ticket_id=ticket.id,
            family="HL-01",
            on=ticket.received_on,
            why="登记投诉",
            authority="market_bureau",
        )
    return queries.one(number).due_on


@pytest.fixture
def waiting(app, people):
    """Give a complaint nobody has handed on, and the last day to say whether it is taken."""
    given = actions.CallGiven(
        channel="phone", matter="complaint", received_on=date(2024, 3, 4), content="投诉一件。"
    )
    with writing():
        ticket = actions.take_call(by=people.liu, given=given).ticket
        # Handed on in time: of that target nobody is told.
        to = Holder(people.liu.unit_id, person_id=people.liu.id)
        actions.move(by=people.liu, ticket=ticket, move="dispatch", to=to)
    return ticket, last_day(ticket)


def test_whoever_took_the_ticket_is_told_then_the_chief(waiting):
    _ticket, last = waiting
    assert remind(last - timedelta(days=8)) == 0
    assert (remind(last), remind(last)) == (1, 0)
    remind(last + timedelta(days=3))
    assert told() == [("chen", "chief_overdue"), ("liu", "last_day"), ("liu", "overdue")]


def test_desk_and_mail_name_the_ticket_and_nothing_of_it(waiting, people, as_person):
    ticket, last = waiting
    with writing():
        accounts.set_own_mail(by=people.liu, address="liu@office.example")
    remind(last)
    (one,) = reminders_of(people.liu)
    assert one.object_id == ticket.id
    assert (one.kind, one.number, one.words) == ("ticket", ticket.number, "今日到期")
    desk = as_person("liu").get("/desk")
    # Once: among the tickets that wait, with its limit.
    links = [a.get("href") for a in desk.all(".//section[@aria-labelledby='tickets']//a")]
    assert links == [f"/hotline/{ticket.id}"]
    assert desk.all(".//section[@aria-labelledby='reminders']") == []
    number = db.session.scalar(sa.text("SELECT id FROM reminder"))
    mail = letter(number)
    assert mail is not None
    assert mail.subject == f"期限提醒：{ticket.number} 今日到期"
    assert ticket.content not in mail.text
    assert case_letter(number) is None


def test_a_ticket_handed_on_is_told_to_the_team_unless_its_case_is_kept_from_them(people):
    story = reported(people)
    story.take("verify")
    ticket = db.session.get(Ticket, story.case.ticket_id)
    last = limit_on(ticket, people)
    remind(last)
    assert told() == [("wang", "last_day"), ("wu", "head_soon")]
    with writing():
        cases.seal(by=people.chen, case=story.case, reason="保密", names=(people.chen.id,))
    remind(last + timedelta(days=3))
    assert [one for one in told() if "overdue" in one[1]] == [("chen", "chief_overdue")]
    assert reminders_of(people.wang) == []


def test_who_holds_it_is_told_and_while_nobody_took_it_all_who_may(waiting, people):
    ticket, last = waiting
    with writing():
        for move in ("accept", "send_back"):
            actions.move(by=people.liu, ticket=ticket, move=move, reason="查无此店")
        to = Holder(people.wang.unit_id)
        actions.move(by=people.liu, ticket=ticket, move="dispatch", to=to)
    remind(last)
    assert sorted(login for login, stage in told() if stage == "last_day") == [
        *("li", "wang", "wu", "xu"),
    ]
    with writing():
        actions.move(
            by=people.li,
            ticket=ticket,
            move="accept",
            to=Holder(people.li.unit_id, person_id=people.li.id),
        )
    remind(last + timedelta(days=1))
    assert [login for login, stage in told() if stage == "overdue"] == ["li"]


def test_the_day_of_the_office_tells_of_tickets_too(waiting):
    _ticket, last = waiting
    let_time_act(last)
    assert ("liu", "last_day") in told()
