"""Each closing kind of a counterfeit case, under each edition, by the office's own acts."""

from decimal import Decimal

import pytest

from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.ledger.queries import verify_chain
from tests.stories import RECEIVED, Story, reported, walked

ANNULLED = {"remedy_result": "撤销原决定。"}
BODY = {"remedy_body": "鞍山市人民政府", "remedy_no": "鞍政复〔2024〕1号"}
MARK = {
    "marked_by_holder": True,
    "defects": ("kind",),
    "correction": "标明专利权的类别。",
}
by_edition = pytest.mark.parametrize("edition", RECEIVED)


def limits_of(story: Story) -> dict[str, str]:
    return {row.rule_id: row.state for row in deadlines.of_case(story.case_id)}


def spot(story: Story, **changed):
    """What the officers write on the spot."""
    return {
        "officers": (story.crew.officer.id, story.crew.second.id),
        "certificate_shown": True,
        "certificate_shown_at": story.at(1),
        "decision_no": "当罚0001",
        "act_kinds": ("CFA-3b",),
        "act_end": story.day(1),
        "act_facts": "说明书将专利申请称为专利。",
        "spot_party": "person",
        "fine": Decimal(20),
        "correction": "停止发放并更正说明书。",
        **dict.fromkeys(("facts_clear", "no_gains", "rights_told", "party_heard"), True),
        "handed_over": True,
        "remedy_told": "reconsideration_first",
        "criminal_check": "none",
        "criminal_reason": "未达到追诉标准。",
        **changed,
    }


@by_edition
def test_what_is_not_paid_ends_in_court(app, people, edition):
    story = walked(people, "publish", edition=edition)
    story.take("mark_overdue", on=story.day(45))
    story.take("demand", on=story.day(60))
    over = 120 if edition == 2011 else 240  # in 2015 the time for a suit became six months
    story.take("remedy_lapsed", on=story.day(over))
    court = {"court": "鞍山市铁东区人民法院"}
    story.take("apply_court", who="chen", on=story.day(over + 2), **court)
    story.take("court_refused", on=story.day(over + 5), reason="材料不全。")
    story.take("apply_court", who="chen", on=story.day(over + 10), **court)
    story.take("court_enforced", on=story.day(over + 30), paid=Decimal(32000))
    story.take("close", on=story.day(over + 32))
    assert (story.case.state, story.case.closed_on) == ("closed", story.day(over + 32))
    assert verify_chain().ok


@by_edition
def test_what_is_slight_ends_without_a_penalty(app, people, edition):
    story = walked(people, "dispose_evidence", edition=edition)
    free = {"proposal": "no_penalty", "proposed_fine": Decimal(0), "confiscation": Decimal(0)}
    story.take("report", **free)
    story.take("send_review")
    story.take("pass_without_penalty", who="zhang", on=story.day(12), review_opinion="同意。")
    story.take("spare", who="chen", on=story.day(13), outcome_basis="轻微并及时改正。")
    story.take("close")
    assert story.case.state == "closed"
    assert limits_of(story)["CF-12a" if edition < 2019 else "CF-12b"] == "met"


@by_edition
def test_what_nobody_did_is_withdrawn(app, people, edition):
    story = walked(people, "dispose_evidence", edition=edition)
    story.take("suspend", who="chen", on=story.day(8), reason="等待鉴定。")
    story.take("withdraw", who="chen", on=story.day(20), reason="经查不是当事人所为。")
    story.take("close")
    assert story.case.state == "closed"


@by_edition
def test_a_crime_is_closed_with_the_police_or_comes_back(app, people, edition):
    story = walked(people, "dispose_evidence", edition=edition)
    by = {"transfer": "鞍市监协登字〔2026〕1号"}
    told = {"receiver": "鞍山市公安局", "reason": "涉嫌假冒专利罪。", **by}
    # Even after the time for the case is over the police must get it.
    late = story.day(200)
    story.take("transfer_crime", who="chen", on=late, **told)
    story.take("police_returned", on=story.day(210), reason="不构成犯罪。", **by)
    story.take("transfer_crime", who="chen", on=story.day(215), **told)
    story.take("close", on=story.day(220))
    assert story.case.state == "closed"


