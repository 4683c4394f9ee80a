"""Calling a meeting and holding it: agenda, who is invited, who came, what was agreed, the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.cooperation import actions as cooperation
from caseapp.law.wording import long_date
from caseapp.liaison import queries
from caseapp.liaison.actions.writing import begin, write
from caseapp.liaison.gates import minutes_of, why_not
from caseapp.liaison.given import MeetingGiven, OwnerGiven
from caseapp.liaison.life import CAME, MEETING_MOVES
from caseapp.liaison.models import Meeting, MeetingGuest, MeetingItem, Resolution
from caseapp.liaison.queries import MANAGE, Opened

CALLED, HELD = ("called",), ("held",)


def call(*, by: Person, given: MeetingGiven) -> Opened:
    """Enter a meeting in the register: it has a day, a place and a chair from the start."""
    refuse_unit(by, given.unit_id, "召集会议")
    _refuse_days(given)
    row = cooperation.enter(
        by=by, family="meeting", kind="meeting", title=given.title, unit_id=given.unit_id
    )
    opened = Opened(_filled(Meeting(id=row.id, state="called", course="", version=1), given), row)
    db.session.add(opened.record)
    db.session.flush()
    write(by=by, opened=opened, act="call")
    return opened


def change(*, by: Person, opened: Opened, given: MeetingGiven, seen: int = 0) -> None:
    """Change a meeting that was not held yet; who is invited must still be there on the new day."""
    begin(by=by, opened=opened, doing="修改会议", states=CALLED, seen=seen)
    _refuse_days(given)
    for guest in queries.guests_of(opened.id):
        if guest.body_id is not None:
            body_on(guest.body_id, local(given.at).date())
    opened.row.title = given.title
    _filled(opened.record, given)
    write(by=by, opened=opened, act="change")


def add_items(*, by: Person, opened: Opened, text: str, speaker: str = "") -> int:
    """Add items to the agenda, one a line."""
    begin(by=by, opened=opened, doing="增加议题", states=(*CALLED, *HELD))
    topics = [line.strip().rstrip("。；") for line in text.splitlines() if line.strip()]
    if not topics:
        raise Refused("没有填写议题。", remedy="请一行写一项。")
    for one in topics:
        db.session.add(MeetingItem(meeting_id=opened.id, topic=one, speaker=speaker))
    write(by=by, opened=opened, act="add_items", given={"items": topics})
    return len(topics)


def invite(
    *, by: Person, opened: Opened, chosen: Sequence[int], people: Sequence[int], part: str
) -> int:
    """Invite bodies and people of ours; whoever is invited already is not invited twice."""
    begin(by=by, opened=opened, doing="邀请", states=CALLED)
    day, guests = local(opened.record.at).date(), queries.guests_of(opened.id)
    known = {one.body_id for one in guests if one.person_id is None}
    asked = {one.person_id for one in guests}
    found = [body_on(one, day) for one in dict.fromkeys(chosen) if one not in known]
    ours = [one for one in dict.fromkeys(people) if one not in asked]
    if not found and not ours:
        raise Refused("没有选择新的单位或者人员。", remedy="已经邀请的不再重复列出，请另选。")
    for body in found:
        db.session.add(
            MeetingGuest(meeting_id=opened.id, body_id=body.id, body_name=body.name, part=part)
        )
    for person in ours:
        db.session.add(_own_guest(opened, person, part))
    names = [one.name for one in found] + list(accounts.names_of(ours).values())
    write(by=by, opened=opened, act="add_guests", given={"names": names})
    return len(found) + len(ours)


def attend(*, by: Person, opened: Opened, came: Mapping[int, Mapping[str, str]]) -> None:
    """Write down who came for whom; whoever is said to have come is named."""
    begin(by=by, opened=opened, doing="登记到会情况", states=(*CALLED, *HELD))
    for guest in queries.guests_of(opened.id):
        told = came.get(guest.id)
        if told is None or told.get("came", "") not in CAME:
            continue
        guest.came = told["came"]
        for name in ("name", "post", "phone"):
            setattr(guest, name, told.get(name, "").strip())
        if guest.came == "present" and not guest.name:
            raise Refused(
                f"不能登记：{guest.body_name}到会，但没有写明是谁。", remedy="请照签到表填写姓名。"
            )
    write(by=by, opened=opened, act="attend")


def resolve(
    *, by: Person, opened: Opened, text: str, owner: OwnerGiven, due_on: date
) -> Resolution:
    """Enter what was agreed: something without an owner and a day cannot be followed."""
    begin(by=by, opened=opened, doing="登记议定事项", states=HELD)
    held_on = local(opened.record.at).date()
    if due_on < held_on:
        raise Refused(
            f"不能登记：完成日期（{long_date(due_on)}）早于开会的日期（{long_date(held_on)}）。",
            remedy="请改正日期。",
        )
    made = Resolution(
        meeting_id=opened.id,
        text=text.strip().rstrip("。"),
        state="open",
        due_on=due_on,
        first_due_on=due_on,
        version=1,
    )
    set_owner(made, owner, on=held_on)
    db.session.add(made)
    db.session.flush()
    write(
        by=by,
        opened=opened,
        act="resolve",
        given={"text": made.text, "owner": made.owner_name, "due_on": due_on.isoformat()},
        resolution=made,
    )
    return made


def drop(*, by: Person, opened: Opened, part: str, row_id: int) -> None:
    """Take out an item, an invitation, or something agreed that is not in signed minutes."""
    kind, states = DROPPED[part]
    begin(by=by, opened=opened, doing="去掉", states=states)
    row = db.session.get(kind, row_id)
    if row is None or row.meeting_id != opened.id:
        raise NotVisible
    if isinstance(row, Resolution):
        _refuse_signed(opened)
        _forget(row)
    told = {MeetingItem: "topic", MeetingGuest: "body_name", Resolution: "text"}[kind]
    db.session.delete(row)
    write(by=by, opened=opened, act=f"drop_{part}", given={"text": getattr(row, told)})


def move(*, by: Person, opened: Opened, key: str, reason: str = "", seen: int = 0) -> None:
    """Make one move of the table."""
    row = MEETING_MOVES[key]
    begin(by=by, opened=opened, doing=row.name, states=row.from_states, seen=seen)
    if row.needs and not reason.strip():
        raise Refused(f"不能{row.name}：没有写明{row.asks}。", remedy="请补填后再提交。")
    why = why_not(opened, key)
    if why is not None:
        raise why
    if key == "hold":
        opened.record.course = reason.strip()
    write(by=by, opened=opened, act=key, to_state=row.to_state, reason=reason.strip())


def set_owner(record: Resolution, owner: OwnerGiven, *, on: date) -> None:
    """Let one body or one unit of ours have it to do; a person only for the own unit."""
    if (owner.body_id is None) == (owner.unit_id is None):
        raise Refused(
            "没有写明由谁负责。", remedy="请选择一个责任单位：其他单位，或者本机关的机构。"
        )
    if owner.body_id is not None:
        body = body_on(owner.body_id, on)
        record.body_id, record.owner_name = body.id, body.name
        record.unit_id = record.person_id = None
        record.unit_path = ""
        return
    unit = accounts.unit_by_id(owner.unit_id or 0)
    if unit is None or not unit.is_active:
        raise Refused("所选的机构已经不在用。", remedy="请另选。")
    person = None if owner.person_id is None else accounts.person_by_id(owner.person_id)
    if person is not None and person.unit_id != unit.id:
        raise Refused(
            f"{person.name}不在{unit.name}。", remedy="请另选人员，或者选择其所在的机构。"
        )
    record.body_id, record.unit_id, record.unit_path = None, unit.id, unit.path
    record.person_id = None if person is None else person.id
    record.owner_name = unit.name if person is None else f"{unit.name}（{person.name}）"


def body_on(body_id: int, day: date) -> Body:
    """Return a body that is asked on a day; of one that is no more the heir is named."""
    one = bodies.body(body_id)
    if one is None:
        raise Refused("所选的单位不在机构名录中。", remedy="请先在机构名录中登记。")
    if bodies.is_in_force(one, day):
        return one
    heir = bodies.successor_on(one.key, day)
    if heir is not None and heir.id != one.id:
        raise Refused(
            f"{one.name}在{long_date(day)}已由{heir.name}承接。", remedy=f"请改选{heir.name}。"
        )
    raise Refused(f"{one.name}在{long_date(day)}不在机构名录中。", remedy="请另选单位。")


def refuse_unit(by: Person, unit_id: int, doing: str) -> None:
    """Refuse a unit this person does not keep meetings and notices for."""
    unit = accounts.unit_by_id(unit_id)
    if unit is None or not decide(by, MANAGE, Thing(unit.path)):
        raise Refused(f"不能{doing}：您没有为所选单位办理的权限。", remedy="请选择本单位。")


def _own_guest(opened: Opened, person_id: int, part: str) -> MeetingGuest:
    person = accounts.person_by_id(person_id)
    unit = None if person is None else accounts.unit_by_id(person.unit_id)
    if person is None or unit is None or not person.is_active or person.body_id is not None:
        raise Refused("所选的人员没有可用的账号。", remedy="请另选人员。")
    return MeetingGuest(
        meeting_id=opened.id,
        body_name=unit.agency_name,
        person_id=person.id,
        name=person.name,
        part=part,
    )


def _refuse_days(given: MeetingGiven) -> None:
    day = local(given.at).date()
    if given.reply_by > day:
        raise Refused(
            f"不能保存：报名截止日（{long_date(given.reply_by)}）晚于开会的日期（{long_date(day)}）。",
            remedy="请改正日期。",
        )


def _filled(record: Meeting, given: MeetingGiven) -> Meeting:
    for name in ("at", "place", "chair", "asks", "reply_by"):
        setattr(record, name, getattr(given, name))
    return record


def _forget(row: Resolution) -> None:
    """Keep the words of its history where the row itself goes."""
    for act in queries.acts_of_resolution(row.id):
        act.resolution_id = None
    db.session.flush()


def _refuse_signed(opened: Opened) -> None:
    if minutes_of(opened.id):
        raise Refused(
            "不能去掉：纪要已经签发，议定事项以纪要为准。",
            remedy="不再办理的，在跟踪中登记“不再办理”并说明理由。",
        )


DROPPED: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "items": (MeetingItem, CALLED),
    "guests": (MeetingGuest, CALLED),
    "resolutions": (Resolution, HELD),
}
