"""Finding matters of cooperation: what this person may know of."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import NotVisible
from caseapp.cases import queries as cases
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation


def is_visible(by: Person, permission: str = "cooperation.read") -> sa.ColumnElement[bool]:
    """Return the condition under which one of our people may know of a matter."""
    reach = visible_units(by, permission)
    ways: list[sa.ColumnElement[bool]] = [
        sa.true() if path == "/" else Cooperation.unit_path.startswith(path, autoescape=True)
        for path in reach.paths
    ]
    if reach.own:
        ways.append(Cooperation.opened_by == by.id)
    if not ways:
        return sa.false()
    # A case kept from this person keeps what was done with others about it as well.
    shown = sa.exists().where(CaseFile.id == Cooperation.case_id, cases.is_visible(by))
    return sa.and_(sa.or_(*ways), sa.or_(Cooperation.case_id.is_(None), shown))


def entry(cooperation_id: int) -> Cooperation:
    """Return a row of the register for its family to ask who may know of it, or NotVisible."""
    found = db.session.get(Cooperation, cooperation_id)
    if found is None:
        raise NotVisible
    return found
