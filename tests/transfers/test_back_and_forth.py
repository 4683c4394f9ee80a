"""A transfer whose competence was disputed goes on where it was, and its case keeps step with it."""

import pytest

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases import queries as case_queries
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from tests.stories import walked
from tests.transfers.doing import body_id, found, make, opened

WATER = {"title": "销售假冒专利水壶案", "reason_key": "area"}


def case_of(transfer_id):
    matter = db.session.get_one(Cooperation, transfer_id, populate_existing=True)
    return db.session.get(CaseFile, matter.case_id, populate_existing=True)


def came_in(people):
    """Take in what Shenyang sent, with its lead."""
    one = opened(people.wang, "case_in", "shenyang_ip", **WATER)
    make(people.wang, one, "accept", track="counterfeit")
    return one


def disputed(people, one):
    make(people.chen, one, "dispute", reason="行为地在沈阳市。", superior=body_id("liaoning_ip"))


@pytest.mark.parametrize("way", ["agree_ours", "designate_ours"])
def test_what_stays_ours_after_a_dispute_goes_on_with_its_lead(*, app, people, way):
    one = came_in(people)
    disputed(people, one)
    is_order = way == "designate_ours"
    make(people.chen, one, way, body=is_order, reason="归鞍山。", order_no="辽知指〔2026〕6号")
    assert (found(one).state, case_of(one).state) == ("received", "lead")
    with pytest.raises(Refused, match="已经有对应的案件"):
        make(people.wang, one, "accept", track="counterfeit")
    make(people.wang, one, "take_on")
    make(people.wang, one, "answer", answer="已经登记线索，正在核查。")
    assert found(one).state == "closed"


def test_lead_goes_with_what_we_agree_to_be_theirs_and_comes_back_with_it(app, people):
    one = came_in(people)
    disputed(people, one)
    make(people.chen, one, "agree_theirs", reason="行为地在沈阳市。")
    assert (found(one).state, case_of(one).state) == ("returned", "moved")
    make(
        people.chen, one, "their_dispute", body=True, reason="还是不归我局。",
        superior=body_id("liaoning_ip"),
    )  # fmt: skip
    make(people.wang, one, "designate_ours", body=True, order_no="辽知指〔2026〕7号")
    assert (found(one).state, case_of(one).state) == ("received", "verify")


def test_superior_names_who_gets_the_case(app, people):
    one = came_in(people)
    disputed(people, one)
    fushun = body_id("fushun_ip")
    make(
        people.chen,
        one,
        "designate_other",
        body=True,
        order_no="辽知指〔2026〕8号",
        designated=fushun,
    )
    moved = case_queries.history(case_of(one).id)[-1]
    assert (moved.step, moved.given["receiver"]) == ("transfer", "抚顺市知识产权局")


def test_case_that_went_elsewhere_does_not_pass_for_the_one_that_goes_out(app, people):
    story = walked(people, "verify")
    told = {"receiver": "抚顺市知识产权局", "reason": "不归本局。"}
    story.take("transfer", on=story.day(3), who="chen", **told)
    one = opened(people.wang, "case_out", "shenyang_ip", case_id=story.case_id, **WATER)
    with pytest.raises(Refused, match="已经移送抚顺市知识产权局，不是沈阳市知识产权局"):
        make(people.chen, one, "approve", reason="同意移送。")
    assert found(one).state == "drafted"