@by_edition
def test_a_lead_is_refused_or_goes_elsewhere_and_comes_back(app, people, edition):
    story = walked(people, "verify", edition=edition)
    away = {"receiver": "营口市知识产权局", "reason": "不属于本机关管辖。"}
    story.take("transfer", who="chen", on=story.day(2), **away)
    assert (story.case.is_open, story.case.closed_on) == (False, story.day(2))
    story.take("lead_returned", on=story.day(9), reason="指定由本机关管辖。")
    assert (story.case.state, story.case.is_open, story.case.closed_on) == ("verify", True, None)
    story.take("ask_filing", on=story.day(10))
    story.take(
        "refuse_filing", who="chen", on=story.day(11), refusal="no_breach", reason="不成立。"
    )
    assert story.case.state == "not_filed"


@by_edition
def test_a_filed_case_that_comes_back_keeps_its_number_and_its_clock(app, people, edition):
    story = walked(people, "file", edition=edition)
    number = story.case.case_no
    away = {"receiver": "营口市知识产权局", "reason": "不属于本机关管辖。"}
    story.take("transfer", who="chen", on=story.day(5), **away)
    rule = "CF-12a" if edition < 2019 else "CF-12b"
    assert limits_of(story)[rule] == "paused"
    story.take("case_returned", on=story.day(15), reason="指定由本机关管辖。")
    assert (story.case.state, story.case.case_no) == ("investigate", number)
    assert limits_of(story)[rule] == "running"


@by_edition
def test_a_decision_may_be_annulled_sent_back_or_upheld(app, people, edition):
    story = walked(people, "publish", edition=edition)
    story.take("reconsideration", who="zhang", on=story.day(30), **BODY)
    story.take("answer_remedy", who="zhang", on=story.day(35))
    story.take("remedy_upheld", who="zhang", on=story.day(60), remedy_result="维持。")
    story.take("perform", on=story.day(61))
    story.take("close", on=story.day(62))
    story.take("suit", who="zhang", on=story.day(63), **BODY)
    assert story.case.is_open
    story.take("remedy_annulled", who="zhang", on=story.day(90), **ANNULLED)
    story.take("withdraw_publicity", who="chu", on=story.day(91), reason="决定已被撤销。")
    story.take("close", on=story.day(92))
    assert story.case.state == "closed"


@by_edition
def test_a_wrong_mark_ends_with_an_order_and_no_penalty(app, people, edition):
    story = reported(people, edition=edition)
    story.take("verify", patent_status="in_force")
    order = {**MARK, "correct_by": story.day(20)}
    story.take("order_correction", who="chen", on=story.day(3), **order)
    with pytest.raises(Refused, match="责令改正以后尚未复查"):
        story.take("close")
    check = {"correction_note": "包装已更换。"}
    story.take("check_correction", on=story.day(21), correction_result="not_corrected", **check)
    with pytest.raises(Refused, match="复查发现尚未改正"):
        story.take("close")
    story.take("order_correction", who="chen", on=story.day(22), **order)
    story.take("check_correction", on=story.day(40), correction_result="corrected", **check)
    story.take("close", on=story.day(41))
    assert (story.case.state, story.case.case_no, story.case.decided_on) == ("closed", None, None)
    assert "running" not in limits_of(story).values()


def test_a_mark_of_a_dead_patent_cannot_be_called_a_mere_defect(app, people):
    story = walked(people, "verify")
    with pytest.raises(Refused, match="没有确认专利权在行为日有效"):
        story.take(
            "order_correction", who="chen", on=story.day(3), **MARK, correct_by=story.day(20)
        )


@by_edition
def test_a_small_penalty_begins_and_ends_on_the_spot(app, people, edition):
    story = reported(people, edition=edition)
    story.take("punish_on_spot", on=story.day(1), **spot(story))
    assert (story.case.state, story.case.decided_on) == ("on_spot", story.day(1))
    paid = {"paid": Decimal(20), "pay_reference": "票据0001", "corrected": "已更正。"}
    story.take("collect_cash", on=story.day(1), cash_ground="small", **paid)
    assert limits_of(story)["CF-30"] == "running"
    if edition < 2021:
        publication = {"publication": "full", "published_where": "市政府网站"}
        story.take("publish", who="chu", on=story.day(2), **publication)
    with pytest.raises(Refused, match="当场收缴的罚款尚未上缴"):
        story.take("close", on=story.day(2))
    story.take("hand_in_cash", on=story.day(2), handed_in_no="缴存0001")
    assert (limits_of(story)["CF-30"], limits_of(story)["CF-30b"]) == ("met", "running")
    with pytest.raises(Refused, match="当场收缴的罚款尚未缴付银行"):
        story.take("close", on=story.day(3))
    story.take("bank_cash", who="feng", on=story.day(3), banked_no="银行缴存0001")
    assert limits_of(story)["CF-30b"] == "met"
    story.take("close", on=story.day(3))
    assert story.case.state == "closed"


