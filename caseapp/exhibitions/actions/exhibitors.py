"""Exhibitors by hand: entered, changed, gone, back again, their promise kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.web import Upload
from caseapp.exhibitions import exhibitor_queries, queries
from caseapp.exhibitions.exhibitor_given import (
    EXHIBIT_LABELS,
    LABELS,
    OWN,
    ExhibitGiven,
    ExhibitorGiven,
    exhibit_faults,
    faults,
    plain_code,
)
from caseapp.exhibitions.exhibitor_models import Exhibit, Exhibitor
from caseapp.exhibitions.life import FAIR_STATES
from caseapp.exhibitions.queries import Opened
from caseapp.ledger import actions as ledger

STATES = ("registered", "approved", "open", "over")
PERMITTED = ("fair.manage", "fair.work")


def may_enter(by: Person, opened: Opened) -> bool:
    """Say whether this person may enter exhibitors at a fair."""
    return any(queries.may(by, one, opened) for one in PERMITTED)


def begin(*, by: Person, opened: Opened, doing: str, states: Collection[str] = STATES) -> None:
    """Take the fair for one act; refuse a stranger and a fair that is over and done."""
    db.session.refresh(opened.fair, with_for_update=True)
    if not may_enter(by, opened):
        words = "”或者“".join(PERMISSIONS[one] for one in PERMITTED)
        raise Refused(
            f"不能{doing}：您没有对这个展会“{words}”的权限。", remedy="请由进驻人员办理。"
        )
    if opened.fair.state not in states:
        raise Refused(
            f"不能{doing}：展会现为“{FAIR_STATES[opened.fair.state]}”。",
            remedy="确需更正的，请先重新打开展会。",
        )


def add_exhibitor(*, by: Person, opened: Opened, given: ExhibitorGiven) -> int:
    """Enter somebody at a booth; who left before is back, who is there is refused by booth and name."""
    begin(by=by, opened=opened, doing="登记参展商")
    told = _sound(given)
    booth, name = told.key
    row = exhibitor_queries.with_key(opened.id, told.key)
    if row is not None and row.gone_at is None:
        raise Refused(
            f"{row.booth}的“{row.name}”已经登记。", remedy="请打开已有的登记修改，或者改正展位号。"
        )
    act = "added" if row is None else "back"
    row = row or Exhibitor(fair_id=opened.id, promise_filename="")
    row.booth_mark, row.name_mark, row.gone_at = booth, name, None
    _fill(row, told)
    db.session.add(row)
    db.session.flush()
    put_exhibits(row, told.exhibits)
    note(by=by, opened=opened, row=row, act=act)
    return row.id


def change_exhibitor(
    *, by: Person, opened: Opened, exhibitor_id: int, given: ExhibitorGiven, seen: int = 0
) -> None:
    """Change what is said of somebody at a booth; another of that booth and name stands in the way."""
    begin(by=by, opened=opened, doing="修改参展商")
    row = taken(opened, exhibitor_id, seen=seen)
    told = _sound(given)
    other = exhibitor_queries.with_key(opened.id, told.key)
    if other is not None and other.id != row.id:
        raise Refused(
            f"{other.booth}的“{other.name}”已经另有登记。",
            remedy="同一参展商在同一展位只登记一次，请核对。",
        )
    before = {name: getattr(row, name) for name in OWN}
    row.booth_mark, row.name_mark = told.key
    _fill(row, told)
    put_exhibits(row, told.exhibits, whole=True)
    changed = [name for name in OWN if before[name] != getattr(row, name)]
    note(by=by, opened=opened, row=row, act="changed", changed=changed)


def leave(*, by: Person, opened: Opened, exhibitor_id: int, why: str, seen: int = 0) -> None:
    """Let somebody leave the fair; the row stays for what hangs on it."""
    begin(by=by, opened=opened, doing="登记退展")
    row = taken(opened, exhibitor_id, seen=seen)
    if not why.strip():
        raise Refused("登记退展应当写明原因。", remedy="如：未到场、主办单位更换展位。")
    if row.gone_at is not None:
        raise Refused(f"“{row.name}”已经登记为退展。")
    row.gone_at = now()
    note(by=by, opened=opened, row=row, act="gone", reason=why.strip())


def keep_promise(
    *,
    by: Person,
    opened: Opened,
    exhibitor_id: int,
    promised_on: date,
    file: Upload | None,
    seen: int = 0,
) -> None:
    """Keep that an exhibitor promised to respect others' rights, with the letter where there is one."""
    begin(by=by, opened=opened, doing="登记承诺书")
    row = taken(opened, exhibitor_id, seen=seen)
    if promised_on > today():
        raise Refused("签署日期晚于今天。", remedy="请改正日期。")
    row.promised_on = promised_on
    if file is not None:
        ledger.note_stored_file(sha256=file.sha256, size=file.size)
        row.promise_sha256, row.promise_filename = file.sha256, file.filename[:200]
    note(by=by, opened=opened, row=row, act="promised")


