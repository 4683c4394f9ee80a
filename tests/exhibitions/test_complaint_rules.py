"""What the rules make of a complaint: once only, clocks, gates, two officers, measures, cases, repeats."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from caseapp.base.clock import SHANGHAI, local, now
from caseapp.base.db import db, writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.cases.actions.approving import OpinionGiven
from caseapp.cases.models import CaseFile
from caseapp.cooperation import actions as cooperation
from caseapp.cooperation import owners
from caseapp.deadlines import actions as deadline_actions
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from caseapp.exhibitions import complaint_queries, completeness, queries
from caseapp.exhibitions.actions import complaints as actions
from caseapp.exhibitions.complaint_given import MeasureGiven, OrderGiven, VisitGiven
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.models import FairRule
from tests.exhibitions import fairs
from tests.exhibitions.complaints import (
    all_there,
    complained,
    complaint,
    completed,
    decided,
    move,
    notified,
    passed,
    receiver,
    taken,
)

DEVICE = {"device": "tab-1", "device_serial": 7}


def limits(complaint_id):
    """Tell the limits of a complaint: which, until when, how it stands."""
    return [
        (row.family, deadline_end(row), row.state) for row in deadlines.of_complaint(complaint_id)
    ]


def deadline_end(row):
    if row.due_at is not None:
        return local(row.due_at).isoformat(timespec="minutes")[:16]
    return row.due_on.isoformat()


def refused(people, complaint_id, key, *, by="wang", **given):
    with pytest.raises(Refused) as no:
        move(people, complaint_id, key, by=by, **given)
    db.session.rollback()
    return str(no.value)


def own_rule(fair_id, key, value):
    with writing():
        db.session.add(FairRule(fair_id=fair_id, key=key, value=value, basis="参展合同"))


def test_record_sent_twice_is_one_complaint_and_another_under_its_serial_is_shown(office, people):
    fair_id = fairs.running(people)
    first = taken(people, fair_id, **DEVICE)
    assert taken(people, fair_id, by="li", **DEVICE) == first
    with pytest.raises(Conflict) as clash:
        taken(people, fair_id, **DEVICE, exhibit="另一件展品")
    db.session.rollback()
    assert clash.value.theirs == {"展品": "红火牌电热水壶 HH-20"}
    assert clash.value.mine == {"展品": "另一件展品"}
    assert complaint_queries.count_of(fair_id) == 1


def test_complaint_changed_since_is_still_found_by_the_record_that_made_it(office, people):
    fair_id = fairs.running(people)
    first = taken(people, fair_id, **DEVICE)
    with writing():
        actions.change(
            by=people.li,
            complained=complained(first, people, by="li"),
            given=complaint(exhibit="改过的展品"),
            seen=1,
        )
    assert taken(people, fair_id, **DEVICE) == first
    assert complained(first, people).complaint.exhibit == "改过的展品"


def test_wrong_clock_of_a_device_loses_nothing(office, people):
    fair_id = fairs.running(people)
    wrong = datetime(1970, 1, 1, 8, tzinfo=SHANGHAI)
    one = complained(taken(people, fair_id, **DEVICE, happened_at=wrong), people).complaint
    assert one.received_at == now()
    told = complaint_queries.first_act(one.id).given
    assert told["device_clock"] == "1970-01-01T08:00+08:00"


def test_show_entered_later_keeps_the_days_of_its_complaints(office, people):
    day = date(2026, 11, 22)
    fair_id = fairs.running(people, first_on=day, last_on=day + timedelta(days=2))
    at = datetime(2026, 11, 22, 14, 5, tzinfo=SHANGHAI)
    one = complained(taken(people, fair_id, **DEVICE, happened_at=at), people).complaint
    assert one.received_at == at


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"complainant": " "}, "没有填写投诉人"),
        ({"right_kind": "x"}, "没有选择权利种类"),
        ({"respondent": "", "booth": ""}, "没有写明被投诉人，也没有写明展位"),
    ],
)
def test_what_is_no_complaint_is_refused(*, office, people, changed, sentence):
    fair_id = fairs.running(people)
    with pytest.raises(Refused, match=sentence):
        taken(people, fair_id, **changed)


def test_exhibitor_of_another_fair_is_not_there(office, people):
    fair_id = fairs.running(people)
    with pytest.raises(NotVisible):
        taken(people, fair_id, exhibitor_id=99)


def test_complaint_is_not_taken_before_the_show_nor_by_a_stranger(office, people):
    fair_id = fairs.approved(people)
    with pytest.raises(Refused, match="展会现为“进驻已批准”"):
        taken(people, fair_id)
    db.session.rollback()
    with pytest.raises(NotVisible):
        taken(people, fair_id, by="zhao")


def test_request_to_complete_names_everything_missing_at_once(office, people):
    complaint_id = taken(
        people, fairs.running(people), right_number="ZL201530012345.5", agent="赵律师"
    )
    assert "材料还不齐全" in refused(people, complaint_id, "complete")
    move(people, complaint_id, "ask_more")
    told = complaint_queries.last_act(complaint_id).given["missing"]
    assert told.split("；")[:7] == [
        "专利证书",
        "专利公告文本",
        "权利人的身份证明",
        "专利法律状态证明",
        "涉嫌侵权当事人的基本信息",
        "涉嫌侵权的理由和证据",
        "授权委托书",
    ]
    assert "正确的专利号" in told
    assert complained(complaint_id, people).complaint.state == "incomplete"


def test_list_of_papers_follows_the_kind_of_right(office, people):
    fair_id = fairs.running(people)
    keys = {}
    for right in ("patent", "trademark", "copyright", "secret"):
        found = complained(taken(people, fair_id, right_kind=right), people)
        keys[right] = [one.row.key for one in completeness.materials_of(found)][:-2]
    assert keys == {
        "patent": ["certificate", "published", "identity", "status"],
        "trademark": ["identity", "mark"],
        "copyright": ["identity", "authorship"],
        "secret": ["identity", "title"],
    }


def test_ground_to_refuse_holds_only_where_it_can(office, people):
    fair_id = fairs.running(people)
    complaint_id = taken(people, fair_id)
    mark = taken(people, fair_id, right_kind="trademark")
    assert "还没有要求投诉人补正" in refused(
        people, complaint_id, "refuse", refused_for="not_proven"
    )
    assert "没有这样要求" in refused(people, complaint_id, "refuse", refused_for="repeat")
    assert "不适用于商标投诉" in refused(people, mark, "refuse", refused_for="sued")
    move(people, complaint_id, "refuse", refused_for="invalidation")
    found = complained(complaint_id, people).complaint
    assert (found.state, found.refused_for) == ("refused", "invalidation")
    told = complaint_queries.last_act(complaint_id).given
    assert told["basis"] == "《展会知识产权保护办法》第十七条（待核实）"


def test_twenty_four_hours_to_pass_on_run_from_completeness_to_the_body_of_the_day(
    office, people, clock
):
    complaint_id = completed(people, fairs.running(people))
    assert limits(complaint_id) == [("EX-01", "2026-11-24T10:00", "running")]
    clock.forward(hours=2)
    assert "不主管专利投诉" in refused(people, complaint_id, "pass_on", receiver="1000000")
    move(people, complaint_id, "pass_on", receiver=receiver(people, complaint_id))
    assert limits(complaint_id) == [("EX-01", "2026-11-24T10:00", "met")]
    told = complaint_queries.last_act(complaint_id).given
    assert told["receiver_name"].startswith("鞍山市")


def test_time_to_answer_is_one_limit_by_guide_own_rule_or_notice(office, people):
    fair_id = fairs.running(people)
    guide = notified(people, fair_id)
    assert limits(guide)[1:] == [("EX-03", "2026-11-24T10:00", "running")]
    own_rule(fair_id, "answer_hours", "12")
    own = notified(people, fair_id)
    assert limits(own)[1:] == [("EX-02", "2026-11-23T22:00", "running")]
    text = deadlines.of_complaint(own)[1].text
    assert "自2026年11月23日10时0分（通知送达之时）起，至2026年11月23日22时0分届满" in text
    each = passed(people, fair_id)
    move(people, each, "notify", notified_to="郑洪", answer_hours="6")
    assert limits(each)[1:] == [("EX-02", "2026-11-23T16:00", "running")]
    assert "不是正整数" in refused(
        people, passed(people, fair_id), "notify", notified_to="郑洪", answer_hours="x"
    )


def test_decision_against_the_respondent_waits_for_the_answer_or_its_time(office, people, clock):
    fair_id = fairs.running(people)
    complaint_id, admitted = notified(people, fair_id), notified(people, fair_id)
    how = {"outcome": "removed", "outcome_words": "三件撤展"}
    assert "至 2026-11-24 10:00 届满" in refused(people, complaint_id, "decide", **how)
    move(people, admitted, "decide", **how, early="admitted")
    assert limits(admitted)[1] == ("EX-03", "2026-11-24T10:00", "stopped")
    clock.forward(hours=25)
    move(people, complaint_id, "decide", **how)
    move(people, complaint_id, "late_answer", answer="现在才来得及答辩")
    found = complained(complaint_id, people).complaint
    assert (found.state, found.outcome, found.answer) == ("decided", "removed", "现在才来得及答辩")
    assert found.answered_at is None


def test_answer_limit_in_hours_is_missed_when_its_minute_is_over(office, people, clock):
    fair_id = fairs.running(people)
    own_rule(fair_id, "answer_hours", "12")
    complaint_id = notified(people, fair_id)
    clock.forward(hours=12, minutes=1)
    with writing():
        deadline_actions.tick(by=people.wang, day=local(now()).date())
    assert limits(complaint_id)[1] == ("EX-02", "2026-11-23T22:00", "missed")


def visit(people, complaint_id, *logins, **changed):
    given = {"begun_at": now(), "found": "展位上有三件"} | changed
    with writing():
        return actions.visit(
            by=people.wang,
            complained=complained(complaint_id, people),
            given=VisitGiven(officer_ids=tuple(people[one].id for one in logins), **given),
        )


@pytest.mark.parametrize(
    ("logins", "changed", "sentence"),
    [
        (("wang",), {}, "查验人员只有 1 名"),
        (("wang", "wang"), {}, "查验人员只有 1 名"),
        (("wang", "xu"), {}, "徐志强在2026年11月23日没有有效的行政执法证"),
        (("wang", "li"), {"found": " "}, "没有写明查验的情况"),
        (("wang", "li"), {"begun_at": datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)}, "早于通知"),
        (("wang", "li"), {"begun_at": datetime(2026, 11, 23, 11, tzinfo=SHANGHAI)}, "晚于现在"),
        (
            ("wang", "li"),
            {"ended_at": datetime(2026, 11, 23, 11, tzinfo=SHANGHAI)},
            "结束时间晚于现在",
        ),
    ],
)
def test_check_at_the_booth_needs_two_with_certificates_and_its_time(
    *, office, people, logins, changed, sentence
):
    complaint_id = notified(people, fairs.running(people))
    with pytest.raises(Refused, match=sentence):
        visit(people, complaint_id, *logins, **changed)


def test_check_at_the_booth_may_begin_with_the_notice(office, people):
    complaint_id = notified(people, fairs.running(people))
    assert visit(people, complaint_id, "wang", "li").officer_names == (
        "王建民（辽专执0001）、李秀英（辽专执0002）"
    )


def test_check_before_the_notice_says_why(office, people):
    complaint_id = passed(people, fairs.running(people))
    with pytest.raises(Refused, match="还没有通知被投诉人，没有写明原因"):
        visit(people, complaint_id, "wang", "li")
    db.session.rollback()
    visit(people, complaint_id, "wang", "li", why_early="展品当天运走")
    assert complaint_queries.last_act(complaint_id).reason == "展品当天运走"


def test_measure_of_the_organiser_and_order_of_the_office_are_two_things(office, people):
    complaint_id = decided(people, fairs.running(people))
    found = complained(complaint_id, people)
    with writing():
        actions.measure(
            by=people.wang,
            complained=found,
            given=MeasureGiven("remove", "三件", "参展合同第十二条", now(), "何经理"),
        )
    assert len(complaint_queries.measures_of(complaint_id)) == 1
    assert list(complaint_queries.orders_of(complaint_id)) == []
    with pytest.raises(Refused, match="没有写明参展合同或者承诺书的条款"):
        actions.measure(
            by=people.wang,
            complained=found,
            given=MeasureGiven("remove", "三件", "", now(), "何经理"),
        )
    order = OrderGiven("remove", "三件", "专利法第六十五条", 999_999, now())
    with pytest.raises(NotVisible):
        actions.order(by=people.wang, complained=found, given=order)


def test_order_of_the_office_rests_on_its_signed_paper(office, people):
    complaint_id = decided(people, fairs.running(people))
    matter = owners.matter(complaint_id, by=people.li)
    with writing():
        paper_id = cooperation.draft_paper(by=people.li, matter=matter, kind="E11")
    given = OrderGiven("remove", "三件", "专利法第六十五条", paper_id, now())
    found = complained(complaint_id, people)
    with pytest.raises(Refused, match="没有已经签发的《撤展（遮盖）通知书》"), writing():
        actions.order(by=people.wang, complained=found, given=given)
    paper = papers.paper(paper_id)
    opinion = {"text": "拟发", "on": date(2026, 11, 23)}
    with writing():
        cooperation.change_paper(
            by=people.li,
            matter=matter,
            paper_id=paper_id,
            data={
                **paper.data,
                "撤展具体要求": "撤出展位，收回宣传页",
                "撤展完成时间": "2026-11-23T15:00",
            },
            version=paper.version,
        )
    steps = (
        (cooperation.hand_in_paper, people.li),
        (cooperation.agree_to_paper, people.chen),
    )
    for step, by in steps:
        version = papers.paper(paper_id).version
        with writing():
            step(
                by=by,
                matter=owners.matter(complaint_id, by=by),
                paper_id=paper_id,
                given=OpinionGiven(version=version, **opinion),
            )
    hour = timedelta(hours=1)
    for odd, sentence in (
        ({"ordered_at": now() - hour}, "送达时间早于通知书签发的时间"),
        ({"done_at": now() - hour}, "执行时间应当在送达之后"),
        ({"done_at": now() + hour}, "执行时间应当在送达之后、现在之前"),
    ):
        with pytest.raises(Refused, match=sentence), writing():
            actions.order(by=people.wang, complained=found, given=replace(given, **odd))
    with writing():
        actions.order(by=people.wang, complained=found, given=given)
    with pytest.raises(Refused, match="这份通知书的“撤展”已经登记过"), writing():
        actions.order(by=people.wang, complained=found, given=given)
    with writing():
        row = complaint_queries.orders_of(complaint_id)[0]
        actions.order_done(by=people.wang, complained=found, order_id=row.id, at=now())
    assert (row.paper_id, row.done_at) == (paper_id, now())
    assert list(complaint_queries.measures_of(complaint_id)) == []


def test_counterfeit_found_at_a_complaint_becomes_a_lead(office, people):
    complaint_id = passed(people, fairs.running(people))
    move(people, complaint_id, "file", track="counterfeit")
    case = db.session.get_one(CaseFile, complained(complaint_id, people).complaint.case_id)
    assert (case.track, case.respondent) == ("counterfeit", "海城市红火电器厂")


def test_complaint_of_another_right_goes_to_its_body_and_is_not_judged_here(office, people):
    complaint_id = passed(
        people, fairs.running(people), right_kind="trademark", right_number="7654321"
    )
    assert "以自己的名义处理" in refused(people, complaint_id, "notify", notified_to="郑洪")
    move(people, complaint_id, "move", receiver=receiver(people, complaint_id))
    assert complained(complaint_id, people).complaint.state == "moved"


def test_closed_show_leaves_fifteen_working_days_for_what_is_not_done(office, people, clock):
    fair_id = fairs.running(people)
    left, done = notified(people, fair_id), decided(people, fair_id)
    move(people, done, "tell", told_on="2026-11-23")
    clock.forward(days=2)
    assert "展会还没有闭幕" in refused(people, left, "move", receiver=receiver(people, left))
    fairs.move(people, fair_id, "close", by="wang")
    assert ("EX-04", "2026-12-16", "running") in limits(left)
    assert [row[0] for row in limits(done)] == ["EX-01", "EX-03"]
    move(people, left, "move", receiver=receiver(people, left), confirmed_by="何经理")
    assert ("EX-04", "2026-12-16", "met") in limits(left)
    told = complaint_queries.last_act(left).given
    assert told["confirmed_by"] == "何经理"


def test_complaint_a_device_hands_in_after_the_show_has_its_limit_at_once(office, people, clock):
    fair_id = fairs.running(people)
    at = now()
    clock.forward(days=2, hours=8)
    fairs.move(people, fair_id, "close", by="wang")
    complaint_id = taken(people, fair_id, **DEVICE, happened_at=at)
    assert limits(complaint_id) == [("EX-04", "2026-12-16", "running")]
    assert complained(complaint_id, people).complaint.received_at == at


def next_session(people, clock, *, days=10, **changed):
    """Let some days go by and open the next session of the same series."""
    clock.forward(days=days)
    day = local(now()).date()
    return fairs.running(
        people, first_on=day, last_on=day + timedelta(days=2), series="家电博览会", **changed
    )


def test_second_session_in_a_row_with_a_finding_bars_from_the_next(office, people, clock):
    first = fairs.running(people, series="家电博览会", session="第十二届")
    one = decided(people, first)
    assert complaint_queries.repeat_of(one).is_barred is False
    second = next_session(people, clock, name="第十三届鞍山家电博览会", session="第十三届")
    two = decided(people, second, respondent="海城市红火电器厂 ", outcome="covered")
    found = complaint_queries.repeat_of(two)
    assert found.is_barred is True
    assert "连续两次以上认定侵权，主办单位应当禁止其参加下一届展会" in found.barred_why
    assert "第三十二条（待核实）" in found.barred_why
    with writing():
        actions.lift(by=people.wu, complained=complained(one, people, by="wu"), why="复议撤销")
    assert complaint_queries.repeat_of(two).is_barred is False
    assert complaint_queries.repeat_of(one).lifted_why == "复议撤销"


@pytest.mark.parametrize("outcome", ["promised", "not_found", "evidence", "undecidable"])
def test_outcome_that_judges_nobody_is_no_finding(*, office, people, outcome):
    assert (
        complaint_queries.repeat_of(decided(people, fairs.running(people), outcome=outcome)) is None
    )


def test_session_without_a_finding_between_breaks_the_row(office, people, clock):
    decided(people, fairs.running(people, series="家电博览会", session="第十二届"))
    next_session(people, clock, name="第十三届鞍山家电博览会", session="第十三届")
    third = next_session(people, clock, name="第十四届鞍山家电博览会", session="第十四届")
    assert complaint_queries.repeat_of(decided(people, third)).is_barred is False


def test_cards_show_what_runs_out_next_first(office, people, clock):
    fair_id = fairs.running(people)
    new = taken(people, fair_id)
    soon = notified(people, fair_id)
    clock.forward(hours=1)
    later = completed(people, fair_id)
    closed = decided(people, fair_id)
    move(people, closed, "tell", told_on="2026-11-23")
    assert [row.id for row in complaint_queries.open_of(fair_id)] == [soon, later, new]
    assert queries.visible_complaint(soon, by=people.li).at.id == fair_id


def test_ticked_papers_make_a_complaint_complete(office, people):
    complaint_id = taken(people, fairs.running(people))
    all_there(people, complaint_id)
    assert completeness.look(complained(complaint_id, people)).stated == "已有 6 项，共 6 项"
    assert db.session.get_one(FairComplaint, complaint_id).version == 1
    assert date(2026, 11, 23) == completeness.day_of(complained(complaint_id, people).complaint)
