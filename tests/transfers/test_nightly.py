"""What time does to transfers: successors take over, what is late is pressed for once, whoever answers is told."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.bodies import actions as bodies
from caseapp.bodies import queries as found_bodies
from caseapp.bodies.given import EndGiven
from caseapp.cases.kept_models import Reminder
from caseapp.cli.worker import let_time_act
from caseapp.deadlines import queries as deadlines
from caseapp.desk import queries as desk
from caseapp.transfers.actions.moving import move
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.models import TransferMove
from tests.transfers.doing import body_id, found, holdings, make, moves, opened


def end(people, key, heir=None):
    row = found_bodies.with_key(key)
    with writing():
        bodies.end_body(
            by=people.zheng,
            body_id=row.id,
            version=row.version,
            given=EndGiven(on=today(), successor_id=heir and body_id(heir), basis="机构改革方案"),
        )


def task(people, **given):
    told = {
        "title": "交办假冒专利线索",
        "facts": {"demand": "查清销售数量，按期报告。"},
        "unit_id": people.wu.unit_id,
    }
    one = opened(people.wu, "task_out", "tiexi_market_bureau", **(told | given))
    make(people.chen, one, "send")
    return one


def pressed(transfer_id):
    rows = sa.select(TransferMove).where(
        TransferMove.transfer_id == transfer_id, TransferMove.move == "press"
    )
    return [(one.by_id, one.reason) for one in db.session.scalars(rows)]


def test_what_a_merged_body_has_goes_on_with_its_successor_the_same_night(app, people, clock):
    one = task(people, answer_due_on=today() + timedelta(days=30))
    make(people.wu, one, "receive", body=True, signed_by="孙某")
    end(people, "tiexi_market_bureau", heir="tiedong_market_bureau")
    let_time_act(today())
    assert moves(one)[-1] == "receive"  # today it is still there
    clock.forward(days=1)
    before = [(row.family, row.due_on, row.state) for row in deadlines.of_transfer(one)]
    let_time_act(today())
    let_time_act(today())
    assert moves(one)[-2:] == ["receive", "succeed"]
    held = holdings(one)
    assert [row.body_name for row in held[-2:]] == [
        "鞍山市铁西区市场监督管理局",
        "鞍山市铁东区市场监督管理局",
    ]
    assert held[-2].until == held[-1].since
    assert [(row.family, row.due_on, row.state) for row in deadlines.of_transfer(one)] == before
    make(people.wu, one, "report", body=True, answer="共销售12台，已处罚。")
    assert (found(one).state, found(one).holder_body_id) == ("reported", None)


def test_what_lies_with_a_body_that_has_no_successor_comes_back_to_the_office(app, people, clock):
    one = task(people)
    end(people, "tiexi_market_bureau")
    clock.forward(days=1)
    let_time_act(today())
    last = holdings(one)[-1]
    assert (last.body_id, last.unit_id, last.until) == (None, people.wu.unit_id, None)
    assert (found(one).state, moves(one)[-1]) == ("sent", "succeed")


def test_what_is_late_is_pressed_for_once_on_the_next_working_day(app, people, clock):
    one = task(people, answer_due_on=today() + timedelta(days=4))  # a Friday
    clock.forward(days=5)
    let_time_act(today())
    assert pressed(one) == []  # a Saturday
    clock.forward(days=2)
    let_time_act(today())
    let_time_act(today())
    what = "对方按函件写明的日期反馈办理结果（服务目标，不是法定期限）"
    assert pressed(one) == [(0, f"{what}已于 2026-11-27 届满")]
    clock.forward(days=1)
    let_time_act(today())
    assert len(pressed(one)) == 1


def test_what_is_over_is_not_pressed_for(app, people, clock):
    one = task(people, answer_due_on=today() + timedelta(days=1))
    make(people.wu, one, "receive", body=True, signed_by="孙某")
    clock.forward(days=7)
    make(people.wu, one, "report", body=True, answer="已办结。")
    make(people.wu, one, "close")
    let_time_act(today())
    assert pressed(one) == []


def test_whoever_answers_for_it_is_told_on_the_desk_before_the_day(app, people, clock):
    one = opened(
        people.wang,
        "task_in",
        "liaoning_ip",
        title="省局交办的线索",
        facts={"demand": "查清后报告。"},
        answer_due_on=today() + timedelta(days=3),
    )
    clock.forward(days=2)
    let_time_act(today())
    told = desk.reminders(people.wang, besides=())
    assert [(row.kind, row.object_id) for row in told] == [("transfer", one)]
    assert told[0].number == "鞍市监协登字〔2026〕1号"
    assert desk.reminders(people.zhao, besides=()) == []
    kept = db.session.scalars(sa.select(Reminder.person_id).where(Reminder.stage != ""))
    assert people.wang.id in set(kept)


def test_time_makes_no_move_of_people_and_people_none_of_time(app, people):
    one = task(people)
    with pytest.raises(Refused, match="由系统到期办理"):
        make(people.wu, one, "succeed")
    with pytest.raises(Refused, match="这一步由人办理"), writing():
        move(
            by=Person.system(),
            transfer=found(one),
            key="urge",
            given=MoveGiven(on=today(), reason="久未办理"),
        )


def test_the_night_hands_on_also_what_somebody_left_who_is_gone(app, people, clock):
    first, second = task(people), task(people, title="第二件")
    end(people, "tiexi_market_bureau", heir="tiedong_market_bureau")
    with writing():
        accounts.deactivate_person(by=people.jiang, person_id=people.wu.id, why="调离")
    clock.forward(days=1)
    let_time_act(today())
    assert [moves(one)[-1] for one in (first, second)] == ["succeed", "succeed"]
