"""A ticket's history in words: the chain of who held it how long, the moves, the limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.base.words import length
from caseapp.hotline.life import MOVES
from caseapp.hotline.ticket_lines import holder_words
from caseapp.hotline.words import STATES


@dataclass(frozen=True, slots=True)
class Link:
    """One holder of the chain: since when, how long, and by which move it came there."""

    holder: str
    state: str
    since: datetime
    until: datetime | None
    how_long: str
    move: str
    by: str
    reason: str


def chain(holdings: Sequence[Any], moves: Sequence[Any], *, now: datetime) -> list[Link]:
    """Return who held a ticket, in order, each with the move that brought it there."""
    brought = {row.at: row for row in moves if row.from_state != row.to_state}
    found = []
    for row in holdings:
        made = brought.get(row.since)
        found.append(
            Link(
                holder=holder_words(row),
                state=STATES[row.state],
                since=row.since,
                until=row.until,
                how_long=length((row.until or now) - row.since),
                move=MOVES[made.move].name if made else "",
                by=made.by_name if made else "",
                reason=made.reason if made else "",
            )
        )
    return found
