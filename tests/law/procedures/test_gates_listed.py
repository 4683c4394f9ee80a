"""The gates of the handbook one by one, each with the tests that prove it; none may go missing."""

import ast
from functools import cache
from pathlib import Path

import pytest

from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.handbook import gates_of

TESTS = Path(__file__).parents[2]
RULES, CASES, SIGHT = "law/procedures/test_gates_", "cases/test_", "identity/test_"
PROVED_BY = {
    "G-01": {
        f"{RULES}officers": ("two_officers_are_demanded_by_the_article_of_the_day",
                             "certificates_valid_names_each_officer_and_the_expiry"),
        f"{CASES}steps": ("filing_needs_two_officers",
                          "expired_certificate_is_named_with_its_day"),
    },
    "G-02": {f"{RULES}officers": ("certificate_shown_must_be_ticked_and_timed",)},
    "G-03": {f"{RULES}officers": ("nobody_recused_takes_part_in_an_act",
                                  "actor_not_recused_or_no_step_at_all")},
    "G-04": {f"{RULES}inquiry": ("counterfeit_shown_before_goods_are_seized",)},
    "G-05": {f"{RULES}inquiry": ("seizure_approved_before_it_is_done",
                                 "urgency_is_known_to_the_law_since_2012",
                                 "urgent_seizure_reported_in_time_or_the_goods_go_back")},
    "G-06": {
        f"{RULES}notice": ("party_was_heard_or_nothing_is_decided",),
        f"{CASES}steps": ("decision_waits_for_the_defence_unless_it_is_waived",),
    },
    "G-07": {
        f"{RULES}notice": ("not_heavier_after_the_defence",),
        f"{CASES}steps": ("penalty_heavier_than_the_notice_is_refused",),
    },
    "G-08": {
        f"{RULES}notice": ("hearing_right_told_in_the_notice_where_the_threshold_is_met",
                           "hearing_right_kept_before_the_decision",
                           "hearing_officer_is_independent_of_the_investigation"),
        f"{CASES}steps": ("hearing_is_offered_where_its_threshold_is_met",
                          "decision_waits_for_the_hearing_that_was_asked_for"),
    },
    "G-09": {f"{RULES}report": ("reviewer_is_independent_of_the_investigation",
                                "reviewer_is_qualified_by_the_national_examination",
                                "review_passed_by_somebody_outside_the_investigation",
                                "reviewed_after_hearing_since_the_law_of_2021")},
    "G-10": {f"{RULES}report": ("collective_when_needed_by_the_weight_of_the_case",)},
    "G-11": {
        f"{RULES}report": ("gains_method_stored_with_every_sum",
                           "fine_in_range_or_refused_with_the_computed_reasons",
                           "confiscation_in_range_of_the_gains"),
        f"{RULES}spot": ("gains_method_in_force_on_the_day_for_the_office",),
    },
    "G-12": {f"{RULES}report": ("criminal_check_answered_before_a_penalty",
                                "not_a_crime_or_the_police_come_first")},
    "G-13": {
        f"{RULES}closing": ("collector_is_not_decider_of_the_fine",),
        f"{RULES}spot": ("cash_handed_in_before_closing",),
    },
    "G-14": {f"{RULES}closing": ("goods_disposed_before_the_case_is_closed",)},
    "G-15": {f"{RULES}closing": ("publicity_decided_before_the_case_is_closed",)},
    # Who reported is no fact of a gate: it is proved where it could show.
    "G-16": {
        f"{SIGHT}canaries": ("no_identity_lies_or_shows_anywhere_else",),
        f"{SIGHT}guard": ("chief_cannot_sign_a_decision_that_names_the_informant",),
    },
    "G-17": {f"{RULES}report": ("not_fined_before_for_the_same_act",)},
    "G-18": {f"{RULES}inquiry": ("seizure_record_complete_or_the_gaps_are_named",)},
    "G-19": {f"{RULES}inquiry": ("goods_may_be_seized_only_when_related_and_free",)},
    "G-20": {f"{RULES}inquiry": ("time_of_test_told_before_the_test_begins",)},
    "G-21": {f"{RULES}notice": ("publicity_told_with_the_decision_of_a_market_bureau",)},
    "G-22": {
        f"{RULES}spot": ("reconsideration_named_first_since_2024",),
        f"{CASES}counterfeit_ends": ("a_penalty_on_the_spot_is_refused_with_its_sentence",),
    },
}  # fmt: skip


@cache
def written_in(name: str) -> frozenset[str]:
    tree = ast.parse((TESTS / f"{name}.py").read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_gate_of_the_handbook_is_in_the_list():
    assert list(PROVED_BY) == [f"G-{number:02d}" for number in range(1, 23)]


@pytest.mark.parametrize("number", PROVED_BY)
def test_a_gate_of_the_handbook_has_the_tests_that_are_named(number):
    assert [
        (place, name)
        for place, names in PROVED_BY[number].items()
        for name in names
        if f"test_{name}" not in written_in(place)
    ] == []


@pytest.mark.parametrize("number", [one for one in PROVED_BY if one != "G-16"])
def test_a_gate_of_the_handbook_is_asked_by_every_edition_whose_law_knows_it(number):
    asking = {
        key
        for key, procedure in PROCEDURES.items()
        if procedure.track == "counterfeit"
        and any(gate.gate_id == number for gate in gates_of(procedure))
    }
    bureau = {"counterfeit-2019", "counterfeit-2021"}
    office = set() if number == "G-21" else {"counterfeit-2011", "counterfeit-2015"}
    assert asking == bureau | office
