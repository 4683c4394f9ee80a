"""The register of transfers as a workbook: its columns, its rows, the words on its sheet of notes."""

from __future__ import annotations

from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.bodies import queries as bodies
from caseapp.cases.list_sheet import MOST_ROWS
from caseapp.transfers.kinds import KINDS, REGISTERS
from caseapp.transfers.lists import DIRECTIONS, HEAPS, Filters, TransferLine

TITLE = "移送协作登记簿"
HEADS = (
    ("登记号", 28),
    ("登记簿", 12),
    ("种类", 20),
    ("事项", 44),
    ("对方", 28),
    ("对方文号", 24),
    ("状态", 14),
    ("轮到谁", 24),
    ("登记或收到日期", 14),
    ("发出时间", 18),
    ("要求反馈日期", 14),
    ("最近期限", 14),
    ("期限事项", 30),
    ("退回次数", 10),
    ("办结时间", 18),
)


def cells(one: TransferLine) -> tuple[Any, ...]:
    """Return one row."""
    row, limit = one.row, one.limit
    return (
        row.number,
        REGISTERS[KINDS[row.kind].register],
        one.kind,
        row.title,
        row.body_name,
        row.their_number,
        one.stage,
        one.turn,
        row.received_on,
        _moment(row.sent_at),
        row.answer_due_on or "",
        limit.due if limit else "",
        f"{limit.what}（{limit.words}）" if limit else "",
        str(row.times_returned),
        _moment(row.closed_at),
    )


def in_words(wanted: Filters) -> str:
    """Say what the register was narrowed to."""
    known = {
        "登记簿": REGISTERS.get(wanted.register, ""),
        "范围": HEAPS[wanted.heap] if wanted.heap else "",
        "种类": KINDS[wanted.kind].name if wanted.kind else "",
        "方向": DIRECTIONS.get(wanted.direction, ""),
        "对方": bodies.names_of([wanted.body]).get(wanted.body, "") if wanted.body else "",
        "日期从": wanted.since.isoformat() if wanted.since else "",
        "日期到": wanted.until.isoformat() if wanted.until else "",
        "含有文字": wanted.word,
        "案件": "只含一个案件的" if wanted.case else "",
    }
    return "；".join(f"{name}：{word}" for name, word in known.items() if word) or "全部"


def about(by: Person, words: str, count: int, *, whole: bool) -> list[str]:
    """Return the sheet of notes."""
    told = [
        f"{TITLE}：{words}",
        f"{by.unit_name} {by.name} 于 {local(now()):%Y-%m-%d %H:%M} 导出，共 {count:,} 项。",
        "只含导出人有权查阅的事项；导出已记入审计日志。",
    ]
    if not whole:
        told.append(
            f"登记簿不完整：一次最多导出 {MOST_ROWS:,} 项，只含最新的部分，请按日期筛选后分次导出。"
        )
    return told


def _moment(at: Any) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""
