"""The registers of papers: every number that was given out, every use of the seal, what still wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import url_for

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
_NEWEST = (PaperRecord.signed_on.desc(), PaperRecord.id.desc())
_USES: tuple[Any, ...] = (
    SealUse.id.label("use_id"),
    SealUse.copies,
    SealUse.sealed_on,
    SealUse.sealed_by,
    SealUse.note,
)


@dataclass(frozen=True)
class Holder:
    """What holds papers beside the cases: the column of the paper, its table, who may know of it, its page."""

    of_paper: Any
    id: Any
    number: Any
    title: Any
    visible: Callable[[Person], sa.ColumnElement[bool]]
    # The address of a paper, from the id of its holder and its own; the way on leads from there.
    page: Callable[[int, int], str]


@dataclass(frozen=True)
class Entry:
    """One row of a register, with what its paper belongs to and where both are."""

    row: Any
    number: str
    title: str
    home: str
    page: str


_HOLDERS: list[Holder] = []


def join(holders: Iterable[Holder]) -> None:
    """Take in what else holds papers; said once, where the program is put together."""
    _HOLDERS[:] = list(holders)


def entries(rows: Iterable[Any]) -> list[Entry]:
    """Return rows of a register as its page shows them."""
    return [_entry(row) for row in rows]


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
    statement = _narrowed(_numbers(), by, wanted, day=PaperRecord.signed_on)
    return fetch_page(
        statement.order_by(*_NEWEST),
        key_of=lambda row: f"{row.signed_on.isoformat()}.{row.id}",
        after=_after(after),
        counted=statement,
    )


def all_numbers(by: Person, wanted: Wanted, most: int) -> Sequence[Any]:
    """Return the register at once; one row more than `most` says there are others."""
    statement = _narrowed(_numbers(), by, wanted, day=PaperRecord.signed_on)
    return plain_rows(statement.order_by(*_NEWEST).limit(most + 1))


def seals_page(by: Person, wanted: Wanted, after: str) -> Page[Any]:
    """Return one page of the register of the seal, the last use first."""
    statement = _narrowed(_seals(), by, wanted, day=SealUse.sealed_on)
    is_key = after.isdecimal() and len(after) < 18
    return fetch_page(
        statement.order_by(SealUse.id.desc()),
        key_of=lambda row: str(row.use_id),
        after=SealUse.id < int(after) if is_key else None,
        counted=statement,
    )


def all_seals(by: Person, wanted: Wanted, most: int) -> Sequence[Any]:
    """Return the register of the seal at once."""
    statement = _narrowed(_seals(), by, wanted, day=SealUse.sealed_on)
    return plain_rows(statement.order_by(SealUse.id.desc()).limit(most + 1))


def unsealed(by: Person, most: int) -> Sequence[Any]:
    """Return the signed papers that want the seal, the oldest signature first."""
    used = sa.exists().where(SealUse.paper_id == PaperRecord.id).correlate(PaperRecord)
    wanting = _joined(sa.select(*_PAPER, *_CASE, *_held_columns())).where(
        PaperRecord.state.in_(("signed", "served")),
        PaperRecord.kind.in_(sealed_kinds()),
        sa.not_(used),
        _known_to(by),
    )
    return plain_rows(wanting.order_by(PaperRecord.signed_on, PaperRecord.id).limit(most))


def _numbers() -> sa.Select[Any]:
    return _joined(sa.select(*_PAPER, *_CASE, *_held_columns())).where(
        PaperRecord.number.is_not(None)
    )


def _seals() -> sa.Select[Any]:
    used = sa.select(*_USES, *_PAPER, *_CASE, *_held_columns())
    return _joined(used.join(PaperRecord, PaperRecord.id == SealUse.paper_id))


def _held_columns() -> Iterator[Any]:
    """Return number and title of what holds a paper, and its id, one set for each holder."""
    for place, one in enumerate(_HOLDERS):
        yield one.id.label(f"held_id_{place}")
        yield one.number.label(f"held_number_{place}")
        yield one.title.label(f"held_title_{place}")


def _joined(statement: sa.Select[Any]) -> sa.Select[Any]:
    """Put what a paper belongs to beside it: a case, or one of the others."""
    found = statement.outerjoin(CaseFile, CaseFile.id == PaperRecord.case_id)
    for one in _HOLDERS:
        of_it = sa.and_(one.of_paper == one.id, PaperRecord.case_id.is_(None))
        found = found.outerjoin(one.id.class_, of_it)
    return found


def _known_to(by: Person) -> sa.ColumnElement[bool]:
    """Return the condition to see a row: whoever may know of the case, or of what else holds the paper."""
    of_case = sa.and_(PaperRecord.case_id.is_not(None), is_visible(by, "paper.read"))
    others = (
        sa.and_(
            PaperRecord.case_id.is_(None),
            one.of_paper.in_(sa.select(one.id).where(one.visible(by)).correlate(None)),
        )
        for one in _HOLDERS
    )
    return sa.or_(of_case, *others)


def _entry(row: Any) -> Entry:
    if row.case_id is not None:
        home = url_for("cases.case_file", case_id=row.case_id)
        page = url_for("cases.paper", case_id=row.case_id, paper_id=row.id)
        return Entry(row, row.case_no or row.lead_no, row.case_title, home, page)
    for place, one in enumerate(_HOLDERS):
        held = getattr(row, f"held_id_{place}")
        if held is not None:
            number, title = (getattr(row, f"held_{what}_{place}") for what in ("number", "title"))
            page = one.page(held, row.id)
            return Entry(row, number, title, page, page)
    raise LookupError(row.id)


def _narrowed(statement: Any, by: Person, wanted: Wanted, *, day: Any) -> Any:
    found = statement.where(_known_to(by))
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
