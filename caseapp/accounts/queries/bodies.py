"""Which other body an account belongs to, and who alone is the head of an office."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow, Unit
from caseapp.accounts.units import office_path
from caseapp.base.db import db, plain_rows

# The register of bodies lies on a floor above; its table is asked by name, for names and days only.
BODY = sa.table(
    "body",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("since", sa.Date),
    sa.column("until", sa.Date),
    sa.column("asked_from", sa.Date),
    sa.column("moved_on", sa.Date),
    sa.column("successor_id", sa.Integer),
)
_successor = BODY.alias("successor")
_DAY = sa.bindparam("day", type_=sa.Date())
_BEGINS = sa.func.coalesce(BODY.c.since, BODY.c.asked_from)
_NAMED = (
    sa.select(BODY.c.id, BODY.c.name, BODY.c.moved_on, _successor.c.name.label("successor"))
    .outerjoin(_successor, _successor.c.id == BODY.c.successor_id)
    .where(BODY.c.id == sa.bindparam("id"))
)
_ASKED = (
    sa.select(BODY.c.id, BODY.c.name)
    .where(
        sa.or_(_BEGINS.is_(None), _BEGINS <= _DAY),
        sa.or_(BODY.c.until.is_(None), BODY.c.until >= _DAY),
        sa.or_(BODY.c.moved_on.is_(None), BODY.c.moved_on > _DAY),
    )
    .order_by(BODY.c.name, BODY.c.id)
)


def body_named(body_id: int) -> Any | None:
    """Return a body of the register with who took over its work and when."""
    return db.session.execute(_NAMED, {"id": body_id}).first()


def is_asked(body_id: int, *, on: date) -> bool:
    """Say whether a body is asked on a day: not ended, not merged into another."""
    row = db.session.execute(_ASKED.where(BODY.c.id == body_id), {"day": on}).first()
    return row is not None


def body_choices(on: date) -> list[tuple[int, str]]:
    """Return the bodies an account may belong to on a day, for a picker."""
    return [(row.id, row.name) for row in plain_rows(_ASKED, {"day": on})]


def principal_of(unit_path: str) -> Any | None:
    """Return who is entered as the one head of the office a unit belongs to."""
    asked = (
        sa.select(PersonRow.id, PersonRow.name, PersonRow.post)
        .join(Unit, Unit.id == PersonRow.unit_id)
        .where(
            PersonRow.is_principal.is_(True),
            PersonRow.is_active.is_(True),
            Unit.path.startswith(office_path(unit_path), autoescape=True),
        )
        .order_by(PersonRow.id)
    )
    return db.session.execute(asked).first()
