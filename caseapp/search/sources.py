"""What can be found: each kind of object comes from a source that a higher floor registers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from caseapp.accounts.permissions import Reach
from caseapp.accounts.person import Person
from caseapp.search.card import SearchEntry


@dataclass(frozen=True)
class Row:
    """A hit as the page shows it, fresh from the database; snippets are cut from its parts.

    A part is the name of a field and what stands in it, such as (备注, …) or (合同.pdf 第3页, …);
    a row without parts has its `text`, which has no name.
    """

    object_id: int
    key: str
    title: str
    url: str
    text: str = ""
    on: date | None = None
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def labelled(self) -> tuple[tuple[str, str], ...]:
        """Return the parts of the row, or its whole text as the only one."""
        return self.parts or (("", self.text),)


class SearchSource(Protocol):
    """One kind of object; every answer comes from the database as it is now."""

    @property
    def kind(self) -> str:
        """Name the kind in addresses and in the index, such as `case`."""
        ...

    @property
    def kind_name(self) -> str:
        """Name the kind on the page, such as 案件."""
        ...

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these objects; one that may not be found is left out."""
        ...

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return value to words for the values of a facet, such as 12 → 王建国."""
        ...

    def all_ids(self) -> Iterable[int]:
        """Return the id of every object there is."""
        ...

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return the tokens a person holds for this kind; None for all, empty for nothing."""
        ...

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of: the last word, before anything is counted."""
        ...

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows the page shows, in any order."""
        ...

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return at most so many objects that may contain the words, newest first, without index."""
        ...


class Sources:
    """The registered sources, in the order of the page."""

    def __init__(self) -> None:
        self._by_kind: dict[str, SearchSource] = {}

    def add(self, source: SearchSource) -> None:
        """Take a source; a kind has one source only."""
        if source.kind in self._by_kind:
            raise LookupError(f"there is a source of {source.kind} already")
        self._by_kind[source.kind] = source

    def __iter__(self) -> Iterator[SearchSource]:
        """Return the sources one after another."""
        return iter(self._by_kind.values())

    def get(self, kind: str) -> SearchSource | None:
        """Return the source of a kind."""
        return self._by_kind.get(kind)

    def of(self, kind: str) -> SearchSource:
        """Return the source of a kind that must be there."""
        return self._by_kind[kind]

    def names(self) -> Mapping[str, str]:
        """Return kind to name, as the page calls it."""
        return {kind: source.kind_name for kind, source in self._by_kind.items()}

    def rights(self, person: Person) -> dict[str, frozenset[str] | None]:
        """Return what a person holds; kinds of which nothing is in reach are not even asked."""
        held: dict[str, frozenset[str] | None] = {}
        for kind, source in self._by_kind.items():
            # What is known to whoever knows another kind is not asked for anew.
            other = getattr(source, "rights_like", "")
            held[kind] = held[other] if other in held else source.tokens(person)
        return {kind: tokens for kind, tokens in held.items() if tokens is None or tokens}


def unit_tokens(unit_path: str) -> tuple[str, ...]:
    """Return the tokens an object of a unit carries: one for each unit above it and its own."""
    parts = unit_path.strip("/").split("/") if unit_path.strip("/") else []
    paths = ["/", *(f"/{'/'.join(parts[: n + 1])}/" for n in range(len(parts)))]
    return tuple(f"u:{path}" for path in paths)


def person_tokens(ids: Iterable[int]) -> tuple[str, ...]:
    """Return the tokens an object carries for the people who work on it."""
    return tuple(f"p:{number}" for number in ids)


def reach_tokens(reach: Reach, person: Person) -> frozenset[str] | None:
    """Return what a person holds within a reach: tokens of its units, of the person if it has own."""
    if reach.is_everything:
        return None
    own = person_tokens([person.id]) if reach.own else ()
    return frozenset((*(f"u:{path}" for path in reach.all_paths), *own))