def put_exhibits(row: Exhibitor, given: Collection[ExhibitGiven], *, whole: bool = False) -> None:
    """Keep what is shown; with `whole` what is not named goes, but for what a complaint is about."""
    known = {(one.name, one.model): one for one in exhibitor_queries.exhibits(row.id)}
    for one in given:
        kept = known.pop((one.name, one.model), None)
        if kept is None:
            kept = Exhibit(fair_id=row.fair_id, exhibitor_id=row.id, name=one.name, model=one.model)
            db.session.add(kept)
        kept.as_printed = one.as_printed or (kept.as_printed or "")
    if whole:
        used = exhibitor_queries.complained_of([one.id for one in known.values()])
        for left in known.values():
            if left.id not in used:
                db.session.delete(left)
    db.session.flush()


def taken(opened: Opened, exhibitor_id: int, *, seen: int) -> Exhibitor:
    """Find the exhibitor of this fair for an act; a stale page is refused."""
    row = queries.exhibitor(opened.id, exhibitor_id)
    db.session.refresh(row, with_for_update=True)
    if seen and seen != row.version:
        raise Refused(
            f"您打开之后，“{row.name}”的登记已被修改。",
            remedy="请核对最新情况后再提交，已填的内容都在下面。",
        )
    return row


def note(
    *,
    by: Person,
    opened: Opened,
    row: Exhibitor,
    act: str,
    reason: str = "",
    changed: Collection[str] = (),
) -> None:
    """Write one act on an exhibitor into the audit trail."""
    if act != "added":
        row.version += 1
    db.session.flush()
    details: dict[str, Any] = {"exhibitor": row.id, "booth": row.booth, "name": row.name}
    ledger.record(
        by=by,
        action=f"exhibitor.{act}",
        object_kind="fair",
        object_id=opened.id,
        object_key=opened.row.number,
        reason=reason,
        details={**details, "changed": list(changed)},
    )
    # A fair is found by who exhibits there.
    ledger.announce(event="fair.saved", object_kind="fair", object_id=opened.id)


def _sound(given: ExhibitorGiven) -> ExhibitorGiven:
    """Return what can be kept, or refuse with every fault by its label."""
    told = replace(given, credit_code=plain_code(given.credit_code))
    found = [f"{LABELS[name]}：{words}" for name, words in faults(told, today=today()).items()]
    for one in told.exhibits:
        found += [
            f"展品“{one.name[:20]}”的{EXHIBIT_LABELS[name]}{words}"
            for name, words in exhibit_faults(one).items()
        ]
        found += [] if one.name else ["展品没有写名称。"]
    if found:
        raise Refused(*found, remedy="请改正后再保存。")
    return told


def _fill(row: Exhibitor, given: ExhibitorGiven) -> None:
    for name in OWN:
        setattr(row, name, getattr(given, name))
