"""The one way a ticket changes state or hands: table, lock, holding, move, trail, search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import PERMISSIONS, Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.accounts.sight import lies_under
from caseapp.accounts.units import office_path
from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.hotline.life import ENDED, MOVES, Move, state_after
from caseapp.hotline.models import Ticket, TicketHolding, TicketMove
from caseapp.hotline.words import MATTERS, STATES
from caseapp.ledger import actions as ledger

NEEDED = {
    "reason": "理由",
    "to": "承办单位",
    "told": "如何告知当事人",
    "ground": "依据的情形",
    "until": "最后一日",
}


@dataclass(frozen=True)
class Holder:
    """Who gets a ticket: a unit, one of its people, or a body outside that the unit follows up."""

    unit_id: int
    body_id: int | None = None
    person_id: int | None = None


def move(
    *,
    by: Person,
    ticket: Ticket,
    move: str,
    reason: str = "",
    to: Holder | None = None,
    **given: Any,
) -> TicketMove:
    """Make one move of the table: the running holding ends and the next begins at the same instant."""
    row = MOVES[move]
    db.session.refresh(
        ticket, with_for_update=True
    )  # two who act at once: the second sees the first
    _refuse_state(row, ticket)
    _refuse_matter(row, ticket)
    _refuse_order(row, ticket)
    refuse_person(row, ticket, by=by)
    _refuse_missing(row, {"reason": reason.strip(), "to": to, **given})
    before = ticket.state
    after = state_after(row, state=before, times_returned=ticket.times_returned)
    at = _instant(ticket)
    if row.key == "send_back":
        ticket.times_returned += 1
        to = Holder(_arbiter(ticket) if after == "disputed" else desk_of(ticket))
    if row.key == "arbitrate":
        ticket.is_final = True
    _hold(ticket, to, state=after, at=at)
    ticket.version += 1
    return _written(
        row, ticket, by=by, before=before, at=at, reason=reason.strip(), given=given, to=to
    )


def begin(*, by: Person, ticket: Ticket, to: Holder | None = None, **given: Any) -> TicketMove:
    """Open the first holding of a new ticket: from its first instant somebody answers for it."""
    row = MOVES["take"]
    first = to or Holder(by.unit_id, person_id=by.id or None)
    ticket.state = row.to_state
    _open(ticket, first, state=row.to_state, at=ticket.created_at)
    return _written(
        row, ticket, by=by, before="", at=ticket.created_at, reason="", given=given, to=first
    )


def desk_of(ticket: Ticket) -> int:
    """Return the unit that took a ticket in; what is returned goes there and nowhere else (art. 37)."""
    first = db.session.execute(
        sa.select(TicketHolding.unit_id, TicketHolding.state)
        .where(TicketHolding.ticket_id == ticket.id)
        .order_by(TicketHolding.id)
        .limit(1)
    ).first()
    if first is not None and first.state == MOVES["take"].to_state:
        return int(first.unit_id)
    # One from before holdings were kept: the unit of whoever took it down.
    operator = accounts.person_by_id(ticket.operator_id) if ticket.operator_id else None
    return operator.unit_id if operator else ticket.unit_id


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


def holder_words(ticket: Ticket) -> str:
    """Say who has a ticket now."""
    found = running(ticket.id)
    if found is None:
        unit = accounts.unit_by_id(ticket.unit_id)
        return unit.name if unit else "受理岗位"
    return (found.body_name or found.unit_name) + found.person_name


def running(ticket_id: int) -> TicketHolding | None:
    """Return who has a ticket now, as the row that is still open."""
    return db.session.scalars(
        sa.select(TicketHolding).where(
            TicketHolding.ticket_id == ticket_id, TicketHolding.until.is_(None)
        )
    ).one_or_none()


def _refuse_state(row: Move, ticket: Ticket) -> None:
    if ticket.state not in row.from_states:
        raise Refused(
            f"不能{row.name}：工单 {ticket.number} 现为“{STATES[ticket.state]}”{_latest(ticket)}。",
            article=row.article,
            remedy="请刷新后按现在的状态办理。"
            if ticket.state not in ENDED
            else "需要再办的，请另登记工单并注明原工单号。",
        )
    if row.key == "send_back" and ticket.is_final:
        raise Refused(
            f"不能退回：工单 {ticket.number} 的承办单位已经负责人裁定，不再退回。",
            article=row.article,
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
                article=row.article,
                remedy=f"请先办理“{MOVES[key].name}”。",
            )
    for key in row.unless:
        if key in made:
            raise Refused(
                f"不能{row.name}：工单 {ticket.number} 已经“{MOVES[key].name}”。",
                article=row.article,
                remedy="请在流转记录中查看原来的办理。",
            )


def _refuse_missing(row: Move, given: Mapping[str, Any]) -> None:
    if missing := [NEEDED[name] for name in row.needs if not given.get(name)]:
        raise Refused(
            f"不能{row.name}：没有写明{'、'.join(missing)}。",
            article=row.article,
            remedy="请补填后再提交，已填的内容都在下面。",
        )
    if row.key == "send_back" and given.get("to"):
        raise Refused(
            "不能退回：退回只能退给受理岗位，不能直接转给其他单位。",
            article=row.article,
            remedy="请写明理由退回，由受理岗位改派。",
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


def _instant(ticket: Ticket) -> datetime:
    """Return now, never before the running holding began: a clock set back makes no negative time."""
    held = running(ticket.id)
    return now() if held is None else max(now(), held.since)


def _arbiter(ticket: Ticket) -> int:
    """Return the office whose chief says where a ticket belongs: that of the desk which took it."""
    desk = accounts.unit_by_id(desk_of(ticket))
    office = accounts.unit_by_path(office_path(desk.path)) if desk else None
    return int(office.id) if office else ticket.unit_id


def _hold(ticket: Ticket, to: Holder | None, *, state: str, at: datetime) -> None:
    """Let the holding follow state and hands; what ended is held no longer."""
    held = running(ticket.id)
    ticket.state = state
    if state in ENDED:
        ticket.closed_at = at
    if held is None:
        held = _open(ticket, _same(ticket), state=state, at=ticket.created_at)
    new = to or Holder(held.unit_id, held.body_id, held.person_id)
    if state not in ENDED and held.state == state and new == _of(held):
        return
    held.until = at
    db.session.flush()  # the running one ends before the next begins
    if state not in ENDED:
        _open(ticket, new, state=state, at=at)


def _of(held: TicketHolding) -> Holder:
    return Holder(held.unit_id, held.body_id, held.person_id)


def _same(ticket: Ticket) -> Holder:
    return Holder(ticket.unit_id, ticket.body_id, ticket.holder_id)


def _open(ticket: Ticket, to: Holder, *, state: str, at: datetime) -> TicketHolding:
    unit = accounts.unit_by_id(to.unit_id)
    if unit is None or not unit.is_active:
        raise Refused(
            f"不能交办：选定的单位{'' if unit is None else unit.name}已经不在用。",
            remedy="请另选承办单位。",
        )
    ticket.unit_id, ticket.unit_path = unit.id, unit.path
    ticket.body_id, ticket.holder_id = to.body_id, to.person_id
    opened = TicketHolding(
        ticket_id=ticket.id,
        state=state,
        unit_id=unit.id,
        unit_name=unit.name,
        body_id=to.body_id,
        body_name=_body_name(to.body_id),
        person_id=to.person_id,
        person_name=_person_name(to.person_id, unit),
        since=at,
    )
    db.session.add(opened)
    db.session.flush()
    return opened


def _body_name(body_id: int | None) -> str:
    if body_id is None:
        return ""
    body = bodies.body(body_id)
    if body is None:
        raise Refused("不能交办：名录中没有这个机构。", remedy="请在机构名录中核对后另选。")
    return body.name


def _person_name(person_id: int | None, unit: Any) -> str:
    if person_id is None:
        return ""
    person = accounts.person_by_id(person_id)
    if person is None or not person.is_active or not lies_under(person.unit_path, [unit.path]):
        raise Refused(
            f"不能交办：选定的人员已不在{unit.name}。", remedy="请另选人员，或者只交给单位。"
        )
    return person.name


def _written(
    row: Move,
    ticket: Ticket,
    *,
    by: Person,
    before: str,
    at: datetime,
    reason: str,
    given: Mapping[str, Any],
    to: Holder | None,
) -> TicketMove:
    made = TicketMove(
        ticket_id=ticket.id,
        move=row.key,
        from_state=before,
        to_state=ticket.state,
        at=at,
        by_id=by.id,
        by_name=by.name,
        reason=reason,
        given=_as_json(given, to),
    )
    db.session.add(made)
    db.session.flush()
    ledger.record(
        by=by,
        action=row.action,
        object_kind="ticket",
        object_id=ticket.id,
        object_key=ticket.number,
        reason=reason,
        details={"from": before, "to": ticket.state, **made.given},
    )
    ledger.announce(event="ticket.saved", object_kind="ticket", object_id=ticket.id)
    return made


def _as_json(given: Mapping[str, Any], to: Holder | None) -> dict[str, Any]:
    """Keep what was given as plain values; a day as its text."""
    kept: dict[str, Any] = {
        name: value if isinstance(value, (str, int, bool, list, dict)) else str(value)
        for name, value in given.items()
        if value is not None and value != ""
    }
    if to is not None:
        kept |= {"unit": to.unit_id, "body": to.body_id, "person": to.person_id}
    return kept
