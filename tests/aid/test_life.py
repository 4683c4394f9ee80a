"""An application for help from the form to the satisfaction: what leads on, what is refused and why."""

from datetime import date, timedelta

import pytest

from caseapp.accounts import units as places
from caseapp.aid import actions, queries
from caseapp.aid.actions import Answered
from caseapp.aid.states import OPEN, ROAD, STAGES, STEPS
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.hotline import actions as hotline
from caseapp.hotline import queries as tickets
from caseapp.hotline.actions import CallGiven
from caseapp.ledger import queries as ledger
from caseapp.parties.given import PartyGiven
from tests.aid.aids import (
    APPLIED,
    DISPUTE,
    application,
    at_stage,
    check,
    expert,
    fresh,
    send,
    step,
    taken,
    task,
)


def clocks(aid_id):
    rows = deadlines.of_ticket(fresh(aid_id).ticket_id)
    return {row.family: row.state for row in rows if row.family in {"ST-04", "ST-05", "ST-06", "ST-08"}}  # fmt: skip


def test_application_walks_the_whole_road_and_every_act_is_kept(app, people):
    aid_id = taken(people)
    assert (fresh(aid_id).number, fresh(aid_id).state) == ("鞍市监援字〔2026〕1号", "applied")
    assert clocks(aid_id) == {"ST-04": "running"}
    step(aid_id, "begin", people.wu)
    check(aid_id, people.wu)
    assert clocks(aid_id) == {"ST-04": "met", "ST-08": "running"}
    step(aid_id, "accept", people.chen, reason="侵权判定参考")
    assert clocks(aid_id) == {"ST-04": "met", "ST-08": "met", "ST-05": "running"}
    step(aid_id, "plan", people.wu, kinds=["opinion"], text="由专家比对")
    one = send(aid_id, task(expert(people)), people.wu)
    with writing():
        actions.end_task(
            by=people.wu, aid=fresh(aid_id), task_id=one, how="delivered", text="不落入保护范围"
        )
    step(aid_id, "deliver", people.wu, opinion="建议抗辩")
    assert clocks(aid_id)["ST-06"] == "running"
    step(aid_id, "call_back", people.liu, satisfaction="fair", reason="希望再快一些")
    step(aid_id, "close", people.wu, reason="已提交答辩")
    ended = fresh(aid_id)
    assert (ended.state, ended.satisfaction, ended.ended_on) == ("closed", "fair", APPLIED)
    assert set(clocks(aid_id).values()) == {"met"}
    assert [(row.act, row.to_state, row.by_name) for row in queries.acts_of(aid_id)] == [
        ("apply", "applied", "刘晓燕"),
        ("begin", "check", "吴国栋"),
        ("answer_check", "check", "吴国栋"),
        ("accept", "accepted", "陈立新"),
        ("plan", "planned", "吴国栋"),
        ("send", "working", "吴国栋"),
        ("task_delivered", "working", "吴国栋"),
        ("deliver", "delivered", "吴国栋"),
        ("call_back", "called_back", "刘晓燕"),
        ("close", "closed", "吴国栋"),
    ]
    kept = [row["action"] for row in ledger.acts_on(object_kind="aid", object_id=aid_id)]
    assert sorted(kept) == sorted(f"aid.{row.act}" for row in queries.acts_of(aid_id))


def test_every_file_has_a_ticket_that_went_to_the_unit_which_helps(app, people):
    aid = fresh(taken(people))
    ticket = tickets.entry_row(aid.ticket_id)
    assert (ticket.matter, ticket.channel, ticket.state, ticket.unit_path, ticket.caller_id) == (
        "aid",
        "visit",
        "working",
        places.ENFORCEMENT,
        aid.applicant_id,
    )


