"""Limits of a ticket follow its moves; no return stops one, and what time itself lets lapse is acted on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import local, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines.models import Deadline
from caseapp.hotline import clocks
from caseapp.hotline.life import MOVES, Move
from caseapp.hotline.models import Ticket

INTERIM = "在此以前要告诉来电人的，请登记阶段答复。"


def refuse_by_limits(row: Move, ticket: Ticket) -> None:
    """Refuse what the running limits do not allow: to end over one, to pause one twice or too late."""
    _refuse_closing(row, ticket)
    for one in _of(ticket, clocks.PAUSES.get(row.key, ())):
        if one.state == "paused":
            raise Refused(
                f"不能{row.name}：“{one.what}”已因先前的检验中止计算。",
                article=one.basis,
                remedy="请先登记检验结束。",
            )
        if one.due_on is not None and one.due_on < today():
            raise Refused(
                f"不能{row.name}：“{one.what}”已于 {one.due_on} 届满，检验不能再中止它的计算。",
                article=one.basis,
                remedy="请终止调解并告知双方。",
            )
    resumed = _of(ticket, clocks.RESUMES.get(row.key, ()))
    if resumed and not any(one.state == "paused" for one in resumed):
        raise Refused(
            f"不能{row.name}：工单 {ticket.number} 没有正在检验的事项。",
            remedy="请在流转记录中核对，检验结束只登记一次。",
        )


def _refuse_closing(row: Move, ticket: Ticket) -> None:
    """Refuse to answer for good, close or join a ticket on which the law still asks for an act."""
    if left := _of(ticket, clocks.held_by(row.key, to_state=row.to_state)):
        names = "、".join(f"“{one.what}”" for one in left)
        keys = clocks.enders({one.family for one in left})
        acts = "、".join(f"“{MOVES[key].name}”" for key in keys) or "期限所对应的事项"
        raise Refused(
            f"不能{row.name}：工单 {ticket.number} 还有{names}的期限没有办结。",
            article=left[0].basis,
            remedy=f"请先办理{acts}，期限随之结束，再{row.name}。{INTERIM if row.key == 'answer' else ''}",
        )


def _of(ticket: Ticket, families: Collection[str]) -> list[Deadline]:
    return [one for one in open_limits(ticket.id) if one.family in families] if families else []


def follow(
    *,
    by: Person,
    ticket: Ticket,
    row: Move,
    before: str,
    at: datetime,
    until: date | None = None,
) -> None:
    """Begin, end, pause and let run again what this move begins, ends, pauses or lets run again."""
    on, why = local(at).date(), row.name
    if families := clocks.stopped_by(row.key, ticket, before=before):
        deadlines.stop(by=by, ticket_id=ticket.id, families=families, on=on, why=why, at=at)
    if families := clocks.PAUSES.get(row.key, ()):
        deadlines.pause(by=by, ticket_id=ticket.id, families=families, on=on, why=why)
    if families := clocks.RESUMES.get(row.key, ()):
        deadlines.resume(by=by, ticket_id=ticket.id, families=families, on=on, why=why)
    for family in clocks.started_by(row.key, ticket, before=before):
        _start(by=by, ticket=ticket, family=family, row=row, at=at, until=until)
    if clocks.is_over(ticket):
        for one in open_limits(ticket.id):
            deadlines.fall_away(by=by, deadline_id=one.id, on=on, why=f"工单已{row.name}")


def open_limits(ticket_id: int) -> list[Deadline]:
    """Return what still runs on a ticket."""
    wanted = sa.select(Deadline).where(
        Deadline.ticket_id == ticket_id, Deadline.stopped_on.is_(None)
    )
    return list(db.session.scalars(wanted.order_by(Deadline.id)))


def _start(
    *, by: Person, ticket: Ticket, family: str, row: Move, at: datetime, until: date | None
) -> None:
    """Start one limit; of one that runs already there is no second."""
    if any(family in (one.family, one.rule_id) for one in open_limits(ticket.id)):
        return
    # What the caller sets going begins on the day it came in, also when it is taken down later.
    came_in = row is MOVES["take"]
    deadlines.start(
        by=by,
        ticket_id=ticket.id,
        family=family,
        on=ticket.received_on if came_in else local(at).date(),
        at=at,
        why=f"{row.name}工单" if came_in else row.name,
        until=ticket.order_due_on if family == "ST-10" else until,
    )
