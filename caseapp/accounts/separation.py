"""The separation of the three administrators: what stands against granting and withdrawing."""

from __future__ import annotations

from caseapp.accounts import queries
from caseapp.accounts.foreign import refuse_role
from caseapp.accounts.permissions import ADMIN_ROLES, ROLE_MAP, role_conflict
from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.law.procedures.roles import Role

SEPARATION = "网络安全等级保护基本要求（GB/T 22239-2019）关于三员分离的要求"


def refuse_losing_last_admin(role: str) -> None:
    """Refuse to leave the office without one of its three administrators."""
    if role in ADMIN_ROLES and queries.active_holders(role) <= 1:
        raise Refused(
            f"这是最后一名{Role(role).label}，不能停用或收回。",
            remedy=f"请先指定另一名{Role(role).label}。",
        )


def refuse_grant(by: Person, person: Person, role: str) -> None:
    """Refuse a role the person cannot be given, or not by this person."""
    if role not in ROLE_MAP or role == Role.CLOCK:
        raise Refused("没有这个角色。", remedy="请从角色列表中选择。")
    if by.id == person.id:
        raise Refused(
            "不能给自己授予角色。", article=SEPARATION, remedy="请由另一名安全保密管理员办理。"
        )
    if not person.is_active:
        raise Refused(f"{person.name}的账号已停用，不能授予角色。")
    refuse_role(person, role)
    conflict = role_conflict(person.roles, role)
    if conflict:
        raise Refused(conflict, article=SEPARATION, remedy="请另选一人，或先收回其现有角色。")
