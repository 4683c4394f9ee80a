"""The answers as shipped, read from their files: each with its source, no period or sum typed."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseapp.knowledge.words import WORDS, words_in
from caseapp.law.rights import MATTERS, RIGHT_KINDS

FOLDER = Path(__file__).parent / "items"
# 期限和数额都从规则表取，写在文字里的一律不收。
TYPED = re.compile(
    r"[\d一二三四五六七八九十百千万两]+\s*(?:个?工作日|个月|日内|天|小时|周|年内|元|万元|倍|%)"
)


class Unsound(ValueError):
    """A shipped answer that cannot be taken as it is."""


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """One edition of a shipped answer."""

    key: str
    edition: int
    title: str
    question: str
    answer: str
    source: str
    confidence: str
    matters: tuple[str, ...] = ()
    right_kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@functools.cache
def shipped() -> Sequence[ShippedItem]:
    """Return every shipped edition, in the order of the files."""
    rows = tuple(row for path in sorted(FOLDER.glob("*.toml")) for row in _read(path))
    named = [(row.key, row.edition) for row in rows]
    if len(set(named)) != len(named):
        raise Unsound("an edition stands twice")
    return rows


def _read(path: Path) -> Iterator[ShippedItem]:
    for told in tomllib.loads(path.read_text(encoding="utf-8"))["item"]:
        lists = {name: tuple(told.get(name, ())) for name in ("matters", "right_kinds")}
        row = ShippedItem(**{"edition": 1, **told, **lists})
        faults = list(_faults(row))
        if faults:
            raise Unsound(f"{path.name} {row.key}: {'; '.join(faults)}")
        yield row


def _faults(row: ShippedItem) -> Iterator[str]:
    if not row.source or row.confidence in ("", "?"):
        yield "an answer without a source is none"
    if not set(row.matters) <= set(MATTERS) or not set(row.right_kinds) <= set(RIGHT_KINDS):
        yield "a matter or a kind of right is unknown"
    unknown = [word for word in words_in(row.answer) if word not in WORDS]
    if unknown:
        yield f"words nobody can fill: {unknown}"
    typed = typed_figures(row.answer)
    if typed:
        yield f"a period or a sum is typed: {typed}"


def typed_figures(text: str) -> str:
    """Return the first period or sum that is typed into a text."""
    found = TYPED.search(text)
    return found[0] if found else ""
