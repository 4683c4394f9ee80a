"""A figure that reaches the ground of a crime is signalled the moment it is recorded, and ends with it."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import actions
from caseapp.cases.asked import Asked
from caseapp.cases.crime_models import CrimeSignal
from caseapp.cases.crime_watch import signals_in, standing
from caseapp.cases.facts import facts_of
from caseapp.cases.open_file import open_file
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import GoodsGiven
from caseapp.law.penalty_desk import PenaltyFacts
from caseapp.law.procedures.gates.crime import threshold_was_decided
from caseapp.law.procedures.table import NotOffered
from caseapp.ledger import queries as ledger
from tests.stories import walked

BEGUN = date(2026, 10, 12)
REACHED = (
    "非法经营数额303560元，已达200000元（CR-1，法释〔2025〕5号第十条），"
    "涉嫌假冒专利罪，应当依照《行政执法机关移送涉嫌犯罪案件的规定》第三条移送公安机关。"
)


def goods(story, price, *, list_kind="found"):
    given = GoodsGiven(
        list_kind=list_kind, name="电热水壶", spec="1.8L", quantity=Decimal(2500), unit="台",
        unit_price=Decimal(price), place="店内库房",
    )  # fmt: skip
    with writing():
        return evidence.add_goods(by=story.crew.officer, case_id=story.case_id, given=given)


def watched(story):
    with writing():
        actions.watch_crimes(by=Person.system(), case_ids=[story.case_id])
    rows = db.session.query(CrimeSignal).order_by(CrimeSignal.id).all()
    return [(one.rule, one.ended_at is None) for one in rows]


def test_goods_over_the_threshold_are_signalled_once_and_no_longer_when_corrected(app, people):
    story = walked(people, "question", received_on=BEGUN)
    goods(story, "40")
    assert watched(story) == []
    row = goods(story, "80")
    assert watched(story) == [("CR-1", True)]
    assert watched(story) == [("CR-1", True)]
    found = signals_in(open_file(story.case, by=people.wang))
    assert [one.text for one in found] == [
        f"{REACHED}（行为种类还没有报告，先按假冒他人专利对照。）"
    ]
    with writing():
        evidence.remove_goods(by=people.wang, case_id=story.case_id, goods_id=row, why="重复登记。")
    assert watched(story) == [("CR-1", False)]
    acts = [one.action for one in ledger.acts_on(object_kind="case", object_id=story.case_id)]
    assert acts[-3:] == ["case.crime_signal", "goods.remove", "case.crime_signal_ended"]


def test_officer_who_sees_no_crime_in_such_figures_leaves_the_answer_to_the_head(app, people):
    story = walked(people, "question", received_on=BEGUN)
    goods(story, "120")
    story.take("report", on=story.day(10), act_kinds=("CFA-1c",), criminal_reason="情节轻微。")
    found = [one.rule for one in signals_in(open_file(story.case, by=people.wang))]
    assert found == ["CR-1"]
    facts = facts_of(open_file(story.case, by=people.chen), Asked(story.day(20)))
    no = threshold_was_decided(facts)
    assert no is not None
    assert no.sentence.startswith(
        "本案数额已达追诉标准，不得以行政处罚代替移送：非法经营数额303560元"
    )
    assert facts.may_be_crime is False


def test_stated_suspicion_is_a_signal_without_any_figure(app, people):
    story = walked(people, "question", received_on=BEGUN)
    told = {"criminal_check": "suspected", "criminal_reason": "另有三地仓库待查。"}
    story.take("report", on=story.day(10), proposal="crime", **told)
    assert watched(story) == [("stated", True)]
    (row,) = standing(story.case_id)
    assert row.text == (
        "调查终结报告认为涉嫌犯罪：另有三地仓库待查。 有合理怀疑的，应当依照"
        "《行政执法机关移送涉嫌犯罪案件的规定》第三条移送公安机关。"
    )


def against(story, people, day=20):
    facts = facts_of(open_file(story.case, by=people.chen), Asked(story.day(day)))
    no = threshold_was_decided(facts)
    return "" if no is None else no.sentence.partition("：")[2]


def test_case_whose_seized_goods_reach_the_ground_is_neither_punished_nor_withdrawn(app, people):
    story = walked(people, "question", received_on=BEGUN)
    goods(story, "80", list_kind="seized")
    assert watched(story) == [("CR-1", True)]
    assert against(story, people).startswith("非法经营数额200000元，已达200000元")
    with pytest.raises((Refused, NotOffered)) as no:
        story.take("withdraw", who="chen", on=story.day(10), reason="事实不能成立。")
    assert "非法经营数额200000元，已达200000元（CR-1" in str(no.value)


def test_loss_known_to_the_reckoning_alone_freezes_the_penalty_as_it_is_signalled(app, people):
    story = walked(people, "question", received_on=BEGUN)
    day = story.day(4)
    reckoned = PenaltyFacts(
        party_kind="person", act_kinds=("CFA-1c",), act_start=day, act_end=day, decided=day,
        gains_kind="none", gains_reason="没有违法所得。", loss=Decimal(600000),
    )  # fmt: skip
    with writing():
        actions.keep_reckoning(by=people.wang, case=story.case, facts=reckoned, in_words=[])
    (signal,) = watched(story)
    assert signal[1]
    assert against(story, people).startswith("处罚测算：")
    assert "直接经济损失600000元" in against(story, people)


def test_head_who_kept_a_case_is_asked_again_when_its_figures_grow(app, people):
    story = walked(people, "question", received_on=BEGUN)
    goods(story, "120")
    assert watched(story) == [("CR-1", True)]
    kept = {"transfer": "鞍市监协登字〔2026〕1号", "reason": "标注的是本人已终止的专利。"}
    story.take("keep_crime", who="chen", on=story.day(5), **kept)
    assert watched(story) == [("CR-1", False)]
    assert against(story, people) == ""
    goods(story, "40")
    assert watched(story) == [("CR-1", False), ("CR-1", True)]
    assert against(story, people).startswith("非法经营数额403560元")
