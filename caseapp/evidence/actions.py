"""What officers do with evidence: add it, correct the lists, register it, bring that to an end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.file_names import shown_name
from caseapp.base.merging import Merge
from caseapp.evidence import queries
from caseapp.evidence.checks import (
    amount_of,
    check_goods,
    check_hand_over,
    check_item,
    refuse_future,
    stated,
)
from caseapp.evidence.given import (
    DisposalGiven,
    GoodsGiven,
    HandOverGiven,
    ItemGiven,
    KeptFile,
    RegistrationGiven,
)
from caseapp.evidence.models import CustodyMove, EvidenceItem, GoodsRow, Registration
from caseapp.evidence.words import DISPOSALS, HELD_LISTS, LISTS
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions
from caseapp.revisions import queries as earlier

GOODS_LABELS = {
    "name": "名称",
    "spec": "规格型号",
    "quantity": "数量",
    "unit": "单位",
    "unit_price": "单价",
    "place": "存放地点",
    "patent_as_printed": "标注的专利号",
    "remark": "备注",
}
_HOLD_CASE: sa.Select[tuple[Any]] = (
    sa.select(sa.column("id"))
    .select_from(sa.table("case_file", sa.column("id")))
    .where(sa.column("id") == sa.bindparam("case_id"))
    .with_for_update()
)


def add_item(*, by: Person, case_id: int, given: ItemGiven, file: KeptFile | None = None) -> int:
    """Add evidence to the case under the next serial; its bytes lie in the store already."""
    check_item(given, file)
    _hold_case(case_id)
    item = EvidenceItem(
        case_id=case_id,
        serial=_next(EvidenceItem.serial, EvidenceItem.case_id == case_id),
        added_by=by.name,
        added_at=now(),
        **asdict(given),
    )
    if file is not None:
        ledger.note_stored_file(sha256=file.sha256, size=file.size)
        item.sha256, item.size = file.sha256, file.size
        item.filename, item.media_type = shown_name(file.filename), file.media_type[:100]
    db.session.add(item)
    db.session.flush()
    details = {"serial": item.serial, "kind": item.kind, "title": item.title, "sha256": item.sha256}
    _record(by, "evidence.add", item, details=details)
    return item.id


def remove_item(*, by: Person, case_id: int, item_id: int, why: str) -> None:
    """Take an item out of the evidence with a reason; serial, file and record stay."""
    item = queries.item_of_case(case_id, item_id)
    if item.removed_on is not None:
        raise Refused(f"证据 {item.serial} 已于 {item.removed_on} 移出。")
    item.removed_on, item.removed_by = today(), by.name
    item.removed_why = stated(why, "移出证据应当写明原因。")
    _record(by, "evidence.remove", item, reason=item.removed_why, details={"serial": item.serial})


def hand_over(*, by: Person, case_id: int, item_id: int, given: HandOverGiven) -> int:
    """Record who handed an item to whom, when, where and why; only who holds it hands it on."""
    item = queries.item_of_case(case_id, item_id)
    _hold_case(case_id)
    moves = queries.custody_of(item_id)
    check_hand_over(given, item, moves)
    move = CustodyMove(item_id=item.id, recorded_by=by.name, recorded_at=now(), **asdict(given))
    db.session.add(move)
    db.session.flush()
    details = {"serial": item.serial, "move": move.id}
    _record(by, "evidence.hand_over", item, reason=given.why, details=details)
    return move.id


def note_download(*, by: Person, item: EvidenceItem) -> None:
    """Write down who took the file of an item away, before it is sent; the case does not change."""
    ledger.record(
        by=by,
        action="evidence.read",
        object_kind="case",
        object_id=item.case_id,
        details={"id": item.id, "serial": item.serial, "sha256": item.sha256},
    )


def add_goods(
    *, by: Person, case_id: int, given: GoodsGiven, registration_id: int | None = None
) -> int:
    """Add a row to a list of goods; its amount is quantity times price."""
    check_goods(given)
    _hold_case(case_id)
    in_list = (GoodsRow.case_id == case_id, GoodsRow.list_kind == given.list_kind)
    row = GoodsRow(
        case_id=case_id,
        registration_id=registration_id,
        row_no=_next(GoodsRow.row_no, *in_list),
        amount=amount_of(given),
        changed_by=by.name,
        changed_at=now(),
        **asdict(given),
    )
    db.session.add(row)
    db.session.flush()
    _keep(by, row)
    _record(
        by, "goods.add", row, details={"list": row.list_kind, "row": row.row_no, **asdict(given)}
    )
    return row.id


def change_goods(
    *, by: Person, case_id: int, goods_id: int, version: int, given: GoodsGiven
) -> Merge:
    """Correct a row of goods, merged with what others saved meanwhile; an overlap is a Conflict."""
    check_goods(given)
    row = queries.goods_row(case_id, goods_id, to_change=True)
    both = _merged(row, given, version)
    told = GoodsGiven(**both.values)
    check_goods(told)
    if row.list_kind != told.list_kind:
        raise Refused("不能把物品改到另一份清单。", remedy="请在另一份清单中新增一行。")
    before, after = _goods_texts(row), _goods_texts(told)
    for name, value in asdict(told).items():
        setattr(row, name, value)
    row.amount = amount_of(told)
    _count_up(by, row)
    changed = {
        label: [before[label], after[label]] for label in before if before[label] != after[label]
    }
    _record(by, "goods.change", row, details={"list": row.list_kind, "row": row.row_no, **changed})
    return both


def _merged(row: GoodsRow, typed: GoodsGiven, seen: int) -> Merge:
    return earlier.merged(
        kind="goods",
        object_id=row.id,
        seen=seen,
        version=row.version,
        theirs=_goods_values(row),
        mine=asdict(typed),
        labels=GOODS_LABELS,
        sentence=f"您编辑期间，{row.changed_by}已经修改了这一行。",
        who=row.changed_by,
        when=row.changed_at,
    )


def _goods_values(row: GoodsRow) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(GoodsGiven)}


def _count_up(by: Person, row: GoodsRow) -> None:
    row.changed_by, row.changed_at = by.name, now()
    row.version += 1
    db.session.flush()
    _keep(by, row)


def _keep(by: Person, row: GoodsRow) -> None:
    values = _goods_values(row)
    revisions.keep(by=by, kind="goods", object_id=row.id, version=row.version, values=values)


def remove_goods(*, by: Person, case_id: int, goods_id: int, why: str) -> None:
    """Take a row out of a list with a reason; its number goes to no other row."""
    row = queries.goods_row(case_id, goods_id, to_change=True)
    if row.list_kind in HELD_LISTS:
        raise Refused(
            f"{LISTS[row.list_kind]}清单已交当事人，不能删行。",
            remedy="请登记这件物品的处理结果。",
        )
    row.removed_on, row.removed_why = today(), stated(why, "移出物品应当写明原因。")
    _count_up(by, row)
    _record(by, "goods.remove", row, reason=row.removed_why, details={"row": row.row_no})


def register_evidence(
    *, by: Person, case_id: int, given: RegistrationGiven, goods: Sequence[GoodsGiven]
) -> int:
    """Register evidence that might vanish (行政处罚法第五十六条); the case starts its limit."""
    if not goods:
        raise Refused("先行登记保存应当开列清单，至少一项物品。")
    refuse_future(given.registered_on, "登记保存日期")
    if given.approved_on > given.registered_on:
        raise Refused("批准日期晚于登记保存日期。", remedy="请核对批准日期。")
    registration = Registration(case_id=case_id, **asdict(given))
    db.session.add(registration)
    db.session.flush()
    for one in goods:
        if one.list_kind != "registered":
            raise Refused("先行登记保存的物品应当列入先行登记保存清单。")
        add_goods(by=by, case_id=case_id, given=one, registration_id=registration.id)
    _record(by, "evidence.register", registration, details={**asdict(given), "goods": len(goods)})
    return registration.id


def correct_registration(
    *, by: Person, case_id: int, registered_on: date, values: Mapping[str, Any], why: str
) -> None:
    """Correct the record of a registration keyed wrongly, found by the day that was keyed."""
    wanted = sa.select(Registration).where(
        Registration.case_id == case_id, Registration.registered_on == registered_on
    )
    for row in db.session.scalars(wanted):
        for name, value in values.items():
            setattr(row, name, value)
        db.session.flush()
        _record(by, "evidence.registration_correct", row, reason=why, details={**values})


def dispose_registration(
    *, by: Person, case_id: int, registration_id: int, given: DisposalGiven
) -> None:
    """End a registration: decide on all of its goods that still wait for it."""
    waiting = db.session.scalars(
        sa.select(GoodsRow.id).where(
            GoodsRow.case_id == case_id,
            GoodsRow.registration_id == registration_id,
            GoodsRow.disposal == "",
        )
    ).all()
    if not waiting:
        raise Refused("这次先行登记保存已经处理完毕。")
    dispose_goods(by=by, case_id=case_id, goods_ids=waiting, given=given)


def dispose_goods(
    *, by: Person, case_id: int, goods_ids: Collection[int], given: DisposalGiven
) -> None:
    """Decide what becomes of held goods; with the last one its registration ends too."""
    if given.disposal not in DISPOSALS:
        raise Refused("请选择处理方式。")
    refuse_future(given.on, "处理日期")
    rows = [queries.goods_row(case_id, one, to_change=True) for one in goods_ids]
    for row in rows:
        if row.list_kind not in HELD_LISTS:
            raise Refused(f"“{row.name}”未经登记保存或者查封、扣押，不需要处理。")
        if row.disposal:
            raise Refused(f"“{row.name}”已于 {row.disposed_on} 处理：{DISPOSALS[row.disposal]}。")
        row.disposal, row.disposed_on, row.disposed_why = given.disposal, given.on, given.why
        _count_up(by, row)
        _record(by, "goods.dispose", row, reason=given.why, details={"disposal": given.disposal})
    db.session.flush()
    for registration_id in {row.registration_id for row in rows if row.registration_id}:
        _end_registration(by, registration_id, given)


def _end_registration(by: Person, registration_id: int, given: DisposalGiven) -> None:
    registration = db.session.get_one(Registration, registration_id)
    if given.on < registration.registered_on:
        raise Refused("处理日期早于登记保存日期。", remedy="请核对处理日期。")
    of_registration = GoodsRow.registration_id == registration_id
    if db.session.scalar(sa.select(sa.exists().where(of_registration, GoodsRow.disposal == ""))):
        return
    registration.disposed_on, registration.disposal = given.on, given.disposal
    registration.disposed_why = given.why
    _record(by, "evidence.registration_end", registration, details={"disposal": given.disposal})


def _goods_texts(row: GoodsRow | GoodsGiven) -> Mapping[str, str]:
    values = {label: getattr(row, name) for name, label in GOODS_LABELS.items()}
    return {label: "" if value is None else str(value) for label, value in values.items()}


def _hold_case(case_id: int) -> None:
    """Let serials of one case be given out one after another, on PostgreSQL too."""
    if db.session.execute(_HOLD_CASE, {"case_id": case_id}).first() is None:
        raise NotVisible


def _next(column: Any, *of_case: sa.ColumnElement[bool]) -> int:
    return int(db.session.scalar(sa.select(sa.func.max(column)).where(*of_case)) or 0) + 1


def _record(
    by: Person,
    action: str,
    row: EvidenceItem | GoodsRow | Registration,
    *,
    details: Mapping[str, Any],
    reason: str = "",
) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="case",
        object_id=row.case_id,
        reason=reason,
        details={"id": row.id, **details},
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=row.case_id)
