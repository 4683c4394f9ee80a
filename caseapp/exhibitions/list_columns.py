"""Which column of an organiser's list is what: found by the titles, remembered from the last such list."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caseapp.exhibitions.exhibitor_given import EXHIBIT_LABELS, LABELS
from caseapp.exhibitions.sheet_reading import Table

FIELDS: Mapping[str, str] = {**LABELS, **EXHIBIT_LABELS}
NEEDED = ("booth", "name")
# Several columns of exhibits are usual; of anything else one is meant.
MANY = ("exhibit",)
_LOOKED_AT = 30
_LONGEST_TITLE = 60
_IN_BRACKETS = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Heads:
    """The row of the titles, from 0, the first row of the list below it, and each title by its column."""

    row: int
    first: int
    titles: tuple[str, ...]


def heads(table: Table, row: int | None = None) -> Heads:
    """Find the row of the titles, unless somebody says which it is; notes above it are passed over."""
    at = _likely(table) if row is None else row
    below = [last for first, _, last, _ in table.merged if first <= at <= last and last - first < 5]
    last = max([at, *below])
    width = max((len(one) for one in table.rows[at : last + 1]), default=0)
    titles = [_title(table, range(last, at - 1, -1), column) for column in range(width)]
    return Heads(at, last + 1, tuple(_told_apart(titles)))


def recognised(titles: Sequence[str]) -> dict[str, str]:
    """Return title to field for the titles that say what they are; of two for one field the first."""
    found: dict[str, str] = {}
    for title in titles:
        field = _known().get(_plain(title), "")
        if field and (field in MANY or field not in found.values()):
            found[title] = field
    return found


def is_whole(mapping: Mapping[str, str]) -> bool:
    """Say whether booth and name are among the columns: without them nothing can be read."""
    return all(field in mapping.values() for field in NEEDED)


def faults(mapping: Mapping[str, str]) -> list[str]:
    """Say what is wrong with what somebody chose for the columns."""
    chosen = list(mapping.values())
    found = [f"没有指定哪一列是“{FIELDS[field]}”。" for field in NEEDED if field not in chosen]
    twice = {one for one in chosen if chosen.count(one) > 1 and one not in MANY}
    return found + [
        f"“{FIELDS[field]}”指定了两列，只能有一列。" for field in FIELDS if field in twice
    ]


def _likely(table: Table) -> int:
    """Return the row in which most cells are titles this office knows."""
    best, most = 0, 0
    for place, row in enumerate(table.rows[:_LOOKED_AT]):
        known = len({_known()[one] for one in map(_plain, row) if one in _known()})
        if known > most:
            best, most = place, known
    if most:
        return best
    return next((place for place, row in enumerate(table.rows) if any(row)), 0)


def _title(table: Table, rows: Sequence[int], column: int) -> str:
    """Return the lowest title of a column: 联系人 above 姓名 and 电话 is 姓名 and 电话."""
    cells = (table.cell(row, column) for row in rows)
    title = next((" ".join(one.split()) for one in cells if one), "")
    return title[:_LONGEST_TITLE] or f"第 {column + 1} 列"


def _told_apart(titles: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(title if seen[title] == 1 else f"{title}（第 {seen[title]} 个）")
    return found


def _plain(title: str) -> str:
    wide = unicodedata.normalize("NFKC", _IN_BRACKETS.sub("", title)).casefold()
    return _SIGNS.sub("", wide)


@cache
def _known() -> Mapping[str, str]:
    file = Path(__file__).with_name("list_columns.toml")
    read = tomllib.loads(file.read_text(encoding="utf-8"))["titles"]
    return {_plain(title): field for field, titles in read.items() for title in titles}
