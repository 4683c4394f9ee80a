"""One question while it is answered: the index, the rows not yet in it, the database's last word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caseapp.accounts.person import Person
from caseapp.search.ask import Ask, Found
from caseapp.search.card import Card
from caseapp.search.folder import Pair
from caseapp.search.index import Unusable, best, merge, place
from caseapp.search.matching import BY_SOUND, Match
from caseapp.search.memory import MemoryPart
from caseapp.search.results import Certainty

if TYPE_CHECKING:
    from caseapp.search.engines import SearchEngine
    from caseapp.search.feed import Feed
    from caseapp.search.language import Query
    from caseapp.search.sources import Sources

# Rows the worker has not reached yet: so many are searched in the database itself.
MOST_PENDING = 200
# So many hits of a kind are asked about in the database before they are counted; all the others
# are counted as the index knows them, and asked about when their page is opened.
MOST_CHECKED = 1000
# Once the index was caught with a row that is not for this person, so many are asked about.
_MOST_DOUBTED = 20_000
# Hits beyond a page that are asked about too, so that the page is full when some are gone.
_BEYOND = 20
_INDEX_IS_DOWN = "检索索引正在重建，下面的结果直接取自数据库，可能不全。"


@dataclass(frozen=True)
class Office:
    """Where an answer comes from."""

    index: SearchEngine
    feed: Feed
    sources: Sources


class Gathering:
    """All that is found for one person, by kind; what they may not know of never counts."""

    def __init__(
        self,
        office: Office,
        ask: Ask,
        *,
        by: Person,
        pending: Sequence[Pair],
        kinds: Collection[str],
    ) -> None:
        self.found: dict[str, Found] = {}
        self.notices: tuple[str, ...] = ()
        self.is_down = False
        self._office, self._ask, self._by, self._kinds = office, ask, by, kinds
        self._seen: set[Pair] = set()
        self._gone: set[Pair] = set()
        waiting = [pair for pair in pending if pair[0] in ask.rights]
        self._tail = _newest(waiting)
        self._behind = sorted({*waiting} - {*self._tail})
        if self._behind:
            self.notices = (f"另有 {len(self._behind):,} 项正在编入索引，稍后再查更全。",)
        self._cards: list[Card] | None = None

    def again(self, query: Query) -> Gathering:
        """Return the same search for other forms of the same words: the database is not read anew."""
        other = Gathering(
            self._office,
            replace(self._ask, query=query),
            by=self._by,
            pending=(),
            kinds=self._kinds,
        )
        other.notices, other.is_down = self.notices, self.is_down
        other._tail, other._behind, other._cards = self._tail, self._behind, self._cards
        other._seen, other._gone = set(self._seen), set(self._gone)
        return other

    def page(self, number: int, per_page: int) -> tuple[int, list[Match]]:
        """Return the hits of a page, each seen by the database; past the end stands the last page."""
        # What waits beyond the rows searched here may be sealed by now: the index must not tell.
        self._gone |= self._unseen(self._behind[:_MOST_DOUBTED])
        self._look(MOST_CHECKED)
        number = self._within(number, per_page)
        end = number * per_page + _BEYOND
        if end > MOST_CHECKED:
            self._look(end)
        for checked in (MOST_CHECKED, _MOST_DOUBTED):
            first = (number - 1) * per_page
            gone = self._unseen([*self._first(checked), *map(pair_of, self._merged()[first:end])])
            if not gone:
                break
            self._gone |= gone
            self._look(max(end, _MOST_DOUBTED))
            number = self._within(number, per_page)
            end = number * per_page + _BEYOND
        first = (number - 1) * per_page
        return number, self._merged()[first : first + per_page]

    @property
    def total(self) -> int:
        """Return how many there are of the kinds asked for."""
        return sum(one.total for kind, one in self.found.items() if self._is_chosen(kind))

    @property
    def is_heard(self) -> bool:
        """Say whether all that was found only sounds like what was typed."""
        tiers = {match.tier for one in self.chosen().values() for match in one.matches}
        return tiers == {BY_SOUND}

    def certainty_of(self, *kinds: str) -> Certainty:
        """Say how sure the counts of these kinds are: exact where the database saw every match."""
        if self.is_down:
            return Certainty.AT_LEAST
        is_checked = all(
            one.is_whole and all(pair_of(match) in self._seen for match in one.matches)
            for kind, one in self.found.items()
            if kind in kinds
        )
        return Certainty.EXACT if is_checked and not self._behind else Certainty.ABOUT

    def certainty(self) -> Certainty:
        """Say how sure the total is."""
        return self.certainty_of(*self.chosen())

    def chosen(self) -> dict[str, Found]:
        """Return what was found of the kinds asked for."""
        return {kind: one for kind, one in self.found.items() if self._is_chosen(kind)}

    def _is_chosen(self, kind: str) -> bool:
        return not self._kinds or kind in self._kinds

    def _within(self, number: int, per_page: int) -> int:
        return max(1, min(number, -(-self.total // per_page)))

    def _look(self, most: int) -> None:
        """Ask the index and the waiting rows for so many first matches of each kind."""
        gone = frozenset(self._gone)
        ask = replace(self._ask, most=most, without=gone.union(self._tail))
        try:
            indexed = {} if self.is_down else self._office.index.search(ask)
        except Unusable:
            self.is_down, indexed = True, {}
            self.notices = (_INDEX_IS_DOWN,)
            self._tail = list(dict.fromkeys([*self._tail, *self._likely()]))
            self._cards = None
        fresh = best(replace(ask, without=gone), MemoryPart(self._fresh()))
        joined = merge((indexed, fresh), ask)
        self.found = {
            one.kind: joined[one.kind] for one in self._office.sources if one.kind in joined
        }

    def _fresh(self) -> list[Card]:
        """Return the waiting rows as they are now."""
        if self._cards is None:
            by_kind: dict[str, list[int]] = {}
            for kind, number in self._tail:
                by_kind.setdefault(kind, []).append(number)
            self._cards = [
                card for kind, ids in by_kind.items() for card in self._office.feed.cards(kind, ids)
            ]
        return self._cards

    def _likely(self) -> Iterable[Pair]:
        words = [word.text for word in self._ask.query.words]
        for kind in self._ask.rights:
            source = self._office.sources.get(kind)
            if source is not None:
                yield from ((kind, number) for number in source.likely(words, MOST_PENDING))

    def _first(self, most: int) -> list[Pair]:
        return [pair_of(match) for one in self.found.values() for match in one.matches[:most]]

    def _merged(self) -> list[Match]:
        """Return the first matches of the kinds asked for, in the order of the page."""
        matches = [match for one in self.chosen().values() for match in one.matches]
        return sorted(matches, key=place(self._ask.order))

    def _unseen(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Ask the database about objects: an old index must not leak a row."""
        asked = {*pairs} - self._seen - self._gone
        for source in self._office.sources:
            ids = [number for kind, number in asked if kind == source.kind]
            if ids:
                visible = source.visible(ids, self._by)
                self._seen |= {(source.kind, number) for number in visible}
        return asked - self._seen


def pair_of(match: Match) -> Pair:
    """Return which object a match is."""
    return match.kind, match.object_id


def _newest(pending: Sequence[Pair]) -> list[Pair]:
    """Return as many waiting rows as are searched, each kind with its share of the newest."""
    by_kind: dict[str, list[Pair]] = {}
    for pair in sorted(set(pending)):
        by_kind.setdefault(pair[0], []).append(pair)
    share = MOST_PENDING // max(1, len(by_kind))
    return [pair for pairs in by_kind.values() for pair in pairs[-share:]]
