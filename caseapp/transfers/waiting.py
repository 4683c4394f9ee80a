"""What of transfers belongs on a desk: what waits for us, and what a body is late with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.paging import count_up_to
from caseapp.law.working_days import Calendar
from caseapp.transfers import lists
from caseapp.transfers.lists import Filters, TransferLine

MOST_SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    """One list of a desk: its lines, in words how many there are, and the heap they are of."""

    heap: str
    title: str
    lines: Sequence[TransferLine]
    words: str


TITLES = {"ours": "等本机关办理的移送与协作", "late": "对方逾期的移送与协作"}


def waiting_transfers(
    by: Person, *, now: datetime, today: date, calendar: Calendar
) -> list[Waiting]:
    """Return what waits for us and what a body is late with, the oldest first; empty ones are left out."""
    if not decide(by, "cooperation.work"):
        return []
    first = lists.oldest(by, [*TITLES], MOST_SHOWN + 1, today=today)
    found = {heap: [row for row in first if row.heap == heap] for heap in TITLES}
    rows = {row.id: row for some in found.values() for row in some[:MOST_SHOWN]}
    lines = {
        one.row.id: one
        for one in lists.lines([*rows.values()], now=now, today=today, calendar=calendar)
    }
    return [
        Waiting(
            heap,
            TITLES[heap],
            [lines[row.id] for row in some[:MOST_SHOWN]],
            _words(by, heap, len(some), today=today),
        )
        for heap, some in found.items()
        if some
    ]


def _words(by: Person, heap: str, found: int, *, today: date) -> str:
    if found <= MOST_SHOWN:
        return f"显示 {found} 项，共 {found} 项"
    total, is_exact = count_up_to(lists.counted(by, Filters(heap=heap), today=today))
    whole = f"共 {total:,} 项" if is_exact else f"{total:,} 项以上"
    return f"显示前 {MOST_SHOWN} 项，{whole}"
