"""Each body decides in its own name: who is competent, a lead of ours, a transfer, outcomes."""

from datetime import date

import pytest

from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.evidence import queries as evidence
from caseapp.joint import actions, queries
from caseapp.joint.given import BodyGiven, InspectionGiven, MemberGiven, OutcomeGiven
from caseapp.transfers.models import Transfer
from tests.joint.joints import (
    COPYRIGHT,
    MARKET,
    PATENT,
    TODAY,
    body_id,
    finding,
    move,
    opened,
    outcome,
    plan,
    running,
    visit,
)
from tests.joint.test_visits import photo

TIEXI = "tiexi_market_bureau"


def found(people, *given, **changed):
    joint_id = running(people)
    visit(people, joint_id, findings=given, **changed)
    return joint_id, [row.id for row in queries.findings_of(joint_id)]


def lead(people, joint_id, finding_id, **changed):
    given = {"by": people.wang, "unit_id": people.wang.unit_id, "track": "counterfeit"}
    with writing():
        known = opened(joint_id, people)
        return actions.open_lead(opened=known, finding_id=finding_id, **(given | changed))


def test_the_register_names_who_decides_by_kind_of_right_area_and_day(office, people):
    given = [finding(one) for one in ("patent", "trademark", "copyright")]
    joint_id, _ = found(people, *given)
    rows = queries.findings_of(joint_id)
    assert [row.body_name for row in rows[:2]] == ["鞍山市知识产权局", "鞍山市市场监督管理局"]
    # Nobody of copyright takes part: the body of the register is named all the same.
    assert "文化" in rows[2].body_name or "版权" in rows[2].body_name
    assert rows[1].competence.startswith("主管商标")


def test_body_that_is_not_competent_is_refused_by_the_name_of_who_is(office, people):
    joint_id = running(people)
    given = finding("trademark", body_id=body_id(COPYRIGHT))
    with pytest.raises(Refused, match="不主管当地的商标问题；主管的是"):
        visit(people, joint_id, findings=(given,))


def test_measure_of_a_body_that_does_not_take_part_is_refused(office, people):
    joint_id = running(people)
    given = finding("copyright", measure="seal")
    with pytest.raises(Refused, match="作出，它没有参加本次行动"):
        visit(people, joint_id, findings=(given,))
    db.session.rollback()
    visit(people, joint_id, findings=(finding("trademark", measure="seal"),))
    assert queries.findings_of(joint_id)[0].measure == "seal"


def test_finding_of_ours_becomes_a_lead_without_retyping(office, people):
    joint_id, (first,) = found(people, finding(), photos=(photo(),))
    case = lead(people, joint_id, first)
    row = db.session.get(CaseFile, case.id)
    assert (row.source, row.track, row.received_on) == ("inspection", "counterfeit", TODAY)
    assert (row.respondent, row.place, row.product) == (
        "兴旺家电商行",
        "人民路1号",
        "电热水壶",
    )
    assert row.content == (
        "2026年11月23日，在冬季知识产权联合执法行动（鞍市监联登字〔2026〕1号）中，第一组检查兴旺家电商行"
        "（人民路1号）时发现：电热水壶标注的专利号已经失效\n"
        f"涉及商品：电热水壶 12 件\n标注的专利号：{PATENT}"
    )
    items = evidence.items_of_case(case.id)
    assert [(one.kind, one.taken_by, one.taken_at) for one in items] == [
        ("photo", "王建民", "人民路1号")
    ]
    with pytest.raises(Refused, match="已经转为线索"):
        lead(people, joint_id, first)
    with pytest.raises(Refused, match="结果以案卷为准"):
        outcome(people, joint_id, first)


def test_finding_of_another_body_is_no_lead_of_ours(office, people):
    joint_id, (first,) = found(people, finding("trademark"))
    with pytest.raises(Refused, match="由鞍山市市场监督管理局以自己的名义处理"):
        lead(people, joint_id, first)
    patents, (own,) = found(people, finding())
    with pytest.raises(Refused, match="没有为所选单位登记线索的权限"):
        lead(people, patents, own, unit_id=people.zhao.unit_id)


def test_finding_of_another_body_becomes_a_transfer_to_it(office, people):
    joint_id, (first,) = found(people, finding("trademark", what="假冒商标"))

    def hand(one, reason="商标由该局主管"):
        with writing():
            known = opened(joint_id, people)
            return actions.hand_over(by=people.wang, opened=known, finding_id=one, reason=reason)

    with pytest.raises(Refused, match="没有写明理由"):
        hand(first, " ")
    number = hand(first)
    row = db.session.get(Transfer, number)
    assert (row.kind, row.direction, row.body_id) == ("lead_out", "out", body_id(MARKET))
    assert row.facts["respondent"] == "兴旺家电商行"
    assert "发现：假冒商标" in row.content
    assert db.session.get(Cooperation, number).unit_id == people.wang.unit_id
    with pytest.raises(Refused, match="已经移交"):
        hand(first)
    outcome(people, joint_id, first)
    told = queries.findings_of(joint_id)[0]
    assert (told.outcome, told.outcome_number) == ("filed", "鞍市监案〔2026〕8号")


