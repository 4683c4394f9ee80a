"""Regional agreements as transfers and their pages look at them: in force when, between whom, for what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.paging import Page, fetch_page
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.transfers.kinds import Kind
from caseapp.transfers.models import Agreement, AgreementBody, Transfer

ONE_DAY = timedelta(days=1)
# What neighbours agree on to do for each other; the keys are stored.
SCOPES: Mapping[str, str] = {
    "information": "互通执法信息",
    "notice": "通报跨区域案件",
    "evidence": "互相代为调查取证",
    "handing_over": "移送案件和线索",
    "service": "互相代为送达",
    "exhibition": "展会信息和展会执法协作",
    "opinion": "电商侵权判定咨询",
    "platform": "电商平台处置和协查",
}
# Which kinds of matters rest on which of them; what is done at a fair may be any of the first three.
_HANDED = ("case_out", "case_in", "lead_out", "lead_in", "criminal_out")
_HELPED = ("inquiry_out", "inquiry_in", "entrust_out", "identify_out", "identify_in")
COVERS: Mapping[str, tuple[str, ...]] = {
    "information": ("customs_out", "supervision_out", "supervision_in"),
    "notice": ("supervision_out", "supervision_in"),
    "evidence": (*_HELPED, "customs_help_out", "customs_in"),
    "handing_over": _HANDED,
    "service": ("service_out", "service_in"),
    "exhibition": (*_HELPED, *_HANDED),
    "opinion": ("opinion_in",),
    "platform": ("take_down_out", "platform_inquiry_out"),
}
HEAPS: Mapping[str, str] = {
    "": "全部",
    "now": "有效",
    "ended": "已经终止或者期满",
    "later": "尚未生效",
}
_ROW = sa.select(
    Agreement.__table__, Cooperation.number, Cooperation.title, Cooperation.unit_id
).join(Cooperation, Cooperation.id == Agreement.id)
_PARTIES = (
    sa.select(AgreementBody.agreement_id, Body.id, Body.name, Body.until)
    .join(Body, Body.id == AgreementBody.body_id)
    .where(AgreementBody.agreement_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(AgreementBody.id)
)


def agreement(agreement_id: int) -> Agreement:
    """Return an agreement, or NotVisible; every unit may rest a request on it, so all of them read it."""
    found = db.session.get(Agreement, agreement_id)
    if found is None:
        raise NotVisible
    return found


def matter_of(agreement_id: int) -> Cooperation:
    """Return the row of the register; whoever found the agreement may know it."""
    return db.session.get_one(Cooperation, agreement_id)


def page_of_agreements(heap: str, after: str, *, today: date) -> Page[Any]:
    """Return one page of the register of agreements, the newest first."""
    mark = int(after) if after.isdecimal() and len(after) < 10 else 0
    found = _ROW.where(*_of_heap(heap, today))
    return fetch_page(
        found.order_by(Agreement.id.desc()),
        key_of=lambda row: str(row.id),
        after=Agreement.id < mark if mark else None,
        counted=found,
    )


def _of_heap(heap: str, day: date) -> list[sa.ColumnElement[bool]]:
    over = sa.and_(Agreement.until.is_not(None), Agreement.until < day)
    ways: Mapping[str, list[sa.ColumnElement[bool]]] = {
        "now": [Agreement.since <= day, sa.not_(over)],
        "ended": [over],
        "later": [Agreement.since > day],
    }
    return ways.get(heap, [])


def parties_of(ids: Sequence[int]) -> dict[int, list[Any]]:
    """Return the bodies that are party to each agreement, in the order they were named."""
    found: dict[int, list[Any]] = {one: [] for one in ids}
    for row in plain_rows(_PARTIES, {"ids": list(ids)}) if ids else ():
        found[row.agreement_id].append(row)
    return found


def done_under(ids: Sequence[int], *, by: Person) -> dict[int, dict[str, int]]:
    """Count what was done under each agreement by kind, as far as this person may know of it."""
    wanted = (
        sa.select(Transfer.agreement_id, Transfer.kind, sa.func.count().label("number"))
        .join(Cooperation, Cooperation.id == Transfer.id)
        .where(Transfer.agreement_id.in_(ids), is_visible(by))
        .group_by(Transfer.agreement_id, Transfer.kind)
    )
    found: dict[int, dict[str, int]] = {one: {} for one in ids}
    for row in db.session.execute(wanted).all() if ids else ():
        found[row.agreement_id][row.kind] = row.number
    return found


def is_party(agreement_id: int, body_id: int) -> bool:
    """Say whether a body is party to an agreement, itself or as heir of one that signed."""
    signed = db.session.scalars(
        sa.select(AgreementBody.body_id).where(AgreementBody.agreement_id == agreement_id)
    ).all()
    return any(body_id in bodies.line_after(one) for one in signed)


def covers(scope: Collection[str], kind: str) -> bool:
    """Say whether what was agreed on holds a kind of matter."""
    return any(kind in COVERS.get(one, ()) for one in scope)


def scope_words(scope: Collection[str]) -> str:
    """Say what was agreed on."""
    return "、".join(SCOPES[one] for one in scope if one in SCOPES)


def refuse_agreement(kind: Kind, body: Body, *, agreement_id: int | None, on: date) -> None:
    """Let only an agreement be named that is in force, has this body as a party and holds such matters."""
    name = kind.name
    if agreement_id is None:
        return
    found = db.session.get(Agreement, agreement_id)
    if found is None:
        raise Refused(f"不能登记{name}：没有所选的协作协议。", remedy="请重新选择。")
    title = matter_of(found.id).title
    if on < found.since or (found.until is not None and on > found.until):
        until = f"至 {found.until} 止" if found.until else "没有终止"
        raise Refused(
            f"不能登记{name}：《{title}》自 {found.since} 起生效，{until}，{on} 不在有效期内。",
            remedy="请改选有效的协议，或者选“不依协议”。",
        )
    if not is_party(found.id, body.id):
        raise Refused(
            f"不能登记{name}：{body.name}不是《{title}》的签约方。",
            remedy="请改选对方参加的协议，或者选“不依协议”；对方后来加入的，请先在协议中登记。",
        )
    if not covers(found.scope, kind.key):
        raise Refused(
            f"不能登记{name}：《{title}》约定的是{scope_words(found.scope)}，不包括{name}。",
            remedy="请改选约定了这一事项的协议，或者选“不依协议”；协议登记有误的，请先更正协议。",
        )


def agreed_until(transfer: Transfer, *, unit_id: int, on: date) -> date | None:
    """Return the last day the agreement gives, counted in working days from the day after receipt."""
    found = db.session.get(Agreement, transfer.agreement_id or 0)
    if found is None or found.answer_days is None:
        return None
    calendar = accounts.office_calendar().in_area(accounts.area_of(unit_id))
    day, left = on, found.answer_days
    while left:
        day += ONE_DAY
        left -= calendar.is_working(day)
    return day
