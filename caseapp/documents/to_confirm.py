"""The articles on papers that somebody still has to confirm."""

from __future__ import annotations

from functools import cache

from caseapp.documents.catalogue import kinds
from caseapp.documents.offices import Basis, all_bases
from caseapp.law.unconfirmed import DOUBTFUL, MARKS, Unconfirmed
from caseapp.law.wording import in_force


@cache
def doubtful_bases() -> tuple[Unconfirmed, ...]:
    """List every doubtful article papers quote, in the order of the file."""
    return tuple(_of(row) for row in all_bases() if row.confidence in DOUBTFUL)


def _of(row: Basis) -> Unconfirmed:
    first = row.since if row.since != row.since.min else None
    last = row.until if row.until != row.until.max else None
    return Unconfirmed(
        kind="文书依据",
        id=row.name,
        what=f"{row.text}（{in_force(first, last)}）",
        marks=(MARKS[row.confidence],),
        source=row.text,
        confidence=row.confidence,
        note=row.note,
        enabled=True,
        used_by=_papers(row),
    )


def _papers(row: Basis) -> tuple[str, ...]:
    """Name the papers that quote it, as they are called while it holds."""
    day = row.since if row.since != row.since.min else row.until
    quoting = (kind for kind in kinds() if row.name in {one.key for one in kind.fields_on(day)})
    return tuple(dict.fromkeys(kind.title_on(day) for kind in quoting))
