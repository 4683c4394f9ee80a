"""Each step, from each state, by each role: exactly the rows of the table succeed."""

from dataclasses import replace

import pytest

from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import NotOffered, Obstructed, Procedure, State, Step
from tests.law.procedures.ready import NEW, day_of, ready

EDITIONS = tuple(PROCEDURES.values())
EVERY_STATE = [
    pytest.param(procedure, state, id=f"{procedure.key}-{state.key}")
    for procedure in EDITIONS
    for state in procedure.states
]
EVERY_ROW = [
    pytest.param(procedure, step, id=f"{procedure.key}-{step.key}-{step.origins[0]}")
    for procedure in EDITIONS
    for step in procedure.steps
]
NEWEST = PROCEDURES["counterfeit-2021"]
COUNTERFEIT = {key: one for key, one in PROCEDURES.items() if one.track == "counterfeit"}


def row(key: str, state: str, procedure: Procedure = NEWEST) -> Step:
    return next(step for step in procedure.steps_from(state) if step.key == key)


def taken(procedure: Procedure, key: str, *, state: str, role: Role) -> str:
    rows = {step.key: step for step in procedure.steps_from(state)}
    facts = (
        ready(procedure, rows[key])
        if key in rows
        else Facts(on=day_of(procedure), today=day_of(procedure))
    )
    try:
        return procedure.take(key, state, {role}, facts).end_from(state)
    except NotOffered:
        return ""


@pytest.mark.parametrize(("procedure", "state"), EVERY_STATE)
def test_exactly_the_rows_of_the_table_succeed(procedure: Procedure, state: State):
    keys = {step.key for step in procedure.steps}
    succeeded = {
        (key, role): end
        for key in keys
        for role in Role
        if (end := taken(procedure, key, state=state.key, role=role))
    }
    assert succeeded == {
        (step.key, role): step.end or state.key
        for step in procedure.steps
        if state.key in step.origins
        for role in step.by
    }


@pytest.mark.parametrize(("procedure", "step"), EVERY_ROW)
def test_a_step_dated_tomorrow_is_refused_everywhere(procedure: Procedure, step: Step):
    facts = ready(procedure, step)
    tomorrow = replace(facts, on=facts.today.replace(day=9))
    with pytest.raises(Obstructed) as refusal:
        procedure.take(step.key, step.origins[0], step.by, tomorrow)
    year = facts.today.year
    assert refusal.value.sentences[0].startswith(
        f"不能{step.name}：办理日期{year}年6月9日晚于今天（{year}年6月8日）。"
    )


@pytest.mark.parametrize(("procedure", "step"), EVERY_ROW)
def test_an_empty_form_names_every_field_that_is_needed(procedure: Procedure, step: Step):
    facts = ready(procedure, step, given={}, reason="")
    needed = [
        f"不能{step.name}：没有填写“{field.label}”。请填写“{field.label}”。"
        for field in step.fields
        if field.required and field.kind != "officers"
    ]
    if step.needs_reason:
        needed.append(f"不能{step.name}：没有写明理由。请填写理由。")
    said: tuple[str, ...] = ()
    try:
        procedure.take(step.key, step.origins[0], step.by, facts)
    except Obstructed as refusal:
        said = refusal.sentences
    assert list(said[: len(needed)]) == needed


def test_a_step_of_another_state_is_refused_with_both_names():
    with pytest.raises(NotOffered) as refusal:
        NEWEST.take("decide", "verify", {Role.CHIEF}, Facts(on=NEW, today=NEW))
    assert refusal.value.sentences == ("案件现处于“核查”阶段，不能作出处罚决定。",)


def test_a_step_nobody_knows_is_refused():
    with pytest.raises(NotOffered) as refusal:
        NEWEST.take("fly", "verify", {Role.CHIEF}, Facts(on=NEW, today=NEW))
    assert refusal.value.sentences == ("本程序没有这一步骤，案件现处于“核查”阶段。",)


def test_an_officer_cannot_file_a_case():
    with pytest.raises(NotOffered) as refusal:
        NEWEST.take("file", "filing", {Role.OFFICER}, ready(NEWEST, row("file", "filing")))
    assert refusal.value.sentences == ("“立案”由负责人办理。",)


def test_a_refused_filing_says_everything_that_stands_against_it():
    step = row("file", "filing")
    facts = ready(NEWEST, step, verification_recorded=False, acting=())
    with pytest.raises(Obstructed) as refusal:
        NEWEST.take("file", "filing", {Role.CHIEF}, facts)
    assert refusal.value.sentences == (
        "不能立案：尚未记录核查结果（市场监督管理行政处罚程序规定第十八条）。"
        "请先记录专利号及其在行为日的法律状态。",
        "不能立案：办案人员少于两人（行政处罚法第四十二条）。请先指定第二名持证人员。",
    )
    assert [obstacle.gate_id for obstacle in refusal.value.obstacles] == ["", "G-01"]


def test_a_choice_outside_the_list_is_refused():
    step = row("verify", "lead")
    given = {**ready(NEWEST, step).given, "patent_status": "perhaps"}
    with pytest.raises(Obstructed) as refusal:
        NEWEST.take("verify", "lead", {Role.OFFICER}, ready(NEWEST, step, given=given))
    assert refusal.value.sentences == (
        "不能记录核查：“行为日的法律状态”不在可选范围之内。请重新选择。",
    )


