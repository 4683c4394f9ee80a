"""Who had a ticket how long, and what waits for whom: complete, in order, and by an index."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts import units as places
from caseapp.base.clock import SHANGHAI, now
from caseapp.base.db import db, writing
from caseapp.hotline import actions, queries
from caseapp.hotline.chain import chain_of, waiting_for, waiting_page
from caseapp.hotline.models import Ticket
from caseapp.law.office_hours import worked
from tests.hotline.test_moving import make, take
from tests.stories import unit_id

MONDAY = date(2024, 3, 4)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2024-03-04T09:00", "2024-03-04T10:30", 1.5),
        ("2024-03-04T11:00", "2024-03-04T14:00", 2),
        ("2024-03-08T17:00", "2024-03-11T09:00", 1),  # over a weekend
        ("2024-03-09T09:00", "2024-03-10T17:00", 0),
        ("2024-04-03T08:30", "2024-04-08T08:30", 16),  # 4 to 6 April off, Sunday the 7th worked
        ("2024-03-04T20:00", "2024-03-05T06:00", 0),
        ("2024-03-05T06:00", "2024-03-04T06:00", 0),
    ],
)
def test_working_time_is_that_of_working_days_alone(*, app, since, until, hours):
    first, last = (datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) for text in (since, until))
    assert worked(first, last, accounts.office_calendar()) == timedelta(hours=hours)


def test_chain_tells_who_had_it_how_long_and_by_which_move(*, app, people, clock):
    clock.set(MONDAY)
    one = take(people)
    clock.set(datetime(2024, 3, 4, 16, 30, tzinfo=SHANGHAI))
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    clock.set(date(2024, 3, 5))
    make(people.wang, one, "send_back", reason="商店在铁东")
    make(people.liu, one, "dispatch", to=places.TIEDONG)
    make(people.zhao, one, "accept")
    clock.set(date(2024, 3, 6))
    chain = chain_of(one)
    assert [(row.holder, row.state, row.move, row.by, row.reason) for row in chain] == [
        ("12330热线刘晓燕", "open", "take", "刘晓燕", ""),
        ("执法科", "assigned", "dispatch", "刘晓燕", ""),
        ("12330热线", "returned", "send_back", "王建民", "商店在铁东"),
        ("铁东区知识产权局", "assigned", "dispatch", "刘晓燕", ""),
        ("铁东区知识产权局赵海涛", "working", "accept", "赵海涛", ""),
    ]
    assert [row.until for row in chain] == [*[row.since for row in chain[1:]], None]
    hours = [(row.held / timedelta(hours=1), row.worked / timedelta(hours=1)) for row in chain]
    assert hours == [(6.5, 5.5), (17.5, 2.5), (0, 0), (0, 0), (24, 8)]
    assert sum((row.held for row in chain), timedelta()) == now() - chain[0].since


def test_what_waits_is_counted_for_whoever_acts_on_it(*, app, people, clock):
    clock.set(MONDAY)
    ids = [take(people) for _ in range(4)]
    for one in ids[:3]:
        make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    make(people.wang, ids[0], "accept")
    make(people.wang, ids[1], "send_back", reason="不归我科")

    def counts(by):
        return {heap.key: heap.count for heap in waiting_for(by)}

    assert counts(people.wang) == {"accept": 1, "call_back": 0, "overdue": 0}
    assert counts(people.liu) == {"accept": 0, "returned": 1, "call_back": 0, "overdue": 0}
    make(people.liu, ids[1], "dispatch", to=places.TIEDONG)
    make(people.zhao, ids[1], "send_back", reason="不在本区")
    assert counts(people.chen)["disputed"] == 1
    assert [row.id for row in waiting_page(people.chen, "disputed").rows] == [ids[1]]
    with writing():
        ticket = queries.entry_row(ids[0])
        actions.answer(by=people.wang, ticket=ticket, text="已电话告知。")
    assert counts(people.liu)["call_back"] == 1
    clock.set(date(2024, 3, 20))
    # The complaints nobody said yes or no to, and the one that was never handed on.
    assert counts(people.liu)["overdue"] == 4
    assert [row.id for row in waiting_page(people.liu, "overdue").rows] == ids


def test_waiting_lists_go_by_an_index_in_a_large_office(*, app, people, full_size):
    size = 100_000 if full_size else 2_000
    states = ("closed",) * 97 + ("assigned", "returned", "disputed")
    home = unit_id(places.ENFORCEMENT)
    rows = [
        {
            "number": f"12330-20240304-{number:06d}",
            "query_code_hash": "0" * 64,
            "channel": "phone",
            "matter": "advice",
            "state": states[number % len(states)],
            "received_on": MONDAY,
            "received_at": now(),
            "content": "咨询",
            "unit_id": home,
            "unit_path": places.ENFORCEMENT,
            "operator_id": people.liu.id,
            "operator_name": people.liu.name,
            "created_at": now(),
        }
        for number in range(size)
    ]
    with writing():
        db.session.execute(sa.insert(Ticket), rows)
    assert [heap.count for heap in waiting_for(people.chen)][:1] == [size // 100]
    plans = " ".join(
        line
        for state in ("assigned", "returned", "disputed")
        for line in _plan(sa.select(Ticket.id).where(Ticket.state == state))
    )
    assert "ix_ticket_state" in plans
    assert "SCAN ticket" not in plans


def _plan(statement):
    text = str(statement.compile(compile_kwargs={"literal_binds": True}))
    if db.engine.dialect.name == "sqlite":
        return [row[3] for row in db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {text}"))]
    db.session.execute(sa.text("ANALYZE ticket"))
    return [row[0] for row in db.session.execute(sa.text(f"EXPLAIN {text}"))]
