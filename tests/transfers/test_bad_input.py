"""What cannot be with transfers is refused in a sentence, and what happened late or twice stands in the file."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseapp.accounts.person import Grant
from caseapp.base.clock import now, today
from caseapp.base.db import db, writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.bodies import actions as bodies
from caseapp.bodies import queries as found_bodies
from caseapp.bodies.given import EndGiven
from caseapp.cooperation.models import Cooperation
from caseapp.deadlines import actions as limit_actions
from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.roles import Role
from caseapp.ledger import queries as ledger
from caseapp.transfers.offered import moves_for
from tests.transfers.doing import body_id, found, holdings, make, moves, opened, sent

MARK = {"right_kind": "trademark"}


def liaison(people, key):
    """Somebody of the cast as an account of another body sees the office."""
    roles = (Role.COUNTERPART.value,)
    grants = tuple(Grant(role, "/") for role in roles)
    return replace(people.wei, name="外单位张", roles=roles, grants=grants, body_id=body_id(key))


def tip(people, **given):
    return opened(people.wang, "lead_out", "anshan_market_bureau", **(MARK | given))


def merge(people, key, *, heir, on):
    row = found_bodies.with_key(key)
    with writing():
        bodies.end_body(
            by=people.zheng,
            body_id=row.id,
            version=row.version,
            given=EndGiven(on=on, successor_id=body_id(heir), basis="机构改革"),
        )


def test_body_that_is_no_more_is_refused_with_the_name_of_its_successor(app, people, clock):
    with pytest.raises(
        Refused, match="鞍山市工商行政管理局的职责已由鞍山市市场监督管理局承接"
    ) as no:
        opened(people.wang, "lead_out", "anshan_aic_2015", **MARK)
    assert no.value.remedy == "请改选鞍山市市场监督管理局。"
    clock.set(date(2015, 9, 1))
    one = opened(people.wang, "lead_out", "anshan_aic_2015", **MARK)
    assert found(one).state == "drafted"
    with pytest.raises(Refused, match=r"鞍山市市场监督管理局在 2015-09-01 不存在"):
        opened(people.wang, "lead_out", "anshan_market_bureau", **MARK)


def test_body_that_is_not_competent_that_day_is_refused_with_who_is(app, people):
    with pytest.raises(Refused, match=r"鞍山市科学技术局在 2026-11-23 不主管这一事项") as no:
        opened(people.wang, "lead_out", "anshan_science", **MARK)
    assert "鞍山市市场监督管理局" in no.value.remedy
    with pytest.raises(Refused, match="鞍山市公安局不是这一种事项的对方"):
        opened(people.wang, "lead_out", "anshan_police", **MARK)
    with pytest.raises(Refused, match="就是本机关"):
        opened(people.wang, "lead_out", "anshan_ip", right_kind="patent")
    assert db.session.query(Cooperation).count() == 0


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "没有写明标题"),
        ({"content": ""}, "没有写明内容"),
        ({"right_kind": ""}, "没有选择权利种类，无法核对对方是否主管"),
        ({"received_on": date(2026, 11, 24)}, "晚于今天"),
        ({"answer_due_on": date(2026, 11, 20)}, "早于移送或者收到的日期"),
        ({"body_id": 999999}, "没有这个机构"),
    ],
)
def test_what_a_transfer_lacks_is_said_before_it_has_a_number(*, app, people, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        tip(people, **changed)
    with pytest.raises(Refused, match="没有这一种移送"):
        opened(people.wang, "gift", "anshan_market_bureau")


def test_two_who_answer_one_transfer_get_one_answer_and_one_sentence(app, people):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    seen = found(one).version
    make(people.wang, one, "accept", body=True, version=seen)
    with pytest.raises(Conflict) as clash:
        make(
            people.zheng, one, "refuse", body=True, reason="重复。", back_key="other", version=seen
        )
    assert (clash.value.who, clash.value.theirs["办理"]) == ("王建民", "接受")
    with pytest.raises(Refused, match=r"现为“对方已接受”（王建民于 .+ 接受）"):
        make(people.zheng, one, "refuse", body=True, reason="重复。", back_key="other")
    assert moves(one)[-2:] == ["send", "accept"]


def test_answer_after_its_day_is_taken_and_shown_as_late(app, people, clock):
    one = tip(people, answer_due_on=today() + timedelta(days=10))
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "accept", body=True)
    clock.forward(days=20)
    with writing():
        limit_actions.tick(by=people.wang, day=today())
    make(people.wang, one, "answer", body=True, answer="已经立案。")
    late = [row for row in deadlines.of_transfer(one) if row.family == "ST-23"]
    assert [(row.state, row.stopped_on) for row in late] == [("missed", today())]
    make(people.wang, one, "close")
    make(people.wang, one, "late_answer", body=True, answer="又收到处罚决定书副本。")
    assert (found(one).state, moves(one)[-1]) == ("closed", "late_answer")


def test_account_acts_on_what_was_sent_to_its_body_and_on_nothing_else(app, people):
    theirs, strange = liaison(people, "anshan_market_bureau"), liaison(people, "shenyang_ip")
    one = tip(people)
    with pytest.raises(NotVisible):
        make(theirs, one, "accept")
    sent(people.wang, one, chief=people.chen)
    with pytest.raises(NotVisible):
        make(strange, one, "accept")
    with pytest.raises(Refused, match="这一步由移送机关办理"):
        make(theirs, one, "urge", reason="请快办。")
    make(theirs, one, "accept")
    acts = ledger.acts_on(object_kind="transfer", object_id=one)
    mine = next(row for row in acts if row["action"] == "transfer.accept")
    assert json.loads(mine["details"])["body"] == body_id("anshan_market_bureau")
    assert found(one).state == "accepted"
    make(theirs, one, "dispute", reason="不归我局。", superior=body_id("liaoning_market_bureau"))
    with pytest.raises(Refused, match="现在由辽宁省市场监督管理局决定"):
        make(theirs, one, "interim", answer="还是归我局。")
    above = liaison(people, "liaoning_market_bureau")
    make(above, one, "designate_theirs", order_no="辽市监指〔2026〕1号")
    assert found(one).holder_body_id == body_id("anshan_market_bureau")


def test_account_of_a_merged_body_is_told_who_took_over_and_the_heir_acts(app, people):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    yesterday = today() - timedelta(days=1)
    merge(people, "anshan_market_bureau", heir="liaoning_market_bureau", on=yesterday)
    with pytest.raises(Refused, match="职责已由辽宁省市场监督管理局承接，这个账号不能再办理"):
        make(liaison(people, "anshan_market_bureau"), one, "accept")
    make(liaison(people, "liaoning_market_bureau"), one, "accept")
    assert found(one).state == "accepted"


def test_what_a_body_did_is_taken_down_with_who_and_by_which_letter(app, people):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    with pytest.raises(Refused, match="没有填写“对方经办人”"):
        make(people.wang, one, "accept", body=True, their_who="")
    with pytest.raises(Refused, match="不能代对方登记“催办”"):
        make(people.wang, one, "urge", body=True, reason="请快办。")
    with pytest.raises(Refused, match="早于上一步的日期"):
        make(people.wang, one, "accept", body=True, on=today() - timedelta(days=1))
    with pytest.raises(Refused, match="晚于今天"):
        make(people.wang, one, "accept", body=True, on=today() + timedelta(days=1))
    with pytest.raises(Refused, match="没有办理本件的权限"):
        make(people.zhao, one, "accept", body=True)
    assert moves(one)[-1] == "send"


def test_act_of_a_past_day_counts_from_that_day_and_never_before_the_one_before(app, people, clock):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    before = now()
    clock.forward(days=7)
    day = today() - timedelta(days=4)
    make(people.wang, one, "accept", body=True, on=day)
    held = holdings(one)
    assert held[-1].since.date() == day
    assert held[-2].until == held[-1].since > before


def test_offered_moves_say_why_not(app, people):
    one = tip(people)
    offered = {row.move.key: row for row in moves_for(people.wang, found(one))}
    assert offered["approve"].why_not == "不能批准移送：由负责人办理。"
    assert (offered["withdraw"].may, offered["withdraw"].taken_down) == (True, False)
    assert "press" not in offered
    make(people.chen, one, "approve", reason="同意移送。")
    send = next(row for row in moves_for(people.wang, found(one)) if row.move.key == "send")
    assert (send.may, send.why_not[:11]) == (False, "不能移送：移送材料不齐")
    sent(people.wang, one)
    theirs = liaison(people, "anshan_market_bureau")
    assert {row.move.key for row in moves_for(theirs, found(one)) if row.may} == {
        "receive",
        "accept",
        "refuse",
        "dispute",
    }
    assert all(
        row.taken_down
        for row in moves_for(people.wang, found(one))
        if row.move.key in {"receive", "accept", "refuse", "dispute"}
    )
