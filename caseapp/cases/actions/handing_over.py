"""Hand-over: somebody leaves or moves, and all their open cases go to a successor in one act."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.actions.notes import keep_note
from caseapp.cases.actions.recusals import article
from caseapp.cases.models import CaseFile, CaseOfficer, SealedName
from caseapp.ledger import actions as ledger

CERTIFICATE = "行政处罚法第四十二条（执法人员应当具有行政执法资格）"


@dataclass(frozen=True)
class SuccessionGiven:
    """Whose cases go to whom, which of them, and why."""

    person_id: int
    successor_id: int
    case_ids: Collection[int]
    reason: str


@dataclass(frozen=True)
class _Held:
    """A case of the one who leaves, locked, with what its rights depend on."""

    case: CaseFile
    thing: Thing

    @property
    def number(self) -> str:
        """Return what the case is called."""
        return self.case.case_no or self.case.lead_no


def hand_over_cases(*, by: Person, given: SuccessionGiven) -> int:
    """Put a successor into the places of somebody in all these cases, or, if one stands against it, in none."""
    person, successor = _people(given)
    held = [_held(by, case_id) for case_id in sorted(set(given.case_ids))]
    if not held:
        raise Refused("请选择要交接的案件。")
    against = [words for one in held for words in _against(one, person, successor)]
    if against:
        raise Refused(
            *against,
            article=CERTIFICATE
            if "执法证件" in "".join(against)
            else article(held[0].case, today()),
            remedy="请另选接办人员，或者取消勾选这些案件，另行交接。",
        )
    for one in held:
        _move(by, one, person=person, successor=successor, reason=given.reason.strip())
    ledger.record(
        by=by,
        action="person.handed_over",
        object_kind="person",
        object_id=person.id,
        object_key=person.login,
        reason=given.reason.strip(),
        details={"successor": successor.login, "cases": [one.case.id for one in held]},
    )
    return len(held)


def _people(given: SuccessionGiven) -> tuple[Person, Person]:
    person = accounts.person_by_id(given.person_id)
    successor = accounts.person_by_id(given.successor_id)
    if person is None or successor is None or 0 in (person.id, successor.id):
        raise Refused("请选择移交人员和接办人员。")
    if person.id == successor.id:
        raise Refused("接办人员不能是移交人员本人。")
    if not given.reason.strip():
        raise Refused("请写明交接原因。")
    return person, successor


def _held(by: Person, case_id: int) -> _Held:
    case = queries.visible_case(case_id, by=by)
    db.session.refresh(case, with_for_update=True)  # two who act at once act one after the other
    thing = queries.thing_of(case, queries.officers(case.id))
    if not decide(by, "case.assign", thing):
        raise NotVisible
    return _Held(case, thing)


def _against(held: _Held, person: Person, successor: Person) -> list[str]:
    """Return what stands against the successor in one case, each as a sentence with its number."""
    case, thing = held.case, held.thing
    found = []
    if person.id not in thing.team:
        found.append(f"{held.number}：{person.name}已不是本案承办人员。")
    if successor.id in thing.recused:
        found.append(f"{held.number}：{successor.name}已回避本案，不能接办。")
    if successor.id in thing.team:
        found.append(f"{held.number}：{successor.name}已在承办本案，交接后承办人员不足。")
    if successor.clearance < case.level:
        found.append(f"{held.number}：{successor.name}的可阅级别低于案件级别。")
    choices = accounts.assignable_officers(case.unit_path, on=today())
    mine = next((one for one in choices if one.person.id == successor.id), None)
    if mine is None:
        found.append(f"{held.number}：{successor.name}不是本局执法人员。")
    elif not mine.certificate:
        found.append(f"{held.number}：{successor.name}没有当日有效的执法证件。")
    return found


def _move(by: Person, held: _Held, *, person: Person, successor: Person, reason: str) -> None:
    case = held.case
    rows = db.session.scalars(
        sa.select(CaseOfficer).where(
            CaseOfficer.case_id == case.id,
            CaseOfficer.person_id == person.id,
            CaseOfficer.until.is_(None),
        )
    ).all()
    for row in rows:
        row.until = today()
    part = rows[0].part
    db.session.add(CaseOfficer(case_id=case.id, person_id=successor.id, part=part, since=today()))
    if case.is_sealed and successor.id not in held.thing.named:
        db.session.add(
            SealedName(case_id=case.id, person_id=successor.id, added_by=by.name, added_at=now())
        )
    words = f"{part}由{person.name}交接给{successor.name}：{reason}"
    keep_note(by=by, case=case, words=words)
    ledger.record(
        by=by,
        action="case.handed_over",
        object_kind="case",
        object_id=case.id,
        object_key=held.number,
        reason=reason,
        details={"from": person.login, "to": successor.login, "part": part},
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
