"""Gates of what lies with others: help from another office, registers elsewhere, a reconsideration."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.gates.assistance import (
    assistance_is_asked,
    assistance_is_free,
    assistance_is_open,
    assistance_is_running,
)
from caseapp.law.procedures.gates.publicity import (
    credit_report_is_due,
    old_sums_are_shown,
    push_is_due,
    push_is_shown_next,
    push_is_under_way,
)
from caseapp.law.procedures.gates.remedy import (
    change_is_sound,
    review_is_overdue,
    review_is_pending,
)
from tests.law.procedures.ready import MIDDLE, NEW, OLD, said


def of_case(**facts):
    return {"counterfeit": CounterfeitFacts(**facts)}


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (MIDDLE, "市场监督管理行政处罚程序暂行规定"),
        (NEW, "市场监督管理行政处罚程序规定第四十五条"),
    ],
)
def test_assistance_is_free_before_more_help_is_asked(on, article):
    assert said(assistance_is_free, on) is None
    for way in ("asked", "received"):
        assert said(assistance_is_free, on, **of_case(assistance=way)) == (
            f"上一次请求的协助尚未办结（{article}）。"
            "请先登记协助结果；同时请求几个机关的，合并办理。"
        )
    assert said(assistance_is_free, OLD, **of_case(assistance="asked")) is None


def test_assistance_is_asked_before_the_other_office_has_the_letter():
    assert said(assistance_is_asked, **of_case(assistance="asked")) is None
    for way in ("", "received"):
        assert said(assistance_is_asked, **of_case(assistance=way)) == (
            "没有等待对方收到的协助调查函。"
        )


def test_assistance_is_running_once_the_letter_arrived():
    assert said(assistance_is_running, **of_case(assistance="received")) is None
    for way in ("", "asked"):
        assert said(assistance_is_running, **of_case(assistance=way)) == (
            "没有正在计算的协助期限。"
        )


def test_assistance_is_open_until_the_answer_is_on_file():
    for way in ("asked", "received"):
        assert said(assistance_is_open, **of_case(assistance=way)) is None
    assert said(assistance_is_open) == "没有请求过协助，或者已经办结。"


def test_credit_report_is_due_while_its_limit_is_open():
    assert said(credit_report_is_due, **of_case(running=frozenset({"CF-31"}))) is None
    assert said(credit_report_is_due, **of_case(running=frozenset({"CF-20"}))) == (
        "没有待报送的“双公示”信息。"
    )


def test_push_is_due_only_to_another_province():
    assert said(push_is_due, **of_case(running=frozenset({"CF-22"}))) is None
    assert said(push_is_due, **of_case(running=frozenset({"CF-21", "CF-22b"}))) == (
        "没有待推送外省的处罚信息。"
    )


def test_push_is_under_way_until_it_arrived():
    assert said(push_is_under_way, **of_case(pushed=True)) is None
    assert said(push_is_under_way) == "没有等待对方收到的推送信息。"


def test_push_is_shown_next_by_the_other_province():
    assert said(push_is_shown_next, **of_case(running=frozenset({"CF-22b"}))) is None
    assert said(push_is_shown_next, **of_case(running=frozenset({"CF-22"}))) == (
        "没有等待外省公示的处罚信息。"
    )


def test_old_sums_are_shown_until_taken_down():
    assert said(old_sums_are_shown, **of_case(shows_old_sums=True)) is None
    assert said(old_sums_are_shown) == "公示的决定没有被变更。"


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (date(2014, 6, 9), "行政复议法实施条例第五十一条"),
        (NEW, "行政复议法实施条例第五十一条、行政诉讼法第七十七条"),
        (date(2026, 6, 8), "行政复议法第六十三条、行政诉讼法第七十七条"),
    ],
)
def test_change_is_sound_and_never_worse_by_itself(on, article):
    was = {"decision_fine": Decimal(20_000), "decision_confiscation": Decimal(5)}

    def told(fine, taken=5, **given):
        sums = {"changed_fine": Decimal(fine), "changed_confiscation": Decimal(taken)}
        return said(change_is_sound, on, **was, given={**sums, **given})

    assert told(20_000) is None
    assert told(0, 0) is None
    assert told(-1) == f"变更后的罚款小于零（{article}）。请核对变更的内容。"
    assert told(20_001) == (
        f"变更后的罚款20001元重于原决定的20000元（{article}）。"
        "请核对变更的内容；第三人提出相反请求的，请勾选。"
    )
    assert told(1, 6) == (
        f"变更后的没收数额6元重于原决定的5元（{article}）。"
        "请核对变更的内容；第三人提出相反请求的，请勾选。"
    )
    assert told(20_001, third_party_asked=True) is None


def test_review_is_pending_once_its_acceptance_is_known():
    assert said(review_is_pending, **of_case(review_ends_on=date(2023, 7, 1))) is None
    assert said(review_is_pending) == "没有登记复议受理日，或者不是行政复议。"


def test_review_is_overdue_the_day_after_its_last_day_and_only_once():
    last = of_case(review_ends_on=date(2023, 6, 7))
    assert said(review_is_overdue, **last) is None
    assert said(review_is_overdue, date(2023, 6, 7), **last) == "复议审理期限至2023年6月7日届满。"
    assert said(review_is_overdue) == "没有逾期未决定的行政复议。"
    told = of_case(review_ends_on=date(2023, 6, 7), review_silent=True)
    assert said(review_is_overdue, **told) == "没有逾期未决定的行政复议。"
