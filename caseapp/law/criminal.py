"""When a counterfeit case may be a crime: the grounds reached, each with its figure and article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from caseapp.law.errors import NoAnswer
from caseapp.law.rows import checked_rows, read_table, rows_on
from caseapp.law.wording import long_date, sum_of

TABLE = "thresholds.toml"
# How a sentence of a ground names the sum that reaches it.
_REACHED = re.compile(r"(\d+(?:\.\d+)?)元，已达")
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
    rows: Sequence[CriminalRow] | None = None,
) -> tuple[CriminalSignal, ...]:
    """Name every ground of a crime the figures reach; acts that cannot be one give none."""
    if acts is not None and not set(acts) & set(criminal_law()["acts"]):
        return ()
    rows = rows_on(criminal_rows() if rows is None else rows, act_end)
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


@dataclass(frozen=True)
class CriminalVerdict:
    """One answer: whether the figures call for a transfer, by which interpretation, and why that one."""

    reached: bool
    signals: tuple[CriminalSignal, ...]
    sentences: tuple[str, ...]
    # What no figure decides: people answer it with their reasons.
    questions: tuple[str, ...] = ()


def criminal_verdict(
    *, decided: date, act_end: date, rows: Sequence[CriminalRow] | None = None, **facts: Any
) -> CriminalVerdict:
    """Measure an act by the interpretation of its day, or by that of the decision where it is milder.

    `facts` are those of `criminal_signals`. Refuses an act older than every interpretation kept here.
    """
    law = criminal_law()
    if facts.get("acts") is not None and not set(facts["acts"]) & set(law["acts"]):
        words = "所选行为不属于假冒专利罪的行为，不对照数额；有其他犯罪嫌疑的另行判断。"
        return CriminalVerdict(reached=False, signals=(), sentences=(words,))
    known = criminal_rows() if rows is None else rows
    own = criminal_signals(act_end=act_end, rows=known, **facts)
    later = criminal_signals(act_end=decided, rows=known, **facts)
    same = _interpretation(act_end) == _interpretation(decided)
    is_milder = bool(own) and not later and not same
    applied = () if is_milder else own
    day = decided if is_milder else act_end
    sentences = [
        f"结论：{'已达移送标准，应当移送' if applied else '没有达到移送标准'}。"
        f"适用{'作出决定' if is_milder else '行为终了'}时（{long_date(day)}）有效的"
        f"{_interpretation(day)}。",
        *(one.text for one in applied),
    ]
    if not same:
        sentences.append(_why(own, later, decided=decided, act_end=act_end))
    questions = tuple(_question(row) for row in rows_on(known, day) if not row.figures)
    return CriminalVerdict(bool(applied), applied, tuple(sentences), questions)


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


def _interpretation(day: date) -> str:
    """Name the rules in force on a day, each once."""
    return "、".join(dict.fromkeys(row.basis for row in rows_on(criminal_rows(), day)))


def _why(
    own: tuple[CriminalSignal, ...],
    later: tuple[CriminalSignal, ...],
    *,
    decided: date,
    act_end: date,
) -> str:
    """Say why the one interpretation is applied and the other is not."""
    rule = f"依据{criminal_law()['milder_basis']}，行为在新的司法解释施行以前终了的"
    new = f"作出决定时（{long_date(decided)}）的{_interpretation(decided)}"
    if own and not later:
        return f"{rule}，新规定较轻的适用新规定：{new}没有达到，较行为时（{long_date(act_end)}）的规定轻，适用决定时的规定。"
    if later and not own:
        grounds = "、".join(dict.fromkeys(one.rule for one in later))
        return f"{rule}，适用行为时的规定，新规定较轻的除外：{new}虽已达到（{grounds}），但较重，不适用于本案。"
    return f"{rule}，适用行为时的规定，新规定较轻的除外：{new}并不更轻，不适用于本案。"


def _question(row: CriminalRow) -> str:
    return (
        f"需要判断：是否有{row.what}（{row.id}，{row.basis}）？没有数额标准，由办案人员根据情节判断，"
        "认为有的应当移送；认为没有的，请在调查终结报告中写明理由。"
    )


def _factor(act_end: date, *, entity: bool) -> int:
    found = rows_on(_multiples(), act_end) if entity else []
    return found[0].factor if found else 1


def amount_said(words: str) -> Decimal | None:
    """Return the sum a sentence says to have reached a ground: sentences are what is kept of it."""
    found = _REACHED.search(words)
    return Decimal(found[1]) if found else None


def _signal_words(row: CriminalRow, kind: str, amount: Decimal, *, limit: int) -> str:
    law = criminal_law()
    figure = FIGURES[kind]
    ground = row.what if row.what.endswith(figure) else f"{row.what}，{figure}"
    return (
        f"{ground}{sum_of(amount)}，已达{sum_of(Decimal(limit))}（{row.id}，{row.basis}），"
        f"涉嫌{law['crime']}，应当依照{law['transfer_basis']}移送公安机关。"
    )
