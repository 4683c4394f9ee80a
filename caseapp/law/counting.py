"""Counting days: first day out, free days, pauses, extensions, rolling, forward and backward."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from caseapp.base.clock import SHANGHAI
from caseapp.law.errors import NoAnswer
from caseapp.law.limit_rows import Extension, LimitRow, Pause, Skipped
from caseapp.law.wording import ONE_DAY, long_date, period
from caseapp.law.working_days import Calendar

MONTHS_IN = {"mo": 1, "y": 12}
# Longer than any pause or extension an office has seen: beyond it a date was mistyped.
LONGEST_DAYS = 3660


@dataclass(frozen=True)
class Tolled:
    """A pause as it worked: how many days of the row's unit it kept out."""

    pause: Pause
    days: int


@dataclass(frozen=True)
class Counted:
    """A finished count with everything the explanation names."""

    raw: date
    due: date
    first_day: date
    skipped: tuple[Skipped, ...] = ()
    makeup: tuple[date, ...] = ()
    tolled: tuple[Tolled, ...] = ()
    idle: tuple[Pause, ...] = ()
    ends: tuple[date, ...] = ()
    unknown_years: tuple[int, ...] = ()

    @property
    def rolled(self) -> bool:
        """Say whether the last day moved off a free day."""
        return self.raw != self.due


def add_months(start: date, count: int) -> date:
    """Go to the same-numbered day, or to the last day of a month that is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


def joined(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Join pauses that overlap, so that no day is kept out twice."""
    done: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: (one.first, one.last)):
        _check_pause(pause)
        if done and pause.first <= done[-1].last:
            whys = dict.fromkeys(why for why in (done[-1].why, pause.why) if why)
            last = max(done[-1].last, pause.last)
            done[-1] = Pause(done[-1].first, last, "、".join(whys))
        else:
            done.append(pause)
    return tuple(done)


def _check_pause(pause: Pause) -> None:
    if pause.last < pause.first:
        raise NoAnswer(f"中止期间的末日{long_date(pause.last)}早于首日{long_date(pause.first)}。")
    if (pause.last - pause.first).days > LONGEST_DAYS:
        raise NoAnswer(f"中止期间{period(pause.first, pause.last)}过长，请核对日期。")


@dataclass
class Walk:
    """One count on one calendar; it remembers which years it had to guess."""

    calendar: Calendar
    pauses: tuple[Pause, ...] = ()
    years: set[int] = field(default_factory=set)

    def is_working(self, day: date) -> bool:
        """Look a day up and remember its year."""
        self.years.add(day.year)
        return self.calendar.is_working(day)

    def is_paused(self, day: date) -> bool:
        """Ask whether a day lies in a pause."""
        return bool(self.pauses) and any(one.first <= day <= one.last for one in self.pauses)

    def counts(self, day: date, unit: str) -> bool:
        """Ask whether a day is one of the days of a limit."""
        if unit == "wd" and not self.is_working(day):
            return False
        return not (self.pauses and self.is_paused(day))

    def first_day(self, start: date, unit: str) -> date:
        """Find the first counted day: the start itself is left out."""
        day = start + ONE_DAY
        while not self.counts(day, unit):
            day += ONE_DAY
        return day

    def reach(self, start: date, lengths: Sequence[tuple[int, str]]) -> date:
        """Lay one length after the other and return the last day."""
        day = start
        for length, unit in _merged(lengths):
            if unit == "wd":
                day = self._working(day, length)
            elif unit == "cd":
                day = self._stretch(day, day + timedelta(days=length))
            else:
                day = self._stretch(day, add_months(day, length * MONTHS_IN[unit]))
        return day

    def roll(self, day: date, step: timedelta) -> date:
        """Move off free days; a limit that stands still cannot end either."""
        while not self.is_working(day) or self.is_paused(day):
            day += step
        return day

    def unknown_years(self) -> tuple[int, ...]:
        """Return the years looked at that have no published arrangement."""
        return tuple(sorted(year for year in self.years if not self.calendar.is_known(year)))

    def free_days(self, first: date, last: date) -> tuple[Skipped, ...]:
        """Name the free days of a stretch, both ends included."""
        return tuple(
            Skipped(day, self.calendar.name(day))
            for day in days_between(first, last)
            if not self.is_working(day)
        )

    def makeup_days(self, first: date, last: date) -> tuple[date, ...]:
        """List the weekend days of a stretch that count because they are worked."""
        return tuple(
            day
            for day in days_between(first, last)
            if self.calendar.is_makeup(day) and not self.is_paused(day)
        )

    def tolled(self, start: date, last: date, unit: str) -> tuple[Tolled, ...]:
        """Say how many days each pause kept out of the count, in the unit of the limit."""
        found = []
        for pause in self.pauses:
            inside = days_between(max(pause.first, start + ONE_DAY), min(pause.last, last))
            days = sum(1 for day in inside if unit != "wd" or self.is_working(day))
            if days:
                found.append(Tolled(pause, days))
        return tuple(found)

    def _working(self, day: date, length: int) -> date:
        left = length
        while left:
            day += ONE_DAY
            left -= self.counts(day, "wd")
        return day

    def _stretch(self, start: date, end: date) -> date:
        # A pause that begins before the end pushes the end, which may bring in the next pause.
        for pause in self.pauses:
            if pause.first <= end and pause.last > start:
                end += pause.last - max(pause.first, start + ONE_DAY) + ONE_DAY
        return end


