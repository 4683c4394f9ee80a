"""A limit on a case: when it starts, what it says, how it ends."""

from datetime import UTC, date, datetime

import pytest

from caseapp.base.clock import SHANGHAI
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.deadlines import actions, queries
from caseapp.ledger import queries as ledger
from tests.clock import Clock
from tests.deadlines.conftest import Limits


def test_a_limit_says_when_it_ends_and_why(limits: Limits) -> None:
    limit = limits.start("CF-02", date(2015, 9, 1), why="举报，试线字〔2015〕1号")
    assert (limit.rule_id, limit.family, limit.due_on, limit.state, limit.provisional) == (
        "CF-02",
        "CF-02",
        date(2015, 9, 16),
        "running",
        False,
    )
    assert (limit.basis, limit.start_why) == (
        "《专利行政执法办法》第二十八条",
        "举报，试线字〔2015〕1号",
    )
    for word in ("10个工作日", "2015年9月1日（收到举报或者投诉之日）", "2015年9月16日"):
        assert word in limit.text


def test_starting_a_limit_is_in_the_audit_trail(limits: Limits) -> None:
    limit = limits.start("CF-02", date(2015, 9, 1))
    row = ledger.acts_on(object_kind="case", object_id=limits.case_id)[-1]
    assert (row["action"], row["actor_name"], row["object_key"], row["details"]) == (
        "deadline.start",
        "王建民",
        "CF-02",
        f'{{"deadline":{limit.id},"due":"2015-09-16","on":"2015-09-01"}}',
    )


@pytest.mark.parametrize(
    ("family", "on", "rule"),
    [
        ("CF-08", date(2021, 7, 14), "CF-08a"),
        ("CF-08", date(2021, 7, 15), "CF-08b"),
        ("CF-12", date(2015, 9, 1), "CF-12a"),
        ("CF-12", date(2022, 1, 4), "CF-12b"),
        ("CF-13", date(2020, 6, 1), "CF-13b"),
        ("CF-26b", date(2022, 1, 4), "CF-26b"),
    ],
)
def test_the_law_of_the_day_decides_which_row_runs(
    limits: Limits, *, family: str, on: date, rule: str
) -> None:
    assert limits.start(family, on).rule_id == rule


@pytest.mark.parametrize(
    ("family", "on"),
    [("CF-13", date(2016, 3, 1)), ("CF-26c", date(2022, 1, 4)), ("CF-21", date(2021, 8, 31))],
)
def test_where_the_law_knows_no_limit_none_runs(limits: Limits, family: str, on: date) -> None:
    assert limits.start(family, on) is None
    assert queries.of_case(limits.case_id) == []


def test_a_limit_that_binds_another_authority_does_not_run(limits: Limits) -> None:
    with writing():
        started = actions.start(
            by=limits.by,
            case_id=limits.case_id,
            family="CF-11",
            on=date(2020, 6, 1),
            why="报送审核",
            authority="ip_office",
        )
    assert started is None


def test_an_unverified_limit_is_shown_without_a_day(limits: Limits) -> None:
    limit = limits.start("CF-04", date(2026, 5, 6))
    assert (limit.rule_id, limit.due_on, limit.state) == ("CF-04b", None, "running")
    assert "没有核实" in limit.text
    assert limits.tick(date(2026, 12, 31)) == 0


def test_a_limit_nobody_knows_is_a_mistake_in_the_procedure(limits: Limits) -> None:
    with pytest.raises(ValueError, match="no limit is called CF-99"):
        limits.start("CF-99", date(2015, 9, 1))


def test_hours_run_from_the_minute_of_the_measure(limits: Limits) -> None:
    at = datetime(2015, 10, 1, 9, 30, tzinfo=SHANGHAI)
    limit = limits.start("CF-06", date(2015, 10, 1), at=at)
    assert (limit.due_at, limit.due_on) == (
        datetime(2015, 10, 2, 1, 30, tzinfo=UTC),
        date(2015, 10, 2),
    )


