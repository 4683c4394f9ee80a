"""What can be found of papers that no case holds: those of tickets and of matters of cooperation.

Whoever may find what a paper is of finds the paper: rights, seals and what it is called are asked of
the source of that kind, which every family has; one that is entered later needs nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cooperation.models import Cooperation
from caseapp.documents import queries as papers
from caseapp.documents.catalogue.reading import catalogue
from caseapp.documents.models import PaperRecord
from caseapp.documents.words import STATE_WORDS
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.parts import address, joined, parts_of, version_of
from caseapp.search.sources import Row, SearchSource

TICKET = "ticket"
# A paper of everything a person may see of a family carries this for those who may see it all.
_ALL = "*"
Home = tuple[str, int]
_OF = (
    sa.select(PaperRecord.id, PaperRecord.ticket_id, PaperRecord.cooperation_id, Cooperation.family)
    .outerjoin(Cooperation, Cooperation.id == PaperRecord.cooperation_id)
    .where(
        PaperRecord.id.in_(sa.bindparam("ids", expanding=True)),
        PaperRecord.case_id.is_(None),
        PaperRecord.state != "void",
    )
)
_IDS = sa.select(PaperRecord.id).where(PaperRecord.case_id.is_(None), PaperRecord.state != "void")
Words = Callable[[dict[str, Any]], str]


@dataclass(frozen=True)
class Held:
    """A paper with what it is of."""

    record: PaperRecord
    home: Home


class OtherPaperSource:
    """Papers of tickets and of matters of cooperation, drafts and issued ones."""

    kind = "other_paper"
    kind_name = "工单和协作文书"

    def __init__(self, homes: Mapping[str, SearchSource], words: Words) -> None:
        """Take the source of each family, and how the words of a paper are read."""
        self._homes, self._words = homes, words

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know; a paper of what is not in it is not in it either."""
        held = self._held(ids)
        known = {
            (family, one.object_id): one
            for family, some in _by_family(one.home for one in held).items()
            for one in self._homes[family].entries(some)
        }
        for one in held:
            home = known.get(one.home)
            if home is not None:
                yield self._entry(one, home)

    def _entry(self, one: Held, home: SearchEntry) -> SearchEntry:
        record, family = one.record, one.home[0]
        acl = tuple(f"{family}:{token}" for token in (*home.acl, _ALL))
        unit = tuple(pair for pair in home.facets if pair[0] == "unit")
        return SearchEntry(
            kind=self.kind,
            object_id=record.id,
            key=record.number or record.title,
            # What the matter is called is its own name: it stands above its papers.
            title=record.title,
            body=f"{home.title}\n{self._words(record.data)}",
            numbers=(("paper_no", record.number),) if record.number else (),
            names=(),
            acl=acl,
            on=record.signed_on,
            version=version_of(record.version, record.state, record.number, home.title, acl, unit),
            facets=(
                *facets(
                    procedure=record.kind,
                    state=STATE_WORDS[record.state],
                    people=(record.drafted_by,),
                ),
                *unit,
            ),
        )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(
            name, values, {PROCEDURE: {key: one.title for key, one in catalogue().items()}}
        )

    def all_ids(self) -> Iterable[int]:
        """Return the id of every such paper that is not void."""
        return list(db.session.scalars(_IDS.order_by(PaperRecord.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds of each family; nobody without leave to read papers finds one."""
        if visible_units(person, "paper.read").is_empty:
            return frozenset()
        return frozenset(
            f"{family}:{token}"
            for family, source in self._homes.items()
            for token in _tokens(source.tokens(person))
        )

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these are of something the person may know of."""
        if not ids or visible_units(person, "paper.read").is_empty:
            return set()
        of = dict(self._of(ids))
        seen = {
            (family, number)
            for family, some in _by_family(of.values()).items()
            for number in self._homes[family].visible(some, person)
        }
        return {paper_id for paper_id, home in of.items() if home in seen}

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        held = self._held(ids)
        known = {
            (family, row.object_id): row
            for family, some in _by_family(one.home for one in held).items()
            for row in self._homes[family].hits(some)
        }
        for one in held:
            home = known.get(one.home)
            if home is not None:
                record, parts = one.record, parts_of(("文书正文", self._words(one.record.data)))
                of = f"{home.key} {home.title}"
                yield Row(
                    object_id=record.id,
                    key=record.number or record.title,
                    title=f"《{record.title}》{of}" if record.number else of,
                    url=_page(one),
                    text=joined(parts),
                    parts=parts,
                    on=record.signed_on,
                )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return papers whose title or number holds one of the words, newest first."""
        shown = (PaperRecord.title, PaperRecord.number)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        found = _IDS.where(sa.or_(*near)).order_by(PaperRecord.id.desc()).limit(most)
        return list(db.session.scalars(found))

    def _held(self, ids: Sequence[int]) -> list[Held]:
        of = dict(self._of(ids))
        return [Held(record, of[record.id]) for record in papers.records(sorted(of))] if of else []

    def _of(self, ids: Collection[int]) -> Iterator[tuple[int, Home]]:
        for row in plain_rows(_OF, {"ids": list(ids)}):
            if row.ticket_id is not None:
                yield row.id, (TICKET, row.ticket_id)
            elif row.family in self._homes:
                yield row.id, (row.family, row.cooperation_id)


def ids_of(kind: str, ids: Collection[int]) -> list[int]:
    """Return the papers of these tickets or matters: who finds them goes by what they are of."""
    column = PaperRecord.ticket_id if kind == TICKET else PaperRecord.cooperation_id
    return list(db.session.scalars(_IDS.where(column.in_(ids)).order_by(PaperRecord.id)))


def _by_family(homes: Iterable[Home]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for family, number in homes:
        found[family].add(number)
    return {family: sorted(numbers) for family, numbers in found.items()}


def _tokens(held: frozenset[str] | None) -> Iterable[str]:
    return (_ALL,) if held is None else held


def _page(one: Held) -> str:
    family, number = one.home
    if family == TICKET:
        return address("hotline.paper", ticket_id=number, paper_id=one.record.id)
    return address("cooperation.paper", matter_id=number, paper_id=one.record.id)
