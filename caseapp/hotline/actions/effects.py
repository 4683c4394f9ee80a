"""What a move does beyond state and hands: a limit put off, a second unit asked, a ground checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, roles_over
from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines.models import Deadline
from caseapp.hotline.actions.clocks import open_limits
from caseapp.hotline.actions.holding import Holder
from caseapp.hotline.joint_models import TicketJoint
from caseapp.hotline.life import MOVES
from caseapp.hotline.models import Ticket
from caseapp.hotline.told_words import LATER
from caseapp.law import time_limits
from caseapp.law.complaint_grounds import END, REFUSE, ground, grounds
from caseapp.law.procedures.roles import Role

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """A move that the table allows, with all that was given for it."""

    by: Person
    ticket: Ticket
    at: datetime
    reason: str
    given: Mapping[str, Any]
    to: Holder | None = None

    @property
    def on(self) -> date:
        """Return the day of the move in Shanghai."""
        return local(self.at).date()


def _extend(asked: Asked) -> dict[str, Any]:
    """Put a limit off to a day, before it is over; the caller is told (H07)."""
    if not asked.given.get("told") and asked.given.get("how") != LATER:
        raise Refused(
            "不能延期：没有写明如何告知当事人。",
            remedy="已经告知的，写明告知的话；还没有告知的，告知方式选“尚未告知”。",
        )
    limit = _extendable(asked)
    row = time_limits.load().row(limit.rule_id)
    approver = next((one.by for one in row.extensions), "")
    thing = Thing(asked.ticket.unit_path)
    held = roles_over(asked.by, thing, MOVES["extend"].permission)
    if approver == Role.CHIEF and Role.CHIEF not in held:
        raise Refused(
            f"不能延期：“{limit.what}”的延长由本机关负责人批准。",
            article=limit.basis,
            remedy="请报负责人在本页办理延期。",
        )
    until = asked.given["until"]
    extended = deadlines.extend(
        by=asked.by,
        deadline_id=limit.id,
        on=asked.on,
        approver=asked.by.name,
        why=asked.reason,
        until=until,
        length=0 if limit.unit == "open" else _length(limit, until),
    )
    if limit.unit == "open":
        asked.ticket.order_due_on = until
    return {"limit": limit.id, "until": extended.due_on}


def _extendable(asked: Asked) -> Deadline:
    """Return the limit that is meant, or the only one that can be put off at all."""
    wanted = asked.given.get("limit")
    found = [
        one for one in extendable(asked.ticket.id) if wanted in (None, "", one.id, str(one.id))
    ]
    if not found:
        raise Refused(
            f"不能延期：工单 {asked.ticket.number} 没有可以延长的期限。",
            remedy="条文没有规定可以延长的，请在期限内办结；逾期的如实说明。",
        )
    if len(found) > 1:
        names = "、".join(f"“{one.what}”" for one in found)
        raise Refused(
            f"不能延期：可以延长的期限有 {len(found)} 项：{names}，没有写明延长哪一项。",
            remedy="请选择要延长的期限；几项都要延长的，分别办理。",
        )
    return found[0]


def extendable(ticket_id: int) -> list[Deadline]:
    """Return the running limits of a ticket that may be put off at all, the next to end first."""
    book = time_limits.load()
    found = [
        one
        for one in open_limits(ticket_id)
        if one.due_on is not None and (one.unit == "open" or book.row(one.rule_id).extensions)
    ]
    return sorted(found, key=lambda one: one.due_on or date.max)


def _length(limit: Deadline, until: date) -> int:
    """Count what lies between the old and the new last day, as the limit itself is counted."""
    if limit.due_on is None or until <= limit.due_on:
        raise Refused(
            f"不能延期：“{limit.what}”原定 {limit.due_on} 届满，新的日期应当晚于这一天。",
            remedy="请填写批准后的最后一日。",
        )
    calendar = accounts.office_calendar()
    days = [limit.due_on + ONE_DAY * step for step in range(1, (until - limit.due_on).days + 1)]
    return sum(limit.unit != "wd" or calendar.is_working(day) for day in days)


def _joint(asked: Asked) -> dict[str, Any]:
    """Ask a second unit to work with the one that holds the ticket; it sees the ticket from now on."""
    unit = accounts.unit_by_id(asked.to.unit_id) if asked.to else None
    if unit is None or not unit.is_active:
        raise Refused("不能协办：没有选定在用的单位。", remedy="请另选协办单位。")
    if unit.id == asked.ticket.unit_id:
        raise Refused(f"不能协办：{unit.name}就是承办单位。", remedy="请选承办单位以外的单位协办。")
    if earlier := _joint_of(asked.ticket, unit.id):
        raise Refused(
            f"不能协办：{earlier.by_name}已经请{unit.name}协办。",
            remedy="需要补充的，请直接与协办单位联系。",
        )
    db.session.add(
        TicketJoint(
            ticket_id=asked.ticket.id,
            unit_id=unit.id,
            unit_path=unit.path,
            unit_name=unit.name,
            wanted=asked.reason,
            since=asked.at,
            by_name=asked.by.name,
        )
    )
    return {"joint": unit.name}


def _contribute(asked: Asked) -> dict[str, Any]:
    """Keep what the second unit found; the one that holds the ticket answers with it."""
    one = joint_for(asked.by, asked.ticket)
    if one is None:
        raise Refused(
            f"不能协办反馈：工单 {asked.ticket.number} 没有请您的单位协办。",
            remedy="承办单位的人员请直接办理。",
        )
    if one.done_at is not None:
        raise Refused(
            f"不能协办反馈：{one.done_by}已经反馈。", remedy="需要补充的，请与承办单位联系。"
        )
    one.done, one.done_at, one.done_by = asked.reason, asked.at, asked.by.name
    return {"joint": one.unit_name}


def joint_for(by: Person, ticket: Ticket) -> TicketJoint | None:
    """Return what somebody's own unit was asked to do beside the holder."""
    return _joint_of(ticket, by.unit_id)


