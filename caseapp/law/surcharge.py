"""The surcharge on a fine that is not paid in time: so much a day, never more than the fine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from caseapp.law.citations import Citation, citations, cited_on
from caseapp.law.counting import days_between, joined
from caseapp.law.errors import NoAnswer
from caseapp.law.limit_rows import Pause
from caseapp.law.penalties import CENT, TABLE, check_sum
from caseapp.law.rows import checked_rows, read_table, rows_on
from caseapp.law.wording import long_date, period, sum_of


@dataclass(frozen=True)
class SurchargeRow:
    """One version of the surcharge."""

    id: str
    daily_rate: Decimal
    rate_words: str
    cap_times: int
    court_after_days: int
    citations: tuple[Citation, ...]
    confidence: str
    remedy_days_excluded_from: date
    what: str
    unsure: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Surcharge:
    """The surcharge on a day: how much, for how many late days, and why."""

    amount: Decimal
    cap: Decimal
    late_days: int
    capped: bool
    may_ask_court: bool
    rule: str
    basis: str
    text: str


def surcharge(
    fine: Decimal, due_on: date, on: date, *, remedies: Iterable[Pause] = ()
) -> Surcharge:
    """Reckon the surcharge up to a day; days of reconsideration or suit are left out."""
    check_sum(fine, "罚款数额")
    row = _row_on(due_on + timedelta(days=1))
    pauses = joined(remedies)
    late = [
        day
        for day in days_between(due_on + timedelta(days=1), on)
        if not any(pause.first <= day <= pause.last for pause in pauses)
    ]
    full = (fine * row.daily_rate * len(late)).quantize(CENT, ROUND_HALF_UP)
    cap = fine * row.cap_times
    amount = min(cap, full)
    basis = cited_on(row.citations, on)
    capped = full > cap
    words = [
        f"依据{basis}，罚款{sum_of(fine)}应当于{long_date(due_on)}以前缴纳；"
        f"截至{long_date(on)}逾期{len(late)}日，每日按罚款数额的{row.rate_words}加处，",
        f"计{sum_of(full)}，超过罚款数额，以{sum_of(amount)}为限。"
        if capped
        else f"计{sum_of(amount)}。",
        *(f"复议、诉讼期间{period(one.first, one.last)}不计算。" for one in pauses),
    ]
    if any(one.first < row.remedy_days_excluded_from for one in pauses):
        words.append(f"{long_date(row.remedy_days_excluded_from)}以前不计算的做法没有明文。")
    return Surcharge(
        amount=amount,
        cap=cap,
        late_days=len(late),
        capped=capped,
        may_ask_court=len(late) > row.court_after_days,
        rule=row.id,
        basis=basis,
        text="".join(words),
    )


@cache
def surcharge_rows() -> tuple[SurchargeRow, ...]:
    """Read the shipped surcharge rules once."""
    required = {
        "id": str, "daily_rate": str, "rate_words": str, "cap_times": int,
        "court_after_days": int, "basis": list, "confidence": str,
        "remedy_days_excluded_from": date, "what": str,
    }  # fmt: skip
    rows = checked_rows(
        TABLE, read_table(TABLE).get("surcharge", []), required=required, optional={"unsure": str}
    )
    return tuple(
        SurchargeRow(
            citations=citations(row.pop("basis")),
            daily_rate=Decimal(row.pop("daily_rate")),
            **row,
        )
        for row in rows
    )


def _row_on(day: date) -> SurchargeRow:
    found = rows_on(surcharge_rows(), day)
    if not found:
        raise NoAnswer(f"系统没有收录{long_date(day)}有效的加处罚款规定。")
    return found[0]
