"""The figures of the law as a list: fines on the spot, hearings, transfer to the police."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from caseapp.law.citations import cited_on
from caseapp.law.criminal import FIGURES, criminal_rows
from caseapp.law.rows import valid_on
from caseapp.law.thresholds import COUNTED, PARTIES, hearing_rows, summary_rows
from caseapp.law.wording import AUTHORITIES, sum_of

OPEN = "没有确定，建议告知听证权利"


def threshold_rows(day: date | None) -> list[dict[str, Any]]:
    """List the figures of every version, or those of one day."""
    found = [
        (row, said)
        for row, said in (*_summary(day), *_hearing(day), *_criminal())
        if day is None or valid_on(row, day)
    ]
    return [
        {
            "rule": row.id,
            **said,
            "valid_from": row.valid_from.isoformat() if row.valid_from else None,
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "confidence": row.confidence,
        }
        for row, said in found
    ]


def _summary(day: date | None) -> Iterator[tuple[Any, dict[str, str]]]:
    for row in summary_rows():
        yield row, _said(row.what, sum_of(Decimal(row.amount)), _basis(row, day))


def _hearing(day: date | None) -> Iterator[tuple[Any, dict[str, str]]]:
    for row in hearing_rows():
        party = PARTIES.get(row.party, "当事人")
        what = f"{AUTHORITIES.get(row.authority, row.authority)}对{party}{COUNTED[row.counts]}的听证标准"
        amount = OPEN if row.amount is None else f"{sum_of(Decimal(row.amount))}以上"
        yield row, _said(what, amount, _basis(row, day))


def _criminal() -> Iterator[tuple[Any, dict[str, str]]]:
    for row in criminal_rows():
        sums = [f"{FIGURES[kind]}{sum_of(Decimal(limit))}以上" for kind, limit in row.figures]
        yield (
            row,
            _said(f"移送公安机关：{row.what}", "或者".join(sums) or "由办案人员判断", row.basis),
        )


def _basis(row: Any, day: date | None) -> str:
    return "、".join(map(str, row.citations)) if day is None else cited_on(row.citations, day)


def _said(what: str, amount: str, basis: str) -> dict[str, str]:
    return {"what": what, "amount": amount, "basis": basis}
