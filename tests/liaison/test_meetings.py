"""联席会议: called, held and written down, and what was agreed followed to its end."""

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import SHANGHAI, today
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.documents import queries as papers
from caseapp.liaison import actions, queries
from caseapp.liaison.given import OwnerGiven
from caseapp.liaison.models import Resolution, ResolutionReminder
from caseapp.liaison.queries import Filters
from tests.liaison.meetings import (
    DUE,
    MARKET,
    POLICE,
    called,
    follow,
    followed,
    held,
    meeting_given,
    minutes,
    move,
    opened,
    resolved,
)
from tests.transfers.doing import body_id


def refused(act, *args, **given):
    with pytest.raises(Refused) as no:
        act(*args, **given)
    db.session.rollback()
    return " ".join(no.value.sentences)


def test_meeting_is_called_held_written_down_followed_and_closed(app, people):
    number, first, second = followed(people)
    paper = next(iter(papers.papers_of_cooperation(number)))
    assert paper.number == "鞍市监联席纪要〔2026〕1号"
    data = papers.paper(paper.id).data
    assert data["议定事项"] == [
        {
            "事项": "十二月联合检查家电市场",
            "责任单位": "鞍山市市场监督管理局",
            "完成日期": "2026年12月25日",
        },
        {
            "事项": "汇总各单位的线索",
            "责任单位": f"{people.wang.unit_name}（王建民）",
            "完成日期": "2026年11月30日",
        },
    ]
    assert data["出席人员"] == "赵某（鞍山市市场监督管理局），王建民（鞍山市知识产权局）"
    assert data["请假人员"] == "鞍山市公安局"
    assert "还有 2 项" in refused(move, people, number, "close")
    follow(people, second, "report", by="wang", reason="已经汇总三家。")
    follow(people, second, "done", by="wang", reason="已经汇总并报告。")
    follow(people, first, "drop", reason="并入明年的行动。")
    move(people, number, "close")
    assert opened(number, people.wu).record.state == "closed"
    assert [act.act for act in queries.acts_of_resolution(second)] == ["resolve", "report", "done"]


def test_meeting_is_not_said_to_be_held_before_its_hour_or_without_who_came(app, people):
    later = called(people, at=datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI))
    assert "会议定于2026年12月1日" in refused(move, people, later, "hold", reason="概况")
    number = called(people)
    assert "还没有登记谁到会" in refused(move, people, number, "hold", reason="概况")
    guest = queries.guests_of(number)[0]
    given = {"by": people.wu, "opened": opened(number, people.wu)}
    words = refused(actions.attend, came={guest.id: {"came": "present"}}, **given)
    assert words == "不能登记：鞍山市市场监督管理局到会，但没有写明是谁。"


def test_minutes_are_issued_only_signed_and_with_something_agreed(app, people):
    number = held(people)
    assert "还没有登记议定事项" in refused(move, people, number, "issue")
    one = resolved(people, number, OwnerGiven(body_id=body_id(MARKET)))
    assert "纪要还没有签发" in refused(move, people, number, "issue")
    minutes(people, number)
    given = {"by": people.wu, "opened": opened(number, people.wu), "part": "resolutions"}
    assert "纪要已经签发" in refused(actions.drop, row_id=one, **given)
    move(people, number, "issue")
    assert opened(number, people.wu).record.state == "followed"


def test_agreed_needs_one_owner_who_is_there_and_a_day_after_the_meeting(app, people):
    number = held(people)
    assert "没有写明由谁负责" in refused(resolved, people, number, OwnerGiven())
    early = {"due_on": date(2026, 11, 1)}
    own = OwnerGiven(unit_id=people.wang.unit_id)
    assert "早于开会的日期" in refused(resolved, people, number, own, **early)
    gone = OwnerGiven(body_id=body_id("anshan_aic_2015"))
    assert "已由鞍山市市场监督管理局承接" in refused(resolved, people, number, gone)
    stranger = OwnerGiven(unit_id=people.wang.unit_id, person_id=people.han.id)
    assert "不在" in refused(resolved, people, number, stranger)


def test_merged_body_is_not_invited_and_its_heir_is_named(app, people):
    number = called(people)
    given = {"by": people.wu, "opened": opened(number, people.wu), "people": [], "part": "member"}
    words = refused(actions.invite, chosen=[body_id("anshan_aic_2015")], **given)
    assert words == "鞍山市工商行政管理局在2026年11月23日已由鞍山市市场监督管理局承接。"
    assert "没有选择新的" in refused(actions.invite, chosen=[body_id(POLICE)], **given)


def test_day_is_put_off_with_its_reason_and_the_first_one_is_kept(app, people):
    _, first, second = followed(people)
    words = refused(follow, people, first, "put_off", due_on=DUE, reason="等结果")
    assert "不晚于现在的完成日期" in words
    later = DUE + timedelta(days=30)
    follow(people, first, "put_off", due_on=later, reason="等检验结果。")
    row = db.session.get_one(Resolution, first)
    assert (row.due_on, row.first_due_on, row.state) == (later, DUE, "open")
    words = refused(follow, people, second, "put_off", by="wang", due_on=later, reason="忙")
    assert words == "不能延期：由召集会议的单位办理。"


def test_what_is_mine_to_do_lets_me_see_its_meeting_and_no_other(app, people):
    number, _, second = followed(people)
    other = called(people)
    with pytest.raises(NotVisible):
        queries.visible_meeting(number, by=people.han)
    follow(people, second, "hand_on", owner=OwnerGiven(unit_id=people.zhao.unit_id), reason="归属")
    assert queries.visible_meeting(number, by=people.zhao).id == number
    with pytest.raises(NotVisible):
        queries.visible_meeting(other, by=people.zhao)
    page = queries.page_of_resolutions(people.zhao, Filters(), "", today=today(), mine=True)
    assert [row.id for row in page.rows] == [second]


def test_late_is_on_the_desk_of_whoever_has_it_and_told_once_for_each_stage(app, people, clock):
    _, first, second = followed(people)
    day = date(2026, 12, 1)
    with writing():
        assert actions.remind(by=Person.system(), day=today()) > 0
        assert actions.remind(by=Person.system(), day=today()) == 0
        actions.remind(by=Person.system(), day=day)
    rows = db.session.execute(
        sa.select(ResolutionReminder.resolution_id, ResolutionReminder.stage).where(
            ResolutionReminder.person_id == people.wang.id
        )
    ).all()
    assert [tuple(row) for row in rows] == [(second, "early"), (second, "overdue")]
    for who in (people.wang, people.wu):
        assert [row.id for row in queries.late_of(who, today=day, most=9)] == [second]
    assert queries.late_of(people.han, today=day, most=9) == []
    assert first not in {row.resolution_id for row in rows}


def test_stale_page_is_refused_with_who_was_there_first(app, people):
    number = called(people)
    found = opened(number, people.wu)
    words = refused(actions.change, by=people.wu, opened=found, given=meeting_given(), seen=1)
    assert "邀请）" in words
