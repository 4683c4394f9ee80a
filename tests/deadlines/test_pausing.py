"""Days taken out of a limit, days added to it, and a calendar that changes meanwhile."""

from datetime import date

import pytest

from caseapp.accounts import actions as accounts
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.deadlines import actions, queries
from caseapp.ledger import queries as ledger
from tests.deadlines.conftest import Limits
from tests.people import People


def extend(limits: Limits, deadline_id: int, length: int, *, on: date) -> actions.Extended:
    with writing():
        return actions.extend(
            by=limits.by,
            deadline_id=deadline_id,
            length=length,
            on=on,
            approver="陈立新",
            why="案件特别复杂",
        )


def test_the_days_of_a_hearing_do_not_count(limits: Limits) -> None:
    limit = limits.start("CF-12", date(2021, 8, 2))
    assert limit.due_on == date(2021, 11, 1)
    paused = limits.act(actions.pause, "CF-12", on=date(2021, 9, 6), why="听证")
    assert (paused.state, paused.due_on) == ("paused", date(2021, 11, 1))
    run_on = limits.act(actions.resume, "CF-12", on=date(2021, 9, 16), why="听证结束")
    assert (run_on.state, run_on.due_on) == ("running", date(2021, 11, 10))
    assert run_on.pauses == [{"first": "2021-09-06", "last": "2021-09-15", "why": "听证"}]
    (old,) = run_on.history
    assert (old["due"], old["text"], old["why"]) == ("2021-11-01", limit.text, "听证结束")
    assert "2021年9月6日至15日" in run_on.text


def test_a_pause_with_both_ends_known_moves_the_end_at_once(limits: Limits) -> None:
    limits.start("CF-07", date(2021, 8, 2))
    moved = limits.act(
        actions.pause, "CF-07", on=date(2021, 8, 9), last=date(2021, 8, 18), why="鉴定"
    )
    assert (moved.state, moved.due_on) == ("running", date(2021, 9, 11))


def test_a_pause_that_ends_the_same_day_takes_no_day_out(limits: Limits) -> None:
    before = limits.start("CF-12", date(2021, 8, 2))
    limits.act(actions.pause, "CF-12", on=date(2021, 9, 6), why="听证")
    after = limits.act(actions.resume, "CF-12", on=date(2021, 9, 6), why="撤回听证要求")
    assert (after.due_on, after.pauses, after.history) == (before.due_on, [], [])


def test_a_case_decided_while_its_limit_stands_still_is_in_time(limits: Limits) -> None:
    limits.start("CF-12", date(2021, 8, 2))
    limits.act(actions.pause, "CF-12", on=date(2021, 10, 29), why="中止调查")
    ended = limits.act(actions.stop, "CF-12", on=date(2021, 12, 1), why="决定")
    assert (ended.state, ended.due_on, ended.stopped_on) == (
        "met",
        date(2021, 12, 3),
        date(2021, 12, 1),
    )


def test_a_limit_that_stands_still_is_neither_listed_nor_missed(limits: Limits) -> None:
    limits.start("CF-12", date(2021, 8, 2))
    limits.act(actions.pause, "CF-12", on=date(2021, 9, 6), why="听证")
    assert queries.due_within(cases=[limits.case_id], until=date(2022, 1, 1)) == []
    assert queries.count_due(cases=[limits.case_id], until=date(2022, 1, 1)) == 0
    assert limits.tick(date(2022, 1, 1)) == 0


@pytest.mark.parametrize(
    ("on", "last", "sentence"),
    [
        (date(2021, 9, 6), date(2021, 9, 5), "中止期间的末日早于首日。"),
        (
            date(2021, 11, 2),
            None,
            "“作出行政处罚等处理决定”的期限已于 2021-11-01 届满，不能中止计算。",
        ),
    ],
)
def test_a_pause_out_of_order_is_refused(
    limits: Limits, *, on: date, last: date | None, sentence: str
) -> None:
    limits.start("CF-12", date(2021, 8, 2))
    with pytest.raises(Refused) as no:
        limits.act(actions.pause, "CF-12", on=on, last=last, why="听证")
    assert no.value.sentences == (sentence,)


def test_a_limit_is_not_paused_twice(limits: Limits) -> None:
    limits.start("CF-12", date(2021, 8, 2))
    limits.act(actions.pause, "CF-12", on=date(2021, 9, 6), why="听证")
    with pytest.raises(Refused, match="已经中止计算"):
        limits.act(actions.pause, "CF-12", on=date(2021, 9, 7), why="中止调查")


