"""The write gate: one act at a time, in the order people came, all of it or nothing."""

import threading
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa

from caseapp.base.db import Instant, Money, WriteGate, db, is_writing, writing

pytestmark = pytest.mark.usefixtures("app")


def test_an_act_that_fails_leaves_nothing(app):
    def add(*, then_fail: bool = False):
        db.session.execute(
            sa.text("INSERT INTO number_series (series, year, last) VALUES ('trial', 2026, 1)")
        )
        if then_fail:
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"), writing():
        add(then_fail=True)
    count = sa.text("SELECT count(*) FROM number_series WHERE series = 'trial'")
    assert db.session.scalar(count) == 0
    assert is_writing() is False
    with writing():
        add()
    assert db.session.scalar(count) == 1


def test_an_act_inside_an_act_is_refused_instead_of_waiting_for_itself(app):
    with writing(), pytest.raises(RuntimeError, match="already under way"), writing():
        pass
    assert is_writing() is False


def test_whoever_came_first_is_served_first():
    gate = WriteGate(None)
    served: list[int] = []
    gate.acquire()
    threads = []
    for number in range(6):
        thread = threading.Thread(
            target=lambda n=number: (gate.acquire(), served.append(n), gate.release())
        )
        thread.start()
        while len(gate._waiting) <= number:
            pass
        threads.append(thread)
    gate.release()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4, 5]


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        Instant().process_bind_param(datetime(2026, 1, 1), None)  # noqa: DTZ001 - the fault under test
    kept = Instant().process_bind_param(datetime(2026, 1, 1, 8, tzinfo=UTC), None)
    assert Instant().process_result_value(kept, None) == datetime(2026, 1, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("sum_", ["0", "0.01", "20000", "999999999999.99"])
def test_a_sum_comes_back_to_the_fen(sum_):
    kept = Money().process_bind_param(Decimal(sum_), None)
    assert Money().process_result_value(kept, None) == Decimal(sum_)


def test_part_of_a_fen_is_refused():
    with pytest.raises(ValueError, match="two decimals"):
        Money().process_bind_param(Decimal("0.001"), None)
