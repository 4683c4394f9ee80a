"""Finding exhibitors: by booth, name or what they show; one of them with all that hangs on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.paging import Page, fetch_page
from caseapp.exhibitions.booths import name_mark, readings
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_models import Exhibit, Exhibitor, FairCheck

# The last character: what begins with a mark lies between it and it with this one behind.
_LAST = "\uffff"
_ROW = sa.select(
    Exhibitor.id,
    Exhibitor.hall,
    Exhibitor.booth,
    Exhibitor.booth_mark,
    Exhibitor.name,
    Exhibitor.credit_code,
    Exhibitor.agent,
    Exhibitor.phone,
    Exhibitor.promised_on,
    Exhibitor.gone_at,
)
_EXHIBITS = sa.select(
    Exhibit.id, Exhibit.exhibitor_id, Exhibit.name, Exhibit.model, Exhibit.as_printed
).order_by(Exhibit.exhibitor_id, Exhibit.id)
MOST_FOUND = 50
MOST_HANGING = 100


def of_fair(fair_id: int) -> sa.ColumnElement[bool]:
    """Return the condition to exhibit there, who left not counted."""
    return sa.and_(Exhibitor.fair_id == fair_id, Exhibitor.gone_at.is_(None))


def means_booth(fair_id: int, words: str) -> bool:
    """Say whether typed words are the beginning of a booth of this fair: then that is what is meant."""
    marks = readings(words)
    wanted = sa.select(sa.literal(1)).where(Exhibitor.fair_id == fair_id, _begins(marks))
    return bool(marks) and bool(plain_rows(wanted.limit(1)))


def _begins(marks: Sequence[str]) -> sa.ColumnElement[bool]:
    near = (
        sa.and_(Exhibitor.booth_mark >= one, Exhibitor.booth_mark < one + _LAST) for one in marks
    )
    return sa.or_(sa.false(), *near)


def is_meant(fair_id: int, words: str, *, everywhere: bool = False) -> sa.ColumnElement[bool]:
    """Return the condition that typed words mean an exhibitor: its booth, else its name or a thing it shows."""
    if not everywhere and means_booth(fair_id, words):
        return _begins(readings(words))
    near: list[Any] = [_begins(readings(words))]
    name = name_mark(words)
    if name:
        near.append(Exhibitor.name_mark.contains(name, autoescape=True))
    shown = sa.select(Exhibit.exhibitor_id).where(
        Exhibit.fair_id == fair_id,
        sa.or_(
            *(
                column.contains(words.strip(), autoescape=True)
                for column in (Exhibit.name, Exhibit.model, Exhibit.as_printed)
            )
        ),
    )
    return sa.or_(*near, Exhibitor.id.in_(shown))


def search(fair_id: int, words: str, *, most: int = MOST_FOUND) -> Sequence[Any]:
    """Return who typed words may mean at a fair, in the order of the booths."""
    wanted = _ROW.where(of_fair(fair_id))
    if words.strip():
        wanted = wanted.where(is_meant(fair_id, words))
    return plain_rows(wanted.order_by(Exhibitor.booth_mark, Exhibitor.id).limit(most))


def at_booth(fair_id: int, hall: str, booth: str) -> Sequence[Any]:
    """Return who stands at a booth; a hall nobody said means any."""
    marks = readings(f"{hall}{booth}" if hall else booth)
    same = sa.or_(sa.false(), *(_is_at(mark) for mark in marks))
    return plain_rows(_ROW.where(of_fair(fair_id), same).order_by(Exhibitor.id).limit(MOST_FOUND))


def _is_at(mark: str) -> sa.ColumnElement[bool]:
    if "@" in mark and not mark.endswith("@"):
        return Exhibitor.booth_mark == mark
    whole = f"{mark.rstrip('@')}@"
    return sa.and_(Exhibitor.booth_mark >= whole, Exhibitor.booth_mark < whole + _LAST)


def page_of_exhibitors(
    fair_id: int,
    words: str = "",
    after: str = "",
    *,
    gone: bool = False,
    everywhere: bool = False,
) -> Page[Any]:
    """Return one page of the exhibitors of a fair in the order of their booths."""
    narrowed: list[Any] = [Exhibitor.fair_id == fair_id]
    if not gone:
        narrowed.append(Exhibitor.gone_at.is_(None))
    if words.strip():
        narrowed.append(is_meant(fair_id, words, everywhere=everywhere))
    booth, _, last = after.rpartition("~")
    key = None
    if last.isdecimal() and len(last) < 10:
        place = sa.tuple_(Exhibitor.booth_mark, Exhibitor.id)
        key = place > sa.tuple_(sa.literal(booth), sa.literal(int(last)))
    return fetch_page(
        _ROW.where(*narrowed).order_by(Exhibitor.booth_mark, Exhibitor.id),
        key_of=lambda row: f"{row.booth_mark}~{row.id}",
        after=key,
        counted=sa.select(Exhibitor.id).where(*narrowed),
    )


def count(fair_id: int) -> int:
    """Count who exhibits at a fair."""
    found = db.session.scalar(sa.select(sa.func.count(Exhibitor.id)).where(of_fair(fair_id)))
    return int(found or 0)


def exhibits_of(exhibitor_ids: Collection[int]) -> dict[int, list[Any]]:
    """Return what each of these shows."""
    found: dict[int, list[Any]] = {}
    if exhibitor_ids:
        for row in plain_rows(_EXHIBITS.where(Exhibit.exhibitor_id.in_(exhibitor_ids))):
            found.setdefault(row.exhibitor_id, []).append(row)
    return found


def exhibits(exhibitor_id: int) -> Sequence[Exhibit]:
    """Return what one exhibitor shows, as rows that can be changed."""
    wanted = sa.select(Exhibit).where(Exhibit.exhibitor_id == exhibitor_id).order_by(Exhibit.id)
    return db.session.scalars(wanted).all()


def with_key(fair_id: int, key: tuple[str, str]) -> Exhibitor | None:
    """Return the exhibitor of a booth and name, one who left too."""
    wanted = sa.select(Exhibitor).where(
        Exhibitor.fair_id == fair_id,
        Exhibitor.booth_mark == key[0],
        Exhibitor.name_mark == key[1],
    )
    return db.session.scalars(wanted).one_or_none()


def complained_of(exhibit_ids: Collection[int]) -> set[int]:
    """Return which of these things a complaint is about."""
    if not exhibit_ids:
        return set()
    wanted = sa.select(FairComplaint.exhibit_id).where(FairComplaint.exhibit_id.in_(exhibit_ids))
    return {one for one in db.session.scalars(wanted) if one is not None}


def complaints_of(exhibitor_id: int) -> Sequence[Any]:
    """Return the complaints against an exhibitor, newest first."""
    wanted = sa.select(
        FairComplaint.id,
        FairComplaint.number,
        FairComplaint.state,
        FairComplaint.received_at,
        FairComplaint.right_name,
        FairComplaint.right_number,
        FairComplaint.outcome,
    ).where(FairComplaint.exhibitor_id == exhibitor_id)
    return plain_rows(wanted.order_by(FairComplaint.id.desc()).limit(MOST_HANGING))


def complaints_at(exhibitor_ids: Collection[int]) -> dict[int, int]:
    """Count the complaints against each of these exhibitors."""
    if not exhibitor_ids:
        return {}
    counted = sa.select(FairComplaint.exhibitor_id, sa.func.count(FairComplaint.id))
    wanted = counted.where(FairComplaint.exhibitor_id.in_(exhibitor_ids))
    rows = plain_rows(wanted.group_by(FairComplaint.exhibitor_id))
    return {one: number for one, number in rows if one is not None}


def checks_of(exhibitor_id: int) -> Sequence[Any]:
    """Return the quick looks at marks of an exhibitor, newest first."""
    wanted = sa.select(
        FairCheck.id,
        FairCheck.as_printed,
        FairCheck.is_formed,
        FairCheck.why,
        FairCheck.finding,
        FairCheck.finding_words,
        FairCheck.checked_at,
    ).where(FairCheck.exhibitor_id == exhibitor_id)
    return plain_rows(wanted.order_by(FairCheck.id.desc()).limit(MOST_HANGING))


def beside(row: Exhibitor) -> Sequence[Any]:
    """Return who shares the booth of an exhibitor, and its other booths at this fair."""
    same = sa.or_(Exhibitor.booth_mark == row.booth_mark, Exhibitor.name_mark == row.name_mark)
    wanted = _ROW.where(of_fair(row.fair_id), same, Exhibitor.id != row.id)
    return plain_rows(wanted.order_by(Exhibitor.booth_mark, Exhibitor.id).limit(MOST_HANGING))
