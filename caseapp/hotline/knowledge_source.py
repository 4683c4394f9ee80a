"""What can be found of the desk's knowledge: each edition of an answer, by its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.knowledge.models import KnowledgeItem
from caseapp.law.rights import MATTERS
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, words_of
from caseapp.search.parts import Parts, address, joined, parts_of, version_of
from caseapp.search.sources import Row

READ = "knowledge.read"
_IDS: Any = sa.bindparam("ids", expanding=True)
_ITEMS = sa.select(KnowledgeItem.__table__).where(KnowledgeItem.id.in_(_IDS))


class KnowledgeSource:
    """Answers of the desk in all their editions; the page of each leads to the others."""

    kind = "knowledge"
    kind_name = "知识库"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these editions."""
        for row in plain_rows(_ITEMS, {"ids": list(ids)}):
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=_edition(row),
                title=row.title,
                body=joined(_parts(row)),
                on=row.since,
                version=version_of(_edition(row), row.title, row.since, row.matters, _parts(row)),
                facets=tuple((PROCEDURE, matter) for matter in row.matters),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: MATTERS})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every edition."""
        return list(db.session.scalars(sa.select(KnowledgeItem.id).order_by(KnowledgeItem.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: who may read the knowledge reads all of it."""
        return None if decide(person, READ) else frozenset()

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        if not ids or not decide(person, READ):
            return set()
        known = sa.select(KnowledgeItem.id).where(KnowledgeItem.id.in_(ids))
        return set(db.session.scalars(known))

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page; open words are filled on the page of the answer alone."""
        for row in plain_rows(_ITEMS, {"ids": list(ids)}):
            yield Row(
                object_id=row.id,
                key=_edition(row),
                title=row.title,
                url=address("knowledge.item", item_id=row.id),
                text=joined(_parts(row)),
                parts=_parts(row),
                on=row.since,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return editions that hold one of the words, newest first."""
        shown = (KnowledgeItem.title, KnowledgeItem.question, KnowledgeItem.answer)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        wanted = sa.select(KnowledgeItem.id).where(sa.or_(*near))
        return list(db.session.scalars(wanted.order_by(KnowledgeItem.id.desc()).limit(most)))


def _edition(row: Any) -> str:
    """Name an edition, and its end if it has one: nobody may tell a caller what held once."""
    ended = f"，{row.until.isoformat()}止" if row.until else ""
    return f"第{row.edition}版{ended}"


def _parts(row: Any) -> Parts:
    return parts_of(("问题", row.question), ("答复", row.answer), ("来源", row.source))