def test_a_decision_on_the_spot_is_not_shown_and_needs_no_word_about_it(app, people):
    story = reported(people)
    story.take("punish_on_spot", on=story.day(1), **spot(story))
    with pytest.raises(Refused, match="当场作出的处罚决定不在公示范围"):
        story.take(
            "publish", who="chu", on=story.day(2), publication="full", published_where="网站"
        )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"fine": Decimal(201)}, "罚款201元超过当场处罚的限额200元"),
        ({"fine": Decimal(3001), "spot_party": "entity"}, "罚款3001元超过当场处罚的限额3000元"),
        ({"no_gains": False}, "未确认“没有违法所得”"),
        ({"party_heard": False}, "未确认“已听取当事人陈述申辩”"),
        ({"remedy_told": "either"}, "当场处罚的救济途径告知有误（行政复议法第二十三条）"),
        ({"criminal_check": "suspected"}, "本案涉嫌犯罪，不得以行政处罚代替移送"),
        ({"certificate_shown": False}, "未记明已出示执法证件"),
    ],
)
def test_a_penalty_on_the_spot_is_refused_with_its_sentence(*, app, people, changed, sentence):
    story = reported(people)
    with pytest.raises(Refused, match=sentence):
        story.take("punish_on_spot", on=story.day(1), **spot(story, **changed))
    assert (story.case.state, story.case.decided_on) == ("lead", None)


def test_what_was_punished_on_the_spot_and_annulled_is_looked_into_anew(app, people):
    story = reported(people)
    story.take("punish_on_spot", on=story.day(1), **spot(story))
    story.take("reconsideration", who="zhang", on=story.day(10), **BODY)
    with pytest.raises(Refused, match="本案没有立案"):
        story.take("remedy_redo", who="zhang", on=story.day(30), remedy_result="重新处理。")
    story.take("remedy_reopen", who="zhang", on=story.day(30), remedy_result="重新处理。")
    assert story.case.state == "verify"
    story.take("verify", on=story.day(31))
    story.take("ask_filing", on=story.day(32))
    story.take("file", on=story.day(33))
    assert story.case.case_no == "鞍市监案字〔2024〕1号"


@pytest.mark.parametrize(("edition", "lapses"), [(2019, False), (2021, True)])
def test_registered_evidence_lapses_only_by_the_law_of_its_day(*, app, people, edition, lapses):
    story = walked(people, "register_evidence", edition=edition)
    if lapses:
        story.take("lapse_evidence", on=story.day(30))
        assert limits_of(story)["CF-08b"] in {"met", "missed"}
    else:
        with pytest.raises(Refused, match="登记保存时的规定没有期满自动解除"):
            story.take("lapse_evidence", on=story.day(30))
        story.take("dispose_evidence", on=story.day(30))


def test_urgent_evidence_waits_a_day_for_its_approval(app, people):
    story = walked(people, "inspect")
    values = {
        key: value
        for key, value in story.values("register_evidence").items()
        if key not in {"approved_by", "approved_on"}
    }
    story.take("register_urgent", on=story.day(4), **values, measure_at=story.at(4, 10))
    assert limits_of(story)["CF-09"] == "running"
    late = {"approved_at": story.at(5, 11)}
    with pytest.raises(Refused, match="补办批准已超过规定时间"):
        story.take("approve_registration", who="chen", on=story.day(5), **late)
    story.take("approve_registration", who="chen", on=story.day(5), approved_at=story.at(5, 9))
    assert limits_of(story)["CF-09"] == "met"
    story.take("dispose_evidence", on=story.day(6))
