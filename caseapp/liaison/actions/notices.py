"""Notices: composed from the period's cases and masked, signed, sent; what comes in is taken down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cooperation import actions as cooperation
from caseapp.documents import queries as papers
from caseapp.law.wording import long_date
from caseapp.liaison import composing, notice_queries
from caseapp.liaison.actions.meetings import body_on, refuse_unit
from caseapp.liaison.actions.writing import begin, write
from caseapp.liaison.gates import SIGNED
from caseapp.liaison.given import NoticeGiven, ReceivedGiven
from caseapp.liaison.life import NOTICE_MOVES
from caseapp.liaison.models import Notice, NoticeBody, NoticeCase
from caseapp.liaison.queries import Opened

LETTER = "X06"
DRAFTED = ("drafted",)
# What the letter tells of cases; its own head and foot name the office and whom to ask.
TOLD = ("通报案件", "趋势分析", "提请关注")


def draft(*, by: Person, given: NoticeGiven) -> Opened:
    """Begin a notice: the counts are those of the day it is composed, and say what they leave out."""
    refuse_unit(by, given.unit_id, "拟写通报")
    _refuse_period(given.first_on, given.last_on)
    row = cooperation.enter(
        by=by, family="notice", kind="notice", title=given.title, unit_id=given.unit_id
    )
    record = Notice(id=row.id, state="drafted", direction="out", version=1)
    opened = Opened(record, row)
    _fill(opened, given)
    db.session.add(record)
    db.session.flush()
    _send_to(opened, given.bodies)
    _compose(by, opened)
    write(by=by, opened=opened, act="draft")
    return opened


def change(*, by: Person, opened: Opened, given: NoticeGiven, seen: int = 0) -> None:
    """Change a notice that was not sent, and count again; what is told no more fits the period falls out."""
    begin(by=by, opened=opened, doing="修改通报", states=DRAFTED, seen=seen)
    _refuse_period(given.first_on, given.last_on)
    opened.row.title = given.title
    _fill(opened, given)
    db.session.execute(sa.delete(NoticeBody).where(NoticeBody.notice_id == opened.id))
    _send_to(opened, given.bodies)
    _compose(by, opened)
    fits = {row.id for row in tellable(by, opened)}
    for row in notice_queries.told_in(opened.id):
        if row.case_id not in fits:
            db.session.execute(sa.delete(NoticeCase).where(NoticeCase.id == row.id))
    write(by=by, opened=opened, act="change")


def tell(*, by: Person, opened: Opened, told: Mapping[int, str]) -> None:
    """Choose the typical cases and tell each without names; an empty text takes a case out."""
    begin(by=by, opened=opened, doing="选定典型案例", states=DRAFTED)
    known = {row.id for row in tellable(by, opened)}
    db.session.execute(sa.delete(NoticeCase).where(NoticeCase.notice_id == opened.id))
    for case_id, text in told.items():
        if case_id not in known:
            raise NotVisible
        if text.strip():
            _refuse_names(text, [case_id], "典型案例")
            words = text.strip().rstrip("。")
            db.session.add(NoticeCase(notice_id=opened.id, case_id=case_id, told=words))
    write(by=by, opened=opened, act="tell", given={"cases": sum(map(bool, told.values()))})


def move(
    *,
    by: Person,
    opened: Opened,
    key: str,
    on: date | None = None,
    reason: str = "",
    seen: int = 0,
) -> None:
    """Make one move of the table: only a signed letter goes out, and what it says is looked at again."""
    row = NOTICE_MOVES[key]
    begin(by=by, opened=opened, doing=row.name, states=row.from_states, seen=seen)
    if "reason" in row.needs and not reason.strip():
        raise Refused(f"不能{row.name}：没有写明{row.asks}。", remedy="请补填后再提交。")
    if key == "send":
        no = why_not_sent(opened)
        if no is not None:
            raise no
        _refuse_sent_on(opened, on)
        opened.record.sent_on = on
    write(by=by, opened=opened, act=key, to_state=row.to_state, reason=reason.strip())


def why_not_sent(opened: Opened) -> Refused | None:
    """Say what stands against sending: no letter signed, nobody to send it to, a name in it."""
    if not notice_queries.bodies_of(opened.id):
        return Refused("不能发出：没有选择受文单位。", remedy="请修改通报，选择受文单位。")
    letters = _letters(opened.id)
    if not letters:
        return Refused("不能发出：信息通报函还没有签发。", remedy="请起草信息通报函并报批签发。")
    data = papers.paper(letters[-1].id).data
    text = _texts([data.get(one) for one in TOLD])
    ids = [row.id for row in _of_period(opened)]
    named = composing.names_in(text, ids)
    if named:
        return Refused(
            f"不能发出：通报函中写有{'、'.join(named[:5])}。",
            remedy="请作废这份通报函，去掉当事人、举报人的名称和号码后重新签发。",
        )
    return None


def answered(*, by: Person, opened: Opened, body_id: int, on: date, text: str) -> None:
    """Write down what a body answered to a notice."""
    begin(by=by, opened=opened, doing="登记反馈", states=("sent",))
    row = next((one for one in notice_queries.bodies_of(opened.id) if one.id == body_id), None)
    if row is None:
        raise NotVisible
    if on > today() or (opened.record.sent_on and on < opened.record.sent_on):
        raise Refused("不能登记反馈：日期不在发出通报以后、今天以前。", remedy="请改为实际的日期。")
    row.answered_on, row.answer = on, text.strip()
    write(by=by, opened=opened, act="answered", reason=text.strip(), given={"names": [row.name]})


def take_down(*, by: Person, given: ReceivedGiven) -> Opened:
    """Take down a notice that another body sent."""
    refuse_unit(by, given.unit_id, "登记收到的通报")
    _refuse_period(given.first_on, given.last_on)
    if given.received_on > today():
        raise Refused("不能登记：收到的日期晚于今天。", remedy="请改为实际的日期。")
    body = body_on(given.body_id, given.received_on)
    row = cooperation.enter(
        by=by, family="notice", kind="notice", title=given.title, unit_id=given.unit_id
    )
    record = Notice(
        id=row.id,
        state="received",
        direction="in",
        first_on=given.first_on,
        last_on=given.last_on,
        body_id=body.id,
        their_number=given.their_number,
        received_on=given.received_on,
        content=given.content,
        trends="",
        attention="",
        counted=[],
        left_out={},
        version=1,
    )
    db.session.add(record)
    db.session.flush()
    opened = Opened(record, row)
    write(by=by, opened=opened, act="take_down", given={"names": [body.name]})
    return opened


def _refuse_period(first: date, last: date) -> None:
    if last < first:
        raise Refused(
            f"不能保存：期间的最后一天（{long_date(last)}）早于第一天（{long_date(first)}）。",
            remedy="请改正日期。",
        )
    if last > today():
        raise Refused("不能保存：通报的期间还没有结束。", remedy="最后一天最晚是今天。")


def _fill(opened: Opened, given: NoticeGiven) -> None:
    for name in ("first_on", "last_on", "trends", "attention"):
        setattr(opened.record, name, getattr(given, name))
    ids = [row.id for row in _of_period(opened)]
    for text, what in ((given.trends, "特点和趋势"), (given.attention, "提请关注的事项")):
        _refuse_names(text, ids, what)


def _refuse_names(text: str, case_ids: Sequence[int], what: str) -> None:
    named = composing.names_in(text, case_ids)
    if named:
        raise Refused(
            f"不能保存：{what}中写有{'、'.join(named[:5])}。",
            remedy="通报不写当事人、举报人的名称和案号、号码，请改用“某商店”“某公司”一类的说法。",
        )


def _send_to(opened: Opened, chosen: Sequence[int]) -> None:
    for one in dict.fromkeys(chosen):
        body = body_on(one, today())
        db.session.add(NoticeBody(notice_id=opened.id, body_id=body.id, name=body.name, answer=""))
    db.session.flush()


def _compose(by: Person, opened: Opened) -> None:
    record = opened.record
    made = composing.compose(by, opened.row.unit_path, first=record.first_on, last=record.last_on)
    record.counted = [asdict(one) for one in made.rows]
    record.left_out = made.left_out
    record.composed_at = now()


def tellable(by: Person, opened: Opened) -> Sequence[Any]:
    """Return the cases that may be told as typical: this person's, ended and public."""
    record = opened.record
    return composing.may_be_told(
        by, opened.row.unit_path, first=record.first_on, last=record.last_on
    )


def _of_period(opened: Opened) -> Sequence[Any]:
    """Return every case of the period: a name is looked for in all, whoever may know of them."""
    record = opened.record
    return composing.all_of_period(opened.row.unit_path, record.first_on, record.last_on)


def _letters(notice_id: int) -> Sequence[Any]:
    return [
        row
        for row in papers.papers_of_cooperation(notice_id)
        if row.kind == LETTER and row.state in SIGNED
    ]


def _refuse_sent_on(opened: Opened, on: date | None) -> None:
    if on is None or on > today():
        raise Refused("不能发出：没有填写发出的日期，或者晚于今天。", remedy="请填实际的日期。")
    if on < opened.record.last_on:
        raise Refused("不能发出：发出的日期早于通报期间的最后一天。", remedy="请改正日期。")


def _texts(data: Any) -> str:
    if isinstance(data, Mapping):
        return "\n".join(_texts(one) for one in data.values())
    if isinstance(data, list | tuple):
        return "\n".join(_texts(one) for one in data)
    return str(data)
