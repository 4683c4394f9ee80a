"""Setting a second factor anew: one administrator asks, one of the other kind agrees."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.actions.credentials import FACTOR, make_code
from caseapp.accounts.actions.trail import record_of_person
from caseapp.accounts.models import FactorReset
from caseapp.accounts.person import Person
from caseapp.accounts.queries import credentials
from caseapp.accounts.second_factor import FactorBox
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.law.procedures.roles import Role

TWO = (Role.SYSTEM_ADMIN.value, Role.SECURITY_ADMIN.value)
TWO_WORDS = "系统管理员和安全保密管理员须各有一人经手。"


def ask_factor_reset(*, by: Person, person_id: int, why: str) -> int:
    """Ask that somebody who lost the telephone may set a new second factor; return the request."""
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    if credentials.known(person_id) is None:
        raise Refused(f"{person.name}还没有激活账号。", remedy="请生成激活码。")
    if person.id == by.id:
        raise Refused("不能为自己申请。", remedy="请用备用码登录，或由另一名管理员申请。")
    if not why.strip():
        raise Refused("请写明原因。")
    if any(row.person_id == person_id for row in credentials.factor_resets()):
        raise Refused(f"已有人为{person.name}申请，尚待同意。")
    row = FactorReset(person_id=person_id, asked_by=by.id, asked_at=now(), why=why.strip()[:200])
    db.session.add(row)
    db.session.flush()
    record_of_person(by, "factor.reset_asked", person, why=why.strip())
    return row.id


def agree_factor_reset(*, by: Person, reset_id: int, box: FactorBox) -> str:
    """Agree as the administrator of the other kind; return the code to hand over."""
    row = db.session.get(FactorReset, reset_id, with_for_update=True)
    if row is None or row.agreed_at is not None:
        raise NotVisible
    asker = queries.person_by_id(row.asked_by)
    if asker is None or by.id == asker.id or not _are_of_both_kinds(asker, by):
        raise Refused("须由另一类管理员同意。", TWO_WORDS)
    person = queries.person_by_id(row.person_id)
    if person is None:
        raise NotVisible
    if by.id == person.id:
        raise Refused("不能同意自己的事项。", TWO_WORDS)
    agreed = sa.update(FactorReset).where(FactorReset.id == row.id)
    db.session.execute(agreed.values(agreed_by=by.id, agreed_at=now()))
    record_of_person(by, "factor.reset_agreed", person, why=row.why)
    return make_code(by=by, person_id=row.person_id, box=box, purpose=FACTOR)


def _are_of_both_kinds(one: Person, other: Person) -> bool:
    first, second = TWO
    return any(a.has_role(first) and b.has_role(second) for a, b in ((one, other), (other, one)))
