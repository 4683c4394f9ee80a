"""What is done with the knowledge: taking what is shipped, writing, new editions, review, ending."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.knowledge import queries
from caseapp.knowledge.given import ItemGiven
from caseapp.knowledge.models import KnowledgeItem
from caseapp.knowledge.proposals import ADOPTED, DECLINED, digest, is_kept, proposal, proposals
from caseapp.knowledge.shipped import ShippedItem, shipped, typed_figures
from caseapp.knowledge.words import WORDS, words_in
from caseapp.law.rights import MATTERS, RIGHT_KINDS
from caseapp.ledger import actions as ledger
from caseapp.ledger import queries as ledger_read

EDITION_ADDED = "knowledge.edition_added"
ONE_DAY = timedelta(days=1)


def take_shipped(*, by: Person) -> int:
    """Bring the shipped answers in or up to date; one the office wrote on stays, the shipped is proposed."""
    rows = list(db.session.scalars(sa.select(KnowledgeItem)))
    known = {(row.key, row.edition): row for row in rows}
    theirs = {row.key for row in rows if is_kept(row)}
    touched = [told.key for told in shipped() if told.key not in theirs and _take(by, told, known)]
    db.session.flush()
    waiting = sorted(proposals())
    if touched or waiting:
        ledger.record(
            by=by,
            action="knowledge.taken",
            object_kind="knowledge",
            object_id=0,
            details={"changed": len(touched), "proposed": waiting},
        )
    if touched:
        ledger.announce(event="knowledge.taken", object_kind="knowledge", object_id=0)
    return len(touched)


def add_item(*, by: Person, given: ItemGiven) -> KnowledgeItem:
    """Write a new answer of the office's own."""
    _sound(given)
    row = KnowledgeItem(key=f"own_{secrets.token_hex(6)}", edition=1, is_shipped=False, version=1)
    _write(row, given, by)
    row.reviewed_on, row.reviewed_by = today(), by.name
    db.session.add(row)
    _note(row, by=by, action="knowledge.added")
    return row


def new_edition(*, by: Person, item_id: int, version: int, given: ItemGiven) -> KnowledgeItem:
    """Put a new edition in the place of the newest one, which is kept and ends the day before."""
    old = _fresh(item_id, version)
    _sound(given)
    since = given.since or today()
    if old.since and since < old.since and not queries.never_holds(old):
        raise Refused(
            "新版本的生效日期早于上一版本。", remedy="请核对“有效自”；上一版本是照当时规定写的。"
        )
    row = KnowledgeItem(
        key=old.key, edition=_last_edition(old.key) + 1, is_shipped=False, version=1
    )
    _write(row, given, by)
    row.since, row.reviewed_on, row.reviewed_by = since, today(), by.name
    ended = old.until
    if old.until is None or old.until >= since:
        old.until = since - ONE_DAY
    _touch(old, by)
    db.session.add(row)
    # What the edition before would have held until: it does again if this one is withdrawn.
    details = {"edition": row.edition, "before": old.id, "until": ended and ended.isoformat()}
    _note(row, by=by, action=EDITION_ADDED, details=details)
    return row


def withdraw_item(*, by: Person, item_id: int, version: int) -> KnowledgeItem:
    """Take back an edition before its first day; it is kept, never holds, and the one before goes on."""
    row = _fresh(item_id, version)
    if row.is_shipped or row.since is None or row.since <= today():
        raise Refused(
            "不能撤回：只有本机关登记、尚未生效的版本可以撤回。",
            remedy="已经生效的，请登记最后有效日，或者写新版本。",
        )
    row.until = row.since - ONE_DAY
    _touch(row, by)
    before, until = _replaced(row)
    if before is not None:
        before.until = until
        _touch(before, by)
    _note(
        row,
        by=by,
        action="knowledge.withdrawn",
        details={"since": row.since.isoformat(), "goes_on": before.edition if before else None},
    )
    return row


def adopt_proposal(*, by: Person, item_id: int, version: int) -> KnowledgeItem:
    """Take what this release ships as the office's next edition; one that is over ends the answer."""
    old = _fresh(item_id, version)
    told = _decide(old, by=by, action=ADOPTED)
    if told.until is not None and told.until < today():
        return end_item(by=by, item_id=item_id, version=version, on=told.until)
    names = ("title", "question", "answer", "source", "matters", "right_kinds", "until")
    since = max(told.since or today(), today())
    given = ItemGiven(since=since, **{name: getattr(told, name) for name in names})
    row = new_edition(by=by, item_id=item_id, version=version, given=given)
    row.confidence = told.confidence
    return row


def decline_proposal(*, by: Person, item_id: int, version: int) -> KnowledgeItem:
    """Leave what this release ships, the office's words looked over; a later text is proposed again."""
    row = _fresh(item_id, version)
    _decide(row, by=by, action=DECLINED)
    row.reviewed_on, row.reviewed_by = today(), by.name
    _touch(row, by)
    return row


