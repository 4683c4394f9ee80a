"""Drawing up the plan: the action itself, the bodies that take part, groups, members, places."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.merging import Merge
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.cooperation import actions as cooperation
from caseapp.joint import queries
from caseapp.joint.actions.writing import begin, write
from caseapp.joint.given import BodyGiven, MemberGiven, PlanGiven, places_of
from caseapp.joint.life import OPEN_GROUPS, OPEN_PLAN
from caseapp.joint.models import (
    JointAction,
    JointBody,
    JointGroup,
    JointInspection,
    JointMember,
    JointPlace,
)
from caseapp.joint.ours import own_body
from caseapp.joint.planned import PLAN_KIND, PLAN_LABELS, given_from, values_given, values_of
from caseapp.joint.queries import Opened
from caseapp.law.wording import long_date
from caseapp.revisions import queries as earlier

PLAN = "joint.plan"
LONGEST_DAYS = 366
NAMED = 5


def plan(*, by: Person, given: PlanGiven) -> Opened:
    """Open an action in the register; this office takes part from the start and leads unless said otherwise."""
    _refuse_days(given)
    area = accounts.area_of(given.unit_id)
    own = own_body(area, given.first_on)
    if own is None or not bodies.is_in_force(own, given.last_on):
        raise Refused(
            f"不能登记：机构名录中没有{long_date(given.first_on)}至{long_date(given.last_on)}"
            "都在的本机关。",
            remedy="请核对行动日期，或者先在机构名录中登记。",
        )
    lead = own if given.lead_id in (None, own.id) else _in_force(given.lead_id, given)
    row = cooperation.enter(
        by=by, family="joint", kind="joint", title=given.title, unit_id=given.unit_id
    )
    action = JointAction(id=row.id, state="planned", lead_id=lead.id, planned_by=by.id)
    _fill(action, given)
    db.session.add(action)
    db.session.flush()
    opened = Opened(action, row)
    for one in {own.id: own, lead.id: lead}.values():
        _join(opened, one, BodyGiven(one.id), is_ours=one is own)
    write(by=by, opened=opened, act="plan", to_state="planned")
    return opened


def change(*, by: Person, opened: Opened, given: PlanGiven, seen: int) -> Merge:
    """Change a plan that is not approved yet, merged with what others saved; an overlap is a Conflict.

    The bodies that take part must still be there on other days.
    """
    begin(by=by, opened=opened, doing="修改方案", states=OPEN_PLAN, permission=PLAN)
    both = _merged(opened, given, seen=seen)
    _carry_in(opened, given_from(both.values))
    write(by=by, opened=opened, act="change")
    return both


def _merged(opened: Opened, given: PlanGiven, *, seen: int) -> Merge:
    version = opened.action.version
    saved = earlier.revision(PLAN_KIND, opened.id, version)
    who = "" if saved is None else saved.saved_by_name
    return earlier.merged(
        kind=PLAN_KIND,
        object_id=opened.id,
        seen=seen,
        version=version,
        theirs=values_of(opened),
        mine=values_given(given),
        labels=PLAN_LABELS,
        sentence=f"{opened.row.number} 的方案在您打开之后已被{who or '他人'}修改，请合并后再保存。",
        who=who,
        when=None if saved is None else saved.saved_at,
    )


def _carry_in(opened: Opened, given: PlanGiven) -> None:
    _refuse_days(given)
    for one in queries.bodies_of(opened.id):
        _in_force(one.body_id, given)
    wanted = given.lead_id or next(
        one.body_id for one in queries.bodies_of(opened.id) if one.is_ours
    )
    if wanted not in {one.body_id for one in queries.bodies_of(opened.id)}:
        raise Refused(
            "不能修改方案：所选的牵头单位不在参加单位之中。", remedy="请先把它加为参加单位。"
        )
    opened.action.lead_id, opened.row.title = wanted, given.title
    _fill(opened.action, given)


def add_body(*, by: Person, opened: Opened, given: BodyGiven) -> JointBody:
    """Let a body take part: it has to be there on all days of the action."""
    begin(by=by, opened=opened, doing="增加参加单位", states=OPEN_PLAN, permission=PLAN)
    one = _in_force(given.body_id, opened.action)
    if any(row.body_id == one.id for row in queries.bodies_of(opened.id)):
        raise Refused(f"{one.name}已经是参加单位。", remedy="请另选单位。")
    joined = _join(opened, one, given, is_ours=False)
    write(by=by, opened=opened, act="add_body", given={"body": one.name}, newer=False)
    return joined


def add_group(*, by: Person, opened: Opened, name: str, leader: str, area: str = "") -> JointGroup:
    """Add a group with its leader and where it goes."""
    begin(by=by, opened=opened, doing="增加分组", states=OPEN_GROUPS, permission=PLAN)
    if any(row.name == name for row in queries.groups_of(opened.id)):
        raise Refused(f"已经有“{name}”。", remedy="请另起组名。")
    group = JointGroup(joint_id=opened.id, name=name, leader=leader, area=area)
    db.session.add(group)
    db.session.flush()
    write(by=by, opened=opened, act="add_group", given={"group": name}, newer=False)
    return group


def add_member(*, by: Person, opened: Opened, group_id: int, given: MemberGiven) -> JointMember:
    """Let somebody go out with a group: one of ours by account, others by name and body."""
    begin(by=by, opened=opened, doing="增加组员", states=OPEN_GROUPS, permission=PLAN)
    group = _group(opened, group_id)
    name, body = _who(opened, given)
    known = [row for row in queries.members_of(opened.id) if row.left_at is None]
    same = [row for row in known if _is_same(row, given, name=name, body_id=body.id)]
    if same:
        raise Refused(
            f"{name}已经在“{_group(opened, same[0].group_id).name}”。",
            remedy="要换组的，请先让其离开原组。",
        )
    member = JointMember(
        joint_id=opened.id,
        group_id=group.id,
        body_id=body.id,
        person_id=given.person_id,
        name=name,
        post=given.post,
    )
    db.session.add(member)
    db.session.flush()
    write(
        by=by,
        opened=opened,
        act="add_member",
        given={"group": group.name, "name": name},
        newer=False,
    )
    return member


def add_places(
    *, by: Person, opened: Opened, text: str, group_id: int | None, kind: str, area: str
) -> int:
    """Add the places of a group, one a line; the same shop stands in an action once."""
    begin(by=by, opened=opened, doing="增加场所", states=OPEN_GROUPS, permission=PLAN)
    group = None if group_id is None else _group(opened, group_id)
    listed = places_of(text)
    if not listed:
        raise Refused("没有填写场所。", remedy="请一行写一处：名称，地址。")
    for name, address in listed:
        keep_place(
            opened,
            name,
            address=address,
            group_id=None if group is None else group.id,
            kind=kind,
            area=area,
            is_planned=True,
        )
    write(
        by=by,
        opened=opened,
        act="add_places",
        given={"places": len(listed), "place": _named(listed)},
        newer=False,
    )
    return len(listed)


def _named(listed: Sequence[tuple[str, str]]) -> str:
    """Name the places of a list, those beyond a few by their count."""
    names = "、".join(name for name, _address in listed[:NAMED])
    return names if len(listed) <= NAMED else f"{names}等 {len(listed)} 处"


def keep_place(
    opened: Opened,
    name: str,
    *,
    address: str,
    group_id: int | None,
    kind: str,
    area: str,
    is_planned: bool,
) -> JointPlace:
    """Add one place; one that is there already is refused by its name."""
    if not name:
        raise Refused("没有填写场所的名称。", remedy="请写招牌或者执照上的名称。")
    mark = mark_of(name, address)
    known = queries.place_with_mark(opened.id, mark)
    if known is not None:
        raise Refused(
            f"“{known.name}”（{known.address or '未写地址'}）已经在本次行动的场所中。",
            remedy="请删去这一行；检查时请从场所中选择。",
        )
    place = JointPlace(
        joint_id=opened.id,
        group_id=group_id,
        kind=kind,
        name=name,
        address=address,
        area=area,
        mark=mark,
        is_planned=is_planned,
    )
    db.session.add(place)
    db.session.flush()
    return place


def drop(*, by: Person, opened: Opened, part: str, row_id: int) -> None:
    """Take a body, group, member or place out of an action, as long as nothing hangs on it."""
    DROPS[part](by=by, opened=opened, row_id=row_id)


def mark_of(name: str, address: str) -> str:
    """Return by what a shop is known again: blanks, width and case of its letters do not count."""
    plain = unicodedata.normalize("NFKC", f"{name}\x00{address}").casefold()
    return hashlib.sha256("".join(plain.split()).encode()).hexdigest()


def _drop_body(*, by: Person, opened: Opened, row_id: int) -> None:
    begin(by=by, opened=opened, doing="去掉参加单位", states=OPEN_PLAN, permission=PLAN)
    row = _row(JointBody, opened, row_id)
    if row.is_ours or row.body_id == opened.action.lead_id:
        raise Refused(
            f"不能去掉{row.name}：本机关和牵头单位必须参加。", remedy="请先改由其他单位牵头。"
        )
    out = [one.name for one in queries.members_of(opened.id) if one.body_id == row.id]
    if out:
        raise Refused(f"不能去掉{row.name}：{'、'.join(out)}还在分组中。", remedy="请先让其离组。")
    db.session.delete(row)
    write(by=by, opened=opened, act="drop_body", given={"body": row.name}, newer=False)


def _drop_group(*, by: Person, opened: Opened, row_id: int) -> None:
    begin(by=by, opened=opened, doing="去掉分组", states=OPEN_GROUPS, permission=PLAN)
    row = _group(opened, row_id)
    lists: Sequence[Any] = (
        *queries.members_of(opened.id, row.id),
        *(one for one in queries.places_of(opened.id) if one.group_id == row.id),
        *queries.inspections_of(opened.id, JointInspection.group_id == row.id),
    )
    if lists:
        raise Refused(
            f"不能去掉“{row.name}”：还有组员、场所或者检查在这一组。",
            remedy="请先把它们去掉；已经检查过的组要保留。",
        )
    db.session.delete(row)
    write(by=by, opened=opened, act="drop_group", given={"group": row.name}, newer=False)


def _drop_member(*, by: Person, opened: Opened, row_id: int) -> None:
    begin(by=by, opened=opened, doing="让组员离组", states=OPEN_GROUPS, permission=PLAN)
    row = _row(JointMember, opened, row_id)
    if row.left_at is not None:
        raise Refused(f"{row.name}已经离组。")
    if opened.action.state in OPEN_PLAN:
        db.session.delete(row)  # nobody was out yet
    else:
        row.left_at = now()
    write(by=by, opened=opened, act="drop_member", given={"name": row.name}, newer=False)


def _drop_place(*, by: Person, opened: Opened, row_id: int) -> None:
    begin(by=by, opened=opened, doing="去掉场所", states=OPEN_GROUPS, permission=PLAN)
    row = _row(JointPlace, opened, row_id)
    if queries.inspections_of(opened.id, JointInspection.place_id == row.id):
        raise Refused(
            f"不能去掉“{row.name}”：已经登记过检查。", remedy="登记错了的，请作废那次检查。"
        )
    db.session.delete(row)
    write(by=by, opened=opened, act="drop_place", given={"place": row.name}, newer=False)


DROPS = {
    "body": _drop_body,
    "group": _drop_group,
    "member": _drop_member,
    "place": _drop_place,
}


def _refuse_days(given: PlanGiven) -> None:
    if given.last_on < given.first_on:
        raise Refused(
            f"不能保存：最后一天（{long_date(given.last_on)}）早于第一天"
            f"（{long_date(given.first_on)}）。",
            remedy="请改正日期。",
        )
    if (given.last_on - given.first_on).days > LONGEST_DAYS:
        raise Refused("不能保存：一次行动超过一年。", remedy="请核对年份，或者分成几次行动。")


def _fill(action: JointAction, given: PlanGiven) -> None:
    for name in ("aim", "basis", "first_on", "last_on", "scope", "course", "rules"):
        setattr(action, name, getattr(given, name))
    action.areas = list(given.areas)


def _join(opened: Opened, one: Body, given: BodyGiven, *, is_ours: bool) -> JointBody:
    row = JointBody(
        joint_id=opened.id,
        body_id=one.id,
        name=one.name,
        is_ours=is_ours,
        head=given.head,
        contact=given.contact,
        phone=given.phone,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _in_force(body_id: int | None, days: Any) -> Body:
    """Return a body that is there on the first and the last day; who took over is named."""
    one = None if body_id is None else bodies.body(body_id)
    if one is None:
        raise Refused("所选的单位不在机构名录中。", remedy="请先在机构名录中登记。")
    for day in (days.first_on, days.last_on):
        if not bodies.is_in_force(one, day):
            raise Refused(_gone(one, day), remedy="请另选单位，或者改正行动日期。")
    return one


def _gone(one: Body, day: date) -> str:
    heir = bodies.successor_on(one.key, day)
    if heir is not None and heir.id != one.id:
        return f"{one.name}在{long_date(day)}已由{heir.name}承接。"
    return f"{one.name}在{long_date(day)}不在机构名录中。"


def _who(opened: Opened, given: MemberGiven) -> tuple[str, JointBody]:
    """Return name and body of a member; an account belongs to this office."""
    taking_part = queries.bodies_of(opened.id)
    if given.person_id is not None:
        person = accounts.person_by_id(given.person_id)
        if person is None or not person.is_active:
            raise Refused("所选的人员没有可用的账号。", remedy="请另选人员。")
        return person.name, next(row for row in taking_part if row.is_ours)
    if not given.name:
        raise Refused("没有写明是谁。", remedy="请选择本机关人员，或者填写其他单位人员的姓名。")
    body = next((row for row in taking_part if row.id == given.body_id), None)
    if body is None:
        raise Refused(
            f"{given.name}所在的单位没有参加本次行动。",
            remedy="请选择参加单位，或者先增加参加单位。",
        )
    return given.name, body


def _is_same(row: Any, given: MemberGiven, *, name: str, body_id: int) -> bool:
    if given.person_id is not None:
        return bool(row.person_id == given.person_id)
    return bool(row.name == name and row.body_id == body_id)


def _group(opened: Opened, group_id: int) -> JointGroup:
    group: JointGroup = _row(JointGroup, opened, group_id)
    return group


def _row(kind: Any, opened: Opened, row_id: int) -> Any:
    found = db.session.get(kind, row_id)
    if found is None or found.joint_id != opened.id:
        raise NotVisible
    return found
