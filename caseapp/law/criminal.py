"""When a counterfeit case may be a crime: the grounds reached, each with its figure and article."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from caseapp.law.errors import NoAnswer
from caseapp.law.rows import checked_rows, read_table, rows_on
from caseapp.law.wording import long_date, sum_of

TABLE = "thresholds.toml"
FIGURES = {"business": "非法经营数额", "gains": "违法所得", "loss": "直接经济损失"}


@dataclass(frozen=True)
class CriminalRow:
    """One ground of one interpretation; a row without figures is a question for people."""

    id: str
    what: str
    basis: str
    confidence: str
    figures: tuple[tuple[str, int], ...]
    patents: int = 0
    repeat_years: int = 0
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class EntityMultiple:
    """For some years a firm's figures were a multiple of a person's."""

    factor: int
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class CriminalSignal:
    """One ground that is reached, as a sentence for the person who must decide on transfer."""

    rule: str
    basis: str
    text: str


def criminal_signals(
    *,
    business_amount: Decimal,
    gains: Decimal | None,
    loss: Decimal,
    number_of_patents: int,
    act_end: date,
    entity: bool,
    repeat: bool,
    acts: Collection[str] | None = None,
) -> tuple[CriminalSignal, ...]:
    """Name every ground of a crime the figures reach; acts that cannot be one give none."""
    if acts is not None and not set(acts) & set(criminal_law()["acts"]):
        return ()
    rows = rows_on(criminal_rows(), act_end)
    if not rows:
        raise NoAnswer(f"系统没有收录{long_date(act_end)}有效的刑事追诉标准。")
    sums = {"business": business_amount, "gains": gains or Decimal(0), "loss": loss}
    factor = _factor(act_end, entity=entity)
    open_rows = [
        row for row in rows if number_of_patents >= row.patents and (repeat or not row.repeat_years)
    ]
    return tuple(
        CriminalSignal(
            row.id, row.basis, _signal_words(row, kind, sums[kind], limit=limit * factor)
        )
        for row in open_rows
        for kind, limit in row.figures
        if sums[kind] >= limit * factor
    )


def suspicion_is_enough(on: date) -> bool:
    """Ask whether reasonable suspicion already calls for a transfer on a day."""
    start: date = criminal_law()["suspicion_enough_from"]
    return on >= start


@cache
def criminal_law() -> dict[str, Any]:
    """Read what holds for all grounds: which acts can be a crime, what a transfer rests on."""
    found: dict[str, Any] = read_table(TABLE)["criminal_law"]
    return found


@cache
def criminal_rows() -> tuple[CriminalRow, ...]:
    """Read the shipped grounds once."""
    required = {"id": str, "what": str, "basis": str, "confidence": str}
    optional = {**dict.fromkeys(FIGURES, int), "patents": int, "repeat_years": int}
    raw = read_table(TABLE).get("criminal", [])
    rows = checked_rows(TABLE, raw, required=required, optional=optional)
    return tuple(
        CriminalRow(figures=tuple((kind, row.pop(kind)) for kind in FIGURES if kind in row), **row)
        for row in rows
    )


@cache
def _multiples() -> tuple[EntityMultiple, ...]:
    raw = read_table(TABLE).get("entity_multiple", [])
    rows = checked_rows(TABLE, raw, required={"factor": int})
    return tuple(EntityMultiple(**row) for row in rows)


def _factor(act_end: date, *, entity: bool) -> int:
    found = rows_on(_multiples(), act_end) if entity else []
    return found[0].factor if found else 1


def _signal_words(row: CriminalRow, kind: str, amount: Decimal, *, limit: int) -> str:
    law = criminal_law()
    figure = FIGURES[kind]
    ground = row.what if row.what.endswith(figure) else f"{row.what}，{figure}"
    return (
        f"{ground}{sum_of(amount)}，已达{sum_of(Decimal(limit))}（{row.id}，{row.basis}），"
        f"涉嫌{law['crime']}，应当依照{law['transfer_basis']}移送公安机关。"
    )
