"""The gates on the decision of a dispute, its withdrawal, and what follows."""

from datetime import date

import pytest

from caseapp.law.procedures.gates import dispute_decision as decision
from caseapp.law.procedures.infringement.facts import DisputeFacts
from caseapp.law.procedures.papers import RULINGS
from tests.law.procedures.ready import said
from tests.law.procedures.ready_dispute import PANEL
from tests.law.procedures.test_gates_dispute_request import FIRST, NOW, OLD, told

BEFORE, LATER = date(2026, 6, 5), date(2026, 6, 9)
NEW = "专利纠纷行政裁决和调解办法"
ORDERED = {
    "finding": "infringed",
    "order": ("make",),
    "order_words": "停止制造，销毁模具。",
    "perform_until": LATER,
}
BARRED = {"withdrawal": "time_barred", "no_interruption": True}


def test_panel_is_whole_when_it_votes():
    assert told(decision.panel_is_whole, acting=PANEL, panel_ids=(1, 2, 3)) is None
    assert told(decision.panel_is_whole, acting=PANEL[:2], panel_ids=(1, 2, 3)) is not None
    assert told(decision.panel_is_whole, acting=PANEL, panel_ids=(1, 2, 4)) is not None


def test_deliberation_recorded_before_a_decision():
    assert told(decision.deliberation_recorded, deliberated="infringed") is None
    assert told(decision.deliberation_recorded).startswith("合议组尚未合议")


def test_decision_follows_panel_and_not_somebody_else():
    chosen = {"finding": "not_infringed"}
    assert told(decision.decision_follows_panel, given=chosen, deliberated="not_infringed") is None
    assert told(decision.decision_follows_panel, given=chosen, deliberated="infringed").startswith(
        "裁决结果与合议结论不一致"
    )


@pytest.mark.parametrize("kind", RULINGS)
def test_ruling_awaits_signature_once_it_is_drafted(kind):
    gate, by = decision.ruling_awaits_signature, {"authority": "patent_affairs"}
    assert said(gate, NOW, papers={kind: "draft"}, **by) is None
    assert "裁决书尚未拟定" in said(gate, NOW, **by)
    assert "裁决书尚未拟定" in said(gate, NOW, papers={kind: "signed"}, **by)


def test_repeat_is_drafted_before_the_chief_sees_it():
    assert said(decision.repeat_is_drafted, NOW, papers={RULINGS[0]: "draft"}) is None
    assert "裁决书尚未拟定" in told(decision.repeat_is_drafted)
    assert decision.repeat_is_drafted.hides


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, None),
        ({"finding": "not_infringed"}, "裁决结果"),
        ({"perform_until": BEFORE}, "履行期限"),
        ({"order": ("make", "sell"), "order_words": "停止。"}, "责令采取的措施、措施的具体内容"),
    ],
)
def test_decision_follows_draft_in_what_it_orders(changed, words):
    no = told(decision.decision_follows_draft, given={**ORDERED, **changed}, drafted=ORDERED)
    assert (no is None) if words is None else no.startswith(f"{words}与拟定的裁决书不一致")
    assert told(decision.decision_follows_draft, given=ORDERED) is None


@pytest.mark.parametrize(
    ("changed", "is_right"),
    [
        ({}, True),
        ({"finding": "not_infringed", "order": (), "perform_until": None}, True),
        ({"finding": "not_infringed"}, False),
        ({"order": ()}, False),
        ({"order_words": " "}, False),
        ({"perform_until": None}, False),
        ({"perform_until": BEFORE}, False),
        ({"perform_until": NOW}, True),
    ],
)
def test_order_is_complete_where_infringement_is_found(changed, is_right):
    assert (told(decision.order_is_complete, given={**ORDERED, **changed}) is None) == is_right


def test_damages_not_decided_whatever_is_typed():
    assert told(decision.damages_not_decided, given=ORDERED) is None
    asked = {"order_words": "停止制造，赔偿请求人10万元。"}
    assert told(decision.damages_not_decided, given=asked) == (
        "措施中写有赔偿（专利法第六十五条）。赔偿数额只能应当事人请求调解，请删去后再办。"
    )
    assert "专利法（2008年）第六十条" in told(decision.damages_not_decided, OLD, given=asked)


