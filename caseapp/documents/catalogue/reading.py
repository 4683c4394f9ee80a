"""Reads the catalogue of papers from its files, one for each group of papers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.base.errors import Refused
from caseapp.documents.catalogue.kinds import Edition, Kind, Subject
from caseapp.documents.paper import Form
from caseapp.documents.placeholders import Source

ENTRIES = Path(__file__).with_name("entries")
# The order in which the table lists the groups, and what it calls them.
GROUPS: Mapping[str, str] = {
    "penalty": "假冒专利：主要文书",
    "penalty_inquiry": "假冒专利：立案与调查取证",
    "penalty_decision": "假冒专利：审核、告知、决定与执行",
    "complaint": "投诉举报",
    "dispute": "专利侵权纠纷",
    "opinion": "不侵权意见",
    "mediation": "其他专利纠纷调解",
    "cooperation": "移送与协作",
    "fair": "展会",
    "hotline": "热线与维权援助",
    "archive": "归档与管理",
    "party": "当事人用表",
}
LISTS = ("tracks", "chain", "hand", "to", "required", "optional", "also", "ids")


def kinds() -> tuple[Kind, ...]:
    """Give every kind in the order of the catalogue, in all its editions."""
    return tuple(catalogue().values())


def filed_kinds() -> tuple[Kind, ...]:
    """Give every kind a paper in a file may be of: the editions a procedure names stand by themselves."""
    return tuple(_by_key().values())


def kind_of(key: str) -> Kind:
    """Give a kind, or an edition that a procedure names, by its key; an unknown one is refused with a sentence."""
    found = _by_key().get(key)
    if found is None:
        raise Refused(f"文书目录里没有“{key}”。", remedy="用 caseapp paper list 查看全部文书。")
    return found


def kind_titled(title: str, track: str) -> Kind | None:
    """Give the kind a track drafts under this title, in whichever edition it is called so."""
    return _titles().get((title, track))


@cache
def catalogue() -> Mapping[str, Kind]:
    """Read every entry, by its key."""
    found: dict[str, Kind] = {}
    for stem in GROUPS:
        for one in _entries(stem):
            found.setdefault(one.key, one)
    first = {word: one.key for one in reversed(found.values()) for word in one.number.values()}
    return {key: _in_register(one, first) for key, one in found.items()}


@cache
def _by_key() -> Mapping[str, Kind]:
    return {key: each for one in kinds() for key, each in {one.key: one, **one.keyed}.items()}


def _in_register(kind: Kind, first: Mapping[str, str]) -> Kind:
    """Let kinds whose numbers have the same word count in one register: that of the first of them."""
    shared = next((first[one] for one in kind.number.values() if first[one] != kind.key), "")
    return replace(kind, register=shared) if shared else kind


@cache
def _titles() -> Mapping[tuple[str, str], Kind]:
    return {
        (edition.title, track): kind
        for kind in filed_kinds()
        for edition in kind.editions
        for track in kind.tracks
    }


def _entries(stem: str) -> Iterator[Kind]:
    path = ENTRIES / f"{stem}.toml"
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["paper"]
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"{path.name}: {fault}") from fault
    for row in rows:
        yield _kind(stem, row)


def _kind(stem: str, row: Mapping[str, Any]) -> Kind:
    known: dict[str, Any] = {
        **row,
        "stem": stem,
        "form": Form(row["form"]),
        "subject": Subject(row.get("subject", "case")),
        "editions": tuple(_edition(stem, row["key"], one) for one in row["edition"]),
        "sources": {name: Source[one.upper()] for name, one in row.get("sources", {}).items()},
    }
    del known["edition"]
    for name in LISTS:
        said = row.get(name, ())
        if name in row:
            known[name] = tuple(said.split() if isinstance(said, str) else said)
    return Kind(**known)


def _edition(stem: str, key: str, row: Mapping[str, Any]) -> Edition:
    return Edition(**{"text": f"{stem}/{key}", **row})
