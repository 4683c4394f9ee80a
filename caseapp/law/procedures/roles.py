"""The parts people play in a procedure, in the words of the office."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role as stored with a person; changing a value needs a migration."""

    OPERATOR = "operator"
    REGISTRAR = "registrar"
    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    LEGAL = "legal"
    CHIEF = "chief"
    HEARING = "hearing"
    FINANCE = "finance"
    PUBLICITY = "publicity"
    INFORMANT_DESK = "informant_desk"
    LIAISON = "liaison"
    COUNTERPART = "counterpart"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    CLOCK = "clock"

    @property
    def label(self) -> str:
        """Say the role as the office says it."""
        return NAMES[self]


NAMES = {
    Role.OPERATOR: "热线值守员",
    Role.REGISTRAR: "登记员",
    Role.OFFICER: "执法人员",
    Role.UNIT_HEAD: "办案机构负责人",
    Role.LEGAL: "法制审核员",
    Role.CHIEF: "负责人",
    Role.HEARING: "听证主持人",
    Role.FINANCE: "财务",
    Role.PUBLICITY: "公示员",
    Role.INFORMANT_DESK: "举报专员",
    Role.LIAISON: "联络员",
    Role.COUNTERPART: "外单位联络员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全保密管理员",
    Role.AUDIT_ADMIN: "安全审计员",
    Role.CLOCK: "系统到期处理",
}
