"""What the gates are told of a case is what lies in its file, of the round that counts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caseapp.base.db import writing
from caseapp.cases.asked import Asked
from caseapp.cases.facts import facts_of
from caseapp.cases.open_file import open_file
from caseapp.parties import actions as parties
from caseapp.parties import queries as known
from caseapp.parties.given import PartyGiven
from tests.stories import reported, walked


def facts(story, on=None, **given):
    by = story.crew.officer
    return facts_of(open_file(story.case, by=by), Asked(on or story.day(40), given))


def test_new_lead_has_nothing_to_tell(app, people):
    found = facts(reported(people))
    assert (found.received_on, found.last_step_on) == (date(2024, 3, 4), date(2024, 3, 4))
    assert (found.verification_recorded, found.filed_on, found.investigator_ids) == (
        False,
        None,
        (),
    )
    assert (found.fine_limit, found.hearing_test, found.papers) == (
        None,
        None,
        {"case_source": "draft"},
    )
    assert (found.amount_due, found.goods_open) == (Decimal(0), 0)


def test_whoever_was_named_on_an_act_has_investigated(app, people):
    story = walked(people, "file")
    assert set(facts(story).investigator_ids) == {people.wang.id, people.li.id}
    with_wu = (people.wang.id, people.wu.id)
    story.take("inspect", officers=with_wu)
    assert set(facts(story).investigator_ids) == {people.wang.id, people.li.id, people.wu.id}


def test_file_of_a_decided_case_tells_what_is_owed_and_what_was_told(app, people):
    found = facts(walked(people, "serve_decision"))
    assert (found.notice_fine, found.notice_confiscation) == (Decimal(20000), Decimal(12000))
    assert (found.decision_fine, found.decider_id) == (Decimal(20000), people.chen.id)
    assert (found.amount_due, found.amount_paid) == (Decimal(32000), Decimal(0))
    assert found.papers["penalty_decision"] == "served"
    assert (found.notice_signed_on, found.notice_served_on) == (
        date(2024, 3, 17),
        date(2024, 3, 18),
    )
    assert (found.defence_recorded, found.defence_waived) == (True, False)
    assert (found.review_result, found.reviewer_id) == ("passed", people.zhang.id)
    assert (found.hearing_offered, found.goods_open) == (True, 0)


def test_return_to_investigation_makes_report_review_and_notice_history(people, clock):
    story = walked(people, "record_defence")
    clock.forward(minutes=5)
    story.take("investigate_more", on=story.day(16), reason="发现新事实。")
    found = facts(story)
    assert (found.proposal, found.review_result, found.notice_served_on) == ("", "", None)
    assert (found.defence_recorded, found.hearing_offered) == (False, False)
    assert "penalty_notice" not in found.papers
    assert (found.filed_on, found.verification_recorded) == (date(2024, 3, 7), True)
    story.take("report", on=story.day(17), proposed_fine=Decimal(30_000))
    story.take("send_review", on=story.day(17))
    story.take("pass_review", on=story.day(18))
    found = facts(story)
    assert (found.papers["penalty_notice"], found.proposed_fine) == ("draft", Decimal(30_000))


def test_typed_sums_count_before_kept_ones(app, people):
    story = walked(people, "report")
    told = facts(story, gains_kind="known", gains=Decimal(60_000), act_end=date(2024, 3, 1))
    assert told.fine_limit.ceiling == Decimal(300_000)
    assert facts(story).fine_limit.ceiling == Decimal(250_000)
    old = facts(story, gains_kind="known", gains=Decimal(60_000), act_end=date(2021, 5, 31))
    assert old.fine_limit.ceiling == Decimal(240_000)


@pytest.mark.parametrize(("kind", "met"), [("individual", True), ("company", False)])
def test_hearing_threshold_depends_on_who_the_party_is(*, app, people, kind, met):
    story = walked(people, "report")
    file = open_file(story.case, by=story.crew.officer)
    of_kind = replace(file, parties=[replace_kind(file.parties[0], kind)])
    found = facts_of(of_kind, Asked(story.day(13)))
    assert found.hearing_test.met is met


def joined(people, story, *, part, name, kind):
    with writing():
        party = parties.add_party(by=people.wang, given=PartyGiven(kind=kind, name=name))
        parties.join_case(by=people.wang, case_id=story.case_id, party_id=party.id, part=part)
        return party.id


def test_threshold_is_that_of_who_is_punished_not_of_who_complains(app, people):
    story = reported(people)
    joined(people, story, part="complainant", name="鞍山市某电器有限公司", kind="company")
    joined(people, story, part="right_holder", name="鞍山市某专利有限公司", kind="company")
    found = facts(story.walk("report")).hearing_test
    assert (found.met, "罚款20000元，达到10000元（TH-4）" in found.text) == (True, True)
    # Somebody named by mistake, who left the case again, is not measured either.
    with writing():
        for row in known.parties_of_case(story.case_id, part="respondent"):
            parties.leave_case(
                by=people.wang, case_id=story.case_id, party_id=row.party_id, part="respondent",
                why="登记错误。",
            )  # fmt: skip
    joined(people, story, part="respondent", name="真正的公司", kind="company")
    found = facts(story).hearing_test
    assert (found.met, "罚款20000元，未达到100000元（TH-5）" in found.text) == (False, True)


def replace_kind(row, kind):
    """The same party under another kind."""

    class Other:
        def __getattr__(self, name):
            return kind if name == "kind" else getattr(row, name)

    return Other()
