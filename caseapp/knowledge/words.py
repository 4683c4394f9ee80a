"""The words an answer may leave open: periods and sums, filled in from the law's rows by the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from caseapp.law import time_limits
from caseapp.law.dispute_sums import sums_for
from caseapp.law.limit_rows import LimitRow
from caseapp.law.penalties import penalty_rows
from caseapp.law.rows import rows_on, valid_on
from caseapp.law.wording import long_date, span, sum_of

OPEN = re.compile(r"\{\{([^{}]*)\}\}")
ANYBODY = ("any", "general", "patent_affairs")
# Word → rows of the limit table; of several in force the first one is told.
LIMITS: Mapping[str, tuple[str, ...]] = {
    "受理投诉期限": ("HL-01",),
    "投诉调解期限": ("HL-02c", "HL-02"),
    "立案核查期限": ("CF-03", "CF-02"),
    "告知举报人期限": ("CF-04",),
    "处罚时效": ("CF-29",),
    "缴款期限": ("CF-18",),
    "复议期限": ("CF-26",),
    "诉讼期限": ("CF-27b", "CF-27a"),
    "听证期限": ("CF-14b", "CF-14c"),
    "侵权立案期限": ("INF-01b", "INF-01a"),
    "侵权答辩期限": ("INF-04a",),
    "侵权结案期限": ("INF-09b", "INF-09a", "INF-09x"),
    "侵权请求时效": ("INF-13",),
    "裁决起诉期限": ("INF-10",),
    "收到催告期限": ("INF-14",),
    "发出催告期限": ("INF-14b",),
    "意见陈述期限": ("MED-02",),
    "司法确认期限": ("MED-09",),
    "平台恢复期限": ("EC-01",),
    "展会转交期限": ("EX-01",),
    "咨询答复目标": ("ST-01",),
    "援助审查目标": ("ST-04",),
    "援助意见目标": ("ST-05",),
    "回访目标": ("ST-03",),
}


class NotFilled(Exception):
    """A word that no row in force on the day can fill, said in a sentence."""


@dataclass(frozen=True, slots=True)
class Unknown(Exception):
    """A word that is not of the list."""

    word: str


def _limit(ids: tuple[str, ...], day: date) -> str:
    book = time_limits.load()
    rows = [book.row(one) for one in ids]
    row = next((one for one in rows if _holds(one, day)), None)
    if row is None or row.length is None:
        raise NotFilled(f"{long_date(day)}没有可以照此答复的期限（{'、'.join(ids)}）")
    return span(row.length, row.unit)


def _holds(row: LimitRow, day: date) -> bool:
    who = (*ANYBODY, time_limits.load().authority_on(day, row.subject))
    return row.enabled and row.authority in who and valid_on(row, day)


def _fine(day: date) -> str:
    found = rows_on([row for row in penalty_rows() if row.act == "counterfeit"], day)
    if not found:
        raise NotFilled(f"{long_date(day)}没有收录假冒专利的罚款规定")
    *steps, last = found[0].tiers
    parts = [
        f"违法所得超过{sum_of(one.above)}的，可以处违法所得{one.times}倍以下罚款"
        if one.above
        else f"有违法所得的，可以处违法所得{one.times}倍以下罚款"
        for one in steps
    ]
    return "；".join((*parts, f"其他情形可以处{sum_of(last.fixed)}以下罚款"))


def _sum(kind: str, day: date) -> str:
    found = [row for row in sums_for(kind) if valid_on(row, day)]
    if not found:
        raise NotFilled(f"{long_date(day)}没有收录所引的数额")
    return found[0].what.format_map(found[0].amounts)


WORDS: Mapping[str, Callable[[date], str]] = {
    **{word: partial(_limit, ids) for word, ids in LIMITS.items()},
    "假冒专利罚款": _fine,
    "职务发明奖金": partial(_sum, "reward"),
    "法定赔偿": partial(_sum, "damages"),
}


def words_in(text: str) -> list[str]:
    """Return the words a text leaves open, in their order."""
    return [one.strip() for one in OPEN.findall(text)]


def filled(text: str, day: date) -> str:
    """Write a text with every open word filled as of a day, or say which one cannot be."""
    unknown = next((one for one in words_in(text) if one not in WORDS), None)
    if unknown is not None:
        raise Unknown(unknown)
    return OPEN.sub(lambda found: WORDS[found[1].strip()](day), text)
