"""Setting up the units of the office and correcting them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.models import PersonRow, Unit
from caseapp.accounts.person import Person
from caseapp.accounts.units import ANSHAN_UNITS, UnitKind
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.merging import Merge
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions
from caseapp.revisions import queries as earlier

LABELS = {
    "name": "名称",
    "area_code": "区划代码",
    "agency_name": "机关名称",
    "agency_word": "机关代字",
    "is_active": "在用",
}
_CODE = re.compile(r"[0-9A-Z]{2,20}")


@dataclass(frozen=True)
class UnitGiven:
    """What is written down about a unit; its place in the tree is fixed when it is set up."""

    name: str
    area_code: str
    agency_name: str
    agency_word: str
    is_active: bool = True


def seed_units(*, by: Person) -> int:
    """Set up the units an Anshan office begins with; those already there stay as they are."""
    added = 0
    for seed in ANSHAN_UNITS:
        if queries.unit_by_path(seed.path) is not None:
            continue
        given = UnitGiven(seed.name, seed.area_code, seed.agency_name, seed.agency_word)
        add_unit(by=by, code=seed.code, kind=seed.kind, parent_path=seed.parent_path, given=given)
        added += 1
    return added


def add_unit(*, by: Person, code: str, kind: UnitKind, parent_path: str, given: UnitGiven) -> int:
    """Set up a unit: a section under its office, any other kind as the root of its own path."""
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise Refused("单位代码只能用数字和大写字母，2 至 20 位。")
    parent = queries.unit_by_path(parent_path) if parent_path else None
    if (kind == UnitKind.SECTION) != (parent is not None):
        raise Refused(
            "科室必须设在某个局之下；局不设上级单位。", remedy="请重新选择类别或上级单位。"
        )
    path = f"{parent_path or '/'}{code}/"
    if queries.unit_by_path(path) is not None:
        raise Refused(f"单位代码“{code}”已使用。", remedy="请换一个代码。")
    row = Unit(
        code=code,
        kind=kind.value,
        path=path,
        parent_id=None if parent is None else parent.id,
        version=1,
    )
    _write(row, given, by)
    db.session.add(row)
    db.session.flush()
    _keep(row, by=by)
    _record(by, "unit.added", row)
    return row.id


def change_unit(*, by: Person, unit_id: int, version: int, given: UnitGiven) -> Merge:
    """Correct a unit, merged with what others saved meanwhile; an overlap is a Conflict."""
    row = db.session.get(Unit, unit_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotVisible
    both = _merged(row, given, version)
    told = UnitGiven(**both.values)
    if row.is_active and not told.is_active:
        _refuse_if_staffed(row)
    _write(row, told, by)
    row.version += 1
    db.session.flush()
    _keep(row, by=by)
    _record(by, "unit.changed", row)
    return both


def _merged(row: Unit, typed: UnitGiven, seen: int) -> Merge:
    return earlier.merged(
        kind="unit",
        object_id=row.id,
        seen=seen,
        version=row.version,
        theirs=asdict(_given_of(row)),
        mine=asdict(typed),
        labels=LABELS,
        sentence="此单位资料已被他人修改。",
        who=row.changed_by,
        when=row.changed_at,
    )


def _given_of(row: Unit) -> UnitGiven:
    return UnitGiven(row.name, row.area_code, row.agency_name, row.agency_word, row.is_active)


def _keep(row: Unit, *, by: Person) -> None:
    values = asdict(_given_of(row))
    revisions.keep(by=by, kind="unit", object_id=row.id, version=row.version, values=values)


def _refuse_if_staffed(row: Unit) -> None:
    """A unit with people still in it, or under it, cannot be closed."""
    staffed = (
        sa.select(PersonRow.id)
        .join(Unit, Unit.id == PersonRow.unit_id)
        .where(Unit.path.startswith(row.path, autoescape=True), PersonRow.is_active.is_(True))
    )
    if db.session.scalar(staffed.limit(1)) is not None:
        raise Refused(
            f"{row.name}还有在职人员，不能停用。", remedy="请先把人员调到其他单位或停用账号。"
        )


def _write(row: Unit, given: UnitGiven, by: Person) -> None:
    row.name = given.name
    row.area_code = given.area_code
    row.agency_name = given.agency_name
    row.agency_word = given.agency_word
    row.is_active = given.is_active
    row.changed_by, row.changed_at = by.name, now()


def _record(by: Person, action: str, row: Unit) -> None:
    ledger.record(by=by, action=action, object_kind="unit", object_id=row.id, object_key=row.path)
