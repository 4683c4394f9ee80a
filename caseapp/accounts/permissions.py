"""Who may do what, in one map: role, permission, and how far from the granted unit it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Flag, auto
from functools import lru_cache

from caseapp.accounts.person import Person
from caseapp.accounts.sight import DELEGATED, Decision, Reach, Thing, judge, lies_under, who
from caseapp.accounts.units import office_path
from caseapp.law.procedures.roles import Role

__all__ = ["Decision", "Reach", "Thing", "decide", "visible_units"]


class Scope(Flag):
    """How far a permission reaches, seen from the unit its role was granted for."""

    OWN = auto()  # the files on whose team the person is, wherever they lie
    UNIT = auto()  # the granted unit and what lies under it
    OFFICE = auto()  # the whole office the granted unit belongs to
    CITY = auto()  # every office of the city


PERMISSIONS: Mapping[str, str] = {
    "session.own": "管理自己的登录",
    "law.ask": "期限计算与罚款测算",
    "law.confirm": "查看待核实的规则",
    "desk.use": "使用工作台",
    "search.use": "检索",
    "ticket.read": "查阅工单",
    "ticket.take": "接听登记工单",
    "ticket.dispatch": "转办工单",
    "ticket.answer": "答复与回访",
    "ticket.receive": "接收与退回工单",
    "ticket.supervise": "催办与督办工单",
    "ticket.arbitrate": "裁定工单归属",
    "routing.manage": "维护分办规则",
    "bodies.read": "查阅机构名录",
    "bodies.manage": "维护机构名录",
    "knowledge.read": "查阅知识库",
    "knowledge.manage": "维护知识库",
    "aid.read": "查阅维权援助",
    "aid.take": "登记维权援助申请",
    "aid.work": "办理维权援助",
    "aid.decide": "决定维权援助",
    "cooperation.read": "查阅协作事项",
    "cooperation.work": "办理移送与协作",
    "cooperation.decide": "决定移送公安机关",
    "cooperation.manage": "维护会议、通报与协议",
    "joint.plan": "制定联合执法方案",
    "joint.inspect": "登记联合检查",
    "fair.read": "查阅展会",
    "fair.manage": "登记展会、安排进驻",
    "fair.work": "办理展会投诉",
    "fair.decide": "批准进驻、授权现场签发",
    "counterpart.read": "查阅移送给本单位的事项",
    "counterpart.answer": "办理移送给本单位的事项",
    "informant.reveal": "查看举报人身份",
    "informant.agree": "同意查看举报人身份",
    "case.read": "查阅案件",
    "case.open_lead": "登记线索",
    "case.step": "办理案件步骤",
    "case.assign": "指派承办人员",
    "case.note": "记录办案事项",
    "case.edit": "补正案件信息",
    "case.correct": "更正案件记录",
    "case.sight": "查看谁能看到案件",
    "case.protect": "标定级别与封存案件",
    "recusal.ask": "提出或登记回避申请",
    "recusal.decide": "决定回避",
    "emergency.ask": "申请紧急查阅",
    "party.edit": "登记当事人",
    "patent.look_up": "登记专利查询",
    "evidence.record": "登记证据与物品",
    "paper.read": "查阅文书",
    "paper.draft": "起草文书",
    "paper.approve": "审批文书",
    "paper.sign": "签发文书",
    "paper.seal": "登记用印",
    "paper.serve": "登记送达",
    "blocks.share": "维护共用的常用语",
    "statistics.read": "查看统计",
    "admin.home": "进入管理",
    "people.manage": "管理人员",
    "units.manage": "管理单位",
    "certificates.manage": "管理执法证件",
    "calendar.manage": "管理工作日历",
    "roles.manage": "授予与收回角色",
    "sign_in.manage": "管理登录方式",
    "clearance.manage": "授予可阅级别",
    "delegation.manage": "管理授权表",
    "deputy.appoint": "登记请假和代签",
    "sight.ask": "查询可见范围",
    "emergency.list": "查看紧急查阅",
    "emergency.decide": "核准紧急查阅",
    "emergency.note": "核查紧急查阅",
    "outbox.manage": "查看与重试后台积压",
    "audit.read": "查阅与核验审计日志",
    "status.read": "查看系统状态",
}

Scopes = dict[str, Scope]


def _each(scope: Scope, names: str) -> Scopes:
    return dict.fromkeys(names.split(), scope)


# What concerns no file and nobody else, and so needs no unit.
_EVERYBODY: Scopes = {"session.own": Scope.CITY, "law.ask": Scope.CITY}
# The rows of the law themselves: an administrator may look after them without touching a file.
_LAW_ALONE: Scopes = {"law.confirm": Scope.CITY}
# Registers that hold no file either: whom to ask, and who is competent for what.
_REGISTERS: Scopes = _each(Scope.CITY, "bodies.read bodies.manage routing.manage")
_DESK: Scopes = {
    **_each(Scope.CITY, "desk.use search.use bodies.read knowledge.read"),
    **_EVERYBODY,
}
_ADMIN: Scopes = {"admin.home": Scope.CITY, **_EVERYBODY}


_HANDLING = (
    "case.read case.open_lead case.step case.note case.edit party.edit patent.look_up "
    "evidence.record paper.read paper.draft paper.serve recusal.ask"
)
# Whoever reads cases may have to keep out of one, and may need one nobody gave them.
_READER: Scopes = _DESK | {"emergency.ask": Scope.CITY}
_TICKETS = "ticket.read ticket.take ticket.dispatch ticket.answer"

ROLE_MAP: Mapping[Role, Scopes] = {
    Role.OPERATOR: _DESK
    | _each(Scope.CITY, f"{_TICKETS} ticket.supervise aid.read aid.take aid.work")
    # What lies with another unit is taken or returned there, never by the desk for it.
    | _each(Scope.UNIT, "ticket.receive"),
    Role.REGISTRAR: _READER
    | _each(Scope.OFFICE, f"{_HANDLING} ticket.read paper.seal")
    | _each(Scope.OFFICE, "aid.read aid.take bodies.manage cooperation.read cooperation.work")
    | _each(Scope.OFFICE, "fair.read fair.manage"),
    Role.OFFICER: _READER
    | _each(Scope.UNIT | Scope.OWN, _HANDLING)
    | _each(Scope.UNIT, "ticket.read ticket.answer ticket.receive")
    | _each(Scope.UNIT | Scope.OWN, "cooperation.read cooperation.work joint.inspect")
    | _each(Scope.UNIT | Scope.OWN, "fair.read fair.manage fair.work"),
    Role.UNIT_HEAD: _READER
    | _each(Scope.UNIT | Scope.OWN, f"{_HANDLING} case.assign case.sight case.correct")
    | _each(Scope.UNIT | Scope.OWN, "paper.approve")
    | _each(Scope.UNIT, "blocks.share ticket.read ticket.dispatch ticket.answer statistics.read")
    | _each(Scope.UNIT, "ticket.receive ticket.supervise knowledge.manage")
    | _each(Scope.UNIT, "aid.read aid.work aid.decide cooperation.read cooperation.work")
    | _each(Scope.UNIT, "cooperation.manage joint.plan joint.inspect")
    | _each(Scope.UNIT, "fair.read fair.manage fair.work"),
    Role.LEGAL: _READER
    | _LAW_ALONE
    | _each(Scope.OFFICE, "case.read case.step case.note paper.read paper.draft recusal.ask")
    | _each(Scope.OFFICE, "blocks.share paper.approve knowledge.manage")
    | _each(Scope.OFFICE, "cooperation.read cooperation.work fair.read"),
    Role.CHIEF: _READER
    | _each(Scope.OFFICE, "case.read case.step case.assign case.note paper.read paper.draft")
    | _each(Scope.OFFICE, "paper.approve paper.sign paper.seal ticket.read statistics.read")
    | _each(Scope.OFFICE, "case.sight case.protect recusal.ask recusal.decide informant.agree")
    | _each(Scope.OFFICE, "case.correct deputy.appoint blocks.share knowledge.manage")
    | _each(Scope.OFFICE, "ticket.arbitrate ticket.supervise aid.read aid.decide")
    | _each(Scope.OFFICE, "cooperation.read cooperation.work cooperation.decide joint.plan")
    | _each(Scope.OFFICE, "fair.read fair.decide"),
    Role.HEARING: _READER
    | _each(
        Scope.OFFICE, "case.read case.step case.note paper.read paper.draft paper.serve recusal.ask"
    ),
    Role.FINANCE: _READER | _each(Scope.OFFICE, "case.read case.step paper.read recusal.ask"),
    Role.PUBLICITY: _READER | _each(Scope.OFFICE, "case.read case.step paper.read recusal.ask"),
    Role.INFORMANT_DESK: _READER
    | _each(Scope.CITY, "ticket.read ticket.answer informant.reveal informant.agree")
    | _each(Scope.OFFICE, "case.read case.step paper.read paper.draft paper.serve recusal.ask"),
    Role.LIAISON: _READER
    | _each(Scope.OFFICE, "case.read case.step case.note paper.read recusal.ask bodies.manage")
    | _each(Scope.OFFICE, "cooperation.read cooperation.work cooperation.manage joint.plan")
    | _each(Scope.OFFICE, "joint.inspect fair.read fair.manage"),
    # Not of the office: which matters are theirs is asked of the body, not of any unit.
    Role.COUNTERPART: _each(Scope.CITY, "session.own counterpart.read counterpart.answer"),
    Role.SYSTEM_ADMIN: _ADMIN
    | _each(Scope.CITY, "people.manage units.manage certificates.manage calendar.manage")
    | _each(Scope.CITY, "sign_in.manage outbox.manage status.read")
    | _LAW_ALONE
    | _REGISTERS,
    Role.SECURITY_ADMIN: _ADMIN
    | _each(Scope.CITY, "roles.manage clearance.manage delegation.manage sight.ask")
    | _each(Scope.CITY, "sign_in.manage")
    | _each(Scope.CITY, "emergency.list emergency.decide"),
    Role.AUDIT_ADMIN: _ADMIN | _each(Scope.CITY, "audit.read emergency.list emergency.note"),
    Role.CLOCK: _each(Scope.CITY, "case.read case.step ticket.read paper.read paper.draft")
    | _each(Scope.CITY, "ticket.supervise cooperation.read cooperation.work")
    | _each(Scope.CITY, "fair.read fair.work"),
}

# What is signed for somebody who is away: the decisions of chiefs and heads, and nothing else.
DEPUTIZED = frozenset({Role.CHIEF.value, Role.UNIT_HEAD.value})
ROLE_ORDER = {role.value: place for place, role in enumerate(ROLE_MAP)}
ADMIN_ROLES = frozenset(
    {Role.SYSTEM_ADMIN.value, Role.SECURITY_ADMIN.value, Role.AUDIT_ADMIN.value}
)
BUSINESS_ROLES = frozenset(role.value for role in ROLE_MAP) - ADMIN_ROLES - {Role.CLOCK.value}
BUSINESS_PERMISSIONS = frozenset(
    name
    for role in BUSINESS_ROLES
    for name in ROLE_MAP[Role(role)]
    if name not in {*_EVERYBODY, *_LAW_ALONE, *_REGISTERS}
)
_OTHER_ADMINS = ADMIN_ROLES - {Role.AUDIT_ADMIN.value}
# 三员分离 (GB/T 22239): who checks may not run, who runs may not handle cases.
_CONFLICTS: tuple[tuple[frozenset[str], frozenset[str], str], ...] = (
    (
        frozenset({Role.COUNTERPART.value}),
        frozenset(role.value for role in ROLE_MAP) - {Role.COUNTERPART.value},
        "外单位联络员不是本局人员，不得兼任其他角色：只能看到移送给其单位的事项。",
    ),
    (
        frozenset({Role.AUDIT_ADMIN.value}),
        _OTHER_ADMINS,
        "安全审计员不得兼任系统管理员或安全保密管理员：监督者不得监督自己。",
    ),
    (ADMIN_ROLES, BUSINESS_ROLES, "管理员不得兼任办案角色：管理员不接触业务数据。"),
)


@lru_cache(maxsize=4096)
def visible_units(person: Person, permission: str) -> Reach:
    """Return how far a permission of this person reaches; empty when the person lacks it."""
    _known(permission)
    if not person.is_active or _is_barred(person, permission):
        return Reach()
    paths: set[str] = set()
    own = False
    for grant in person.grants:
        scope = ROLE_MAP[Role(grant.role)].get(permission, Scope(0))
        own = own or Scope.OWN in scope
        paths.update(_path_of(scope, grant.unit_path))
    lent = {
        one.cases_of
        for one in person.delegations
        if permission in DELEGATED and lies_under(one.seen_by, paths)
    }
    far = {path for path in lent if not lies_under(path, paths)}
    return Reach(_shortest(paths), own, _shortest(far))


def decide(person: Person, permission: str, thing: Thing | None = None) -> Decision:
    """Say whether a person may do this, to this; what denies wins over what grants."""
    words = PERMISSIONS[_known(permission)]
    if not person.is_active:
        return _no("账号已停用。")
    reach = visible_units(person, permission)
    if reach.is_empty:
        return _no(f"所任角色没有“{words}”的权限。")
    if thing is None:
        return Decision(allowed=True, reason=f"角色允许“{words}”。")
    return judge(who(person, permission, reach), thing)


def roles_over(person: Person, thing: Thing, permission: str = "case.step") -> frozenset[str]:
    """Return the roles a person holds over this very file; a role granted elsewhere is none."""
    if not decide(person, permission, thing):
        return frozenset()
    on_team = person.id in thing.team
    held = set()
    for grant in person.grants:
        if grant.for_id and on_team:
            continue  # whoever handles a case does not approve it for somebody else
        scope = ROLE_MAP[Role(grant.role)].get(permission, Scope(0))
        near = Reach(tuple(_path_of(scope, grant.unit_path))).covers(thing.unit_path)
        if near or (on_team and Scope.OWN in scope):
            held.add(grant.role)
    return frozenset(held)


def in_whose_place(person: Person, thing: Thing, roles: Iterable[str]) -> int:
    """Return for whom a person acts in one of these roles; 0 where one of them is their own."""
    wanted = frozenset(roles)
    lent = [one.for_id for one in person.grants if one.for_id and one.role in wanted]
    if not lent:
        return 0
    own = replace(person, grants=tuple(one for one in person.grants if not one.for_id))
    return 0 if roles_over(own, thing) & wanted else lent[0]


def role_conflict(held: Iterable[str], wanted: str) -> str:
    """Return the sentence that forbids adding a role to those held, or an empty one."""
    for one, other, sentence in _CONFLICTS:
        for role in held:
            if (role in one and wanted in other) or (role in other and wanted in one):
                return sentence
    return ""


def is_foreign(person: Person) -> bool:
    """Say whether an account is of another body: by its body or by its role, either is enough."""
    return person.body_id is not None or Role.COUNTERPART.value in person.roles


def permissions_of(role: str) -> tuple[str, ...]:
    """Return the Chinese words for what a role may do, in the order of the list above."""
    scopes = ROLE_MAP[Role(role)]
    return tuple(words for name, words in PERMISSIONS.items() if name in scopes)


def _no(reason: str) -> Decision:
    return Decision(allowed=False, reason=reason)


def _known(permission: str) -> str:
    if permission not in PERMISSIONS:
        raise LookupError(f"no such permission: {permission}")
    return permission


def _is_barred(person: Person, permission: str) -> bool:
    # Holds even if a forbidden combination ever stood in the database.
    if is_foreign(person):
        is_theirs = person.body_id is not None and Role.COUNTERPART.value in person.roles
        return permission not in ROLE_MAP[Role.COUNTERPART] or not is_theirs
    return permission in BUSINESS_PERMISSIONS and not ADMIN_ROLES.isdisjoint(person.roles)


def _path_of(scope: Scope, unit_path: str) -> Iterable[str]:
    if Scope.CITY in scope:
        return ("/",)
    if Scope.OFFICE in scope:
        return (office_path(unit_path),)
    return (unit_path,) if Scope.UNIT in scope else ()


def _shortest(paths: set[str]) -> tuple[str, ...]:
    """Drop a path that lies under another one."""
    return tuple(
        sorted(p for p in paths if not any(p != other and p.startswith(other) for other in paths))
    )
