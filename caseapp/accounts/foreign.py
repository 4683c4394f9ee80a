"""Accounts of other bodies: one role and no other, a body that is asked, nothing of the office."""

from __future__ import annotations

from collections.abc import Collection

from caseapp.accounts.permissions import is_foreign
from caseapp.accounts.person import Person
from caseapp.accounts.queries import bodies
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.base.words import long_day
from caseapp.law.procedures.roles import Role

COUNTERPART = Role.COUNTERPART.value
ONE_OF_OURS = "请另选一名本局人员。"


def refuse_role(person: Person, role: str) -> None:
    """Refuse whoever is of another body any role of ours, and ours the role of another body."""
    if role == COUNTERPART:
        _refuse_counterpart(person)
    elif person.body_id is not None:
        raise Refused(
            f"{person.name}是{person.unit_name}的人员，只能担任外单位联络员。", remedy=ONE_OF_OURS
        )


def _refuse_counterpart(person: Person) -> None:
    if person.body_id is None:
        raise Refused(
            f"{person.name}的资料中没有所属外单位，不能授予外单位联络员。",
            remedy="请先由系统管理员在人员资料中填写所属外单位。",
        )
    refuse_body(person.body_id)
    if COUNTERPART in person.roles:
        raise Refused(f"{person.name}已是外单位联络员。")


def refuse_body(body_id: int) -> None:
    """Refuse a body that is not in the register, or whose work somebody else does by now."""
    row = bodies.body_named(body_id)
    if row is None:
        raise Refused(
            "机构名录中没有所选的外单位。", remedy="请从列表中选择，或先在机构名录中登记。"
        )
    if row.moved_on is not None and row.moved_on <= today() and row.successor:
        raise Refused(
            f"{row.name}的职责自{long_day(row.moved_on)}起由{row.successor}承接。",
            remedy=f"请选择{row.successor}。",
        )
    if not bodies.is_asked(body_id, on=today()):
        raise Refused(f"{row.name}现在不在用。", remedy="请从列表中另选。")


def refuse_change_of_body(
    *, name: str, roles: Collection[str], clearance: int, body_id: int | None
) -> None:
    """Refuse an account between two bodies: one of ours with roles, theirs without a body."""
    if body_id is None and COUNTERPART in roles:
        raise Refused(
            f"{name}是外单位联络员，必须填写所属外单位。",
            remedy="改为本局人员的，请先由安全保密管理员收回外单位联络员。",
        )
    if body_id is None:
        return
    own = [Role(role).label for role in roles if role != COUNTERPART]
    if own:
        raise Refused(
            f"{name}现任{'、'.join(own)}，不能登记为外单位人员。",
            remedy="请先由安全保密管理员收回这些角色，或者为外单位人员另立账号。",
        )
    if clearance:
        raise Refused(
            f"{name}可以查阅敏感案件，不能登记为外单位人员。",
            remedy="请先由安全保密管理员取消其可阅级别。",
        )


def refuse_foreign(person: Person, what: str) -> None:
    """Refuse somebody of another body what only people of the office get."""
    if is_foreign(person):
        raise Refused(f"{person.name}不是本局人员，{what}。", remedy=ONE_OF_OURS)
