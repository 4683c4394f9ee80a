"""Mediations from the request to their end: each kind, both outcomes, every edition."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import actions, queries
from caseapp.ledger.queries import verify_chain
from tests.mediations import AGREED, FAILED, HANDED, KINDS, TO_SESSION, asked

EDITIONS = (2011, 2015, 2025)
NUMBERS = {2011: "鞍知调字〔2014〕1号", 2015: "鞍知调字〔2020〕1号", 2025: "鞍知调字〔2026〕1号"}


def refusal(story, *act, **changed):
    """Try a step that must be refused; nothing of it may be left."""
    before = (story.case.state, story.case.version, len(queries.history(story.case_id)))
    with pytest.raises(Refused) as caught:
        story.take(*act, **changed)
    assert (story.case.state, story.case.version, len(queries.history(story.case_id))) == before
    return str(caught.value)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_end_with_an_agreement(people, kind, edition):
    story = asked(people, kind=kind, edition=edition)
    assert (story.case.edition, story.case.state) == (f"mediation-{edition}", "requested")
    story.walk(AGREED)
    assert story.case.state == "agreed"
    if kind == "ownership" and edition == 2025:
        story.walk([*HANDED, ("close_ownership", 25, "chief"), ("copy_papers", 26, "registrar")])
        assert story.case.state == "after"
        story.take("finish", 27)
    else:
        assert "《调解协议书》尚未送达" in refusal(story, "close", 25, "chief")
        story.walk(HANDED).take("close", 25, "chief")
    case = story.case
    assert (case.state, case.is_open, case.case_no) == ("closed", False, NUMBERS[edition])
    assert verify_chain().ok


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_end_without_one(people, kind, edition):
    story = asked(people, kind=kind, edition=edition).walk((*FAILED, *HANDED))
    assert story.case.state == "failed"
    owned = kind == "ownership" and edition == 2025
    story.take("close_ownership" if owned else "close", 25, "chief")
    assert story.case.state == ("after" if owned else "closed")


@pytest.mark.parametrize(
    ("edition", "families"),
    [
        (2011, ["MED-02", "MED-09"]),
        (2015, ["MED-02", "MED-03", "MED-09"]),
        (2025, ["MED-01", "MED-02", "MED-03", "MED-05", "MED-09", "MED-06", "MED-07"]),
    ],
)
def test_the_limits_are_those_of_the_day(people, edition, families):
    story = asked(people, kind="ownership", edition=edition).walk((*AGREED, *HANDED))
    story.take("close_ownership" if edition == 2025 else "close", 25, "chief")
    # Judicial confirmation came with the code of 2013, closing in two months with the measures of 2025.
    assert story.families == families


def test_only_an_ownership_case_has_two_months_and_one_more(people):
    story = asked(people, kind="ownership").walk(TO_SESSION[:4])
    filed = story.day(14)
    assert (story.limit("MED-05").start_on, story.limit("MED-05").due_on) == (
        filed,
        date(2026, 5, 18),
    )
    story.take("extend_case", 20, "chief", reason="案情特别复杂。")
    assert story.limit("MED-05").due_on == date(2026, 6, 16)
    with pytest.raises(Refused):
        story.take("extend_case", 21, "chief", reason="还要再延长。")
    other = asked(people, kind="reward").walk(TO_SESSION[:4])
    assert other.limit("MED-05") is None
    assert "不是专利申请权或者专利权归属纠纷" in refusal(other, "extend_case", 20, "chief")


def test_silence_ends_in_a_refusal_within_five_working_days_of_the_expiry(people, clock):
    story = asked(people).walk(TO_SESSION[:2])
    assert story.limit("MED-02").due_on == date(2026, 3, 23)  # 15 days end on a Saturday
    assert "期满后办理" in refusal(story, "stay_silent", 21)
    clock.set(date(2026, 3, 24))
    with writing():
        assert actions.let_time_act(by=people.wang.system(), day=date(2026, 3, 24)) == 1
    assert story.case.state == "declined"
    assert story.limit("MED-04").start_on == date(2026, 3, 23)
    assert story.limit("MED-04").due_on == date(2026, 3, 30)
    clock.set(date(2026, 3, 26))
    story.take("refuse_filing", 24, "chief", reason="被请求人逾期未陈述意见。")
    assert (story.case.state, story.case.case_no) == ("not_filed", None)
    assert story.limit("MED-04").state == "met"


def test_a_late_consent_still_opens_the_way(people):
    story = asked(people).walk([*TO_SESSION[:2], ("decline", 8, "registrar")])
    story.take("consent", 9, "registrar")
    assert story.case.state == "opinion"
    assert (story.limit("MED-04").stopped_on, story.limit("MED-03").start_on) == (
        story.day(9),
        story.day(9),
    )


def test_an_open_licence_is_sent_to_the_national_office(people):
    story = asked(people, kind="open_licence")
    assert refusal(story, "send_notice", 2, "registrar") == (
        "不能发出意见陈述通知书：专利开放许可实施纠纷由国务院专利行政部门调解"
        "（专利法第五十二条、专利纠纷行政裁决和调解办法第七十六条）。请办理“告知另行提出”，告知双方当事人。"
    )
    story.take("route_away", 3, "chief")
    assert (story.case.state, story.case.is_open) == ("routed", False)
    assert story.limit("MED-01").stopped_on == story.day(3)


def test_a_fee_is_mediated_only_after_the_grant(people):
    story = asked(people, kind="pre_grant_fee", granted_on=None)
    assert "专利权尚未授予" in refusal(story, "send_notice", 2, "registrar")
    story.take("refuse_filing", 3, "chief", refusal="not_granted")
    assert story.case.state == "not_filed"


def test_a_seat_elsewhere_is_taken_where_the_infringement_is_here(people, as_person):
    story = asked(people, kind="damages", seat_is_here=False, act_is_here=True)
    page = as_person("wang").get(story.path)
    assert "不得仅以所在地不在本辖区为由拒绝" in page.text
    story.walk(TO_SESSION)
    nowhere = asked(people, kind="damages", seat_is_here=False)
    assert "都不在本辖区（专利法实施细则第九十七条）" in refusal(
        nowhere, "send_notice", 2, "registrar"
    )
    nowhere.take("refuse_filing", 3, "chief", refusal="not_ours")


@pytest.mark.parametrize("ground", ["requester_absent", "respondent_absent"])
def test_whoever_stays_away_ends_the_mediation(people, ground):
    story = asked(people).walk(TO_SESSION[:5])
    who = ground.removesuffix("_absent")
    assert "通知的调解日期是2026年3月24日" in refusal(story, "note_absence", 20, absent=who)
    assert "《调解通知书》尚未送达" in refusal(story, "note_absence", 22, absent=who)
    story.take("serve_session", 16, "registrar")
    story.take("note_absence", 22, absent=who)
    assert story.case.state == "no_show"
    wrong = "respondent_absent" if who == "requester" else "requester_absent"
    assert "无正当理由不到场的记录" in refusal(story, "withdraw", 23, "chief", withdrawal=wrong)
    story.take("withdraw", 23, "chief", withdrawal=ground)
    assert story.case.state == "failed"


def test_a_good_reason_brings_a_new_day(people):
    story = asked(people).walk(TO_SESSION[:5])
    assert "有正当理由的，请另行通知调解日期" in refusal(story, "note_absence", 22, unexcused=False)
    story.take("notify_session", 22, session_on=story.day(29))
    assert "通知的调解日期是2026年3月31日" in refusal(story, "mediate", 25)
    story.take("mediate", 29)


def test_the_stay_lasts_a_year_and_is_extended_before_it_lapses(people):
    story = asked(people, kind="ownership").walk(TO_SESSION[:4])
    assert "请先办理出具受理证明" in refusal(story, "note_stay", 16, "registrar")
    story.take("prove_acceptance", 15)
    story.take("note_stay", 16, "registrar")
    assert story.limit("MED-08").due_on == date(2027, 3, 18)
    assert "不是正数" in refusal(story, "extend_stay", 17, "registrar", extend_months=0)
    story.take("extend_stay", 17, "registrar")
    assert story.limit("MED-08").due_on == date(2027, 9, 20)
    assert [one["length"] for one in story.limit("MED-08").extensions] == [6]


def test_nobody_asks_to_extend_a_stay_that_has_lapsed(people, clock):
    story = asked(people, kind="ownership", edition=2015).walk(TO_SESSION[:4])
    story.take("prove_acceptance", 15)
    story.take("note_stay", 16, "registrar")
    after = (date(2021, 6, 25) - story.day(0)).days
    assert "国务院专利行政部门自行恢复程序" in refusal(story, "extend_stay", after, "registrar")


def test_copies_go_out_before_an_ownership_case_is_put_away(people):
    story = asked(people, kind="ownership").walk(AGREED)
    assert "归属纠纷结案后应当抄送" in refusal(story, "close", 25, "chief")
    story.walk(HANDED)
    story.take("close_ownership", 25, "chief")
    assert story.limit("MED-07").due_on == date(2026, 4, 3)
    assert "请先办理抄送" in refusal(story, "finish", 26)
    story.take("copy_papers", 26, "registrar")
    story.take("note_resumption", 30, "registrar")
    assert (story.limit("MED-07").state, story.limit("MED-06").state) == ("met", "met")
    story.take("finish", 31)
    assert story.case.closed_on == story.day(31)


def test_judicial_confirmation_takes_both_sides_and_thirty_days(people):
    story = asked(people).walk(AGREED)
    assert story.limit("MED-09").due_on == date(2026, 4, 27)  # the thirtieth day is a Saturday
    assert "请双方共同向人民法院申请" in refusal(story, "ask_confirmation", 26, both_applied=False)
    assert "协议仍有合同效力" in refusal(story, "ask_confirmation", 57)
    story.walk(HANDED).take("close", 25, "chief")
    story.take("ask_confirmation", 30)
    story.take("confirmation_result", 40)
    assert story.limit("MED-09").state == "met"


def test_an_enforceable_clause_needs_something_to_enforce(people):
    story = asked(people).walk(TO_SESSION)
    said = refusal(story, "agree", 24, enforcement_promise=True)
    assert "协议没有给付内容，不能办理赋予强制执行效力的公证" in said
    assert "补齐后办理" in refusal(story, "agree", 24, both_signed=False)
    story.take("agree", 24, enforcement_promise=True, has_performance=True)


def test_the_chief_says_who_mediates(people):
    story = asked(people).walk(TO_SESSION[:3])
    assert "没有指定调解人员" in refusal(story, "file", 14, "chief", officers=())
    story.take("file", 14, "chief")
    story.take("change_mediators", 16, "chief")
    team = {row.person_id: (row.part, row.until) for row in queries.officers(story.case_id)}
    assert team == {
        people.zheng.id: ("经办", None),
        people.wang.id: ("调解", story.day(16)),
        people.li.id: ("调解", None),
    }


def test_no_step_of_a_mediation_seizes_anything(people):
    story = asked(people).walk(TO_SESSION)
    assert "调解专利纠纷没有查封、扣押的职权" in refusal(story, "seize", 24)


def test_a_request_is_refused_with_a_sentence(people):
    for kind, words in (("", "没有选择纠纷的种类"), ("theft", "没有选择纠纷的种类")):
        with pytest.raises(Refused) as caught:
            asked(people, kind=kind)
        assert words in str(caught.value)
