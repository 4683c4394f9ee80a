"""What is done to the exhibits: by the organiser under its contract, or by the office on a signed paper; never mixed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.words import moment
from caseapp.documents import queries as papers
from caseapp.exhibitions import complaint_queries
from caseapp.exhibitions.actions.complaint_writing import OPEN, begin, write
from caseapp.exhibitions.actions.visits import to_minute
from caseapp.exhibitions.complaint_given import MeasureGiven, OrderGiven
from caseapp.exhibitions.complaint_models import FairMeasure, FairOrder
from caseapp.exhibitions.complaint_words import MEASURES
from caseapp.exhibitions.queries import Complained

ORDER_PAPER, SIGNED = "E11", ("signed", "served")
ORDERED = ("decided", "in_case", "closed", "moved")
MEASURED = (*OPEN, "in_case", "closed", "moved")


def measure(*, by: Person, complained: Complained, given: MeasureGiven) -> FairMeasure:
    """Enter what the organiser did under its contract; it is no act of this office."""
    begin(by=by, complained=complained, doing="登记主办单位的措施", states=MEASURED)
    _refuse_vague("登记主办单位的措施", given.kind, given.exhibits, at=given.done_at)
    if not given.clause.strip():
        raise Refused(
            "不能登记主办单位的措施：没有写明参展合同或者承诺书的条款。",
            remedy="主办单位依合同采取措施，应当写明条款；由本局作出的，请登记本局的命令。",
        )
    if not given.organiser_person.strip():
        raise Refused("不能登记主办单位的措施：没有写明主办单位的经办人。", remedy="请补填。")
    row = FairMeasure(
        complaint_id=complained.id,
        kind=given.kind,
        exhibits=given.exhibits.strip(),
        clause=given.clause.strip(),
        done_at=given.done_at,
        organiser_person=given.organiser_person.strip(),
        note=given.note.strip(),
        by_name=by.name,
    )
    db.session.add(row)
    db.session.flush()
    told = {"measure": row.id, "kind": row.kind, "clause": row.clause}
    write(by=by, complained=complained, act="measure", given=told, happened_at=row.done_at, newer=False)  # fmt: skip
    return row


def order(*, by: Person, complained: Complained, given: OrderGiven) -> FairOrder:
    """Enter what the office ordered: only on its own signed paper, which can be challenged in court."""
    begin(by=by, complained=complained, doing="登记本局的命令", states=ORDERED)
    _refuse_vague("登记本局的命令", given.kind, given.exhibits, at=given.ordered_at)
    if not given.basis.strip():
        raise Refused("不能登记本局的命令：没有写明依据。", remedy="请写明法律依据的条文。")
    paper = papers.paper_of_cooperation(complained.id, given.paper_id)
    if paper.kind != ORDER_PAPER or paper.state not in SIGNED:
        raise Refused(
            "不能登记本局的命令：没有已经签发的《撤展（遮盖）通知书》。",
            article="《展会知识产权保护办法》第二十四条至第二十六条（待核实）",
            remedy="请先起草、签发通知书；主办单位依合同采取的，请登记主办单位的措施。",
        )
    _refuse_odd_order(complained, given, paper)
    row = FairOrder(
        complaint_id=complained.id,
        kind=given.kind,
        exhibits=given.exhibits.strip(),
        basis=given.basis.strip(),
        paper_id=paper.id,
        ordered_at=given.ordered_at,
        done_at=given.done_at,
        note=given.note.strip(),
        by_name=by.name,
    )
    db.session.add(row)
    db.session.flush()
    told = {"order": row.id, "kind": row.kind, "paper": paper.number or paper.title}
    write(by=by, complained=complained, act="order", given=told, happened_at=row.ordered_at, newer=False)  # fmt: skip
    return row


def _refuse_odd_order(complained: Complained, given: OrderGiven, paper: Any) -> None:
    signed = paper.signed_at
    if signed is not None and given.ordered_at < to_minute(signed):
        raise Refused(
            f"不能登记本局的命令：送达时间早于通知书签发的时间（{moment(signed)}）。",
            remedy="请核对时间。",
        )
    if given.done_at is not None and not given.ordered_at <= given.done_at <= now():
        raise Refused(
            "不能登记本局的命令：执行时间应当在送达之后、现在之前。",
            remedy="还没有执行的，请空着，执行后再登记。",
        )
    before = complaint_queries.orders_of(complained.id)
    if any(row.paper_id == paper.id and row.kind == given.kind for row in before):
        raise Refused(
            f"不能登记本局的命令：这份通知书的“{MEASURES[given.kind]}”已经登记过。",
            remedy="同一措施只登记一次；另有措施的，请另行签发通知书。",
        )


def order_done(*, by: Person, complained: Complained, order_id: int, at: datetime) -> None:
    """Note when an order was carried out."""
    begin(by=by, complained=complained, doing="登记命令的执行", states=ORDERED)
    row = db.session.get(FairOrder, order_id)
    if row is None or row.complaint_id != complained.id:
        raise NotVisible
    if row.done_at is not None:
        raise Refused("这一命令的执行已经登记过。", remedy="请刷新后核对。")
    if not row.ordered_at <= at <= now():
        raise Refused("不能登记执行：时间应当在命令之后、现在之前。", remedy="请核对时间。")
    row.done_at = at
    write(by=by, complained=complained, act="order_done", given={"order": row.id}, happened_at=at, newer=False)  # fmt: skip


def _refuse_vague(doing: str, kind: str, exhibits: str, *, at: datetime) -> None:
    if kind not in MEASURES:
        raise Refused(f"不能{doing}：没有选择措施。", remedy="请选择撤展、遮盖等措施。")
    if not exhibits.strip():
        raise Refused(f"不能{doing}：没有写明是哪些展品。", remedy="请写明展品名称和件数。")
    if at > now():
        raise Refused(f"不能{doing}：时间晚于现在。", remedy="请核对时间。")
