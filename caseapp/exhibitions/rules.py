"""The rules of a fair as data: what was agreed for it, else the default of its first day, each with its basis."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.exhibitions import fair_queries
from caseapp.exhibitions.models import Fair, FairRule
from caseapp.law.fairs import days_of
from caseapp.law.rows import checked_rows, rows_on

FILE = Path(__file__).parent / "fair_rules.toml"
ANSWER, REPEAT, COMPLAINERS = "answer_hours", "repeat", "complainers"
BY_LENGTH, FOLLOW_UP = "by_length", "follow_up"
DOUBTFUL = ("?", "K-")
UNSURE = "（待核实）"


@dataclass(frozen=True)
class Default:
    """What holds from a day on where nobody agreed on anything else."""

    value: str
    basis: str
    confidence: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Option:
    """One value a rule may have; `hours` where it is a time."""

    rule: str
    value: str
    words: str
    hours: int | None = None


@dataclass(frozen=True)
class Asked:
    """One rule a fair may have."""

    key: str
    name: str
    asks: str
    defaults: tuple[Default, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the values it may have."""
        return tuple(one for one in options() if one.rule == self.key)


@dataclass(frozen=True)
class Ruled:
    """What holds at a fair, in words, and where it stands."""

    key: str
    name: str
    value: str
    words: str
    basis: str
    is_sure: bool
    is_own: bool
    hours: int | None = None

    @property
    def told(self) -> str:
        """Say it in one line."""
        return f"{self.words}（{self.basis}{'' if self.is_sure else '，待核实'}）"


def answer_hours(fair: Fair) -> int | None:
    """Return how long a respondent has at this fair; None where each notice says it."""
    return answer_rule(fair).hours


def answer_rule(fair: Fair) -> Ruled:
    """Return how long a respondent has, and where that stands."""
    return rule_of(fair, ANSWER)


def repeat_needs(fair: Fair) -> Ruled:
    """Return what a complaint needs when its right was complained of at an earlier fair."""
    return rule_of(fair, REPEAT)


def wants_follow_up(fair: Fair) -> bool:
    """Say whether such a complaint has to bring what came of the first one."""
    return repeat_needs(fair).value == FOLLOW_UP


def who_may_complain(fair: Fair) -> Ruled:
    """Return who may complain at this fair."""
    return rule_of(fair, COMPLAINERS)


def rule_of(fair: Fair, key: str) -> Ruled:
    """Return one rule of a fair."""
    return next(row for row in rules_of(fair) if row.key == key)


def rules_of(fair: Fair) -> list[Ruled]:
    """Return every rule as it holds at a fair, its own before the defaults."""
    own = {row.key: row for row in fair_queries.rules_of(fair.id)}
    return [_ruled(asked, fair, own.get(asked.key)) for asked in every_rule().values()]


def hours_by_length(days: int) -> int:
    """Return the hours a fair of so many days leaves to answer."""
    return next(hours for up_to, hours in _lengths() if up_to is None or days <= up_to)


def _ruled(asked: Asked, fair: Fair, own: FairRule | None) -> Ruled:
    found = rows_on(asked.defaults, fair.first_on) or [asked.defaults[0]]
    default = found[0]
    value = own.value if own else default.value
    option = next(one for one in asked.options if one.value == value)
    hours, words = option.hours, option.words
    is_sure = own is not None or default.confidence not in DOUBTFUL
    if value == BY_LENGTH:
        hours = hours_by_length(days_of(fair.first_on, fair.last_on))
        words, is_sure = f"{words}：{hours} 小时", False
    basis = (own.basis or "本展会的约定") if own else default.basis
    return Ruled(
        key=asked.key,
        name=asked.name,
        value=value,
        words=words,
        basis=basis,
        is_sure=is_sure,
        is_own=own is not None,
        hours=hours,
    )


@cache
def every_rule() -> Mapping[str, Asked]:
    """Read the rules once."""
    return {row["key"]: _asked(row) for row in _read()["rule"]}


@cache
def options() -> Sequence[Option]:
    """Read the values once."""
    required = {"rule": str, "value": str, "words": str}
    rows = checked_rows(FILE.name, _read()["option"], required=required, optional={"hours": int})
    return tuple(Option(**row) for row in rows)


@cache
def _lengths() -> tuple[tuple[int | None, int], ...]:
    return tuple((row.get("up_to"), row["hours"]) for row in _read()["length"])


def _asked(row: Mapping[str, Any]) -> Asked:
    required = {"value": str, "basis": str, "confidence": str}
    defaults = checked_rows(FILE.name, row["default"], required=required)
    return Asked(row["key"], row["name"], row["asks"], tuple(Default(**one) for one in defaults))


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))
