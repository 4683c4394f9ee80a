"""Issued samples of every kind, with invented words, each page marked as a demonstration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.documents.catalogue import Kind, kind_of
from caseapp.documents.paper import Paper
from caseapp.documents.render import SAMPLE_MARK, build
from caseapp.documents.values import Value

SAMPLES = Path(__file__).with_name("samples")
OF_ANY_CASE = "case"


def sample(key: str) -> Paper:
    """Make an issued sample; the kinds that carry a number carry one."""
    kind = kind_of(key)
    on = sample_day(kind)
    series = kind.series(on)
    number = series.pattern.format(year=on.year, serial=1) if series else ""
    return build(key, sample_values(key), on=on, number=number, mark=SAMPLE_MARK)


def sample_values(key: str) -> dict[str, Value]:
    """Give the invented words of a kind; articles and periods are those of the law on its day."""
    kind = kind_of(key)
    asked = {one.key for one in kind.fields_on(sample_day(kind))}
    known = {**_file(OF_ANY_CASE)["values"], **_file(kind.stem).get("values", {}), **_own(kind)}
    return {name: value for name, value in known.items() if name in asked}


def sample_day(kind: Kind) -> date:
    """Give the day of a sample: its own, or that of all samples."""
    own = _own(kind)
    day = own.get("on") or own.get("签发日期", "")
    on: date = _file(OF_ANY_CASE)["on"]
    return date.fromisoformat(str(day)) if day else on


def _own(kind: Kind) -> Mapping[str, Any]:
    own: Mapping[str, Any] = _file(kind.stem).get("kinds", {}).get(kind.key, {})
    return own


@cache
def _file(stem: str) -> Mapping[str, Any]:
    path = SAMPLES / f"{stem}.toml"
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"{path.name}: {fault}") from fault
