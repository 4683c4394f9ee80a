"""Articles of the gates of counterfeit cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp.law.procedures.article_rows import (
    BEFORE_COMPULSION,
    BUREAU_BEGINS,
    NEW_LAW_BEGINS,
    OLD_LAW_ENDS,
    ORDER_60,
    ORDER_60_ENDS,
    ORDER_71_BEGINS,
    PLAIN,
    ArticleRow,
    Rows,
    always,
    compulsion,
    old_new,
    order_60_71,
    three,
)
from caseapp.law.reviewers import ASKED_SINCE

TIME_BAR = old_new("原行政处罚法第二十九条", "行政处罚法第三十六条")
CRIME = always("行政执法机关移送涉嫌犯罪案件的规定第十一条")
HEARING = old_new("原行政处罚法第四十二条", "行政处罚法第六十三条、第六十四条")
REVIEW = old_new("原行政处罚法第三十八条", "行政处罚法第五十八条")
# The day the act ended picks one of the two; the computed range names it.
FINE = always("2008年专利法第六十三条或者专利法第六十八条")

SUMMARY = old_new("原行政处罚法第三十三条", "行政处罚法第五十一条")
CASH = old_new("原行政处罚法第四十七条", "行政处罚法第六十八条")
MARKING = (
    ArticleRow("2010年专利法实施细则第八十三条", last=date(2024, 1, 19)),
    ArticleRow("专利法实施细则第九十九条", first=date(2024, 1, 20)),
)

COUNTERFEIT: Mapping[str, Rows] = {
    "lookup_not_in_future": PLAIN,
    "not_before_notice": PLAIN,
    "not_before_notice_served": PLAIN,
    "verification_recorded": three(
        "专利行政执法办法第二十八条",
        "市场监督管理行政处罚程序暂行规定",
        "市场监督管理行政处罚程序规定第十八条",
        office_keeps=True,
    ),
    "four_tests_met": three(
        "专利行政执法办法第二十八条",
        "市场监督管理行政处罚程序暂行规定",
        "市场监督管理行政处罚程序规定第十九条",
        office_keeps=True,
    ),
    "act_not_time_barred": TIME_BAR,
    "not_before_answer": PLAIN,
    "comes_back_as_it_went": PLAIN,
    "was_filed": PLAIN,
    "was_not_filed": PLAIN,
    "patent_was_valid": PLAIN,
    "marked_by_holder": MARKING,
    "mark_corrected": MARKING,
    "spot_fine_small": SUMMARY,
    "spot_complete": SUMMARY,
    "reconsideration_named_first": (ArticleRow("行政复议法第二十三条", first=date(2024, 1, 1)),),
    "cash_may_be_taken": CASH,
    "cash_is_held": PLAIN,
    "cash_is_in_office": PLAIN,
    "assistance_is_free": (
        ArticleRow(
            "市场监督管理行政处罚程序暂行规定", BUREAU_BEGINS, OLD_LAW_ENDS, "market_bureau"
        ),
        ArticleRow(
            "市场监督管理行政处罚程序规定第四十五条",
            first=NEW_LAW_BEGINS,
            authority="market_bureau",
        ),
    ),
    "assistance_is_asked": PLAIN,
    "assistance_is_running": PLAIN,
    "assistance_is_open": PLAIN,
    "credit_report_is_due": PLAIN,
    "push_is_due": PLAIN,
    "push_is_under_way": PLAIN,
    "push_is_shown_next": PLAIN,
    "old_sums_are_shown": PLAIN,
    "change_is_sound": (
        ArticleRow("行政复议法实施条例第五十一条", date(2007, 8, 1), date(2015, 4, 30)),
        ArticleRow(
            "行政复议法实施条例第五十一条、行政诉讼法第七十七条",
            date(2015, 5, 1),
            date(2023, 12, 31),
        ),
        ArticleRow("行政复议法第六十三条、行政诉讼法第七十七条", first=date(2024, 1, 1)),
    ),
    "review_is_pending": PLAIN,
    "review_is_overdue": PLAIN,
    "cash_handed_in": old_new("原行政处罚法第五十条", "行政处罚法第七十一条"),
    "decision_is_shown": (
        ArticleRow(
            "市场监督管理行政处罚信息公示规定第二条",
            first=date(2021, 9, 1),
            authority="market_bureau",
        ),
    ),
    "registration_lapses": PLAIN,
    "urgent_registration_is_open": PLAIN,
    "urgent_registration_reported": (
        ArticleRow(
            "市场监督管理行政处罚程序暂行规定", BUREAU_BEGINS, OLD_LAW_ENDS, "market_bureau"
        ),
        ArticleRow("市场监督管理行政处罚程序规定", first=NEW_LAW_BEGINS, authority="market_bureau"),
    ),
    "registration_approved": old_new("原行政处罚法第三十七条", "行政处罚法第五十六条"),
    "sampling_impossible": order_60_71("专利行政执法办法第四十条"),
    "registration_is_open": PLAIN,
    "registration_is_over": PLAIN,
    "counterfeit_shown": (
        ArticleRow("2008年专利法第六十四条", last=date(2021, 5, 31)),
        ArticleRow("专利法第六十九条", first=date(2021, 6, 1)),
    ),
    "seizure_approved": compulsion(
        "第十八条", before=(ArticleRow(ORDER_60, last=BEFORE_COMPULSION),)
    ),
    "urgent_seizure_is_open": PLAIN,
    # The only gate that always says no: it holds for as long as nobody had allowed the act.
    "urgency_is_known": (ArticleRow(ORDER_60, last=BEFORE_COMPULSION),),
    "urgent_seizure_reported": compulsion("第十九条"),
    "seizure_record_complete": compulsion(
        "第十八条", before=(ArticleRow(ORDER_60, last=BEFORE_COMPULSION),)
    ),
    "goods_may_be_seized": compulsion("第二十三条"),
    "time_of_test_told": compulsion("第二十五条"),
    "seizure_is_open": PLAIN,
    "seizure_extendable": compulsion("第二十五条"),
    "extension_told": compulsion("第二十五条"),
    "act_dates_in_order": PLAIN,
    "gains_method_stored": (
        *order_60_71("专利行政执法办法第四十七条", last=OLD_LAW_ENDS),
        # The way of reckoning stands in Order 71 for whoever punishes counterfeit patents.
        ArticleRow("专利行政执法办法第四十七条", BUREAU_BEGINS, OLD_LAW_ENDS, "market_bureau"),
        ArticleRow("行政处罚法第二十八条", first=NEW_LAW_BEGINS),
    ),
    # The sentence names the method; its own row in the table of methods has the article.
    "gains_method_in_force": PLAIN,
    "fine_in_range": FINE,
    "confiscation_in_range": FINE,
    "criminal_check_answered": CRIME,
    "criminal_check_on_the_spot": CRIME,
    "not_a_crime": CRIME,
    "threshold_was_decided": always("行政执法机关移送涉嫌犯罪案件的规定第三条、第十一条"),
    "suspicion_was_decided": always("行政执法机关移送涉嫌犯罪案件的规定第五条、第十一条"),
    "head_decides_in_person": always("行政执法机关移送涉嫌犯罪案件的规定第五条"),
    "decided_on_a_transfer": always("行政执法机关移送涉嫌犯罪案件的规定第五条"),
    "comes_back_by_its_transfer": PLAIN,
    "is_with_the_police": PLAIN,
    "not_fined_before": old_new("原行政处罚法第二十四条", "行政处罚法第二十九条"),
    "penalty_is_proposed": PLAIN,
    "penalty_not_proposed": PLAIN,
    "reviewer_is_independent": REVIEW,
    # The examination came into the old law with its revision of 2017.
    "reviewer_is_qualified": (
        ArticleRow("原行政处罚法第三十八条", first=ASKED_SINCE, last=OLD_LAW_ENDS),
        ArticleRow("行政处罚法第五十八条", first=NEW_LAW_BEGINS),
    ),
    "review_passed": REVIEW,
    # The old law knew no review after a hearing; the new one makes it a condition of the decision.
    "reviewed_after_hearing": (ArticleRow("行政处罚法第五十八条", first=NEW_LAW_BEGINS),),
    "collective_when_needed": three(
        "专利行政执法办法第三十四条", "原行政处罚法第三十八条", "行政处罚法第五十七条"
    ),
    "notice_awaits_signature": PLAIN,
    "notice_is_served": PLAIN,
    "party_was_heard": three(
        "专利行政执法办法第三十二条", "原行政处罚法第四十一条", "行政处罚法第六十二条"
    ),
    "defence_period_over": PLAIN,
    "stated_period_over": PLAIN,
    "defence_unrecorded": PLAIN,
    "not_heavier": three(
        "专利行政执法办法第三十三条", "原行政处罚法第三十二条", "行政处罚法第四十五条"
    ),
    "hearing_right_told": HEARING,
    "hearing_right_kept": HEARING,
    "hearing_may_be_asked": HEARING,
    "hearing_day_far_enough": HEARING,
    "hearing_notice_in_time": HEARING,
    "hearing_day_reached": HEARING,
    "hearing_officer_is_independent": HEARING,
    "decision_awaits_signature": PLAIN,
    "sparing_is_open": PLAIN,
    "party_was_answered": PLAIN,
    "deduction_in_order": PLAIN,
    "inside_case_limit": three(
        "专利行政执法办法第三十六条",
        "市场监督管理行政处罚程序暂行规定",
        "市场监督管理行政处罚程序规定第六十四条",
        office_keeps=True,
    ),
    "publicity_told": (
        ArticleRow(
            "市场监督管理行政处罚信息公示规定第八条",
            first=date(2021, 9, 1),
            authority="market_bureau",
        ),
    ),
    "decision_is_served": PLAIN,
    "collector_is_not_decider": three(
        "专利行政执法办法第四十九条、原行政处罚法第四十六条",
        "原行政处罚法第四十六条",
        "行政处罚法第六十七条",
    ),
    "payment_is_sound": PLAIN,
    "pays_the_rest": PLAIN,
    "fully_paid": PLAIN,
    "goods_disposed": compulsion(
        "第二十七条、第二十八条",
        before=(ArticleRow("原行政处罚法第三十七条", last=BEFORE_COMPULSION),),
    ),
    "publicity_decided": (
        # The law itself orders that the public be told; Order 71 says where and by when.
        ArticleRow("2008年专利法第六十三条", last=ORDER_60_ENDS),
        ArticleRow("专利行政执法办法第四十六条", ORDER_71_BEGINS, date(2021, 8, 31)),
        ArticleRow(
            "市场监督管理行政处罚信息公示规定第三条",
            first=date(2021, 9, 1),
            authority="market_bureau",
        ),
        ArticleRow("专利行政执法办法第四十六条", first=date(2021, 9, 1)),
    ),
    "payment_overdue": PLAIN,
    "payment_term_runs": PLAIN,
    "remedy_lapse_is_new": PLAIN,
    "decision_is_published": PLAIN,
    "remedy_period_over": compulsion(
        "第五十三条", before=(ArticleRow("1989年行政诉讼法第六十六条", last=BEFORE_COMPULSION),)
    ),
    "demand_waited": compulsion("第五十四条"),
    "court_term_open": compulsion("第五十三条"),
    "higher_court_term_open": compulsion("第五十六条、第五十八条"),
    "refusal_is_open": PLAIN,
    "defence_term_open": (
        ArticleRow("1989年行政诉讼法第四十三条", last=date(2015, 4, 30)),
        ArticleRow("行政诉讼法第六十七条", first=date(2015, 5, 1)),
    ),
}