@pytest.mark.parametrize(
    ("on", "done", "state"),
    [
        (date(2015, 9, 2), True, "met"),
        (date(2015, 9, 16), True, "met"),
        (date(2015, 9, 17), True, "missed"),
        (date(2015, 9, 17), False, "stopped"),
    ],
)
def test_a_limit_ends_with_its_act(limits: Limits, *, on: date, done: bool, state: str) -> None:
    limits.start("CF-02", date(2015, 9, 1))
    ended = limits.act(actions.stop, "CF-02", on=on, why="立案", done=done)
    assert (ended.state, ended.stopped_on, ended.stopped_why) == (state, on, "立案")


def test_an_hour_limit_is_met_to_the_minute(limits: Limits) -> None:
    at = datetime(2015, 10, 1, 9, 30, tzinfo=SHANGHAI)
    limits.start("CF-06", date(2015, 10, 1), at=at)
    late = at.replace(day=2, minute=31)
    ended = limits.act(actions.stop, "CF-06", on=date(2015, 10, 2), at=late, why="补办批准")
    assert ended.state == "missed"


def test_only_the_named_limits_end(limits: Limits) -> None:
    limits.start("CF-12", date(2015, 9, 1))
    limits.start("CF-20", date(2015, 9, 1))
    limits.act(actions.stop, "CF-12a", "CF-16", on=date(2015, 9, 9), why="决定")
    assert [(one.family, one.state) for one in queries.of_case(limits.case_id)] == [
        ("CF-12", "met"),
        ("CF-20", "running"),
    ]


def test_time_ends_a_registration_and_tells_whoever_follows(limits: Limits) -> None:
    limit = limits.start("CF-08", date(2026, 11, 2))
    assert limit.due_on == date(2026, 11, 11)
    assert limits.tick(date(2026, 11, 11)) == 0
    assert limits.tick(date(2026, 11, 12)) == 1
    ended = queries.one(limit.id)
    assert ended is not None
    assert (ended.state, ended.stopped_on, ended.stopped_why) == (
        "lapsed",
        date(2026, 11, 11),
        "期限届满",
    )
    assert ledger.pending_ids(events=["deadline.lapsed"], object_kind="deadline") == {limit.id}


def test_an_office_that_is_late_stays_late_until_it_acts(limits: Limits) -> None:
    limit = limits.start("CF-02", date(2015, 9, 1))
    assert limits.tick(date(2015, 9, 17)) == 1
    assert limits.tick(date(2015, 9, 18)) == 0
    missed = queries.one(limit.id)
    assert missed is not None
    assert (missed.state, missed.stopped_on) == ("missed", None)
    late = queries.overdue(cases=[limits.case_id], today=date(2015, 9, 18))
    assert [row.id for row in late] == [limit.id]
    ended = limits.act(actions.stop, "CF-02", on=date(2015, 9, 18), why="立案")
    assert (ended.state, ended.stopped_on) == ("missed", date(2015, 9, 18))


def test_an_act_entered_late_but_done_in_time_is_in_time(limits: Limits) -> None:
    limits.start("CF-02", date(2015, 9, 1))
    limits.tick(date(2015, 9, 20))
    assert limits.act(actions.stop, "CF-02", on=date(2015, 9, 15), why="立案").state == "met"


def test_hour_limits_run_out_during_the_day(limits: Limits, clock: Clock) -> None:
    limits.start("CF-06", date(2026, 11, 23), at=datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI))
    clock.set(datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI))
    assert limits.tick(date(2026, 11, 24)) == 0
    clock.forward(minutes=1)
    assert limits.tick(date(2026, 11, 24)) == 1


def test_a_limit_cannot_be_refused_half(limits: Limits) -> None:
    limit = limits.start("CF-12", date(2015, 9, 1))
    with pytest.raises(Refused), writing():
        actions.extend(
            by=limits.by,
            deadline_id=limit.id,
            length=16,
            on=date(2015, 9, 10),
            approver="陈立新",
            why="案件特别复杂",
        )
    unchanged = queries.one(limit.id)
    assert unchanged is not None
    assert (unchanged.due_on, unchanged.extensions) == (limit.due_on, [])
