"""Gates of dishonest filing: a warning before any fine, one ceiling, nothing taken away."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.law.procedures import PROCEDURES, NoEdition, edition_for
from caseapp.law.procedures.facts import Facts, FineLimit
from caseapp.law.procedures.gates.false_statement import (
    act_was_punishable,
    decision_does_more_than_warn,
    fine_beside_warning_in_range,
    goods_are_given_back,
    warning_is_given,
)
from caseapp.law.procedures.handbook import gates_of
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import NotOffered
from tests.law.procedures.ready import LATEST, said

TRACK = PROCEDURES["false-statement-2024"]
SEIZURES = ("seize", "seize_urgent", "extend_seizure", "pause_seizure")


@pytest.mark.parametrize("how", [{"given": {"proposal": "penalty"}}, {"proposal": "penalty"}, {}])
def test_act_was_punishable_only_since_the_rule_began(how):
    assert said(act_was_punishable, LATEST, **how) is None
    assert said(act_was_punishable, LATEST, act_end=date(2024, 1, 20), **how) is None
    assert said(act_was_punishable, LATEST, act_end=date(2024, 1, 19), **how) == (
        "行为于2024年1月19日终了，处罚规定自2024年1月20日起施行（专利法实施细则第一百条）。"
        "请建议不予行政处罚或者撤销案件。"
    )


def test_act_was_punishable_or_ends_without_a_penalty():
    for proposal in ("no_penalty", "withdraw", "crime"):
        told = {"given": {"proposal": proposal}}
        assert said(act_was_punishable, LATEST, act_end=date(2023, 5, 1), **told) is None


def test_warning_is_given_with_every_penalty():
    for given in ({"proposal": "penalty"}, {}, {"fine": Decimal(100)}):
        assert said(warning_is_given, LATEST, given=given) == (
            "没有给予警告（专利法实施细则第一百条）。给予处罚的应当警告，罚款只能与警告并处，请勾选。"
        )
        assert said(warning_is_given, LATEST, given={**given, "warning": True}) is None
    assert said(warning_is_given, LATEST, given={"proposal": "no_penalty"}) is None


@pytest.mark.parametrize(
    ("fine", "refused"), [(0, False), (99_999, False), (100_000, False), (100_001, True)]
)
def test_fine_beside_warning_in_range_of_one_hundred_thousand(fine, refused):
    limit = FineLimit(Decimal(100_000), "上限一览。", Decimal(0), "专利法实施细则第一百条")
    answer = said(
        fine_beside_warning_in_range, LATEST, fine_limit=limit, given={"fine": Decimal(fine)}
    )
    words = "罚款100001元超出法定幅度，上限为100000元（专利法实施细则第一百条）。上限一览。"
    assert answer == (words if refused else None)


@pytest.mark.parametrize(
    ("disposal", "words"), [("seized", "转为查封扣押"), ("confiscated", "没收")]
)
def test_goods_are_given_back_and_neither_seized_nor_confiscated(disposal, words):
    assert said(goods_are_given_back, LATEST, given={"disposal": disposal}) == (
        f"弄虚作假案件的处罚只有警告和罚款，物品不能{words}"
        "（专利法实施细则第一百条、专利法第六十九条）。请返还、送检测鉴定或者随案移送。"
    )
    for lawful in ("returned", "tested", "police"):
        assert said(goods_are_given_back, LATEST, given={"disposal": lawful}) is None


def test_decision_does_more_than_warn_or_is_not_shown():
    assert said(decision_does_more_than_warn, LATEST) is None
    assert said(decision_does_more_than_warn, LATEST, decision_fine=Decimal(1)) is None
    assert said(decision_does_more_than_warn, LATEST, decision_fine=Decimal(0)) == (
        "单处警告的决定不在公示范围（市场监督管理行政处罚信息公示规定第二条）。"
    )


@pytest.mark.parametrize("key", SEIZURES)
def test_seizure_is_refused_by_its_article_in_every_state(key):
    facts = Facts(on=LATEST, today=LATEST)
    for state in TRACK.states:
        with pytest.raises(NotOffered) as refusal:
            TRACK.take(key, state.key, {Role.OFFICER}, facts)
        assert refusal.value.sentences == (
            "专利弄虚作假案件不得查封、扣押：只有对有证据证明是假冒专利的产品才可以查封或者扣押"
            "（专利法第六十九条）。需要保全证据的，请先行登记保存。",
        )


def test_nothing_of_gains_goods_and_marks_is_asked_or_started():
    asked = {field.key for step in TRACK.steps for field in step.fields}
    assert asked & {"gains", "gains_kind", "confiscation", "counterfeit_shown", "defects"} == set()
    limits = {family for step in TRACK.steps for family in step.limits}
    assert limits & {"CF-06", "CF-07", "CF-30", "CF-30b"} == set()
    assert {gate.gate_id for gate in gates_of(TRACK)} - {""} == {
        f"G-{number:02d}" for number in range(1, 22) if number not in {4, 5, 16, 18, 19, 20}
    }


def test_the_track_begins_with_the_rules_of_2024():
    assert edition_for("false-statement", date(2024, 1, 20)) is TRACK
    with pytest.raises(NoEdition) as refusal:
        edition_for("false-statement", date(2024, 1, 19))
    assert refusal.value.sentences[0].startswith(
        "不能登记：2024年1月19日接收的线索没有可适用的办案程序。"
        "已建立的程序适用于：2024年1月20日起接收的线索"
    )
