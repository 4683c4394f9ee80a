"""What can be found of the register of bodies: names, whom to ask, what they are competent for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.bodies.areas import area_name
from caseapp.bodies.models import Body, BodyCompetence, BodyContact
from caseapp.bodies.words import KINDS
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.parts import Parts, address, joined, parts_of, version_of
from caseapp.search.sources import Row

READ = "bodies.read"
_IDS: Any = sa.bindparam("ids", expanding=True)
_BODIES = sa.select(Body.__table__).where(Body.id.in_(_IDS)).order_by(Body.id)
_CONTACTS = (
    sa.select(
        BodyContact.body_id,
        (BodyContact.name + " " + BodyContact.post + " " + BodyContact.note).label("text"),
    )
    .where(BodyContact.body_id.in_(_IDS))
    .order_by(BodyContact.id)
)
_COMPETENCES = (
    sa.select(
        BodyCompetence.body_id,
        (BodyCompetence.basis + " " + BodyCompetence.limited_to).label("text"),
    )
    .where(BodyCompetence.body_id.in_(_IDS))
    .order_by(BodyCompetence.id)
)


class BodySource:
    """Bodies the office works with, those that are no more too."""

    kind = "body"
    kind_name = "机构名录"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these bodies."""
        for row, parts in _read(ids):
            numbers = (("number", row.phone),) if row.phone else ()
            names = tuple(dict.fromkeys(one for one in (row.name, row.short_name) if one))
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.name,
                title=row.name,
                body=joined(parts),
                numbers=numbers,
                names=names,
                on=row.since,
                version=version_of(names, numbers, parts, row.kind, row.since),
                facets=facets(procedure=row.kind),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: KINDS})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every body."""
        return list(db.session.scalars(sa.select(Body.id).order_by(Body.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: who may read the register reads all of it."""
        return None if decide(person, READ) else frozenset()

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        if not ids or not decide(person, READ):
            return set()
        return set(db.session.scalars(sa.select(Body.id).where(Body.id.in_(ids))))

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        for row, parts in _read(ids):
            yield Row(
                object_id=row.id,
                key=row.short_name or row.name,
                title=row.name,
                url=address("bodies.body", body_id=row.id),
                text=joined(parts),
                parts=parts,
                on=row.since,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return bodies whose own row holds one of the words, newest first."""
        shown = (Body.name, Body.short_name, Body.address, Body.note)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        wanted = sa.select(Body.id).where(sa.or_(*near)).order_by(Body.id.desc()).limit(most)
        return list(db.session.scalars(wanted))


def _read(ids: Sequence[int]) -> list[tuple[Any, Parts]]:
    asked = {"ids": list(ids)}
    contacts, competences = _texts(_CONTACTS, asked), _texts(_COMPETENCES, asked)
    return [
        (row, _parts(row, contacts[row.id], competences[row.id]))
        for row in plain_rows(_BODIES, asked)
    ]


def _texts(statement: sa.Executable, asked: Mapping[str, Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in plain_rows(statement, dict(asked)):
        found[row.body_id].append(row.text.strip())
    return found


def _parts(row: Any, contacts: Sequence[str], competences: Sequence[str]) -> Parts:
    return parts_of(
        ("类别", KINDS.get(row.kind, row.kind)),
        ("区域", area_name(row.area) if row.area else ""),
        ("地址", row.address),
        ("联系人", contacts),
        ("主管依据", dict.fromkeys(filter(None, competences))),
        ("专长", row.speciality),
        ("沿革依据", row.moved_basis),
        ("备注", row.note),
        ("来源", row.source),
    )
