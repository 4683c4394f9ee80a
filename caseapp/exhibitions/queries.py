"""Finding fairs and complaints: what this person may know of, what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import NotVisible
from caseapp.cooperation import queries as cooperation
from caseapp.cooperation.models import Cooperation
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.exhibitions.models import Fair, FairDuty


@dataclass(frozen=True)
class Opened:
    """A fair with its row in the register."""

    fair: Fair
    row: Cooperation

    @property
    def id(self) -> int:
        """Return the id both have."""
        return self.fair.id


@dataclass(frozen=True)
class Complained:
    """A complaint with its row in the register and its fair."""

    complaint: FairComplaint
    row: Cooperation
    at: Opened

    @property
    def id(self) -> int:
        """Return the id both have."""
        return self.complaint.id


def is_on_duty(by: Person, fair_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that somebody is on the roster of a fair."""
    return sa.exists().where(
        FairDuty.fair_id == fair_id, FairDuty.person_id == by.id, FairDuty.left_at.is_(None)
    )


def is_visible(by: Person) -> sa.ColumnElement[bool]:
    """Return the condition to know of a fair: by its unit, or because one is on its roster."""
    return sa.or_(cooperation.is_visible(by, "fair.read"), is_on_duty(by, Fair.id))


def visible_fair(fair_id: int, *, by: Person) -> Opened:
    """Return the fair, or NotVisible."""
    found = db.session.execute(
        sa.select(Fair, Cooperation)
        .join(Cooperation, Cooperation.id == Fair.id)
        .where(Fair.id == fair_id, is_visible(by))
    ).one_or_none()
    if found is None:
        raise NotVisible
    return Opened(*found)


def visible_complaint(complaint_id: int, *, by: Person) -> Complained:
    """Return a complaint whose fair this person may know of, or NotVisible."""
    found = db.session.execute(
        sa.select(FairComplaint, Cooperation)
        .join(Cooperation, Cooperation.id == FairComplaint.id)
        .where(FairComplaint.id == complaint_id)
    ).one_or_none()
    if found is None:
        raise NotVisible
    return Complained(*found, visible_fair(found[0].fair_id, by=by))


def may(by: Person, permission: str, opened: Opened) -> bool:
    """Say whether this person may do this at a fair; who is on its roster works there."""
    if decide(by, permission, Thing(opened.row.unit_path)):
        return True
    if permission not in ("fair.read", "fair.work") or not decide(by, permission):
        return False
    return bool(db.session.scalar(sa.select(is_on_duty(by, opened.id))))


def exhibitor(fair_id: int, exhibitor_id: int) -> Exhibitor:
    """Return somebody at a booth of this fair, or NotVisible."""
    found = db.session.get(Exhibitor, exhibitor_id)
    if found is None or found.fair_id != fair_id:
        raise NotVisible
    return found
