"""What was found as a list that leaves the office: its columns, its rows, the words on its sheet of notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from caseapp.accounts.person import Person
from caseapp.base.dated_numbers import DatedNumbers
from caseapp.search.ask import Order
from caseapp.search.narrowing import ORDERS, Given
from caseapp.search.results import Result

LIMITS = DatedNumbers(Path(__file__).with_name("list_limits.toml"))
TITLE = "检索结果"
HEADS = (("类型", 14), ("编号", 30), ("名称", 60), ("日期", 12))


def most_rows(on: date) -> int:
    """Return how many hits go out at once."""
    return LIMITS.number("most_rows", on)


def rows_of(result: Result) -> list[tuple[str | date, ...]]:
    """Return a row for each hit."""
    return [(hit.kind_name, hit.key, hit.title, hit.on or "") for hit in result.hits]


def is_whole(result: Result) -> bool:
    """Say whether every hit is in the list."""
    return len(result.hits) >= result.total


def about(
    result: Result, given: Given, *, names: Mapping[str, str], by: Person, at: datetime
) -> list[str]:
    """Return what the list is, who took it and when, and whether it is whole."""
    told = [
        f"检索：{result.question}",
        *_narrowed(result, given, names),
        f"{by.unit_name} {by.name} 于 {at:%Y-%m-%d %H:%M} 导出，{_figures(result)}。",
        "只含导出人有权查阅的内容；导出已记入审计日志。",
    ]
    if not is_whole(result):
        told.append("清单不完整：请按类型、状态或日期筛选后分次导出。")
    return [*told, *given.notices, *result.notices]


def _figures(result: Result) -> str:
    return f"列出 {len(result.hits):,} 项，{result.total_words}"


def _narrowed(result: Result, given: Given, names: Mapping[str, str]) -> list[str]:
    narrow = given.narrow
    told = [f"类型：{'、'.join(names[kind] for kind in given.kinds)}"] if given.kinds else []
    for one in result.lists:
        words = [choice.words for choice in one.choices if choice.is_chosen]
        if words:
            told.append(f"{one.title}：{'、'.join(words)}")
    if narrow.since or narrow.until:
        told.append(f"日期：{narrow.since or '不限'} 至 {narrow.until or '不限'}")
    if narrow.order is not Order.BEST:
        told.append(f"排列：{ORDERS[narrow.order]}")
    return told
