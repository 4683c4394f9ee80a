"""The office's calendar: which days are worked, what the others are called, what is known when."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from caseapp.law.errors import FaultyData
from caseapp.law.rows import shape_faults
from caseapp.law.wording import WEEKDAYS

FOLDER = Path(__file__).parent / "calendars"
KINDS = ("rest", "work")
SATURDAY = 5
DAY_KEYS: dict[str, type | tuple[type, ...]] = {"day": date, "kind": str, "name": str}


@dataclass(frozen=True)
class DayRow:
    """One day that is not what its weekday says, or that is named; own rows may hold for one area."""

    day: date
    kind: str
    name: str
    published: date | None = None
    area: str = ""


@dataclass(frozen=True)
class YearRows:
    """One yearly arrangement with the addresses of its notices."""

    year: int
    days: tuple[DayRow, ...]
    sources: tuple[str, ...]
    published: date | None = None


@dataclass(frozen=True)
class Calendar:
    """The published years, joined with the office's own days and years, as known on one day."""

    extra: tuple[DayRow, ...] = ()
    area: str = ""
    years: frozenset[int] = frozenset()
    known_on: date | None = None

    def is_working(self, day: date) -> bool:
        """Ask whether a day is worked, make-up Saturdays and Sundays included."""
        known = self._worked.get(day)
        if known is None:
            row = self._row(day)
            known = self._worked[day] = row.kind == "work" if row else day.weekday() < SATURDAY
        return known

    def name(self, day: date) -> str:
        """Name a free day by its holiday or weekday, a make-up day by its holiday, others not."""
        row = self._row(day)
        if row is None:
            return WEEKDAYS[day.weekday()] if day.weekday() >= SATURDAY else ""
        return row.name if row.kind == "rest" else f"{row.name}调休上班"

    def is_makeup(self, day: date) -> bool:
        """Ask whether a weekend day is worked instead of another day."""
        return day.weekday() >= SATURDAY and self.is_working(day)

    def is_known(self, year: int) -> bool:
        """Ask whether the arrangement of a year is there, and was published when we look."""
        if year in self.years:
            return True
        if year not in published_years():
            return False
        published = read_year(year).published
        return self.known_on is None or published is None or published <= self.known_on

    @property
    def known_until(self) -> date:
        """Return the last day of the last year whose arrangement is known."""
        known = [year for year in (*published_years(), *self.years) if self.is_known(year)]
        return date(max(known), 12, 31) if known else date.min

    def days(self, year: int) -> list[DayRow]:
        """List the arranged days of a year in order, the last word on each."""
        return [row for _, row in sorted(self._days_of(year).items())]

    def notices_after(self, start: date, last: date) -> tuple[date, ...]:
        """Give the days on which notices came out after a start that changed days up to a last one."""
        found = {
            published
            for year in range(start.year, last.year + 1)
            for day, published in self._late(year)
            if start < day <= last and published > start
        }
        return tuple(sorted(found))

    def as_known_on(self, day: date) -> Calendar:
        """Give this calendar without the notices that came out after a day."""
        return _calendar(self.extra, area=self.area, years=self.years, known_on=day)

    def in_area(self, area: str) -> Calendar:
        """Give this calendar with the days that hold only in an area, by its division code."""
        if area == self.area:
            return self
        return _calendar(self.extra, area=area, years=self.years, known_on=self.known_on)

    def _late(self, year: int) -> tuple[tuple[date, date], ...]:
        # Only a year that had its arrangement can have it changed; the rest was a guess before.
        if year not in self._changes:
            known = read_year(year).published if year in published_years() else date.max
            self._changes[year] = tuple(
                (row.day, row.published)
                for row in self._days_of(year).values()
                if row.published and known and row.published > known
            )
        return self._changes[year]

    @cached_property
    def _changes(self) -> dict[int, tuple[tuple[date, date], ...]]:
        return {}

    def _row(self, day: date) -> DayRow | None:
        days = self._by_year.get(day.year)
        if days is None:
            days = self._by_year[day.year] = self._days_of(day.year)
        return days.get(day)

    @cached_property
    def _worked(self) -> dict[date, bool]:
        return {}

    @cached_property
    def _by_year(self) -> dict[int, dict[date, DayRow]]:
        return {}

    def _days_of(self, year: int) -> dict[date, DayRow]:
        # The arrangement of the next year says what happens at the end of this December.
        shipped = [row for known in (year, year + 1) for row in shipped_days(known)]
        return {
            row.day: row
            for row in (*shipped, *self.extra)
            if row.day.year == year and self._holds(row)
        }

    def _holds(self, row: DayRow) -> bool:
        here = not row.area or row.area == self.area
        if self.known_on is None or row.published is None:
            return here
        return here and row.published <= self.known_on


def load_calendar(
    extra: Iterable[DayRow] = (),
    *,
    area: str = "",
    years: Iterable[int] = (),
    known_on: date | None = None,
) -> Calendar:
    """Give the calendar with the office's own days, an area's holidays, or as it was known once."""
    rows = tuple(extra)
    faults = [f"{row.day}: kind {row.kind}" for row in rows if row.kind not in KINDS]
    if faults:
        raise FaultyData("own calendar days", faults)
    return _calendar(rows, area=area, years=frozenset(years), known_on=known_on)


@cache
def published_years() -> tuple[int, ...]:
    """Return the years whose arrangement is shipped."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.toml")))


def shipped_days(year: int) -> tuple[DayRow, ...]:
    """Return the days of one yearly arrangement, none where there is none."""
    return read_year(year).days if year in published_years() else ()


@cache
def read_year(year: int) -> YearRows:
    """Read one yearly arrangement from its file."""
    return parse_year((FOLDER / f"{year}.toml").read_text(encoding="utf-8"), f"{year}.toml")


def parse_year(text: str, name: str) -> YearRows:
    """Turn a yearly file into rows, every fault named."""
    raw = tomllib.loads(text)
    notices: list[dict[str, Any]] = raw.get("notice", [])
    faults = [] if notices else ["no notice"]
    for row in raw.get("days", []):
        found = shape_faults(row, DAY_KEYS, {"notice": int})
        if row.get("kind") not in KINDS:
            found.append("kind is neither rest nor work")
        if not 1 <= row.get("notice", 1) <= max(1, len(notices)):
            found.append("notice is not listed")
        faults += [f"{row.get('day')}: {fault}" for fault in found]
    if raw.get("year") != int(name.removesuffix(".toml")):
        faults.append("year differs from the file's name")
    if faults:
        raise FaultyData(name, faults)
    dates = [notice.get("published") for notice in notices]
    days = [
        DayRow(row["day"], row["kind"], row["name"], dates[row.get("notice", 1) - 1])
        for row in raw["days"]
    ]
    # A later notice has the last word on a day.
    days.sort(key=lambda row: (row.published or date.min, row.day))
    sources = tuple(notice["source"] for notice in notices)
    return YearRows(raw["year"], tuple(days), sources, dates[0])


@lru_cache(maxsize=16)
def _calendar(
    rows: tuple[DayRow, ...], *, area: str, years: frozenset[int], known_on: date | None
) -> Calendar:
    return Calendar(extra=rows, area=area, years=years, known_on=known_on)
