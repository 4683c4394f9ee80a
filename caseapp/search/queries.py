"""What one person keeps of searching; every question names the person, nobody else's rows are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db, plain_rows
from caseapp.search import recent_seals
from caseapp.search.finder import Finder
from caseapp.search.folder import Pair
from caseapp.search.kept import RULES, Kept
from caseapp.search.models import RecentSearch, SavedSearch, SavedSearchHit
from caseapp.search.sources import Row


@dataclass(frozen=True)
class Saved:
    """A saved search with the new hits its owner may see, newest first."""

    id: int
    name: str
    kept: Kept
    notify: bool
    version: int
    pairs: tuple[Pair, ...] = ()

    @property
    def new(self) -> int:
        """Return how many new hits its owner may see."""
        return len(self.pairs)


@dataclass(frozen=True)
class Watching:
    """A saved search that wants a notice, and whose it is."""

    id: int
    person_id: int
    kept: Kept
    saved_at: datetime


_NEW = (
    sa.select(SavedSearchHit.search_id, SavedSearchHit.kind, SavedSearchHit.object_id)
    .join(SavedSearch, SavedSearch.id == SavedSearchHit.search_id)
    .where(
        SavedSearch.person_id == sa.bindparam("person_id"),
        SavedSearch.notify.is_(True),
        SavedSearchHit.seen_at.is_(None),
    )
    .order_by(SavedSearchHit.found_at.desc(), SavedSearchHit.object_id.desc())
)


def new_hits(finder: Finder, by: Person) -> dict[int, list[Pair]]:
    """Return the new hits by saved search, newest first: only what may be seen at this moment."""
    rows = plain_rows(_NEW, {"person_id": by.id})
    seen: set[Pair] = set()
    for source in finder.sources if rows else ():
        ids = {row.object_id for row in rows if row.kind == source.kind}
        seen |= {(source.kind, number) for number in source.visible(ids, by)} if ids else set()
    found: dict[int, list[Pair]] = {}
    for row in rows:
        if (row.kind, row.object_id) in seen:
            found.setdefault(row.search_id, []).append((row.kind, row.object_id))
    return found


def new_count(finder: Finder, by: Person) -> int:
    """Return how many objects are new to this person's saved searches, each counted once."""
    return len({pair for pairs in new_hits(finder, by).values() for pair in pairs})


def saved_of(finder: Finder, by: Person) -> Sequence[Saved]:
    """Return a person's saved searches with their new hits, by name."""
    rows = db.session.scalars(
        sa.select(SavedSearch)
        .where(SavedSearch.person_id == by.id)
        .order_by(SavedSearch.name, SavedSearch.id)
    ).all()
    new = new_hits(finder, by) if rows else {}
    return [
        Saved(
            row.id,
            row.name,
            Kept(row.question, row.given),
            row.notify,
            row.version,
            tuple(new.get(row.id, ())),
        )
        for row in rows
    ]


def rows_of(finder: Finder, pairs: Sequence[Pair]) -> Sequence[tuple[str, Row]]:
    """Return kind and row of objects one already knows may be seen, in their order."""
    found: dict[Pair, tuple[str, Row]] = {}
    for source in finder.sources:
        ids = [number for kind, number in pairs if kind == source.kind]
        for row in source.hits(ids) if ids else ():
            found[source.kind, row.object_id] = (source.kind_name, row)
    return [found[pair] for pair in pairs if pair in found]


def recent_of(by: Person) -> Sequence[Kept]:
    """Return what a person asked lately, newest first."""
    rows = db.session.execute(
        sa.select(RecentSearch.sealed)
        .where(
            RecentSearch.person_id == by.id,
            RecentSearch.asked_at > now() - RULES.span("recent_kept", today()),
        )
        .order_by(RecentSearch.asked_at.desc(), RecentSearch.id.desc())
        .limit(RULES.number("recent", today()))
    ).all()
    return list(recent_seals.opened(rows, by.id))


def watching() -> Sequence[Watching]:
    """Return the searches of everybody that want a notice."""
    rows = plain_rows(
        sa.select(
            SavedSearch.id,
            SavedSearch.person_id,
            SavedSearch.question,
            SavedSearch.given,
            SavedSearch.saved_at,
        ).where(SavedSearch.notify.is_(True))
    )
    return [
        Watching(row.id, row.person_id, Kept(row.question, row.given), row.saved_at) for row in rows
    ]
