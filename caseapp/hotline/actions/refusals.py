"""What stands in the way of a move, in sentences: state, matter, order of acts, rights, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import PERMISSIONS, Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.base.clock import local, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.actions.holding import Holder, holder_words
from caseapp.hotline.day_range import refuse_odd_day
from caseapp.hotline.joint_models import TicketJoint
from caseapp.hotline.life import ENDED, HANDS_ON, MOVES, Move
from caseapp.hotline.models import Ticket, TicketMove
from caseapp.hotline.receivers import nobody_there
from caseapp.hotline.words import MATTERS, STATES

DAYS = {"until": "最后一日", "harm_known_on": "知道权益受到侵害的日期"}
NEEDED = {
    "reason": "理由",
    "to": "承办单位",
    "told": "如何告知当事人",
    "ground": "依据的情形",
    "until": "最后一日",
}


def refuse(row: Move, ticket: Ticket, *, by: Person, given: Mapping[str, Any]) -> None:
    """Refuse a move that the table does not allow on this ticket, to this person, with this."""
    _refuse_state(row, ticket)
    _refuse_matter(row, ticket)
    _refuse_order(row, ticket)
    beside = joint_path(ticket, by=by) if row.key == "contribute" else ""
    refuse_person(row, ticket, by=by, unit_path=beside)
    _refuse_missing(row, given)
    for name, words in DAYS.items():
        if given.get(name):
            refuse_odd_day(given[name], words)
    _refuse_passing_on(row, ticket, given.get("to"))
    _refuse_empty_unit(row, given.get("to"))


def refuse_person(row: Move, ticket: Ticket, *, by: Person, unit_path: str = "") -> None:
    """Refuse whoever may not make this move on what this unit holds."""
    thing = Thing(unit_path or ticket.unit_path)
    if not decide(by, row.permission, thing):
        raise Refused(
            f"不能{row.name}：工单 {ticket.number} 现由{holder_words(ticket)}持有，"
            f"您没有对它“{PERMISSIONS[row.permission]}”的权限。",
            remedy="请由持有单位的人员办理，或者联系热线受理岗位。",
        )
    if row.roles and not (by.is_clock or roles_over(by, thing, row.permission) & set(row.roles)):
        raise Refused(
            f"不能{row.name}：{row.name}由受理单位负责人或者本机关负责人作出。",
            remedy="请报负责人办理；一般提醒可以催办。",
        )


def _refuse_state(row: Move, ticket: Ticket) -> None:
    if ticket.state not in row.from_states:
        raise Refused(
            f"不能{row.name}：工单 {ticket.number} 现为“{STATES[ticket.state]}”{_latest(ticket)}。",
            article=row.basis(today()),
            remedy="请刷新后按现在的状态办理。"
            if ticket.state not in ENDED
            else "需要再办的，请另登记工单并注明原工单号。",
        )
    if row.key == "send_back" and ticket.is_final:
        raise Refused(
            f"不能退回：工单 {ticket.number} 的承办单位已经负责人裁定，不再退回。",
            article=row.basis(today()),
            remedy="请接收办理；需要其他单位配合的，请受理岗位安排协办。",
        )


def _refuse_matter(row: Move, ticket: Ticket) -> None:
    if row.matters and ticket.matter not in row.matters:
        wanted = "或者".join(MATTERS[key] for key in row.matters)
        raise Refused(
            f"不能{row.name}：本工单事项是“{MATTERS[ticket.matter]}”，不是{wanted}。",
            remedy=f"确属{wanted}的，请另登记一张工单。",
        )


def _refuse_order(row: Move, ticket: Ticket) -> None:
    if not row.after and not row.unless:
        return
    wanted = sa.select(TicketMove.move).where(TicketMove.ticket_id == ticket.id)
    made = set(db.session.scalars(wanted))
    for key in row.after:
        if key not in made:
            raise Refused(
                f"不能{row.name}：工单 {ticket.number} 还没有“{MOVES[key].name}”。",
                article=row.basis(today()),
                remedy=f"请先办理“{MOVES[key].name}”。",
            )
    for key in row.unless:
        if key in made:
            raise Refused(
                f"不能{row.name}：工单 {ticket.number} 已经“{MOVES[key].name}”。",
                article=row.basis(today()),
                remedy="请在流转记录中查看原来的办理。",
            )


def _refuse_missing(row: Move, given: Mapping[str, Any]) -> None:
    if missing := [NEEDED[name] for name in row.needs if not given.get(name)]:
        raise Refused(
            f"不能{row.name}：没有写明{'、'.join(missing)}。",
            article=row.basis(today()),
            remedy="请补填后再提交，已填的内容都在下面。",
        )


def _latest(ticket: Ticket) -> str:
    """Say what was done last and by whom: whoever acts second is told of the first."""
    last = db.session.scalars(
        sa.select(TicketMove)
        .where(TicketMove.ticket_id == ticket.id)
        .order_by(TicketMove.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.move == "take":
        return ""
    when = local(last.at).strftime("%Y-%m-%d %H:%M")
    return f"（{last.by_name}于 {when} {MOVES[last.move].name}）"


def _refuse_passing_on(row: Move, ticket: Ticket, to: Holder | None) -> None:
    """Refuse to hand on what the desk, the arbiter or a lead hands on: a unit may only send it back."""
    if to is None or row.key in HANDS_ON:
        return
    if row.key == "send_back" or to.unit_id != ticket.unit_id:
        raise Refused(
            f"不能{row.name}：退回只能退给受理岗位，不能直接转给其他单位。",
            article=MOVES["send_back"].basis(today()),
            remedy="请写明理由退回，由受理岗位改派。",
        )


def _refuse_empty_unit(row: Move, to: Holder | None) -> None:
    """Refuse to hand a ticket to where nobody could accept it or send it back: it would lie there."""
    if to is None or to.body_id is not None or row.key not in HANDS_ON:
        return
    if why := nobody_there(to.unit_id):
        raise Refused(
            f"不能{row.name}：{why}",
            remedy="请交给有人接收的单位，与分办规则不同的在理由中写明；"
            "应当由该单位办理的，请系统管理员先为它的人员授予角色。",
        )


def joint_path(ticket: Ticket, *, by: Person) -> str:
    """Return the path of somebody's own unit, if it was asked to work beside the holder."""
    wanted = sa.select(TicketJoint.unit_path).where(
        TicketJoint.ticket_id == ticket.id, TicketJoint.unit_id == by.unit_id
    )
    return db.session.scalar(wanted) or ""
