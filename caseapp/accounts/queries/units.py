"""Questions about units, and the filter by unit that every list goes through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import Unit
from caseapp.accounts.sight import Reach, under
from caseapp.accounts.units import ENFORCEMENT, UnitKind
from caseapp.base.db import db, plain_rows

OFFICE_WORD = "知识产权局"
ENFORCEMENT_CODE = ENFORCEMENT.strip("/").rpartition("/")[2]

_COLUMNS = (
    Unit.id,
    Unit.code,
    Unit.name,
    Unit.kind,
    Unit.parent_id,
    Unit.path,
    Unit.area_code,
    Unit.agency_name,
    Unit.agency_word,
    Unit.is_active,
    Unit.version,
    Unit.changed_by,
    Unit.changed_at,
)
_ALL = sa.select(*_COLUMNS).order_by(Unit.path)
_ACTIVE = _ALL.where(Unit.is_active.is_(True))
_BY_ID = sa.select(*_COLUMNS).where(Unit.id == sa.bindparam("id"))
_BY_PATH = sa.select(*_COLUMNS).where(Unit.path == sa.bindparam("path"))


def units(*, only_active: bool = False) -> Sequence[Any]:
    """Return the units in the order of the tree: an office, then its sections."""
    return plain_rows(_ACTIVE if only_active else _ALL)


def unit_by_id(unit_id: int) -> Any | None:
    """Return one unit."""
    return db.session.execute(_BY_ID, {"id": unit_id}).first()


def unit_by_path(path: str) -> Any | None:
    """Return the unit with this path, such as /210300/ZF/."""
    return db.session.execute(_BY_PATH, {"path": path}).first()


def area_of(unit_id: int) -> str:
    """Return the division code of the office a unit belongs to."""
    row = unit_by_id(unit_id)
    return "" if row is None else str(row.area_code)


def area_choices() -> list[tuple[str, str]]:
    """Return the city and its districts and counties for a picker: GB/T 2260 code and place."""
    return [
        (row.area_code, row.name.removesuffix(OFFICE_WORD))
        for row in units(only_active=True)
        if row.kind in (UnitKind.OFFICE, UnitKind.DISTRICT)
    ]


def enforcement_choices(among: Sequence[Any] | None = None) -> list[tuple[int, str]]:
    """Return who can be sent a report: the city's enforcement section first, then the others."""
    rows = [
        row
        for row in (units(only_active=True) if among is None else among)
        if row.path.endswith(f"/{ENFORCEMENT_CODE}/")
        or row.kind in (UnitKind.DISTRICT, UnitKind.ZONE)
    ]
    rows.sort(key=lambda row: row.path != ENFORCEMENT)
    return [(row.id, row.name) for row in rows]


def in_reach(
    reach: Reach, unit_path: sa.SQLColumnExpression[str], own: sa.ColumnElement[bool] | None = None
) -> sa.ColumnElement[bool]:
    """Return the condition that keeps the rows whose unit is in reach.

    `own` says when the row is the person's own; it counts only where the reach includes that.
    """
    ways = [under(unit_path, reach.all_paths)]
    if reach.own and own is not None:
        ways.append(own)
    return sa.or_(*ways)