def test_inside_dispute_limit_on_its_last_day():
    facts = {"authority": "patent_affairs", "dispute": DisputeFacts()}
    assert said(decision.inside_dispute_limit, NOW, case_limit_due=NOW, **facts) is None
    assert said(decision.inside_dispute_limit, NOW, case_limit_due=BEFORE, **facts) == (
        f"办案期限已于2026年6月5日届满（{NEW}第三十七条）。请由负责人写明超期理由。"
    )


def test_first_extension_by_the_chief_is_the_only_one():
    facts = {"authority": "patent_affairs"}
    assert said(decision.first_extension, NOW, **facts) is None
    assert said(decision.first_extension, OLD, extensions=1, **facts).startswith(
        "办案期限已由负责人延长过一次（专利行政执法办法第二十一条）。"
    )


def test_chief_extended_before_the_superior_is_asked():
    facts = {"authority": "patent_affairs"}
    assert said(decision.chief_extended_before, NOW, extensions=1, **facts) is None
    assert said(decision.chief_extended_before, NOW, **facts) is not None


@pytest.mark.parametrize(
    ("changed", "is_right"),
    [
        ({}, True),
        ({"same_patent": False}, False),
        ({"same_kind": False}, False),
        ({"effective_on": LATER}, False),
    ],
)
def test_repeat_is_shown_by_patent_act_and_effect(changed, is_right):
    given = {"same_patent": True, "same_kind": True, "effective_on": BEFORE, **changed}
    assert (told(decision.repeat_is_shown, given=given) is None) == is_right


def test_asked_before_withdrawal_for_what_is_missing():
    for ground in ("claims_unnamed", "papers_missing"):
        given = {"withdrawal": ground}
        assert told(decision.asked_before_withdrawal, given=given) is not None
        assert told(decision.asked_before_withdrawal, given={**given, "asked_before": True}) is None
    named = {"withdrawal": "claims_unnamed", "asked_before": True}
    assert told(decision.asked_before_withdrawal, given=named, claims="权利要求1").startswith(
        "请求人已指明主张的权利要求"
    )


def test_time_bar_holds_only_on_objection_and_after_its_end():
    past = {"time_bar_objected": True, "time_bar_ends_on": date(2026, 5, 5)}
    assert told(decision.time_bar_holds, given=BARRED, **past) is None
    assert told(decision.time_bar_holds, given=BARRED).startswith("被请求人没有提出时效抗辩")
    late = {**past, "time_bar_ends_on": date(2026, 5, 6)}
    assert told(decision.time_bar_holds, given=BARRED, **late).startswith("请求没有超过时效")
    assert told(decision.time_bar_holds, given={"withdrawal": "time_barred"}, **past) is not None
    assert told(decision.time_bar_holds, given={"withdrawal": "other"}) is None


def test_infringement_is_found_before_anything_is_performed():
    assert told(decision.infringement_is_found, finding="infringed") is None
    assert told(decision.infringement_is_found, finding="not_infringed") is not None


def test_nothing_to_perform_where_the_request_is_dismissed():
    assert told(decision.nothing_to_perform, finding="not_infringed") is None
    assert told(decision.nothing_to_perform, finding="infringed") is not None


def test_decision_is_publishable_before_2025_only_with_a_finding():
    assert told(decision.decision_is_publishable, OLD, finding="infringed") is None
    assert told(decision.decision_is_publishable, OLD, finding="not_infringed") is not None
    assert told(decision.decision_is_publishable, NOW, finding="not_infringed") is None


def test_adjudication_published_whatever_it_found():
    assert told(decision.adjudication_published, published=True) is None
    assert told(decision.adjudication_published, finding="not_infringed").startswith(
        f"裁决信息尚未公开（{NEW}第八十三条）。"
    )


def test_change_awaits_publication_only_after_a_suit():
    assert told(decision.change_awaits_publication, change_unpublished=True) is None
    assert told(decision.change_awaits_publication) == "没有待公开的撤销或者变更。"
    assert decision.change_awaits_publication.hides


def test_change_published_before_anything_else_is_and_before_closing():
    assert told(decision.change_published) is None
    assert told(decision.change_published, change_unpublished=True) == (
        f"裁决因诉讼被撤销或者变更的情况尚未公开（{NEW}第八十三条）。"
        "请先办理“公开裁决撤销或者变更的情况”。"
    )
    assert told(decision.change_published, OLD, change_unpublished=True) is None


