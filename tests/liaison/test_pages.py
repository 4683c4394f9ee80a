"""The pages of liaison: a whole meeting by hand, what is kept after a no, who sees what."""

from datetime import date

import sqlalchemy as sa

from caseapp.accounts import units as places
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.cli.worker import let_time_act
from caseapp.liaison import queries
from caseapp.liaison.models import ResolutionReminder
from tests.liaison.meetings import MARKET, called, followed, minutes
from tests.stories import unit_id
from tests.transfers.doing import body_id

MEETING = {
    "title": "2026年第四次知识产权执法联席会议",
    "at": "2026-11-23T09:00",
    "place": "市政府2号楼305会议室",
    "chair": "陈志强局长",
    "reply_by": "2026-11-20",
    "asks": "每个单位来一至二人",
}


def act(reader, address, **fields):
    assert reader.get(address).status == 200
    answer = reader.submit(address, **fields)
    assert answer.status == 303, answer.text[:900]
    return answer


def test_meeting_is_called_held_and_followed_by_the_pages(as_person, people):
    wu, wang = as_person("wu"), as_person("wang")
    assert "这里列出联席会议" in wu.get("/meetings").text
    act(wu, "/meetings/new", **MEETING, unit_id=str(unit_id(places.ENFORCEMENT)))
    assert wu.follow().heading == "鞍市监会登字〔2026〕1号 2026年第四次知识产权执法联席会议"
    act(wu, "/meetings/1/items/new", text="通报情况\n部署行动", speaker="市局")
    guests = {"bodies": [str(body_id(MARKET))], "people": [str(people.wang.id)]}
    act(wu, "/meetings/1/guests/new", part="member", **guests)
    act(wu, "/meetings/1/edit", place="市政府1号楼")
    first, second = (one.id for one in queries.guests_of(1))
    came = {f"came_{first}": "present", f"came_{second}": "excused"}
    page = wu.get("/meetings/1/attendance") and wu.submit("/meetings/1/attendance", **came)
    assert (page.status, "没有写明是谁" in page.text) == (409, True)
    act(wu, "/meetings/1/attendance", **came, **{f"name_{first}": "赵某、孙某"})
    act(wu, "/meetings/1/moves/hold", course="听取了各单位的情况。")
    agreed = {"text": "汇总线索", "due_on": "2026-12-25"}
    owner = f"p{people.wang.unit_id}-{people.wang.id}"
    page = wu.get("/meetings/1/resolutions/new") and wu.submit(
        "/meetings/1/resolutions/new", text="汇总线索", owner=owner, due_on="2026-11-01"
    )
    assert (page.status, "汇总线索" in page.text) == (409, True)
    act(wu, "/meetings/1/resolutions/new", owner=owner, **agreed)
    act(wu, "/meetings/1/resolutions/new", owner=f"b{body_id(MARKET)}", **agreed)
    minutes(people, 1)
    act(wu, "/meetings/1/moves/issue")
    act(wang, "/resolutions/1/done", reason="已汇总。")
    assert "已完成" in wang.follow().text
    act(wu, "/resolutions/2/put_off", due_on="2026-12-31", reason="等结果")
    assert "会议原定 2026-12-25" in wu.follow().text
    assert "共 2 项" in wu.get("/resolutions").text
    assert "共 1 项" in wu.get("/resolutions?state=done").text
    act(wu, "/resolutions/2/drop", reason="并入下次。")
    act(wu, "/meetings/1/moves/close")
    assert "未完成 0 项" in wu.follow().text
    assert as_person("han").get("/meetings/1").status == 404


def test_what_is_late_stands_on_the_desk_and_is_told_at_night(as_person, people, clock):
    _, _, second = followed(people)
    wang = as_person("wang")
    assert "逾期的联席会议议定事项" not in wang.get("/desk").text
    clock.set(date(2026, 12, 1))
    let_time_act(today())
    page = as_person("wang").get("/desk")
    assert "逾期的联席会议议定事项" in page.text
    assert "汇总各单位的线索" in page.text
    wanted = sa.select(ResolutionReminder.person_id, ResolutionReminder.stage)
    rows = db.session.execute(wanted.where(ResolutionReminder.resolution_id == second)).all()
    assert (people.wang.id, "overdue") in {tuple(row) for row in rows}


def test_nothing_is_taken_out_of_a_meeting_before_one_was_asked(as_person, people):
    number = called(people)
    item = queries.items_of(number)[0]
    wu, address = as_person("wu"), f"/meetings/{number}/items/{item.id}/drop"
    assert address in [link.get("href") for link in wu.get(f"/meetings/{number}").all(".//main//a")]
    page = wu.get(address)
    assert page.heading.startswith("去掉议题")
    assert "通报第三季度情况" in page.text
    assert len(queries.items_of(number)) == 2
    assert wu.submit(address).status == 303
    assert [row.topic for row in queries.items_of(number)] == ["部署岁末联合执法"]
    assert wu.get(address).status == 404
