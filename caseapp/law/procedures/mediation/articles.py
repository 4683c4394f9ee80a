"""Articles of the gates of mediation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.law.procedures.article_rows import (
    BEFORE_ORDER_81,
    ORDER_60,
    ORDER_60_ENDS,
    ORDER_71_BEGINS,
    ORDER_81_BEGINS,
    PLAIN,
    ArticleRow,
    Rows,
)

# 专利法实施细则 (2023) took effect.
NEW_RULES_BEGIN, OLD_RULES_END = date(2024, 1, 20), date(2024, 1, 19)
# 专利法 (2020) brought the open licence; 民事诉讼法 (2012) brought judicial confirmation.
OPEN_LICENCE_BEGINS = date(2021, 6, 1)
CONFIRMATION_BEGINS = date(2013, 1, 1)
OLD, NEW = "专利行政执法办法", "专利纠纷行政裁决和调解办法"


def _orders(order_71: str, order_81: str) -> Rows:
    """The texts of the measures, the first cited without a number: it counted its articles otherwise.

    Empty where a text says nothing and nothing is asked.
    """
    texts = (
        (order_71 and ORDER_60, date.min, ORDER_60_ENDS),
        (order_71 and f"{OLD}{order_71}", ORDER_71_BEGINS, BEFORE_ORDER_81),
        (order_81 and f"{NEW}{order_81}", ORDER_81_BEGINS, date.max),
    )
    return tuple(ArticleRow(text, first, last) for text, first, last in texts if text)


def _rules(old: str, new: str) -> Rows:
    """An article of 专利法实施细则 before and after 2024-01-20."""
    return (
        ArticleRow(f"2010年专利法实施细则{old}", last=OLD_RULES_END),
        ArticleRow(f"专利法实施细则{new}", first=NEW_RULES_BEGIN),
    )


OPEN_LICENCE = (
    ArticleRow("专利法第五十二条", first=OPEN_LICENCE_BEGINS, last=BEFORE_ORDER_81),
    ArticleRow(f"专利法第五十二条、{NEW}第七十六条", first=ORDER_81_BEGINS),
)
# The article kept its words; its number moved with each revision of the code.
CONFIRMATION = (
    ArticleRow("民事诉讼法第一百九十四条", first=CONFIRMATION_BEGINS, last=date(2021, 12, 31)),
    ArticleRow("民事诉讼法第二百零一条", first=date(2022, 1, 1), last=date(2023, 12, 31)),
    ArticleRow("民事诉讼法第二百零五条", first=date(2024, 1, 1)),
)
STAY = _rules("第八十六条", "第一百零三条")
SESSION = _orders("第二十四条", "第六十六条")
AGREEMENT = (*_orders("第二十六条", ""), ArticleRow(NEW, first=ORDER_81_BEGINS))

MEDIATION: Mapping[str, Rows] = {
    "remit_is_ours": OPEN_LICENCE,
    "about_open_licence": PLAIN,
    "granted_before_request": _rules("第八十五条", "第一百零二条"),
    "place_is_ours": _rules("第八十一条", "第九十七条"),
    "mediator_named": SESSION,
    "opinion_period_over": SESSION,
    "refusal_fits": SESSION,
    "session_lies_ahead": PLAIN,
    "both_sides_told": SESSION,
    "notice_is_delivered": _orders("第二十三条", "第六十五条"),
    "notice_is_new": PLAIN,
    "session_notice_delivered": SESSION,
    "result_is_delivered": PLAIN,
    "session_was_told": SESSION,
    "absence_unexcused": _orders("第二十六条", "第六十七条"),
    "absence_fits_ground": _orders("", "第六十七条"),
    "agreement_complete": AGREEMENT,
    "promise_has_content": _orders("", "第六十九条"),
    "about_ownership": PLAIN,
    "not_about_ownership": PLAIN,
    "agreement_reached": PLAIN,
    "confirmation_not_asked": PLAIN,
    "confirmation_was_asked": PLAIN,
    "both_sides_apply": CONFIRMATION,
    "confirmation_in_time": CONFIRMATION,
    "acceptance_was_proved": STAY,
    "stay_is_new": PLAIN,
    "stay_is_open": PLAIN,
    "stay_extended_in_time": STAY,
    "stay_grows": STAY,
    "copy_is_due": PLAIN,
    "copy_was_sent": _orders("", "第七十条"),
    "resumption_is_new": PLAIN,
    "not_before_agreement": PLAIN,
}
