"""What stands against a step is said in sentences; what is taken leaves all it should."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.accounts import actions as accounts
from caseapp.base.db import writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.cases import queries
from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.roles import Role
from caseapp.ledger import queries as ledger
from tests.people import ISSUER
from tests.stories import Story, found_by_district, reported, walked

BEFORE = {key: before for before, key in zip(
    ("", "verify", "ask_filing", "file", "inspect", "question", "register_evidence",
     "dispose_evidence", "report", "send_review", "pass_review", "sign_notice", "notify",
     "record_defence", "ask_decision", "decide", "serve_decision", "publish", "perform"),
    ("verify", "ask_filing", "file", "inspect", "question", "register_evidence",
     "dispose_evidence", "report", "send_review", "pass_review", "sign_notice", "notify",
     "record_defence", "ask_decision", "decide", "serve_decision", "publish", "perform", "close"),
    strict=True,
)}  # fmt: skip


def ready_for(people, key, *, edition=2021) -> Story:
    story = reported(people, edition=edition)
    return story.walk(BEFORE[key]) if BEFORE[key] else story


def refusal(story: Story, key: str, **changed) -> str:
    """Try a step that must be refused; nothing of it may be left."""
    before = (story.case.state, story.case.version, len(queries.history(story.case_id)))
    with pytest.raises(Refused) as caught:
        story.take(key, **changed)
    after = (story.case.state, story.case.version, len(queries.history(story.case_id)))
    assert after == before
    return str(caught.value)


@pytest.mark.parametrize("edition", [2015, 2021])
def test_filing_needs_two_officers(app, people, edition):
    story = ready_for(people, "file", edition=edition)
    one = (people.wang.id,)
    assert refusal(story, "file", officers=one).startswith("不能立案：办案人员少于两人")
    assert "办案人员少于两人" in refusal(story, "file", officers=one * 2)
    assert "办案人员少于两人" in refusal(story, "file", officers=None)
    story.take("file")


def certified(people, valid_to):
    with writing():
        accounts.add_certificate(
            by=people.jiang,
            person_id=people.xu.id,
            number="辽专执9001",
            issuer=ISSUER,
            valid_from=date(2014, 1, 1),
            valid_to=valid_to,
        )


@pytest.mark.parametrize(
    ("edition", "valid_to", "sentence"),
    [
        (2015, date(2015, 9, 3), "徐志强的执法证件已于2015年9月3日到期，2015年9月4日不能执法"),
        (2021, date(2024, 3, 6), "徐志强的执法证件已于2024年3月6日到期，2024年3月7日不能执法"),
    ],
)
def test_expired_certificate_is_named_with_its_day(*, app, people, edition, valid_to, sentence):
    story = ready_for(people, "file", edition=edition)
    officers = (people.wang.id, people.xu.id)
    assert "徐志强没有执法证件" in refusal(story, "file", officers=officers)
    certified(people, valid_to)
    assert sentence in refusal(story, "file", officers=officers)


def test_certificate_of_the_very_last_day_is_good(app, people):
    story = ready_for(people, "file")
    certified(people, story.day(3))
    story.take("file", officers=(people.wang.id, people.xu.id))
    assert story.case.state == "filed"


@pytest.mark.parametrize("test", ["has_evidence", "is_punishable", "is_ours", "in_time"])
def test_filing_names_the_test_that_is_not_met(app, people, test):
    said = refusal(ready_for(people, "file"), "file", **{test: False})
    assert said.startswith("不能立案：未确认“")
    assert said.count("“") == 1


@pytest.mark.parametrize(
    ("edition", "numbers", "series"),
    [
        (2015, ["鞍知假字〔2015〕1号", "鞍知假字〔2015〕2号"], "case.ip_office.鞍"),
        (2021, ["鞍市监案字〔2024〕1号", "鞍市监案字〔2024〕2号"], "case.market_bureau.鞍"),
    ],
)
def test_number_is_taken_at_filing_without_a_gap(*, app, people, edition, numbers, series):
    first, second = (ready_for(people, "file", edition=edition) for _ in range(2))
    assert (first.case.case_no, first.case.filed_on) == (None, None)
    refusal(first, "file", officers=(people.wang.id,))
    second.take("file")
    first.take("file")
    assert [second.case.case_no, first.case.case_no] == numbers
    register = ledger.register(series=series, year=first.received_on.year)
    assert [(one.text, one.subject_id) for one in register] == [
        (numbers[0], second.case_id),
        (numbers[1], first.case_id),
    ]


@pytest.mark.parametrize(
    ("edition", "due", "words"),
    [
        (2011, date(2015, 4, 7), "1个月"),
        (2015, date(2015, 10, 8), "1个月"),
        (2019, date(2020, 12, 3), "90日"),
        (2021, date(2024, 6, 5), "90日"),
    ],
)
def test_closing_limit_starts_with_filing_and_explains_itself(*, app, people, edition, due, words):
    story = walked(people, "file", edition=edition)
    limits = {row.family: row for row in deadlines.of_case(story.case_id)}
    closing = limits["CF-12"]
    assert (closing.start_on, closing.due_on, closing.stopped_on) == (story.day(3), due, None)
    assert words in closing.text
    assert str(due.year) in closing.text
    assert closing.basis
    filing = {row.family: row.stopped_on for row in limits.values() if row.family < "CF-04"}
    named = {2011: {}, 2015: {"CF-02": story.day(3)}}
    assert filing == named.get(edition, {"CF-03": story.day(3)})


@pytest.mark.parametrize(
    ("edition", "due"),
    [
        (2011, date(2015, 3, 13)),
        (2015, date(2015, 9, 14)),
        (2019, date(2020, 9, 14)),
        (2021, date(2024, 3, 19)),
    ],
)
def test_registered_evidence_waits_seven_days_as_its_law_counts_them(*, app, people, edition, due):
    # 2015: calendar days, the last a Saturday, so Monday; from 2021-07-15: working days.
    story = walked(people, "register_evidence", edition=edition)
    limit = next(row for row in deadlines.of_case(story.case_id) if row.family == "CF-08")
    assert (limit.start_on, limit.due_on) == (story.day(4), due)
    paper = story.paper("evidence_registration")
    assert (paper.state, paper.signed_on) == ("signed", story.day(4))
    story.take("dispose_evidence")
    limit = next(row for row in deadlines.of_case(story.case_id) if row.family == "CF-08")
    assert limit.stopped_on == story.day(6)


def test_evidence_is_registered_only_with_goods_and_approval(app, people):
    story = ready_for(people, "register_evidence")
    assert "未记明负责人批准" in refusal(story, "register_evidence", approved_by=None)
    late = refusal(story, "register_evidence", approved_on=story.day(5))
    assert "批准日期晚于登记保存日期" in late
    bare = reported(people)
    for key in ("verify", "ask_filing", "file"):
        bare.take(key)
    assert "没有列明物品" in refusal(bare, "register_evidence")


@pytest.mark.parametrize(
    ("edition", "gains", "ceiling", "law"),
    [
        (2015, 12_000, 48_000, "2008年修正"),  # four times the gains
        (2021, 12_000, 250_000, "2020年修正"),  # gains of 50,000 or less: up to 250,000
        (2021, 50_001, 250_005, "2020年修正"),  # above: five times the gains
    ],
)
def test_fine_outside_the_range_is_refused_with_its_reasons(
    *, app, people, edition, gains, ceiling, law
):
    story = ready_for(people, "report", edition=edition)
    over = {"gains": Decimal(gains), "proposed_fine": Decimal(ceiling) + Decimal("0.01")}
    said = refusal(story, "report", **over)
    for words in (f"超出法定幅度，上限为{ceiling}元", law, f"违法所得{gains}元", "终了"):
        assert words in said
    story.take("report", gains=Decimal(gains), proposed_fine=Decimal(ceiling))


def test_act_before_the_new_law_is_measured_by_the_old(app, people):
    story = walked(people, BEFORE["report"], received_on=date(2022, 6, 1))
    old = {"act_start": date(2021, 3, 1), "act_end": date(2021, 5, 31)}
    new = {"act_start": date(2021, 3, 1), "act_end": date(2021, 6, 1)}
    assert "上限为48000元" in refusal(story, "report", proposed_fine=Decimal(50_000), **old)
    story.take("report", proposed_fine=Decimal(50_000), **new)


def test_report_is_refused_when_its_sums_or_days_do_not_hold(app, people):
    story = ready_for(people, "report")
    assert "未填写违法所得数额" in refusal(story, "report", gains=None)
    assert "未记明违法所得的计算方法" in refusal(story, "report", gains_method=None)
    assert "超过违法所得" in refusal(story, "report", confiscation=Decimal(12_001))
    assert "终止日期早于起始日期" in refusal(story, "report", act_end=story.day(-31))
    assert "终止日期晚于报告日期" in refusal(story, "report", act_end=story.day(11))
    missing = refusal(story, "report", gains_kind="not_computable", gains=None, gains_reason=None,
                      confiscation=Decimal(0))  # fmt: skip
    assert "无法计算而未说明理由" in missing


def granted(people, login, role):
    with writing():
        accounts.grant_role(by=people.shen, person_id=people[login].id, role=role.value)
    from tests.people import everybody

    return everybody()


def test_reviewer_is_nobody_who_investigated(app, people):
    story = ready_for(people, "pass_review")
    story.people = granted(people, "wang", Role.LEGAL)
    assert "审核人员是本案调查人员" in refusal(story, "pass_review", who="wang")
    assert "审核人员是本案调查人员" in refusal(
        story, "return_review", who="wang", reason="退", on=story.day(12)
    )
    story.take("pass_review")


def test_review_returns_a_report_only_with_reasons(app, people):
    story = ready_for(people, "pass_review")
    again = {"who": "zhang", "on": story.day(12)}
    assert "没有写明理由" in refusal(story, "return_review", **again)
    story.take("return_review", reason="证据不足。", **again)
    assert story.case.state == "report"
    story.take("report", on=story.day(12))
    assert [row.kind for row in story_papers(story)].count("final_report") == 2


def story_papers(story):
    from caseapp.documents import queries as documents

    return documents.papers_of_case(story.case_id)


def test_suspected_crime_goes_to_the_police_before_any_penalty(app, people):
    story = ready_for(people, "report")
    story.take("report", criminal_check="suspected")
    story.take("send_review")
    assert "不得以行政处罚代替移送" in refusal(story, "pass_review")


def test_penalty_heavier_than_the_notice_is_refused(app, people):
    story = ready_for(people, "ask_decision")
    said = refusal(story, "ask_decision", fine=Decimal("20000.01"))
    assert "重于告知的" in said
    assert "不得因申辩加重处罚" in said
    story.take("ask_decision", fine=Decimal(15_000))


@pytest.mark.parametrize("edition", [2015, 2021])
def test_hearing_is_offered_where_its_threshold_is_met(app, people, edition):
    story = ready_for(people, "sign_notice", edition=edition)
    if edition == 2021:
        assert "未告知听证权利" in refusal(story, "sign_notice", hearing_offered=False)
    story.take("sign_notice", hearing_offered=True)


def test_hearing_is_not_owed_for_a_small_sum(app, people):
    story = ready_for(people, "report")
    story.take("report", proposed_fine=Decimal(1000), confiscation=Decimal(0),
               gains_kind="none", gains=None, gains_method=None)  # fmt: skip
    story.take("send_review")
    story.take("pass_review")
    story.take("sign_notice", hearing_offered=False)


def test_decision_waits_for_the_defence_unless_it_is_waived(app, people):
    story = ready_for(people, "ask_decision")
    early = refusal(story, "ask_decision", on=story.day(16))
    assert "陈述申辩期限至2024年3月25日届满" in early
    waived = {"waiver_form": "written", "hearing_waived": True}
    story.take("waive_defence", on=story.day(16), **waived)
    story.take("ask_decision", on=story.day(16))
    assert story.case.state == "deciding"


def test_decision_waits_for_the_hearing_that_was_asked_for(app, people):
    story = ready_for(people, "ask_decision")
    story.take("ask_hearing", on=story.day(16))
    story.take("notify_hearing", on=story.day(16), hearing_on=story.day(30),
               hearing_place="三楼会议室", hearing_officer=people.sun.id,
               hearing_notice_served_on=story.day(17))  # fmt: skip
    story.take("hold_hearing", on=story.day(30), who="sun", hearing_officer=people.sun.id,
               hearing_record="笔录。", hearing_opinion="维持。")  # fmt: skip
    said = refusal(story, "ask_decision", on=story.day(30))
    assert "听证以后尚未进行法制审核" in said
    assert "没有集体讨论记录" in said
    story.take("review_hearing", who="zhang", on=story.day(31), review_opinion="同意。")
    story.take("collective", who="chen", on=story.day(32), members="陈立新、吴国栋",
               discussion="讨论。", conclusion="同意处罚。")  # fmt: skip
    story.take("ask_decision", on=story.day(32))
    assert story.case.state == "deciding"


def test_a_hearing_is_told_seven_working_days_before_the_day_its_own_notice_names(app, people):
    story = ready_for(people, "ask_decision")
    story.take("ask_hearing", on=story.day(16))
    told = {"hearing_place": "三楼会议室", "hearing_officer": people.sun.id,
            "hearing_notice_served_on": story.day(17)}  # fmt: skip
    too_near = date(2024, 3, 29)
    said = refusal(story, "notify_hearing", on=story.day(17), hearing_on=too_near, **told)
    assert "听证通知书最迟应于2024年3月19日送达" in said
    story.take("notify_hearing", on=story.day(17), hearing_on=date(2024, 4, 2), **told)
    held = {"who": "sun", "hearing_officer": people.sun.id,
            "hearing_record": "笔录。", "hearing_opinion": "维持。"}  # fmt: skip
    early = refusal(story, "hold_hearing", on=date(2024, 3, 29), **held)
    assert "通知的听证日期是2024年4月2日" in early
    # A later day is a new notice: it is measured by its own day.
    again = told | {"hearing_notice_served_on": date(2024, 3, 25)}
    story.take("notify_hearing", on=date(2024, 3, 25), hearing_on=date(2024, 4, 9), **again)
    story.take("hold_hearing", on=date(2024, 4, 9), **held)


def test_late_decision_needs_the_chief_to_say_why(app, people):
    story = ready_for(people, "decide")
    late = story.day(200)
    assert "办案期限已于" in refusal(story, "decide", on=late)
    story.take("decide", on=late, override_reason="当事人下落不明，经负责人批准。")
    row = ledger.acts_on(object_kind="case", object_id=story.case_id)[-1]
    assert (row.action, "办案期限已于" in row.details) == ("case.decide", True)


def test_payment_is_not_taken_by_who_decided(app, people):
    story = ready_for(people, "perform")
    story.people = granted(people, "chen", Role.FINANCE)
    assert "作出决定的人不得收缴罚款" in refusal(story, "perform", who="chen")
    assert "多于应缴余额" in refusal(story, "perform", paid=Decimal("32000.01"))
    assert "尚欠" in refusal(story, "perform", paid=Decimal(31_999))
    story.take("pay_part", who="feng", on=story.day(26), paid=Decimal(12_000))
    story.take("perform", paid=Decimal(20_000))


def test_case_closes_only_when_shown_paid_and_its_goods_are_disposed(app, people):
    story = ready_for(people, "dispose_evidence")
    for key in ("report", "send_review", "pass_review", "sign_notice"):
        story.take(key)
    story.serve("penalty_notice")
    for key in ("record_defence", "ask_decision", "decide"):
        story.take(key)
    story.serve("penalty_decision")
    assert "案件现处于“送达”阶段，不能结案" in refusal(story, "close")
    story.take("perform")
    said = refusal(story, "close")
    assert "登记保存或者查封扣押的物品（1件）尚未处理" in said
    assert "公示事项尚未决定" in said
    story.take("dispose_evidence", on=story.day(26))
    story.take("publish", on=story.day(26))
    story.take("close")
    case = story.case
    assert (case.state, case.is_open, case.closed_on) == ("closed", False, story.day(27))


@pytest.mark.parametrize(
    ("key", "who", "said"),
    [
        ("file", "wang", "“立案”由负责人办理。"),
        ("verify", "chen", "案件现处于“待批准立案”阶段，不能记录核查。"),
        ("decide", "chen", "案件现处于“待批准立案”阶段，不能作出处罚决定。"),
        ("fly", "chen", "本程序没有这一步骤，案件现处于“待批准立案”阶段。"),
    ],
)
def test_step_of_another_or_out_of_turn_is_refused(*, app, people, key, who, said):
    assert refusal(ready_for(people, "file"), key, who=who) == said


def test_step_is_dated_neither_before_the_last_nor_after_today(app, people):
    story = ready_for(people, "file")
    assert "早于上一步的日期（2024年3月6日）" in refusal(story, "file", on=story.day(1))
    assert "晚于今天（2026年11月23日）" in refusal(story, "file", on=date(2026, 11, 24))
    assert "早于线索接收日" in refusal(story, "file", on=story.day(-1))


def test_stranger_takes_no_step(app, people):
    story = ready_for(people, "file")
    with pytest.raises(NotVisible):
        story.take("file", who="han")
    other = found_by_district(people, until="ask_filing")
    with pytest.raises(NotVisible):
        other.take("file", who="chen")


def test_step_from_a_stale_page_says_what_was_done_meanwhile(app, people):
    story = ready_for(people, "file")
    seen = story.case.version
    story.take("return_filing", who="chen", on=story.day(3), reason="补充核查。")
    with pytest.raises(Conflict) as caught:
        story.take("file", version=seen)
    clash = caught.value
    assert (clash.theirs, clash.who) == ({"办理的步骤": "退回补充核查"}, "陈立新")
    assert story.case.case_no is None


def test_suspension_stops_the_closing_limit_until_the_case_goes_on(app, people):
    story = walked(people, "inspect")
    story.take("suspend", who="chen", on=story.day(10), reason="等待鉴定。")
    story.take("resume", who="chen", on=story.day(20), reason="鉴定完成。")
    limit = next(row for row in deadlines.of_case(story.case_id) if row.family == "CF-12")
    assert (limit.state, limit.due_on) == ("running", date(2024, 6, 17))


def test_every_act_is_announced_and_recorded(app, people):
    story = walked(people, "file")
    actions = [row.action for row in ledger.acts_on(object_kind="case", object_id=story.case_id)]
    assert [one for one in actions if one.startswith("case.")] == [
        *("case.lead_opened", "case.verify", "case.ask_filing", "case.file"),
    ]
    events = {(one.event, one.object_id) for one in ledger.pending_events(limit=100)}
    assert ("case.saved", story.case_id) in events
    assert ("paper.drafted", story.paper("filing_approval").id) in events
    assert ledger.verify_chain().ok


def test_surcharge_and_court_term_run_from_the_days_that_ended_not_from_their_record(app, people):
    story = ready_for(people, "perform")
    story.take("mark_overdue", on=story.day(60))
    story.take("demand", on=story.day(61))
    court = {"court": "鞍山市铁东区人民法院"}
    early = refusal(story, "apply_court", who="chen", on=date(2024, 9, 27), **court)
    assert "申请复议或者起诉的期限尚未届满" in early
    story.take("remedy_lapsed", on=date(2024, 10, 14))
    due = {row.family: (row.start_on, row.due_on) for row in deadlines.of_case(story.case_id)}
    assert {key: due[key] for key in ("CF-18", "CF-24", "CF-27", "CF-25")} == {
        "CF-18": (date(2024, 3, 28), date(2024, 4, 12)),
        "CF-24": (date(2024, 4, 12), date(2024, 4, 13)),
        "CF-27": (date(2024, 3, 28), date(2024, 9, 29)),
        "CF-25": (date(2024, 9, 29), date(2024, 12, 30)),
    }
