"""The ways beside the main line of a dispute: supplement, objection, suspension, absence, correction."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import RecusalGiven
from caseapp.cases.actions.lapse import let_time_act
from caseapp.cases.companion_queries import beside
from caseapp.cases.open_file import open_file
from tests.disputes import (
    HANDED,
    INVENTION,
    PERFORMED,
    TO_ANSWER,
    TO_FILING,
    TO_HEARD,
    TO_ORAL,
    TO_SERVED,
    requested,
)


def refusal(story, *act, **changed):
    """Try a step that must be refused; nothing of it may be left."""
    before = (story.case.state, story.case.version, len(queries.history(story.case_id)))
    with pytest.raises(Refused) as caught:
        story.take(*act, **changed)
    assert (story.case.state, story.case.version, len(queries.history(story.case_id))) == before
    return str(caught.value)


def due(story, family):
    return story.limit(family).due_on


def test_what_is_missing_is_asked_for_once_and_the_days_do_not_count(people):
    story = requested(people, papers=("identity",))
    story.take("verify", 1)
    assert "请求人没有提交专利登记簿副本" in refusal(story, "file", 1, "chief")
    story.take("ask_supplement", 2, "registrar")
    assert (story.case.state, due(story, "INF-02")) == ("supplement", date(2026, 3, 14))
    assert "补正期限已于2026年3月14日届满" in refusal(story, "supplemented", 13, "registrar")
    story.take("supplemented", 9, "registrar")
    # Seven days were not counted, and the last day moved from the ninth to the sixteenth.
    assert due(story, "INF-01") == date(2026, 3, 16)
    assert "已经通知过补正" in refusal(story, "ask_supplement", 10, "registrar")
    story.take("file", 10, "chief")
    assert story.case.state == "filed"


def test_a_supplement_that_never_came_ends_the_request(people):
    story = requested(people)
    story.take("ask_supplement", 2, "registrar")
    story.take("refuse_filing", 14, "chief", refusal="not_supplemented")
    assert (story.case.state, story.case.is_open) == ("refused", False)


@pytest.mark.parametrize("edition", [2011, 2015])
def test_the_older_texts_know_no_supplement_and_take_certificate_and_fee(people, edition):
    story = requested(people, edition=edition, papers=("identity", "certificate", "fee"))
    assert "本程序没有这一步骤" in refusal(story, "ask_supplement", 1, "registrar")
    assert story.walk(TO_FILING).case.state == "filed"


@pytest.mark.parametrize(
    ("edition", "ends"),
    [(2011, date(2014, 7, 7)), (2015, date(2020, 9, 11)), (2025, date(2026, 6, 5))],
)
def test_the_limit_of_a_case_is_that_of_its_edition(people, edition, ends):
    story = requested(people, edition=edition).walk(TO_FILING)
    assert due(story, "INF-09") == ends


def test_a_respondent_abroad_has_longer_to_answer(people):
    here = requested(people).walk(TO_ANSWER[:3])
    abroad = requested(people, respondent_abroad=True).walk(TO_ANSWER[:3])
    assert (due(here, "INF-04"), due(abroad, "INF-04")) == (date(2026, 3, 24), date(2026, 4, 8))
    assert "答辩期限至2026年4月8日，尚未届满" in refusal(abroad, "no_answer", 22)
    here.take("no_answer", 23)
    assert here.case.state == "answered"


def test_time_notes_by_itself_that_no_answer_came(people):
    story = requested(people).walk(TO_ANSWER[:3])
    with writing():
        assert let_time_act(by=people.wang.system(), day=story.day(22)) == 0
        assert let_time_act(by=people.wang.system(), day=story.day(23)) == 1
    assert story.case.state == "answered"


def test_an_objection_stops_the_clock_and_is_refused_or_sent_on(people):
    story = requested(people).walk(TO_ANSWER[:3])
    before = due(story, "INF-09")
    assert "答辩期限已于2026年3月24日届满" in refusal(story, "object_jurisdiction", 23, "registrar")
    story.take("object_jurisdiction", 10, "registrar")
    assert due(story, "INF-08") == date(2026, 3, 19)
    story.take("reject_objection", 14, "chief")
    assert story.case.state == "served_req"
    assert (due(story, "INF-09") - before).days in {3, 4, 5}  # four days, then the weekend
    moved = requested(people).walk(TO_ANSWER[:3])
    moved.take("object_jurisdiction", 10, "registrar")
    assert "移送前没有告知请求人" in refusal(
        moved, "uphold_objection", 14, "chief", requester_told=False
    )
    moved.take("uphold_objection", 14, "chief")
    assert (moved.case.state, moved.case.is_open) == ("moved", False)


def test_a_model_under_invalidation_is_suspended_and_resumed(people):
    story = requested(people).walk(TO_ANSWER)
    before = due(story, "INF-09")
    assert "没有登记已受理的无效宣告请求" in refusal(story, "suspend", 18, "chief")
    story.take("note_invalidation", 18, "registrar")
    story.take("on_paper", 19)
    assert "应当中止处理" in refusal(story, "deliberate", 20)
    story.take("suspend", 20, "chief")
    assert story.limit("INF-09").state == "paused"
    story.take("invalidation_ended", 80, "registrar")
    story.take("resume", 81, "chief")
    assert story.case.state == "answered"
    assert (due(story, "INF-09") - before).days in range(61, 64)
    story.take("on_paper", 82)
    story.take("deliberate", 83)
    story.take("draft_decision", 83, perform_until=story.day(120))
    story.take("decide", 84, "chief", perform_until=story.day(120))
    assert story.case.state == "decided"


def test_a_reason_not_to_suspend_has_to_fit_and_lets_the_case_go_on(people):
    story = requested(people).walk(TO_ANSWER)
    story.take("note_invalidation", 18, "registrar")
    assert "涉案专利不是发明专利" in refusal(story, "go_on", 19, "chief", goes_on="invention")
    assert "没有专利权评价报告" in refusal(story, "go_on", 19, "chief", goes_on="report")
    story.take("go_on", 19, "chief", goes_on="not_needed")
    story.take("on_paper", 20)
    story.take("deliberate", 21)
    assert story.case.state == "heard"


def test_an_invention_may_go_on_without_more(people):
    story = requested(people, patent_as_printed=INVENTION)
    story.take("verify", 1, patent_number=INVENTION)
    story.walk([("file", 3, "chief"), ("serve_request", 7, "registrar")])
    story.walk([("record_answer", 17, "registrar"), ("note_invalidation", 18, "registrar")])
    story.walk([("on_paper", 19, "officer"), ("deliberate", 20, "officer")])
    assert story.case.state == "heard"


def test_the_older_rules_suspend_only_when_the_respondent_asks(people):
    story = requested(people, edition=2015).walk(TO_ANSWER)
    story.take("note_invalidation", 18, "registrar")
    assert "被请求人没有请求中止" in refusal(story, "suspend", 19, "chief", asked_by_party=False)
    story.walk([("on_paper", 20, "officer"), ("deliberate", 21, "officer")])
    assert story.case.state == "heard"


def test_a_notice_that_came_late_moves_the_hearing(people):
    story = requested(people).walk(TO_ANSWER)
    late = {"respondent_notice_on": story.day(29)}
    assert "最迟应在2026年3月30日送达" in refusal(story, "call_oral", 21, **late)
    story.take("call_oral", 21)
    story.take("oral_receipt", 25, "registrar")
    assert "口头审理的日期未到" in refusal(story, "hold_oral", 31)
    story.take("postpone_oral", 30)
    story.take("hold_oral", 41)
    assert story.case.state == "heard"


def test_a_respondent_who_stays_away_is_heard_by_default(people):
    story = requested(people).walk(TO_ORAL)
    assert "有一方没有到场" in refusal(story, "hold_oral", 32, respondent_present=False)
    assert "没有核实缺席" in refusal(story, "note_absence", 32, unexcused=False)
    story.take("note_absence", 32, absent="respondent")
    assert "缺席的不是请求人" in refusal(story, "deem_withdrawn", 33, "chief")
    story.take("hear_in_default", 33)
    assert story.case.state == "heard"


def test_the_panel_votes_whole_and_the_chief_signs_what_it_voted(people):
    story = requested(people).walk(TO_HEARD)
    assert "合议组尚未合议" in refusal(story, "draft_decision", 34)
    half = (people.wang.id, people.li.id)
    assert "不是全体合议组成员" in refusal(story, "deliberate", 35, officers=half)
    story.take("deliberate", 35)
    assert "与合议结论不一致" in refusal(story, "draft_decision", 35, finding="not_infringed")
    paid = {"order_words": "停止制造，赔偿10万元。"}
    assert "赔偿数额只能应当事人请求调解" in refusal(story, "draft_decision", 35, **paid)
    assert "不能作出裁决" in refusal(story, "decide", 35, "chief")
    story.take("draft_decision", 35)
    later = story.day(90)
    assert "履行期限与拟定的裁决书不一致" in refusal(
        story, "decide", 38, "chief", perform_until=later
    )
    story.take("return_decision", 36, "chief")
    story.take("draft_decision", 37, perform_until=later)
    story.take("decide", 38, "chief", perform_until=later)
    assert story.case.decided_on == story.day(38)


@pytest.mark.parametrize(("members", "sentence"), [(2, "合议组有2名成员"), (1, "合议组有1名成员")])
def test_a_panel_has_three_or_more_and_is_odd(people, members, sentence):
    story = requested(people)
    story.take("verify", 1)
    panel = story.panel[:members]
    assert sentence in refusal(story, "file", 3, "chief", officers=panel)
    assert "组长不是合议组成员" in refusal(
        story, "file", 3, "chief", panel_head=people.zheng.id, clerk=people.wei.id
    )
    assert "书记员没有指定，或者同时是合议组成员" in refusal(
        story, "file", 3, "chief", clerk=people.li.id
    )


def test_only_the_panel_does_its_work(people):
    story = requested(people).walk(TO_ANSWER)
    story.take("change_panel", 18, "chief", officers=(*story.panel[:2], people.zhao.id))
    with writing():
        assert story.case.state == "answered"
    assert "您不是本案合议组成员" in refusal(story, "on_paper", 19, "xu")


def test_no_vote_while_a_member_is_asked_to_keep_out(people):
    story = requested(people).walk(TO_ANSWER[:3])
    with writing():
        case = queries.visible_case(story.case_id, by=people.zheng)
        given = RecusalGiven(people.li.id, "party", story.day(9), "与请求人有亲属关系。")
        actions.ask_recusal(by=people.zheng, case=case, given=given)
    story.take("record_answer", 17, "registrar")
    assert "对李秀英的回避申请尚未决定" in refusal(story, "on_paper", 19)


@pytest.mark.parametrize(
    ("months", "ends"), [(1, date(2026, 8, 5)), (2, date(2026, 9, 7))], ids=["one", "two"]
)
def test_the_chief_prolongs_once_and_the_superior_for_as_long_as_it_said(people, months, ends):
    story = requested(people).walk(TO_ANSWER)
    assert "本机关负责人尚未批准延长" in refusal(story, "extend_superior", 20)
    story.take("extend_case", 20, "chief")
    assert due(story, "INF-09") == date(2026, 7, 6)
    assert "已由负责人延长过一次" in refusal(story, "extend_case", 21, "chief")
    longer = "最多延长2个月，不能延长3个月"
    assert longer in refusal(story, "extend_superior", 21, extend_months=3)
    assert "延长的长度应当是" in refusal(story, "extend_superior", 21, extend_months=0)
    story.take("extend_superior", 21, extend_months=months)
    assert due(story, "INF-09") == ends


def test_the_chief_may_prolong_by_less_than_the_article_allows(people):
    story = requested(people).walk(TO_ANSWER)
    assert "最多延长1个月，至2026年7月5日" in refusal(
        story, "extend_case", 20, "chief", fewer_days=31
    )
    story.take("extend_case", 20, "chief", fewer_days=15)
    assert due(story, "INF-09") == date(2026, 6, 22)
    (kept,) = (one for one in beside(story.case_id).records if one.table == "extension")
    assert (kept.length, kept.unit, kept.due_after) == (15, "cd", date(2026, 6, 22))


def test_days_that_do_not_count_are_taken_out(people):
    story = requested(people).walk(TO_ANSWER)
    before = due(story, "INF-09")
    story.take("toll", 20, toll="settlement")
    assert (due(story, "INF-09") - before).days == 10


def test_mediation_in_the_case_stops_no_clock(people):
    story = requested(people).walk(TO_ANSWER)
    before = due(story, "INF-09")
    story.take("mediate", 20)
    assert (story.case.state, story.limit("INF-09").state) == ("mediating", "running")
    story.take("mediation_failed", 40)
    assert (due(story, "INF-09"), story.limit("INF-09").pauses) == (before, [])


def test_the_time_bar_is_looked_at_only_when_the_respondent_raises_it(people):
    story = requested(people).walk(TO_ANSWER)
    barred = {"withdrawal": "time_barred"}
    assert "被请求人没有提出时效抗辩" in refusal(story, "withdraw", 18, "chief", **barred)
    story.take("object_time_bar", 18, "registrar")
    assert "没有查明时效有无中止" in refusal(story, "withdraw", 19, "chief", **barred)
    story.take("withdraw", 19, "chief", no_interruption=True, **barred)
    assert story.case.state == "withdrawn"


def test_a_fresh_request_is_not_barred(people):
    story = requested(people).walk(TO_ANSWER)
    story.take("object_time_bar", 18, "registrar", known_on=date(2023, 3, 6))
    barred = {"withdrawal": "time_barred", "no_interruption": True}
    assert "请求没有超过时效" in refusal(story, "withdraw", 19, "chief", **barred)


def test_a_repeated_act_is_decided_at_once(people):
    story = requested(people).walk(TO_FILING)
    assert "没有确认同一专利权、同类行为" in refusal(story, "draft_repeat", 5, same_kind=False)
    assert "裁决书尚未拟定" in refusal(story, "decide_repeat", 5, "chief")
    story.take("draft_repeat", 5)
    story.take("decide_repeat", 5, "chief")
    assert (story.case.state, story.case.decided_on) == ("decided", story.day(5))


def test_every_adjudication_is_published_since_2025_and_only_findings_before(people):
    dismissed = {"finding": "not_infringed", "order": (), "perform_until": None}
    for edition, is_asked in ((2015, False), (2025, True)):
        story = requested(people, edition=edition).walk(TO_HEARD)
        story.take("deliberate", 35, finding="not_infringed")
        story.take("draft_decision", 36, **dismissed)
        story.take("decide", 38, "chief", **dismissed)
        story.walk(HANDED)
        if is_asked:
            assert "裁决信息尚未公开" in refusal(story, "close", 70, "chief")
            story.take("publish", 42, "publicity")
        else:
            assert "未认定侵权的决定不公开" in refusal(story, "publish", 42, "publicity")
        story.take("close", 70, "chief")
        assert story.case.state == "closed"


def test_a_patent_that_falls_takes_the_decision_with_it(people):
    story = requested(people).walk(TO_HEARD)
    story.take("note_invalidation", 33, "registrar")
    story.take("go_on", 34, "chief")
    story.walk(TO_SERVED[len(TO_HEARD) :])
    assert "没有登记宣告专利权无效的结果" in refusal(story, "correct_decision", 60, "chief")
    story.take("invalidation_ended", 60, "registrar", invalidation_result="invalid")
    story.take("correct_decision", 61, "chief")
    story.take("close", 62, "chief")
    assert story.case.state == "closed"


def test_a_decision_a_court_annulled_is_published_again_before_the_case_is_closed(people):
    story = requested(people).walk(TO_SERVED[:-1])
    assert "没有待公开的撤销或者变更" in refusal(story, "publish_change", 41, "publicity")
    story.walk([("suit", 50, "legal"), ("suit_annulled", 90, "legal")])
    running = [(one.rule_id, one.start_on, one.stopped_on) for one in published(story)]
    assert running == [("INF-12", story.day(38), None), ("INF-12b", story.day(90), None)]
    for act in (("close", 91, "chief"), ("publish", 91, "publicity")):
        assert (
            "裁决因诉讼被撤销或者变更的情况尚未公开（专利纠纷行政裁决和调解办法第八十三条）。"
            "请先办理“公开裁决撤销或者变更的情况”。"
        ) in refusal(story, *act)
    assert "没有确认已遮盖" in refusal(story, "publish_change", 92, "publicity", masked=False)
    story.take("publish_change", 92, "publicity")
    assert [(one.rule_id, one.state) for one in published(story)] == [
        ("INF-12", "missed"),
        ("INF-12b", "met"),
    ]
    story.take("close", 93, "chief")
    assert story.case.state == "closed"


def test_a_revoked_decision_was_published_before_its_case_is_closed(people):
    story = requested(people).walk(TO_HEARD)
    story.take("note_invalidation", 33, "registrar")
    story.take("go_on", 34, "chief")
    story.walk(TO_SERVED[len(TO_HEARD) : -1])
    story.take("invalidation_ended", 60, "registrar", invalidation_result="invalid")
    story.take("correct_decision", 61, "chief")
    assert "裁决信息尚未公开" in refusal(story, "close", 62, "chief")
    story.take("publish", 62, "publicity")
    story.take("close", 62, "chief")
    assert story.case.state == "closed"


def published(story):
    """The terms of publication, in the order in which they began."""
    file = open_file(story.case, by=story.people.wu)
    return [one for one in file.limits if one.family == "INF-12"]


def test_a_court_sends_a_case_back_to_a_new_vote(people):
    story = requested(people).walk(TO_SERVED)
    story.walk([("suit", 50, "legal"), ("suit_redo", 90, "legal")])
    assert story.case.state == "heard"
    assert published(story)[-1].rule_id == "INF-12b"
    story.take("publish_change", 90, "publicity")
    assert [one.state for one in published(story)] == ["met", "met"]
    later = {"perform_until": story.day(150)}
    assert "合议组尚未合议" in refusal(story, "draft_decision", 91, **later)
    story.take("deliberate", 92)
    story.take("draft_decision", 92, **later)
    story.take("decide", 93, "chief", perform_until=story.day(150))
    assert [one.rule_id for one in published(story)] == ["INF-12", "INF-12b", "INF-12"]


def test_what_a_court_sent_back_is_not_enforced_on_the_old_term(people):
    story = requested(people).walk((*TO_SERVED, ("mark_unperformed", 69, "officer")))
    story.walk([("suit", 70, "legal"), ("suit_redo", 75, "legal")])
    assert (story.limit("INF-11").stopped_on, story.case.state) == (story.day(75), "heard")
    later = {"perform_until": story.day(90)}
    story.take("deliberate", 76)
    story.take("draft_decision", 76, **later)
    story.take("decide", 77, "chief", **later)
    story.walk([("serve_one_side", 78, "registrar"), ("serve_decision", 78, "registrar")])
    demanded = {"demanded_on": story.day(93)}
    early = refusal(story, "apply_court", 112, "chief", **demanded)
    assert "尚未登记逾期未履行" in early
    story.take("mark_unperformed", 112)
    assert story.limit("INF-11").start_on == story.day(90)
    story.take("apply_court", 113, "chief", **demanded)
    assert story.case.state == "court"


def test_enforcement_has_its_own_term_and_then_the_holder_has_his(people):
    story = requested(people).walk(TO_SERVED)
    assert "起诉期限至2026年4月27日，尚未届满" in refusal(story, "apply_court", 50, "chief")
    story.take("suit_lapsed", 57)
    assert "履行期限至2026年5月9日，尚未届满" in refusal(story, "mark_unperformed", 68)
    story.take("mark_unperformed", 69)
    assert due(story, "INF-11") == date(2026, 8, 10)
    assert "期限尚未届满" in refusal(story, "office_let_pass", 161)
    story.take("office_let_pass", 162)
    assert story.families[-1] == "INF-11"
    assert due(story, "INF-11") == date(2027, 2, 10)
    late = refusal(story, "apply_court", 170, "chief")
    assert "申请强制执行的期限已于2026年8月10日届满" in late
    assert "权利人可以自行申请的，请告知" in late


def test_the_office_has_its_term_from_the_end_of_performance_however_late_it_is_noted(people):
    story = requested(people).walk((*TO_SERVED, ("suit_lapsed", 57, "officer")))
    story.take("mark_unperformed", 100)
    begun = story.limit("INF-11")
    assert (begun.rule_id, begun.start_on, begun.due_on) == (
        "INF-11a",
        story.day(68),
        date(2026, 8, 10),
    )
    assert "申请强制执行的期限已于2026年8月10日届满" in refusal(story, "apply_court", 163, "chief")


def test_a_performed_decision_keeps_its_clerical_correction(people):
    story = requested(people).walk(PERFORMED)
    story.take("correct_words", 61, "chief")
    assert story.case.state == "performed"
