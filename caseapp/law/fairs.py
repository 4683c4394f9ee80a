"""Whether a fair gets a station of its own or posts whom to call, and by which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from caseapp.law.citations import Citation, citations, cited_on
from caseapp.law.rows import checked_rows, read_table, rows_on

TABLE = "fairs.toml"
STATION, CONTACTS, NEITHER = "station", "contacts", "none"


@dataclass(frozen=True)
class PresenceRow:
    """From how many days on a station is to be set up where the authority finds it needed."""

    id: str
    days: int
    needed: str
    otherwise: str
    citations: tuple[Citation, ...]
    confidence: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class PresenceAnswer:
    """What the row says of a fair of so many days."""

    days: int
    is_long: bool
    rule: str
    basis: str
    # What the article says of any show, and with what it means for this one.
    rule_text: str
    text: str
    is_sure: bool = True

    @property
    def usual(self) -> str:
        """Return what needs no reason: a station for a long show, else posted contacts."""
        return STATION if self.is_long else CONTACTS


def days_of(first_on: date, last_on: date) -> int:
    """Count the days of a fair, both ends."""
    return (last_on - first_on).days + 1


def presence(first_on: date, last_on: date) -> PresenceAnswer | None:
    """Say what a fair of these days is to have; None before any row."""
    found = rows_on(presence_rows(), first_on)
    if not found:
        return None
    row, days = found[0], days_of(first_on, last_on)
    is_long = days >= row.days
    basis = cited_on(row.citations, first_on)
    needed = row.needed.format(days=row.days)
    verdict = (
        f"本展会 {days} 天，已达到 {row.days} 天，展会管理部门认为有必要的应当设站"
        if is_long
        else f"本展会 {days} 天，不到 {row.days} 天，应当公布联系方式"
    )
    rule_text = f"{basis}：{needed}；{row.otherwise}。"
    return PresenceAnswer(
        days=days,
        is_long=is_long,
        rule=row.id,
        basis=basis,
        rule_text=rule_text,
        text=f"{rule_text}{verdict}。",
        is_sure=row.confidence not in ("?", "K-"),
    )


@cache
def presence_rows() -> tuple[PresenceRow, ...]:
    """Read the rows once."""
    required = {
        "id": str, "days": int, "needed": str, "otherwise": str, "basis": list, "confidence": str,
    }  # fmt: skip
    rows = checked_rows(TABLE, read_table(TABLE)["presence"], required=required)
    return tuple(PresenceRow(citations=citations(row.pop("basis")), **row) for row in rows)
