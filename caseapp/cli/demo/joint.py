"""One joint action in the demo office: three bodies, two groups, visits, findings each body decides on."""

from __future__ import annotations

from random import Random

from caseapp.bodies import queries as bodies
from caseapp.cli.demo.days import Days
from caseapp.cli.demo.people import Staff
from caseapp.cli.demo.photos import photo
from caseapp.joint import actions, queries
from caseapp.joint.given import (
    BodyGiven,
    FindingGiven,
    InspectionGiven,
    MemberGiven,
    OutcomeGiven,
    PlanGiven,
)
from caseapp.joint.queries import Opened

OTHERS = (("anshan_market_bureau", "苗守信", "商标科"), ("anshan_police", "武卫平", "经侦支队"))
SHOPS = (
    "站前家电城，铁东区二道街88号\n北方电器商行，铁东区胜利路12号\n钢都日用品市场，铁东区园林路5号",
    "西城小商品市场，铁西区人民路30号\n同乐超市，铁西区四方台街7号",
)
AREAS = ("210302", "210303")
GIVEN = (
    FindingGiven(
        "patent",
        "榨汁机包装标注的专利已经终止，生产日期在终止之后",
        product="榨汁机",
        pieces=24,
        patent_as_printed="ZL201230123456.9",
        measure="shelf",
        measure_words="商户自行下架24件",
    ),
    FindingGiven(
        "trademark", "插线板标注的注册商标没有授权", product="插线板", pieces=60, measure="seal"
    ),
    FindingGiven("patent", "台灯标注“已申请专利”，商户不能提供申请号", product="台灯", pieces=9),
)


def go_out(staff: Staff, days: Days) -> None:
    """Plan an action, approve it, go out on two days; one body has decided, the rest waits for a lead."""
    opened = _planned(staff, days)
    actions.move(by=staff.chiefs[0], opened=opened, key="approve", given={"reason": "同意"})
    dice = Random(1)  # noqa: S311 - drawn photographs are no secrets
    places, groups = queries.places_of(opened.id), queries.groups_of(opened.id)
    goods = ((0, 0, 180, 21), (1, 0, 64, 5), (3, 1, 240, 8), (0, 0, 90, 12))
    for turn, (place, group, seen, patents) in enumerate(goods):
        shots = (photo(f"现场{turn + 1}.png", dice),) if turn < len(GIVEN) else ()
        actions.inspect(
            by=staff.officers[group],
            opened=opened,
            given=InspectionGiven(
                group_id=groups[group].id,
                on=days.ago(2 if turn < len(GIVEN) else 1),
                place_id=places[place].id,
                goods=seen,
                patent_goods=patents,
                person_met="店长",
                findings=GIVEN[turn : turn + 1],
            ),
            photos=shots,
        )
    found = queries.findings_of(opened.id)
    given = OutcomeGiven("filed", days.ago(1), "鞍市监案〔演示〕12号")
    officer = staff.officers[0]
    actions.record_outcome(by=officer, opened=opened, finding_id=found[1].id, given=given)


def _planned(staff: Staff, days: Days) -> Opened:
    head = staff.head
    opened = actions.plan(
        by=head,
        given=PlanGiven(
            title="家电和日用品市场知识产权联合执法行动",
            unit_id=staff.unit_id,
            lead_id=None,
            aim="查处家电、日用品中的假冒专利和商标侵权，教育商户查验专利标识",
            first_on=days.ago(2),
            last_on=days.after(days.today, 2),
            areas=AREAS,
            basis="知识产权执法联席会议议定事项",
            scope="家电、日用品市场和超市",
            course="第一天培训和分组，其后两天检查，最后一天汇总。",
            rules="两人以上出示证件；各单位以自己的名义采取措施；检查情况不得对外透露。",
        ),
    )
    joined = [
        actions.add_body(by=head, opened=opened, given=BodyGiven(_body(key), contact=name))
        for key, name, _post in OTHERS
    ]
    _group_up(opened, staff, [row.id for row in joined])
    return opened


def _group_up(opened: Opened, staff: Staff, joined: list[int]) -> None:
    for turn, area in enumerate(AREAS):
        ours, name = staff.officers[turn], f"第{'一二'[turn]}组"
        group = actions.add_group(by=staff.head, opened=opened, name=name, leader=ours.name)
        _key, other, post = OTHERS[turn]
        for given in (
            MemberGiven(person_id=ours.id),
            MemberGiven(person_id=staff.officers[turn + len(AREAS)].id),
            MemberGiven(name=other, body_id=joined[turn], post=post),
        ):
            actions.add_member(by=staff.head, opened=opened, group_id=group.id, given=given)
        actions.add_places(
            by=staff.head,
            opened=opened,
            text=SHOPS[turn],
            group_id=group.id,
            kind="shop",
            area=area,
        )


def _body(key: str) -> int:
    found = bodies.with_key(key)
    if found is None:
        raise LookupError(key)
    return found.id
