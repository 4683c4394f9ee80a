"""What was keyed wrongly is corrected with a reason: the first value stays, limits and papers follow."""

from datetime import timedelta
from decimal import Decimal

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import CorrectionGiven
from caseapp.cases.open_file import open_file
from caseapp.deadlines import queries as deadlines
from tests.stories import walked


def act(story, key):
    return next(one for one in queries.history_as_keyed(story.case_id) if one.step == key)


def correct(story, target, target_id, *, who="wu", reason="录入笔误，以原件为准", **values):
    by = story.people[who]
    with writing():
        return actions.correct(
            by=by,
            case=queries.visible_case(story.case_id, by=by),
            given=CorrectionGiven(target, target_id, values, reason),
        )


def limits(story):
    return {row.family: row.due_on for row in deadlines.of_case(story.case_id)}


@pytest.fixture
def filed(app, people):
    """Give a filed case."""
    return walked(people, "file")


def test_a_corrected_day_of_filing_moves_the_limit_that_hangs_on_it(filed):
    before = limits(filed)
    report = correct(filed, "step", act(filed, "file").id, on=filed.day(2))
    after = limits(filed)
    moved = {one["what"]: (one["before"], one["after"]) for one in report.moved}
    assert filed.case.filed_on == filed.day(2)
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"CF-12"}
    assert (str(before["CF-12"]), str(after["CF-12"])) in moved.values()
    assert after["CF-12"] == before["CF-12"] - timedelta(days=1)


def test_the_act_itself_stays_as_it_was_keyed(filed):
    correct(filed, "step", act(filed, "file").id, on=filed.day(2))
    assert act(filed, "file").taken_on == filed.day(3)
    file = open_file(filed.case, by=filed.crew.chief)
    assert file.latest("file").taken_on == filed.day(2)
    (kept,) = file.corrections
    assert kept.changes[0]["old"] == filed.day(3).isoformat()
    assert (kept.reason, kept.by_name) == ("录入笔误，以原件为准", filed.people.wu.name)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-1, "早于线索接收日"), (1, "早于"), (5000, "晚于今天")],
)
def test_a_day_that_breaks_the_order_is_refused(filed, days, sentence):
    with pytest.raises(Refused, match=sentence):
        correct(filed, "step", act(filed, "file").id, on=filed.day(days))
    assert filed.case.filed_on == filed.day(3)
    assert open_file(filed.case, by=filed.crew.chief).corrections == []


def test_officers_of_the_case_may_not_correct_it(filed):
    with pytest.raises(NotVisible):
        correct(filed, "step", act(filed, "file").id, who="wang", on=filed.day(2))


def test_a_correction_without_reason_or_change_is_refused(filed):
    step = act(filed, "file")
    with pytest.raises(Refused, match="没有写明更正的理由"):
        correct(filed, "step", step.id, reason=" ", on=filed.day(2))
    with pytest.raises(Refused, match="没有改动"):
        correct(filed, "step", step.id, on=filed.day(3))


def test_a_sum_the_law_does_not_allow_is_refused_afterwards_too(app, people):
    story = walked(people, "ask_decision")
    with pytest.raises(Refused, match="上限"):
        correct(story, "step", act(story, "ask_decision").id, fine=Decimal(9_000_000))


def test_a_corrected_sum_names_the_papers_that_say_otherwise(app, people):
    story = walked(people, "notify")
    report = correct(story, "step", act(story, "report").id, proposed_fine=Decimal(19000))
    named = {one["title"]: one["todo"] for one in report.papers}
    assert "已送达" in named["行政处罚告知书"]


def test_a_closed_case_is_not_corrected(app, people):
    story = walked(people, "close")
    with pytest.raises(Refused, match="案件已结"):
        correct(story, "case", 0, place="鞍山市铁西区人民路2号", who="chen")


def test_the_day_of_receipt_moves_the_limit_to_file(filed, people):
    story = walked(people, "verify")
    before = limits(story)
    correct(story, "case", 0, received_on=story.day(1))
    after = limits(story)
    assert story.case.received_on == story.day(1)
    assert any(before[key] != after[key] for key in before)


def test_a_receipt_under_another_edition_is_refused(filed):
    with pytest.raises(Refused, match="适用"):
        correct(filed, "case", 0, received_on=filed.day(0).replace(year=2020))


def test_goods_party_and_number_are_corrected_with_their_old_value_kept(filed):
    correct(filed, "goods", filed.goods().id, quantity=Decimal(41))
    assert (filed.goods().quantity, filed.goods().amount) == (Decimal(41), Decimal(41 * 89))
    file = open_file(filed.case, by=filed.crew.chief)
    correct(filed, "party", file.parties[0].id, name="铁西区兴旺家用电器商行")
    correct(filed, "patent", file.patents[0].id, as_printed="ZL201410123456.7")
    file = open_file(filed.case, by=filed.crew.chief)
    assert file.parties[0].name == "铁西区兴旺家用电器商行"
    assert [one.number for one in file.patents] == ["ZL201410123456.7"]
    assert [one.changes[0]["old"] for one in file.corrections] == [
        "40",
        "铁西区兴旺家电商行",
        "ZL201530012345.4",
    ]


def test_the_page_shows_the_outcome_before_it_is_applied(filed, as_person):
    step = act(filed, "file")
    reader = as_person("wu")
    reader.get(f"{filed.path}/corrections/step/{step.id}")
    shown = reader.submit(f_on=filed.day(2).isoformat(), reason="以立案审批表为准")
    assert (shown.status, "更正的结果（还没有更正）" in shown.text) == (409, True)
    assert open_file(filed.case, by=filed.crew.chief).corrections == []
    assert reader.submit(apply="1").status == 303
    assert "以立案审批表为准" in reader.follow().text
    assert filed.case.filed_on == filed.day(2)
    told = as_person("zhang").get(filed.path).text
    assert "更正：立案" in told


def test_what_moved_since_the_preview_is_not_applied(filed, as_person):
    step = act(filed, "file")
    reader = as_person("wu")
    reader.get(f"{filed.path}/corrections/step/{step.id}")
    reader.submit(f_on=filed.day(2).isoformat(), reason="以立案审批表为准")
    refused = reader.submit(apply="1", seen="0" * 16)
    assert refused.status == 409
    assert "与您预览时不同" in refused.text
    assert filed.case.filed_on == filed.day(3)
