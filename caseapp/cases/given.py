"""What a step's form gave: typed for the gates, plain for the record, in words for the timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from caseapp.base.clock import SHANGHAI, local
from caseapp.law.procedures.sides import SIDE_WORDS
from caseapp.law.procedures.table import Field, Step

Typed = Mapping[str, object]


def plain(given: Typed) -> dict[str, Any]:
    """Write typed values as JSON: dates as ISO text, sums as text so that no fen is lost."""
    return {key: _plain(value) for key, value in given.items() if value is not None}


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def typed(step: Step, stored: Mapping[str, Any]) -> dict[str, object]:
    """Read a step's stored values back by the kinds of its fields."""
    return {
        field.key: _typed(field, stored[field.key]) for field in step.fields if field.key in stored
    }


def _typed(field: Field, value: Any) -> object:
    if field.kind in _READERS and isinstance(value, str):
        return _READERS[field.kind](value)
    return tuple(value) if isinstance(value, list) else value


_READERS: Mapping[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "money": Decimal,
}


def stored_day(stored: Mapping[str, Any], key: str) -> date | None:
    """Read one stored date."""
    value = stored.get(key)
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def stored_money(stored: Mapping[str, Any], key: str) -> Decimal | None:
    """Read one stored sum."""
    value = stored.get(key)
    return Decimal(value) if isinstance(value, str) and value else None


def why_of(step: Step, row: Any) -> str:
    """Say which act moved a limit; where each side has its own, also whose."""
    side = SIDE_WORDS.get(row.given.get("side", ""), "") if step.waits_for else ""
    return f"{step.name}（{side}）" if side else step.name


def in_words(
    step: Step, stored: Mapping[str, Any], names: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Say what was given, label by label, as the timeline and the papers show it."""
    found = []
    for field in step.fields:
        value = stored.get(field.key)
        if value in (None, "", []):
            continue
        found.append((field.label, word_of(field, value, names)))
    return found


def word_of(field: Field, value: Any, names: Mapping[int, str]) -> str:
    """Say one stored value as its field means it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.kind in ("officers", "person"):
        ids = value if isinstance(value, list) else [value]
        return "、".join(names.get(int(one), f"#{one}") for one in ids)
    if field.kind in ("choice", "choices"):
        words = dict(field.choices)
        chosen = value if isinstance(value, list) else [value]
        return "、".join(str(words.get(one, one)) for one in chosen)
    if field.kind == "money":
        return f"{Decimal(value):,.2f} 元"
    if field.kind == "instant":
        return moment_words(value)
    return str(value)


def moment_words(value: str) -> str:
    """Write a stored instant in the office's time."""
    instant = datetime.fromisoformat(value)
    aware = instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)
    return local(aware).strftime("%Y-%m-%d %H:%M")
