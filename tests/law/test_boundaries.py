"""Each figure of each version, one cent below, on it and one cent above; each version on its days."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.law.criminal import CriminalRow, criminal_rows, criminal_signals
from caseapp.law.errors import NoAnswer
from caseapp.law.penalties import PenaltyRow, fine_range, penalty_rows
from caseapp.law.thresholds import (
    HearingRow,
    hearing_rows,
    hearing_threshold,
    summary_limits,
    summary_rows,
)

CENT, DAY = Decimal("0.01"), timedelta(days=1)
AROUND = (-CENT, Decimal(0), CENT)
HEARINGS = [row for row in hearing_rows() if row.amount is not None]
GROUNDS = [(row, kind, limit) for row in criminal_rows() for kind, limit in row.figures]
FINES = [
    (row, tier.above)
    for row in penalty_rows()
    for tier in row.tiers
    if tier.above is not None and tier.above > 0
]
LATEST = date(2026, 6, 30)
MONEY = st.decimals(Decimal("0.01"), Decimal("10000000"), places=2)


def days_of(row: Any) -> list[date]:
    return [row.valid_from, row.valid_to or LATEST]


@pytest.mark.parametrize("row", HEARINGS, ids=lambda row: f"{row.id}-{row.party}")
def test_a_hearing_is_due_on_the_figure_and_above_and_not_a_cent_below(row: HearingRow) -> None:
    for on in days_of(row):
        met = []
        for more in AROUND:
            sums = {"fine": Decimal(0), "confiscation": Decimal(0)}
            sums[row.counts] = Decimal(row.amount or 0) + more
            answer = hearing_threshold(
                party_kind="person" if row.party == "any" else row.party, on=on, **sums
            )
            met.append(answer.met)
        assert met == [False, True, True], on


@pytest.mark.parametrize("entity", [False, True], ids=["person", "entity"])
@pytest.mark.parametrize(
    ("row", "kind", "limit"), GROUNDS, ids=[f"{r.id}-{k}-{r.valid_from}" for r, k, _ in GROUNDS]
)
def test_a_crime_is_signalled_on_the_figure_and_above_and_not_a_cent_below(
    *, row: CriminalRow, kind: str, limit: int, entity: bool
) -> None:
    names = {"business": "business_amount", "gains": "gains", "loss": "loss"}
    for act_end in days_of(row):
        # A firm's figures were three times a person's until 4 April 2007.
        figure = Decimal(limit * (3 if entity and act_end < date(2007, 4, 5) else 1))
        met = []
        for more in AROUND:
            asked: dict[str, Any] = {
                "business_amount": Decimal(0), "gains": Decimal(0), "loss": Decimal(0),
                "number_of_patents": max(row.patents, 1), "repeat": bool(row.repeat_years),
                "act_end": act_end, "entity": entity,
            }  # fmt: skip
            asked[names[kind]] = figure + more
            met.append(row.id in {one.rule for one in criminal_signals(**asked)})
        assert met == [False, True, True], act_end


def test_on_the_spot_figures_are_those_of_their_days() -> None:
    for row in summary_rows():
        for on in days_of(row):
            limits = summary_limits(on)
            held = {"TH-1": limits.person, "TH-2": limits.entity, "TH-3": limits.cash}
            assert held[row.id] == row.amount, on
    first = min(row.valid_from for row in summary_rows() if row.valid_from)
    with pytest.raises(NoAnswer):
        summary_limits(first - DAY)


@pytest.mark.parametrize(("row", "figure"), FINES, ids=[f"{r.id}-{f}" for r, f in FINES])
def test_the_ceiling_changes_above_the_figure_of_a_tier(row: PenaltyRow, figure: int) -> None:
    below, at, above = (row.ceiling(Decimal(figure) + more) for more in AROUND)
    fixed = next(tier.fixed for tier in row.tiers if tier.above is None)
    times = next(tier.times for tier in row.tiers if tier.above == figure)
    assert [below, at] == [fixed, fixed]
    assert above == (figure + CENT) * times


@pytest.mark.parametrize("gains", ["-0.01", "0.001", "1e15", "NaN", "Infinity"])
def test_what_is_no_sum_has_no_ceiling(gains: str) -> None:
    with pytest.raises(NoAnswer):
        fine_range(Decimal(gains), date(2022, 1, 1), date(2022, 2, 1))


@pytest.mark.parametrize("row", penalty_rows(), ids=lambda row: row.id)
def test_a_version_holds_from_its_first_to_its_last_day(row: PenaltyRow) -> None:
    for day in days_of(row):
        assert fine_range(None, day, day, act=row.act).rule == row.id
    rivals = [one for one in penalty_rows() if one.act == row.act and one != row]
    for day in (row.valid_from - DAY, row.valid_to + DAY if row.valid_to else None):
        if day is None:
            continue
        others = [one.id for one in rivals if one.valid_from <= day <= (one.valid_to or LATEST)]
        if others:
            assert fine_range(None, day, day, act=row.act).rule == others[0]
        else:
            with pytest.raises(NoAnswer):
                fine_range(None, day, day, act=row.act)


def test_no_gains_and_a_cent_show_the_hole_of_the_old_law_and_the_floor_of_the_new() -> None:
    old, new = (row for row in penalty_rows() if row.act == "counterfeit")
    assert [old.ceiling(Decimal(sum_)) for sum_ in ("0", "0.01", "100")] == [
        Decimal(200000), Decimal("0.04"), Decimal(400),
    ]  # fmt: skip
    assert [new.ceiling(Decimal(sum_)) for sum_ in ("0", "0.01", "50000", "50000.01")] == [
        *[Decimal(250000)] * 3, Decimal("250000.05"),
    ]  # fmt: skip


@given(one=MONEY, two=MONEY)
def test_more_gains_never_lower_a_ceiling_and_the_old_law_stays_below_the_new(
    one: Decimal, two: Decimal
) -> None:
    low, high = sorted((one, two))
    old, new = (row for row in penalty_rows() if row.act == "counterfeit")
    for row in (old, new):
        assert row.ceiling(low) <= row.ceiling(high)
    assert old.ceiling(one) < new.ceiling(one)
