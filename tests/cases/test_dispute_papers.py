"""What the drafts of a dispute hold when their step calls for them: nothing is typed twice."""

from caseapp.base.db import writing
from caseapp.cases import actions, queries
from caseapp.cases.actions import FeatureGiven
from caseapp.documents import queries as documents
from tests.disputes import HOLDER, MAKER, TO_DRAFTED, requested

FEATURE = FeatureGiven(1, "壶体设有双层保温壁", "壶体为双层壁", "same")


def drafts(story):
    """The words of each draft, by kind."""
    papers = documents.papers_of_case(story.case_id)
    return {one.kind: documents.paper(one.id).data for one in papers}


def test_the_papers_of_a_dispute_take_what_its_steps_recorded(people):
    story = requested(people, edition=2025)
    with writing():
        case = queries.visible_case(story.case_id, by=people.wang)
        actions.add_feature(by=people.wang, case=case, given=FEATURE)
    story.walk(TO_DRAFTED)
    made = drafts(story)
    panel = "、".join(one.name for one in (people.wang, people.li, people.xu))

    ruling = made["D23"]
    assert (ruling["请求人"], ruling["被请求人"]) == (HOLDER.name, MAKER.name)
    assert ruling["专利类型"] == "实用新型"
    assert ruling["合议组成员"] == panel
    assert ruling["被请求人答辩"] == "被控产品缺少权利要求1的密封圈。"
    assert ruling["对比意见"] == "逐项对比，特征全部覆盖。"
    assert ruling["查明事实"] == "被控阀门具备权利要求1的全部技术特征。"
    assert ruling["制止措施"].startswith("停止制造，销毁专用设备、模具，不得销售库存")
    assert ruling["措施具体内容"] == "停止制造、销售被控阀门，销毁模具。"
    assert ruling["履行期限届满日"] == story.day(68).isoformat()
    assert ruling["特征比对"] == [
        {
            "权利要求": "1",
            "专利特征": "壶体设有双层保温壁",
            "被控特征": "壶体为双层壁",
            "结论": "相同",
        }
    ]

    named = made["N6"]["合议组名单"]
    assert [row["职责"] for row in named] == ["组长", "成员", "成员"]
    assert "、".join(row["姓名"] for row in named) == panel
    assert all(row["单位和职务"] for row in named)
    assert made["D05"]["书记员"] == people.zheng.name
    assert made["D18"]["口审地点"] == "本局第一审理庭"
    assert made["D29"]["合议结论"] == "侵权成立"
    assert made["D21"]["口审要点"] == "双方陈述、质证、辩论。"
