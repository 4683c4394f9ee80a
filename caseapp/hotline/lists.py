"""What the list of tickets can be narrowed to, and the conditions that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.deadlines.models import Deadline
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import CHANNELS, MATTERS, RIGHT_KINDS, STATES

# Which heap of work is looked at; everything but the whole and one's own is read oldest first.
HEAPS = {
    "": "全部",
    "mine": "我经手的",
    "unit": "本单位在办",
    "accept": "待本单位接收",
    "returned": "退回待改派",
    "disputed": "待裁定",
    "call_back": "待回访",
    "overdue": "逾期",
}
NEWEST_FIRST = ("", "mine")
STILL_OPEN = ("open", "assigned", "working", "returned", "disputed")
LONGEST_WORD = 100


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    state: str = ""
    matter: str = ""
    heap: str = ""
    right_kind: str = ""
    channel: str = ""
    body_id: int = 0
    since: date | None = None
    until: date | None = None
    word: str = ""
    # The day it is; what ended before it is overdue.
    today: date | None = None

    @property
    def is_oldest_first(self) -> bool:
        """Say whether a heap is worked off from its oldest end."""
        return self.heap not in NEWEST_FIRST

    def address(self) -> dict[str, str]:
        """Return the same filters as they stand in an address."""
        values = {
            "heap": self.heap,
            "state": self.state,
            "matter": self.matter,
            "right_kind": self.right_kind,
            "channel": self.channel,
            "body": str(self.body_id or ""),
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "word": self.word,
        }
        return {key: value for key, value in values.items() if value}


def filters_of(asked: Mapping[str, str], today: date) -> Filters:
    """Read filters from an address; what is not known narrows nothing."""

    def among(name: str, known: Mapping[str, str]) -> str:
        value = asked.get(name, "")
        return value if value in known else ""

    body = asked.get("body", "")
    return Filters(
        state=among("state", STATES),
        matter=among("matter", MATTERS),
        heap=among("heap", HEAPS),
        right_kind=among("right_kind", RIGHT_KINDS),
        channel=among("channel", CHANNELS),
        body_id=int(body) if body.isdecimal() and body.isascii() and len(body) < 10 else 0,
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        word=asked.get("word", "").replace("\x00", "").strip()[:LONGEST_WORD],
        today=today,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-03-04") else None
    except ValueError:
        return None


def conditions(by: Person, wanted: Filters) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of these filters; who may see a ticket is another matter."""
    equal: Mapping[Any, Any] = {
        Ticket.state: wanted.state,
        Ticket.matter: wanted.matter,
        Ticket.right_kind: wanted.right_kind,
        Ticket.channel: wanted.channel,
        Ticket.body_id: wanted.body_id,
    }
    found = [column == value for column, value in equal.items() if value]
    if wanted.since:
        found.append(Ticket.received_on >= wanted.since)
    if wanted.until:
        found.append(Ticket.received_on <= wanted.until)
    if wanted.word:
        found.append(_says(wanted.word))
    return [*found, *_of_heap(by, wanted)]


def _says(word: str) -> sa.ColumnElement[bool]:
    columns = (
        *(Ticket.number, Ticket.respondent, Ticket.product, Ticket.place),
        *(Ticket.patent_as_printed, Ticket.content, Ticket.order_no),
    )
    return sa.or_(*(column.contains(word, autoescape=True) for column in columns))


def _of_heap(by: Person, wanted: Filters) -> list[sa.ColumnElement[bool]]:
    of_unit = Ticket.unit_id == by.unit_id
    heaps: dict[str, list[sa.ColumnElement[bool]]] = {
        "mine": [sa.or_(Ticket.holder_id == by.id, Ticket.operator_id == by.id)],
        "unit": [of_unit, Ticket.state.in_(STILL_OPEN)],
        "accept": [of_unit, Ticket.state == "assigned"],
        "returned": [Ticket.state == "returned"],
        "disputed": [Ticket.state == "disputed"],
        "call_back": [Ticket.state == "answered"],
    }
    if wanted.heap == "overdue" and wanted.today:
        return [Ticket.id.in_(_overdue(wanted.today))]
    return heaps.get(wanted.heap, [])


def _overdue(today: date) -> sa.Select[Any]:
    return sa.select(Deadline.ticket_id).where(
        Deadline.stopped_on.is_(None),
        Deadline.ticket_id.is_not(None),
        Deadline.due_on < today,
    )
