"""Articles of the gates of dishonest filing and false statements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.law.procedures.article_rows import ArticleRow, Rows

# 专利法实施细则 (2023) took effect.
RULES_BEGIN = date(2024, 1, 20)
PENALTY = (ArticleRow("专利法实施细则第一百条", first=RULES_BEGIN),)

FALSE_STATEMENT: Mapping[str, Rows] = {
    "act_was_punishable": PENALTY,
    "warning_is_given": PENALTY,
    "fine_beside_warning_in_range": PENALTY,
    "goods_are_given_back": (
        ArticleRow("专利法实施细则第一百条、专利法第六十九条", first=RULES_BEGIN),
    ),
    "decision_does_more_than_warn": (
        ArticleRow(
            "市场监督管理行政处罚信息公示规定第二条",
            first=RULES_BEGIN,
            authority="market_bureau",
        ),
    ),
}
