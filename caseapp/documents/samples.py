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


def sample(key: str, *, edition: int | None = None) -> Paper:
    """Make an issued sample, of one edition where it is said; the kinds that carry a number carry one."""
    kind = kind_of(key)
    if edition is not None and (named := kind.editions[edition].key) not in ("", key):
        return sample(named)
    on = sample_day(kind) if edition is None else _day_of(kind, edition)
    series = kind.series(on)
    number = series.pattern.format(year=on.year, serial=1) if series else ""
    return build(key, sample_values(key, on=on), on=on, number=number, mark=SAMPLE_MARK)


def blank(key: str) -> Paper:
    """Make the empty form of a kind, as it is handed out to be filled in by hand."""
    kind = kind_of(key)
    return build(key, {}, on=sample_day(kind), signed=False, number="")


def sample_values(key: str, *, on: date | None = None) -> dict[str, Value]:
    """Give the invented words of a kind; articles and periods are those of the law on its day."""
    kind = kind_of(key)
    asked = {one.key for one in kind.fields_on(on or sample_day(kind))}
    known = {**_file(OF_ANY_CASE)["values"], **_file(kind.stem).get("values", {}), **_own(kind)}
    return {name: value for name, value in known.items() if name in asked}


def sample_day(kind: Kind) -> date:
    """Give the day of a sample: its own, or that of all samples."""
    own = _own(kind)
    day = own.get("on") or own.get("签发日期", "")
    on: date = _file(OF_ANY_CASE)["on"]
    return date.fromisoformat(str(day)) if day else on


def _day_of(kind: Kind, place: int) -> date:
    """Give the day of the sample within an edition."""
    edition = kind.editions[place]
    return min(max(sample_day(kind), edition.since), edition.until)


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
