"""How far people may read: clearance, the delegation table, and what was refused to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseapp.accounts import queries
from caseapp.accounts.foreign import refuse_foreign
from caseapp.accounts.models import PersonRow, UnitDelegation
from caseapp.accounts.permissions import ADMIN_ROLES, PERMISSIONS, decide
from caseapp.accounts.person import Person
from caseapp.accounts.separation import SEPARATION
from caseapp.accounts.sight import LEVELS
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger import actions as ledger


def set_clearance(*, by: Person, person_id: int, clearance: int, reason: str) -> None:
    """Grant or lower the level somebody may read up to; nobody does it for themselves."""
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    if clearance not in LEVELS:
        raise Refused("没有这个级别。", remedy="请从级别列表中选择。")
    if by.id == person.id:
        raise Refused(
            "不能调整自己的可阅级别。", article=SEPARATION, remedy="请由另一名安全保密管理员办理。"
        )
    if not ADMIN_ROLES.isdisjoint(person.roles):
        raise Refused("管理员不接触案件，没有可阅级别。", article=SEPARATION)
    refuse_foreign(person, "没有可阅级别")
    if not reason.strip():
        raise Refused("请写明调整的依据。")
    if person.clearance == clearance:
        raise Refused(f"{person.name}的可阅级别已是“{LEVELS[clearance]}”。")
    row = db.session.get_one(PersonRow, person_id, with_for_update=True, populate_existing=True)
    row.clearance = clearance
    db.session.flush()
    ledger.record(
        by=by,
        action="clearance.set",
        object_kind="person",
        object_id=person.id,
        object_key=person.login,
        reason=reason.strip(),
        details={"from": person.clearance, "to": clearance},
    )


def add_delegation(
    *, by: Person, cases_of: str, seen_by: str, since: date, until: date | None, basis: str
) -> int:
    """Let one unit read another's cases from a day on; reading only, by those who read all of theirs."""
    lower, upper = queries.unit_by_path(cases_of), queries.unit_by_path(seen_by)
    if lower is None or upper is None:
        raise Refused("没有这个单位。", remedy="请从单位列表中选择。")
    _refuse_lending(lower, upper, since=since, until=until, basis=basis)
    row = UnitDelegation(
        cases_of_id=lower.id,
        seen_by_id=upper.id,
        since=since,
        until=until,
        basis=basis.strip(),
        added_by=by.name,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="delegation.added",
        object_kind="unit_delegation",
        object_id=row.id,
        object_key=f"{lower.name} → {upper.name}",
        reason=row.basis,
        details={"since": since, "until": until},
    )
    return row.id


def _refuse_lending(lower: Any, upper: Any, *, since: date, until: date | None, basis: str) -> None:
    if lower.id == upper.id or lower.path.startswith(upper.path):
        raise Refused("下级科室的案件本来就在其范围内，不需要授权。")
    if not basis.strip():
        raise Refused("请写明授权依据（文件名称、文号）。")
    if until is not None and until < since:
        raise Refused("截止日期不能早于起始日期。")
    taken = [
        one
        for one in queries.delegations()
        if (one.cases_of_id, one.seen_by_id) == (lower.id, upper.id) and one.ended_at is None
    ]
    if any(one.until is None or one.until >= since for one in taken):
        raise Refused("这两个单位之间已有授权。", remedy="需要调整的，请先终止原有的一条。")


def end_delegation(*, by: Person, delegation_id: int) -> None:
    """End a delegation now; sight of the other unit's cases is gone with the next request."""
    row = db.session.get(UnitDelegation, delegation_id)
    if row is None or row.ended_at is not None:
        raise NotVisible
    row.ended_by, row.ended_at = by.name, now()
    ledger.record(
        by=by,
        action="delegation.ended",
        object_kind="unit_delegation",
        object_id=row.id,
        reason=row.basis,
    )


def note_denied(*, by: Person, permission: str, place: str) -> None:
    """Keep that somebody asked for a page their roles do not open."""
    ledger.record(
        by=by,
        action="access.denied",
        object_kind="page",
        object_id=0,
        object_key=place,
        result="denied",
        reason=decide(by, permission).reason,
        details={"wanted": PERMISSIONS[permission]},
    )
