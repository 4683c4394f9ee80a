"""A second, slow and simple reckoning of limits: one day at a time, written without the engine."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "caseapp" / "law" / "calendars"
DAY = timedelta(days=1)


def read_days() -> tuple[set[date], set[date]]:
    """Read all years; where a day is named twice the later notice is listed last."""
    free: set[date] = set()
    worked: set[date] = set()
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["days"]:
            free.discard(row["day"])
            worked.discard(row["day"])
            (free if row["kind"] == "rest" else worked).add(row["day"])
    return free, worked


FREE, WORKED = read_days()


def works(day: date) -> bool:
    return day in WORKED or (day not in FREE and day.isoweekday() < 6)


def walk(start: date, length: int, unit: str, *, paused: frozenset[date] = frozenset()) -> date:
    """Count days of one unit, one by one, leaving out what does not count."""
    day, counted = start, 0
    while counted < length:
        day += DAY
        if day not in paused and (unit == "cd" or works(day)):
            counted += 1
    return day


def same_day(start: date, months: int) -> date:
    """Go month by month to the same-numbered day, or the last day there is."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(start.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def rolled(day: date, step: timedelta = DAY) -> date:
    while not works(day):
        day += step
    return day


def back(event: date, length: int, unit: str) -> date:
    """Find the last working day that leaves the full length free before an event."""
    day = event - DAY
    while True:
        inside = [event - DAY * more for more in range(1, (event - day).days)]
        counted = sum(1 for one in inside if unit == "cd" or works(one))
        if counted >= length and works(day):
            return day
        day -= DAY


def pushed(start: date, end: date, paused: frozenset[date]) -> date:
    """Move an end by the paused days before it, until no more of them come in."""
    moved = end
    while True:
        inside = sum(1 for day in paused if start < day <= moved)
        if end + inside * DAY == moved:
            return moved
        moved = end + inside * DAY


def ended(start: date, spans: list[tuple[int, str]], *, paused: frozenset[date]) -> date:
    """Lay lengths one after the other; what is in one unit is one length."""
    joined: list[tuple[int, str]] = []
    for length, unit in spans:
        last = joined.pop() if joined and joined[-1][1] == unit else (0, unit)
        joined.append((last[0] + length, unit))
    day = start
    for length, unit in joined:
        if unit in {"cd", "wd"}:
            day = walk(day, length, unit, paused=paused)
        else:
            months = length * (12 if unit == "y" else 1)
            day = pushed(day, same_day(day, months), paused)
    return day


def settled(day: date, paused: frozenset[date]) -> date:
    """Go on to a day that is worked and not paused."""
    while not works(day) or day in paused:
        day += DAY
    return day