def test_the_chief_prolongs_once_and_the_old_end_is_kept(limits: Limits) -> None:
    limit = limits.start("CF-12", date(2015, 9, 1))
    assert limit.due_on == date(2015, 10, 8)
    extended = extend(limits, limit.id, 15, on=date(2015, 9, 25))
    assert extended == actions.Extended(date(2015, 10, 16), notify_party=False)
    now = queries.one(limit.id)
    assert now is not None
    assert now.extensions == [
        {
            "length": 15,
            "by": "chief",
            "on": "2015-09-25",
            "approver": "陈立新",
            "why": "案件特别复杂",
        }
    ]
    assert [old["due"] for old in now.history] == ["2015-10-08"]
    row = ledger.acts_on(object_kind="case", object_id=limits.case_id)[-1]
    assert (row["action"], row["reason"]) == ("deadline.extend", "案件特别复杂")


def test_a_longer_seizure_must_be_told_to_the_party(limits: Limits) -> None:
    limit = limits.start("CF-07", date(2021, 8, 2))
    assert extend(limits, limit.id, 30, on=date(2021, 8, 30)).notify_party is True


def test_an_extension_more_than_the_article_allows_is_refused(limits: Limits) -> None:
    limit = limits.start("CF-12", date(2015, 9, 1))
    for family, length, on, sentence in (
        ("CF-12", 16, date(2015, 9, 25), "最多延长15日，不能延长16日"),
        ("CF-12", 15, date(2015, 10, 9), "期限已于2015年10月8日届满"),
    ):
        assert limit.family == family
        with pytest.raises(Refused, match=sentence):
            extend(limits, limit.id, length, on=on)
    extend(limits, limit.id, 15, on=date(2015, 9, 25))
    with pytest.raises(Refused, match="不允许再作这样的延长"):
        extend(limits, limit.id, 15, on=date(2015, 9, 28))


def test_a_limit_without_extension_in_its_article_is_not_prolonged(limits: Limits) -> None:
    limit = limits.start("CF-08", date(2021, 8, 2))
    with pytest.raises(Refused, match="没有规定可以延长"):
        extend(limits, limit.id, 7, on=date(2021, 8, 3))


def test_an_ended_or_unknown_limit_is_not_prolonged(limits: Limits) -> None:
    limit = limits.start("CF-12", date(2015, 9, 1))
    limits.act(actions.stop, "CF-12", on=date(2015, 9, 9), why="决定")
    with pytest.raises(Refused, match="已于 2015-09-09 结束，不能延长"):
        extend(limits, limit.id, 15, on=date(2015, 9, 10))
    with pytest.raises(NotVisible):
        extend(limits, limit.id + 999, 15, on=date(2015, 9, 10))


def test_the_case_finds_the_limit_a_step_prolongs(limits: Limits) -> None:
    first = limits.start("CF-12", date(2015, 9, 1))
    found = queries.running_of(case_id=limits.case_id, family="CF-12")
    assert found is not None
    assert found.id == first.id
    assert queries.running_of(case_id=limits.case_id, family="CF-07") is None


def test_a_day_off_declared_later_moves_open_limits_and_keeps_the_old_end(
    limits: Limits, people: People
) -> None:
    moves = limits.start("CF-08", date(2026, 11, 20))
    stays = limits.start("CF-20", date(2015, 9, 1))
    assert moves.due_on == date(2026, 12, 1)
    with writing():
        accounts.add_calendar_day(
            by=people.jiang, day=date(2026, 11, 27), kind="rest", name="市庆日", source="鞍政办发"
        )
        assert actions.recompute(by=people.jiang, why="工作日历变更") == 1
    after = queries.one(moves.id)
    assert after is not None
    assert (after.due_on, after.history[0]["due"], after.history[0]["why"]) == (
        date(2026, 12, 2),
        "2026-12-01",
        "工作日历变更",
    )
    assert "市庆日" in after.text
    unmoved = queries.one(stays.id)
    assert unmoved is not None
    assert (unmoved.due_on, unmoved.history) == (stays.due_on, [])


def test_a_limit_counted_over_an_unknown_year_says_so(limits: Limits) -> None:
    limit = limits.start("CF-20", date(2026, 12, 28))
    assert (limit.provisional, limit.due_on.year) == (True, 2027)
