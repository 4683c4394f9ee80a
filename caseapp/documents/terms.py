"""The periods papers tell the party, taken from the rows of the law and never typed in a text."""

from __future__ import annotations

from datetime import date

from caseapp.documents.offices import office_on
from caseapp.law import time_limits
from caseapp.law.rows import valid_on
from caseapp.law.time_limits import LimitRow
from caseapp.law.wording import span

# Word of the dictionary → rows of the limit table; a special row stands before the general one.
ROWS = {
    "登记保存期限": ("CF-08a", "CF-08b"),
    "陈述申辩期限": ("CF-13", "CF-13b"),
    "听证期限": ("CF-14c", "CF-14a", "CF-14b"),
    "缴款期限": ("CF-18",),
    "复议期限": ("CF-26",),
    "诉讼期限": ("CF-27a", "CF-27b"),
    "强制措施期限": ("CF-07",),
    "协查期限": ("CF-10",),
    "复议后诉讼期限": ("CF-27c",),
    "催告期限": ("CF-19",),
    "公告送达期限": ("CF-17a", "CF-17b"),
    # Beside each other from 2024-07 the shorter one is told (HL-02b).
    "投诉调解期限": ("HL-02c", "HL-02b", "HL-02"),
    "移送决定期限": ("TR-01",),
    "移送办理期限": ("TR-02",),
    "公安转送期限": ("TR-03",),
    "公安审查期限": ("TR-04",),
    "提请复议期限": ("TR-05",),
    "公安复议期限": ("TR-06",),
    "建议监督期限": ("TR-07",),
    "物品移交期限": ("TR-08",),
    "补送材料期限": ("TR-13",),
    "答辩期限": ("INF-04a",),
    "回避申请期限": ("INF-07",),
    # Only a ruling has it; a refusal and a withdrawal take the general one.
    "裁决诉讼期限": ("INF-10",),
    "公开期限": ("INF-12",),
    "意见陈述期限": ("MED-02",),
    "恢复程序期限": ("MED-06",),
    "中止程序期限": ("MED-08",),
    "司法确认期限": ("MED-09",),
    "展会转交期限": ("EX-01",),
    "展会移交期限": ("EX-04",),
}
# Between two sides the patent office acts on every day.
ANYBODY = ("any", "general", "patent_affairs")
HEARING = "听证期限"


def terms_on(day: date, *, hearing: bool = False) -> dict[str, str]:
    """Give the periods in force on the day of the paper; the right to a hearing only when due."""
    authority = office_on(day).authority
    book = time_limits.load()
    found: dict[str, str] = {}
    for name, ids in ROWS.items():
        if name == HEARING and not hearing:
            continue
        rows = (book.row(one) for one in ids)
        row = next((one for one in rows if _holds(one, day, authority)), None)
        # 2015 knew no period for a defence: the text has a sentence for that.
        if row is not None and row.length is not None:
            found[name] = span(row.length, row.unit)
    return found


def bases_of_terms_on(day: date) -> dict[str, str]:
    """Give the articles the periods of the day come from, by the words of the dictionary."""
    authority = office_on(day).authority
    book = time_limits.load()
    found: dict[str, str] = {}
    for name, ids in ROWS.items():
        row = next((one for id_ in ids if _holds(one := book.row(id_), day, authority)), None)
        if row is not None:
            found[name] = row.basis(day)
    return found


def ruling_term(day: date) -> str:
    """Give the period for a suit against a ruling between two parties (INF-10)."""
    rows = (row for row in time_limits.load().rows if row.family == "INF-10")
    row = next((one for one in rows if one.enabled and valid_on(one, day)), None)
    return span(row.length, row.unit) if row is not None and row.length is not None else ""


def _holds(row: LimitRow, day: date, authority: str) -> bool:
    return row.enabled and valid_on(row, day) and row.authority in (authority, *ANYBODY)
