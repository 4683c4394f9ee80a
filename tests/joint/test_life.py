"""A joint action from the plan to its end, and what stands in the way."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.bodies import actions as register
from caseapp.bodies import queries as bodies
from caseapp.bodies.given import EndGiven
from caseapp.joint import actions, queries
from caseapp.joint.given import BodyGiven, MemberGiven
from caseapp.ledger import queries as ledger
from tests.joint.joints import (
    COPYRIGHT,
    LAST,
    MARKET,
    POLICE,
    body_id,
    finding,
    move,
    opened,
    outcome,
    plan,
    planned,
    running,
    visit,
)


def refused(people, joint_id, key, *, by, **given):
    with pytest.raises(Refused) as no:
        move(people, joint_id, key, by=by, **given)
    return str(no.value)


def test_action_goes_from_plan_to_end_and_its_history_tells_all(office, people):
    joint_id = running(people)
    assert opened(joint_id, people).row.number == "鞍市监联登字〔2026〕1号"
    visit(people, joint_id, findings=(finding("trademark", what="假冒商标"),))
    move(people, joint_id, "sum_up", by="wu", troubles="两家关门", plans="再查")
    assert refused(people, joint_id, "close", by="wu") == (
        "不能办结：还有 1 个问题没有处理结果：兴旺家电商行（鞍山市市场监督管理局）。"
    )
    outcome(people, joint_id, queries.findings_of(joint_id)[0].id)
    move(people, joint_id, "close", by="wu")
    told = [(row.act, row.from_state, row.to_state) for row in queries.acts_of(joint_id)]
    assert told[0] == ("plan", "", "planned")
    assert told[-6:] == [
        ("approve", "planned", "approved"),
        ("begin", "approved", "running"),
        ("inspect", "running", "running"),
        ("sum_up", "running", "summed_up"),
        ("outcome", "summed_up", "summed_up"),
        ("close", "summed_up", "closed"),
    ]
    trail = [row["action"] for row in ledger.acts_on(object_kind="joint", object_id=joint_id)]
    assert trail == [f"joint.{row.act}" for row in queries.acts_of(joint_id)]


def test_only_a_chief_approves_and_not_the_plan_of_their_own(office, people):
    joint_id = planned(people, by="chen")
    assert "由负责人办理" in refused(people, joint_id, "approve", by="wu")
    own = planned(people)
    move(people, own, "approve", by="chen")
    assert opened(own, people).action.state == "approved"
    with writing():
        from_city = people.chen
        actions.move(by=from_city, opened=opened(joint_id, people), key="approve", given={})
    assert opened(joint_id, people).action.state == "approved"


def test_plan_without_groups_members_or_others_is_not_approved(office, people):
    with writing():
        made = actions.plan(by=people.wu, given=plan())
    assert "只有一个单位，不是联合执法" in refused(people, made.id, "approve", by="chen")
    with writing():
        actions.add_body(by=people.wu, opened=made, given=BodyGiven(body_id(MARKET)))
    assert "还没有分组" in refused(people, made.id, "approve", by="chen")
    with writing():
        actions.add_group(by=people.wu, opened=made, name="第一组", leader="王建民")
    assert "第一组还没有组员" in refused(people, made.id, "approve", by="chen")


def test_body_that_was_merged_before_the_days_is_named_with_its_successor(office, people):
    with writing():
        made = actions.plan(by=people.wu, given=plan())
    old = bodies.with_key("anshan_aic_2015")
    with pytest.raises(Refused, match="已由鞍山市市场监督管理局承接"), writing():
        actions.add_body(by=people.wu, opened=made, given=BodyGiven(old.id))
    joint_id = planned(people)
    police = bodies.with_key(POLICE)
    with writing():
        end = EndGiven(on=date(2026, 11, 25), successor_id=body_id(MARKET), basis="机构改革")
        register.end_body(by=people.zheng, body_id=police.id, given=end, version=police.version)
    assert "在行动期间已经不在" in refused(people, joint_id, "approve", by="chen")


def test_an_action_of_2015_is_one_of_the_bodies_of_2015(office, people):
    days = {"first_on": date(2015, 7, 1), "last_on": date(2015, 7, 3)}
    with writing():
        made = actions.plan(by=people.wu, given=plan(**days))
        aic = bodies.with_key("anshan_aic_2015")
        actions.add_body(by=people.wu, opened=made, given=BodyGiven(aic.id))
    names = [row.name for row in queries.bodies_of(made.id)]
    assert names == ["鞍山市知识产权局", "鞍山市工商行政管理局"]
    with pytest.raises(Refused, match="不在机构名录中"), writing():
        actions.add_body(by=people.wu, opened=made, given=BodyGiven(body_id(MARKET)))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"last_on": date(2026, 11, 20)}, "最后一天（2026年11月20日）早于第一天"),
        ({"last_on": date(2028, 11, 20)}, "超过一年"),
        ({"lead_id": 2_000_000}, "不在机构名录中"),
    ],
)
def test_plan_that_cannot_be_is_refused_with_its_sentence(*, office, people, changed, sentence):
    with pytest.raises(Refused, match=sentence), writing():
        actions.plan(by=people.wu, given=plan(**changed))


def test_nobody_is_in_two_groups_and_others_come_from_bodies_that_take_part(office, people):
    joint_id = planned(people)
    second = queries.groups_of(joint_id)[1]

    def add(**given):
        with writing():
            actions.add_member(
                by=people.wu,
                opened=opened(joint_id, people),
                group_id=second.id,
                given=MemberGiven(**given),
            )

    with pytest.raises(Refused, match="王建民已经在“第一组”"):
        add(person_id=people.wang.id)
    with pytest.raises(Refused, match="所在的单位没有参加本次行动"):
        add(name="版权局来人", body_id=body_id(COPYRIGHT))
    with pytest.raises(Refused, match="没有写明是谁"):
        add()
    add(name="😀" * 30, body_id=queries.bodies_of(joint_id)[1].id)
    assert queries.members_of(joint_id)[-1].name == "😀" * 30


def test_same_shop_is_planned_once_however_it_is_written(office, people):
    joint_id = planned(people)
    with (
        pytest.raises(Refused, match="“兴旺家电商行”（人民路1号）已经在本次行动的场所中"),
        writing(),
    ):
        actions.add_places(
            by=people.wu,
            opened=opened(joint_id, people),
            text="新的店，三道街\n兴旺 家电商行｜人民路１号",
            group_id=None,
            kind="shop",
            area="210303",
        )
    assert [row.name for row in queries.places_of(joint_id)] == ["兴旺家电商行", "红星电器城"]


def test_parts_are_dropped_while_nothing_hangs_on_them(office, people):
    joint_id = running(people)
    visit(people, joint_id)
    shops, members = queries.places_of(joint_id), queries.members_of(joint_id)

    def drop(part, row_id):
        with writing():
            actions.drop(by=people.wu, opened=opened(joint_id, people), part=part, row_id=row_id)

    with pytest.raises(Refused, match="已经登记过检查"):
        drop("place", shops[0].id)
    with pytest.raises(Refused, match="还有组员、场所或者检查"):
        drop("group", queries.groups_of(joint_id)[0].id)
    with pytest.raises(Refused, match="现为“进行中”"):
        drop("body", queries.bodies_of(joint_id)[1].id)
    drop("place", shops[1].id)
    drop("member", members[1].id)
    assert len(queries.places_of(joint_id)) == 1
    left = [row for row in queries.members_of(joint_id) if row.left_at is not None]
    assert [row.name for row in left] == ["孙商标"]


def test_action_with_visits_is_summed_up_and_not_called_off(office, people):
    joint_id = running(people)
    assert "还没有登记任何检查" in refused(
        people, joint_id, "sum_up", by="wu", troubles="无", plans="无"
    )
    visit(people, joint_id)
    assert "已经登记了检查" in refused(people, joint_id, "cancel", by="wu", reason="下雪")
    other = planned(people)
    move(people, other, "cancel", by="wu", reason="下雪")
    last = queries.last_act(other)
    assert (last.to_state, last.reason) == ("cancelled", "下雪")
    with pytest.raises(Refused, match="现为“已取消”（吴国栋于 2026-11-23 10:00 取消行动）"):
        visit(people, other)


def test_two_who_move_at_once_the_second_is_told_of_the_first(office, people):
    joint_id = planned(people)
    seen = opened(joint_id, people).action.version
    move(people, joint_id, "approve", by="chen")
    with pytest.raises(Refused, match="现为“已批准”（陈立新"), writing():
        actions.move(
            by=people.chen, opened=opened(joint_id, people), key="approve", given={}, seen=seen
        )
    with pytest.raises(Refused, match="您打开之后"), writing():
        actions.move(
            by=people.chen,
            opened=opened(joint_id, people),
            key="return",
            given={"reason": "改"},
            seen=seen,
        )
    assert opened(joint_id, people).action.last_on == LAST
