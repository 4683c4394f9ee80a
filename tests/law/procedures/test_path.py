"""The whole way of a case through the four editions, and the ways back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

import pytest

from caseapp.law.procedures import PROCEDURES, NoEdition, edition_for
from caseapp.law.procedures.facts import HearingTest
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Obstructed, Procedure, Step
from tests.law.procedures.ready import ready

O, C, L = Role.OFFICER, Role.CHIEF, Role.LEGAL  # noqa: E741 - read as a column of the story
BEGIN = [("verify", O), ("ask_filing", O), ("file", C)]
INQUIRE = [("inspect", O), ("question", O), ("register_evidence", O), ("dispose_evidence", O)]
REPORT = [("report", O), ("send_review", O), ("pass_review", L)]
NOTIFY = [("sign_notice", C), ("notify", O), ("record_defence", O)]
DECIDE = [("ask_decision", O), ("decide", C), ("serve_decision", O)]
FINISH = [("publish", Role.PUBLICITY), ("perform", Role.FINANCE), ("close", Role.UNIT_HEAD)]
COUNTERFEIT = {key: one for key, one in PROCEDURES.items() if one.track == "counterfeit"}
EDITIONS = tuple(COUNTERFEIT.values())
by_key = pytest.mark.parametrize("procedure", EDITIONS, ids=lambda procedure: procedure.key)


def row(procedure: Procedure, state: str, key: str) -> Step:
    return next(step for step in procedure.steps_from(state) if step.key == key)


def walk(procedure: Procedure, way: list[tuple[str, Role]]) -> list[str]:
    """The states a case passes when these steps are taken one after another."""
    passed = [procedure.first, *walk_each(procedure, way)]
    return [state for state, _ in groupby(passed)]


def walk_each(procedure: Procedure, way: list[tuple[str, Role]]) -> list[str]:
    """The state after each of these steps."""
    passed = [procedure.first]
    for key, role in way:
        here = passed[-1]
        facts = ready(procedure, row(procedure, here, key))
        step = procedure.take(key, here, {role}, facts)
        passed.append(step.end_from(here))
    return passed[1:]


@by_key
def test_a_tip_becomes_a_served_and_closed_decision(procedure):
    way = [*BEGIN, *INQUIRE, *REPORT, *NOTIFY, *DECIDE, *FINISH]
    assert walk(procedure, way) == [
        *("lead", "verify", "filing", "filed", "investigate", "report", "review", "notice"),
        *("defence", "deciding", "decided", "served", "published", "perform", "closed"),
    ]


@by_key
def test_limits_start_and_stop_along_the_way(procedure):
    shown = ("report_credit", Role.PUBLICITY)
    way = [*BEGIN, *INQUIRE, *REPORT, *NOTIFY, *DECIDE, shown, *FINISH]
    states = ["lead", *walk_each(procedure, way)]
    rows = {key: row(procedure, here, key) for here, (key, _) in zip(states[:-1], way, strict=True)}
    opened = set(procedure.limits_on_open("report"))
    started = opened | {limit for key, _ in way for limit in rows[key].starts}
    started |= {one for key, _ in way for _, found in rows[key].starts_if for one in found}
    stopped = {limit for key, _ in way for limit in rows[key].stops}
    # What runs for the party or the court is nobody's to stop on this way.
    assert started - stopped == {"CF-26", "CF-27"}


@by_key
def test_a_hearing_leads_through_review_and_meeting_to_the_decision(procedure):
    hearing = [
        *(("ask_hearing", O), ("notify_hearing", O), ("hold_hearing", Role.HEARING)),
        *(("review_hearing", L), ("collective", C), ("ask_decision", O)),
    ]
    way = [*BEGIN, *INQUIRE, *REPORT, *NOTIFY[:2], *hearing]
    assert walk(procedure, way)[-4:] == ["defence", "hearing", "collective", "deciding"]


@by_key
def test_a_lead_may_end_without_a_case(procedure):
    assert walk(procedure, [*BEGIN[:2], ("refuse_filing", C)])[-1] == "not_filed"
    assert walk(procedure, [("transfer", C)]) == ["lead", "moved"]
    back = [*BEGIN[:2], ("return_filing", C)]
    assert walk(procedure, back) == ["lead", "verify", "filing", "verify"]


@by_key
def test_a_case_may_rest_go_back_and_be_withdrawn(procedure):
    rest = [("suspend", C), ("resume", C)]
    back = [("report", O), ("investigate_more", O), ("report", O), ("send_review", O)]
    again = [("return_review", L), ("investigate_more", O), ("withdraw", C), ("close", C)]
    assert walk(procedure, [*BEGIN, *rest, *back, *again])[-2:] == ["withdrawn", "closed"]


@by_key
def test_a_case_without_penalty_needs_no_notice(procedure):
    end = [("pass_without_penalty", L), ("spare", C), ("close", Role.UNIT_HEAD)]
    way = [*BEGIN, ("inspect", O), *REPORT[:2], *end]
    assert walk(procedure, way)[-4:] == ["review", "deciding", "not_punished", "closed"]


@by_key
def test_a_defence_that_convinces_ends_without_a_penalty(procedure):
    way = [*BEGIN, ("inspect", O), *REPORT, *NOTIFY, ("ask_sparing", O), ("spare", C)]
    assert walk(procedure, way)[-3:] == ["defence", "deciding", "not_punished"]
    drafted = [*BEGIN, ("inspect", O), *REPORT, *NOTIFY, ("ask_decision", O), ("spare", C)]
    assert walk(procedure, drafted)[-2:] == ["deciding", "not_punished"]


@by_key
def test_a_crime_goes_to_the_police_and_may_come_back(procedure):
    way = [*BEGIN, ("inspect", O), ("transfer_crime", C)]
    back = [*way, ("police_returned", O), ("report", O)]
    assert walk(procedure, back)[-3:] == ["with_police", "investigate", "report"]
    assert walk(procedure, [*way, ("close", C)])[-2:] == ["with_police", "closed"]


@by_key
def test_an_unpaid_fine_ends_in_court(procedure):
    way = [*BEGIN, *INQUIRE, *REPORT, *NOTIFY, *DECIDE]
    late = [("mark_overdue", Role.CLOCK), ("demand", O), ("remedy_lapsed", Role.CLOCK)]
    court = [("apply_court", C), ("court_enforced", O), ("close", C)]
    assert walk(procedure, [*way, *late, *court])[-4:] == ["overdue", "court", "perform", "closed"]
    again = [("apply_court", L), ("court_refused", O), ("ask_higher_court", L)]
    assert walk(procedure, [*way, *late, *again])[-3:] == ["court", "overdue", "court"]


@by_key
def test_a_case_that_was_moved_may_come_back(procedure):
    assert walk(procedure, [("transfer", C), ("lead_returned", O)]) == ["lead", "moved", "verify"]
    filed = [*BEGIN, ("transfer", C), ("case_returned", O)]
    assert walk(procedure, filed)[-3:] == ["filed", "moved", "investigate"]


@by_key
def test_a_small_penalty_is_decided_paid_and_closed_on_the_spot(procedure):
    cash = [("collect_cash", O), ("hand_in_cash", O), ("bank_cash", Role.FINANCE)]
    way = [("punish_on_spot", O), *cash, ("close", C)]
    assert walk(procedure, way) == ["lead", "on_spot", "perform", "closed"]
    late = [("punish_on_spot", O), ("mark_overdue", Role.CLOCK), ("demand", O)]
    assert walk(procedure, late)[-1] == "overdue"
    sued = [("punish_on_spot", O), ("reconsideration", L), ("remedy_reopen", L)]
    assert walk(procedure, sued)[-2:] == ["remedy", "verify"]


@by_key
def test_a_wrong_mark_is_put_right_and_never_punished(procedure):
    way = [("verify", O), ("order_correction", C), ("check_correction", O)]
    again = [("order_correction", C), ("check_correction", O), ("close", C)]
    assert walk(procedure, [*way, *again]) == ["lead", "verify", "correcting", "closed"]
    seen, frontier = set(), {"correcting"}
    while frontier:
        seen |= frontier
        frontier = {
            step.end_from(state) for state in frontier for step in procedure.steps_from(state)
        } - seen
        # A closed case is reopened by the party of a decision or by the police: here is neither.
        frontier -= {"remedy", "investigate"}
    assert seen == {"correcting", "closed"}


@by_key
def test_a_suit_may_uphold_annul_or_send_back(procedure):
    way = [*BEGIN, *INQUIRE, *REPORT, *NOTIFY, *DECIDE, ("suit", L), ("answer_remedy", L)]
    results = ("remedy_upheld", "remedy_changed", "remedy_annulled", "remedy_redo")
    assert [walk(procedure, [*way, (key, L)])[-2:] for key in results] == [
        ["remedy", "perform"],
        ["remedy", "perform"],
        ["remedy", "withdrawn"],
        ["remedy", "investigate"],
    ]


def test_what_an_officer_must_do_changes_with_the_edition():
    keys = {key: {step.key for step in one.steps} for key, one in COUNTERFEIT.items()}
    assert keys["counterfeit-2011"] == keys["counterfeit-2015"]
    assert keys["counterfeit-2019"] == keys["counterfeit-2021"]
    newer = {
        *("extend_filing", "lapse_evidence", "register_urgent", "approve_registration"),
        *("ask_assistance", "assistance_received", "extend_assistance", "assistance_done"),
        *("push_publicity", "push_received", "shown_elsewhere", "deduct_time", "prolong_review"),
    }
    assert keys["counterfeit-2019"] - keys["counterfeit-2015"] == newer
    assert keys["counterfeit-2015"] - keys["counterfeit-2019"] == set()
    pauses = {key: row(one, "investigate", "suspend").pauses for key, one in COUNTERFEIT.items()}
    assert pauses == {
        "counterfeit-2011": (),
        "counterfeit-2015": (),
        "counterfeit-2019": ("CF-12",),
        "counterfeit-2021": ("CF-12",),
    }


@pytest.mark.parametrize(
    ("key", "article"),
    [
        ("counterfeit-2011", "专利行政执法办法（2010）"),
        ("counterfeit-2015", "专利行政执法办法第三十三条"),
        ("counterfeit-2019", "原行政处罚法第三十二条"),
        ("counterfeit-2021", "行政处罚法第四十五条"),
    ],
)
def test_a_heavier_decision_is_refused_by_the_article_of_the_edition(key, article):
    procedure = COUNTERFEIT[key]
    heavier = ready(
        procedure, row(procedure, "defence", "ask_decision"), notice_fine=Decimal(19_999)
    )
    with pytest.raises(Obstructed) as refusal:
        procedure.take("ask_decision", "defence", {O}, heavier)
    assert refusal.value.sentences == (
        f"不能报请决定：罚款20000元重于告知的19999元（{article}）。"
        "不得因申辩加重处罚；发现新事实的，请补充调查后重新告知。",
    )


@by_key
def test_no_fine_is_decided_while_a_hearing_is_owed(procedure):
    decide = row(procedure, "deciding", "decide")
    owed = ready(procedure, decide, hearing_offered=False, hearing_test=HearingTest(met=True))
    with pytest.raises(Obstructed) as refusal:
        procedure.take("decide", "deciding", {C}, owed)
    assert [obstacle.gate_id for obstacle in refusal.value.obstacles] == ["G-08"]
    assert (
        procedure.take(
            "decide",
            "deciding",
            {C},
            replace(owed, hearing_held_on=owed.on, collective_recorded=True, review_on=owed.on),
        )
        is decide
    )


@pytest.mark.parametrize(
    ("received_on", "key"),
    [
        (date(2011, 2, 1), "counterfeit-2011"),
        (date(2015, 6, 30), "counterfeit-2011"),
        (date(2015, 7, 1), "counterfeit-2015"),
        (date(2019, 3, 31), "counterfeit-2015"),
        (date(2019, 4, 1), "counterfeit-2019"),
        (date(2021, 7, 14), "counterfeit-2019"),
        (date(2021, 7, 15), "counterfeit-2021"),
        (date(2026, 6, 1), "counterfeit-2021"),
    ],
)
def test_the_day_of_receipt_picks_the_edition(received_on, key):
    assert edition_for("counterfeit", received_on) is PROCEDURES[key]


def test_there_is_an_edition_for_every_day_since_2011():
    found = sorted(COUNTERFEIT.values(), key=lambda one: one.valid_from)
    ends = [one.valid_to for one in found]
    assert ends[-1] is None
    following = [one.valid_from for one in found[1:]]
    assert [end + timedelta(days=1) for end in ends[:-1] if end] == following


def test_a_lead_older_than_the_editions_is_refused_with_their_periods():
    with pytest.raises(NoEdition) as refusal:
        edition_for("counterfeit", date(2011, 1, 31))
    assert refusal.value.sentences == (
        "不能登记：2011年1月31日接收的线索没有可适用的办案程序。已建立的程序适用于："
        "2011年2月1日至2015年6月30日接收的线索（专利行政执法办法（国家知识产权局令第60号）、"
        "行政处罚法）；"
        "2015年7月1日至2019年3月31日接收的线索（专利行政执法办法（国家知识产权局令第71号）、"
        "行政处罚法）；"
        "2019年4月1日至2021年7月14日接收的线索（行政处罚法（2017）、"
        "市场监督管理行政处罚程序暂行规定）；"
        "2021年7月15日起接收的线索（行政处罚法（2021）、市场监督管理行政处罚程序规定）。",
    )
    assert refusal.value.remedy == "请核对接收日期。"


def test_a_track_nobody_built_is_refused():
    with pytest.raises(NoEdition) as refusal:
        edition_for("plant_variety", date(2022, 1, 1))
    assert refusal.value.sentences == (
        "不能登记：2022年1月1日接收的线索没有可适用的办案程序。已建立的程序适用于：无。",
    )
