"""Keeping what an operator types while the caller speaks: sealed whole, offered back, let go."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.keys import KeyMissing
from caseapp.hotline import call_queries, call_seals
from caseapp.hotline.call_models import CallDraft, PhoneCall
from caseapp.hotline.call_rules import number, span
from caseapp.ledger import actions as ledger

Typed = Mapping[str, Sequence[str]]


def keep_draft(*, by: Person, mark: str, fields: Typed) -> datetime:
    """Keep what was typed of one open call, all of it under seal; without keys nothing is kept."""
    text = json.dumps({name: list(many) for name, many in fields.items()}, ensure_ascii=False)
    if len(text) > number("draft_characters", today()):
        raise Refused("内容过长，未能自动保存。", remedy="请先登记工单，其余内容另作补充。")
    row = call_queries.draft_of_page(by.id, mark)
    if row is None:
        _make_room(by)
        row = CallDraft(person_id=by.id, mark=mark, began_at=now())
    try:
        call_seals.seal_draft(row, text)
    except KeyMissing as fault:
        raise Refused(
            "不能自动保存：封存密钥不在密钥目录中，系统不以明文保存来电内容。已填内容只在本页上。",
            remedy="请尽快登记，并请系统管理员从备份恢复密钥目录。",
        ) from fault
    row.saved_at = now()
    db.session.add(row)
    db.session.flush()
    return row.saved_at


def drop_draft(*, by: Person, draft_id: int) -> None:
    """Let a draft go that its operator does not want; nobody reaches another's."""
    row = call_queries.draft(draft_id, person_id=by.id)
    if row is None:
        raise NotVisible
    db.session.delete(row)
    db.session.flush()


def drop_draft_of_page(*, by: Person, mark: str) -> None:
    """Let the draft of a page go whose call became a ticket."""
    _delete(CallDraft.person_id == by.id, CallDraft.mark == mark)


def forget_old_calls(*, before: datetime | None = None) -> None:
    """Drop drafts nobody came back for, and what the telephone told long ago."""
    moment = before or now()
    _delete(CallDraft.saved_at <= moment - span("draft_kept", today()))
    old = PhoneCall.heard_at <= moment - span("phone_kept", today())
    db.session.execute(
        sa.delete(PhoneCall).where(old).execution_options(synchronize_session="fetch")
    )


def reseal_calls(*, by: Person) -> int:
    """Bring drafts and numbers under the newest seal key, when the keys of the office are renewed."""
    rows = call_queries.sealed_rows()
    for row in rows:
        call_seals.reseal(row)
    db.session.flush()
    if rows:
        ledger.record(
            by=by,
            action="calls.resealed",
            object_kind="key",
            object_id=0,
            details={"rows": len(rows)},
        )
    return len(rows)


def _make_room(by: Person) -> None:
    known = call_queries.draft_ids(by.id)
    if old := known[number("drafts", today()) - 1 :]:
        _delete(CallDraft.id.in_(old))


def _delete(*which: Any) -> None:
    db.session.execute(
        sa.delete(CallDraft).where(*which).execution_options(synchronize_session="fetch")
    )
