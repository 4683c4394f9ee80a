"""The gates on a request in a dispute: whether it may be taken, who hears it, who may work on it."""

from datetime import date
from typing import Any

import pytest

from caseapp.law.procedures.gates import dispute_request as request
from caseapp.law.procedures.infringement.facts import DisputeFacts
from tests.law.procedures.ready import said
from tests.law.procedures.ready_dispute import PANEL

FIRST, OLD, NOW = date(2014, 6, 9), date(2020, 6, 8), date(2026, 6, 8)
NEW = "专利纠纷行政裁决和调解办法"
TESTS = ("standing_shown", "respondent_clear", "request_clear", "is_ours", "no_suit")


def told(gate: Any, on: date = NOW, *, given: dict[str, Any] | None = None, **about: Any):
    """What a gate answers about a dispute."""
    facts = {key: about.pop(key) for key in ("acting", "by_id", "reason") if key in about}
    return said(
        gate,
        on,
        authority="patent_affairs",
        received_on=date(2026, 5, 6),
        given=given or {},
        dispute=DisputeFacts(**about),
        **facts,
    )


def test_request_admissible_names_every_test_that_is_not_confirmed():
    assert told(request.request_admissible, given=dict.fromkeys(TESTS, True)) is None
    assert told(request.request_admissible, given=dict.fromkeys(TESTS[1:], True)) == (
        f"请求人不是专利权人或者利害关系人（{NEW}第十二条）。请逐项核实后勾选；不符合的，办理不予立案。"
    )
    assert "未确认当事人没有起诉（专利行政执法办法第十条）" in told(
        request.request_admissible, OLD, given=dict.fromkeys(TESTS[:-1], True)
    )


def test_no_other_way_agreed_is_asked_since_2025():
    assert told(request.no_other_way_agreed, OLD) is None
    assert told(request.no_other_way_agreed, given={"no_other_way": True}) is None
    assert told(request.no_other_way_agreed).startswith("未确认双方没有约定其他纠纷解决方式")


@pytest.mark.parametrize(
    ("on", "papers", "missing"),
    [
        (OLD, ("identity", "register"), ""),
        (OLD, ("identity", "certificate", "fee"), ""),
        (OLD, ("identity", "certificate"), "专利登记簿副本"),
        (NOW, ("identity", "certificate", "fee"), "专利登记簿副本"),
        (NOW, ("identity", "register"), ""),
        (NOW, (), "主体资格证明、专利登记簿副本"),
    ],
)
def test_papers_complete_follows_the_edition(on, papers, missing):
    answer = told(request.papers_complete, on, papers=papers)
    assert (answer or "").startswith(f"请求人没有提交{missing}（" if missing else "")
    assert bool(answer) == bool(missing)


def test_patent_is_alive_asks_the_register():
    assert told(request.patent_is_alive, patent_status="in_force") is None
    assert told(request.patent_is_alive).startswith("尚未查询专利的法律状态")
    assert told(request.patent_is_alive, patent_status="ended").endswith("请办理不予立案。")


def test_one_patent_one_respondent_to_a_case():
    assert told(request.one_patent_one_respondent, patents=1, respondents=1) is None
    assert told(request.one_patent_one_respondent, patents=2, respondents=1) == (
        f"本案有2项专利、1名被请求人（{NEW}第二十一条）。"
        "请分别立案，需要一并审理的，在案件页登记并案审理。"
    )
    assert told(request.one_patent_one_respondent, OLD, patents=1, respondents=2).startswith(
        "本案有1项专利、2名被请求人。"
    )


@pytest.mark.parametrize(("members", "is_right"), [(0, False), (1, False), (2, False), (3, True)])
def test_panel_is_odd_and_has_three(members, is_right):
    assert (told(request.panel_is_odd, acting=PANEL[:members]) is None) == is_right


def test_panel_is_odd_counts_each_member_once():
    assert told(request.panel_is_odd, acting=(*PANEL[:2], PANEL[0])).startswith("合议组有2名成员")


def test_panel_has_head_among_its_members():
    assert told(request.panel_has_head, acting=PANEL, given={"panel_head": 2}) is None
    assert told(request.panel_has_head, acting=PANEL, given={"panel_head": 9}) == (
        f"组长不是合议组成员（{NEW}第二十条）。请在成员中指定组长。"
    )
    assert told(request.panel_has_head, acting=PANEL) is not None


def test_clerk_is_apart_from_the_panel():
    assert told(request.clerk_is_apart, acting=PANEL, given={"clerk": 9}) is None
    assert told(request.clerk_is_apart, acting=PANEL, given={"clerk": 3}) is not None
    assert told(request.clerk_is_apart, acting=PANEL) is not None


def test_supplement_is_first_and_only():
    assert told(request.supplement_is_first) is None
    assert told(request.supplement_is_first, supplement_asked=True).startswith(
        f"已经通知过补正，不能再次通知（{NEW}第十六条）。"
    )


def test_supplement_has_term_after_its_notice():
    assert told(request.supplement_has_term, given={"limit_on": date(2026, 6, 9)}) is None
    assert told(request.supplement_has_term, given={"limit_on": NOW}) is not None
    assert told(request.supplement_has_term) is not None


def test_supplement_in_time_counts_the_last_day():
    assert told(request.supplement_in_time, supplement_ends_on=NOW) is None
    assert told(request.supplement_in_time, supplement_ends_on=date(2026, 6, 7)).startswith(
        "补正期限已于2026年6月7日届满"
    )


def test_requester_told_first_before_a_lead_is_passed_on():
    assert told(request.requester_told_first, given={"requester_told": True}) is None
    assert told(request.requester_told_first) == (
        f"移送前没有告知请求人（{NEW}第九条）。请先告知请求人，再勾选。"
    )


def test_actor_on_panel_does_the_work_of_the_panel():
    assert told(request.actor_on_panel, by_id=2, panel_ids=(1, 2, 3)) is None
    assert told(request.actor_on_panel, by_id=4, panel_ids=(1, 2, 3)).startswith(
        "您不是本案合议组成员"
    )


def test_not_challenged_stops_the_person_until_it_is_decided():
    asked = ((2, "钱进"),)
    assert told(request.not_challenged, by_id=1, challenged=asked) is None
    assert told(request.not_challenged, by_id=2, challenged=asked) == (
        f"对您的回避申请尚未决定，您应当暂停办理本案（{NEW}第五条）。请等待决定，或者由其他人员办理。"
    )
    assert "专利行政执法办法（2010年）" in told(
        request.not_challenged, FIRST, by_id=2, challenged=asked
    )


def test_panel_not_challenged_looks_at_its_members_only():
    assert told(request.panel_not_challenged, panel_ids=(1, 3), challenged=((2, "钱进"),)) is None
    assert told(
        request.panel_not_challenged, panel_ids=(1, 2, 3), challenged=((2, "钱进"),)
    ).startswith("对钱进的回避申请尚未决定")
