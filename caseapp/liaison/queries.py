"""Finding meetings and what they agreed on: what this person may know of, what hangs on a meeting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import Page, fetch_page
from caseapp.cooperation import queries as cooperation
from caseapp.cooperation.models import Cooperation
from caseapp.liaison.models import LiaisonAct, Meeting, MeetingGuest, MeetingItem, Resolution

MANAGE, WORK = "cooperation.manage", "cooperation.work"
_AGREED = sa.select(sa.func.count()).where(Resolution.meeting_id == Meeting.id)
_LIST = sa.select(
    *(Meeting.id, Meeting.state, Meeting.at, Meeting.place, Meeting.chair),
    *(Cooperation.number, Cooperation.title),
    _AGREED.scalar_subquery().label("agreed"),
    _AGREED.where(Resolution.state == "open").scalar_subquery().label("open"),
).join(Cooperation, Cooperation.id == Meeting.id)
_RESOLUTIONS = (
    sa.select(
        *(column for column in Resolution.__table__.c),
        Cooperation.number,
        Cooperation.title.label("meeting"),
    )
    .join(Meeting, Meeting.id == Resolution.meeting_id)
    .join(Cooperation, Cooperation.id == Meeting.id)
)


@dataclass(frozen=True)
class Opened:
    """A meeting or a notice with its row in the register."""

    record: Any
    row: Cooperation

    @property
    def id(self) -> int:
        """Return the id both have."""
        return int(self.record.id)


@dataclass(frozen=True)
class Agreed:
    """A resolution with the meeting it is of."""

    record: Resolution
    meeting: Opened


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing."""

    state: str = ""
    words: str = ""


def _is_mine(by: Person, of: Any = Resolution) -> sa.ColumnElement[bool]:
    """Return the condition under which something agreed on is this person's or their unit's to do."""
    return sa.or_(of.person_id == by.id, of.unit_id == by.unit_id)


def is_visible(by: Person) -> sa.ColumnElement[bool]:
    """Return the condition to know of a meeting: by its unit, as invited, or with something to do of it."""
    if not decide(by, "cooperation.read"):
        return sa.false()
    # Under a name of its own: the question around it may be about resolutions itself.
    has = aliased(Resolution)
    mine = sa.exists().where(has.meeting_id == Cooperation.id, _is_mine(by, has))
    invited = sa.exists().where(
        MeetingGuest.meeting_id == Cooperation.id, MeetingGuest.person_id == by.id
    )
    return sa.or_(cooperation.is_visible(by), mine, invited)


def visible_meeting(meeting_id: int, *, by: Person) -> Opened:
    """Return the meeting, or NotVisible."""
    found = db.session.execute(
        sa.select(Meeting, Cooperation)
        .join(Cooperation, Cooperation.id == Meeting.id)
        .where(Meeting.id == meeting_id, is_visible(by))
    ).one_or_none()
    if found is None:
        raise NotVisible
    return Opened(*found)


def may(by: Person, permission: str, opened: Opened) -> bool:
    """Say whether this person may do this to a meeting or a notice."""
    return bool(decide(by, permission, Thing(opened.row.unit_path)))


def page_of_meetings(by: Person, wanted: Filters, after: str) -> Page[Any]:
    """Return one page of the list, newest first."""
    narrowed = [is_visible(by)]
    if wanted.state:
        narrowed.append(Meeting.state == wanted.state)
    if wanted.words:
        texts = (Cooperation.number, Cooperation.title, Meeting.place)
        narrowed.append(sa.or_(*(one.contains(wanted.words, autoescape=True) for one in texts)))
    return fetch_page(
        _LIST.where(*narrowed).order_by(Meeting.id.desc()),
        key_of=lambda row: str(row.id),
        after=Meeting.id < int(after) if after.isdecimal() and len(after) < 10 else None,
        counted=sa.select(Meeting.id)
        .join(Cooperation, Cooperation.id == Meeting.id)
        .where(*narrowed),
    )


def items_of(meeting_id: int) -> Sequence[MeetingItem]:
    """Return the agenda in its order."""
    wanted = sa.select(MeetingItem).where(MeetingItem.meeting_id == meeting_id)
    return db.session.scalars(wanted.order_by(MeetingItem.id)).all()


def guests_of(meeting_id: int) -> Sequence[MeetingGuest]:
    """Return who is invited, in the order they were."""
    wanted = sa.select(MeetingGuest).where(MeetingGuest.meeting_id == meeting_id)
    return db.session.scalars(wanted.order_by(MeetingGuest.id)).all()


