"""What the desk and the lists ask about limits, and the words they show."""

from collections import namedtuple
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.models import CaseFile
from caseapp.cases.shown import limit_shown
from caseapp.deadlines import actions, queries
from caseapp.deadlines.words import left
from caseapp.law.working_days import load_calendar
from tests.deadlines.case_rows import new_case
from tests.deadlines.conftest import Limits

Limit = namedtuple("Limit", "state unit due_on due_at stopped_on")
NOW = datetime(2015, 9, 1, 2, 0, tzinfo=UTC)
TODAY = date(2015, 9, 1)
CALENDAR = load_calendar()


@pytest.fixture
def other(limits: Limits) -> Limits:
    return Limits(limits.by, new_case(limits.by, number=2))


def test_lists_show_only_the_cases_they_were_given(limits: Limits, other: Limits) -> None:
    mine = limits.start("CF-02", date(2015, 9, 1))
    other.start("CF-02", date(2015, 9, 1))
    by_subselect = sa.select(CaseFile.id).where(CaseFile.id == limits.case_id)
    for cases in ([limits.case_id], by_subselect):
        rows = queries.due_within(cases=cases, until=date(2015, 9, 30))
        assert [(row.id, row.due_on) for row in rows] == [(mine.id, date(2015, 9, 16))]
        assert queries.count_due(cases=cases, until=date(2015, 9, 30)) == 1
    assert queries.due_within(cases=[], until=date(2015, 9, 30)) == []


def test_what_is_due_is_listed_from_the_most_urgent(limits: Limits) -> None:
    limits.start("CF-20", date(2015, 9, 1))
    limits.start("CF-02", date(2015, 9, 1))
    limits.start("CF-08", date(2015, 9, 1))
    ended = limits.start("CF-01", date(2015, 9, 1))
    limits.act(actions.stop, "CF-01", on=date(2015, 9, 2), why="立案")
    rows = queries.due_within(cases=[limits.case_id], until=date(2015, 9, 20))
    assert [row.family for row in rows] == ["CF-08", "CF-02"]
    assert ended.id not in {row.id for row in rows}


def test_what_binds_the_police_is_on_the_file_and_never_due_from_us(limits: Limits) -> None:
    filing = limits.start("TR-04", date(2026, 11, 2))
    limits.start("TR-05", date(2026, 11, 2))
    mine = {"cases": [limits.case_id], "until": date(2026, 11, 30)}
    assert [row.rule_id for row in queries.due_within(**mine)] == ["TR-05"]
    assert queries.count_due(**mine) == 1
    assert [row.rule_id for row in queries.due_by(until=date(2026, 11, 30))] == ["TR-05"]
    assert queries.next_due_of([limits.case_id])[limits.case_id].rule_id == "TR-05"
    assert [row.rule_id for row in queries.of_case(limits.case_id)] == ["TR-04", "TR-05"]
    shown = limit_shown(filing, now=NOW, today=date(2026, 11, 9), calendar=CALENDAR)
    assert shown.what == "公安机关决定是否立案（公安机关的期限）"
    assert shown.words == "已逾期 4 日"


def test_each_case_shows_its_nearest_limit_with_one_question(limits: Limits, other: Limits) -> None:
    limits.start("CF-20", date(2015, 9, 1))
    limits.start("CF-02", date(2015, 9, 1))
    other.start("CF-08", date(2015, 9, 1))
    third = new_case(limits.by, number=3)
    nearest = queries.next_due_of([limits.case_id, other.case_id, third])
    assert {case: row.family for case, row in nearest.items()} == {
        limits.case_id: "CF-02",
        other.case_id: "CF-08",
    }
    assert queries.next_due_of([]) == {}


def test_the_list_of_due_limits_uses_the_small_index(limits: Limits) -> None:
    if db.engine.dialect.name != "sqlite":
        return
    plan = db.session.execute(
        sa.text(
            "EXPLAIN QUERY PLAN SELECT id FROM deadline WHERE stopped_on IS NULL AND due_on < :d"
        ),
        {"d": "2015-09-01"},
    ).all()
    assert "ix_deadline_open" in str(plan)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit("running", "wd", date(2015, 9, 7), None, None), "还剩 3 个工作日"),
        (Limit("running", "cd", date(2015, 9, 7), None, None), "还剩 6 日"),
        (Limit("running", "wd", date(2016, 9, 7), None, None), "还剩 372 日"),
        (Limit("running", "wd", TODAY, None, None), "今日到期"),
        (Limit("missed", "wd", date(2015, 8, 30), None, None), "已逾期 2 日"),
        (Limit("paused", "wd", date(2015, 8, 30), None, None), "中止计算"),
        (Limit("running", "wd", None, None, None), "期限未定"),
        (Limit("met", "wd", date(2015, 9, 7), None, date(2015, 9, 2)), "已按期完成"),
        (Limit("lapsed", "wd", date(2015, 8, 7), None, date(2015, 8, 7)), "已届满"),
        (Limit("running", "h", TODAY, NOW + timedelta(hours=5, minutes=59), None), "还剩 5 小时"),
        (Limit("running", "h", TODAY, NOW + timedelta(minutes=59), None), "还剩不到 1 小时"),
        (Limit("missed", "h", TODAY, NOW - timedelta(minutes=59), None), "已逾期不到 1 小时"),
        (Limit("missed", "h", TODAY, NOW - timedelta(hours=2), None), "已逾期 2 小时"),
    ],
)
def test_a_limit_tells_how_much_is_left(limit: Limit, words: str) -> None:
    assert left(limit, now=NOW, today=TODAY, calendar=CALENDAR) == words
