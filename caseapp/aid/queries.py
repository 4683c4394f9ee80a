"""Finding aid files: what this person may see, what hangs on a file, what waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import Thing, decide, visible_units
from caseapp.accounts.person import Person
from caseapp.aid.models import (
    AidAct,
    AidAnswer,
    AidFile,
    AidHandout,
    AidMaterial,
    AidOverseas,
    AidTask,
)
from caseapp.aid.states import OPEN
from caseapp.aid.words import CHECKS
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import Page, fetch_page
from caseapp.deadlines import queries as deadlines
from caseapp.parties import queries as parties
from caseapp.parties.models import Party

_ROW = (
    sa.select(
        AidFile.id,
        AidFile.number,
        AidFile.state,
        AidFile.applied_on,
        AidFile.firm_size,
        AidFile.foreign_kind,
        AidFile.right_kind,
        AidFile.ticket_id,
        AidFile.opponent,
        AidFile.unit_path,
        AidFile.taken_by,
        Party.name.label("applicant"),
        AidOverseas.country,
        AidOverseas.forum,
        AidOverseas.deadline_on,
        AidOverseas.deadline_words,
    )
    .join(Party, Party.id == AidFile.applicant_id)
    .outerjoin(AidOverseas, AidOverseas.aid_id == AidFile.id)
)
_NEWEST = _ROW.order_by(AidFile.id.desc())
_OLDEST = _ROW.order_by(AidFile.id)
# Whose turn it is at a stage.
AWAITS_WORK = ("applied", "check", "supplement", "accepted", "planned", "working", "delivered")
AWAITS_DECISION = ("called_back",)
# A decision waits only once every point of the check list was answered.
_IS_CHECKED = sa.and_(
    AidFile.state == "check",
    sa.select(sa.func.count())
    .where(AidAnswer.aid_id == AidFile.id, AidAnswer.sheet == "check")
    .scalar_subquery()
    == len(CHECKS),
)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    state: str = ""
    foreign: str = ""
    size: str = ""
    words: str = ""


def is_visible(by: Person, permission: str = "aid.read") -> sa.ColumnElement[bool]:
    """Return the condition under which this person may know of a file, or act on it."""
    ways: list[sa.ColumnElement[bool]] = [
        sa.true() if path == "/" else AidFile.unit_path.startswith(path, autoescape=True)
        for path in visible_units(by, permission).paths
    ]
    return sa.or_(*ways) if ways else sa.false()


def visible_aid(aid_id: int, *, by: Person) -> AidFile:
    """Return the file, or NotVisible."""
    wanted = sa.select(AidFile).where(AidFile.id == aid_id, is_visible(by))
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise NotVisible
    return found


def may(by: Person, permission: str, aid: AidFile) -> bool:
    """Say whether this person holds a permission over a file."""
    return bool(decide(by, permission, Thing(aid.unit_path)))


def of_ticket(ticket_id: int) -> AidFile | None:
    """Return the file a ticket became."""
    return db.session.scalars(
        sa.select(AidFile).where(AidFile.ticket_id == ticket_id)
    ).one_or_none()


def page_of_aid(by: Person, wanted: Filters, after: str) -> Page[Any]:
    """Return one page of the list, newest first."""
    narrowed = [is_visible(by)]
    if wanted.state:
        narrowed.append(AidFile.state == wanted.state)
    if wanted.foreign:
        narrowed.append(AidFile.foreign_kind == wanted.foreign)
    if wanted.size:
        narrowed.append(AidFile.firm_size == wanted.size)
    if wanted.words:
        narrowed.append(_tells_of(wanted.words))
    return fetch_page(
        _NEWEST.where(*narrowed),
        key_of=lambda row: str(row.id),
        after=AidFile.id < int(after) if after.isdecimal() and len(after) < 18 else None,
        counted=sa.select(AidFile.id).where(*narrowed),
    )


def _tells_of(words: str) -> sa.ColumnElement[bool]:
    """Return the condition that number, applicant or opponent holds the words."""
    named = sa.select(Party.id).where(Party.name.contains(words, autoescape=True))
    own = (AidFile.number, AidFile.opponent)
    return sa.or_(
        AidFile.applicant_id.in_(named),
        *(column.contains(words, autoescape=True) for column in own),
    )


def acts_of(aid_id: int) -> Sequence[AidAct]:
    """Return the history of a file, oldest first."""
    wanted = sa.select(AidAct).where(AidAct.aid_id == aid_id).order_by(AidAct.id)
    return db.session.scalars(wanted).all()


def last_act(aid_id: int, act: str = "") -> AidAct | None:
    """Return the latest act on a file, or the latest of one kind."""
    wanted = sa.select(AidAct).where(AidAct.aid_id == aid_id)
    wanted = wanted.where(AidAct.act == act) if act else wanted
    return db.session.scalars(wanted.order_by(AidAct.id.desc()).limit(1)).one_or_none()


def answers_of(aid_id: int, sheet: str) -> dict[str, AidAnswer]:
    """Return the answers of a check list by question."""
    wanted = sa.select(AidAnswer).where(AidAnswer.aid_id == aid_id, AidAnswer.sheet == sheet)
    return {row.question: row for row in db.session.scalars(wanted)}


def export_acts(aid_id: int) -> Sequence[AidAct]:
    """Return each time the check before material leaves the country was answered, oldest first."""
    wanted = sa.select(AidAct).where(AidAct.aid_id == aid_id, AidAct.act == "answer_export")
    return db.session.scalars(wanted.order_by(AidAct.id)).all()


def tasks_of(aid_id: int) -> Sequence[AidTask]:
    """Return the tasks of a file in the order they went out."""
    wanted = sa.select(AidTask).where(AidTask.aid_id == aid_id).order_by(AidTask.id)
    return db.session.scalars(wanted).all()


def materials_of(aid_id: int) -> Sequence[AidMaterial]:
    """Return the materials of a file."""
    wanted = sa.select(AidMaterial).where(AidMaterial.aid_id == aid_id).order_by(AidMaterial.id)
    return db.session.scalars(wanted).all()


def handouts_of(aid_id: int) -> Sequence[AidHandout]:
    """Return what left the country, oldest first."""
    wanted = sa.select(AidHandout).where(AidHandout.aid_id == aid_id).order_by(AidHandout.id)
    return db.session.scalars(wanted).all()


def overseas_of(aid_id: int) -> AidOverseas | None:
    """Return the dispute abroad of a file."""
    return db.session.scalars(
        sa.select(AidOverseas).where(AidOverseas.aid_id == aid_id)
    ).one_or_none()


def waiting(by: Person, most: int) -> Sequence[Any]:
    """Return the files whose next act is this person's, oldest first.

    Once the check list is full the decision waits, and for nobody who took the file in or answered in it.
    """
    to_decide = sa.and_(_IS_CHECKED, AidFile.taken_by != by.id, sa.not_(_answered_by(by)))
    turns = {
        "aid.work": sa.and_(AidFile.state.in_(AWAITS_WORK), sa.not_(_IS_CHECKED)),
        "aid.decide": sa.or_(AidFile.state.in_(AWAITS_DECISION), to_decide),
    }
    ways = [
        sa.and_(turn, is_visible(by, permission))
        for permission, turn in turns.items()
        if not visible_units(by, permission).is_empty
    ]
    return plain_rows(_OLDEST.where(sa.or_(*ways)).limit(most)) if ways else []


def _answered_by(by: Person) -> sa.ColumnElement[bool]:
    own = sa.select(AidAnswer.id).where(
        AidAnswer.aid_id == AidFile.id, AidAnswer.sheet == "check", AidAnswer.by_id == by.id
    )
    return own.exists()


def foreign_deadlines(by: Person, today: date, *, ahead: int, most: int) -> Sequence[Any]:
    """Return the visible open files with a deadline abroad that is near or over, the nearest first."""
    if visible_units(by, "aid.read").is_empty:
        return []
    wanted = _ROW.where(
        is_visible(by),
        AidFile.state.in_(OPEN),
        AidOverseas.deadline_on <= today + timedelta(days=ahead),
    )
    return plain_rows(wanted.order_by(AidOverseas.deadline_on, AidFile.id).limit(most))


def visible_ids(ids: Collection[int], *, by: Person) -> set[int]:
    """Return those of the files this person may know of."""
    wanted = sa.select(AidFile.id).where(AidFile.id.in_(ids), is_visible(by))
    return set(db.session.scalars(wanted))


def ids_of_applicants(party_ids: Collection[int]) -> list[int]:
    """Return the files these parties applied for."""
    wanted = sa.select(AidFile.id).where(AidFile.applicant_id.in_(party_ids))
    return list(db.session.scalars(wanted.order_by(AidFile.id)))


def all_ids() -> list[int]:
    """Return all ids for a rebuild of the index."""
    return list(db.session.scalars(sa.select(AidFile.id).order_by(AidFile.id)))


def next_due(ticket_ids: Collection[int]) -> dict[int, Any]:
    """Return the nearest open service target of each of the tickets."""
    return deadlines.next_due_of_tickets(ticket_ids)


def name_of(party_id: int) -> str:
    """Return the name of an applicant."""
    found = parties.party(party_id)
    return found.name if found else ""
