"""Who may make a move: our people by unit and role, the other side by its body, time by itself."""

from __future__ import annotations

from dataclasses import replace

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide, in_whose_place, roles_over
from caseapp.accounts.person import Person
from caseapp.accounts.sight import Thing
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import queries as bodies
from caseapp.cases import queries as cases
from caseapp.cases.actions.approving import NAME_ROOM
from caseapp.cooperation.models import Cooperation
from caseapp.law.procedures.roles import Role
from caseapp.transfers.asked import Asked
from caseapp.transfers.life import BODY, CLOCK, OFFICE, RECEIVER
from caseapp.transfers.models import Transfer


def thing_of(matter: Cooperation, transfer: Transfer) -> Thing:
    """Return what a decision about this matter depends on."""
    team = {one for one in (matter.opened_by, transfer.holder_id) if one}
    return Thing(matter.unit_path, frozenset(team))


def knows_case(by: Person, matter: Cooperation) -> bool:
    """Say whether the case a matter is of is there for this person; other bodies see what was sent."""
    if matter.case_id is None or by.is_clock or by.body_id is not None:
        return True
    return bool(cases.visible_ids({matter.case_id}, by=by))


def refuse_person(asked: Asked) -> None:
    """Refuse whoever has no part in this move, with the sentence that says who has."""
    if asked.by.is_clock:
        _refuse_clock(asked)
    elif asked.by.body_id is not None:
        _refuse_account(asked)
    else:
        _refuse_ours(asked)


def _refuse_clock(asked: Asked) -> None:
    if CLOCK not in asked.row.sides:
        raise Refused(f"不能{asked.row.name}：这一步由人办理，不由系统到期处理。")


def _refuse_account(asked: Asked) -> None:
    """Let an account act only on what was sent to its body, and only while its body has it."""
    transfer, by = asked.transfer, asked.by
    mine = body_now(by, asked)
    if transfer.direction != "out" or transfer.sent_at is None or not _reaches(asked, mine):
        raise NotVisible
    if not decide(by, "counterpart.answer") or BODY not in asked.row.sides:
        raise Refused(f"不能{asked.row.name}：这一步由移送机关办理。", remedy="请与移送机关联系。")
    if asked.row.account == RECEIVER:
        _refuse_third(asked, mine)
    elif asked.life.stages[transfer.state].is_open and transfer.holder_body_id is not None:
        _refuse_without(asked, mine, holder=transfer.holder_body_id)


def _refuse_third(asked: Asked, mine: int) -> None:
    """Let the two bodies agree among themselves: their superior has no part in it, it designates."""
    if mine in bodies.line_after(asked.transfer.body_id, by_day=asked.given.on):
        return
    raise Refused(
        f"不能{asked.row.name}：协商由移送机关和接收机关进行，上一级机关不代为协商。",
        article=asked.row.article,
        remedy="请作出指定管辖的决定。",
    )


def _refuse_without(asked: Asked, mine: int, *, holder: int) -> None:
    if mine not in bodies.line_after(holder, by_day=asked.given.on):
        raise Refused(
            f"不能{asked.row.name}：本件现在由{bodies.names_of([holder]).get(holder, '上一级机关')}决定。",
            remedy="请等待其决定。",
        )


def _reaches(asked: Asked, body_id: int) -> bool:
    """Say whether a body is the one it went to, took over from it by that day, or has to decide on it."""
    near = {asked.transfer.body_id, asked.transfer.holder_body_id}
    day = asked.given.on
    return any(body_id in bodies.line_after(one, by_day=day) for one in near if one is not None)


def body_now(by: Person, asked: Asked) -> int:
    """Return the body an account acts for; one of a body that was merged away acts for nobody."""
    body = bodies.body(by.body_id or 0)
    if body is None:
        raise NotVisible
    if bodies.is_in_force(body, asked.given.on):
        return body.id
    heir = bodies.successor_on(body.key, asked.given.on)
    named = f"，职责已由{heir.name}承接" if heir is not None and heir.id != body.id else ""
    raise Refused(
        f"不能{asked.row.name}：{body.name}已经撤并{named}，这个账号不能再办理。",
        remedy="请由承接机构的联络员办理；没有账号的，请与移送机关联系开通。",
    )


def _refuse_ours(asked: Asked) -> None:
    row, by = asked.row, asked.by
    if OFFICE not in row.sides and BODY not in row.sides:
        raise Refused(f"不能{row.name}：这一步由系统到期办理。")
    if asked.given.body and BODY not in row.sides:
        raise Refused(
            f"不能代对方登记“{row.name}”：这一步由本机关办理。", remedy="请按本机关办理登记。"
        )
    if not asked.knows_case:
        raise NotVisible
    held = roles_over(by, thing_of(asked.matter, asked.transfer), row.permission)
    if not held:
        raise Refused(f"不能{row.name}：您没有办理本件的权限。", remedy="请由承办单位的人员办理。")
    if row.roles and not held & set(row.roles):
        who = "、".join(Role(one).label for one in row.roles)
        raise Refused(f"不能{row.name}：由{who}办理。", article=row.article)


def signed_by(asked: Asked) -> Person:
    """Return who acts as the record names them: of a deputy it says in whose place."""
    by = asked.by
    if by.is_clock or by.body_id is not None:
        return by
    thing = thing_of(asked.matter, asked.transfer)
    roles = asked.row.roles or roles_over(by, thing, asked.row.permission)
    away = in_whose_place(by, thing, roles)
    if not away:
        return by
    return replace(by, name=f"{by.name}（代{accounts.names_of([away])[away]}）"[:NAME_ROOM])
