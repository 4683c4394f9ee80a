"""Thousands of tickets pushed about at random: none without a holder, no time lost, no clock stopped by a return."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import SHANGHAI, now, today
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines.models import Deadline
from caseapp.hotline import actions
from caseapp.hotline.actions import CallGiven, Holder
from caseapp.hotline.life import ENDED, MOVES
from caseapp.hotline.models import Ticket, TicketHolding, TicketMove
from tests.stories import unit_id

FIRST = datetime(2024, 3, 4, 9, 0, tzinfo=SHANGHAI)
# How often each is tried; most tries are refused, by rights, by state or by order.
TRIES = {
    "dispatch": 8,
    "accept": 8,
    "send_back": 9,
    "arbitrate": 5,
    "urge": 1,
    "extend": 2,
    "supervise": 1,
    "joint": 1,
    "answer": 2,
    "tell_elsewhere": 1,
    "call_back": 3,
    "join": 1,
    "accept_complaint": 2,
    "refuse_complaint": 1,
    "mediate": 1,
    "find_lead": 1,
    "end_mediation": 1,
    "tell_end": 2,
    "check_lead": 1,
    "raise_conflict": 1,
    "send_test": 1,
    "test_back": 1,
    "settle_conflict": 1,
}
UNITS = (places.ENFORCEMENT, places.TIEDONG, places.HOTLINE)
AT = {
    places.HOTLINE: ("liu",),
    places.ENFORCEMENT: ("wang", "wu", "liu"),
    places.TIEDONG: ("zhao", "liu"),
    places.CITY: ("chen",),
}
CORE = ("dispatch", "accept", "send_back", "arbitrate", "extend", "joint", "answer", "call_back")
WITH_UNIT = ("dispatch", "arbitrate", "joint")


@dataclass
class Office:
    """The office pushing tickets about, and what came of it."""

    people: object
    dice: random.Random
    tickets: list[int] = field(default_factory=list)
    done: Counter = field(default_factory=Counter)
    refused: Counter = field(default_factory=Counter)

    def take(self) -> None:
        """Take one contact down, of any matter; some from another line with a day of its own."""
        is_order = self.dice.random() < 0.2
        given = CallGiven(
            channel="order" if is_order else "phone",
            matter=self.dice.choice(("report", "complaint", "complaint", "advice", "opinion")),
            received_on=today(),
            content="来电反映一件事。",
            order_no="鞍热线20240304001" if is_order else "",
            order_due_on=today() + timedelta(days=15) if is_order else None,
            answers={"standing": self.dice.choice(("consumer", "holder"))},
        )
        self.tickets.append(actions.take_call(by=self.people.liu, given=given).ticket.id)

    def push(self) -> int:
        """Try one move on one of the latest tickets; returns the ticket."""
        ticket = db.session.get_one(Ticket, self.dice.choice(self.tickets[-40:]))
        key = self.key_for(ticket)
        before = picture(ticket)
        to = Holder(unit_id(self.dice.choice(UNITS))) if key in WITH_UNIT else None
        try:
            actions.move(by=self.actor(ticket), ticket=ticket, move=key, to=to, **self.given(key))
        except Refused:
            assert picture(ticket) == before
            self.refused[key] += 1
        else:
            self.done[key] += 1
            if key == "send_back":
                assert limits(ticket.id) == before[-1]
                assert ticket.unit_id in (unit_id(places.HOTLINE), unit_id(places.CITY))
        look(ticket)
        return ticket.id

    def key_for(self, ticket: Ticket) -> str:
        """Choose a move: mostly one that the table has for this state."""
        keys = list(TRIES)
        if self.dice.random() < 0.7:
            keys = [key for key in TRIES if ticket.state in MOVES[key].from_states] or keys
        return self.dice.choices(keys, [TRIES[key] for key in keys])[0]

    def actor(self, ticket: Ticket) -> Person:
        """Choose somebody: mostly one of those who have the ticket, else anybody."""
        names = ("liu", "wang", "zhao", "wu", "chen")
        if self.dice.random() < 0.7:
            names = AT.get(ticket.unit_path, names)
        return self.people[self.dice.choice(names)]

    def given(self, key: str) -> dict[str, object]:
        """Give what a move may need."""
        ends = key == "end_mediation"
        return {
            "reason": "随机",
            "told": "已告知。",
            "ground": "no_agreement" if ends else "elsewhere",
            "until": today() + timedelta(days=self.dice.randint(-3, 30)),
        }


def limits(ticket_id):
    wanted = sa.select(Deadline.id, Deadline.due_on, Deadline.state, Deadline.stopped_on)
    return db.session.execute(wanted.where(Deadline.ticket_id == ticket_id)).all()


def picture(ticket):
    return (
        *(ticket.state, ticket.unit_id, ticket.times_returned, ticket.is_final, ticket.version),
        limits(ticket.id),
    )


def look(ticket):
    """One holding runs unless the ticket ended; the holdings join, and together are its age."""
    db.session.flush()
    held = db.session.scalars(
        sa.select(TicketHolding)
        .where(TicketHolding.ticket_id == ticket.id)
        .order_by(TicketHolding.id)
    ).all()
    over = ticket.state in ENDED
    assert sum(row.until is None for row in held) == (0 if over else 1)
    assert [row.since for row in held] == [ticket.created_at, *(row.until for row in held[:-1])]
    end = ticket.closed_at if over else now()
    spent = sum(((row.until or end) - row.since for row in held), timedelta())
    assert spent == end - ticket.created_at
    assert over or (held[-1].unit_id, held[-1].state) == (ticket.unit_id, ticket.state)
    assert ticket.times_returned <= 2


def nobody_is_forgotten():
    running = (
        sa.select(TicketHolding.ticket_id, sa.func.count().label("n"))
        .where(TicketHolding.until.is_(None))
        .group_by(TicketHolding.ticket_id)
        .subquery()
    )
    odd = (
        sa.select(sa.func.count())
        .select_from(Ticket)
        .outerjoin(running, running.c.ticket_id == Ticket.id)
        .where(Ticket.state.notin_(ENDED), sa.func.coalesce(running.c.n, 0) != 1)
    )
    assert db.session.scalar(odd) == 0


@pytest.mark.sqlite
@pytest.mark.timeout(7200)
def test_no_ticket_is_ever_without_a_holder_and_no_clock_stops_on_the_way(
    *, app, people, clock, figure, full_size
):
    size, rounds, pushes = (10_000, 500, 100) if full_size else (150, 15, 60)
    office = Office(people, random.Random(20240304))  # noqa: S311 - the same walk each time
    clock.set(FIRST)
    for number in range(rounds):
        with writing():
            for _ in range(size // rounds):
                office.take()
            for _ in range(pushes):
                office.push()
                clock.forward(minutes=office.dice.randint(0, 9))
            nobody_is_forgotten()
        if number % 5 == 4:
            with writing():
                deadlines.tick(by=Person.system(), day=today())
                actions.press(by=Person.system(), day=today())
        clock.forward(hours=office.dice.randint(8, 40))
    for one in db.session.scalars(sa.select(Ticket).order_by(Ticket.id)):
        look(one)
    assert len(office.tickets) == size
    assert [key for key in CORE if not office.done[key]] == []
    assert min(office.refused[key] for key in ("send_back", "extend", "accept")) > 0
    pressed = db.session.scalar(
        sa.select(sa.func.count()).where(TicketMove.by_id == 0, TicketMove.move == "urge")
    )
    assert pressed
    moved = sum(office.done.values())
    figure(
        "H6", "tickets pushed about without a gap", reached=f"{size}, {moved} moves", asked="10000"
    )
