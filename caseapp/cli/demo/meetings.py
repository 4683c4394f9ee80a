"""A joint meeting of the demo office with what it agreed on, and a notice that went out."""

from __future__ import annotations

from datetime import date

from caseapp.bodies import queries as bodies
from caseapp.cli.demo.days import Days, at
from caseapp.cli.demo.matter_papers import sign_paper
from caseapp.cli.demo.people import Staff, liaison
from caseapp.liaison import actions, queries
from caseapp.liaison.actions import notices
from caseapp.liaison.given import MeetingGiven, MoveGiven, NoticeGiven, OwnerGiven
from caseapp.liaison.queries import Opened

CULTURE, POLICE, PROCURATORATE = "anshan_culture", "anshan_police", "anshan_procuratorate"
# Of each guest: who came for it, with which post; an empty name means it asked to be excused.
GUESTS = (
    (CULTURE, "苗守信", "版权科科长"),
    (POLICE, "武卫平", "经侦支队副支队长"),
    (PROCURATORATE, "", ""),
)
HELD_AGO, MINUTES_AGO, LATE_AGO, DONE_AGO, SENT_AGO = 25, 22, 3, 6, 4
ITEMS = "通报第三季度各单位办理知识产权案件的情况\n研究行刑衔接中鉴定意见的采信\n部署岁末家电、日用品市场联合执法"
COURSE = (
    "会议听取了各单位第三季度办理知识产权案件的情况，分析了小家电、日用品领域假冒专利和盗版"
    "并存的特点，研究了行刑衔接中鉴定意见的采信问题，对岁末联合执法作了部署"
)
TRENDS = "假冒专利案件集中在小家电和日用品，多为专利终止以后继续标注；网店和直播间的线索增多。"
ATTENTION = "请各单位检查中留意标注专利号而不能提供证书的小家电，发现线索及时移送。"
TOLD = {
    "counterfeit": "某商店销售的产品标注的专利权已经终止，生产日期在终止之后，已责令改正并处罚款",
    "infringement": "某公司许诺销售的产品落入他人专利权的保护范围，已作出行政裁决，责令停止侵权",
}


def meet(staff: Staff, days: Days) -> int:
    """Call a meeting, hold it, sign its minutes; of what it agreed on one is done and one is late."""
    by, held_on = liaison(), days.ago(HELD_AGO)
    given = MeetingGiven(
        title=f"{held_on.year}年第三次知识产权执法联席会议",
        unit_id=staff.unit_id,
        at=at(held_on, 9),
        place="市政府2号楼305会议室",
        chair=f"{staff.chiefs[0].name}局长",
        reply_by=days.ago(HELD_AGO + 3),
        asks="每个单位来一至二人，带第三季度的办案数据",
    )
    made = actions.call(by=by, given=given)
    actions.add_items(by=by, opened=made, text=ITEMS, speaker=staff.head.name)
    asked = [_body(key) for key, _name, _post in GUESTS]
    ours = [staff.head.id, staff.officers[0].id]
    actions.invite(by=by, opened=made, chosen=asked, people=ours, part="member")
    actions.attend(by=by, opened=made, came=_came(made))
    actions.move(by=by, opened=made, key="hold", reason=COURSE)
    _agree(made, staff, days)
    return made.id


def tell_others(staff: Staff, days: Days) -> int:
    """Compose a notice of the last two months, tell typical cases without names, send it signed."""
    by = liaison()
    first, last = days.ago(HELD_AGO + 40), days.ago(SENT_AGO + 1)
    given = NoticeGiven(
        title=f"{last.year}年{first.month}至{last.month}月专利行政执法情况通报",
        unit_id=staff.unit_id,
        first_on=first,
        last_on=last,
        bodies=tuple(_body(key) for key, _name, _post in GUESTS),
        trends=TRENDS,
        attention=ATTENTION,
    )
    made = notices.draft(by=by, given=given)
    # One of each kind of cases: the later row stands.
    typical = {row.track: row.id for row in notices.tellable(by, made) if row.track in TOLD}
    told = {number: TOLD[track] for track, number in typical.items()}
    notices.tell(by=by, opened=made, told=told)
    signed_on = days.ago(SENT_AGO)
    sign_paper(made.id, "X06", by=by, on=signed_on, staff=staff)
    notices.move(by=by, opened=made, key="send", on=signed_on)
    return made.id


def _agree(made: Opened, staff: Staff, days: Days) -> None:
    by = liaison()
    mine = OwnerGiven(unit_id=staff.officers[0].unit_id, person_id=staff.officers[0].id)
    rows = (
        ("汇总各单位掌握的家电市场重点商户名单，分送参加联合执法的单位", mine, LATE_AGO),
        ("就版权鉴定意见的出具和采信提出书面意见", OwnerGiven(body_id=_body(CULTURE)), DONE_AGO),
    )
    found = [
        actions.resolve(by=by, opened=made, text=text, owner=owner, due_on=days.ago(ago))
        for text, owner, ago in rows
    ]
    sign_paper(made.id, "X07-minutes", by=by, on=days.ago(MINUTES_AGO), staff=staff)
    actions.move(by=by, opened=made, key="issue")
    agreed = queries.visible_resolution(found[1].id, by=by)
    _done(agreed, days.ago(DONE_AGO))


def _done(agreed: queries.Agreed, on: date) -> None:
    given = MoveGiven(on=on, reason="书面意见已经送达各单位。")
    actions.follow(by=liaison(), agreed=agreed, key="done", given=given)


def _came(made: Opened) -> dict[int, dict[str, str]]:
    named = {_body(key): (name, post) for key, name, post in GUESTS}
    told: dict[int, dict[str, str]] = {}
    for guest in queries.guests_of(made.id):
        if guest.body_id is None:
            told[guest.id] = {"came": "present", "name": guest.name, "post": guest.post}
            continue
        name, post = named[guest.body_id]
        told[guest.id] = {"came": "present" if name else "excused", "name": name, "post": post}
    return told


def _body(key: str) -> int:
    found = bodies.with_key(key)
    if found is None:
        raise LookupError(key)
    return found.id
