"""Rules of what is asked of platforms: which links, when a link comes back, when a breach is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines.models import Deadline
from caseapp.law import penalties
from caseapp.transfers.asked import Asked, gate
from caseapp.transfers.assisting_facts import links_acted_on, links_of

COUNTER = "中华人民共和国电子商务法第四十三条"
BREACH = "PEN-EC84"
WAITING = ("EC-01", "EC-02")
ORDERED = ("EC-03",)


def waits(transfer_id: int, families: Sequence[str]) -> Sequence[Deadline]:
    """Return the limits of these families, those that are over too."""
    wanted = sa.select(Deadline).where(
        Deadline.transfer_id == transfer_id, Deadline.family.in_(families)
    )
    return db.session.scalars(wanted.order_by(Deadline.id)).all()


@gate
def links_are_ours(asked: Asked) -> Refused | None:
    """Take down an act only on links that the notice names."""
    typed = links_of(asked.given.values.get("links"))
    wanted = set(links_of(asked.transfer.facts.get("links")))
    strange = [one for one in typed if one not in wanted]
    if not strange:
        return None
    return Refused(
        f"不能{asked.row.name}：“{strange[0]}”不在通知的链接之内。",
        remedy="请照通知书的链接填写，一行一个；新发现的链接另行通知。",
    )


@gate
def all_links_are_done(asked: Asked) -> Refused | None:
    """Let the action be complete only when each link has one."""
    typed = links_of(asked.given.values.get("links"))
    if not typed:
        return None
    done = {*typed, *links_acted_on(asked.transfer.id)}
    left = [one for one in links_of(asked.transfer.facts.get("links")) if one not in done]
    if not left:
        return None
    return Refused(
        f"不能{asked.row.name}：还有 {len(left)} 个链接没有处置（{left[0]}）。",
        remedy="先处置了一部分的，请办理“登记部分链接的处置”。",
    )


@gate
def statement_reached(asked: Asked) -> Refused | None:
    """Let a statement reach the holder after the platform acted and not in the future."""
    reached = asked.given.values.get("reached_on")
    if not isinstance(reached, date):
        return None
    if reached > asked.given.on:
        return Refused(
            f"不能{asked.row.name}：声明到达权利人的日期晚于登记的日期。", remedy="请核对日期。"
        )
    if reached < asked.transfer.received_on:
        return Refused(
            f"不能{asked.row.name}：声明到达权利人的日期早于本件登记的日期（{asked.transfer.received_on}）。",
            remedy="请核对日期。",
        )
    return None


@gate
def measures_stand(asked: Asked) -> Refused | None:
    """Take a late statement only against measures that stand and that nobody contested before."""
    if "act" in asked.done and not {"restore", "sued"} & set(asked.done):
        return None
    return Refused(
        f"不能{asked.row.name}：没有平台采取、现在仍然有效并且没有声明过的措施。",
        article=COUNTER,
        remedy="请核对办理记录；措施已经终止的不必再登记声明。",
    )


@gate
def news_is_in_time(asked: Asked) -> Refused | None:
    """Let the holder's complaint or suit count only if the platform heard of it before the wait was over."""
    heard = asked.given.values.get("heard_on")
    last = _last(asked)
    if not isinstance(heard, date) or last is None or heard <= last:
        return None
    return Refused(
        f"不能{asked.row.name}：平台等待的期限已于 {last} 届满，{heard} 才收到投诉或者起诉的通知。",
        article=COUNTER,
        remedy="平台应当终止所采取的措施，请登记“平台恢复”；此后凭人民法院、行政机关的决定另行通知。",
    )


@gate
def silence_is_over(asked: Asked) -> Refused | None:
    """Let a platform restore on silence only when the holder's days are over; a cap for papers of a notary too."""
    if asked.transfer.state != "countered":
        return None
    day, last = asked.given.values.get("restored_on"), _last(asked)
    day = day if isinstance(day, date) else asked.given.on
    if last is None or day > last:
        return None
    return Refused(
        f"不能{asked.row.name}：权利人投诉或者起诉的期限到 {last} 才届满。",
        article=COUNTER,
        remedy=f"请在 {last} 以后，没有收到权利人的通知时再办。",
    )


def _last(asked: Asked) -> date | None:
    found = [one.due_on for one in waits(asked.transfer.id, WAITING) if one.due_on is not None]
    return max(found, default=None)


@gate
def breach_is_one(asked: Asked) -> Refused | None:
    """Order a platform to correct only under the article that is in force on the day."""
    row = penalties.penalty(BREACH)
    if row.valid_from is None or asked.given.on >= row.valid_from:
        return None
    return Refused(
        f"不能{asked.row.name}：{row.basis()}自 {row.valid_from} 起施行，{asked.given.on} 还没有这一规定。",
        remedy="请函告平台的主管机关。",
    )


@gate
def order_has_a_day(asked: Asked) -> Refused | None:
    """Let an order to correct give a day that is still to come."""
    until = asked.given.values.get("answer_due_on")
    if not isinstance(until, date) or until > asked.given.on:
        return None
    return Refused(
        f"不能{asked.row.name}：责令改正的期限应当晚于送达的日期。",
        remedy="请照责令改正通知书填写。",
    )


@gate
def order_is_over(asked: Asked) -> Refused | None:
    """Go on to a penalty only when the day of the order is over (电子商务法第八十四条)."""
    last = max(
        (one.due_on for one in waits(asked.transfer.id, ORDERED) if one.due_on is not None),
        default=None,
    )
    if last is None or asked.given.on > last:
        return None
    return Refused(
        f"不能{asked.row.name}：责令改正的期限到 {last} 才届满。",
        article=penalties.penalty(BREACH).basis(),
        remedy="逾期不改正的才依法处罚；已经改正的，请登记平台的处置。",
    )
