"""Taking the shipped register into the office's own, as often as one likes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.bodies.actions.record import keep
from caseapp.bodies.models import Body, BodyCompetence
from caseapp.bodies.shipped import ShippedBody, ShippedCompetence, shipped
from caseapp.ledger import actions as ledger


@dataclass(frozen=True, slots=True)
class Taken:
    """How many bodies came new, were brought up to date, and were left as the office has them."""

    added: int
    changed: int
    left_alone: int


def take_shipped(*, by: Person, demo: bool = False) -> Taken:
    """Bring the shipped bodies in or up to date; what the office wrote or changed stays as it is."""
    rows = shipped(demo=demo)
    known = {row.key: row for row in db.session.scalars(sa.select(Body))}
    theirs = {row.key for row in known.values() if row.is_edited or not row.is_shipped}
    added = _add(by, [row for row in rows if row.key not in known], known)
    mine = [row for row in rows if row.key not in theirs and row.key not in added]
    wanted = {row.key: _values(row, known) for row in mine}
    changed = {key for key, values in wanted.items() if _update(by, known[key], values)}
    changed |= _settle([row for row in rows if row.key not in theirs], known) - added
    taken = Taken(len(added), len(changed), sum(row.key in theirs for row in rows))
    if added or changed:
        details = {"added": len(added), "changed": sorted(changed), "demo": demo}
        ledger.record(by=by, action="body.taken", object_kind="body", object_id=0, details=details)
        # All at once: the search compares the whole register.
        ledger.announce(event="body.taken", object_kind="body", object_id=0)
    return taken


def _add(by: Person, rows: Sequence[ShippedBody], known: dict[str, Body]) -> set[str]:
    """Add new bodies, each after its successor: a successor has to be there to be pointed at."""
    waiting, added = list(rows), set()
    while waiting:
        ready = [row for row in waiting if not row.successor or row.successor in known]
        if not ready:
            raise ValueError(f"successors in a circle: {sorted(row.key for row in waiting)}")
        made = [
            Body(key=row.key, is_shipped=True, version=1, **_values(row, known), **_signed(by))
            for row in ready
        ]
        db.session.add_all(made)
        db.session.flush()
        known.update({row.key: row for row in made})
        added |= {row.key for row in ready}
        for body in made:
            keep(body, by=by)
        waiting = [row for row in waiting if row not in ready]
    return added


def _update(by: Person, body: Body, wanted: Mapping[str, Any]) -> bool:
    if all(getattr(body, name) == value for name, value in wanted.items()):
        return False
    for name, value in {**wanted, **_signed(by)}.items():
        setattr(body, name, value)
    body.version += 1
    db.session.flush()
    keep(body, by=by)
    return True


def _settle(rows: Sequence[ShippedBody], known: Mapping[str, Body]) -> set[str]:
    """Make the shipped competences those of the files; return the bodies of which one changed."""
    shipped_ones = sa.select(BodyCompetence).where(BodyCompetence.is_shipped.is_(True))
    kept: dict[int, dict[ShippedCompetence, BodyCompetence]] = {}
    for one in db.session.scalars(shipped_ones):
        kept.setdefault(one.body_id, {})[_told(one)] = one
    touched = set()
    for row in rows:
        body_id = known[row.key].id
        mine = kept.get(body_id, {})
        gone = [one for told, one in mine.items() if told not in row.competences]
        new = [told for told in row.competences if told not in mine]
        for one in gone:
            db.session.delete(one)
        db.session.add_all(_competence(body_id, told) for told in new)
        if gone or new:
            touched.add(row.key)
    db.session.flush()
    return touched


def _values(row: ShippedBody, known: Mapping[str, Body]) -> dict[str, Any]:
    told = asdict(row)
    for name in ("key", "competences"):
        told.pop(name)
    successor = told.pop("successor")
    return {**told, "successor_id": known[successor].id if successor else None}


def _signed(by: Person) -> dict[str, Any]:
    return {"changed_by": by.name, "changed_at": now()}


def _competence(body_id: int, told: ShippedCompetence) -> BodyCompetence:
    values = asdict(told)
    right = values.pop("right")
    return BodyCompetence(body_id=body_id, right_kind=right, is_shipped=True, **values)


def _told(one: BodyCompetence) -> ShippedCompetence:
    return ShippedCompetence(
        right=one.right_kind,
        matter=one.matter,
        area=one.area,
        since=one.since,
        until=one.until,
        limited_to=one.limited_to,
        basis=one.basis,
        confidence=one.confidence,
    )
