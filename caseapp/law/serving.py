"""What the law asks of electronic service and of service by public notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from caseapp.law.citations import Citation, citations, cited_on
from caseapp.law.errors import NoAnswer
from caseapp.law.rows import checked_rows, read_table, rows_on

TABLE = "serving.toml"
DECISIONS, ANY = "decisions", "any"


@dataclass(frozen=True)
class ServingRow:
    """One condition of a way to serve: for which papers, from when, by which article."""

    id: str
    what: str
    citations: tuple[Citation, ...]
    confidence: str
    covers: str = ANY
    # What nobody has confirmed about this row.
    unsure: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def basis(self, day: date) -> str:
        """Cite the article as it stood on a day."""
        return cited_on(self.citations, day)


def electronic_rule(paper_kind: str, on: date) -> ServingRow | None:
    """Return what lets a paper of this kind be served electronically on a day; None where nothing does."""
    covers = DECISIONS if paper_kind in decisions() else ANY
    found = rows_on((row for row in _rows("electronic") if row.covers == covers), on)
    return next(iter(found), None)


def electronic_from(paper_kind: str) -> ServingRow:
    """Return the first row that ever let a paper of this kind be served electronically."""
    covers = DECISIONS if paper_kind in decisions() else ANY
    return next(row for row in _rows("electronic") if row.covers == covers)


def notice_rule(on: date) -> ServingRow:
    """Return what a public notice needs on a day."""
    found = rows_on(_rows("notice"), on)
    if not found:
        raise NoAnswer("当日没有公告送达的规定。")
    return found[0]


@cache
def decisions() -> frozenset[str]:
    """Name the kinds of papers that are decisions."""
    return frozenset(read_table(TABLE)[DECISIONS])


def serving_rows() -> tuple[ServingRow, ...]:
    """Return every row, for the list of what is to be confirmed."""
    return (*_rows("electronic"), *_rows("notice"))


@cache
def _rows(mode: str) -> tuple[ServingRow, ...]:
    required = {"id": str, "what": str, "basis": list, "confidence": str}
    rows = checked_rows(
        TABLE, read_table(TABLE)[mode], required=required, optional={"covers": str, "unsure": str}
    )
    return tuple(ServingRow(citations=citations(row.pop("basis")), **row) for row in rows)