def agreed_of(meeting_id: int) -> Sequence[Any]:
    """Return what a meeting agreed on, in its order."""
    return plain_rows(
        _RESOLUTIONS.where(Resolution.meeting_id == meeting_id).order_by(Resolution.id)
    )


def acts_of(matter_id: int) -> Sequence[LiaisonAct]:
    """Return the history of a matter, oldest first."""
    wanted = sa.select(LiaisonAct).where(LiaisonAct.matter_id == matter_id)
    return db.session.scalars(wanted.order_by(LiaisonAct.id)).all()


def acts_of_resolution(resolution_id: int) -> Sequence[LiaisonAct]:
    """Return what was written of one resolution, oldest first."""
    wanted = sa.select(LiaisonAct).where(LiaisonAct.resolution_id == resolution_id)
    return db.session.scalars(wanted.order_by(LiaisonAct.id)).all()


def visible_resolution(resolution_id: int, *, by: Person) -> Agreed:
    """Return something agreed on with its meeting, or NotVisible."""
    found = db.session.execute(
        sa.select(Resolution, Meeting, Cooperation)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Cooperation, Cooperation.id == Meeting.id)
        .where(Resolution.id == resolution_id, is_visible(by))
    ).one_or_none()
    if found is None:
        raise NotVisible
    return Agreed(found[0], Opened(found[1], found[2]))


def may_report(by: Person, agreed: Agreed) -> bool:
    """Say whether this person writes down how it goes: whoever has it to do, or keeps the meeting."""
    if may(by, MANAGE, agreed.meeting):
        return True
    record = agreed.record
    is_mine = record.person_id == by.id or (
        record.person_id is None and record.unit_id == by.unit_id
    )
    return is_mine and bool(decide(by, WORK))


def page_of_resolutions(
    by: Person, wanted: Filters, after: str, *, today: date, mine: bool = False
) -> Page[Any]:
    """Return what was agreed on, what is due first on top."""
    narrowed = [is_visible(by), *_narrowed(wanted, today)]
    if mine:
        narrowed.append(_is_mine(by))
    return fetch_page(
        _RESOLUTIONS.where(*narrowed).order_by(Resolution.due_on, Resolution.id),
        key_of=lambda row: f"{row.due_on.isoformat()}_{row.id}",
        after=_after(after),
        counted=sa.select(Resolution.id)
        .join(Cooperation, Cooperation.id == Resolution.meeting_id)
        .where(*narrowed),
    )


def late_of(by: Person, *, today: date, most: int) -> Sequence[Any]:
    """Return what is open past its day and this person has to do or to follow, the latest first."""
    kept = sa.or_(_is_mine(by), cooperation.is_visible(by, MANAGE))
    if not decide(by, "cooperation.read"):
        return ()
    wanted = _RESOLUTIONS.where(
        kept, Resolution.state == "open", Resolution.due_on < today, Meeting.state == "followed"
    )
    return plain_rows(wanted.order_by(Resolution.due_on, Resolution.id).limit(most))


def open_of_meeting(meeting_id: int) -> int:
    """Count what is not ended yet."""
    wanted = sa.select(sa.func.count()).where(
        Resolution.meeting_id == meeting_id, Resolution.state == "open"
    )
    return int(db.session.scalar(wanted) or 0)


def open_until(until: date) -> Sequence[Any]:
    """Return what is open, followed and due by a day, with what rights to its meeting depend on."""
    wanted = _RESOLUTIONS.add_columns(Cooperation.unit_path.label("meeting_path"))
    return plain_rows(
        wanted.where(
            Resolution.state == "open", Resolution.due_on <= until, Meeting.state == "followed"
        )
    )


def _narrowed(wanted: Filters, today: date) -> Collection[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.state == "late":
        found += [Resolution.state == "open", Resolution.due_on < today]
    elif wanted.state:
        found.append(Resolution.state == wanted.state)
    if wanted.words:
        texts = (Resolution.text, Resolution.owner_name, Cooperation.number)
        found.append(sa.or_(*(one.contains(wanted.words, autoescape=True) for one in texts)))
    return found


def _after(after: str) -> sa.ColumnElement[bool] | None:
    day, _, number = after.partition("_")
    try:
        last = date.fromisoformat(day)
    except ValueError:
        return None
    if not number.isdecimal() or len(number) > 9:
        return None
    return sa.or_(
        Resolution.due_on > last,
        sa.and_(Resolution.due_on == last, Resolution.id > int(number)),
    )
