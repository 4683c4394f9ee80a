"""Questions about a fair: its halls, contacts, roster, mandates, kit, history, figures; the list of fairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import Certificate
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db, plain_rows
from caseapp.base.paging import Page, fetch_page
from caseapp.cooperation.models import Cooperation
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_models import Exhibit, Exhibitor, FairCheck, FairWarning
from caseapp.exhibitions.fair_words import OFFICERS
from caseapp.exhibitions.life import STAGES
from caseapp.exhibitions.models import (
    Fair,
    FairAct,
    FairContact,
    FairDuty,
    FairHall,
    FairKit,
    FairMandate,
    FairRule,
)
from caseapp.exhibitions.queries import is_visible

OPEN_COMPLAINTS = tuple(key for key, row in STAGES.items() if row.is_open)
_LIST = (
    sa.select(
        *(Fair.id, Fair.code, Fair.name, Fair.session, Fair.state, Fair.first_on, Fair.last_on),
        *(Fair.venue, Fair.organiser, Fair.presence, Cooperation.number),
        sa.select(sa.func.count())
        .where(FairComplaint.fair_id == Fair.id)
        .scalar_subquery()
        .label("complaints"),
    )
    .join(Cooperation, Cooperation.id == Fair.id)
    .order_by(Fair.first_on.desc(), Fair.id.desc())
)

_DUTIES = (
    sa.select(
        *(FairDuty.id, FairDuty.fair_id, FairDuty.starts, FairDuty.ends),
        Fair.name.label("fair_name"),
    )
    .join(Fair, Fair.id == FairDuty.fair_id)
    .where(FairDuty.left_at.is_(None), Fair.state != "cancelled")
)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    state: str = ""
    words: str = ""


def page_of_fairs(by: Person, wanted: Filters, after: str) -> Page[Any]:
    """Return one page of the list, the latest show first."""
    narrowed = [is_visible(by)]
    if wanted.state:
        narrowed.append(Fair.state == wanted.state)
    if wanted.words:
        texts = (Fair.name, Fair.code, Fair.venue, Fair.organiser, Cooperation.number)
        narrowed.append(sa.or_(*(one.contains(wanted.words, autoescape=True) for one in texts)))
    return fetch_page(
        _LIST.where(*narrowed),
        key_of=lambda row: f"{row.first_on.isoformat()}~{row.id}",
        after=_after(after),
        counted=sa.select(Fair.id).join(Cooperation, Cooperation.id == Fair.id).where(*narrowed),
    )


def _after(mark: str) -> sa.ColumnElement[bool] | None:
    day, _, number = mark.partition("~")
    try:
        first = date.fromisoformat(day)
    except ValueError:
        return None
    if not number.isdecimal() or len(number) > 9:
        return None
    return sa.or_(Fair.first_on < first, sa.and_(Fair.first_on == first, Fair.id < int(number)))


def running(by: Person) -> Sequence[Any]:
    """Return the fairs this person may know of that run today."""
    day = today()
    return plain_rows(
        _LIST.where(is_visible(by), Fair.state == "open", Fair.first_on <= day, Fair.last_on >= day)
    )


def fair_with_code(code: str) -> Fair | None:
    """Return the fair of this code."""
    return db.session.scalar(sa.select(Fair).where(Fair.code == code))


def codes_like(stem: str) -> list[str]:
    """Return the codes that begin alike."""
    return list(
        db.session.scalars(sa.select(Fair.code).where(Fair.code.startswith(stem, autoescape=True)))
    )


def all_series() -> list[str]:
    """Return the series there are, the newest first."""
    newest = sa.select(Fair.series).group_by(Fair.series).order_by(sa.func.max(Fair.id).desc())
    return list(db.session.scalars(newest.limit(50)))


def same_session(series: str, first_on: date, last_on: date, *, but: int) -> Any | None:
    """Return another fair of this series whose days overlap."""
    found = plain_rows(
        sa.select(Fair.id, Fair.code, Cooperation.number, Fair.first_on)
        .join(Cooperation, Cooperation.id == Fair.id)
        .where(
            Fair.series == series,
            Fair.id != but,
            Fair.first_on <= last_on,
            Fair.last_on >= first_on,
            Fair.state != "cancelled",
        )
        .limit(1)
    )
    return found[0] if found else None


def sessions_of(series: str) -> Sequence[Any]:
    """Return the sessions of a series, newest first."""
    return plain_rows(_LIST.where(Fair.series == series).limit(20))


def contacts_of(fair_id: int) -> Sequence[FairContact]:
    """Return whom to call."""
    return _rows(FairContact, fair_id)


def halls_of(fair_id: int) -> Sequence[FairHall]:
    """Return the halls, the online part last."""
    mine = sa.select(FairHall).where(FairHall.fair_id == fair_id)
    return db.session.scalars(mine.order_by(FairHall.is_online, FairHall.id)).all()


def rules_of(fair_id: int) -> Sequence[FairRule]:
    """Return the rules that were agreed for this fair."""
    return _rows(FairRule, fair_id)


def kit_of(fair_id: int) -> Sequence[FairKit]:
    """Return what goes along."""
    return _rows(FairKit, fair_id)


def duty_of(fair_id: int, day: date | None = None) -> Sequence[FairDuty]:
    """Return who is on duty, on all days or on one; who left the roster is not there."""
    mine = sa.select(FairDuty).where(FairDuty.fair_id == fair_id, FairDuty.left_at.is_(None))
    if day is not None:
        mine = mine.where(FairDuty.day == day)
    return db.session.scalars(mine.order_by(FairDuty.day, FairDuty.starts, FairDuty.id)).all()


def officers_on(fair_id: int, day: date) -> Sequence[FairDuty]:
    """Return the officers on duty on a day, each once."""
    found = {
        row.person_id: row
        for row in reversed(duty_of(fair_id, day))
        if row.part in OFFICERS and row.person_id
    }
    return list(reversed(found.values()))


def certified(fair_id: int) -> Mapping[date, set[int]]:
    """Return for each day the officers on duty whose certificates are valid on it."""
    valid = sa.exists().where(
        Certificate.person_id == FairDuty.person_id,
        Certificate.valid_from <= FairDuty.day,
        Certificate.valid_to >= FairDuty.day,
        sa.or_(Certificate.ended_on.is_(None), Certificate.ended_on > FairDuty.day),
    )
    rows = plain_rows(
        sa.select(FairDuty.day, FairDuty.person_id).where(
            FairDuty.fair_id == fair_id,
            FairDuty.left_at.is_(None),
            FairDuty.part.in_(OFFICERS),
            valid,
        )
    )
    found: dict[date, set[int]] = {}
    for row in rows:
        found.setdefault(row.day, set()).add(row.person_id)
    return found


def duties_of_person(person_id: int, day: date) -> Sequence[Any]:
    """Return where somebody is on duty on a day, at any fair."""
    return plain_rows(_DUTIES.where(FairDuty.person_id == person_id, FairDuty.day == day))


def duties_of_guest(fair_id: int, day: date, *, name: str, body_name: str) -> Sequence[Any]:
    """Return where somebody without an account is on duty at this fair on a day."""
    return plain_rows(
        _DUTIES.where(
            FairDuty.fair_id == fair_id,
            FairDuty.person_id.is_(None),
            FairDuty.name == name,
            FairDuty.body_name == body_name,
            FairDuty.day == day,
        )
    )


def mandates_of(fair_id: int) -> Sequence[FairMandate]:
    """Return every mandate to sign on the spot, ended ones too."""
    return _rows(FairMandate, fair_id)


def mandate_of(fair_id: int, person_id: int, day: date) -> FairMandate | None:
    """Return by what somebody signs on the spot that day; with several the newest."""
    mine = sa.select(FairMandate).where(
        FairMandate.fair_id == fair_id,
        FairMandate.person_id == person_id,
        FairMandate.first_on <= day,
        FairMandate.last_on >= day,
        FairMandate.ended_at.is_(None),
    )
    return db.session.scalars(mine.order_by(FairMandate.id.desc()).limit(1)).one_or_none()


def may_sign(fair_id: int, person_id: int, *, kind: str, day: date) -> FairMandate | None:
    """Return the mandate by which somebody signs a kind of paper on the spot that day."""
    mine = sa.select(FairMandate).where(
        FairMandate.fair_id == fair_id,
        FairMandate.person_id == person_id,
        FairMandate.first_on <= day,
        FairMandate.last_on >= day,
        FairMandate.ended_at.is_(None),
    )
    held = db.session.scalars(mine.order_by(FairMandate.id.desc())).all()
    return next((one for one in held if kind in one.kinds), None)


def acts_of(fair_id: int) -> Sequence[FairAct]:
    """Return the history of a fair, oldest first."""
    return _rows(FairAct, fair_id)


def last_act(fair_id: int) -> FairAct | None:
    """Return what was done last to a fair."""
    wanted = sa.select(FairAct).where(FairAct.fair_id == fair_id)
    return db.session.scalars(wanted.order_by(FairAct.id.desc()).limit(1)).one_or_none()


def open_complaints(fair_id: int) -> list[str]:
    """Return the numbers of the complaints that are not ended."""
    mine = sa.select(FairComplaint.number).where(
        FairComplaint.fair_id == fair_id, FairComplaint.state.in_(OPEN_COMPLAINTS)
    )
    return list(db.session.scalars(mine.order_by(FairComplaint.id)))


def has_complaints(fair_id: int) -> bool:
    """Say whether anybody complained at a fair."""
    return bool(db.session.scalar(sa.select(sa.exists().where(FairComplaint.fair_id == fair_id))))


def is_hall_used(fair_id: int, hall: str) -> bool:
    """Say whether an exhibitor stands in a hall."""
    there = sa.exists().where(
        Exhibitor.fair_id == fair_id, Exhibitor.hall == hall, Exhibitor.gone_at.is_(None)
    )
    return bool(db.session.scalar(sa.select(there)))


def figures(fair_id: int) -> Mapping[str, int]:
    """Count what the page of a fair tells; each number opens its rows."""

    def count(table: Any, *wanted: Any) -> Any:
        mine = sa.select(sa.func.count()).select_from(table)
        return mine.where(table.fair_id == fair_id, *wanted).scalar_subquery()

    here = Exhibitor.gone_at.is_(None)
    asked = {
        "exhibitors": count(Exhibitor, here),
        "promises": count(Exhibitor, here, Exhibitor.promised_on.is_not(None)),
        "exhibits": count(Exhibit),
        "warnings": count(FairWarning, FairWarning.verdict == ""),
        "complaints": count(FairComplaint),
        "open": count(FairComplaint, FairComplaint.state.in_(OPEN_COMPLAINTS)),
        "checks": count(FairCheck),
    }
    row = plain_rows(sa.select(*(one.label(key) for key, one in asked.items())))[0]
    return {key: getattr(row, key) for key in asked}


def _rows(table: Any, fair_id: int) -> Sequence[Any]:
    mine = sa.select(table).where(table.fair_id == fair_id)
    return db.session.scalars(mine.order_by(table.id)).all()