def test_outcome_is_dated_between_the_visit_and_today(office, people):
    joint_id, (first,) = found(people, finding("trademark"))
    known = opened(joint_id, people)
    for day in (date(2026, 11, 22), date(2026, 11, 24)):
        given = OutcomeGiven("filed", day)
        with pytest.raises(Refused, match="应当在检查之日"), writing():
            actions.record_outcome(by=people.wang, opened=known, finding_id=first, given=given)


def test_bodies_of_2015_decide_on_what_was_found_in_2015(office, people, clock):
    day = date(2015, 7, 2)
    clock.set(day)
    with writing():
        made = actions.plan(by=people.wu, given=plan(first_on=day, last_on=day))
        aic = bodies.with_key("anshan_aic_2015")
        actions.add_body(by=people.wu, opened=made, given=BodyGiven(aic.id))
        group = actions.add_group(by=people.wu, opened=made, name="一组", leader="王建民")
        given = MemberGiven(person_id=people.wang.id)
        actions.add_member(by=people.wu, opened=made, group_id=group.id, given=given)
    move(people, made.id, "approve", by="chen")
    shop = {"place_id": None, "shop": "旧店", "area": "210302", "group_id": group.id}
    marks = (finding("trademark"), finding())
    with writing():
        given = InspectionGiven(on=day, findings=marks, **shop)
        actions.inspect(by=people.wang, opened=opened(made.id, people), given=given)
    names = [row.body_name for row in queries.findings_of(made.id)]
    assert names == ["鞍山市工商行政管理局", "鞍山市知识产权局"]
    own = queries.findings_of(made.id)[1].id
    known = opened(made.id, people)
    with pytest.raises(Refused, match="这是专利问题，由本机关"), writing():
        actions.hand_over(by=people.wang, opened=known, finding_id=own, reason="不归我们")
    case = lead(people, made.id, own)
    assert db.session.get(CaseFile, case.id).edition.startswith("counterfeit")


def test_office_that_only_sends_leads_on_takes_no_measure_and_decides_nothing(
    office, people, as_person
):
    joint_id = running(people)
    for measure in ("seal", "keep", "order"):
        told = "鞍山市知识产权局对专利问题只登记和分送线索，不以自己的名义作出处理、采取措施"
        with pytest.raises(Refused, match=told):
            visit(people, joint_id, findings=(finding(measure=measure),))
        db.session.rollback()
    market = finding(measure="seal", body_id=body_id(MARKET))
    visit(people, joint_id, findings=(finding(measure="shelf"), market))
    own, theirs = queries.findings_of(joint_id)
    assert (own.body_name, theirs.body_name) == ("鞍山市知识产权局", "鞍山市市场监督管理局")
    with pytest.raises(Refused, match="只登记和分送线索"):
        outcome(people, joint_id, own.id)
    outcome(people, joint_id, theirs.id, what="punished")
    page = as_person("wang").get(f"/joint/{joint_id}/findings/{own.id}")
    assert "请转为线索，或者移交有权处理的单位" in page.text
    assert "登记处理结果" not in page.text
    with writing():
        known, why = opened(joint_id, people), "由市场监管综合执法队伍查处"
        number = actions.hand_over(by=people.wang, opened=known, finding_id=own.id, reason=why)
    assert db.session.get(Transfer, number).body_id in {body_id(MARKET), body_id(TIEXI)}
    outcome(people, joint_id, own.id)
    assert queries.findings_of(joint_id)[0].outcome == "filed"


def test_number_of_a_lead_stays_with_those_who_may_know_of_the_case(office, people, as_person):
    joint_id, (own, theirs) = found(people, finding(), finding("trademark"))
    with writing():
        known = opened(joint_id, people)
        given = MemberGiven(person_id=people.zhao.id)
        group = queries.groups_of(joint_id)[0].id
        actions.add_member(by=people.wu, opened=known, group_id=group, given=given)
    number = lead(people, joint_id, own).lead_no
    with writing():
        actions.hand_over(
            by=people.wang, opened=opened(joint_id, people), finding_id=theirs, reason="由其主管"
        )
    for login, is_told in (("wang", True), ("zhao", False)):
        reader = as_person(login)
        page = reader.get(f"/joint/{joint_id}")
        assert (page.status, number in page.source) == (200, is_told), login
        for one, link in ((own, "打开线索"), (theirs, "打开移送")):
            page = reader.get(f"/joint/{joint_id}/findings/{one}")
            assert (page.status, link in page.links()) == (200, is_told), (login, link)
