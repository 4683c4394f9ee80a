"""What an item or a row of goods must be before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from caseapp.base.clock import local, now, today
from caseapp.base.errors import Refused
from caseapp.evidence.given import GoodsGiven, HandOverGiven, ItemGiven, KeptFile
from caseapp.evidence.queries import held_by
from caseapp.evidence.words import ITEM_FORMS, ITEM_KINDS, LISTS

FEN = Decimal("0.01")
MOST = Decimal(10) ** 8


def amount_of(given: GoodsGiven) -> Decimal | None:
    """Compute quantity times price to the fen; nothing where the price is open."""
    if given.unit_price is None:
        return None
    return (given.quantity * given.unit_price).quantize(FEN, ROUND_HALF_UP)


def check_item(given: ItemGiven, file: KeptFile | None) -> None:
    """Refuse an item that could not stand in a list of evidence."""
    if given.kind not in ITEM_KINDS or given.form not in ITEM_FORMS:
        raise Refused("请选择证据种类和原件、复制件。")
    stated(given.title, "请填写证据名称。")
    stated(given.taken_by, "请填写取证人员。")
    if given.second_taker and given.second_taker == given.taken_by:
        raise Refused("两名取证人员不能是同一人。", article="行政处罚法第四十二条")
    refuse_future(given.taken_on, "取证日期")
    if given.kind == "photo" and file is None:
        raise Refused("照片应当附文件。", remedy="请选择照片文件后再保存。")
    if file is not None and file.size == 0:
        raise Refused("文件是空的，没有保存。", remedy="请检查原文件后重新选择。")


def check_hand_over(given: HandOverGiven, item: Any, moves: Sequence[Any]) -> None:
    """Refuse a move that leaves a gap in the custody."""
    if item.removed_on is not None:
        raise Refused(f"证据 {item.serial} 已移出，不能交接。")
    stated(given.why, "交接应当写明原因。")
    holder = held_by(item, moves)
    if given.from_whom not in holder.split("、") and given.from_whom != holder:
        raise Refused(
            f"证据现由{holder}保管，交出人不能是{given.from_whom}。",
            remedy="请先补登中间的交接，或者改正交出人。",
        )
    if given.to_whom == given.from_whom:
        raise Refused("接收人与交出人是同一人，不是交接。")
    if given.moved_at > now():
        raise Refused("交接时间晚于现在。", remedy="请核对交接时间。")
    before = moves[-1].moved_at if moves else None
    if local(given.moved_at).date() < item.taken_on or (before and given.moved_at < before):
        raise Refused("交接时间早于取证或者上一次交接。", remedy="请核对交接时间。")


def check_goods(given: GoodsGiven) -> None:
    """Refuse a row whose amount could not be computed or read."""
    if given.list_kind not in LISTS:
        raise Refused("请选择物品清单。")
    stated(given.name, "请填写物品名称。")
    stated(given.unit, "请填写计量单位。")
    if not _is_plain(given.quantity, decimals=3) or given.quantity <= 0:
        raise Refused("数量应当大于零、小于一亿，最多三位小数。")
    if given.unit_price is not None and not _is_plain(given.unit_price, decimals=2):
        raise Refused("单价不能是负数，应当小于一亿，最多两位小数。")


def _is_plain(value: Decimal, *, decimals: int) -> bool:
    """Refuse NaN, infinity and what a fen or a thousandth cannot hold."""
    if not value.is_finite() or not 0 <= value < MOST:
        return False
    return value == value.quantize(Decimal(1).scaleb(-decimals))


def stated(text: str, sentence: str) -> str:
    """Return the text without blanks at its ends; an empty one is refused with the sentence."""
    if not text.strip():
        raise Refused(sentence)
    return text.strip()


def refuse_future(day: date, name: str) -> None:
    """Refuse a day that has not come yet."""
    if day > today():
        raise Refused(f"{name}晚于今天。", remedy=f"请核对{name}。")
