"""The cards of the station: each open complaint with what runs out next, counted from the server's instants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import SHANGHAI, now, today
from caseapp.exhibitions import complaint_queries, queries, station_rules
from caseapp.exhibitions.life import MOVES, STAGES, Move, offered
from caseapp.exhibitions.queries import Opened

MINUTE = timedelta(minutes=1)
# Not by one tap from a card: they end a complaint or come after the show, and are on its page.
ASIDE = ("refuse", "withdraw", "file", "move", "late_answer", "ask_more")


@dataclass(frozen=True)
class Card:
    """One open complaint as the two officers see it."""

    row: Any
    state: str
    next_words: str
    due: datetime | None
    left: str
    tone: str
    moves: tuple[Move, ...]


def cards_of(by: Person, found: Opened) -> Sequence[Card]:
    """Return the open complaints of a fair, what runs out first at the top."""
    may_work = queries.may(by, "fair.work", found)
    rows = complaint_queries.open_of(found.id, most=station_rules.number("cards", today()))
    return [_card(row, may_work=may_work) for row in rows]


def card_of(by: Person, found: Opened, complaint_id: int) -> Card | None:
    """Return the card of one open complaint, however many run out before it."""
    rows = complaint_queries.open_of(found.id, only=complaint_id)
    may_work = queries.may(by, "fair.work", found)
    return next((_card(row, may_work=may_work) for row in rows), None)


def _card(row: Any, *, may_work: bool) -> Card:
    due = row.due_at or (row.due_on and datetime.combine(row.due_on, time.max, SHANGHAI))
    left = None if due is None else due - now()
    return Card(
        row=row,
        state=STAGES[row.state].name,
        next_words=STAGES[row.state].next_words,
        due=due,
        left="" if left is None else remaining(left),
        tone=_tone(left),
        moves=_next(row.state) if may_work else (),
    )


def remaining(left: timedelta) -> str:
    """Say how long there is, or how long it is over, in hours and minutes."""
    minutes = abs(left) // MINUTE
    hours, rest = divmod(minutes, 60)
    length = f"{hours} 小时 {rest} 分" if hours else f"{rest} 分"
    return f"已超期 {length}" if left < timedelta() else f"还剩 {length}"


def _tone(left: timedelta | None) -> str:
    if left is None:
        return "calm"
    if left < station_rules.span("urgent", today()):
        return "overdue"
    return "soon" if left < station_rules.span("soon", today()) else "calm"


def _next(state: str) -> tuple[Move, ...]:
    return tuple(one for one in offered(MOVES, state) if one.key not in ASIDE)[:2]
