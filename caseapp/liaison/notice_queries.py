"""Finding notices: what this person may know of, to whom one goes, what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import Page, fetch_page
from caseapp.bodies.models import Body
from caseapp.cases.models import CaseFile
from caseapp.cooperation import queries as cooperation
from caseapp.cooperation.models import Cooperation
from caseapp.liaison.models import Notice, NoticeBody, NoticeCase
from caseapp.liaison.queries import Filters, Opened

_TO = sa.select(sa.func.count()).where(NoticeBody.notice_id == Notice.id)
_LIST = (
    sa.select(
        *(Notice.id, Notice.state, Notice.direction, Notice.first_on, Notice.last_on),
        *(Notice.sent_on, Notice.received_on, Notice.their_number),
        *(Cooperation.number, Cooperation.title, Body.name.label("body_name")),
        _TO.scalar_subquery().label("to"),
        _TO.where(NoticeBody.answered_on.is_not(None)).scalar_subquery().label("answered"),
    )
    .join(Cooperation, Cooperation.id == Notice.id)
    .outerjoin(Body, Body.id == Notice.body_id)
)


def visible_notice(notice_id: int, *, by: Person) -> Opened:
    """Return the notice, or NotVisible."""
    found = db.session.execute(
        sa.select(Notice, Cooperation)
        .join(Cooperation, Cooperation.id == Notice.id)
        .where(Notice.id == notice_id, cooperation.is_visible(by))
    ).one_or_none()
    if found is None:
        raise NotVisible
    return Opened(*found)


def page_of_notices(by: Person, wanted: Filters, after: str, *, direction: str = "") -> Page[Any]:
    """Return one page of the list, newest first."""
    narrowed = [cooperation.is_visible(by)]
    if wanted.state:
        narrowed.append(Notice.state == wanted.state)
    if direction:
        narrowed.append(Notice.direction == direction)
    if wanted.words:
        texts = (Cooperation.number, Cooperation.title, Notice.their_number)
        narrowed.append(sa.or_(*(one.contains(wanted.words, autoescape=True) for one in texts)))
    return fetch_page(
        _LIST.where(*narrowed).order_by(Notice.id.desc()),
        key_of=lambda row: str(row.id),
        after=Notice.id < int(after) if after.isdecimal() and len(after) < 10 else None,
        counted=sa.select(Notice.id)
        .join(Cooperation, Cooperation.id == Notice.id)
        .where(*narrowed),
    )


def bodies_of(notice_id: int) -> Sequence[NoticeBody]:
    """Return to whom a notice goes."""
    wanted = sa.select(NoticeBody).where(NoticeBody.notice_id == notice_id)
    return db.session.scalars(wanted.order_by(NoticeBody.id)).all()


def told_in(notice_id: int) -> Sequence[Any]:
    """Return the typical cases of a notice, as they are told."""
    return plain_rows(
        sa.select(NoticeCase.id, NoticeCase.case_id, NoticeCase.told, CaseFile.track)
        .join(CaseFile, CaseFile.id == NoticeCase.case_id)
        .where(NoticeCase.notice_id == notice_id)
        .order_by(NoticeCase.id)
    )
