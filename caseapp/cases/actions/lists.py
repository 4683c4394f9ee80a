"""What people keep of their lists: filters under a name; and who took a list out of the office."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases.kept_models import SavedFilter
from caseapp.ledger import actions as ledger

MOST_FILTERS = 20


def save_filter(*, by: Person, name: str, given: Mapping[str, str]) -> SavedFilter:
    """Keep what the list is narrowed to; the same name is taken over, another one added."""
    name = name.strip()
    if not name:
        raise Refused("请给筛选起个名称。")
    mine = db.session.scalars(
        sa.select(SavedFilter).where(SavedFilter.person_id == by.id).order_by(SavedFilter.id)
    ).all()
    row = next((one for one in mine if one.name == name), None)
    if row is None and len(mine) >= MOST_FILTERS:
        raise Refused(
            f"每人最多保存 {MOST_FILTERS} 个筛选。", remedy="请先删除一个不用的，再保存。"
        )
    if row is None:
        row = SavedFilter(person_id=by.id, name=name, given=dict(given), saved_at=now())
        db.session.add(row)
    row.given, row.saved_at = dict(given), now()
    db.session.flush()
    _record(by, row, "filter.saved")
    return row


def drop_filter(*, by: Person, filter_id: int) -> None:
    """Forget one of one's own filters; somebody else's is not there."""
    row = db.session.get(SavedFilter, filter_id)
    if row is None or row.person_id != by.id:
        raise NotVisible
    _record(by, row, "filter.dropped")
    db.session.delete(row)


def note_list_exported(*, by: Person, words: str, rows: int, whole: bool) -> None:
    """Keep who took which list out of the office, before a byte of it goes."""
    ledger.record(
        by=by,
        action="case.list_exported",
        object_kind="case_list",
        object_id=by.id,
        object_key=words[:60],
        details={"filters": words, "rows": rows, "whole": whole},
    )


def note_register_exported(*, by: Person, register: str, rows: int, whole: bool) -> None:
    """Keep who took which register of papers out of the office, before a byte of it goes."""
    ledger.record(
        by=by,
        action="paper.register_exported",
        object_kind="register",
        object_id=by.id,
        object_key=register,
        details={"rows": rows, "whole": whole},
    )


def _record(by: Person, row: SavedFilter, action: str) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="saved_filter",
        object_id=row.id,
        object_key=row.name,
        details=dict(row.given),
    )
