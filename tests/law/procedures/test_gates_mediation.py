"""The gates of mediation: who may ask for it here, sessions, the agreement, what follows."""

from datetime import date
from typing import Any

import pytest

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gates import mediation_request as request
from caseapp.law.procedures.gates import mediation_session as session
from caseapp.law.procedures.mediation.facts import MediationFacts
from tests.law.procedures.ready import WANG, said

OLDEST, OLD, NOW = date(2014, 6, 9), date(2020, 6, 8), date(2026, 6, 8)
BEFORE, LATER = date(2026, 6, 5), date(2026, 6, 9)


def told(gate: Any, on: date = NOW, *, given: dict[str, Any] | None = None, **about: Any):
    """What a gate answers about a mediation."""
    return said(
        gate,
        on,
        authority="patent_affairs",
        received_on=date(2026, 5, 6),
        given=given or {},
        mediation=MediationFacts(**about),
    )


def test_remit_is_ours_keeps_open_licences_out():
    assert told(request.remit_is_ours, kind="open_licence") == (
        "专利开放许可实施纠纷由国务院专利行政部门调解（专利法第五十二条、专利纠纷行政裁决和调解办法第七十六条）。"
        "请办理“告知另行提出”，告知双方当事人。"
    )
    assert told(request.remit_is_ours, kind="ownership") is None
    # The open licence came with the law of 2021.
    assert told(request.remit_is_ours, OLD, kind="open_licence") is None
    assert "专利法第五十二条" in told(request.remit_is_ours, date(2021, 6, 1), kind="open_licence")


def test_about_open_licence_routes_nothing_else_away():
    assert told(request.about_open_licence, kind="open_licence") is None
    assert told(request.about_open_licence, kind="other").startswith("不是专利开放许可实施纠纷。")


@pytest.mark.parametrize(
    ("granted", "answer"),
    [
        (
            None,
            "专利权尚未授予（专利法实施细则第一百零二条）。应当在专利权授予之后提出，请办理不予立案。",
        ),
        (date(2026, 5, 5), None),
        (date(2026, 5, 6), None),
        (
            date(2026, 5, 7),
            "专利权于2026年5月7日授予，请求提出在先（专利法实施细则第一百零二条）。"
            "请办理不予立案，并告知请求人在授权之后重新提出。",
        ),
    ],
)
def test_granted_before_request_asks_only_of_the_fee_before_grant(granted, answer):
    gate = request.granted_before_request
    assert told(gate, kind="pre_grant_fee", granted_on=granted) == answer
    assert told(gate, kind="reward", granted_on=granted) is None


def test_granted_before_request_rests_on_the_rules_of_the_day():
    old = told(request.granted_before_request, date(2024, 1, 19), kind="pre_grant_fee")
    new = told(request.granted_before_request, date(2024, 1, 20), kind="pre_grant_fee")
    assert "（2010年专利法实施细则第八十五条）" in old
    assert "（专利法实施细则第一百零二条）" in new