def _joint_of(ticket: Ticket, unit_id: int) -> TicketJoint | None:
    wanted = sa.select(TicketJoint).where(
        TicketJoint.ticket_id == ticket.id, TicketJoint.unit_id == unit_id
    )
    return db.session.scalars(wanted).one_or_none()


def _refuse_complaint(asked: Asked) -> dict[str, Any]:
    """Take only a ground that holds on the day; what is told to the complainant is the answer."""
    given = _grounded(asked, REFUSE)
    if given["ground"] == "too_old":
        _refuse_young(asked)
    asked.ticket.answer = str(asked.given["told"])
    return given


def _refuse_young(asked: Asked) -> None:
    """Count from the day the harm was known, where the operator knows it."""
    known = asked.given.get("harm_known_on")
    row = time_limits.load().row("HL-07")
    is_counted = row.valid_to is None or asked.ticket.received_on <= row.valid_to
    if not known or not is_counted:
        return
    last = time_limits.load().due("HL-07", known, calendar=accounts.office_calendar())
    if asked.ticket.received_on <= last.due:
        raise Refused(
            f"不能以超过期限不予受理：自 {known} 起算，至 {last.due} 才届满，收到投诉时没有超过。",
            article=last.basis,
            remedy="请核对知道权益受到侵害的日期，或者改选其他情形。",
        )


def _ask_identity(asked: Asked) -> dict[str, Any]:
    """Take a day that is still to come: what is over cannot be met."""
    if asked.given["until"] < asked.on:
        raise Refused(
            f"不能限期提供身份证明：最后一日 {asked.given['until']} 早于今天。",
            article=MOVES["ask_identity"].basis(asked.on),
            remedy="请填写今天或者以后的日期，让投诉人来得及提供。",
        )
    return {}


def _end_mediation(asked: Asked) -> dict[str, Any]:
    """Take only a ground that holds on the day."""
    return _grounded(asked, END)


def _tell_end(asked: Asked) -> dict[str, Any]:
    """What both were told of the end is the answer."""
    asked.ticket.answer = str(asked.given["told"])
    return {}


def _grounded(asked: Asked, kind: str) -> dict[str, Any]:
    found = ground(kind, str(asked.given["ground"]), asked.on)
    if found is None:
        known = "；".join(row.words for row in grounds(kind, asked.on))
        raise Refused(
            f"“{asked.given['ground']}”不是当日可以适用的情形。",
            remedy=f"请从下列情形中选择：{known}。"
            if known
            else "当日没有可以适用的情形，请核对日期。",
        )
    return {"ground": found.key, "ground_words": found.words, "basis": found.basis}


EFFECTS: Mapping[str, Callable[[Asked], dict[str, Any]]] = {
    "extend": _extend,
    "joint": _joint,
    "contribute": _contribute,
    "refuse_complaint": _refuse_complaint,
    "ask_identity": _ask_identity,
    "end_mediation": _end_mediation,
    "tell_end": _tell_end,
}