def review_item(*, by: Person, item_id: int, version: int) -> KnowledgeItem:
    """Say that an answer was looked over and still stands."""
    row = _fresh(item_id, version)
    row.reviewed_on, row.reviewed_by = today(), by.name
    _touch(row, by)
    _note(row, by=by, action="knowledge.reviewed")
    return row


def end_item(*, by: Person, item_id: int, version: int, on: date) -> KnowledgeItem:
    """Say until when an answer holds; from the next day it is not offered any more."""
    row = _fresh(item_id, version)
    if row.since and on < row.since:
        raise Refused("失效日期早于生效日期。", remedy="请核对日期。")
    if queries.never_holds(row):
        raise Refused("这一版本已经撤回，从未生效。", remedy="需要的，请写新版本。")
    row.until = on
    row.reviewed_on, row.reviewed_by = today(), by.name
    _touch(row, by)
    _note(row, by=by, action="knowledge.ended", details={"until": on.isoformat()})
    return row


def _take(by: Person, told: ShippedItem, known: Mapping[tuple[str, int], KnowledgeItem]) -> bool:
    values = asdict(told)
    values |= {"matters": list(told.matters), "right_kinds": list(told.right_kinds)}
    row = known.get((told.key, told.edition))
    if row is None:
        signed = {"changed_by": by.name, "changed_at": now()}
        db.session.add(KnowledgeItem(**values, is_shipped=True, version=1, **signed))
        return True
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    _touch(row, by)
    return True


def _fresh(item_id: int, seen: int) -> KnowledgeItem:
    row = db.session.get(KnowledgeItem, item_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotVisible
    if queries.editions(row.key)[0].edition != row.edition:
        raise Refused("这一版本已有新版本，只能查阅。", remedy="请打开最新的版本再办。")
    if seen != row.version:
        raise Conflict(
            f"“{row.title}”在您打开之后已被{row.changed_by}修改，您的内容还没有保存。",
            theirs={"答复": row.answer},
            mine={},
            who=row.changed_by,
            when=row.changed_at,
            version=row.version,
        )
    return row


def _last_edition(key: str) -> int:
    return max(int(one.edition) for one in queries.editions(key))


def _replaced(row: KnowledgeItem) -> tuple[KnowledgeItem | None, date | None]:
    """Return the edition this one ended, and until when that had held before."""
    for one in reversed(ledger_read.acts_on(object_kind="knowledge", object_id=row.id)):
        told = json.loads(one["details"])
        if one["action"] == EDITION_ADDED and "before" in told:
            until = date.fromisoformat(told["until"]) if told["until"] else None
            return db.session.get(KnowledgeItem, told["before"]), until
    # Written by an older release, which did not note it: the one it ended the day before has no end.
    wanted = sa.select(KnowledgeItem).where(
        KnowledgeItem.key == row.key,
        KnowledgeItem.edition == row.edition - 1,
        KnowledgeItem.until == row.until,
    )
    return db.session.scalars(wanted).one_or_none(), None


def _decide(row: KnowledgeItem, *, by: Person, action: str) -> ShippedItem:
    """Record what became of the proposal for an answer, by the digest it is known again by."""
    told = proposal(row.key)
    if told is None:
        raise Refused(
            f"“{row.title}”没有待复核的系统更新。", remedy="可能已经有人办理，请刷新后查看。"
        )
    ledger.record(
        by=by,
        action=action,
        object_kind="knowledge",
        object_id=0,
        object_key=f"{row.title}（第{row.edition}版）"[:100],
        details={"key": row.key, "shipped": told.edition, "digest": digest(told)},
    )
    return told


def _sound(given: ItemGiven) -> None:
    if not set(given.matters) <= set(MATTERS) or not set(given.right_kinds) <= set(RIGHT_KINDS):
        raise Refused("请从清单中选择事项和权利种类。")
    if given.since and given.until and given.until < given.since:
        raise Refused("失效日期早于生效日期。", remedy="请核对两个日期。")
    unknown = [word for word in words_in(given.answer) if word not in WORDS]
    if unknown:
        raise Refused(
            f"没有可以填入的词“{unknown[0]}”。", remedy="请从页面下方的清单中选用双花括号里的词。"
        )
    typed = typed_figures(given.answer)
    if typed:
        raise Refused(
            f"答复中直接写了“{typed}”：规定修改以后，写死的期限和数额就会答错。",
            remedy="请改用页面下方清单中的词，由系统按当天有效的规定填入。",
        )


def _write(row: KnowledgeItem, given: ItemGiven, by: Person) -> None:
    for name, value in asdict(given).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.changed_by, row.changed_at = by.name, now()


def _touch(row: KnowledgeItem, by: Person) -> None:
    row.version += 1
    row.changed_by, row.changed_at = by.name, now()


def _note(
    row: KnowledgeItem, *, by: Person, action: str, details: Mapping[str, Any] | None = None
) -> None:
    db.session.flush()
    ledger.record(
        by=by,
        action=action,
        object_kind="knowledge",
        object_id=row.id,
        object_key=f"{row.title}（第{row.edition}版）"[:100],
        details=details or {},
    )
    ledger.announce(event="knowledge.saved", object_kind="knowledge", object_id=row.id)
