"""The registers of papers: every number that was given out, every use of the seal, what still wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.base.identifiers import single
from caseapp.base.paging import Page, fetch_page
from caseapp.cases.models import CaseFile
from caseapp.cases.queries import is_visible
from caseapp.documents.catalogue import filed_kinds
from caseapp.documents.issue_models import SealUse
from caseapp.documents.models import PaperRecord

NUMBER_STATES = {"": "全部", "used": "有效", "void": "作废"}
_CASE: tuple[Any, ...] = (CaseFile.case_no, CaseFile.lead_no, CaseFile.title.label("case_title"))
_PAPER: tuple[Any, ...] = (
    PaperRecord.id,
    PaperRecord.case_id,
    PaperRecord.kind,
    PaperRecord.title,
    PaperRecord.number,
    PaperRecord.signed_on,
    PaperRecord.signed_by_name,
    PaperRecord.state,
    PaperRecord.void_reason,
)
_NUMBERS = (
    sa.select(*_PAPER, *_CASE)
    .join(CaseFile, CaseFile.id == PaperRecord.case_id)
    .where(PaperRecord.number.is_not(None))
)
_NEWEST = (PaperRecord.signed_on.desc(), PaperRecord.id.desc())
_USES: tuple[Any, ...] = (
    SealUse.id.label("use_id"),
    SealUse.copies,
    SealUse.sealed_on,
    SealUse.sealed_by,
    SealUse.note,
)
_SEALS = (
    sa.select(*_USES, *_PAPER, *_CASE)
    .join(PaperRecord, PaperRecord.id == SealUse.paper_id)
    .join(CaseFile, CaseFile.id == PaperRecord.case_id)
)
_UNSEALED = (
    sa.select(*_PAPER, *_CASE)
    .join(CaseFile, CaseFile.id == PaperRecord.case_id)
    .where(
        PaperRecord.state.in_(("signed", "served")),
        ~sa.exists().where(SealUse.paper_id == PaperRecord.id).correlate(PaperRecord),
    )
)


@dataclass(frozen=True)
class Wanted:
    """What a register is narrowed to; empty values narrow nothing."""

    year: int | None = None
    kind: str = ""
    state: str = ""
    number: str = ""


def numbered_kinds() -> dict[str, str]:
    """Return the kinds of papers that take a number, by key."""
    return {one.key: one.title for one in filed_kinds() if one.has_number}


def sealed_kinds() -> dict[str, str]:
    """Return the kinds of papers that carry the seal, by key."""
    return {one.key: one.title for one in filed_kinds() if one.seal}


def series_of_number(number: str) -> str:
    """Return the word of the series a number belongs to, which stands before its year."""
    return number.partition("〔")[0]


def numbers_page(by: Person, wanted: Wanted, after: str) -> Page[Any]:
    """Return one page of the register of numbers, the last signed first; only what this person may see."""
    statement = _narrowed(_NUMBERS, by, wanted, day=PaperRecord.signed_on)
    return fetch_page(
        statement.order_by(*_NEWEST),
        key_of=lambda row: f"{row.signed_on.isoformat()}.{row.id}",
        after=_after(after),
        counted=statement,
    )


def all_numbers(by: Person, wanted: Wanted, most: int) -> Sequence[Any]:
    """Return the register at once; one row more than `most` says there are others."""
    statement = _narrowed(_NUMBERS, by, wanted, day=PaperRecord.signed_on)
    return plain_rows(statement.order_by(*_NEWEST).limit(most + 1))


def seals_page(by: Person, wanted: Wanted, after: str) -> Page[Any]:
    """Return one page of the register of the seal, the last use first."""
    statement = _narrowed(_SEALS, by, wanted, day=SealUse.sealed_on)
    is_key = after.isdecimal() and len(after) < 18
    return fetch_page(
        statement.order_by(SealUse.id.desc()),
        key_of=lambda row: str(row.use_id),
        after=SealUse.id < int(after) if is_key else None,
        counted=statement,
    )


def all_seals(by: Person, wanted: Wanted, most: int) -> Sequence[Any]:
    """Return the register of the seal at once."""
    statement = _narrowed(_SEALS, by, wanted, day=SealUse.sealed_on)
    return plain_rows(statement.order_by(SealUse.id.desc()).limit(most + 1))


def unsealed(by: Person, most: int) -> Sequence[Any]:
    """Return the signed papers that want the seal, the oldest signature first."""
    wanting = _UNSEALED.where(PaperRecord.kind.in_(sealed_kinds()), is_visible(by, "paper.read"))
    return plain_rows(wanting.order_by(PaperRecord.signed_on, PaperRecord.id).limit(most))


def _narrowed(statement: Any, by: Person, wanted: Wanted, *, day: Any) -> Any:
    found = statement.where(is_visible(by, "paper.read"))
    if wanted.year:
        found = found.where(day.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    if wanted.kind:
        found = found.where(PaperRecord.kind == wanted.kind)
    if wanted.state:
        is_void = PaperRecord.state == "void"
        found = found.where(is_void if wanted.state == "void" else sa.not_(is_void))
    if wanted.number:
        return found.where(_is_like(wanted.number))
    return found


def _is_like(typed: str) -> sa.ColumnElement[bool]:
    """Find a number in whatever spelling it was typed; a part of one is looked for as it stands."""
    for kind in ("paper_no", "case_no"):
        read = single(typed, kind)
        if read is not None:
            return PaperRecord.number == read.normal
    return PaperRecord.number.contains(typed, autoescape=True)


def _after(key: str) -> sa.ColumnElement[bool] | None:
    day, _, number = key.partition(".")
    try:
        first = date.fromisoformat(day)
    except ValueError:
        return None
    if not number.isdecimal() or len(number) > 17:
        return None
    return sa.or_(
        PaperRecord.signed_on < first,
        sa.and_(PaperRecord.signed_on == first, PaperRecord.id < int(number)),
    )
