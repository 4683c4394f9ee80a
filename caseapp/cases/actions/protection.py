"""Shielding a case: its level, sealing it for named people, the list of those names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.accounts.sight import LEVELS, Thing
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.models import CaseFile, CaseProtection, SealedName
from caseapp.cases.team import sealed_names
from caseapp.documents import queries as documents
from caseapp.ledger import actions as ledger


def set_level(*, by: Person, case: CaseFile, level: int, reason: str) -> None:
    """Give a case the level it takes to read it; whoever works on it must be allowed to read it on."""
    thing = _protected(by, case)
    if level not in LEVELS:
        raise Refused("没有这个级别。", remedy="请从级别列表中选择。")
    if level == case.level:
        raise Refused(f"案件级别已是“{LEVELS[level]}”。")
    _refuse_blind(thing, level, {*thing.team, by.id})
    before, case.level = case.level, level
    _keep(by, case, act="level", reason=reason)
    _record(by, case, action="case.level_set", reason=reason, details={"from": before, "to": level})


def seal(*, by: Person, case: CaseFile, reason: str, names: Collection[int]) -> None:
    """Seal a case: from now on it is there for the named people only, whatever their roles."""
    thing = _protected(by, case)
    if case.is_sealed:
        raise Refused("案件已经封存。", remedy="需要增减人员的，请修改指定人员名单。")
    named = {*names, by.id}  # whoever seals keeps it in hand, or nobody could open it again
    _refuse_strangers(thing, named)
    _refuse_blind(thing, case.level, named)
    case.is_sealed = True
    for person_id in sorted(named):
        _add_name(by, case, person_id)
    _keep(by, case, act="seal", reason=reason)
    _record(by, case, action="case.sealed", reason=reason, details={"named": sorted(named)})


def unseal(*, by: Person, case: CaseFile, reason: str) -> None:
    """Open a sealed case again to everybody the other rules let in; the list ends."""
    _protected(by, case)
    if not case.is_sealed:
        raise Refused("案件没有封存。")
    case.is_sealed = False
    for person_id in sorted(sealed_names(case.id)):
        _end_name(by, case.id, person_id)
    _keep(by, case, act="unseal", reason=reason)
    _record(by, case, action="case.unsealed", reason=reason)


def name_person(*, by: Person, case: CaseFile, person_id: int, reason: str) -> None:
    """Put somebody on the list of a sealed case."""
    thing = _sealed(by, case)
    if person_id in thing.named:
        raise Refused("此人已在指定人员名单中。")
    _refuse_strangers(thing, {person_id})
    _refuse_blind(thing, case.level, {person_id})
    _add_name(by, case, person_id)
    _keep(by, case, act="name", reason=reason)
    _record(by, case, action="case.name_added", reason=reason, details={"person": person_id})


def unname_person(*, by: Person, case: CaseFile, person_id: int, reason: str) -> None:
    """Take somebody off the list; the last one who can unseal the case stays on it."""
    thing = _sealed(by, case)
    if person_id not in thing.named:
        raise Refused("此人不在指定人员名单中。")
    left = [accounts.person_by_id(one) for one in thing.named if one != person_id]
    if not any(one is not None and decide(one, "case.protect", thing) for one in left):
        raise Refused(
            "名单上至少要有一名能解除封存的负责人，不能移出。",
            remedy="请先把另一名负责人列入名单。",
        )
    _end_name(by, case.id, person_id)
    _keep(by, case, act="unname", reason=reason)
    _record(by, case, action="case.name_ended", reason=reason, details={"person": person_id})


def note_names_read(*, by: Person, case: CaseFile, seen: int) -> None:
    """Keep that somebody opened the list of who can see a case."""
    _record(by, case, action="case.names_read", details={"people": seen})


def note_sight_asked(*, by: Person, person: Person, number: str) -> None:
    """Keep that an administrator asked what somebody sees; the answer holds numbers, no content."""
    ledger.record(
        by=by,
        action="sight.asked",
        object_kind="person",
        object_id=person.id,
        object_key=person.login,
        details={"number": number},
    )


def _protected(by: Person, case: CaseFile) -> Thing:
    db.session.refresh(case, with_for_update=True)  # two who act at once act one after the other
    thing = queries.thing_of(case, queries.officers(case.id))
    if not decide(by, "case.protect", thing):
        raise NotVisible
    return thing


def _sealed(by: Person, case: CaseFile) -> Thing:
    thing = _protected(by, case)
    if not case.is_sealed:
        raise Refused("案件没有封存，没有指定人员名单。")
    return thing


def _refuse_blind(thing: Thing, level: int, ids: Collection[int]) -> None:
    """Refuse a level that would take the case away from those who are to work on it."""
    people = [person for one in sorted(ids) if (person := accounts.person_by_id(one))]
    low = [one.name for one in people if one.clearance < level and one.id not in thing.recused]
    if low:
        raise Refused(
            f"{'、'.join(low)}的可阅级别低于“{LEVELS[level]}”。",
            remedy="请先由安全保密管理员授予可阅级别，或者另选人员。",
        )


def _refuse_strangers(thing: Thing, ids: Collection[int]) -> None:
    """Refuse to name whom another rule keeps out: naming opens the seal, nothing else."""
    opened = replace(thing, is_sealed=False)
    for one in sorted(ids):
        person = accounts.person_by_id(one)
        if person is None or person.id == 0:
            raise Refused("没有这个人员。", remedy="请从列表中选择。")
        decision = decide(person, "case.read", opened)
        if not decision:
            raise Refused(f"{person.name}不能列入名单：{decision.reason}")


def _add_name(by: Person, case: CaseFile, person_id: int) -> None:
    db.session.add(
        SealedName(case_id=case.id, person_id=person_id, added_by=by.name, added_at=now())
    )
    db.session.flush()


def _end_name(by: Person, case_id: int, person_id: int) -> None:
    db.session.execute(
        sa.update(SealedName)
        .where(
            SealedName.case_id == case_id,
            SealedName.person_id == person_id,
            SealedName.ended_at.is_(None),
        )
        .values(ended_by=by.name, ended_at=now())
    )


def _keep(by: Person, case: CaseFile, *, act: str, reason: str) -> None:
    if not reason.strip():
        raise Refused("请写明理由。")
    db.session.add(
        CaseProtection(
            case_id=case.id,
            act=act,
            level=case.level,
            reason=reason.strip(),
            by_id=by.id,
            by_name=by.name,
            at=now(),
        )
    )
    # The index holds no sealed case and none of its papers.
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    for paper in documents.papers_of_case(case.id):
        ledger.announce(event="paper.changed", object_kind="paper", object_id=paper.id)


def _record(
    by: Person,
    case: CaseFile,
    *,
    action: str,
    reason: str = "",
    details: dict[str, object] | None = None,
) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        reason=reason.strip(),
        details=details,
    )
