"""What is checked before material of a dispute leaves the country, and by which rule on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from caseapp.law.citations import Citation, citations
from caseapp.law.rows import checked_rows, read_table, rows_on

TABLE = "handing_abroad.toml"


@dataclass(frozen=True)
class AbroadRule:
    """The rule that asks for the check, from the day it holds."""

    id: str
    what: str
    citations: tuple[Citation, ...]
    confidence: str
    # What nobody has confirmed about this row.
    unsure: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Question:
    """One thing to be looked at before material leaves."""

    key: str
    name: str
    text: str


@cache
def questions() -> tuple[Question, ...]:
    """Return what is asked of every material, in the order it is asked."""
    fields = {"key": str, "name": str, "text": str}
    rows = checked_rows(TABLE, read_table(TABLE)["question"], required=fields)
    return tuple(Question(**row) for row in rows)


@cache
def abroad_rules() -> tuple[AbroadRule, ...]:
    """Return every rule, for the list of what is to be confirmed."""
    required = {"id": str, "what": str, "basis": list, "confidence": str}
    rows = checked_rows(
        TABLE, read_table(TABLE)["rule"], required=required, optional={"unsure": str}
    )
    return tuple(AbroadRule(citations=citations(row.pop("basis")), **row) for row in rows)


def basis_on(day: date) -> str:
    """Cite the rule in force on a day; empty where the check is the office's own practice."""
    found = rows_on(abroad_rules(), day)
    return "、".join(str(cite) for row in found for cite in row.citations)
