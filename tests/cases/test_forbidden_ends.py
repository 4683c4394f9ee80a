"""What a lapsed limit forbids, an unknown figure leaves open, and a review or a defence changes."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.base.errors import Refused
from caseapp.cases.facts import Asked, facts_of
from caseapp.cases.open_file import open_file
from caseapp.deadlines import queries as deadlines
from tests.cases.test_counterfeit_ends import spot
from tests.stories import Story, reported, walked

BODY = {"remedy_body": "鞍山市人民政府", "remedy_no": "鞍政复〔2024〕1号"}
COURT = {"court": "鞍山市铁东区人民法院"}


def refusal(story: Story, key: str, **changed) -> str:
    """The sentences of a step that must be refused, which leaves the case as it was."""
    before = (story.case.state, story.case.version)
    with pytest.raises(Refused) as caught:
        story.take(key, **changed)
    assert (story.case.state, story.case.version) == before
    return str(caught.value)


def ends_of(story: Story, *rules: str) -> list[tuple[str, str, date, date | None]]:
    """Each of these limits: its row, its state, its first event and its last day."""
    rows = deadlines.of_case(story.case_id)
    return [
        (one.rule_id, one.state, one.start_on, one.due_on) for one in rows if one.rule_id in rules
    ]


def facts(story: Story, on: date):
    return facts_of(open_file(story.case, by=story.people.chen), Asked(on))


def test_no_hearing_is_refused_for_a_figure_nobody_knows(app, people):
    story = walked(people, "pass_review", edition=2015)
    assert refusal(story, "sign_notice", hearing_offered=False) == (
        "不能签发告知书：听证标准没有确定，未告知听证权利也没有写明理由（原行政处罚法第四十二条）。"
        f"{facts(story, story.day(13)).hearing_test.text}"
        "请勾选“一并告知听证权利”，或者写明不告知的理由。"
    )
    why = "罚款数额较小，同类案件均未听证。"
    story.take("sign_notice", hearing_offered=False, hearing_refusal=why)
    story.walk("record_defence", start="sign_notice")
    assert facts(story, story.day(16)).counterfeit.hearing_refusal == why
    # Whoever asks all the same is heard: nobody can say that the figure is not reached.
    story.take("ask_hearing", on=story.day(30))
    assert story.case.state == "hearing"
    other = walked(people, "pass_review", edition=2015)
    other.take("sign_notice", hearing_offered=False, hearing_refusal=why)
    other.walk("decide", start="sign_notice")
    assert other.case.state == "decided"


@pytest.mark.parametrize("edition", [2015, 2021])
def test_the_form_of_the_notice_offers_the_hearing_by_itself(*, app, people, as_person, edition):
    story = walked(people, "pass_review", edition=edition)
    page = as_person("chen").get(f"{story.path}/steps/sign_notice")
    box = page.all(".//input[@name='f_hearing_offered']")[0]
    assert box.get("checked") is not None


def test_an_act_found_too_late_is_not_filed_and_not_punished(app, people):
    story = walked(people, "ask_filing")
    found = {"act_ended_on": date(2022, 3, 1)}
    said = refusal(story, "file", **found)
    assert said.startswith(
        "不能立案：“发现违法行为、追究行政处罚责任”的期限已于2024年3月1日届满（行政处罚法第三十六条）。"
        "依据《中华人民共和国行政处罚法》第三十六条，"
    )
    assert "本案线索于2024年3月4日发现。请不予立案" in said
    # Grave harm: five years; found in time: nothing stands against it.
    story.take("file", **found, grave_harm=True)
    story.find_goods()
    story.walk("dispose_evidence", start="file")
    report = {"act_start": date(2022, 1, 1), "act_end": date(2022, 3, 1)}
    story.take("report", **report)
    plain = walked(people, "dispose_evidence")
    late = refusal(plain, "report", **report)
    assert late.startswith(
        "不能提交调查终结报告：“发现违法行为、追究行政处罚责任”的期限已于2024年3月1日届满"
    )
    free = {"proposal": "no_penalty", "proposed_fine": Decimal(0), "confiscation": Decimal(0)}
    plain.take("report", **report, **free)
    spotted = reported(people)
    given = spot(spotted, act_end=date(2022, 3, 1))
    assert "2024年3月1日届满" in refusal(spotted, "punish_on_spot", on=spotted.day(1), **given)


def test_the_court_is_not_asked_after_its_three_months(app, people):
    story = walked(people, "publish")
    story.take("mark_overdue", on=story.day(45))
    story.take("demand", on=story.day(60))
    # Served on 2024-03-28: half a year for a suit, then three months, recorded by somebody or not.
    late = refusal(story, "apply_court", who="chen", on=date(2026, 3, 2), **COURT)
    words = "不能申请强制执行：“申请人民法院强制执行”的期限已于2024年12月30日届满（行政强制法第五十三条）。"
    assert late.startswith(words)
    story.take("remedy_lapsed", on=date(2024, 11, 1))
    assert ends_of(story, "CF-25") == [("CF-25", "running", date(2024, 9, 29), date(2024, 12, 30))]
    assert refusal(story, "apply_court", who="chen", on=date(2024, 12, 31), **COURT).startswith(
        words
    )
    story.take("apply_court", who="zhang", on=date(2024, 12, 30), **COURT)
    story.take("court_refused", on=date(2025, 1, 6), reason="证据不足。")
    why = {"reason": "裁定适用法律错误。"}
    late = refusal(story, "ask_higher_court", who="chen", on=date(2025, 1, 22), **COURT, **why)
    assert "的期限已于2025年1月21日届满（行政强制法第五十六条、第五十八条）。" in late
    story.take("ask_higher_court", who="chen", on=date(2025, 1, 21), **COURT, **why)
    assert story.case.state == "court"
    assert ends_of(story, "CF-25b") == [("CF-25b", "met", date(2025, 1, 6), date(2025, 1, 21))]


def test_the_time_for_the_court_begins_after_a_suit_not_with_the_offices_own_defence(app, people):
    story = walked(people, "publish")
    story.take("suit", who="zhang", on=date(2024, 5, 6), **BODY)
    early = refusal(story, "answer_remedy", who="zhang", on=date(2024, 6, 3))
    assert (
        "“向人民法院提交答辩状和证据”的期限已于2024年5月21日届满（行政诉讼法第六十七条）" in early
    )
    permitted = "法院准许延期至六月十日提交。"
    story.take("answer_remedy", who="chen", on=date(2024, 6, 3), override_reason=permitted)
    story.take("remedy_upheld", who="zhang", on=date(2024, 11, 4), remedy_result="驳回诉讼请求。")
    story.take("mark_overdue", on=date(2024, 11, 5))
    story.take("remedy_lapsed", on=date(2024, 11, 6))
    assert ends_of(story, "CF-25") == [("CF-25", "running", date(2024, 11, 4), date(2025, 2, 5))]


def test_the_time_for_the_court_begins_after_a_payment_that_was_put_off(app, people):
    story = walked(people, "publish")
    told = {"pay_until": date(2024, 12, 2), "reason": "资金困难，准予延期。"}
    story.take("defer_payment", who="chen", on=date(2024, 4, 8), **told)
    with pytest.raises(Refused, match="缴款期限至2024年12月2日届满"):
        story.take("mark_overdue", on=date(2024, 12, 2))
    story.take("mark_overdue", on=date(2024, 12, 3))
    with pytest.raises(Refused, match="没有正在计算的缴款期限"):
        story.take("defer_payment", who="chen", on=date(2024, 12, 3), **told)
    story.take("remedy_lapsed", on=date(2024, 12, 4))
    assert ends_of(story, "CF-25") == [("CF-25", "running", date(2024, 12, 2), date(2025, 3, 3))]


@pytest.mark.parametrize(
    ("received_on", "sued_until", "court_from"),
    [
        (date(2023, 3, 6), date(2023, 9, 7), date(2023, 9, 7)),
        (date(2024, 3, 4), None, date(2024, 5, 6)),
    ],
)
def test_what_is_punished_on_the_spot_goes_to_reconsideration_first(
    *, app, people, received_on, sued_until, court_from
):
    story = reported(people, received_on=received_on)
    on = story.day(1)
    story.take("punish_on_spot", on=on, **spot(story))
    suit = [due for _, _, _, due in ends_of(story, "CF-27b")]
    assert suit == ([sued_until] if sued_until else [])
    later = date(received_on.year, 11, 1)
    story.take("mark_overdue", on=later)
    story.take("remedy_lapsed", on=later)
    assert [first for _, _, first, _ in ends_of(story, "CF-25")] == [court_from]


def test_a_changed_decision_is_owed_and_shown_as_changed(app, people):
    story = walked(people, "publish")
    assert "公示的决定没有被变更" in refusal(
        story, "withdraw_publicity", who="chu", on=story.day(26), reason="核对。"
    )
    story.take("reconsideration", who="zhang", on=date(2024, 4, 15), **BODY)
    changed = {"remedy_result": "罚款变更为五千元。", "changed_confiscation": Decimal(12_000)}
    heavier = {**changed, "changed_fine": Decimal(20_001)}
    assert "变更后的罚款20001元重于原决定的20000元（行政复议法第六十三条" in refusal(
        story, "remedy_changed", who="zhang", on=date(2024, 6, 3), **heavier
    )
    changed["changed_fine"] = Decimal(5_000)
    story.take("remedy_changed", who="zhang", on=date(2024, 6, 3), **changed)
    assert story.case.state == "perform"
    assert facts(story, date(2024, 6, 3)).amount_due == Decimal(17_000)
    assert ends_of(story, "CF-23", "CF-27c") == [
        ("CF-27c", "running", date(2024, 6, 3), date(2024, 6, 18)),
        ("CF-23", "running", date(2024, 6, 3), date(2024, 6, 6)),
    ]
    story.take("withdraw_publicity", who="chu", on=date(2024, 6, 5), reason="决定已被变更。")
    assert ends_of(story, "CF-23") == [("CF-23", "met", date(2024, 6, 3), date(2024, 6, 6))]
    story.take("publish", who="chu", on=date(2024, 6, 5))
    story.take("perform", on=date(2024, 6, 7), paid=Decimal(17_000))
    story.take("close", on=date(2024, 6, 11))
    assert story.case.state == "closed"


def test_nothing_is_taken_down_that_nobody_showed(app, people):
    story = walked(people, "serve_decision")
    story.take("reconsideration", who="zhang", on=date(2024, 4, 15), **BODY)
    story.take("remedy_annulled", who="zhang", on=date(2024, 6, 3), remedy_result="撤销。")
    assert ends_of(story, "CF-23") == []


def test_a_convincing_defence_ends_without_a_penalty(app, people):
    story = walked(people, "notify")
    accepted = {"accepted_defence": "证明合法来源。", "sparing_basis": "没有主观过错。"}
    unheard = refusal(story, "ask_sparing", on=story.day(15), **accepted)
    assert (
        unheard
        == "不能采纳申辩，报请不予处罚：没有当事人陈述申辩或者听证的记录。请先记录陈述申辩。"
    )
    story.take("record_defence")
    story.take("ask_sparing", on=story.day(16), **accepted)
    assert (story.case.state, facts(story, story.day(16)).proposal) == ("deciding", "no_penalty")
    assert "行政处罚决定书尚未起草" in refusal(story, "decide", on=story.day(16))
    story.take("spare", who="chen", on=story.day(17), outcome_basis="没有主观过错，不予处罚。")
    assert story.case.state == "not_punished"
    drafted = walked(people, "ask_decision")
    drafted.take("spare", who="chen", on=drafted.day(23), outcome_basis="没有主观过错，不予处罚。")
    assert drafted.case.state == "not_punished"
    silent = walked(people, "notify")
    silent.take("deem_waived", on=date(2024, 3, 26))
    silent.take("ask_decision", on=date(2024, 3, 26))
    assert "没有当事人陈述申辩或者听证的记录" in refusal(
        silent, "spare", who="chen", on=date(2024, 3, 27), outcome_basis="。"
    )


def test_nothing_is_prolonged_or_told_before_it_began(app, people):
    story = walked(people, "verify")
    early = {"who": "chen", "reason": "案情复杂。"}
    assert refusal(story, "extend_filing", on=story.day(0), **early) == (
        "不能延长立案期限：办理日期2024年3月4日早于上一步的日期（2024年3月5日）。请核对办理日期。"
    )
    story.walk("file", start="verify")
    assert refusal(story, "extend_case", on=story.day(2), **early) == (
        "不能延长办案期限：办理日期2024年3月6日早于立案日（2024年3月7日）。请核对办理日期。"
    )
    desk = {"who": "zhou", "told_how": "phone"}
    assert refusal(story, "tell_reporter", on=story.day(2), **desk) == (
        "不能告知举报人：办理日期2024年3月6日早于是否立案的决定日（2024年3月7日）。请核对办理日期。"
    )


def test_days_of_tests_are_not_the_offices_days(app, people):
    story = walked(people, "verify")
    days = {"deduction_ground": "test", "deduction_basis": "鞍检〔2024〕12号"}
    assert ends_of(story, "CF-03") == [("CF-03", "running", date(2024, 3, 4), date(2024, 3, 25))]
    tested = {"pause_first": date(2024, 3, 6), "pause_last": date(2024, 3, 12)}
    story.take("deduct_time", on=story.day(1), **days, **tested)
    assert ends_of(story, "CF-03") == [("CF-03", "running", date(2024, 3, 4), date(2024, 4, 1))]
    story.walk("file", start="verify")
    assert ends_of(story, "CF-12b") == [("CF-12b", "running", date(2024, 3, 7), date(2024, 6, 5))]
    identified = {"pause_first": date(2024, 3, 11), "pause_last": date(2024, 3, 20)}
    backwards = {"pause_first": date(2024, 3, 20), "pause_last": date(2024, 3, 11)}
    assert refusal(story, "deduct_time", on=story.day(4), **days, **backwards) == (
        "不能扣除检测鉴定等期间：扣除期间的止日早于起日。请核对起止日期。"
    )
    story.take("deduct_time", on=story.day(4), **days, **identified)
    assert ends_of(story, "CF-12b") == [("CF-12b", "running", date(2024, 3, 7), date(2024, 6, 17))]
    story.walk("send_review", start="file")
    assert ends_of(story, "CF-11") == [("CF-11", "running", date(2024, 3, 15), date(2024, 3, 29))]
    longer = {"extend_days": 5, "reason": "材料较多。"}
    story.take("prolong_review", who="chen", on=date(2024, 3, 18), **longer)
    assert ends_of(story, "CF-11") == [("CF-11", "running", date(2024, 3, 15), date(2024, 4, 8))]