def test_finding_published_since_2015_and_only_a_finding():
    assert told(decision.finding_published, OLD, finding="not_infringed") is None
    assert told(decision.finding_published, OLD, finding="infringed") is not None
    assert told(decision.finding_published, OLD, finding="infringed", published=True) is None
    assert told(decision.finding_published, FIRST, finding="infringed") is None


def test_secrets_are_masked_before_publication():
    assert told(decision.secrets_are_masked, given={"masked": True}) is None
    assert told(decision.secrets_are_masked) is not None


def test_suit_period_over_after_its_last_day():
    assert told(decision.suit_period_over, suit_ends_on=BEFORE) is None
    assert told(decision.suit_period_over, suit_ends_on=NOW).startswith(
        "起诉期限至2026年6月8日，尚未届满（专利法第六十五条）。"
    )
    assert told(decision.suit_period_over).startswith("裁决书的送达没有登记，起诉期限没有起算")


def test_suit_lapse_is_new_once():
    assert told(decision.suit_lapse_is_new) is None
    assert told(decision.suit_lapse_is_new, suit_lapsed=True) is not None


def test_performance_is_overdue_after_its_last_day():
    assert told(decision.performance_is_overdue, perform_until=BEFORE) is None
    assert told(decision.performance_is_overdue, perform_until=NOW) == (
        "履行期限至2026年6月8日，尚未届满。"
    )
    assert told(decision.performance_is_overdue) == "裁决没有写明履行期限，不能认定逾期。"
    assert told(decision.performance_is_overdue, perform_until=BEFORE, performed=True) is not None


def test_overdue_is_new_once():
    assert told(decision.overdue_is_new) is None
    assert told(decision.overdue_is_new, unperformed_marked=True) is not None


def test_court_term_is_open_on_its_last_day():
    assert told(decision.court_term_is_open, court_ends_on=NOW) is None
    assert told(decision.court_term_is_open, court_ends_on=BEFORE) == (
        f"申请强制执行的期限已于2026年6月5日届满（{NEW}第八十条）。权利人可以自行申请的，请告知。"
    )
    assert told(decision.court_term_is_open).startswith("尚未登记逾期未履行")


@pytest.mark.parametrize(
    ("demanded", "ends", "words"),
    [
        (date(2026, 5, 22), date(2026, 6, 5), None),
        (
            date(2026, 5, 25),
            NOW,
            "催告期至2026年6月8日届满（行政强制法第五十四条、第六十九条）。"
            "期满仍未履行的，再申请强制执行。",
        ),
        (
            date(2026, 5, 21),
            date(2026, 6, 4),
            "催告书在履行期限届满（2026年5月21日）之前送达（行政强制法第五十四条、第六十九条）。"
            "请在期满未履行后重新催告。",
        ),
        (
            None,
            None,
            "没有送达催告书（行政强制法第五十四条、第六十九条）。请先送达催告书。",
        ),
    ],
)
def test_demanded_before_court_is_asked_and_the_days_waited(demanded, ends, words):
    about = DisputeFacts(perform_until=date(2026, 5, 21))
    facts = {"authority": "patent_affairs", "dispute": about, "demand_ends_on": ends}
    given = {"demanded_on": demanded}
    assert said(decision.demanded_before_court, NOW, given=given, **facts) == words


def test_office_term_over_once():
    assert told(decision.office_term_over, court_ends_on=BEFORE) is None
    assert told(decision.office_term_over, court_ends_on=NOW) is not None
    assert told(decision.office_term_over).startswith("尚未登记逾期未履行")
    assert told(decision.office_term_over, court_ends_on=BEFORE, holder_marked=True) is not None


def test_patent_fell_before_a_decision_is_revoked():
    for result in ("invalid", "part"):
        assert told(decision.patent_fell, invalidation_result=result) is None
    for day, article in (
        (OLD, "专利法（2008年）第四十七条"),
        (date(2022, 3, 1), "专利法第四十七条"),
        (NOW, f"{NEW}第三十三条"),
    ):
        assert told(decision.patent_fell, day, invalidation_result="upheld") == (
            f"没有登记宣告专利权无效的结果（{article}）。请先登记无效宣告请求的结果。"
        )
