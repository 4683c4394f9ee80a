"""Adding a body, changing it, ending it and naming who took over."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import timedelta

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.merging import Merge
from caseapp.bodies import queries
from caseapp.bodies.actions.record import keep, note
from caseapp.bodies.areas import areas
from caseapp.bodies.given import BodyGiven, EndGiven
from caseapp.bodies.models import Body
from caseapp.bodies.told import given_from, values_of
from caseapp.bodies.words import BODY_LABELS, CHANNELS, HELPING, KINDS, UNSURE
from caseapp.revisions import queries as earlier


def add_body(*, by: Person, given: BodyGiven) -> Body:
    """Enter a body of the office's own; a second one in force of this name is refused."""
    _sound(given)
    _refuse_twin(given, body_id=0)
    row = Body(key=f"own_{secrets.token_hex(6)}", is_shipped=False, version=1, confidence="")
    _write(row, given, by)
    db.session.add(row)
    db.session.flush()
    keep(row, by=by)
    note(row, by=by, action="body.added")
    return row


def change_body(*, by: Person, body_id: int, version: int, given: BodyGiven) -> Merge:
    """Correct a body, merged with what others saved meanwhile; an overlap is a Conflict."""
    row = body_to_change(body_id)
    _sound(given)
    both = earlier.merged(
        kind="body",
        object_id=row.id,
        seen=version,
        version=row.version,
        theirs=values_of(row),
        mine=asdict(given),
        labels=BODY_LABELS,
        sentence=f"“{row.name}”在您打开之后已被{row.changed_by}修改，请合并后再保存。",
        who=row.changed_by,
        when=row.changed_at,
    )
    told = given_from(both.values)
    _sound(told)
    _refuse_twin(told, body_id=row.id)
    changed = sorted(name for name, value in asdict(told).items() if values_of(row)[name] != value)
    if not changed:
        return both
    _write(row, told, by)
    _mark_changed(row)
    keep(row, by=by)
    note(row, by=by, action="body.changed", details={"fields": changed, "version": row.version})
    return both


def end_body(*, by: Person, body_id: int, version: int, given: EndGiven) -> Body:
    """End a body on a day and say who took over; without a day it goes on as before."""
    row = body_to_change(body_id)
    _fresh(row, version)
    _refuse_end(row, given)
    row.until = given.on
    row.successor_id = given.successor_id
    row.moved_on = given.on + timedelta(days=1) if given.on and given.successor_id else None
    row.moved_basis = given.basis if given.on else ""
    row.changed_by, row.changed_at = by.name, now()
    _mark_changed(row)
    keep(row, by=by)
    details = {
        "until": given.on.isoformat() if given.on else "",
        "successor": given.successor_id or 0,
        "version": row.version,
    }
    note(row, by=by, action="body.ended" if given.on else "body.restored", details=details)
    return row


def body_to_change(body_id: int) -> Body:
    """Return a body for a change of it, locked where the database can."""
    row = db.session.get(Body, body_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotVisible
    return row


def _fresh(row: Body, seen: int) -> None:
    if seen != row.version:
        raise Conflict(
            f"“{row.name}”在您打开之后已被{row.changed_by}修改，您的内容还没有保存。",
            theirs={},
            mine={},
            who=row.changed_by,
            when=row.changed_at,
            version=row.version,
        )


def _mark_changed(row: Body) -> None:
    row.is_edited = row.is_shipped
    row.version += 1
    db.session.flush()


def _sound(given: BodyGiven) -> None:
    if given.kind not in KINDS or given.channel not in CHANNELS:
        raise Refused("请选择机构的类别和联系方式。")
    if given.area and given.area not in areas():
        raise Refused(f"没有区划代码为“{given.area}”的区域。", remedy="请从区域清单中选择。")
    if given.secrecy_on and given.kind not in HELPING:
        raise Refused(
            "保密承诺只由专家和援助合作单位签署。", remedy="请删去日期，或者更正机构的类别。"
        )


def _refuse_twin(given: BodyGiven, *, body_id: int) -> None:
    twin = queries.named(given.name, given.area)
    if twin is not None and twin.id != body_id:
        raise Refused(
            f"“{given.name}”已在名录中，不能重复登记。",
            remedy="请修改已有的一条；机构已经撤销的，先登记撤销日期。",
        )


def _refuse_end(row: Body, given: EndGiven) -> None:
    if given.on is None:
        if given.successor_id:
            raise Refused("写了承接机构，没有写最后工作日。", remedy="请填写最后工作日。")
        return
    if row.since and given.on < row.since:
        raise Refused("最后工作日早于成立日期。", remedy="请核对两个日期。")
    if given.successor_id is None:
        return
    if not given.basis:
        raise Refused("职责划转应当有依据。", remedy="请填写机构改革方案或者文件的名称和文号。")
    if row.id in queries.line_after(given.successor_id):
        raise Refused("承接机构的职责又划回本机构，成了循环。", remedy="请核对承接机构后再登记。")


def _write(row: Body, given: BodyGiven, by: Person) -> None:
    for name, value in asdict(given).items():
        if name != "is_unsure":
            setattr(row, name, value)
    if given.is_unsure is not (row.confidence in UNSURE):
        row.confidence = "K-" if given.is_unsure else ""
    row.changed_by, row.changed_at = by.name, now()
