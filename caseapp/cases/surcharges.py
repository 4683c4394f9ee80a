"""What a fine that is not paid in time bears on a day, without the days of reconsideration and suit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from caseapp.law.limit_rows import Pause
from caseapp.law.surcharge import surcharge


def surcharge_on(
    *,
    fine: Decimal,
    paid: Iterable[tuple[date, Decimal]],
    due_on: date | None,
    on: date | None,
    challenges: Iterable[Any],
) -> tuple[date, Decimal, Decimal] | None:
    """Return day, sum and cap; nothing where the fine was paid by its last day or that is not over."""
    if due_on is None or on is None or on <= due_on:
        return None
    late = fine - sum((amount for day, amount in paid if day <= due_on), Decimal(0))
    if late <= 0:
        return None
    found = surcharge(late, due_on, on, remedies=remedy_days(challenges, on))
    return on, found.amount, found.cap


def remedy_days(challenges: Iterable[Any], on: date) -> list[Pause]:
    """From the receipt to the day before the outcome; one that is pending lasts."""
    spans = [(one.accepted_on or one.noted_on, one.outcome_on, one.kind) for one in challenges]
    return [
        Pause(first, on if end is None else end - timedelta(days=1), kind)
        for first, end, kind in spans
        if end is None or first < end
    ]
