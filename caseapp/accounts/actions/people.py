"""Changes to people: taking somebody on, correcting the record, leaving, coming back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from caseapp.accounts import foreign, queries
from caseapp.accounts.actions.roles import grant_role
from caseapp.accounts.actions.sessions import end_sessions_of
from caseapp.accounts.models import PersonRow
from caseapp.accounts.person import Person
from caseapp.accounts.separation import refuse_losing_last_admin
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.merging import Merge
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions
from caseapp.revisions import queries as earlier

LABELS = {
    "name": "姓名",
    "unit_path": "单位",
    "post": "职务",
    "phone": "电话",
    "legal_qualification_no": "法律职业资格证号",
    "legal_qualified_on": "取得法律职业资格的日期",
    "reviews_since": "从事法制审核的起始日期",
    "is_principal": "正职负责人或者主持工作的负责人",
    "body_id": "所属外单位",
}
_LOGIN = re.compile(r"[a-z0-9\u4e00-\u9fff][a-z0-9\u4e00-\u9fff._-]{1,39}")


@dataclass(frozen=True)
class PersonGiven:
    """What is written down about a person."""

    name: str
    unit_path: str
    post: str = ""
    phone: str = ""
    legal_qualification_no: str = ""
    legal_qualified_on: date | None = None
    reviews_since: date | None = None
    is_principal: bool = False
    body_id: int | None = None


def add_person(
    *,
    by: Person,
    login: str,
    name: str,
    unit: str,
    post: str = "",
    phone: str = "",
    legal_qualification_no: str = "",
    legal_qualified_on: date | None = None,
    reviews_since: date | None = None,
    is_principal: bool = False,
    body_id: int | None = None,
    roles: Iterable[str] = (),
) -> int:
    """Take somebody on in a unit (named by its path), with roles for that unit; return the id."""
    login = _free_login(login)
    row = PersonRow(login=login, changed_by=by.name, changed_at=now(), version=1, is_active=True)
    given = PersonGiven(
        name.strip(),
        unit,
        post=post,
        phone=phone,
        legal_qualification_no=legal_qualification_no,
        legal_qualified_on=legal_qualified_on,
        reviews_since=reviews_since,
        is_principal=is_principal,
        body_id=body_id,
    )
    _write(row, given)
    db.session.add(row)
    db.session.flush()
    _keep(row, by=by)
    ledger.record(
        by=by, action="person.added", object_kind="person", object_id=row.id, object_key=login
    )
    for role in roles:
        grant_role(by=by, person_id=row.id, role=role, unit=unit)
    return row.id


def _free_login(typed: str) -> str:
    login = typed.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise Refused("登录名只能用小写字母、数字、汉字、点、横线和下划线，2 至 40 个字。")
    taken = queries.person_by_login(login)
    if taken is not None:
        raise Refused(
            f"这个登录名已由{taken.name}（{taken.unit_name}）使用。", remedy="请换一个登录名。"
        )
    return login


def change_person(*, by: Person, person_id: int, version: int, given: PersonGiven) -> Merge:
    """Correct a person's record, merged with what others saved meanwhile; an overlap is a Conflict."""
    row = _person_row(person_id)
    before = _given_of(row)
    both = _merged(row, before=before, typed=given, seen=version)
    told = PersonGiven(**both.values)
    _write(row, told)
    _count_up(row, by=by)
    if told.body_id != before.body_id:
        end_sessions_of(by=by, person_id=row.id, why="所属外单位变更")
    ledger.record(
        by=by,
        action="person.changed",
        object_kind="person",
        object_id=row.id,
        object_key=row.login,
        # The telephone number stays out of the log; that it changed does not.
        details={"fields": [LABELS[key] for key in LABELS if _differ(told, before, key)]},
    )
    return both


def deactivate_person(*, by: Person, person_id: int, why: str) -> None:
    """Let somebody leave: no more sign-in, open sessions end, their acts stay as they are."""
    row = _person_row(person_id)
    if row.id == by.id:
        raise Refused("不能停用自己的账号。", remedy="请由另一名系统管理员办理。")
    if not why.strip():
        raise Refused("请写明停用原因。")
    if not row.is_active:
        raise Refused(f"{row.name}的账号已经停用。")
    for grant in queries.grants_of(person_id):
        refuse_losing_last_admin(grant.role)
    row.is_active = False
    _count_up(row, by=by)
    end_sessions_of(by=by, person_id=person_id, why="账号停用")
    ledger.announce(event="person.left", object_kind="person", object_id=row.id)
    ledger.record(
        by=by,
        action="person.deactivated",
        object_kind="person",
        object_id=row.id,
        object_key=row.login,
        reason=why.strip(),
    )


