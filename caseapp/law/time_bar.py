"""Until when a breach may still be found and punished: two years, five where it did grave harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseapp.law.due_dates import Due, due
from caseapp.law.limit_rows import LimitRow
from caseapp.law.rows import rows_on
from caseapp.law.time_limits import load
from caseapp.law.working_days import Calendar

RULE = "CF-29"


def time_bar(
    ended: date, *, grave_harm: bool = False, calendar: Calendar | None = None
) -> tuple[LimitRow, Due]:
    """Count from the end of the act; the longer time holds only for acts since it is law."""
    row = load().row(RULE)
    longer = rows_on(row.alternatives, ended)
    if grave_harm and longer:
        one = longer[0]
        row = replace(
            row,
            what=f"{row.what}（{one.when}）",
            length=one.length,
            unit=one.unit,
            alternatives=(),
        )
    return row, due(row, ended, calendar=calendar)
