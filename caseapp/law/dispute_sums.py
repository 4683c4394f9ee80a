"""Sums and time bars the law names, for the two sides of a mediation to go by: dated rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from caseapp.law.citations import Citation, citations, cited_on
from caseapp.law.rows import checked_rows, read_table, valid_on
from caseapp.law.wording import in_force

TABLE = "dispute_sums.toml"
PICKED_BY = {"grant": "按授权公告日选取", "act": "按行为发生之日选取"}


@dataclass(frozen=True)
class SumRow:
    """What the law names for one kind of dispute, from when to when."""

    id: str
    kind: str
    picks: str
    what: str
    amounts: Mapping[str, str]
    citations: tuple[Citation, ...]
    confidence: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def text(self) -> str:
        """Say the row with its sums, its article and the days it holds for."""
        said = self.what.format_map(self.amounts)
        cited = cited_on(self.citations, self.valid_from or date.min)
        return f"{said}（{cited}，{in_force(self.valid_from, self.valid_to)}，{PICKED_BY[self.picks]}）"


def sums_for(kind: str, *, granted_on: date | None = None) -> tuple[SumRow, ...]:
    """Give the rows of a kind; where the grant picks one and is known, only those of that day."""
    rows = (row for row in _rows() if row.kind == kind)
    return tuple(
        row
        for row in rows
        if row.picks != "grant" or granted_on is None or valid_on(row, granted_on)
    )


@cache
def _rows() -> tuple[SumRow, ...]:
    found = checked_rows(
        TABLE,
        read_table(TABLE)["sums"],
        required={
            **dict.fromkeys(("id", "kind", "picks", "what", "confidence"), str),
            "amounts": dict,
            "basis": list,
        },
    )
    return tuple(SumRow(citations=citations(row.pop("basis")), **row) for row in found)
