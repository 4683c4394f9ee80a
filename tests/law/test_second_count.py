"""Each rule of the law counted twice: by the engine, and day by day by a simple walk."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.base.clock import SHANGHAI
from caseapp.law.due_dates import due
from caseapp.law.limit_rows import Extension, LimitRow, Pause
from caseapp.law.time_limits import load
from tests.law import naive

COUNTED = [row for row in load().rows if row.enabled and row.length]
FORWARD = [row for row in COUNTED if row.direction == "forward" and row.unit != "h"]
BACKWARD = [row for row in COUNTED if row.direction == "backward"]
HOURS = [row for row in COUNTED if row.unit == "h"]
DAYS = st.dates(date(2007, 1, 2), date(2022, 6, 30))
GAPS = st.lists(st.tuples(st.integers(-5, 120), st.integers(0, 40)), max_size=4)


def days_of(start: date, gaps: list[tuple[int, int]]) -> tuple[list[Pause], frozenset[date]]:
    pauses = [
        Pause(start + timedelta(days=after), start + timedelta(days=after + more))
        for after, more in gaps
    ]
    inside = {
        pause.first + timedelta(days=more)
        for pause in pauses
        for more in range((pause.last - pause.first).days + 1)
    }
    return pauses, frozenset(inside)


def prolonged(row: LimitRow, lengths: list[int], start: date) -> list[Extension]:
    rules = [rule for rule in row.extensions if not rule.valid_from or rule.valid_from <= start]
    return [
        Extension(min(length, rule.length or length), rule.unit, rule.by)
        for rule, length in zip(rules, lengths, strict=False)
    ]


@settings(max_examples=800, deadline=None)
@given(
    row=st.sampled_from(FORWARD),
    start=DAYS,
    gaps=GAPS,
    lengths=st.lists(st.integers(1, 40), max_size=2),
)
def test_every_rule_with_pauses_and_extensions_ends_where_the_walk_ends(
    *, row: LimitRow, start: date, gaps: list[tuple[int, int]], lengths: list[int]
) -> None:
    pauses, paused = days_of(start, gaps)
    extensions = prolonged(row, lengths, start)
    spans = [(row.length or 0, row.unit), *((one.length, one.unit) for one in extensions)]
    end = naive.ended(start, spans, paused=paused)
    if row.roll == "forward":
        end = naive.settled(end, paused)
    assert due(row, start, pauses=pauses, extensions=extensions).due == end


@settings(max_examples=300, deadline=None)
@given(row=st.sampled_from(BACKWARD), event=DAYS)
def test_every_notice_before_an_event_is_where_the_walk_back_ends(
    row: LimitRow, event: date
) -> None:
    answer = due(row, event)
    assert answer.due == naive.back(event, row.length or 0, row.unit)
    assert naive.works(answer.due)


@settings(max_examples=200, deadline=None)
@given(row=st.sampled_from(HOURS), start=st.datetimes(datetime(2007, 1, 2), datetime(2026, 6, 30)))  # noqa: DTZ001 - the office's wall clock
def test_hours_are_real_hours_through_nights_and_feasts(row: LimitRow, start: datetime) -> None:
    end = due(row, start).due
    assert isinstance(end, datetime)
    assert end - start.replace(tzinfo=SHANGHAI) == timedelta(hours=row.length or 0)


@settings(max_examples=400, deadline=None)
@given(row=st.sampled_from([row for row in FORWARD if row.unit == "wd"]), start=DAYS)
def test_working_days_and_free_days_together_are_all_days(row: LimitRow, start: date) -> None:
    answer = due(row, start)
    assert isinstance(answer.due, date)
    assert len(answer.skipped) + (row.length or 0) == (answer.due - start).days
    assert not any(naive.works(one.day) for one in answer.skipped)
    assert naive.works(answer.first_day)


@settings(max_examples=400, deadline=None)
@given(
    row=st.sampled_from([row for row in FORWARD if row.unit == "wd"]),
    start=DAYS,
    days=st.integers(1, 30),
)
def test_a_suspension_of_k_working_days_moves_a_limit_by_k(
    row: LimitRow, start: date, days: int
) -> None:
    stop = Pause(start + naive.DAY, naive.walk(start, days, "wd"))
    moved = due(row, start, pauses=[stop]).due
    assert moved == naive.walk(start, (row.length or 0) + days, "wd")


@settings(max_examples=400, deadline=None)
@given(row=st.sampled_from(FORWARD), start=DAYS)
def test_no_rule_that_rolls_ends_on_a_free_day_and_a_later_start_never_ends_earlier(
    row: LimitRow, start: date
) -> None:
    one, two = due(row, start).due, due(row, start + naive.DAY).due
    assert one <= two  # type: ignore[operator]  # days both
    assert row.roll == "none" or naive.works(one)  # type: ignore[arg-type]  # a day
