"""Articles of the gates of infringement disputes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.law.procedures.article_rows import (
    BEFORE_ORDER_81,
    ORDER_81_BEGINS,
    PLAIN,
    ArticleRow,
    Rows,
    compulsion,
)

# 专利行政执法办法 was revised; the text of 2010 counted its articles otherwise.
ORDER_71_BEGINS, ORDER_60_ENDS = date(2015, 7, 1), date(2015, 6, 30)
NEW_PATENT_LAW = date(2021, 6, 1)
NEW_RULES = date(2024, 1, 20)
OLD, NEW = "专利行政执法办法", "专利纠纷行政裁决和调解办法"


def _orders(order_71: str, order_81: str) -> Rows:
    """The measures of 2010, of 2015 and of 2025; empty where a text asks nothing."""
    texts = (
        (order_71 and f"{OLD}（2010年）", date.min, ORDER_60_ENDS),
        (order_71 and f"{OLD}{order_71}", ORDER_71_BEGINS, BEFORE_ORDER_81),
        (order_81 and f"{NEW}{order_81}", ORDER_81_BEGINS, date.max),
    )
    return tuple(ArticleRow(text, first, last) for text, first, last in texts if text)


SUPPLEMENT = _orders("", "第十六条")
PANEL = _orders("第十三条", "第二十条")
RECUSAL = _orders("第七条", "第五条")
ORAL = _orders("第十六条", "第二十六条")
SUSPENSION = (
    ArticleRow("专利法实施细则（2010年）第八十二条", last=date(2024, 1, 19)),
    ArticleRow("专利法实施细则第九十八条", first=NEW_RULES, last=BEFORE_ORDER_81),
    ArticleRow(f"{NEW}第二十八条", first=ORDER_81_BEGINS),
)
DAMAGES = (
    ArticleRow("专利法（2008年）第六十条", last=date(2021, 5, 31)),
    ArticleRow("专利法第六十五条", first=NEW_PATENT_LAW),
)
MEDIATION = _orders("第十五条", "第三十五条")
LIMIT = _orders("第二十一条", "第三十七条")
ENFORCEMENT = _orders("第四十四条", "第八十条")

INFRINGEMENT: Mapping[str, Rows] = {
    "request_admissible": _orders("第十条", "第十二条"),
    "no_other_way_agreed": _orders("", "第十二条"),
    "papers_complete": _orders("第十一条", "第十四条"),
    "patent_is_alive": _orders("第十条", "第十二条"),
    "one_patent_one_respondent": (
        ArticleRow("", last=BEFORE_ORDER_81),
        ArticleRow(f"{NEW}第二十一条", first=ORDER_81_BEGINS),
    ),
    "panel_is_odd": PANEL,
    "panel_has_head": PANEL,
    "clerk_is_apart": PANEL,
    "actor_on_panel": PANEL,
    "supplement_is_first": SUPPLEMENT,
    "supplement_has_term": SUPPLEMENT,
    "supplement_in_time": SUPPLEMENT,
    "requester_told_first": _orders("", "第九条"),
    "not_challenged": RECUSAL,
    "panel_not_challenged": RECUSAL,
    "answer_period_over": _orders("第十四条", "第二十二条"),
    "answer_waits_to_be_passed": PLAIN,
    "objection_in_time": _orders("", "第九条"),
    "both_are_willing": MEDIATION,
    "agreement_is_signed": MEDIATION,
    "oral_day_ahead": ORAL,
    "oral_notice_in_time": ORAL,
    "oral_day_reached": PLAIN,
    "both_sides_present": ORAL,
    "absence_without_reason": ORAL,
    "requester_is_absent": PLAIN,
    "respondent_is_absent": PLAIN,
    "suspension_is_grounded": SUSPENSION,
    "suspension_was_asked": SUSPENSION,
    "invalidation_is_open": PLAIN,
    "invalidation_is_new": PLAIN,
    "reason_to_go_on_fits": (*SUSPENSION[:2], ArticleRow(f"{NEW}第二十九条", ORDER_81_BEGINS)),
    # The rules of 2010 and 2023 say "may", the measures of 2025 say "must".
    "suspended_when_due": (ArticleRow(f"{NEW}第二十八条", ORDER_81_BEGINS),),
    "panel_is_whole": PANEL,
    "deliberation_recorded": PANEL,
    "decision_follows_panel": PANEL,
    "ruling_awaits_signature": PANEL,
    "repeat_is_drafted": PLAIN,
    "decision_follows_draft": PANEL,
    "ruling_is_delivered": PLAIN,
    "ruling_reached_one": PLAIN,
    "withdrawal_is_delivered": PLAIN,
    "request_is_delivered": _orders("第十四条", "第二十二条"),
    "answer_is_delivered": PLAIN,
    "order_is_complete": _orders("第四十三条", "第三十二条"),
    "damages_not_decided": DAMAGES,
    "inside_dispute_limit": LIMIT,
    "first_extension": LIMIT,
    "chief_extended_before": _orders("", "第三十七条"),
    "repeat_is_shown": _orders("第二十条", "第三十四条"),
    "asked_before_withdrawal": _orders("", "第三十六条"),
    "time_bar_holds": _orders("", "第十九条、第三十六条"),
    "infringement_is_found": PLAIN,
    "nothing_to_perform": PLAIN,
    "decision_is_publishable": (ArticleRow(f"{OLD}第四十六条", last=BEFORE_ORDER_81),),
    "adjudication_published": (ArticleRow(f"{NEW}第八十三条", first=ORDER_81_BEGINS),),
    "change_awaits_publication": PLAIN,
    "change_published": (ArticleRow(f"{NEW}第八十三条", first=ORDER_81_BEGINS),),
    "finding_published": (ArticleRow(f"{OLD}第四十六条", ORDER_71_BEGINS, BEFORE_ORDER_81),),
    "secrets_are_masked": _orders("第四十六条", "第八十三条"),
    "suit_period_over": DAMAGES,
    "suit_lapse_is_new": PLAIN,
    "performance_is_overdue": PLAIN,
    "overdue_is_new": PLAIN,
    "court_term_is_open": ENFORCEMENT,
    "demanded_before_court": compulsion("第五十四条、第六十九条"),
    "office_term_over": _orders("", "第八十条"),
    "waiting_is_over": _orders("", "第十三条"),
    "holder_stayed_silent": _orders("", "第十三条"),
    "comparison_written": PLAIN,
    # The older measures say nothing of their own: a patent declared invalid never was (专利法).
    "patent_fell": (
        ArticleRow("专利法（2008年）第四十七条", last=date(2021, 5, 31)),
        ArticleRow("专利法第四十七条", first=NEW_PATENT_LAW, last=BEFORE_ORDER_81),
        ArticleRow(f"{NEW}第三十三条", first=ORDER_81_BEGINS),
    ),
}
