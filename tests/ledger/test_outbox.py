"""The outbox: what was announced reaches its handlers, once per state, whatever happens."""

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from caseapp.base.db import db, writing
from caseapp.ledger import actions, queries
from caseapp.ledger.worker import BatchHandler, drain, drain_all, run_worker
from tests.ledger.clerks import WANG

SAVED = "case.saved"
NOON = datetime(2015, 9, 1, 4, 0, tzinfo=UTC)


def announce(*numbers: int, event: str = SAVED) -> None:
    for number in numbers:
        with writing():
            actions.announce(event=event, object_kind="case", object_id=number)


class Desk:
    """Writes down what it was told, and fails on what it is told to fail on."""

    def __init__(self, *bad: int) -> None:
        self.told: list[int] = []
        self.bad = set(bad)

    def one(self, kind: str, number: int) -> None:
        assert kind == "case"
        if number in self.bad:
            raise ValueError("身份信息不得写入日志以外")
        self.told.append(number)

    def many(self, kind: str, numbers: Sequence[int]) -> None:
        if self.bad & set(numbers):
            raise ValueError("bad batch")
        self.told.extend(numbers)


def test_what_was_announced_is_handled_once_and_gone(office: Flask) -> None:
    desk = Desk()
    announce(3, 1, 2)
    assert drain({SAVED: (desk.one,)}) == 3
    assert desk.told == [3, 1, 2]
    assert drain({SAVED: (desk.one,)}) == 0
    assert queries.lag() == queries.Lag(0, None)


def test_ten_saves_before_the_worker_comes_are_one_job(office: Flask) -> None:
    desk = Desk()
    announce(*[5] * 10)
    assert queries.lag().waiting == 1
    drain_all({SAVED: (desk.one,)})
    assert desk.told == [5]


def test_a_save_that_was_undone_announces_nothing(office: Flask) -> None:
    def fail_after_announcing() -> None:
        with writing():
            actions.announce(event=SAVED, object_kind="case", object_id=1)
            raise RuntimeError("the act fails")

    with pytest.raises(RuntimeError):
        fail_after_announcing()
    assert queries.pending_events() == ()


def test_a_case_saved_while_it_is_handled_is_handled_again(office: Flask) -> None:
    told = []

    def save_again_once(kind: str, number: int) -> None:
        told.append(number)
        if len(told) == 1:
            announce(number)

    announce(4)
    drain_all({SAVED: (save_again_once,)})
    assert told == [4, 4]


def test_a_late_settlement_never_takes_a_newer_event_out(office: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        announce(4)
        (seen,) = queries.pending_events()
        with writing():
            actions.settle_events(handled=[seen])
        announce(4)
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        announce(4)
        with writing():
            actions.settle_events(handled=[seen])
        assert [one.object_id for one in queries.pending_events()] == [4]


def test_the_index_gets_many_at_once(office: Flask) -> None:
    batches = []
    announce(*range(1, 8))
    drain({SAVED: (BatchHandler(lambda kind, ids: batches.append((kind, list(ids)))),)}, limit=5)
    assert batches == [("case", [1, 2, 3, 4, 5])]


def test_one_bad_case_does_not_hold_up_the_others(office: Flask) -> None:
    desk = Desk(3)
    announce(*range(1, 8))
    assert drain({SAVED: (BatchHandler(desk.many),)}) == 6
    assert sorted(desk.told) == [1, 2, 4, 5, 6, 7]
    assert queries.pending_ids(events=[SAVED], object_kind="case") == {3}


def test_a_failure_is_tried_later_and_later_and_parked_after_eight(office: Flask) -> None:
    desk = Desk(3)
    waits = []
    at = NOON
    with time_machine.travel(at, tick=False):
        announce(3)
    while not queries.parked():
        with time_machine.travel(at, tick=False):
            assert drain({SAVED: (desk.one,)}) == 0
            waited = 0
            while not queries.pending_events(at=at) and not queries.parked():
                at += timedelta(seconds=5)
                waited += 5
            waits.append(waited)
    assert waits == [5, 10, 20, 40, 80, 160, 320, 0]
    (row,) = queries.parked()
    assert (row.event, row.object_id, row.tries, row.error) == (SAVED, 3, 8, "ValueError")


def test_an_administrator_sends_parked_events_again(office: Flask) -> None:
    announce(3)
    with writing():
        actions.announce(event=SAVED, object_kind="case", object_id=3)
        for _ in range(8):
            (seen,) = queries.pending_events(at=datetime(2099, 1, 1, tzinfo=UTC))
            actions.postpone_event(failed=seen, error="ValueError")
    assert queries.pending_events() == ()
    with writing():
        assert actions.retry_parked(by=WANG) == 1
    desk = Desk()
    assert drain({SAVED: (desk.one,)}) == 1
    (row,) = queries.acts_on(object_kind="outbox", object_id=0)
    assert (row["action"], row["actor_name"]) == ("outbox.retry", "王芳")


def test_a_new_save_brings_a_parked_case_back(office: Flask) -> None:
    announce(3)
    with writing():
        for _ in range(8):
            (seen,) = queries.pending_events(at=datetime(2099, 1, 1, tzinfo=UTC))
            actions.postpone_event(failed=seen, error="ValueError")
    announce(3)
    assert queries.parked() == []
    assert drain({SAVED: (Desk().one,)}) == 1


def test_an_event_nothing_follows_does_not_pile_up(office: Flask) -> None:
    announce(1, event="case.read")
    assert drain({}) == 1
    assert queries.pending_events() == ()


def test_only_one_worker_of_an_office_works_and_both_stop(office: Flask, tmp_path: Path) -> None:
    desk, days, stop = Desk(), list[date](), threading.Event()
    announce(*range(1, 30))

    def work() -> None:
        run_worker(
            stop,
            {SAVED: (desk.one,)},
            in_context=office.app_context,
            lock_path=tmp_path / "worker.lock",
            tick=days.append,
        )

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(200):
        if queries.lag().waiting == 0 and days:
            break
        db.session.rollback()
        stop.wait(0.05)
    stop.set()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    assert sorted(desk.told) == list(range(1, 30))
    assert len(days) == 1
