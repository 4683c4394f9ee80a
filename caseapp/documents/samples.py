"""Issued samples of every kind, with invented words, each page marked as a demonstration."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.documents.catalogue import kind_of
from caseapp.documents.paper import Paper
from caseapp.documents.render import SAMPLE_MARK, build
from caseapp.documents.values import Value

DATA = Path(__file__).with_name("samples.toml")


def sample(key: str) -> Paper:
    """Make an issued sample; the kinds that carry a number carry one."""
    kind = kind_of(key)
    on = _day(key)
    series = kind.series(on)
    number = series.pattern.format(year=on.year, serial=1) if series else ""
    return build(key, sample_values(key), on=on, number=number, mark=SAMPLE_MARK)


def sample_values(key: str) -> dict[str, Value]:
    """Give the invented words of a kind; articles and periods are those of the law on its day."""
    asked = {one.key for one in kind_of(key).fields}
    known = {**_data()["values"], **_data()["kinds"].get(key, {})}
    return {name: value for name, value in known.items() if name in asked}


def _day(key: str) -> date:
    day: str = _data()["kinds"].get(key, {}).get("签发日期", "")
    on: date = _data()["on"]
    return date.fromisoformat(day) if day else on


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))
