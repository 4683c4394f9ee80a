"""Table R5 as a workbook: a row for each fair of the year, figures as numbers, what they come to below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseapp.exhibitions import figures, report_rows
from caseapp.exhibitions.figures import PATENT_KINDS, RESULTS, UNSAID, Known
from caseapp.law.rights import RIGHT_KINDS

TITLE = "展会知识产权保护年度报表"
_PLAIN = ("show_days", "stationed", "inquiries", "leaflets", "complaints")
_END = ("withdrawals", "checks", "teams", "leads")
# As the head of a column says it: what is counted, of what.
COLUMNS: tuple[tuple[str, str], ...] = (
    *((key, figures.name_of(key)) for key in _PLAIN),
    *((f"right.{key}", f"{name}投诉") for key, name in RIGHT_KINDS.items()),
    *((f"kind.{key}", f"{name}投诉") for key, name in PATENT_KINDS.items()),
    (f"kind.{UNSAID}", "种类未写明的专利投诉"),
    ("patents", figures.name_of("patents")),
    *((f"result.{key}", f"结果：{name}") for key, name in RESULTS.items()),
    *((key, figures.name_of(key)) for key in _END),
)
HEADS = (
    ("登记号", 26),
    ("展会", 36),
    ("开始", 12),
    ("结束", 12),
    *((name, 12) for _, name in COLUMNS),
)


def cells(known: Known) -> list[tuple[Any, ...]]:
    """Return the rows of the sheet, the sum of the year last."""
    return [*(_row(fair, known) for fair in known.fairs), ("", "合计", "", "", *_values(known))]


def about(known: Known, *, year: int, who: str, at: str) -> Sequence[str]:
    """Return what the second sheet says of the first."""
    faults = figures.report(known).faults
    return (
        f"{TITLE} {year}年：{who} 于 {at} 导出，共 {len(known.fairs):,} 个展会。",
        "按展会开始的日期计入年度，已取消的展会不计；只含导出人可以查阅的展会。",
        "投诉按权利、按结果的合计都等于接到投诉；专利投诉按种类的合计等于专利投诉。",
        *(f"核对不平：{fault.words}" for fault in faults),
    )


def _row(fair: Any, known: Known) -> tuple[Any, ...]:
    mine = report_rows.narrowed(known, [fair.id])
    return (fair.number, fair.name, fair.first_on, fair.last_on, *_values(mine))


def _values(known: Known) -> tuple[int, ...]:
    return tuple(figures.value_of(known, key) for key, _ in COLUMNS)
