"""Rows of the table as the administrator's page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.hotline.routing import queries
from caseapp.hotline.routing.table import AREAS, SPECIALS, Rule, Table
from caseapp.hotline.routing_models import RoutingRow
from caseapp.hotline.words import MATTERS, RIGHT_KINDS

WHEN = {"now": "现行", "past": "已过", "future": "未到"}


@dataclass(frozen=True)
class ShownRow:
    """One row with its state on a day."""

    rule: Rule
    when: str
    about: str
    to: str
    own: RoutingRow | None
    replaced_by: tuple[str, ...]


def rows(table: Table, own: Sequence[RoutingRow], *, day: date) -> list[ShownRow]:
    """Return all rows, the office's own first among those that speak of the same."""
    names = _names()
    of_key = {f"{queries.OWN}{row.id}": row for row in own}
    return [
        ShownRow(
            rule=rule,
            when=_when(rule, day),
            about=about(rule),
            to=target(rule, names),
            own=of_key.get(rule.id),
            replaced_by=tuple(other.id for other in table.rules if rule.id in other.overrides),
        )
        for rule in table.rules
    ]


def about(rule: Rule) -> str:
    """Say what a row speaks of, column by column."""
    columns = (
        (RIGHT_KINDS, rule.right_kinds),
        (MATTERS, rule.matters),
        (AREAS, rule.areas),
        (SPECIALS, rule.specials),
    )
    told = ["、".join(words[key] for key in words if key in found) for words, found in columns]
    return " · ".join(one for one in told if one) or "不限"


def target(rule: Rule | None, names: Mapping[str, str] | None = None) -> str:
    """Say where a row sends."""
    if rule is None:
        return "没有规则"
    known = _names() if names is None else names
    told = f"告知：{rule.tell}" if rule.tell else ""
    to = told or known.get(rule.to_unit or rule.to_body, rule.to_unit or rule.to_body)
    return f"{to}，同时告知{known.get(rule.also, rule.also)}" if rule.also else to


def as_form(rule: Rule, *, day: date) -> dict[str, Any]:
    """Return a row as the form of the one that is to stand in for it."""
    return {
        "right_kinds": sorted(rule.right_kinds),
        "matters": sorted(rule.matters),
        "areas": sorted(rule.areas),
        "specials": sorted(rule.specials),
        "since": day,
        "to_unit": rule.to_unit,
        "to_body": queries.asked_key(rule.to_body, day),
        "also": queries.asked_key(rule.also, day),
        "tell": rule.tell,
        "sentence": rule.sentence,
        "basis": rule.basis,
        "overrides": rule.id,
    }


def _names() -> dict[str, str]:
    return {row.path: row.name for row in accounts.units()} | queries.body_names()


def _when(rule: Rule, day: date) -> str:
    if rule.in_force(day):
        return "now"
    return "future" if rule.valid_from and rule.valid_from > day else "past"
