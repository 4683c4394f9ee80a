"""A dated row of the article a gate rests on, and the days on which most of them changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# 市场监管总局令第2号 took effect; market bureaus left the rules of the patent office behind.
BUREAU_BEGINS, OFFICE_ENDS = date(2019, 4, 1), date(2019, 3, 31)
# 行政处罚法 (2021) took effect.
NEW_LAW_BEGINS, OLD_LAW_ENDS = date(2021, 7, 15), date(2021, 7, 14)
# 国家知识产权局令第71号 took effect in place of 令第60号.
ORDER_71_BEGINS, ORDER_60_ENDS = date(2015, 7, 1), date(2015, 6, 30)
ORDER_60 = "专利行政执法办法（2010）"
NUMBERED = re.compile("专利行政执法办法第[一二三四五六七八九十]+条")
# 行政强制法 took effect.
COMPULSION_BEGINS, BEFORE_COMPULSION = date(2012, 1, 1), date(2011, 12, 31)
# 专利纠纷行政裁决和调解办法 took effect beside 专利行政执法办法.
ORDER_81_BEGINS, BEFORE_ORDER_81 = date(2025, 2, 1), date(2025, 1, 31)
DISPUTES = "patent_affairs"
OFFICE, BUREAU = "ip_office", "market_bureau"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as it is cited in a refusal, and when and for whom it holds."""

    text: str
    first: date = date.min
    last: date = date.max
    authority: str = ""

    def holds(self, on: date, authority: str) -> bool:
        """Say whether this row speaks on that day to that office."""
        return self.first <= on <= self.last and self.authority in ("", authority)


Rows = tuple[ArticleRow, ...]


def old_new(old: str, new: str) -> Rows:
    """An article of the penalty law before and after 2021-07-15."""
    return (ArticleRow(old, last=OLD_LAW_ENDS), ArticleRow(new, first=NEW_LAW_BEGINS))


def three(order_71: str, old_law: str, new_law: str, *, office_keeps: bool = False) -> Rows:
    """An article of the patent office, of the market bureau, and of the new penalty law for both.

    `office_keeps`: the new text binds market bureaus only, the office ends its cases by Order 71.
    """
    office_ends = date.max if office_keeps else OLD_LAW_ENDS
    return (
        *order_60_71(order_71, last=office_ends),
        ArticleRow(old_law, BUREAU_BEGINS, OLD_LAW_ENDS, BUREAU),
        ArticleRow(new_law, first=NEW_LAW_BEGINS, authority=BUREAU if office_keeps else ""),
    )


def order_60_71(order_71: str, *, last: date = date.max) -> Rows:
    """An article of Order 71; the text of 2010 counted its articles otherwise, so no number is cited."""
    return (
        ArticleRow(NUMBERED.sub(ORDER_60, order_71), last=ORDER_60_ENDS, authority=OFFICE),
        ArticleRow(order_71, ORDER_71_BEGINS, last, OFFICE),
    )


def compulsion(article: str, *, before: Rows = ()) -> Rows:
    """An article of 行政强制法, and what held before it; nothing: it was not asked."""
    return (*before, ArticleRow(f"行政强制法{article}", first=COMPULSION_BEGINS))


def always(text: str) -> Rows:
    """An article without an end."""
    return (ArticleRow(text),)


def dispute(old: str, new: str) -> Rows:
    """What an office that settles disputes goes by before and after 2025-02-01; empty: no rule."""
    found = (
        (old, date.min, BEFORE_ORDER_81),
        (new, ORDER_81_BEGINS, date.max),
    )
    return tuple(ArticleRow(text, first, last, DISPUTES) for text, first, last in found if text)


# An order of dates or a paper's stage needs no article: the sentence speaks for itself.
PLAIN = always("")
