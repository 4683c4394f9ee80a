"""The article each gate rests on, by the date of the act: one dated row per text in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# 市场监管总局令第2号 took effect; market bureaus left the rules of the patent office behind.
BUREAU_BEGINS, OFFICE_ENDS = date(2019, 4, 1), date(2019, 3, 31)
# 行政处罚法 (2021) took effect.
NEW_LAW_BEGINS, OLD_LAW_ENDS = date(2021, 7, 15), date(2021, 7, 14)


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


def _old_new(old: str, new: str) -> tuple[ArticleRow, ...]:
    return (ArticleRow(old, last=OLD_LAW_ENDS), ArticleRow(new, first=NEW_LAW_BEGINS))


def _three(order_71: str, old_law: str, new_law: str) -> tuple[ArticleRow, ...]:
    return (
        ArticleRow(order_71, last=OFFICE_ENDS),
        ArticleRow(old_law, first=BUREAU_BEGINS, last=OLD_LAW_ENDS),
        ArticleRow(new_law, first=NEW_LAW_BEGINS),
    )


def _always(text: str) -> tuple[ArticleRow, ...]:
    return (ArticleRow(text),)


# An order of dates or a paper's stage needs no article: the sentence speaks for itself.
PLAIN = _always("")
CRIME = _always("行政执法机关移送涉嫌犯罪案件的规定第十一条")
HEARING = _old_new("原行政处罚法第四十二条", "行政处罚法第六十三条、第六十四条")
REVIEW = _old_new("原行政处罚法第三十八条", "行政处罚法第五十八条")
# The day the act ended picks one of the two; the computed range names it.
FINE = _always("2008年专利法第六十三条或者专利法第六十八条")
RECUSAL = _old_new("原行政处罚法第三十七条", "行政处罚法第四十三条")
OFFICERS = _three("专利行政执法办法第二十八条", "原行政处罚法第三十七条", "行政处罚法第四十二条")

ARTICLES: Mapping[str, tuple[ArticleRow, ...]] = {
    "two_officers": OFFICERS,
    "certificates_valid": _three(
        "专利行政执法办法第四条", "原行政处罚法第三十七条", "行政处罚法第四十二条"
    ),
    "certificate_shown": _old_new("原行政处罚法第三十七条", "行政处罚法第五十五条"),
    "nobody_recused": RECUSAL,
    "actor_not_recused": RECUSAL,
    "not_in_future": PLAIN,
    "not_before_receipt": PLAIN,
    "not_before_start": PLAIN,
    "not_before_filing": PLAIN,
    "lookup_not_in_future": PLAIN,
    "record_times_in_order": PLAIN,
    "not_before_notice": PLAIN,
    "not_before_notice_served": PLAIN,
    "not_before_decision": PLAIN,
    "verification_recorded": _three(
        "专利行政执法办法第二十八条",
        "市场监督管理行政处罚程序暂行规定",
        "市场监督管理行政处罚程序规定第十八条",
    ),
    "four_tests_met": _three(
        "专利行政执法办法第二十八条",
        "市场监督管理行政处罚程序暂行规定",
        "市场监督管理行政处罚程序规定第十九条",
    ),
    "registration_approved": _old_new("原行政处罚法第三十七条", "行政处罚法第五十六条"),
    "sampling_impossible": (ArticleRow("专利行政执法办法第四十条", last=OFFICE_ENDS),),
    "registration_is_open": PLAIN,
    "registration_is_over": PLAIN,
    "counterfeit_shown": (
        ArticleRow("2008年专利法第六十四条", last=date(2021, 5, 31)),
        ArticleRow("专利法第六十九条", first=date(2021, 6, 1)),
    ),
    "seizure_approved": _always("行政强制法第十八条"),
    "urgent_seizure_is_open": PLAIN,
    "urgent_seizure_reported": _always("行政强制法第十九条"),
    "seizure_record_complete": _always("行政强制法第十八条"),
    "goods_may_be_seized": _always("行政强制法第二十三条"),
    "time_of_test_told": _always("行政强制法第二十五条"),
    "seizure_is_open": PLAIN,
    "seizure_extendable": _always("行政强制法第二十五条"),
    "extension_told": _always("行政强制法第二十五条"),
    "act_dates_in_order": PLAIN,
    "gains_method_stored": _old_new("专利行政执法办法第四十七条", "行政处罚法第二十八条"),
    "fine_in_range": FINE,
    "confiscation_in_range": FINE,
    "criminal_check_answered": CRIME,
    "not_a_crime": CRIME,
    "not_fined_before": _old_new("原行政处罚法第二十四条", "行政处罚法第二十九条"),
    "penalty_is_proposed": PLAIN,
    "penalty_not_proposed": PLAIN,
    "reviewer_is_independent": REVIEW,
    "reviewer_is_qualified": REVIEW,
    "review_passed": REVIEW,
    # The old law knew no review after a hearing; the new one makes it a condition of the decision.
    "reviewed_after_hearing": (ArticleRow("行政处罚法第五十八条", first=NEW_LAW_BEGINS),),
    "collective_when_needed": _three(
        "专利行政执法办法第三十四条", "原行政处罚法第三十八条", "行政处罚法第五十七条"
    ),
    "notice_awaits_signature": PLAIN,
    "notice_is_served": PLAIN,
    "party_was_heard": _three(
        "专利行政执法办法第三十二条", "原行政处罚法第四十一条", "行政处罚法第六十二条"
    ),
    "defence_period_over": PLAIN,
    "stated_period_over": PLAIN,
    "defence_unrecorded": PLAIN,
    "not_heavier": _three(
        "专利行政执法办法第三十三条", "原行政处罚法第三十二条", "行政处罚法第四十五条"
    ),
    "hearing_right_told": HEARING,
    "hearing_right_kept": HEARING,
    "hearing_may_be_asked": HEARING,
    "hearing_day_far_enough": HEARING,
    "hearing_notice_in_time": HEARING,
    "hearing_officer_is_independent": HEARING,
    "decision_awaits_signature": PLAIN,
    "inside_case_limit": _three(
        "专利行政执法办法第三十六条",
        "市场监督管理行政处罚程序暂行规定",
        "市场监督管理行政处罚程序规定第六十四条",
    ),
    "publicity_told": (
        ArticleRow(
            "市场监督管理行政处罚信息公示规定第八条",
            first=date(2021, 9, 1),
            authority="market_bureau",
        ),
    ),
    "decision_is_served": PLAIN,
    "collector_is_not_decider": _three(
        "专利行政执法办法第四十九条、原行政处罚法第四十六条",
        "原行政处罚法第四十六条",
        "行政处罚法第六十七条",
    ),
    "payment_is_sound": PLAIN,
    "pays_the_rest": PLAIN,
    "fully_paid": PLAIN,
    "goods_disposed": _always("行政强制法第二十七条、第二十八条"),
    "publicity_decided": (
        ArticleRow("专利行政执法办法第四十六条", last=date(2021, 8, 31)),
        ArticleRow(
            "市场监督管理行政处罚信息公示规定第三条",
            first=date(2021, 9, 1),
            authority="market_bureau",
        ),
        ArticleRow("专利行政执法办法第四十六条", first=date(2021, 9, 1), authority="ip_office"),
    ),
    "payment_overdue": PLAIN,
    "remedy_lapse_is_new": PLAIN,
    "decision_is_published": PLAIN,
    "remedy_period_over": _always("行政强制法第五十三条"),
    "demand_waited": _always("行政强制法第五十四条"),
}


def article_for(gate_key: str, *, on: date, authority: str) -> str | None:
    """Pick the article in force that day; None where the rule did not yet, or no longer, hold."""
    return next((row.text for row in ARTICLES[gate_key] if row.holds(on, authority)), None)
