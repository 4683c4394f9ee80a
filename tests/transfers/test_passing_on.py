"""What another body sent is not sent on to a third one, whatever letters came in beside it."""

from datetime import timedelta

import pytest

from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.bodies import actions as bodies
from caseapp.bodies import queries as found_bodies
from caseapp.bodies.given import EndGiven
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from tests.stories import walked
from tests.transfers.doing import body_id, found, make, opened

WATER = {"reason_key": "area", "title": "销售假冒专利水壶案"}


def came_in(people, body="shenyang_ip"):
    one = opened(people.wang, "case_in", body, **WATER)
    make(people.wang, one, "accept", track="counterfeit")
    return one, db.session.get_one(Cooperation, one).case_id


def watched(people, case_id, *, body="fushun_ip"):
    facts = {"demand": "办理期限。"}
    return opened(people.wang, "supervision_in", body, case_id=case_id, facts=facts)


def out(people, case_id, body):
    return opened(people.wang, "case_out", body, case_id=case_id, **WATER)


def test_opinion_of_another_body_neither_opens_the_way_on_nor_names_itself(app, people):
    one, case_id = came_in(people)
    watched(people, case_id)
    number = db.session.get_one(Cooperation, one).number
    with pytest.raises(Refused, match=f"由其他机关移送（{number}）") as no:
        out(people, case_id, "fushun_ip")
    assert no.value.link == f"/transfers/{one}"


def test_case_of_our_own_goes_out_though_somebody_had_an_opinion_on_it(app, people):
    story = walked(people, "verify")
    watched(people, story.case_id)
    assert found(out(people, story.case_id, "shenyang_ip")).state == "drafted"


def test_what_came_from_two_bodies_goes_to_neither_of_them(app, people):
    _one, case_id = came_in(people)
    two = opened(people.wang, "lead_in", "fushun_ip", **WATER)
    make(people.wang, two, "accept", track="request")
    make(people.wang, two, "link", case_no=db.session.get_one(CaseFile, case_id).lead_no)
    for body in ("shenyang_ip", "fushun_ip", "benxi_ip"):
        with pytest.raises(Refused, match="不得再自行移送"):
            out(people, case_id, body)


def test_case_goes_back_to_who_took_over_from_its_sender(app, people):
    _one, case_id = came_in(people)
    row = found_bodies.with_key("shenyang_ip")
    with writing():
        bodies.end_body(
            by=people.zheng, body_id=row.id, version=row.version,
            given=EndGiven(on=today() - timedelta(days=1), successor_id=body_id("liaoning_ip"), basis="机构改革"),
        )  # fmt: skip
    with pytest.raises(Refused, match="不得再自行移送"):
        out(people, case_id, "fushun_ip")
    assert found(out(people, case_id, "liaoning_ip")).state == "drafted"


def test_what_a_superior_ordered_goes_nowhere_but_where_a_superior_designates(app, people):
    task = opened(people.wang, "task_in", "liaoning_ip", facts={"demand": "查清后报告。"})
    make(people.wang, task, "accept", track="counterfeit")
    case_id = db.session.get_one(Cooperation, task).case_id
    with pytest.raises(Refused, match="不得再自行移送"):
        out(people, case_id, "fushun_ip")
    ask = opened(people.wang, "designation_ask", "liaoning_ip", case_id=case_id)
    make(people.chen, ask, "send")
    make(
        people.wang, ask, "designate_other", body=True, order_no="辽知指〔2026〕5号",
        designated=body_id("fushun_ip"),
    )  # fmt: skip
    with pytest.raises(Refused, match="不得再自行移送"):
        out(people, case_id, "benxi_ip")
    assert found(out(people, case_id, "fushun_ip")).state == "drafted"
