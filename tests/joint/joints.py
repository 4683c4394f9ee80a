"""Joint actions as the office has them, and the short way to any state of one."""

from datetime import date
from typing import Any

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.bodies import queries as bodies
from caseapp.joint import actions, queries
from caseapp.joint.given import (
    BodyGiven,
    FindingGiven,
    InspectionGiven,
    MemberGiven,
    OutcomeGiven,
    PlanGiven,
)
from caseapp.joint.models import JointInspection
from caseapp.joint.queries import Opened
from tests.people import People
from tests.stories import unit_id

TODAY = date(2026, 11, 23)
LAST = date(2026, 11, 27)
MARKET, POLICE, COPYRIGHT = "anshan_market_bureau", "anshan_police", "anshan_copyright"
PATENT = "ZL201530012345.4"


def body_id(key: str) -> int:
    """Return a body of the register by its key."""
    found = bodies.with_key(key)
    assert found is not None, key
    return found.id


def plan(**changed: Any) -> PlanGiven:
    """Give a sound plan."""
    given: dict[str, Any] = {
        "title": "冬季知识产权联合执法行动",
        "unit_id": unit_id(places.ENFORCEMENT),
        "lead_id": None,
        "aim": "查处家电市场的假冒专利和商标侵权",
        "first_on": TODAY,
        "last_on": LAST,
        "areas": ("210302", "210303"),
        "scope": "家电市场",
    }
    return PlanGiven(**(given | changed))


def planned(people: People, *, by: str = "wu", **changed: Any) -> int:
    """Draw up a plan of three bodies with two groups and their places; its id."""
    who = people[by]
    with writing():
        made = actions.plan(by=who, given=plan(**changed))
        for key in (MARKET, POLICE):
            actions.add_body(by=who, opened=made, given=BodyGiven(body_id(key), head="赵局长"))
        first = actions.add_group(by=who, opened=made, name="第一组", leader="王建民")
        second = actions.add_group(by=who, opened=made, name="第二组", leader="李秀英")
        market, police = (row for row in queries.bodies_of(made.id) if not row.is_ours)
        for group, given in (
            (first, MemberGiven(person_id=people.wang.id)),
            (first, MemberGiven(name="孙商标", body_id=market.id)),
            (second, MemberGiven(person_id=people.li.id)),
            (second, MemberGiven(name="马警官", body_id=police.id)),
        ):
            actions.add_member(by=who, opened=made, group_id=group.id, given=given)
        actions.add_places(
            by=who,
            opened=made,
            text="兴旺家电商行，人民路1号\n红星电器城，二道街9号",
            group_id=first.id,
            kind="shop",
            area="210303",
        )
    return made.id


def opened(joint_id: int, people: People) -> Opened:
    """Read an action as it is now."""
    return queries.visible_action(joint_id, by=people.chen)


def move(people: People, joint_id: int, key: str, *, by: str, **given: str) -> None:
    """Make one move."""
    with writing():
        actions.move(by=people[by], opened=opened(joint_id, people), key=key, given=given)


def running(people: People, **changed: Any) -> int:
    """Bring a plan to its first day."""
    joint_id = planned(people, **changed)
    move(people, joint_id, "approve", by="chen", reason="同意")
    move(people, joint_id, "begin", by="wu")
    return joint_id


def visit_given(joint_id: int, **changed: Any) -> InspectionGiven:
    """Give a sound visit of the first group to the first place."""
    groups, shops = queries.groups_of(joint_id), queries.places_of(joint_id)
    given: dict[str, Any] = {
        "group_id": groups[0].id,
        "on": TODAY,
        "place_id": shops[0].id,
        "goods": 120,
        "patent_goods": 8,
    }
    return InspectionGiven(**(given | changed))


def finding(right: str = "patent", **changed: Any) -> FindingGiven:
    """Give a sound finding."""
    given: dict[str, Any] = {
        "right_kind": right,
        "what": "电热水壶标注的专利号已经失效",
        "product": "电热水壶",
        "pieces": 12,
        "patent_as_printed": PATENT if right == "patent" else "",
    }
    return FindingGiven(**(given | changed))


def visit(
    people: People, joint_id: int, *, by: str = "wang", photos: Any = (), **changed: Any
) -> JointInspection:
    """Enter a visit."""
    with writing():
        return actions.inspect(
            by=people[by],
            opened=queries.visible_action(joint_id, by=people[by]),
            given=visit_given(joint_id, **changed),
            photos=photos,
        )


def outcome(people: People, joint_id: int, finding_id: int, *, what: str = "filed") -> None:
    """Write down how a body decided."""
    with writing():
        actions.record_outcome(
            by=people.wang,
            opened=opened(joint_id, people),
            finding_id=finding_id,
            given=OutcomeGiven(what, TODAY, "鞍市监案〔2026〕8号"),
        )
