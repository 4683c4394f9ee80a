"""What a transfer does to its case, in the same act: moved, returned, opened as a lead, and no way on from there."""

from datetime import date, timedelta

import pytest

from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.table import Obstructed
from tests.disputes import requested
from tests.stories import walked
from tests.transfers.doing import body_id, found, holdings, make, moves, opened, sent

SHENYANG = {"right_kind": "patent", "area": "210100", "reason_key": "area"}


def case_out(story, by, **given):
    told = SHENYANG | {"case_id": story.case_id, "title": "销售假冒专利水壶案"}
    return opened(by, "case_out", "shenyang_ip", **(told | given))


def case_of(transfer_id):
    matter = db.session.get_one(Cooperation, transfer_id, populate_existing=True)
    return db.session.get(CaseFile, matter.case_id, populate_existing=True)


def limits(rows):
    return {row.family: row.state for row in rows}


def test_filed_case_moves_with_the_approval_and_comes_back_where_it_was(app, people, clock):
    clock.set(date(2024, 3, 20))
    story = walked(people, "file")
    one = case_out(story, people.wang)
    with pytest.raises(Refused, match="由负责人办理"):
        make(people.wang, one, "approve", reason="不归本局。")
    assert (found(one).state, story.case.state) == ("drafted", "filed")
    make(people.chen, one, "approve", reason="行为地在沈阳市，不归本局。")
    assert (story.case.state, story.case.is_open) == ("moved", False)
    assert limits(deadlines.of_case(story.case_id))["CF-12"] == "paused"
    sent(people.wang, one)
    make(people.wang, one, "receive", body=True, signed_by="李某")
    make(people.wang, one, "refuse", body=True, reason="行为地在鞍山市。", back_key="area")
    assert (found(one).state, found(one).times_returned) == ("returned", 1)
    make(people.wang, one, "take_back", reason="经核对，行为地确在本市。")
    assert (story.case.state, story.case.is_open) == ("investigate", True)
    assert limits(deadlines.of_case(story.case_id))["CF-12"] == "running"
    assert found(one).closed_at == holdings(one)[-1].until


def test_lead_that_comes_back_is_a_lead_again(app, people):
    story = walked(people, "verify")
    one = case_out(story, people.wang)
    sent(people.wang, one, chief=people.chen)
    assert story.case.state == "moved"
    number = db.session.get_one(Cooperation, one).number
    with pytest.raises(Obstructed, match=f"案件随{number}移送"):
        story.take("lead_returned", on=today(), reason="收回自办。")
    make(people.wang, one, "refuse", body=True, reason="不归我局。", back_key="area")
    make(people.wang, one, "take_back", reason="收回自办。")
    assert story.case.state == "verify"


def test_case_comes_back_after_the_end_of_its_transfer_by_that_transfer(app, people):
    story = walked(people, "verify")
    one = case_out(story, people.wang)
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "accept", body=True)
    make(people.wang, one, "answer", body=True, answer="已经登记。")
    make(people.wang, one, "close")
    make(people.wang, one, "back_after_end", reason="来函退回，仍由本局办理。")
    assert (found(one).state, story.case.state) == ("taken_back", "verify")


def test_act_that_the_case_refuses_leaves_the_transfer_where_it_was(app, people):
    story = walked(people, "register_evidence")
    one = case_out(story, people.wang)
    with pytest.raises(Refused, match="登记保存或者查封扣押的物品"):
        make(people.chen, one, "approve", reason="不归本局。")
    db.session.expire_all()
    assert (found(one).state, story.case.state) == ("drafted", "investigate")
    assert moves(one) == ["open"]
    assert len(holdings(one)) == 1


def test_one_case_goes_one_way_at_a_time(app, people):
    story = walked(people, "verify")
    case_out(story, people.wang)
    with pytest.raises(Refused, match="已有尚未办结的案件移送"):
        case_out(story, people.wang)
    with pytest.raises(NotVisible):
        case_out(story, people.zhao)
    with pytest.raises(Refused, match="没有选择案件"):
        case_out(story, people.wang, case_id=None)


def test_what_comes_in_is_a_lead_of_the_day_it_came_in(app, people):
    came = today() - timedelta(days=3)
    one = opened(
        people.zheng,
        "case_in",
        "shenyang_ip",
        received_on=came,
        title="沈阳市局移送的假冒专利线索",
        content="铁西区兴旺家电商行销售标注他人专利号的电热水壶。",
        their_number="沈知移〔2026〕7号",
        facts={"respondent": "兴旺家电商行", "product": "电热水壶", "place": "铁西区人民路1号"},
        answer_due_on=today() + timedelta(days=30),
    )
    make(people.zheng, one, "accept", track="counterfeit")
    case = case_of(one)
    assert (case.source, case.received_on, case.state) == ("transfer", came, "lead")
    assert (case.respondent, case.product, case.content) == (
        "兴旺家电商行",
        "电热水壶",
        "铁西区兴旺家电商行销售标注他人专利号的电热水壶。",
    )
    filing = next(row for row in deadlines.of_case(case.id) if row.family == "CF-03")
    assert filing.start_on == came
    mine = deadlines.of_transfer(one)
    assert [(row.family, row.case_id, row.due_on) for row in mine] == [
        ("ST-20", case.id, today() + timedelta(days=30))
    ]
    make(people.zheng, one, "answer", answer="已经登记线索，正在核查。")
    assert found(one).state == "closed"
    assert limits(deadlines.of_transfer(one)) == {"ST-20": "met"}