def test_the_page_offers_every_step_and_greys_what_is_blocked():
    offers = NEWEST.offers("filing", {Role.CHIEF}, Facts(on=NEW, today=NEW))
    blocked = "尚未记录核查结果（市场监督管理行政处罚程序规定第十八条）。"
    assert [
        (offer.step.key, offer.is_mine, [obstacle.sentence for obstacle in offer.obstacles])
        for offer in offers
    ] == [
        ("extend_filing", True, []),
        ("deduct_time", False, []),
        ("file", True, [f"不能立案：{blocked}"]),
        ("return_filing", True, []),
        ("refuse_filing", True, [f"不能不予立案：{blocked}"]),
        ("transfer", True, []),
    ]


def test_the_page_says_which_steps_belong_to_others():
    offers = NEWEST.offers("review", {Role.OFFICER}, Facts(on=NEW, today=NEW))
    assert [offer.step.key for offer in offers if not offer.is_mine] == [
        *("extend_case", "prolong_review", "return_review"),
    ]


def test_the_page_shows_no_step_that_has_nothing_to_act_on():
    facts = Facts(on=NEW, today=NEW, registration_open=True, proposal="penalty")
    offers = NEWEST.offers("review", {Role.OFFICER, Role.LEGAL}, facts)
    assert [offer.step.key for offer in offers if offer.is_mine] == [
        *("dispose_evidence", "deduct_time", "pass_review", "return_review"),
    ]


@pytest.mark.parametrize(
    ("filed_on", "offered"), [(None, ["lead_returned"]), (NEW, ["case_returned"])]
)
def test_a_case_that_was_moved_can_only_come_back_as_what_it_was(filed_on, offered):
    offers = NEWEST.offers("moved", set(Role), Facts(on=NEW, today=NEW, filed_on=filed_on))
    assert [offer.step.key for offer in offers] == offered


def test_the_chief_may_decide_late_with_a_written_reason():
    step = row("decide", "deciding")
    late = ready(NEWEST, step, case_limit_due=NEW.replace(day=1))
    with pytest.raises(Obstructed) as refusal:
        NEWEST.take("decide", "deciding", {Role.CHIEF}, late)
    sentence = (
        "不能作出处罚决定：办案期限已于2023年6月1日届满（市场监督管理行政处罚程序规定第六十四条）。"
    )
    assert refusal.value.sentences == (f"{sentence}请由负责人写明超期理由。",)
    explained = replace(late, override_reason="等待检测机构补充材料。")
    assert NEWEST.take("decide", "deciding", {Role.CHIEF}, explained) is step
    aside = NEWEST.set_aside(step, {Role.CHIEF}, explained)
    assert [obstacle.sentence for obstacle in aside] == [sentence]


def test_a_written_reason_sets_no_duty_aside():
    step = row("decide", "deciding")
    facts = ready(NEWEST, step, review_result="returned", override_reason="情况特殊。")
    with pytest.raises(Obstructed) as refusal:
        NEWEST.take("decide", "deciding", {Role.CHIEF}, facts)
    assert [obstacle.gate_id for obstacle in refusal.value.obstacles] == ["G-09"]


def test_only_the_chief_sets_an_obstacle_aside():
    step = row("ask_hearing", "defence")
    late = ready(NEWEST, step, hearing_ends_on=NEW.replace(day=1), override_reason="因病。")
    assert NEWEST.take("ask_hearing", "defence", {Role.CHIEF}, late) is step
    with pytest.raises(Obstructed):
        NEWEST.take("ask_hearing", "defence", {Role.OFFICER}, late)


def test_a_recorded_service_names_the_step_it_brings_about():
    notify = NEWEST.served_step("penalty_notice", "notice")
    assert notify is row("notify", "notice")
    assert NEWEST.served_step("penalty_notice", "defence") is None
    assert NEWEST.signing_step("penalty_decision", "deciding") is row("decide", "deciding")
    assert NEWEST.signing_step("penalty_decision", "decided") is None


@pytest.mark.parametrize("procedure", COUNTERFEIT.values(), ids=COUNTERFEIT)
def test_steps_of_time_are_taken_by_the_clock(procedure: Procedure):
    timed = {step.key for step in procedure.steps if Role.CLOCK in step.by}
    common = {"mark_overdue", "remedy_lapsed", "police_returned"}
    newer = {"lapse_evidence", "deem_waived"} if procedure.authority == "market_bureau" else set()
    assert timed == common | newer


@pytest.mark.parametrize(
    ("state", "leading"),
    [
        ("verify", {"ask_filing"}),
        ("filing", {"file"}),
        ("overdue", {"apply_court"}),
        ("suspended", set()),
    ],
)
@pytest.mark.parametrize("procedure", COUNTERFEIT.values(), ids=COUNTERFEIT)
def test_step_that_leads_on_is_told_apart(procedure, state, leading):
    offered = {step.key for step in procedure.steps_from(state) if procedure.leads_on(step, state)}
    assert offered & {"ask_filing", "file", "apply_court", "inspect", "resume"} == leading
