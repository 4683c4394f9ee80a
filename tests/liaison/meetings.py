"""Joint meetings as the office has them, and the short way to any state of one."""

from datetime import date, datetime

from caseapp.accounts import units as places
from caseapp.base.clock import SHANGHAI, today
from caseapp.base.db import writing
from caseapp.cases.actions.approving import OpinionGiven
from caseapp.cooperation import actions as papers
from caseapp.cooperation import owners
from caseapp.liaison import actions, queries
from caseapp.liaison.given import MeetingGiven, MoveGiven, OwnerGiven
from tests.stories import unit_id
from tests.transfers.doing import body_id

MARKET, POLICE = "anshan_market_bureau", "anshan_police"
DUE = date(2026, 12, 25)


def meeting_given(**changed):
    given = {
        "title": "2026年第四次知识产权执法联席会议",
        "unit_id": unit_id(places.ENFORCEMENT),
        "at": datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI),
        "place": "市政府2号楼305会议室",
        "chair": "陈志强局长",
        "reply_by": date(2026, 11, 20),
        "asks": "每个单位来一至二人，带第三季度的办案情况",
    }
    return MeetingGiven(**(given | changed))


def called(people, **changed):
    with writing():
        made = actions.call(by=people.wu, given=meeting_given(**changed))
        actions.add_items(by=people.wu, opened=made, text="通报第三季度情况。\n部署岁末联合执法")
        actions.invite(
            by=people.wu,
            opened=made,
            chosen=[body_id(MARKET), body_id(POLICE)],
            people=[people.wang.id],
            part="member",
        )
    return made.id


def opened(meeting_id, by):
    return queries.visible_meeting(meeting_id, by=by)


def held(people, **changed):
    number = called(people, **changed)
    came = [{"came": "present", "name": "赵某"}, {"came": "excused"}, {"came": "present"}]
    came[2]["name"] = people.wang.name
    guests = queries.guests_of(number)
    with writing():
        told = {one.id: what for one, what in zip(guests, came, strict=True)}
        actions.attend(by=people.wu, opened=opened(number, people.wu), came=told)
    move(people, number, "hold", reason="会议听取了各单位第三季度的情况。")
    return number


def move(people, meeting_id, key, *, reason="", by="wu"):
    who = people[by]
    with writing():
        actions.move(by=who, opened=opened(meeting_id, who), key=key, reason=reason)


def resolved(people, meeting_id, owner, *, text="十二月联合检查家电市场", due_on=DUE):
    with writing():
        return actions.resolve(
            by=people.wu,
            opened=opened(meeting_id, people.wu),
            text=text,
            owner=owner,
            due_on=due_on,
        ).id


def minutes(people, meeting_id):
    """Draft the minutes and have them signed: who keeps the meeting is head of the unit as well."""
    return signed(people, meeting_id, "X07-minutes")


def signed(people, matter_id, kind):
    """Draft a paper of a matter and bring it along its line."""
    with writing():
        matter = owners.matter(matter_id, by=people.wang)
        number = papers.draft_paper(by=people.wang, matter=matter, kind=kind)
        given = OpinionGiven(today(), "请审签。", 1)
        papers.hand_in_paper(by=people.wang, matter=matter, paper_id=number, given=given)
    for who in (people.wu, people.chen):
        with writing():
            matter = owners.matter(matter_id, by=who)
            given = OpinionGiven(today(), "同意。", 1)
            papers.agree_to_paper(by=who, matter=matter, paper_id=number, given=given)
    return number


def followed(people):
    """Bring a meeting to where what it agreed on is followed: one of a body, one of an officer."""
    number = held(people)
    first = resolved(people, number, OwnerGiven(body_id=body_id(MARKET)))
    mine = OwnerGiven(unit_id=people.wang.unit_id, person_id=people.wang.id)
    second = resolved(people, number, mine, text="汇总各单位的线索", due_on=date(2026, 11, 30))
    minutes(people, number)
    move(people, number, "issue")
    return number, first, second


def follow(people, resolution_id, key, *, by="wu", **given):
    who = people[by]
    with writing():
        agreed = queries.visible_resolution(resolution_id, by=who)
        actions.follow(by=who, agreed=agreed, key=key, given=MoveGiven(**given))
