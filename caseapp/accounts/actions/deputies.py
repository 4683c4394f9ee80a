"""Leave: who signs in whose place, from one day to another, as the chief decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.accounts import queries
from caseapp.accounts.foreign import refuse_foreign
from caseapp.accounts.models import Deputy
from caseapp.accounts.permissions import ADMIN_ROLES, DEPUTIZED, ROLE_MAP, Reach, visible_units
from caseapp.accounts.person import Person
from caseapp.accounts.separation import SEPARATION
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.law.procedures.roles import Role
from caseapp.ledger import actions as ledger


@dataclass(frozen=True)
class DeputyGiven:
    """Who is away, who signs instead, from when to when and why."""

    absent_id: int
    deputy_id: int
    since: date
    until: date
    why: str


def add_deputy(*, by: Person, given: DeputyGiven) -> int:
    """Let one sign in the place of another who is away; what the deputy handles stays with the other."""
    reach = _own_reach(by)
    absent, deputy = _here(given.absent_id, reach), _here(given.deputy_id, reach)
    _refuse_people(absent, deputy)
    _refuse_days(given, by)
    row = Deputy(
        absent_id=absent.id,
        deputy_id=deputy.id,
        since=given.since,
        until=given.until,
        why=given.why.strip(),
        added_by=by.name,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="deputy.added",
        object_kind="deputy",
        object_id=row.id,
        object_key=f"{absent.name} → {deputy.name}",
        reason=row.why,
        details={"since": given.since.isoformat(), "until": given.until.isoformat()},
    )
    return row.id


def end_deputy(*, by: Person, row_id: int) -> None:
    """End a delegation before its day: the deputy signs nothing more from the next request on."""
    row = db.session.get(Deputy, row_id)
    if row is None or row.ended_at is not None:
        raise NotVisible
    _here(row.absent_id, _own_reach(by))
    row.ended_by, row.ended_at = by.name, now()
    ledger.record(
        by=by, action="deputy.ended", object_kind="deputy", object_id=row.id, reason=row.why
    )


def _own_reach(by: Person) -> Reach:
    """Return where this person appoints; who is a deputy appoints no further deputy."""
    reach = visible_units(by, "deputy.appoint")
    own = (one.role for one in by.grants if not one.for_id)
    if not any("deputy.appoint" in ROLE_MAP[Role(role)] for role in own):
        raise Refused("代签人不能再委托他人代签。", remedy="请由负责人本人办理。")
    return reach


def _here(person_id: int, reach: Reach) -> Person:
    person = queries.person_by_id(person_id) if person_id else None
    if person is None or not person.is_active or not reach.covers(person.unit_path):
        raise NotVisible
    return person


def _refuse_people(absent: Person, deputy: Person) -> None:
    if absent.id == deputy.id:
        raise Refused("代签人不能是请假人本人。")
    if DEPUTIZED.isdisjoint(one.role for one in absent.grants if not one.for_id):
        raise Refused(
            f"{absent.name}没有需要他人代签的职责。",
            remedy="承办人请假的，请办理案件交接或增派承办人。",
        )
    refuse_foreign(deputy, "不能代签案件")
    if not ADMIN_ROLES.isdisjoint(deputy.roles):
        raise Refused(f"{deputy.name}是管理员，不能代签案件。", article=SEPARATION)


def _refuse_days(given: DeputyGiven, by: Person) -> None:
    if not given.why.strip():
        raise Refused("请写明请假和委托的依据。")
    if given.until < given.since:
        raise Refused("截止日期不能早于起始日期。")
    if given.since < today():
        raise Refused("起始日期不能早于今天：已经过去的日子不能补授代签权。")
    for row in queries.deputies_of_office(by.unit_path):
        same = row.absent_id == given.absent_id and row.ended_at is None
        if same and row.since <= given.until and given.since <= row.until:
            raise Refused(
                f"{row.absent}在 {row.since} 至 {row.until} 已由{row.deputy}代签。",
                remedy="需要调整的，请先终止原有的一条。",
            )