def test_call_becomes_a_file_without_typing_again_and_only_once(app, people):
    said = {"firm_size": "micro", "country": "德国", "forum": "法兰克福展会被扣", "foreign_due_on": "2026-12-01"}  # fmt: skip
    call = CallGiven(
        channel="phone",
        matter="aid",
        received_on=APPLIED,
        content=DISPUTE,
        caller_name="鞍山炉窑阀门有限公司",
        caller_phone="0412-5550123",
        answers=said,
    )
    with writing():
        ticket = hotline.take_call(by=people.liu, given=call).ticket
    caller = ticket.caller_id
    with writing():
        made = hotline.open_aid(
            by=people.liu, ticket=ticket, given=application(foreign_kind="foreign")
        )
    assert made.applicant_id == caller
    abroad = queries.overseas_of(made.id)
    assert (abroad.country, abroad.forum, abroad.deadline_on) == ("德国", "fair", date(2026, 12, 1))
    assert "来电时申请人所述" in abroad.deadline_words
    with pytest.raises(Refused, match=made.number), writing():
        hotline.open_aid(by=people.liu, ticket=ticket, given=application())


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"applied_on": APPLIED + timedelta(days=1)}, "日期晚于今天"),
        ({"applied_on": date(1999, 1, 1)}, "工作日历从该年起才有"),
        ({"is_declared": False}, "还没有声明"),
        ({"firm_size": "none"}, "没有写企业规模"),
        ({"applicant": PartyGiven(kind="person", name="钱多多", phone="1")}, "没有企业规模"),
        ({"wishes": ()}, "没有选择希望得到的帮助"),
        ({"applicant": PartyGiven(kind="company", name="无名厂")}, "没有申请人的联系方式"),
        ({"applicant": PartyGiven(kind="company", name="厂", phone="1", credit_code="9")}, "18位"),
        ({"unit_id": 999_999}, "承办单位已经不在用"),
    ],
)
def test_unsound_application_is_refused_and_takes_no_number(*, app, people, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        taken(people, **changed)
    assert fresh(taken(people)).number.endswith("〔2026〕1号")


def test_who_took_the_application_in_does_not_decide_it(app, people):
    aid_id = at_stage(people, "check")
    check(aid_id, people.wu)
    with writing():
        fresh(aid_id).taken_by = people.wu.id  # a head who helped out at the counter
    for key, given in (("accept", {}), ("refuse", {"reason": "不符合"})):
        with pytest.raises(Refused, match="登记的人不能自己决定"):
            step(aid_id, key, people.wu, **given)
    step(aid_id, "accept", people.chen)
    assert fresh(aid_id).state == "accepted"


def test_who_answered_the_check_list_does_not_decide_on_it(app, people):
    aid_id = at_stage(people, "check")
    check(aid_id, people.liu)
    with writing():
        mended = {"in_area": Answered("yes", "产地在本市")}
        actions.answer_check(by=people.wu, aid=fresh(aid_id), answers=mended)
    for key, given in (("accept", {}), ("refuse", {"reason": "不符合"})):
        with pytest.raises(Refused, match=f"不能{STEPS[key].name}：审查清单有 1 项是您填写的"):
            step(aid_id, key, people.wu, **given)
    step(aid_id, "accept", people.chen)
    assert fresh(aid_id).state == "accepted"


def test_acceptance_waits_for_every_point_of_the_check_list(app, people):
    aid_id = at_stage(people, "check")
    with pytest.raises(Refused, match="还有 4 项没有填写"):
        step(aid_id, "accept", people.chen)
    with pytest.raises(Refused, match="应当写明查到的情况"):
        check(aid_id, people.wu, in_area=Answered("no"))
    check(aid_id, people.wu, in_area=Answered("no", "住所在外省"))
    with pytest.raises(Refused, match="属于本地区的援助范围”一项为“否”"):
        step(aid_id, "accept", people.chen)
    with pytest.raises(Refused, match="没有写明不予受理的理由"):
        step(aid_id, "refuse", people.chen, reason="")
    step(aid_id, "refuse", people.chen, reason="不属于本地区")
    assert (fresh(aid_id).state, fresh(aid_id).ended_on) == ("refused", APPLIED)
    with pytest.raises(Refused, match="不予受理是您决定的"):
        step(aid_id, "revoke", people.chen, reason="有新材料")
    step(aid_id, "revoke", people.wu, reason="查明产地在本市")
    assert (fresh(aid_id).state, fresh(aid_id).ended_on) == ("check", None)
    check(aid_id, people.wu)
    with pytest.raises(Refused, match="没有不受理的情形"):
        step(aid_id, "refuse", people.chen, reason="还是不受理")


def test_supplement_that_is_late_ends_nothing_while_no_limit_is_in_force(app, people, clock):
    aid_id = at_stage(people, "supplement")
    limit = next(row for row in deadlines.of_ticket(fresh(aid_id).ticket_id) if row.family == "ST-07")  # fmt: skip
    assert limit.due_on is None
    clock.set(APPLIED + timedelta(days=60))
    with pytest.raises(Refused, match="没有启用补正期限"):
        step(aid_id, "lapse", people.chen, reason="一直没有回音")
    step(aid_id, "supplemented", people.wu, reason="补来证书")
    assert fresh(aid_id).state == "check"


@pytest.mark.parametrize("stage", OPEN)
def test_help_is_stopped_from_every_open_stage_by_a_leader_with_the_ground(*, app, people, stage):
    aid_id = at_stage(people, stage)
    with pytest.raises(Refused, match="没有写明终止的情形"):
        step(aid_id, "stop", people.chen, reason="已撤回")
    with pytest.raises(Refused, match="没有对这件援助“决定维权援助”的权限"):
        step(aid_id, "stop", people.liu, ground="withdrawn", reason="已撤回")
    step(aid_id, "stop", people.chen, ground="withdrawn", reason="来函撤回")
    assert (fresh(aid_id).state, fresh(aid_id).end_ground) == ("stopped", "withdrawn")
    assert all(state != "running" for state in clocks(aid_id).values())
    with pytest.raises(Refused, match="现为“已终止”（陈立新于"):
        step(aid_id, "stop", people.chen, ground="settled", reason="再来一次")


def test_every_step_is_refused_from_every_stage_it_does_not_start_from(app, people):
    aid_id = taken(people)
    given = {
        "reason": "试",
        "kinds": ["advice"],
        "text": "试",
        "opinion": "试",
        "ground": "settled",
    }
    for stage in STAGES:
        for row in STEPS.values():
            if stage in row.from_states or row.key == "apply":
                continue
            by = people.chen if row.permission == "aid.decide" else people.liu
            with pytest.raises(Refused, match=f"不能{row.name}：.*现为“{STAGES[stage].name}”"):
                actions.step(by=by, aid=_unsaved(aid_id, stage), key=row.key, **given)


def _unsaved(aid_id, stage):
    with writing():
        fresh(aid_id).state = stage
    return fresh(aid_id)


def test_two_who_act_at_once_are_told_of_each_other(app, people):
    aid_id = at_stage(people, "check")
    seen = fresh(aid_id).version
    check(aid_id, people.wu)
    with pytest.raises(Refused, match="已有新的办理记录（吴国栋于 2026-11-23 10:00 填写审查清单）"):
        step(aid_id, "supplement", people.liu, reason="缺证书", seen=seen)
    assert fresh(aid_id).state == "check"
    step(aid_id, "accept", people.chen)
    with pytest.raises(Refused, match="现为“已受理”（陈立新"):
        step(aid_id, "refuse", people.wu, reason="不符合")


def test_dissatisfied_applicant_is_helped_on(app, people):
    aid_id = at_stage(people, "delivered")
    step(aid_id, "call_back", people.liu, satisfaction="bad", reason="没有解决")
    step(aid_id, "again", people.liu, reason="联系律师")
    assert fresh(aid_id).state == "accepted"
    step(aid_id, "plan", people.wu, kinds=["lawyer"], text="联系律师")
    assert clocks(aid_id)["ST-05"] == "running"


def test_ticket_is_not_closed_over_help_that_is_under_way(app, people):
    aid_id = at_stage(people, "accepted")
    ticket = tickets.entry_row(fresh(aid_id).ticket_id)
    with writing():
        hotline.answer(by=people.wu, ticket=ticket, text="已受理，正在办理。")
    with pytest.raises(Refused, match="出具维权援助意见"), writing():
        hotline.move(by=people.wu, ticket=ticket, move="close", reason="先关掉")


def test_road_and_table_name_the_same_stages():
    assert set(ROAD) <= set(STAGES)
    used = {one for row in STEPS.values() for one in (*row.from_states, row.to_state)} - {""}
    assert used == set(STAGES)


def test_a_full_check_list_waits_for_somebody_who_did_not_answer_it(app, people):
    def wait(aid_id):
        return {
            login
            for login in ("wu", "chen")
            if aid_id in [row.id for row in queries.waiting(people[login], 10)]
        }

    aid_id = at_stage(people, "check")
    assert wait(aid_id) == {"wu"}
    check(aid_id, people.wu)
    assert wait(aid_id) == {"chen"}
    step(aid_id, "accept", people.chen)
    assert wait(aid_id) == {"wu"}