def test_what_came_in_is_not_passed_on_but_brought_before_the_superior(app, people):
    one = opened(people.wang, "case_in", "shenyang_ip", right_kind="patent")
    with pytest.raises(Refused, match="接收的机关不得再自行移送"):
        make(people.wang, one, "send")
    make(people.wang, one, "accept", track="counterfeit")
    case = case_of(one)
    with pytest.raises(Refused, match="接收的机关不得再自行移送") as no:
        opened(people.wang, "case_out", "fushun_ip", case_id=case.id, title="再移送")
    assert "报请共同的上一级机关指定管辖" in no.value.remedy
    make(people.chen, one, "dispute", reason="行为地在抚顺市。", superior=body_id("liaoning_ip"))
    assert [row.body_name for row in holdings(one)] == ["", "", "辽宁省知识产权局"]
    assert limits(deadlines.of_transfer(one)) == {"TR-14": "running"}
    with pytest.raises(Refused, match="由上一级机关作出"):
        make(people.chen, one, "designate_ours", order_no="辽知指〔2026〕3号")
    make(
        people.chen, one, "designate_other", body=True, order_no="辽知指〔2026〕3号",
        designated=body_id("fushun_ip"),
    )  # fmt: skip
    assert limits(deadlines.of_transfer(one)) == {"TR-14": "met"}
    assert case_of(one).state == "moved"


def test_disputed_competence_is_settled_by_the_superior_and_stands(app, people):
    story = walked(people, "verify")
    one = case_out(story, people.wang, answer_due_on=today() + timedelta(days=60))
    sent(people.wang, one, chief=people.chen)
    assert limits(deadlines.of_transfer(one)) == {"ST-21": "met", "ST-23": "running"}
    make(
        people.wang, one, "dispute", body=True, reason="行为地在鞍山市。",
        superior=body_id("liaoning_ip"),
    )  # fmt: skip
    assert limits(deadlines.of_transfer(one)) == {
        "ST-21": "met",
        "ST-23": "running",
        "TR-14": "running",
    }
    make(people.wang, one, "designate_theirs", body=True, order_no="辽知指〔2026〕4号")
    assert (found(one).state, found(one).holder_body_id) == ("accepted", body_id("shenyang_ip"))
    for key in ("return", "dispute"):
        with pytest.raises(Refused, match="已经由上一级机关指定"):
            make(
                people.wang, one, key, body=True, reason="再议。", back_key="area",
                superior=body_id("liaoning_ip"),
            )  # fmt: skip
    make(people.wang, one, "answer", body=True, answer="已经立案，罚款三万元。")
    make(people.wang, one, "close")
    assert limits(deadlines.of_transfer(one))["ST-23"] == "met"


def test_before_the_rules_of_the_bureaus_no_days_to_agree_run(app, people, clock):
    clock.set(date(2016, 3, 7))
    one = opened(people.wang, "lead_out", "anshan_aic_2015", right_kind="trademark")
    sent(people.wang, one, chief=people.chen)
    make(
        people.wang, one, "dispute", body=True, reason="不是商标。", superior=body_id("liaoning_ip")
    )
    assert limits(deadlines.of_transfer(one)) == {"ST-21": "met", "ST-23": "running"}


def test_request_goes_to_its_office_once_its_party_was_told_and_comes_back(app, people):
    story = requested(people)
    told = {"right_kind": "patent", "area": "210100", "reason_key": "area"}
    one = opened(
        people.wang,
        "case_out",
        "shenyang_ip",
        case_id=story.case_id,
        title="专利侵权纠纷移送",
        **told,
    )
    with pytest.raises(Refused, match="告知请求人"):
        make(people.chen, one, "approve", reason="被请求人住所地在沈阳市。")
    make(people.chen, one, "approve", reason="被请求人住所地在沈阳市。", requester_told=True)
    assert story.case.state == "moved"
    sent(people.wang, one)
    make(people.wang, one, "refuse", body=True, reason="侵权行为地在鞍山市。", back_key="area")
    make(people.zheng, one, "take_back", reason="核对后由本局受理。")
    assert (story.case.state, story.case.is_open) == ("requested", True)
    filing = [row.state for row in deadlines.of_case(story.case_id) if row.family == "INF-01"]
    assert filing[-1] == "running"


def test_case_that_its_own_page_moved_or_took_back_first_is_not_stuck(app, people):
    story = walked(people, "verify")
    where = {"who": "chen", "receiver": "沈阳市知识产权局", "reason": "不归本局。"}
    story.take("transfer", on=story.day(3), **where)
    one = case_out(story, people.wang)
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "refuse", body=True, reason="不归我局。", back_key="area")
    story.take("lead_returned", on=today(), reason="收回自办。")
    make(people.wang, one, "take_back", reason="收回自办。")
    assert (story.case.state, found(one).state) == ("verify", "taken_back")
    story.take("transfer", on=today(), **where)
    two = case_out(story, people.wang)
    sent(people.wang, two, chief=people.chen)
    make(people.wang, two, "accept", body=True)
    make(people.wang, two, "answer", body=True, answer="已经立案。")
    make(people.wang, two, "close")
    with pytest.raises(Refused, match="已经办结或者移送"):
        case_out(story, people.wang)
