"""The register as shipped, read from its files: every row checked before it is believed."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from caseapp.bodies.areas import areas
from caseapp.bodies.words import CHANNELS, KINDS
from caseapp.law.rights import MATTERS, RIGHT_KINDS

FOLDER = Path(__file__).parent / "register"
DEMO = FOLDER / "demo"
NOT_BODIES = ("areas.toml",)
KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
SURE = re.compile(r"S\d*x?|K-?|\?")


class Unsound(ValueError):
    """A shipped row that cannot be taken as it is."""


@dataclass(frozen=True, slots=True)
class ShippedCompetence:
    """What a shipped body is competent for."""

    right: str = ""
    matter: str = ""
    area: str = ""
    since: date | None = None
    until: date | None = None
    limited_to: str = ""
    basis: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class ShippedBody:
    """A body as shipped, with what it is competent for."""

    key: str
    kind: str
    name: str
    short_name: str = ""
    area: str = ""
    since: date | None = None
    until: date | None = None
    asked_from: date | None = None
    successor: str = ""
    moved_on: date | None = None
    moved_basis: str = ""
    channel: str = ""
    speciality: str = ""
    secrecy_on: date | None = None
    source: str = ""
    confidence: str = ""
    note: str = ""
    competences: tuple[ShippedCompetence, ...] = ()


@functools.cache
def shipped(*, demo: bool = False) -> Sequence[ShippedBody]:
    """Return the shipped bodies in the order of their files, with the invented ones in a demo."""
    paths = [path for path in sorted(FOLDER.glob("*.toml")) if path.name not in NOT_BODIES]
    paths += sorted(DEMO.glob("*.toml")) if demo else []
    rows = tuple(row for path in paths for row in _read(path))
    _check_keys(rows)
    return rows


def _read(path: Path) -> Iterator[ShippedBody]:
    for told in tomllib.loads(path.read_text(encoding="utf-8"))["body"]:
        many = told.pop("competence", ())
        row = ShippedBody(**told, competences=tuple(_competence(told, one) for one in many))
        faults = [*_faults(row), *(fault for one in row.competences for fault in _doubts(one))]
        if faults:
            raise Unsound(f"{path.name} {row.key}: {'; '.join(faults)}")
        yield row


def _competence(body: Mapping[str, Any], told: Mapping[str, Any]) -> ShippedCompetence:
    """Read a competence; without an area of its own it reaches as far as its body does."""
    return ShippedCompetence(**{"area": body.get("area", ""), **told})


def _faults(row: ShippedBody) -> Iterator[str]:
    if not KEY.fullmatch(row.key):
        yield "the key is not one"
    if row.kind not in KINDS or row.channel not in CHANNELS or not SURE.fullmatch(row.confidence):
        yield "kind, channel or confidence is unknown"
    if row.area and row.area not in areas():
        yield f"the area {row.area} has no name"
    if bool(row.successor) is not (row.moved_on is not None and bool(row.moved_basis)):
        yield "a successor, its day and its basis stand together"


def _doubts(row: ShippedCompetence) -> Iterator[str]:
    if row.right not in ("", *RIGHT_KINDS) or row.matter not in ("", *MATTERS):
        yield "a kind of right or a matter is unknown"
    if row.area and row.area not in areas():
        yield f"the area {row.area} has no name"
    if not row.basis or not SURE.fullmatch(row.confidence):
        yield "a competence has no basis, or nobody said how sure it is"
    if row.since and row.until and row.until < row.since:
        yield "a competence ends before it begins"


def _check_keys(rows: Sequence[ShippedBody]) -> None:
    keys = [row.key for row in rows]
    if len(set(keys)) != len(keys):
        raise Unsound("a key stands twice")
    missing = {row.successor for row in rows if row.successor} - set(keys)
    if missing:
        raise Unsound(f"successors nobody knows: {sorted(missing)}")
