"""What can be found of those who exhibit: name, booth, code, what they show; hidden as their fair is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cooperation.models import Cooperation
from caseapp.exhibitions.exhibitor_models import Exhibit, Exhibitor
from caseapp.exhibitions.file_holders import PROMISES
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.sources import fair_acl, fair_tokens, visible_fairs
from caseapp.search.card import SearchEntry
from caseapp.search.facets import facets, words_of
from caseapp.search.parts import Parts, address, joined, parts_of, version_of
from caseapp.search.sources import Row

_IDS: Any = sa.bindparam("ids", expanding=True)
_WHOLE = (
    sa.select(
        *(Exhibitor.id, Exhibitor.fair_id, Exhibitor.hall, Exhibitor.booth, Exhibitor.name),
        *(Exhibitor.credit_code, Exhibitor.address, Exhibitor.agent, Exhibitor.version),
        *(Fair.name.label("fair_name"), Fair.first_on, Cooperation.unit_path),
        Cooperation.opened_by,
    )
    .join(Fair, Fair.id == Exhibitor.fair_id)
    .join(Cooperation, Cooperation.id == Fair.id)
    .where(Exhibitor.id.in_(_IDS), Exhibitor.gone_at.is_(None))
    .order_by(Exhibitor.id)
)
_SHOWN = (
    sa.select(Exhibit.exhibitor_id, Exhibit.name, Exhibit.model, Exhibit.as_printed)
    .where(Exhibit.exhibitor_id.in_(_IDS))
    .order_by(Exhibit.id)
)
_HERE = sa.select(Exhibitor.id).where(Exhibitor.gone_at.is_(None))
Shown = dict[int, list[Any]]


class ExhibitorSource:
    """Exhibitors of fairs; one who left the fair is found no more."""

    kind = "exhibitor"
    kind_name = "展商"
    rights_like = "fair"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these exhibitors; telephones are not in it."""
        shown, promises = _shown(ids), PROMISES.texts(ids)
        for row in plain_rows(_WHOLE, {"ids": list(ids)}):
            marks = (one.as_printed for one in shown[row.id])
            parts = (*_parts(row, shown), *promises[row.id])
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.booth,
                title=row.name,
                body=joined(parts),
                numbers=tuple(("number", one) for one in (row.credit_code, *marks) if one),
                names=tuple(one for one in (row.name, row.agent) if one),
                acl=fair_acl(row.unit_path, row.opened_by, row.fair_id),
                on=row.first_on,
                version=version_of(row.version, parts, row.unit_path, row.first_on),
                facets=facets(unit=row.unit_path),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every exhibitor who is there."""
        return list(db.session.scalars(_HERE.order_by(Exhibitor.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: who may know of the fair may know who exhibits."""
        return fair_tokens(person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        if not ids:
            return set()
        rows = plain_rows(sa.select(Exhibitor.id, Exhibitor.fair_id).where(Exhibitor.id.in_(ids)))
        known = visible_fairs({row.fair_id for row in rows}, person)
        return {row.id for row in rows if row.fair_id in known}

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        shown, promises = _shown(ids), PROMISES.texts(ids)
        for row in plain_rows(_WHOLE, {"ids": list(ids)}):
            parts = (*_parts(row, shown), *promises[row.id])
            yield Row(
                object_id=row.id,
                key=row.booth,
                title=row.name,
                url=address("exhibitions.exhibitor", fair_id=row.fair_id, exhibitor_id=row.id),
                text=joined(parts),
                on=row.first_on,
                parts=parts,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return exhibitors whose own row holds one of the words, newest first."""
        shown = (Exhibitor.name, Exhibitor.booth, Exhibitor.credit_code, Exhibitor.agent)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        wanted = _HERE.where(sa.or_(*near)).order_by(Exhibitor.id.desc()).limit(most)
        return list(db.session.scalars(wanted))


def ids_of_fairs(fair_ids: Collection[int]) -> list[int]:
    """Return everybody of these fairs, those who left too: the index has to forget them."""
    wanted = sa.select(Exhibitor.id).where(Exhibitor.fair_id.in_(fair_ids))
    return list(db.session.scalars(wanted.order_by(Exhibitor.id)))


def _shown(ids: Sequence[int]) -> Shown:
    found: Shown = defaultdict(list)
    for row in plain_rows(_SHOWN, {"ids": list(ids)}):
        found[row.exhibitor_id].append(row)
    return found


def _parts(row: Any, shown: Shown) -> Parts:
    exhibits = (f"{one.name} {one.model} {one.as_printed}".strip() for one in shown[row.id])
    return parts_of(
        ("展会", row.fair_name),
        ("展位", f"{row.hall} {row.booth}".strip()),
        ("统一社会信用代码", row.credit_code),
        ("地址", row.address),
        ("代理", row.agent),
        ("展品", exhibits),
    )
