"""How many duplicates are found among many tickets, how many of those offered are ones, and why."""

import random
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.likeness import actions, queries
from caseapp.likeness.traits import Told, Trait, traits_of
from caseapp.likeness.weighing import COMMON, LEAST, WORTH, compare, rarity
from tests.likeness.matters import AGENT, records

SHOWN = 5
LEAST_PRECISION, LEAST_RECALL = 0.9, 0.9


def kept(made):
    with writing():
        for at, record in enumerate(made, start=1):
            actions.note(
                by=Person.system(),
                object_kind="ticket",
                object_id=at,
                traits=traits_of(record.told),
            )


@pytest.mark.parametrize("seed", [20260101, 7])
def test_duplicates_with_slips_are_found_and_few_others_are_offered(
    *, app, seed, full_size, figure, record_property
):
    dice = random.Random(seed)  # noqa: S311 - the same tickets in every run
    made = records(dice, matters=1500 if full_size else 240)
    kept(made)
    told_of = Counter(record.matter for record in made)
    right = offered = wanted = 0
    for at, record in enumerate(made, start=1):
        found = queries.likest("ticket", traits_of(record.told), without={at})[:SHOWN]
        right += sum(made[one.object_id - 1].matter == record.matter for one in found)
        offered += len(found)
        wanted += min(SHOWN, told_of[record.matter] - 1)
    precision, recall = right / offered, right / wanted
    line = f"{len(made)} tickets, {wanted} pairs: precision {precision:.3f}, recall {recall:.3f}"
    record_property("likeness", line)
    figure("H2", "duplicates: precision", reached=f"{precision:.3f}", asked=LEAST_PRECISION)
    figure("H2", "duplicates: recall", reached=f"{recall:.3f}", asked=LEAST_RECALL)
    sys.stdout.write(f"{line}\n")
    assert wanted > 100
    assert (precision >= LEAST_PRECISION, recall >= LEAST_RECALL) == (True, True), line


TEXT = st.text(
    alphabet="兴旺星望家电商行铁西区人民路12号ZL2015300.4电话0412-5😀<\u3000", max_size=60
)
TOLD = st.builds(
    Told,
    content=TEXT,
    patent=TEXT,
    respondent=TEXT,
    respondent_code=TEXT,
    place=TEXT,
    platform_link=TEXT,
    product=TEXT,
)


@settings(max_examples=150, deadline=None)
@given(one=TOLD, other=TOLD, shared=st.sets(st.sampled_from(sorted(WORTH))))
def test_reasons_name_only_what_stands_in_both(one, other, shared):
    extra = {Trait(kind, f"x{number}") for kind in shared for number in range(3)}
    mine, theirs = traits_of(one) | extra, traits_of(other) | extra
    alike = compare(mine, theirs, {})
    for reason in alike.reasons:
        assert reason.values
        assert {Trait(reason.kind, value) for value in reason.values} <= mine & theirs
        assert not reason.shown or reason.shown in str(reason.values)
    assert alike.score == sum(reason.weight for reason in alike.reasons)
    assert compare(theirs, mine, {}).score == pytest.approx(alike.score)
    assert compare(mine - theirs, theirs, {}).reasons == ()


def test_rare_values_weigh_more_than_common_ones():
    weights = [rarity(count) for count in range(1, COMMON + 5)]
    assert weights == sorted(weights, reverse=True)
    assert (weights[0], weights[-1]) == (1.0, 0.03)
    phone = {one for one in traits_of(Told(content=AGENT)) if one.kind == "phone"}
    rare, common = (compare(phone, phone, dict.fromkeys(phone, n)) for n in (2, COMMON))
    assert rare.score > LEAST > common.score
    assert [one.words() for one in rare.reasons] == ["内容中有同一电话 04125550100（仅 2 件）"]
    assert [one.words() for one in common.reasons] == [
        "内容中有同一电话 04125550100（常见，不足为凭）"
    ]


def test_traits_follow_the_record_and_nothing_else_is_written(app):
    first = traits_of(Told(respondent="铁西区兴旺家电商行", place="铁西区人民路1号"))
    second = traits_of(Told(respondent="铁西区兴旺家电商行", place="铁西区人民路2号"))
    for traits in (first, second, second):
        with writing():
            actions.note(by=Person.system(), object_kind="ticket", object_id=1, traits=traits)
    assert queries.traits_of_objects("ticket", [1, 2]) == {1: second, 2: frozenset()}
