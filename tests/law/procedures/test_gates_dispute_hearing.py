"""The gates on answer, mediation inside the case, oral hearing and suspension of a dispute."""

from datetime import date

import pytest

from caseapp.law.procedures.gates import dispute_hearing as hearing
from tests.law.procedures.test_gates_dispute_request import NOW, OLD, told

BEFORE, LATER = date(2026, 6, 5), date(2026, 6, 9)
NEW = "专利纠纷行政裁决和调解办法"


def test_answer_period_over_only_after_its_last_day():
    assert told(hearing.answer_period_over, answer_ends_on=BEFORE) is None
    assert told(hearing.answer_period_over, answer_ends_on=NOW).startswith(
        "答辩期限至2026年6月8日，尚未届满"
    )
    assert told(hearing.answer_period_over).startswith("请求书副本的送达没有登记，答辩期限没有起算")


def test_answer_waits_to_be_passed_once():
    assert told(hearing.answer_waits_to_be_passed, answer_recorded=True) is None
    assert told(hearing.answer_waits_to_be_passed) is not None
    assert (
        told(hearing.answer_waits_to_be_passed, answer_recorded=True, answer_passed=True)
        is not None
    )


def test_objection_in_time_within_the_answer_period():
    assert told(hearing.objection_in_time, answer_ends_on=NOW) is None
    assert told(hearing.objection_in_time, answer_ends_on=BEFORE) == (
        f"答辩期限已于2026年6月5日届满（{NEW}第九条）。管辖异议不再受理，请继续办理。"
    )


def test_both_are_willing_or_there_is_no_mediation():
    assert told(hearing.both_are_willing, given={"both_willing": True}) is None
    assert told(hearing.both_are_willing, OLD).startswith(
        "没有确认双方都愿意调解（专利行政执法办法第十五条）。"
    )


def test_agreement_is_signed_and_sealed():
    both = {"both_signed": True, "sealed": True}
    assert told(hearing.agreement_is_signed, given=both) is None
    assert told(hearing.agreement_is_signed, given={"both_signed": True}) is not None
    assert told(hearing.agreement_is_signed, given={"sealed": True}) is not None


def test_oral_day_ahead_of_its_notice():
    assert told(hearing.oral_day_ahead, oral_on=LATER) is None
    assert told(hearing.oral_day_ahead, oral_on=NOW) is not None


@pytest.mark.parametrize(
    ("served", "latest", "is_right"),
    [(BEFORE, BEFORE, True), (NOW, BEFORE, False), (None, BEFORE, False), (BEFORE, LATER, True)],
)
def test_oral_notice_in_time_counted_back_from_the_hearing(served, latest, is_right):
    answer = told(hearing.oral_notice_in_time, oral_notice_served_on=served, oral_notice_by=latest)
    assert (answer is None) == is_right


def test_oral_notice_in_time_says_both_days():
    assert told(
        hearing.oral_notice_in_time, OLD, oral_notice_served_on=NOW, oral_notice_by=BEFORE
    ) == (
        "通知书于2026年6月8日送达，最迟应在2026年6月5日送达（专利行政执法办法第十六条）。"
        "请改期举行口头审理。"
    )


def test_oral_day_reached_before_its_record():
    assert told(hearing.oral_day_reached, oral_on=NOW) is None
    assert told(hearing.oral_day_reached, oral_on=LATER) is not None
    assert told(hearing.oral_day_reached) is not None


def test_both_sides_present_or_absence_is_noted():
    both = {"requester_present": True, "respondent_present": True}
    assert told(hearing.both_sides_present, given=both) is None
    assert told(hearing.both_sides_present, given={"requester_present": True}).endswith(
        "请办理“记录缺席”。"
    )


def test_absence_without_reason_has_to_be_looked_into():
    assert told(hearing.absence_without_reason, given={"unexcused": True}) is None
    assert told(hearing.absence_without_reason).startswith("没有核实缺席有无正当理由")


def test_requester_is_absent_and_nobody_else():
    assert told(hearing.requester_is_absent, absent="requester") is None
    assert told(hearing.requester_is_absent, absent="respondent") is not None


def test_respondent_is_absent_and_nobody_else():
    assert told(hearing.respondent_is_absent, absent="respondent") is None
    assert told(hearing.respondent_is_absent, absent="requester") is not None


def test_suspension_is_grounded_on_what_stands_in_the_file():
    invalidation = {"suspension": "invalidation"}
    assert told(hearing.suspension_is_grounded, given={"suspension": "death"}) is None
    assert told(hearing.suspension_is_grounded, given=invalidation, invalidation_open=True) is None
    assert told(hearing.suspension_is_grounded, given=invalidation).startswith(
        f"没有登记已受理的无效宣告请求（{NEW}第二十八条）。"
    )


def test_suspension_was_asked_by_the_respondent_under_the_old_rules():
    assert told(hearing.suspension_was_asked, OLD, given={"asked_by_party": True}) is None
    assert told(hearing.suspension_was_asked, OLD).startswith(
        "被请求人没有请求中止（专利法实施细则（2010年）第八十二条）。"
    )


def test_invalidation_is_open_before_a_case_goes_on_in_spite_of_it():
    assert told(hearing.invalidation_is_open, invalidation_open=True) is None
    assert told(hearing.invalidation_is_open) is not None


def test_invalidation_is_new_while_none_is_open():
    assert told(hearing.invalidation_is_new) is None
    assert told(hearing.invalidation_is_new, invalidation_open=True) is not None


@pytest.mark.parametrize(
    ("reason", "about", "is_right"),
    [
        ("invention", {"patent_kind": "1"}, True),
        ("invention", {"patent_kind": "8"}, True),
        ("invention", {"patent_kind": "2"}, False),
        ("second", {"invalidation_second": True}, True),
        ("second", {}, False),
        ("report", {"papers": ("evaluation",)}, True),
        ("report", {}, False),
        ("not_needed", {}, True),
    ],
)
def test_reason_to_go_on_fits_the_file(reason, about, is_right):
    answer = told(hearing.reason_to_go_on_fits, given={"goes_on": reason}, **about)
    assert (answer is None) == is_right


@pytest.mark.parametrize("kind", ["2", "3", "9"])
def test_suspended_when_due_for_models_and_designs(kind):
    assert told(hearing.suspended_when_due, patent_kind=kind) is None
    about = {"patent_kind": kind, "invalidation_open": True}
    assert told(hearing.suspended_when_due, **about) == (
        "实用新型或者外观设计专利的无效宣告请求已被受理，应当中止处理"
        f"（{NEW}第二十八条）。请办理中止，或者记录不予中止的理由。"
    )
    assert told(hearing.suspended_when_due, goes_on="upheld", **about) is None


def test_suspended_when_due_leaves_inventions_and_older_days_alone():
    open_one = {"invalidation_open": True}
    assert told(hearing.suspended_when_due, patent_kind="1", **open_one) is None
    assert told(hearing.suspended_when_due, OLD, patent_kind="2", **open_one) is None