def reactivate_person(*, by: Person, person_id: int) -> None:
    """Let somebody who left come back, with the roles still on record."""
    row = _person_row(person_id)
    if row.is_active:
        raise Refused(f"{row.name}的账号正在使用。")
    if row.is_principal:
        _refuse_second_head(row.id, _given_of(row).unit_path)
    row.is_active = True
    _count_up(row, by=by)
    ledger.record(
        by=by,
        action="person.reactivated",
        object_kind="person",
        object_id=row.id,
        object_key=row.login,
    )


def _person_row(person_id: int) -> PersonRow:
    row = db.session.get(PersonRow, person_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotVisible
    return row


def _write(row: PersonRow, given: PersonGiven) -> None:
    if not given.name.strip():
        raise Refused("请填写姓名。")
    unit = queries.unit_by_path(given.unit_path)
    if unit is None or not unit.is_active:
        raise Refused("没有这个单位，或该单位已停用。", remedy="请从单位列表中选择。")
    _refuse_place(row, given)
    row.is_principal, row.body_id = given.is_principal, given.body_id
    row.name = given.name
    row.unit_id = unit.id
    row.post = given.post
    row.phone = given.phone
    if given.legal_qualified_on is not None and not given.legal_qualification_no:
        raise Refused("填写了取得法律职业资格的日期，没有填写证号。", remedy="请填写证号。")
    for day in (given.legal_qualified_on, given.reviews_since):
        if day is not None and day > today():
            raise Refused("取得资格、从事审核的日期不能晚于今天。", remedy="请核对日期。")
    row.legal_qualification_no = given.legal_qualification_no
    row.legal_qualified_on = given.legal_qualified_on
    row.reviews_since = given.reviews_since


def _given_of(row: PersonRow) -> PersonGiven:
    record = queries.person_record(row.id)
    path = "" if record is None else str(record.unit_path)
    kept = [key for key in LABELS if key not in ("name", "unit_path")]
    return PersonGiven(row.name, path, **{key: getattr(row, key) for key in kept})


def _refuse_place(row: PersonRow, given: PersonGiven) -> None:
    """Refuse what cannot stand together: another body with roles of ours, two heads of one office."""
    if given.body_id is not None and given.is_principal:
        raise Refused(
            "外单位人员不能登记为本局的正职负责人。",
            remedy="请清除所属外单位，或者不勾选正职负责人。",
        )
    if given.body_id is not None and given.body_id != row.body_id:
        foreign.refuse_body(given.body_id)
    if row.id is not None:
        person = queries.person_by_id(row.id)
        roles = () if person is None else person.roles
        foreign.refuse_change_of_body(
            name=given.name, roles=roles, clearance=row.clearance, body_id=given.body_id
        )
    if given.is_principal:
        _refuse_second_head(row.id, given.unit_path)


def _refuse_second_head(person_id: int | None, unit_path: str) -> None:
    held = queries.principal_of(unit_path)
    if held is not None and held.id != person_id:
        raise Refused(
            f"{held.name}已登记为该局的正职负责人或者主持工作的负责人。",
            remedy=f"同一时间只有一人；请先在{held.name}的资料中取消，再登记新的负责人。",
        )


def _count_up(row: PersonRow, *, by: Person) -> None:
    row.changed_by, row.changed_at = by.name, now()
    row.version += 1
    db.session.flush()
    _keep(row, by=by)


def _keep(row: PersonRow, *, by: Person) -> None:
    values = asdict(_given_of(row))
    revisions.keep(by=by, kind="person", object_id=row.id, version=row.version, values=values)


def _merged(row: PersonRow, *, before: PersonGiven, typed: PersonGiven, seen: int) -> Merge:
    return earlier.merged(
        kind="person",
        object_id=row.id,
        seen=seen,
        version=row.version,
        theirs=asdict(before),
        mine=asdict(typed),
        labels=LABELS,
        sentence="此人资料已被他人修改。",
        who=row.changed_by,
        when=row.changed_at,
    )


def _differ(one: PersonGiven, other: PersonGiven, key: str) -> bool:
    return bool(getattr(one, key) != getattr(other, key))
