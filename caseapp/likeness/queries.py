"""Finding what is like a record by the index of traits; whoever asks keeps out what may not be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.likeness.models import Trait as Row
from caseapp.likeness.models import Verdict
from caseapp.likeness.traits import Trait
from caseapp.likeness.weighing import COMMON, Likeness, compare, weight

# Those who share most are compared in full.
COMPARED = 24
_MOST_ASKED = 80
_OF_OBJECTS = sa.select(Row.object_id, Row.kind, Row.value).where(
    Row.object_kind == sa.bindparam("of"),
    Row.object_id.in_(sa.bindparam("ids", expanding=True)),
)


@dataclass(frozen=True)
class Like:
    """A record that is like another, how much, and who has what they share."""

    object_id: int
    likeness: Likeness
    holders: Mapping[Trait, Sequence[int]]


def likest(
    object_kind: str, asked: Collection[Trait], *, without: Collection[int] = ()
) -> list[Like]:
    """Return what is likely about the same matter, likest first; common values lead to nobody alone."""
    holders = holders_of(object_kind, asked)
    counts = {trait: len(ids) for trait, ids in holders.items()}
    near: dict[int, float] = defaultdict(float)
    for trait, ids in holders.items():
        for object_id in ids:
            near[object_id] += weight(trait.kind, counts[trait])
    for object_id in without:
        near.pop(object_id, None)
    nearest = sorted(near, key=lambda one: (-near[one], -one))[:COMPARED]
    kept = traits_of_objects(object_kind, nearest)
    found = [Like(one, compare(asked, kept[one], counts), holders) for one in nearest]
    likely = [one for one in found if one.likeness.is_likely]
    return sorted(likely, key=lambda one: (-one.likeness.score, -one.object_id))


def holders_of(object_kind: str, asked: Collection[Trait]) -> dict[Trait, list[int]]:
    """Return which records have each value, the newest first, of a common value only the newest."""
    wanted = sorted(asked)[:_MOST_ASKED]
    if not wanted:
        return {}
    given: dict[str, Any] = {"of": object_kind}
    for at, trait in enumerate(wanted):
        given |= {f"k{at}": trait.kind, f"v{at}": trait.value}
    found: dict[Trait, list[int]] = {}
    for row in plain_rows(_holders(len(wanted)), given):
        found.setdefault(wanted[row[0]], []).append(row[1])
    return found


def traits_of_objects(object_kind: str, ids: Collection[int]) -> dict[int, frozenset[Trait]]:
    """Return all traits of some records; a record without any has none."""
    found: dict[int, set[Trait]] = {one: set() for one in ids}
    if ids:
        for row in plain_rows(_OF_OBJECTS, {"of": object_kind, "ids": list(ids)}):
            found[row[0]].add(Trait(row[1], row[2]))
    return {one: frozenset(traits) for one, traits in found.items()}


def verdicts_on(object_kind: str, object_id: int) -> dict[int, Verdict]:
    """Return what was said of a record and each other one."""
    said = sa.select(Verdict).where(
        Verdict.object_kind == object_kind,
        sa.or_(Verdict.low_id == object_id, Verdict.high_id == object_id),
    )
    return {
        one.high_id if one.low_id == object_id else one.low_id: one
        for one in db.session.scalars(said)
    }


def verdict_on(object_kind: str, one: int, other: int) -> Verdict | None:
    """Return what was said of two records, in whichever order they are named."""
    said = sa.select(Verdict).where(
        Verdict.object_kind == object_kind,
        Verdict.low_id == min(one, other),
        Verdict.high_id == max(one, other),
    )
    return db.session.scalars(said).one_or_none()


# Built once for each number of values: building costs more than asking.
@lru_cache(maxsize=_MOST_ASKED)
def _holders(values: int) -> sa.Executable:
    parts = []
    for at in range(values):
        newest: Any = (
            sa.select(sa.literal_column(str(at)).label("place"), Row.object_id)
            .where(
                Row.object_kind == sa.bindparam("of"),
                Row.kind == sa.bindparam(f"k{at}"),
                Row.value == sa.bindparam(f"v{at}"),
            )
            .order_by(Row.object_id.desc())
            .limit(sa.literal_column(str(COMMON)))
        )
        parts.append(sa.select(newest.subquery()))
    return sa.union_all(*parts)


def read_ids(object_kind: str) -> set[int]:
    """Return the records of a kind of which any trait is kept."""
    asked = sa.select(Row.object_id).where(Row.object_kind == object_kind).distinct()
    return set(db.session.scalars(asked))