@pytest.mark.parametrize(
    ("seat", "act", "passes"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_place_is_ours_takes_the_seat_or_a_place_of_infringement(seat, act, passes):
    answer = told(request.place_is_ours, seat_is_here=seat, act_is_here=act)
    assert answer == (
        None
        if passes
        else "被请求人所在地和侵权行为地都不在本辖区（专利法实施细则第九十七条）。"
        "请办理不予立案，并告知请求人向有管辖权的部门提出。"
    )


def test_mediator_named_wants_somebody():
    article = "专利纠纷行政裁决和调解办法第六十六条"
    assert said(request.mediator_named, NOW, authority="patent_affairs") == (
        f"没有指定调解人员（{article}）。请勾选调解人员。"
    )
    assert said(request.mediator_named, NOW, authority="patent_affairs", acting=(WANG,)) is None


def test_opinion_period_over_reads_no_silence_before_the_days_are_over():
    gate = request.opinion_period_over
    assert told(gate) == (
        "意见陈述通知书尚未送达（专利纠纷行政裁决和调解办法第六十六条）。请先登记送达。"
    )
    assert told(gate, opinion_ends_on=NOW) == (
        "提交意见陈述书的期限至2026年6月8日届满（专利纠纷行政裁决和调解办法第六十六条）。期满后办理。"
    )
    assert told(gate, opinion_ends_on=BEFORE) is None
    assert "（专利行政执法办法第二十四条）" in told(gate, OLD)
    assert "（专利行政执法办法（2010））" in told(gate, OLDEST)


@pytest.mark.parametrize(
    ("ground", "about", "answer"),
    [
        ("no_consent", {}, "意见陈述通知书尚未送达，不能认定被请求人不同意调解"),
        ("no_consent", {"notice_served_on": BEFORE}, None),
        ("not_ours", {}, "被请求人所在地在本辖区，不能以不属于本机关管辖为由不予立案"),
        (
            "not_ours",
            {"seat_is_here": False, "act_is_here": True},
            "侵权行为地在本辖区，不能以不属于本机关管辖为由不予立案",
        ),
        ("not_ours", {"seat_is_here": False}, None),
        ("not_granted", {"kind": "reward"}, "本案不是使用费纠纷，不以授予专利权为前提"),
        ("not_granted", {"kind": "pre_grant_fee"}, None),
        ("withdrawn", {}, None),
    ],
)
def test_refusal_fits_what_the_file_says(ground, about, answer):
    found = told(request.refusal_fits, given={"refusal": ground}, **about)
    assert (found is None) == (answer is None)
    assert (found or "").startswith(answer or "")


def test_a_seat_elsewhere_is_a_warning_and_no_refusal():
    facts = {"seat_is_here": False, "act_is_here": True}
    assert told(request.place_is_ours, **facts) is None
    from_elsewhere = request.warnings(_facts(**facts))
    assert len(from_elsewhere) == 1
    assert "不得仅以所在地不在本辖区为由拒绝" in from_elsewhere[0]
    assert request.warnings(_facts()) == ()
    assert request.warnings(_facts(kind="open_licence")) == (
        "专利开放许可实施纠纷由国务院专利行政部门调解，本机关不予立案，请告知双方当事人。",
    )


def _facts(**about: Any) -> Facts:
    return Facts(on=NOW, today=NOW, mediation=MediationFacts(**about))


def test_session_lies_ahead_of_its_notice():
    gate = session.session_lies_ahead
    assert told(gate, given={"session_on": NOW}) is None
    assert told(gate, given={"session_on": BEFORE}) == (
        "调解日期2026年6月5日早于通知之日（2026年6月8日）。请核对调解日期。"
    )


def test_both_sides_told_of_time_and_place():
    assert told(session.both_sides_told, given={"both_told": True}) is None
    assert told(session.both_sides_told) == (
        "未将调解的时间和地点通知双方当事人（专利纠纷行政裁决和调解办法第六十六条）。请通知双方后勾选。"
    )


def test_session_was_told_and_its_day_has_come():
    gate = session.session_was_told
    assert told(gate).startswith("尚未通知调解的时间和地点（")
    assert told(gate, session_on=LATER).startswith("通知的调解日期是2026年6月9日（")
    assert told(gate, session_on=NOW) is None


def test_absence_unexcused_draws_no_consequence_from_a_good_reason():
    gate = session.absence_unexcused
    assert told(gate, given={"unexcused": True}) is None
    assert told(gate) == (
        "未确认没有正当理由（专利纠纷行政裁决和调解办法第六十七条）。有正当理由的，请另行通知调解日期。"
    )


@pytest.mark.parametrize(
    ("ground", "absent", "answer"),
    [
        ("requester_absent", "requester", None),
        ("requester_absent", "both", None),
        ("respondent_absent", "respondent", None),
        ("failed", "", None),
        ("requester_absent", "respondent", "没有请求人无正当理由不到场的记录"),
        ("respondent_absent", "", "没有被请求人无正当理由不到场的记录"),
    ],
)
def test_absence_fits_ground_of_the_end(ground, absent, answer):
    found = told(session.absence_fits_ground, given={"withdrawal": ground}, absent=absent)
    article = "（专利纠纷行政裁决和调解办法第六十七条）。请核对情形，或者先记录未到场。"
    assert found == (answer and f"{answer}{article}")


@pytest.mark.parametrize(
    ("ticked", "answer"),
    [
        ((), "调解协议书缺少双方当事人签名或者盖章、本机关公章"),
        (("both_signed",), "调解协议书缺少本机关公章"),
        (("sealed",), "调解协议书缺少双方当事人签名或者盖章"),
        (("both_signed", "sealed"), None),
    ],
)
def test_agreement_complete_needs_both_sides_and_the_seal(ticked, answer):
    found = told(session.agreement_complete, given=dict.fromkeys(ticked, True))
    assert found == (answer and f"{answer}（专利纠纷行政裁决和调解办法）。补齐后办理。")


def test_promise_has_content_to_be_enforced():
    gate, promise = session.promise_has_content, {"enforcement_promise": True}
    assert told(gate) is None
    assert told(gate, given={**promise, "has_performance": True}) is None
    assert told(gate, given=promise) == (
        "协议没有给付内容，不能办理赋予强制执行效力的公证（专利纠纷行政裁决和调解办法第六十九条）。"
        "请写明给付内容，或者去掉该条款。"
    )
    # The measures before 2025 said nothing of it.
    assert told(gate, OLD, given=promise) is None


def test_about_ownership_and_its_opposite_share_every_case_out():
    for kind in ("ownership", "inventor", "reward", "pre_grant_fee", "other", "damages"):
        is_one = told(session.about_ownership, kind=kind) is None
        is_other = told(session.not_about_ownership, kind=kind) is None
        assert (is_one, is_other) == (kind == "ownership", kind != "ownership")


def test_not_about_ownership_says_what_is_owed():
    assert told(session.not_about_ownership, kind="ownership") == (
        "归属纠纷结案后应当抄送国务院专利行政部门。请按“办结归属纠纷”办理。"
    )


def test_agreement_reached_before_any_court_is_asked():
    assert told(session.agreement_reached, agreed_on=NOW) is None
    assert told(session.agreement_reached) == "没有达成调解协议。"


def test_confirmation_not_asked_twice():
    assert told(session.confirmation_not_asked) is None
    assert told(session.confirmation_not_asked, confirmation_asked=True) == "已登记司法确认申请。"


def test_confirmation_was_asked_before_it_is_answered():
    assert told(session.confirmation_was_asked, confirmation_asked=True) is None
    assert told(session.confirmation_was_asked) == "没有登记司法确认申请。"


def test_both_sides_apply_for_confirmation():
    assert told(session.both_sides_apply, given={"both_applied": True}) is None
    assert told(session.both_sides_apply) == (
        "司法确认不是由双方当事人共同申请（民事诉讼法第二百零五条）。请双方共同向人民法院申请。"
    )
    assert "（民事诉讼法第一百九十四条）" in told(session.both_sides_apply, OLD)


def test_confirmation_in_time_or_not_at_all():
    gate = session.confirmation_in_time
    assert told(gate, confirmation_ends_on=NOW) is None
    assert told(gate, confirmation_ends_on=BEFORE) == (
        "申请司法确认的期限已于2026年6月5日届满（民事诉讼法第二百零五条）。"
        "协议仍有合同效力，可以依法起诉或者公证。"
    )


def test_acceptance_was_proved_before_the_stay():
    assert told(session.acceptance_was_proved, acceptance_proved=True) is None
    assert told(session.acceptance_was_proved) == (
        "尚未出具受理证明（专利法实施细则第一百零三条）。请先办理出具受理证明。"
    )
    assert "（2010年专利法实施细则第八十六条）" in told(session.acceptance_was_proved, OLD)


def test_stay_is_new_or_open_never_both():
    assert told(session.stay_is_new) is None
    assert told(session.stay_is_new, stay_open=True) == "已登记中止程序。"


def test_stay_is_open_before_it_is_extended():
    assert told(session.stay_is_open, stay_open=True) is None
    assert told(session.stay_is_open) == "没有登记中止程序。"


def test_stay_extended_in_time_means_before_it_lapses():
    gate = session.stay_extended_in_time
    assert told(gate, stay_ends_on=NOW) is None
    assert told(gate, stay_ends_on=BEFORE) == (
        "中止期限已于2026年6月5日届满，国务院专利行政部门自行恢复程序（专利法实施细则第一百零三条）。"
        "不能再请求延长。"
    )


@pytest.mark.parametrize(("months", "passes"), [(0, False), (1, True), (None, False)])
def test_stay_grows_by_a_month_at_least(months, passes):
    assert (told(session.stay_grows, given={"extend_months": months}) is None) == passes


def test_copy_is_due_once():
    assert told(session.copy_is_due) is None
    assert told(session.copy_is_due, copied_on=BEFORE) == "已经抄送。"


def test_copy_was_sent_before_the_file_is_put_away():
    assert told(session.copy_was_sent, copied_on=BEFORE) is None
    assert told(session.copy_was_sent) == (
        "有关文书尚未抄送国务院专利行政部门（专利纠纷行政裁决和调解办法第七十条）。请先办理抄送。"
    )


def test_resumption_is_new_once():
    assert told(session.resumption_is_new) is None
    assert told(session.resumption_is_new, resumed_on=BEFORE) == "已登记恢复程序。"


def test_not_before_agreement_is_anything_confirmed():
    gate = session.not_before_agreement
    assert told(gate, agreed_on=NOW) is None
    assert told(gate, agreed_on=LATER) == (
        "办理日期2026年6月8日早于达成协议之日（2026年6月9日）。请核对办理日期。"
    )
