"""Questions about evidence; who may see the case was asked before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.evidence.models import CustodyMove, EvidenceItem, GoodsRow, Registration
from caseapp.evidence.words import HELD_LISTS, LISTS

Row = TypeVar("Row")

_CASE: sa.BindParameter[int] = sa.bindparam("case_id")
_ITEMS = (
    sa.select(EvidenceItem.__table__)
    .where(EvidenceItem.case_id == _CASE)
    .order_by(EvidenceItem.serial)
)
_ITEMS_IN_FORCE = _ITEMS.where(EvidenceItem.removed_on.is_(None))
_ITEM = sa.select(EvidenceItem).where(
    EvidenceItem.case_id == _CASE, EvidenceItem.id == sa.bindparam("item_id")
)
_CUSTODY = (
    sa.select(CustodyMove.__table__)
    .where(CustodyMove.item_id == sa.bindparam("item_id"))
    .order_by(CustodyMove.id)
)
_GOODS = (
    sa.select(GoodsRow.__table__)
    .where(GoodsRow.case_id == _CASE, GoodsRow.removed_on.is_(None))
    .order_by(GoodsRow.row_no)
)
_GOODS_ROW = sa.select(GoodsRow).where(
    GoodsRow.case_id == _CASE,
    GoodsRow.id == sa.bindparam("goods_id"),
    GoodsRow.removed_on.is_(None),
)
_GOODS_ROW_TO_CHANGE = _GOODS_ROW.with_for_update().execution_options(populate_existing=True)
_REGISTRATIONS = (
    sa.select(Registration.__table__)
    .where(Registration.case_id == _CASE)
    .order_by(Registration.registered_on, Registration.id)
)
_OPEN_REGISTRATION = sa.select(
    sa.exists().where(Registration.case_id == _CASE, Registration.disposed_on.is_(None))
)
_STILL_HELD = sa.select(sa.func.count()).where(
    GoodsRow.case_id == _CASE,
    GoodsRow.list_kind.in_(HELD_LISTS),
    GoodsRow.disposal == "",
    GoodsRow.removed_on.is_(None),
)
_WORDS = (
    sa.select(GoodsRow.case_id, GoodsRow.name, GoodsRow.spec, GoodsRow.patent_as_printed)
    .where(GoodsRow.removed_on.is_(None))
    .order_by(GoodsRow.id)
)


@dataclass(frozen=True)
class GoodsList:
    """One list of goods with its sums."""

    kind: str
    rows: Sequence[Any]
    total: Decimal
    unpriced: int

    @property
    def name(self) -> str:
        """Name the list as the office does."""
        return LISTS[self.kind]

    @property
    def words(self) -> str:
        """Say the sum, and how many rows are not in it."""
        rest = f"，另有 {self.unpriced} 项单价未定" if self.unpriced else ""
        return f"共 {len(self.rows)} 项，金额合计 {self.total:,.2f} 元{rest}"


def items_of_case(case_id: int, *, removed: bool = False) -> Sequence[Any]:
    """Return the items by serial; the removed ones only where somebody asks for them."""
    statement = _ITEMS if removed else _ITEMS_IN_FORCE
    return plain_rows(statement, {"case_id": case_id})


def custody_of(item_id: int) -> Sequence[Any]:
    """Return every move in the custody of an item, the first one first."""
    return plain_rows(_CUSTODY, {"item_id": item_id})


def held_by(item: Any, moves: Sequence[Any]) -> str:
    """Say who has the item now: whoever received it last, or took it."""
    return str(moves[-1].to_whom) if moves else str(item.taken_by)


def item(item_id: int) -> EvidenceItem | None:
    """Return an item, whichever case it is in: the caller checks that case."""
    return db.session.get(EvidenceItem, item_id)


def item_of_case(case_id: int, item_id: int) -> EvidenceItem:
    """Return an item of this very case; one of another case is not there."""
    return _found(db.session.scalars(_ITEM, {"case_id": case_id, "item_id": item_id}).first())


def goods_row(case_id: int, goods_id: int, *, to_change: bool = False) -> GoodsRow:
    """Return a row of goods of this very case; one to be changed is held until the act is done."""
    asked = _GOODS_ROW_TO_CHANGE if to_change else _GOODS_ROW
    return _found(db.session.scalars(asked, {"case_id": case_id, "goods_id": goods_id}).first())


def goods_of_case(case_id: int) -> tuple[GoodsList, ...]:
    """Return the lists that have rows, each with its sums."""
    rows = plain_rows(_GOODS, {"case_id": case_id})
    lists = (_list(kind, (row for row in rows if row.list_kind == kind)) for kind in LISTS)
    return tuple(one for one in lists if one.rows)


def registrations_of_case(case_id: int) -> Sequence[Any]:
    """Return the registrations of a case, oldest first."""
    return plain_rows(_REGISTRATIONS, {"case_id": case_id})


def registration_is_open(case_id: int) -> bool:
    """Say whether registered evidence still waits for a decision."""
    return bool(db.session.scalar(_OPEN_REGISTRATION, {"case_id": case_id}))


def goods_still_held(case_id: int) -> int:
    """Count the registered or seized goods without an end."""
    return int(db.session.scalar(_STILL_HELD, {"case_id": case_id}) or 0)


def goods_words(case_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return names, models and printed numbers of the goods of each case, for the search entries."""
    found: dict[int, dict[str, None]] = {}
    for row in db.session.execute(_WORDS.where(GoodsRow.case_id.in_(case_ids))):
        words = found.setdefault(row.case_id, {})
        words.update(dict.fromkeys(word for word in row[1:] if word))
    return {case_id: tuple(words) for case_id, words in found.items()}


def _list(kind: str, rows: Iterable[Any]) -> GoodsList:
    listed = tuple(rows)
    amounts = [row.amount for row in listed if row.amount is not None]
    return GoodsList(kind, listed, sum(amounts, Decimal(0)), len(listed) - len(amounts))


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotVisible
    return row
