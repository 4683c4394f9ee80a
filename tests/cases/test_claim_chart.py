"""A claim chart sets each feature beside that of the product and says what the rows come to."""

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Conflict, Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import FeatureGiven
from caseapp.cases.claim_chart import features_of, outcome
from tests.disputes import requested
from tests.stories import walked

SAME = FeatureGiven(1, "壶体设有双层保温壁", "壶体为双层壁", "same")
EQUAL = FeatureGiven(
    1, "壶盖以螺纹连接", "壶盖以卡扣连接", "equivalent", "手段、功能、效果基本相同"
)
OTHER = FeatureGiven(2, "壶底设有温度传感器", "", "missing", "拆解未见传感器")


@pytest.fixture
def dispute(app, people):
    """Give a dispute that was just requested."""
    return requested(people)


def act(story, does, **given):
    by = given.pop("by")
    with writing():
        return does(by=by, case=queries.visible_case(story.case_id, by=by), **given)


def officer(story):
    return story.people.wang


def test_the_chart_says_claim_by_claim_what_it_comes_to(dispute):
    for row in (SAME, EQUAL, OTHER):
        act(dispute, actions.add_feature, by=officer(dispute), given=row)
    rows = features_of(dispute.case_id)
    assert [(row.claim_no, row.feature_no) for row in rows] == [(1, 1), (1, 2), (2, 1)]
    assert outcome(rows) == [
        "权利要求1：全部特征相同或者等同，落入保护范围（等同）。",
        "权利要求2：第 1 项特征不同或者缺少，没有落入保护范围。",
    ]


def test_a_verdict_that_is_not_same_needs_its_reason(dispute):
    with pytest.raises(Refused, match="应当写明理由"):
        act(
            dispute,
            actions.add_feature,
            by=officer(dispute),
            given=FeatureGiven(1, "螺纹", "卡扣", "equivalent"),
        )
    with pytest.raises(Refused, match="没有填写被控产品"):
        act(
            dispute,
            actions.add_feature,
            by=officer(dispute),
            given=FeatureGiven(1, "螺纹", "", "same"),
        )


def test_two_who_change_one_row_do_not_overwrite_each_other(dispute):
    by = officer(dispute)
    row_id = act(dispute, actions.add_feature, by=by, given=SAME)
    act(dispute, actions.change_feature, by=by, feature_id=row_id, given=EQUAL, version=1)
    with pytest.raises(Conflict):
        act(dispute, actions.change_feature, by=by, feature_id=row_id, given=SAME, version=1)
    act(dispute, actions.drop_feature, by=by, feature_id=row_id, why="拆分错误")
    assert list(features_of(dispute.case_id)) == []


def test_a_counterfeit_case_compares_no_claims(app, people):
    story = walked(people, "file")
    with pytest.raises(Refused, match="只用于专利侵权纠纷"):
        act(story, actions.add_feature, by=people.wang, given=SAME)


def test_the_page_adds_changes_and_takes_out_a_row(dispute, as_person):
    wang = as_person("wang")
    wang.get(f"{dispute.path}/claims/new")
    sent = wang.submit(feature="双层保温壁", product_feature="双层壁", verdict="same")
    assert sent.status == 303
    assert "落入保护范围" in wang.follow().text
    (row,) = features_of(dispute.case_id)
    wang.get(f"{dispute.path}/claims/{row.id}")
    wang.submit(verdict="different", reason="单层")
    assert "没有落入保护范围" in wang.follow().text
    wang.get(f"{dispute.path}/claims/{row.id}")
    wang.submit("drop", why="拆分错误")
    assert list(features_of(dispute.case_id)) == []
