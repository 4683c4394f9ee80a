"""The guard on what leaves the office: finds in a text of a case what is sealed in that case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseapp.base.clock import today
from caseapp.parties import queries, sealing
from caseapp.parties.written_forms import needles, places


@dataclass(frozen=True)
class Leak:
    """Whose identity stands where; the identity itself is never in it."""

    alias: str
    places: tuple[str, ...]


def leaks(texts: Mapping[str, Any], *, case_id: int, alias: str) -> list[Leak]:
    """Name the fields that hold an identity sealed in this case; raise Locked when it cannot be known."""
    rows = [row for row in queries.of_case(case_id, alias=alias) if row.is_protected]
    if not rows:
        return []
    held = sealing.masters()
    found = []
    for row in rows:
        if row.case_id not in (None, case_id):
            # The alias of another case was written into this one.
            raise sealing.Locked("本案的举报人代号属于另一案件，可能被改动过。")
        where = places(texts, needles(sealing.open_row(row, held), today()))
        if where:
            found.append(Leak(row.alias, tuple(where)))
    return found
