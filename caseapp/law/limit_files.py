"""The limits read from TOML: every column checked before a row may count."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from caseapp.law.citations import citations
from caseapp.law.errors import FaultyData
from caseapp.law.limit_rows import (
    AUTHORITIES,
    BINDS,
    DIRECTIONS,
    EXTENDED_BY,
    MEASURED_UNITS,
    ON_EXPIRY,
    ROLLS,
    TARGET,
    TARGET_WORDS,
    TOLLED_BY,
    UNITS,
    Alternative,
    AuthorityTerm,
    ExtensionRule,
    FollowUp,
    LimitRow,
    LocalRow,
)
from caseapp.law.rows import shape_faults, span_faults

Shape = Mapping[str, type | tuple[type, ...]]
DATES: Shape = {"valid_from": date, "valid_to": date}
LIMIT: Shape = {
    "id": str, "family": str, "what": str, "meaning": str, "authority": str, "start_event": str,
    "start_words": str, "unit": str, "direction": str, "roll": str, "on_expiry": str,
    "basis": list, "confidence": str,
}  # fmt: skip
LIMIT_MAY: Shape = {
    **DATES, "length": int, "extensions": list, "tolled_by": list, "alternatives": list,
    "then": dict, "internal_warning": list, "earlier_of": list, "unit_confidence": str, "start_confidence": str,
    "picked_on": str, "open_words": str, "note": str, "enabled": bool,
    "is_target": bool, "binds": str,
}  # fmt: skip
CITATION: tuple[Shape, Shape] = (
    {},
    {**DATES, "rule": str, "article": str, "remark": str, "plain": str},
)
EXTENSION: tuple[Shape, Shape] = (
    {"by": str, "unit": str},
    {
        **DATES,
        "length": int,
        "times": int,
        "before_expiry": bool,
        "notify_party": bool,
        "words": str,
    },
)
TERM: tuple[Shape, Shape] = ({"key": str, "name": str}, {**DATES, "subjects": list})
ALTERNATIVE: tuple[Shape, Shape] = ({"when": str, "length": int, "unit": str}, DATES)
THEN: tuple[Shape, Shape] = (
    {
        **dict.fromkeys(("id", "meaning", "what", "start_event", "start_words", "unit"), str),
        "length": int,
    },
    {},
)
LOCAL: tuple[Shape, Shape] = (
    {"overrides": str, "length": int, "unit": str, "valid_from": date, "basis": str},
    {"valid_to": date, "note": str, "area": str, "confidence": str, "enabled": bool},
)
CONFIDENCE = re.compile(r"S\d+(, S\d+)*|K-?|\?|T")
ROW_ID = re.compile(r"[A-Z]+-\d+[a-z]?")
EVENT = re.compile(r"[a-z_]+\.[a-z_]+")


def parse_limits(text: str, name: str) -> tuple[list[LimitRow], list[AuthorityTerm]]:
    """Turn a file of limits into rows; a file with any fault gives none."""
    raw = tomllib.loads(text)
    limits: list[dict[str, Any]] = raw.get("limit", [])
    terms: list[dict[str, Any]] = raw.get("authority", [])
    faults = [f"{row.get('id', '?')}: {fault}" for row in limits for fault in row_faults(row)]
    for term in terms:
        found = shape_faults(term, *TERM) + span_faults(term)
        faults += [f"authority {term.get('key', '?')}: {fault}" for fault in found]
    if not faults:
        faults = join_faults(_limits(limits))
    if faults:
        raise FaultyData(name, faults)
    return _limits(limits), [_term(term) for term in terms]


def parse_local(text: str, name: str) -> tuple[LocalRow, ...]:
    """Turn a file of local limits into rows; a file with any fault gives none."""
    rows: list[dict[str, Any]] = tomllib.loads(text).get("local", [])
    faults = [
        f"{row.get('overrides', '?')}: {fault}"
        for row in rows
        for fault in _part_faults(row, LOCAL) + span_faults(row)
    ]
    if faults:
        raise FaultyData(name, faults)
    return tuple(LocalRow(**row) for row in rows)


def row_faults(row: Mapping[str, Any]) -> list[str]:
    """Name what is wrong with one row, taken alone."""
    faults = shape_faults(row, LIMIT, LIMIT_MAY)
    if faults:
        return faults
    return [
        *span_faults(row),
        *_word_faults(row),
        *_length_faults(row),
        *_direction_faults(row),
        *_parts_faults(row),
    ]


def join_faults(rows: list[LimitRow]) -> list[str]:
    """Name what is wrong between rows: ids, rows of one meaning valid at once, unknown ids."""
    ids = Counter(row.id for row in rows)
    faults = [f"{name}: id used {times} times" for name, times in ids.items() if times > 1]
    for row in rows:
        for column in ("internal_warning", "earlier_of"):
            named: tuple[str, ...] = getattr(row, column)
            faults += [f"{row.id}: {column} names unknown {one}" for one in named if one not in ids]
    faults += [
        f"{one.id}, {two.id}: both in force for {one.authority} on some day"
        for one, two in combinations(rows, 2)
        if _same_place(one) == _same_place(two) and _overlap(one, two)
    ]
    return faults


def _word_faults(row: Mapping[str, Any]) -> list[str]:
    allowed: tuple[tuple[str, Iterable[str]], ...] = (
        ("unit", UNITS),
        ("direction", DIRECTIONS),
        ("roll", ROLLS),
        ("authority", AUTHORITIES),
        ("on_expiry", ON_EXPIRY),
    )
    faults = [f"{key} is unknown: {row[key]}" for key, words in allowed if row[key] not in words]
    if row.get("binds", "police") not in BINDS:
        faults.append(f"binds is unknown: {row['binds']}")
    faults += [f"tolled_by is unknown: {word}" for word in _unknown(row, "tolled_by", TOLLED_BY)]
    matched: tuple[tuple[str, re.Pattern[str]], ...] = (
        ("id", ROW_ID),
        ("start_event", EVENT),
        ("confidence", CONFIDENCE),
    )
    faults += [f"{key} has the wrong form" for key, form in matched if not form.fullmatch(row[key])]
    if re.sub(r"[a-z]$", "", row["id"]) != row["family"]:
        faults.append("id is not of its family")
    return faults


def _length_faults(row: Mapping[str, Any]) -> list[str]:
    faults = []
    is_open = row["unit"] == "open"
    if is_open == ("length" in row):
        faults.append("length and unit do not agree")
    if row.get("length", 1) < 1:
        faults.append("length is not positive")
    if row.get("enabled", True) and row["confidence"] == "?":
        faults.append("an unconfirmed row is enabled")
    if row["confidence"] == TARGET and not row.get("is_target"):
        faults.append("what the office set itself is not marked as a target")
    if "open_words" in row and not is_open:
        faults.append("open_words stand beside a length")
    return faults


def _direction_faults(row: Mapping[str, Any]) -> list[str]:
    if row["direction"] == "backward":
        fits = row["roll"] == "backward" and row["unit"] in {"cd", "wd"}
    else:
        fits = row["roll"] != "backward" and (row["unit"] != "h" or row["roll"] == "none")
    return [] if fits else ["direction, roll and unit do not agree"]


def _parts_faults(row: Mapping[str, Any]) -> list[str]:
    faults = [] if row["basis"] else ["basis is empty"]
    faults += [
        "basis: neither or both of rule and plain"
        for cite in row["basis"]
        if ("rule" in cite) == ("plain" in cite)
    ]
    parts: tuple[tuple[str, tuple[Shape, Shape], list[Any]], ...] = (
        ("basis", CITATION, row["basis"]),
        ("extensions", EXTENSION, row.get("extensions", [])),
        ("alternatives", ALTERNATIVE, row.get("alternatives", [])),
        ("then", THEN, [row["then"]] if "then" in row else []),
    )
    for name, shape, found in parts:
        faults += [f"{name}: {fault}" for part in found for fault in _part_faults(part, shape)]
    known = [part for part in row.get("extensions", []) if "by" in part]
    return faults + [
        f"extensions: by is unknown: {p['by']}" for p in known if p["by"] not in EXTENDED_BY
    ]


def _part_faults(part: Mapping[str, Any], shape: tuple[Shape, Shape]) -> list[str]:
    faults = shape_faults(part, *shape) + span_faults(part)
    if "unit" in part and part["unit"] not in MEASURED_UNITS:
        faults.append(f"unit is unknown: {part['unit']}")
    for key in ("length", "times"):
        if isinstance(part.get(key), int) and part[key] < 1:
            faults.append(f"{key} is not positive")
    return faults


def _unknown(row: Mapping[str, Any], key: str, words: Iterable[str]) -> list[str]:
    return [word for word in row.get(key, []) if word not in words]


def _same_place(row: LimitRow) -> tuple[str, str, str]:
    return row.family, row.meaning, row.authority


def _overlap(one: LimitRow, two: LimitRow) -> bool:
    starts = max(one.valid_from or date.min, two.valid_from or date.min)
    ends = min(one.valid_to or date.max, two.valid_to or date.max)
    return starts <= ends


def _term(term: Mapping[str, Any]) -> AuthorityTerm:
    return AuthorityTerm(**{**term, "subjects": tuple(term.get("subjects", ()))})


def _limits(raw: Iterable[Mapping[str, Any]]) -> list[LimitRow]:
    """Give every row, each second period of an article right after the first."""
    found: list[LimitRow] = []
    for row in map(_limit, raw):
        found += [row] if row.then is None else [row, _second(row, row.then)]
    return found


def _second(row: LimitRow, then: FollowUp) -> LimitRow:
    """Give the second period of an article as a row that can run by itself."""
    return replace(
        row,
        id=then.id,
        meaning=then.meaning,
        what=then.what,
        start_event=then.start_event,
        start_words=then.start_words,
        length=then.length,
        unit=then.unit,
        extensions=(),
        then=None,
    )


def _limit(row: Mapping[str, Any]) -> LimitRow:
    made: dict[str, Callable[[Any], Any]] = {
        "extensions": lambda rows: tuple(ExtensionRule(**part) for part in rows),
        "alternatives": lambda rows: tuple(Alternative(**part) for part in rows),
        "then": lambda part: FollowUp(**part),
        "tolled_by": tuple,
        "internal_warning": tuple,
        "earlier_of": tuple,
    }
    given = {key: made.get(key, lambda value: value)(row[key]) for key in row if key != "basis"}
    given.setdefault("valid_from", None)
    given.setdefault("valid_to", None)
    given.setdefault("length", None)
    if given.get("is_target"):
        given["what"] += TARGET_WORDS
    return LimitRow(citations=citations(row["basis"]), **given)
