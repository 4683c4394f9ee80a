"""Papers of the inquiry begin with what the acts of the case recorded."""

from typing import Any

from caseapp.documents import queries as documents
from tests.cases.test_companions import measure, shown
from tests.stories import Story, walked


def draft(story: Story, kind: str) -> dict[str, Any]:
    """Give the words of the last draft of this kind."""
    made = [one for one in documents.papers_of_case(story.case_id) if one.kind == kind]
    return dict(documents.paper(made[-1].id).data)


def test_sealing_decision_and_list_know_the_measure_its_moment_and_its_place(people):
    story = walked(people, "inspect")
    story.take("seize", on=story.day(5), **measure(story, measure="seal"))
    decision, goods = draft(story, "S21"), draft(story, "S24")
    assert decision["强制措施种类"] == "查封"
    assert decision["强制措施实施时间"].startswith(story.day(5).isoformat())
    assert "第六十九条第一款第五项" in decision["强制措施依据"]
    assert goods["强制措施地点"] == "店内库房"
    assert goods["当事人名称"] == decision["当事人名称"]


def test_samples_and_suspension_are_told_in_the_words_of_the_act(people):
    story = walked(people, "inspect")
    story.take(
        "sample", on=story.day(4), **shown(story), place="货架", signature="signed",
        samples="电热水壶2台。", list_handed=True,
    )  # fmt: skip
    assert draft(story, "S29")["抽样地点"] == "货架"
    assert draft(story, "S29")["样品说明"] == "电热水壶2台。"
    story.take(
        "suspend", who="chen", on=story.day(21), reason="等待鉴定结论。",
        suspension_ground="expert", end_event="收到鉴定意见",
    )  # fmt: skip
    told = draft(story, "S8-suspend")
    assert told["中止调查理由"] == "等待鉴定结论。"
    assert told["恢复调查条件"] == "收到鉴定意见"
    assert told["中止调查情形"].startswith("涉及法律适用等问题")