def count_forward(
    row: LimitRow,
    start: date,
    *,
    calendar: Calendar,
    pauses: Iterable[Pause],
    extensions: Sequence[Extension],
) -> Counted:
    """Count a row from its start event to its last day, extension by extension."""
    walk = Walk(calendar, joined(pauses))
    lengths = [(row.length or 0, row.unit), *((one.length, one.unit) for one in extensions)]
    ends = tuple(walk.reach(start, lengths[: more + 1]) for more in range(len(lengths)))
    raw = ends[-1]
    due = walk.roll(raw, ONE_DAY) if row.roll == "forward" else raw
    counted_days = row.unit == "wd"
    tolled = walk.tolled(start, due, row.unit)
    used = {one.pause for one in tolled}
    return Counted(
        raw=raw,
        due=due,
        first_day=walk.first_day(start, row.unit),
        skipped=walk.free_days(start + ONE_DAY if counted_days else raw, due - ONE_DAY),
        makeup=walk.makeup_days(start + ONE_DAY, due) if counted_days else (),
        tolled=tolled,
        idle=tuple(pause for pause in walk.pauses if pause not in used),
        ends=ends,
        unknown_years=walk.unknown_years(),
    )


def count_backward(row: LimitRow, event: date, *, calendar: Calendar) -> Counted:
    """Find the last day that leaves the full length free before an event, both ends out."""
    walk = Walk(calendar)
    first = day = _before(walk, event, row.unit)
    for _ in range((row.length or 0) - 1):
        day = _before(walk, day, row.unit)
    raw = day - ONE_DAY
    due = walk.roll(raw, -ONE_DAY)
    counted_days = row.unit == "wd"
    return Counted(
        raw=raw,
        due=due,
        first_day=first,
        skipped=walk.free_days(due + ONE_DAY, event - ONE_DAY if counted_days else raw),
        makeup=walk.makeup_days(due, event - ONE_DAY) if counted_days else (),
        ends=(day,),
        unknown_years=walk.unknown_years(),
    )


def after_hours(start: datetime, hours: int) -> datetime:
    """Run real hours from an instant, through nights and holidays, in the office's time."""
    return local_instant(start) + timedelta(hours=hours)


def local_instant(at: datetime) -> datetime:
    """Read an instant without a zone as the office's wall clock."""
    return at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at.astimezone(SHANGHAI)


def days_between(first: date, last: date) -> Iterable[date]:
    """List the days of a stretch, both ends included."""
    return (first + timedelta(days=more) for more in range((last - first).days + 1))


def _before(walk: Walk, day: date, unit: str) -> date:
    day -= ONE_DAY
    while not walk.counts(day, unit):
        day -= ONE_DAY
    return day


def _merged(lengths: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    # 3 months prolonged by 1 month are 4 months from the start, not 3 and then 1 from a short month.
    done: list[tuple[int, str]] = []
    for length, unit in lengths:
        if done and done[-1][1] == unit:
            done[-1] = (done[-1][0] + length, unit)
        else:
            done.append((length, unit))
    return done
