"""Open limits counted again after a change of the calendar: all of them, and those a day can touch.

    python bench/limits.py [--quick] [--small 1000] [--large 100000]

Each limit is of a rule drawn from all rules of the law, one in ten paused, one in twenty prolonged.
CPU time of one process; both offices are asked in turn.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from measuring import arguments, tell, times, workplace
from seeding import Office, first_office, larger

from caseapp.accounts import actions as accounts_actions
from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.deadlines.actions import recompute
from caseapp.deadlines.models import Deadline
from caseapp.deadlines.moving import changed_answers
from caseapp.deadlines.reckoning import of_row, reckon, set_end
from caseapp.law import time_limits
from caseapp.law.limit_rows import LimitRow
from caseapp.law.working_days import Calendar

FIRST = date(2025, 2, 3)
DAYS = 600
# A day in the middle: an office that has a holiday of its own declared.
DECLARED = date(2026, 3, 17)
PARTS = 2000


def main() -> None:
    """Fill two offices with limits and print what counting them again costs."""
    asked = arguments(__doc__, small=1000, large=100_000)
    sizes = (200, 1000) if asked.quick else (asked.small, asked.large)
    rounds = 2 if asked.quick else 3
    with workplace(asked.folder) as folder:
        first = first_office(folder / "first")
        small, large = (_filled(first, folder / str(size), size) for size in sizes)
        with ExitStack() as open_offices:
            open_offices.enter_context(large.inside())
            calendar = accounts.office_calendar()
            gc.collect()
            gc.freeze()
            whole = _median(lambda: list(changed_answers(calendar)), rounds)
            read = _median(_read, rounds)
            alone = _median(lambda: _one_by_one(calendar, sizes[0]), rounds) / sizes[0]
            day = _median(lambda: list(changed_answers(calendar, [DECLARED])), rounds)
            moved, act = _declared()
        with small.inside():
            little = _median(lambda: list(changed_answers(accounts.office_calendar())), rounds * 3)
    a_limit, a_little = whole / sizes[1], little / sizes[0]
    name = f"{sizes[1]} open limits counted again"
    tell(f"{name}, a limit against one counted alone", times(a_limit / alone), "<= 1x")
    tell(f"{name}, a limit against {sizes[0]} of them", times(a_limit / a_little), "<= 1.25x")
    tell(f"{name} against reading their rows", times(whole / read))
    tell("one changed day against all", times(day / whole), "<= 0.5x")
    tell(f"a day declared, {moved} limits moved and audited, against looking", times(act / day))
    tell(f"{name}, whole,", f"{whole:.1f} s")


def _filled(first: Office, folder: Path, size: int) -> Office:
    office = larger(first, folder, cases=0)
    dice = random.Random(size)
    rows = [
        row
        for row in time_limits.load().rows
        if row.enabled and row.length and row.unit != "h" and row.direction == "forward"
    ]
    with office.inside():
        calendar = accounts.office_calendar()
        case_id = db.session.scalar(sa.text("SELECT min(id) FROM case_file"))
        for start in range(0, size, PARTS):
            many = min(PARTS, size - start)
            made = [_limit(dice, rows, calendar) | {"case_id": case_id} for _ in range(many)]
            with writing():
                db.session.execute(sa.insert(Deadline), made)
    return office


def _limit(dice: random.Random, rows: list[LimitRow], calendar: Calendar) -> dict[str, Any]:
    while True:
        row = dice.choice(rows)
        start = FIRST + timedelta(days=dice.randrange(DAYS))
        if row.valid_to is None or row.valid_to >= start:
            break
    limit = Deadline(start_on=start, start_why="登记", authority=None, **of_row(row))
    if dice.random() < 0.1:
        first = start + timedelta(days=2)
        last = first + timedelta(days=dice.randrange(20))
        limit.pauses = [{"first": first.isoformat(), "last": last.isoformat(), "why": "鉴定"}]
    if row.extensions and dice.random() < 0.05:
        rule = row.extensions[0]
        length = min(rule.length or 10, 10)
        decided = {"length": length, "by": rule.by, "on": start.isoformat(), "why": "复杂"}
        limit.extensions = [decided | {"approver": "局长"}]
    set_end(limit, reckon(limit, calendar))
    return {column.key: getattr(limit, column.key) for column in _COLUMNS}


_COLUMNS = [column for column in Deadline.__table__.c if column.name not in {"id", "case_id"}]


def _read() -> int:
    statement = sa.select(Deadline.__table__).where(Deadline.stopped_on.is_(None))
    return sum(1 for _ in db.session.execute(statement))


def _one_by_one(calendar: Calendar, many: int) -> None:
    """Count as many limits, each for itself, as the page of a single limit would."""
    statement = sa.select(Deadline.__table__).where(Deadline.stopped_on.is_(None)).limit(many)
    for limit in db.session.execute(statement).all():
        reckon(limit, calendar)


def _declared() -> tuple[int, float]:
    """Declare a day and move what it moves, as the administrator's button does."""
    by = Person.system()
    began = time.process_time()
    with writing():
        accounts_actions.add_calendar_day(
            by=by, day=DECLARED, kind="rest", name="市庆日", source="通知"
        )
        moved = recompute(by=by, why="市庆日", days=[DECLARED])
    return moved, time.process_time() - began


def _median(work: Callable[[], object], rounds: int) -> float:
    found = []
    for _ in range(rounds):
        db.session.rollback()
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return statistics.median(found)


if __name__ == "__main__":
    main()
