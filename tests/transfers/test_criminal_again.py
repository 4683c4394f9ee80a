"""A suspected crime entered wrongly, asked about again, and watched by the procuratorate meanwhile."""

from datetime import date
from decimal import Decimal

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import actions as cases
from caseapp.cases.asked import Asked
from caseapp.cases.facts import facts_of
from caseapp.cases.open_file import open_file
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import GoodsGiven
from caseapp.law.procedures.gates.crime import suspicion_was_decided
from caseapp.transfers.criminal_waiting import signals_waiting
from tests.transfers.doing import found, make, opened
from tests.transfers.test_criminal import brought, limits, refused, story, suspected

__all__ = ["story"]  # a fixture


def test_wrong_entry_is_withdrawn_by_the_chief_and_leaves_the_signal(story, people):
    found_goods(story)
    assert waiting(people) == [story.case_id]
    one = suspected(story)
    assert waiting(people) == []
    no = refused(make, people.wang, one, "withdraw", reason="重复登记。")
    assert str(no) == "不能撤回登记：由负责人办理。"
    make(people.chen, one, "withdraw", reason="重复登记。")
    assert (found(one).state, waiting(people)) == ("withdrawn", [story.case_id])


def test_case_that_was_kept_is_asked_again_when_something_new_comes_up(story, people, clock):
    found_goods(story)
    one = brought(story, suspected(story), "reported")
    make(people.chen, one, "keep", reason="数额有误，没有达到标准。")
    watch(story)
    assert waiting(people) == []
    clock.set(date(2026, 11, 3))
    found_goods(story)
    assert waiting(people) == [story.case_id]
    make(people.wang, one, "again", reason="又查获电热水壶2500台。")
    assert waiting(people) == []
    brought(story, one, "approved")
    assert (story.case.state, found(one).state) == ("with_police", "approved")


def test_opinions_come_while_the_police_have_it_and_each_is_answered(story, people):
    one = brought(story, suspected(story), "refused")
    told = {"opinion_text": "依法处理。", "written_on": today()}
    assert opinion_elsewhere(story) == ""
    make(people.wang, one, "file", their_paper="鞍公立字〔2026〕7号", body=True)
    for number in ("1", "2"):
        no = opinion_elsewhere(story)
        assert no.startswith("不能登记收到检察意见：本案的移送涉嫌犯罪案件")
        make(people.wang, one, "opinion", their_paper=f"鞍检意〔2026〕{number}号", **told)
        again = refused(make, people.wang, one, "opinion", their_paper="鞍检意〔2026〕9号", **told)
        assert str(again) == "不能收到检察意见书：检察意见还没有回复。"
        make(people.wang, one, "reply_opinion", handled="已经办理。")
    assert [row[:2] for row in limits(one) if row[0] == "TR-12"] == [("TR-12", "met")] * 2


def test_penalty_waits_for_the_head_who_has_a_suspicion_to_decide(story, people, clock):
    clock.set(date(2026, 11, 5))
    story.walk("ask_decision", start="question")
    said = {"ground": "suspicion", "found": "另有三地仓库待查。"}
    one = suspected(story, facts=said)
    held = deciding(story, people)
    assert held.startswith("鞍")
    assert "正在报请决定是否移送公安机关" in held
    make(people.chen, one, "withdraw", reason="登记错误。")
    assert deciding(story, people) == ""
    two = brought(story, suspected(story, facts=said), "reported")
    assert deciding(story, people) != ""
    make(people.chen, two, "keep", reason="三地仓库均无侵权产品。")
    assert deciding(story, people) == ""


def deciding(story, people):
    """Say what the head's unfinished decision on the police stands against here."""
    facts = facts_of(open_file(story.case, by=people.chen), Asked(today()))
    no = suspicion_was_decided(facts)
    return "" if no is None else no.sentence


def found_goods(story):
    given = GoodsGiven(
        list_kind="found", name="电热水壶", spec="1.8L", quantity=Decimal(2500), unit="台",
        unit_price=Decimal(120), place="店内库房",
    )  # fmt: skip
    with writing():
        evidence.add_goods(by=story.crew.officer, case_id=story.case_id, given=given)
    watch(story)


def watch(story):
    with writing():
        cases.watch_crimes(by=Person.system(), case_ids=[story.case_id])


def waiting(people):
    return [row.id for row in signals_waiting(people.wang, 10)]


def opinion_elsewhere(story):
    """Say what stands against entering an opinion on the case as a matter of its own."""
    try:
        opened(
            story.people.wang, "procuratorate_in", "anshan_procuratorate", case_id=story.case_id,
            title="检察意见", content="依法处理。", facts={"demand": "依法处理。"},
        )  # fmt: skip
    except Refused as no:
        return str(no)
    return ""
