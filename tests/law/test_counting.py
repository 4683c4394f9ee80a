"""Every limit ends on the right day: the handbook's examples, and a second reckoning beside it."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.law.due_dates import due
from caseapp.law.errors import NoAnswer
from caseapp.law.limit_rows import Extension, LimitRow, Pause
from caseapp.law.time_limits import load
from caseapp.law.working_days import DayRow, load_calendar
from tests.law import naive

PLAIN = replace(
    load().row("CF-18"), id="XX-01", valid_from=None, extensions=(), alternatives=(), note=""
)
DAYS = st.dates(date(2007, 1, 2), date(2025, 6, 30))


def plain(length: int, unit: str, **more: Any) -> LimitRow:
    return replace(PLAIN, length=length, unit=unit, **more)


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2015-09-01", 5, "wd", "2015-09-09"),
        ("2015-09-01", 10, "wd", "2015-09-16"),
        ("2015-06-18", 5, "wd", "2015-06-26"),
        ("2015-09-28", 5, "wd", "2015-10-10"),
        ("2015-09-20", 15, "cd", "2015-10-08"),
        ("2015-07-01", 3, "mo", "2015-10-08"),
        ("2015-08-31", 1, "mo", "2015-09-30"),
        ("2025-09-30", 3, "wd", "2025-10-11"),
        # From the Guidelines for Patent Examination, with the same rules of counting.
        ("1998-06-01", 3, "y", "2001-06-01"),
        ("1999-12-31", 2, "mo", "2000-02-29"),
        ("2007-10-30", 2, "mo", "2008-01-02"),
        ("2007-12-06", 2, "mo", "2008-02-13"),
        # Leap days and years.
        ("2016-02-29", 1, "y", "2017-02-28"),
        ("2015-02-28", 1, "y", "2016-02-29"),  # the 28th is a Sunday, the Monday is the 29th
        ("2015-12-31", 2, "mo", "2016-02-29"),
    ],
)
def test_examples_of_the_handbook(*, start: str, length: int, unit: str, end: str) -> None:
    answer = due(plain(length, unit), date.fromisoformat(start))
    assert answer.due == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("CF-01", "2015-09-01", "2015-09-09"),
        ("CF-02", "2015-09-01", "2015-09-16"),
        ("CF-03", "2021-09-30", "2021-10-27"),
        ("CF-07", "2015-09-05", "2015-10-05"),
        ("CF-08", "2015-09-25", "2015-10-08"),
        ("CF-08", "2021-09-25", "2021-10-09"),
        ("CF-12", "2015-08-31", "2015-09-30"),
        ("CF-12", "2020-03-03", "2020-06-01"),
        ("CF-13", "2021-09-28", "2021-10-11"),
        ("CF-14", "2015-09-25", "2015-09-28"),
        ("CF-15a", "2015-10-09", "2015-09-30"),
        ("CF-15b", "2021-10-11", "2021-09-24"),
        ("CF-17", "2021-12-31", "2022-03-01"),
        ("CF-17", "2022-01-01", "2022-02-07"),
        ("CF-18", "2015-09-20", "2015-10-08"),
        ("CF-24", "2015-10-01", "2015-10-02"),
        ("CF-27", "2015-04-30", "2015-07-30"),
        ("CF-27", "2015-05-04", "2015-11-04"),
        ("CF-29", "2015-10-03", "2017-10-09"),
    ],
)
def test_rows_of_the_law_end_on_the_right_day(rule: str, start: str, end: str) -> None:
    answer = load().due(rule, date.fromisoformat(start))
    assert answer.due == date.fromisoformat(end)


def test_days_and_working_days_agree_with_a_walk_over_the_calendar() -> None:
    calendar = load_calendar()
    for offset in range(0, 6700, 7):
        start = date(2007, 1, 2) + timedelta(days=offset)
        for length in (1, 5, 15, 90):
            end = due(plain(length, "wd"), start, calendar=calendar).due
            assert end == naive.walk(start, length, "wd"), (start, length)
            end = due(plain(length, "cd"), start, calendar=calendar).due
            assert end == naive.rolled(naive.walk(start, length, "cd")), (start, length)


def test_months_and_years_agree_with_a_walk_over_the_months() -> None:
    for offset in range(0, 6000, 5):
        start = date(2007, 1, 2) + timedelta(days=offset)
        for length, unit in ((1, "mo"), (3, "mo"), (6, "mo"), (2, "y")):
            end = due(plain(length, unit), start).due
            months = length * (12 if unit == "y" else 1)
            assert end == naive.rolled(naive.same_day(start, months)), (start, length, unit)


def test_notice_before_a_hearing_leaves_the_full_length_free() -> None:
    backward = {"direction": "backward", "roll": "backward"}
    for offset in range(60, 6500, 5):
        event = date(2007, 1, 2) + timedelta(days=offset)
        for length, unit in ((3, "wd"), (7, "wd"), (7, "cd")):
            answer = due(plain(length, unit, **backward), event)
            assert answer.due == naive.back(event, length, unit), (event, length, unit)


@settings(max_examples=400, deadline=None)
@given(
    start=DAYS,
    length=st.integers(1, 120),
    unit=st.sampled_from(["cd", "wd"]),
    gaps=st.lists(st.tuples(st.integers(-5, 150), st.integers(0, 40)), max_size=3),
)
def test_pauses_agree_with_a_walk_that_leaves_their_days_out(
    *, start: date, length: int, unit: str, gaps: list[tuple[int, int]]
) -> None:
    pauses = [
        Pause(start + timedelta(days=after), start + timedelta(days=after + more))
        for after, more in gaps
    ]
    paused = frozenset(
        pause.first + timedelta(days=more)
        for pause in pauses
        for more in range((pause.last - pause.first).days + 1)
    )
    end = naive.walk(start, length, unit, paused=paused)
    while not naive.works(end) or end in paused:
        end += timedelta(days=1)
    assert due(plain(length, unit), start, pauses=pauses).due == end


@settings(max_examples=300, deadline=None)
@given(start=DAYS, length=st.integers(1, 60), unit=st.sampled_from(["cd", "wd", "mo", "y"]))
def test_a_later_start_never_ends_earlier_and_no_end_is_a_free_day(
    start: date, length: int, unit: str
) -> None:
    row = plain(length % 12 + 1 if unit in {"mo", "y"} else length, unit)
    one, two = (due(row, start + timedelta(days=more)) for more in (0, 1))
    assert one.due <= two.due
    assert one.provisional or naive.works(one.due)


@settings(max_examples=200, deadline=None)
@given(start=DAYS, pause=st.integers(1, 30), length=st.integers(5, 90))
def test_a_pause_moves_a_limit_without_rolling_by_its_own_days(
    start: date, pause: int, length: int
) -> None:
    row = plain(length, "cd", roll="none")
    first = start + timedelta(days=2)
    stop = Pause(first, first + timedelta(days=pause - 1))
    assert due(row, start, pauses=[stop]).due == due(row, start).due + timedelta(days=pause)


def test_pauses_in_months_push_the_same_numbered_day() -> None:
    stop = Pause(date(2015, 9, 10), date(2015, 9, 20), "听证")
    answer = load().due("CF-12a", date(2015, 9, 8), pauses=[stop])
    assert answer.due == date(2015, 10, 19)
    second = Pause(date(2015, 10, 15), date(2015, 10, 16), "公告")
    assert load().due("CF-12a", date(2015, 9, 8), pauses=[second, stop]).due == date(2015, 10, 21)


def test_overlapping_pauses_count_once_and_the_day_of_the_event_does_not_count() -> None:
    book, start = load(), date(2020, 3, 3)
    over = [Pause(date(2020, 4, 1), date(2020, 4, 10)), Pause(date(2020, 4, 8), date(2020, 4, 12))]
    assert book.due("CF-12b", start, pauses=over).due == date(2020, 6, 15)
    early = [Pause(date(2020, 3, 1), date(2020, 3, 3))]
    answer = book.due("CF-12b", start, pauses=early)
    assert answer.due == book.due("CF-12b", start).due
    assert answer.warnings == (
        "注意：中止期间2020年3月1日至3日没有占用本期限应当计入的日子，不影响计算。",
    )


def test_a_pause_after_the_end_changes_nothing_and_one_across_the_end_does() -> None:
    book, start = load(), date(2021, 8, 2)
    assert book.due("CF-12b", start).due == date(2021, 11, 1)
    after = Pause(date(2021, 11, 2), date(2021, 11, 5))
    assert book.due("CF-12b", start, pauses=[after]).due == date(2021, 11, 1)
    # The last day was a Sunday; the pause begins before the Monday on which the limit would end.
    across = Pause(date(2021, 11, 1), date(2021, 11, 5))
    assert book.due("CF-12b", start, pauses=[across]).due == date(2021, 11, 8)


def test_working_day_limits_are_tolled_by_working_days_only() -> None:
    stop = Pause(date(2015, 9, 2), date(2015, 9, 7))
    answer = load().due("CF-02", date(2015, 9, 1), pauses=[stop])
    # 2, 6 (a worked Sunday) and 7 September are three working days.
    assert answer.due == date(2015, 9, 21)
    assert answer.first_day == date(2015, 9, 8)


def test_hours_run_through_nights_and_holidays_from_the_minute() -> None:
    answer = load().due("CF-06", datetime(2015, 9, 30, 17, 45))  # noqa: DTZ001 - wall clock
    assert answer.due.isoformat() == "2015-10-01T17:45:00+08:00"
    assert (answer.first_day, answer.skipped, answer.rolled) == (date(2015, 9, 30), (), False)


def test_an_instant_of_another_zone_is_read_in_the_offices_time() -> None:
    utc = datetime(2015, 9, 30, 16, 30, tzinfo=timezone.utc)  # noqa: UP017 - plain on 3.11 too
    answer = load().due("CF-06", utc)
    assert answer.due.isoformat() == "2015-10-02T00:30:00+08:00"
    assert load().due("CF-02", utc).first_day == date(2015, 10, 8)


def test_a_year_without_a_published_calendar_makes_the_answer_provisional() -> None:
    book = load()
    assert book.due("CF-31", date(2026, 12, 24)).provisional
    assert book.due("CF-31", date(2026, 12, 24)).due == date(2027, 1, 4)
    assert not book.due("CF-31", date(2026, 12, 18)).provisional
    # The end alone decides for calendar days: 2027 is looked at only when the end lies there.
    assert book.due("CF-29", date(2025, 3, 3)).provisional
    assert not book.due("CF-29", date(2006, 3, 3)).provisional
    assert book.due("CF-29", date(1999, 3, 3)).provisional


def test_what_never_looks_at_a_calendar_is_never_provisional() -> None:
    book = load()
    assert not book.due("CF-07", date(2026, 12, 20)).provisional
    assert not book.due("CF-06", datetime(2030, 1, 1, 8, 0)).provisional  # noqa: DTZ001 - wall clock


def test_the_offices_own_calendar_changes_the_answer() -> None:
    rows = [DayRow(date(2027, 1, 4), "rest", "元旦")]
    calendar = load_calendar(rows, years=[2027])
    answer = load().due("CF-31", date(2026, 12, 24), calendar=calendar)
    assert (answer.due, answer.provisional) == (date(2027, 1, 5), False)


def test_a_limit_reckoned_before_a_calendar_change_can_be_shown_again() -> None:
    before = load_calendar(known_on=date(2015, 5, 1))
    assert load().due("CF-01", date(2015, 9, 1), calendar=before).due == date(2015, 9, 8)
    assert load().due("CF-01", date(2015, 9, 1)).due == date(2015, 9, 9)


@pytest.mark.parametrize(
    ("rule", "start", "notice", "before", "after"),
    [
        ("CF-02", "2015-04-28", "", "", "2015-05-13"),
        ("CF-12a", "2015-05-12", "", "", "2015-06-12"),
        ("CF-17a", "2019-03-05", "2019年3月22日", "2019年5月6日（星期一）", ""),
        ("CF-13b", "2019-04-29", "", "", "2019-05-06"),
        ("CF-12b", "2019-11-01", "2020年1月27日", "2020年1月31日（星期五）", "2020-02-03"),
        ("CF-13b", "2020-01-22", "2020年1月27日", "2020年2月1日（星期六）", "2020-02-04"),
        ("CF-13b", "2020-01-27", "", "", "2020-02-05"),  # the notice was out on the day itself
        ("CF-12b", "2020-01-02", "", "", "2020-04-01"),
    ],
)
def test_a_limit_over_a_changed_feast_says_its_end_before_and_after_the_notice(
    *, rule: str, start: str, notice: str, before: str, after: str
) -> None:
    answer = load().due(rule, date.fromisoformat(start))
    assert ("公布的放假通知改变了其间的安排" in answer.text) is bool(notice)
    assert not after or answer.due == date.fromisoformat(after)
    if notice:
        assert f"起算之后，{notice}公布" in answer.text
        assert f"按通知公布之前的安排，至{before}届满" in answer.text


def test_skipped_days_are_named_one_by_one() -> None:
    answer = load().due("CF-01", date(2015, 9, 30))
    assert [(skip.day.isoformat(), skip.name) for skip in answer.skipped] == [
        *((f"2015-10-0{day}", "国庆节") for day in range(1, 8)),
        ("2015-10-11", "周日"),
    ]
    assert (answer.due, answer.first_day) == (date(2015, 10, 13), date(2015, 10, 8))


def test_calendar_days_skip_only_what_the_end_rolls_over() -> None:
    answer = load().due("CF-18", date(2015, 9, 20))
    assert [skip.day.isoformat() for skip in answer.skipped] == [
        "2015-10-05", "2015-10-06", "2015-10-07",
    ]  # fmt: skip
    assert answer.rolled
    assert load().due("CF-18", date(2015, 9, 22)).rolled
    still = load().due("CF-18", date(2015, 9, 24))
    assert (still.due, still.rolled, still.skipped) == (date(2015, 10, 9), False, ())


@pytest.mark.parametrize(
    ("rule", "start", "pause", "extend", "sentence"),
    [
        ("CF-02", date(9999, 12, 30), None, None, "日期超出可以计算的范围，请核对。"),
        ("CF-29", date(9999, 1, 1), None, None, "日期超出可以计算的范围，请核对。"),
        ("CF-15b", date(1, 1, 2), None, None, "日期超出可以计算的范围，请核对。"),
        ("CF-06", date(2015, 9, 1), None, None,
         "CF-06（当场查封、扣押后向负责人报告并补办批准手续）按小时计算，"
         "请写明起算的时刻，例如2015-10-01T09:30。"),
        ("CF-06", datetime(2015, 9, 1, 9), Pause(date(2015, 9, 1), date(2015, 9, 2)), None,  # noqa: DTZ001 - wall clock
         "CF-06（当场查封、扣押后向负责人报告并补办批准手续）按小时连续计算，没有中止和延长。"),
        ("CF-15b", date(2021, 9, 1), None, Extension(3),
         "CF-15b（举行听证前将听证通知书送达当事人）自后一事件向前倒算，没有中止和延长。"),
        ("CF-02", date(2015, 9, 1), Pause(date(2015, 9, 9), date(2015, 9, 8)), None,
         "中止期间的末日2015年9月8日早于首日2015年9月9日。"),
        ("CF-02", date(2015, 9, 1), Pause(date(2015, 9, 9), date(2515, 9, 9)), None,
         "中止期间2015年9月9日至2515年9月9日过长，请核对日期。"),
        ("CF-05", date(2015, 9, 1), None, None,
         "CF-05（将线索录入系统）的内容没有核实，只收录不启用，不能据以计算期限。"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_with_a_sentence(
    *, rule: str, start: date, pause: Pause | None, extend: Extension | None, sentence: str
) -> None:
    with pytest.raises(NoAnswer) as refused:
        load().due(
            rule, start, pauses=[pause] if pause else [], extensions=[extend] if extend else []
        )
    assert refused.value.sentence == sentence


def test_a_row_without_or_with_an_absurd_length_is_refused() -> None:
    with pytest.raises(NoAnswer, match="期限由办案机关确定"):
        due(replace(PLAIN, length=None, unit="open"), date(2015, 9, 1))
    with pytest.raises(NoAnswer, match="不合理"):
        due(plain(9999, "cd"), date(2015, 9, 1))
