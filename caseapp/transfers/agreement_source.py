"""What can be found of regional agreements: every unit may rest a request on one, so all of them find it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.bodies.models import Body
from caseapp.cooperation.models import Cooperation
from caseapp.search.card import SearchEntry
from caseapp.search.facets import facets, words_of
from caseapp.search.parts import Parts, address, joined, parts_of, version_of
from caseapp.search.sources import Row
from caseapp.transfers.agreements import SCOPES
from caseapp.transfers.models import Agreement, AgreementBody

READ = "cooperation.read"
_IDS: Any = sa.bindparam("ids", expanding=True)
_WHOLE = (
    sa.select(Agreement.__table__, Cooperation.number, Cooperation.title, Cooperation.unit_path)
    .join(Cooperation, Cooperation.id == Agreement.id)
    .where(Agreement.id.in_(_IDS))
    .order_by(Agreement.id)
)
_PARTIES = (
    sa.select(AgreementBody.agreement_id, Body.name)
    .join(Body, Body.id == AgreementBody.body_id)
    .where(AgreementBody.agreement_id.in_(_IDS))
    .order_by(AgreementBody.id)
)


class AgreementSource:
    """Regional agreements, those that have ended too."""

    kind = "agreement"
    kind_name = "协作协议"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these agreements."""
        parties = _parties(ids)
        for row in plain_rows(_WHOLE, {"ids": list(ids)}):
            names, parts = tuple(parties[row.id]), _parts(row)
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.number,
                title=row.title,
                body=joined(parts),
                numbers=(("number", row.number),),
                names=names,
                on=row.signed_on,
                version=version_of(row.version, row.title, names, parts),
                facets=facets(state="已终止" if row.ended_why else "", unit=row.unit_path),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every agreement."""
        return list(db.session.scalars(sa.select(Agreement.id).order_by(Agreement.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: who may read cooperation reads every agreement."""
        return None if decide(person, READ) else frozenset()

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        if not ids or not decide(person, READ):
            return set()
        return set(db.session.scalars(sa.select(Agreement.id).where(Agreement.id.in_(ids))))

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        parties = _parties(ids)
        for row in plain_rows(_WHOLE, {"ids": list(ids)}):
            parts = (*_parts(row), *parts_of(("签约的对方", parties[row.id])))
            yield Row(
                object_id=row.id,
                key=row.number,
                title=row.title,
                url=address("transfers.agreement", agreement_id=row.id),
                text=joined(parts),
                parts=parts,
                on=row.signed_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return agreements whose own row holds one of the words, newest first."""
        shown = (Cooperation.number, Cooperation.title, Agreement.text)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        found = sa.select(Agreement.id).join(Cooperation, Cooperation.id == Agreement.id)
        wanted = found.where(sa.or_(*near)).order_by(Agreement.id.desc()).limit(most)
        return list(db.session.scalars(wanted))


def agreement_ids_with_bodies(body_ids: Collection[int]) -> list[int]:
    """Return the agreements with these bodies."""
    wanted = sa.select(AgreementBody.agreement_id).where(AgreementBody.body_id.in_(body_ids))
    return list(db.session.scalars(wanted.distinct()))


def _parties(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in plain_rows(_PARTIES, {"ids": list(ids)}):
        found[row.agreement_id].append(row.name)
    return found


def _parts(row: Any) -> Parts:
    return parts_of(
        ("协作内容", [SCOPES[key] for key in row.scope]),
        ("协议要点", row.text),
        ("终止的理由", row.ended_why),
    )
