"""One act is fined once: by what the officers state, and by what the office itself decided."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from caseapp.base.db import writing
from caseapp.law.procedures.table import Obstructed
from caseapp.parties import actions as parties
from caseapp.parties import queries as known
from tests.cases.test_counterfeit_ends import spot
from tests.stories import RECEIVED, Story, form_fields, found_by_district, reported, walked

ARTICLE = "（行政处罚法第二十九条）"
BODY = {"remedy_body": "鞍山市人民政府", "remedy_no": "鞍政复〔2024〕1号"}


def again(people, first: Story, *, until: str = "dispose_evidence") -> Story:
    """A second case about the shop of the first, some months later."""
    story = reported(people, received_on=RECEIVED[2021] + timedelta(days=100)).walk(until)
    shop = known.parties_of_case(first.case_id, part="respondent")[0]
    with writing():
        parties.join_case(
            by=people.wang, case_id=story.case_id, party_id=shop.party_id, part="respondent"
        )
    return story


def old_act(first: Story, *, days: int = 0) -> dict[str, date]:
    """The act as the first case found it, or so many days later."""
    later = timedelta(days=days)
    return {"act_start": first.day(-30) + later, "act_end": first.day(4) + later}


def test_a_second_fine_for_the_act_of_an_earlier_decision_is_refused(app, people):
    first = walked(people, "decide")
    story = again(people, first)
    with pytest.raises(Obstructed) as refusal:
        story.take("report", **old_act(first))
    assert refusal.value.sentences == (
        "不能提交调查终结报告：同一违法行为已受罚款：本机关2024年3月27日的处罚决定"
        f"（鞍市监处罚〔2024〕1号）{ARTICLE}。不得再次罚款；确实不是同一行为的，请写明理由。",
    )
    # Without a fine the case goes on: the law bars a second fine, nothing else.
    story.take("report", **old_act(first), proposed_fine=Decimal(0))
    assert story.case.state == "report"


@pytest.mark.parametrize(
    "changed",
    [
        # The last day of the first act was its day 4, so these begin the day after it.
        {"days": 35},
        {"act_kinds": ("CFA-3a",)},
        {"separate_act": "本案是另一批商品、另一专利号。"},
    ],
)
def test_another_act_of_the_same_party_is_fined(app, people, changed):
    first = walked(people, "decide")
    story = again(people, first)
    days = changed.pop("days", 0)
    story.take("report", **(old_act(first, days=days) | changed))
    assert story.case.state == "report"


def test_an_act_that_touches_the_last_day_of_the_earlier_one_is_the_same(app, people):
    first = walked(people, "decide")
    story = again(people, first)
    with pytest.raises(Obstructed, match="同一违法行为已受罚款"):
        story.take("report", **old_act(first, days=34))


def test_an_annulled_decision_fined_nobody(app, people):
    first = walked(people, "serve_decision")
    first.take("reconsideration", who="zhang", on=first.day(30), **BODY)
    story = again(people, first)
    with pytest.raises(Obstructed, match="同一违法行为已受罚款"):
        story.take("report", **old_act(first))
    first.take("remedy_annulled", who="zhang", on=first.day(60), remedy_result="撤销。")
    story.take("report", **old_act(first))
    assert story.case.state == "report"


def test_a_fine_on_the_spot_counts_and_is_counted(app, people):
    first = walked(people, "decide")
    story = again(people, first, until="verify")
    told = spot(story, act_kinds=("CFA-2",), act_end=first.day(2))
    with pytest.raises(Obstructed, match="不能当场处罚：同一违法行为已受罚款"):
        story.take("punish_on_spot", on=story.day(2), **told)
    story.take("punish_on_spot", on=story.day(2), **{**told, "act_end": first.day(5)})
    third = again(people, first)
    with pytest.raises(Obstructed, match="（鞍市监线字〔2024〕2号）"):
        third.take("report", act_kinds=("CFA-2",), act_start=first.day(5), act_end=first.day(9))


def test_what_another_office_fined_is_stated_and_refused_until_the_decision(as_person, people):
    story = walked(people, "dispose_evidence")
    wang = as_person("wang")
    wang.get(f"{story.path}/steps/report")
    stated = "营口市市场监督管理局营市监罚〔2024〕7号，2024年2月1日"
    fields = form_fields(story.values("report")) | {"on": story.day(10).isoformat()}
    refused = wang.submit("/steps/report", **fields, f_fined_elsewhere=stated)
    assert refused.status == 409
    assert f"同一违法行为已受罚款：{stated}{ARTICLE}" in refused.text
    assert refused.by_id("f_fined_elsewhere").get("value") == stated
    assert wang.submit("/steps/report", f_fined_elsewhere="无").status == 303


def test_a_decision_out_of_sight_is_told_without_its_number(app, people):
    first = walked(people, "decide")
    story = found_by_district(people, until="dispose_evidence")
    shop = known.parties_of_case(first.case_id, part="respondent")[0]
    with writing():
        parties.join_case(
            by=people.zhao, case_id=story.case_id, party_id=shop.party_id, part="respondent"
        )
    with pytest.raises(Obstructed) as refusal:
        story.take("report")
    assert "另一决定（您无权查看该案，请向负责人查询）" in refusal.value.sentences[0]
    assert "〕" not in refusal.value.sentences[0]


def test_a_decision_is_stopped_when_the_same_act_was_fined_meanwhile(app, people):
    first = walked(people, "ask_decision")
    story = again(people, first)
    story.take("report", **old_act(first))
    story.walk("record_defence", start="report")
    first.take("decide")
    with pytest.raises(Obstructed, match="不能报请决定：同一违法行为已受罚款"):
        story.take("ask_decision")
