"""What the accounts' pages share: their blueprint and the row of administrator's pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, url_for

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import current_person, page, refused
from caseapp.law.procedures.roles import Role

bp = Blueprint("accounts", __name__)
# Larger numbers are no ids: no database takes them.
ID = "int(max=2147483647)"
INVALID = 422

_SECTIONS = (
    ("people.manage", "accounts.people", "人员", "登记、调动、停用人员"),
    ("units.manage", "accounts.units", "单位", "市局科室、县区局、开发区局及其机关代字"),
    ("certificates.manage", "accounts.certificates", "执法证件", "证号、有效期、到期提醒"),
    ("calendar.manage", "accounts.calendar", "工作日历", "放假与调休，期限按此计算"),
    ("routing.manage", "hotline.routing", "分办规则", "12330 的事项由谁办理，自定规则先预览再启用"),
    ("law.confirm", "desk.unconfirmed", "待核实", "停用或者条号待核的规则，影响哪些步骤"),
    ("roles.manage", "accounts.roles", "角色", "授予与收回角色，三员分离"),
    ("clearance.manage", "accounts.clearances", "可阅级别", "谁可以查阅敏感案件"),
    ("delegation.manage", "accounts.delegations", "授权表", "哪个单位可以查阅县区的案件"),
    ("sight.ask", "cases.asked_sight", "可见范围", "某人能看到哪些案件、为什么，只列案号"),
    ("emergency.list", "cases.emergencies", "紧急查阅", "核准与核查紧急查阅"),
    ("sign_in.manage", "accounts.ways_in", "登录方式", "重设手机验证码、登录规则"),
    ("outbox.manage", "accounts.outbox", "后台积压", "检索更新等后台处理有无失败"),
    ("status.read", "desk.status", "系统状态", "备份、文件核对、审计链、磁盘、密钥是否正常"),
    ("audit.read", "accounts.audit", "审计日志", "查阅与核验每一步操作的记录"),
    ("audit.read", "parties.all_openings", "身份查看记录", "谁在何时因何看过谁的身份，哪些被拦截"),
)


@dataclass(frozen=True)
class Section:
    """One of the administrator's pages this person may open."""

    url: str
    name: str
    about: str
    endpoint: str


def sections_of(person: Person) -> list[Section]:
    """Return the administrator's pages a person may open."""
    return [
        Section(url_for(endpoint), name, about, endpoint)
        for permission, endpoint, name, about in _SECTIONS
        if decide(person, permission)
    ]


def admin_page(template: str, /, *, status: int = 200, **values: Any) -> Response:
    """Render an administrator's page with the row of the others above it."""
    return page(template, status=status, sections=sections_of(current_person()), **values)


def admin_refused(no: Refused | Conflict, template: str, /, **values: Any) -> Response:
    """Answer a refusal on the same administrator's page."""
    return refused(no, template, sections=sections_of(current_person()), **values)


def grant_words(grants: Iterable[Any]) -> list[str]:
    """Return granted roles with their units, as a person's page shows them."""
    return [f"{Role(row.role).label}（{row.unit_name}）" for row in grants]
