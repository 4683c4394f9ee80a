"""The index as the program sees it: apply, search, rebuild, health; any doubt makes it step aside."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from heapq import nlargest, nsmallest
from itertools import chain, islice
from operator import and_
from pathlib import Path
from typing import TypeVar

from caseapp.search import engine
from caseapp.search.ask import Ask, Chosen, Found, Order
from caseapp.search.bits import pack, unpack
from caseapp.search.card import FACET, Card, card_key, facet_token
from caseapp.search.folder import IndexFolder, Pair
from caseapp.search.matching import Match, Matched, Postings, match, permitted

_log = logging.getLogger("caseapp.search")
Answer = TypeVar("Answer")

# Past these figures a rebuild at night is cheaper than slow answers by day.
_MOST_DELETED = 0.2
_MOST_SEGMENTS = 30
_CARDS_A_COMMIT = 10_000
# Stands for no day at all where the oldest comes first.
_NEVER = date.max.toordinal() + 1


class Unusable(Exception):
    """There is no index to be trusted: not built yet, or found damaged."""


@dataclass(frozen=True)
class Health:
    """What an administrator asks about the index."""

    is_usable: bool
    documents: int = 0
    deleted: int = 0
    segments: int = 0
    bytes_used: int = 0
    generation: str = ""

    @property
    def wants_rebuild(self) -> bool:
        """Say whether the index should be built anew when nobody waits."""
        dead = self.deleted / max(self.documents + self.deleted, 1)
        return not self.is_usable or dead > _MOST_DELETED or self.segments > _MOST_SEGMENTS


def best(ask: Ask, part: Postings) -> dict[str, Found]:
    """Return the first matches of each kind in one part, counted after the right to see them."""
    matched = match(ask.query, part)
    if not matched.found:
        return {}
    having = _having(ask, part)
    chosen = reduce(and_, having.values(), part.live)
    found = {}
    for kind, tokens in ask.rights.items():
        within = matched.found & part.kinds.get(kind, 0)
        within &= permitted(part, tokens) if within else 0
        within = _left(ask, part, kind=kind, within=within)
        if within:
            mine = within & chosen
            documents = _first(ask, part, matched=matched, mine=mine)
            found[kind] = Found(
                mine.bit_count(),
                [Match(matched.tier(d), part.days[d], part.ids[d], kind) for d in documents],
                _facets(part, within, having),
            )
    return found


def _having(ask: Ask, part: Postings) -> dict[str, int]:
    """Return by facet which documents have one of its chosen values."""
    having: dict[str, int] = {}
    for name, value in ask.chosen:
        having[name] = having.get(name, 0) | part.bits(FACET, facet_token(name, value))
    return having


def _left(ask: Ask, part: Postings, *, kind: str, within: int) -> int:
    """Keep the documents of the days asked for, without those that are answered elsewhere."""
    if within and (ask.since or ask.until):
        first = ask.since.toordinal() if ask.since else 1
        last = ask.until.toordinal() if ask.until else date.max.toordinal()
        days = part.days
        within = pack([d for d in unpack(within) if first <= days[d] <= last], part.size)
    absent = {number for of, number in ask.without if of == kind}
    if within and absent:
        ids = part.ids
        within &= ~pack([d for d in unpack(within) if ids[d] in absent], part.size)
    return within


def _first(ask: Ask, part: Postings, *, matched: Matched, mine: int) -> list[int]:
    """Return the documents that stand first; as many as asked for, whatever lies beyond."""
    if mine.bit_count() <= ask.most:
        return unpack(mine)
    days, ids = part.days, part.ids
    if ask.order is Order.OLDEST:
        return nsmallest(ask.most, unpack(mine), key=lambda d: (days[d] or _NEVER, -ids[d]))
    classes = matched.tiers(mine) if ask.order is Order.BEST else (mine,)
    found: list[int] = []
    for one in classes:
        room = ask.most - len(found)
        found += nlargest(room, unpack(one), key=lambda d: (days[d], ids[d]))
    return found


def _facets(part: Postings, within: int, having: Mapping[str, int]) -> Counter[Chosen]:
    """Count the values of every facet, each under what is chosen of the others."""
    under = {
        name: reduce(and_, (docs for other, docs in having.items() if other != name), within)
        for name in having
    }
    rest = reduce(and_, having.values(), within)
    counts: Counter[Chosen] = Counter()
    for token, documents in part.facets.items():
        name, _, value = token.partition("=")
        count = (documents & under.get(name, rest)).bit_count()
        if count:
            counts[name, value] = count
    return counts


def merge(all_found: Iterable[Mapping[str, Found]], ask: Ask) -> dict[str, Found]:
    """Join what several parts found."""
    joined: dict[str, Found] = {}
    for found in all_found:
        for kind, one in found.items():
            mine = joined.setdefault(kind, Found())
            mine.total += one.total
            mine.matches += one.matches
            mine.facets += one.facets
    for one in joined.values():
        one.matches.sort(key=place(ask.order))
        del one.matches[ask.most :]
    return joined


def place(order: Order) -> Callable[[Match], tuple[int, ...]]:
    """Return what the first match of an order has the least of."""
    return _PLACES[order]


_PLACES: dict[Order, Callable[[Match], tuple[int, ...]]] = {
    Order.BEST: lambda one: (-one.tier, -one.day, -one.object_id),
    Order.NEWEST: lambda one: (-one.day, -one.object_id),
    Order.OLDEST: lambda one: (one.day or _NEVER, -one.object_id),
}


class Index:
    """One index of one office; safe to use from several threads and processes."""

    name = "Whoosh"
    keeps_files = True

    def __init__(self, root: Path) -> None:
        self.folder = IndexFolder(root, engine.SCHEMA_VERSION)
        # Whoosh's files have one place each: one reader at a time.
        self._reading = threading.Lock()
        self._serving: Path | None = None
        self._storage: engine.Storage | None = None
        self._seen: int | None = None
        self._parts: list[engine.Part] = []

    def is_usable(self) -> bool:
        """Say whether the index can be asked."""
        serving = self.folder.current()
        return serving is not None and not self.folder.is_damaged(serving)

    def search(self, ask: Ask) -> dict[str, Found]:
        """Return the first matches by kind, or Unusable."""
        return self._ask(lambda parts: merge((best(ask, part) for part in parts), ask))

    def versions(self, kind: str) -> dict[int, int]:
        """Return the version of every object of a kind, to compare with the database."""
        return self._ask(
            lambda parts: {
                part.ids[document]: part.versions[document]
                for part in parts
                for document in unpack(part.kinds.get(kind, 0) & part.live)
            }
        )

    def digest(self, kind: str, bucket: int = 1000) -> dict[int, tuple[int, int]]:
        """Return count and digest of (id, version) for each bucket of ids."""
        sums: dict[int, tuple[int, int]] = {}
        for number, version in self.versions(kind).items():
            count, digest = sums.get(number // bucket, (0, 0))
            sums[number // bucket] = (count + 1, digest ^ hash((number, version)))
        return sums

    def health(self) -> Health:
        """Return the state of the index."""
        try:
            live, size, segments = self._ask(
                lambda parts: (
                    sum(part.live.bit_count() for part in parts),
                    sum(part.size for part in parts),
                    len(parts),
                )
            )
        except Unusable:
            return Health(is_usable=False)
        serving = self.folder.current()
        name = "" if serving is None else serving.name
        return Health(
            is_usable=True,
            documents=live,
            deleted=size - live,
            segments=segments,
            bytes_used=self.folder.bytes_used(),
            generation=name,
        )

    def apply(self, cards: Sequence[Card], gone: Iterable[Pair] = ()) -> None:
        """Write cards and forget objects; when it returns, the disk holds them."""
        absent = tuple(gone)
        changed = [*((card.kind, card.object_id) for card in cards), *absent]
        with self.folder.lock("writer"):
            # A rebuild reads every row anyway: what an unusable index misses is not lost.
            if self.is_usable():
                self._write(cards, changed)
            self.folder.note_for_builds(changed)

    def rebuild_into(
        self,
        cards: Callable[[], Iterable[Card]],
        current: Callable[[Sequence[Pair]], Sequence[Card]],
    ) -> None:
        """Build a new generation while the old one serves, catch up, then swap."""
        with self.folder.lock("build", wait=False):
            building = self.folder.begin()
            try:
                self._fill(building, cards, current)
            except BaseException:
                self.folder.drop(building)  # a full disk is not to be kept full
                raise
            self.folder.sweep()

    def sweep(self) -> None:
        """Remove generations that nobody reads any more."""
        self.folder.sweep()

    def mark_damaged(self, why: str) -> None:
        """Let no process trust the serving generation any more."""
        serving = self.folder.current()
        if serving is not None:
            self.folder.mark_damaged(serving, why)

    def close(self) -> None:
        """Close all files."""
        with self._reading:
            self._forget()

    def _fill(
        self,
        building: Path,
        cards: Callable[[], Iterable[Card]],
        current: Callable[[Sequence[Pair]], Sequence[Card]],
    ) -> None:
        """Write a generation, catch up with what changed meanwhile, and let it serve."""
        storage = engine.create(building)
        for commit in _in_commits(cards()):
            engine.write(storage, commit, {}, merge=False)
        with self.folder.lock("writer"):
            changed = self.folder.noted(building)
            if changed:
                parts = engine.open_parts(storage, ())
                engine.write(storage, current(changed), _documents(parts, changed))
                for part in parts:
                    part.close()
            self.folder.publish(building)

    def _write(self, cards: Sequence[Card], changed: Sequence[Pair]) -> None:
        try:
            with self._reading:
                storage, parts = self._fresh()
                replaced = _documents(parts, changed)
            storage.clear_leftovers()
            engine.write(storage, cards, replaced)
        except OSError:
            raise  # a full disk is no damage; the outbox keeps the rows
        except Exception as error:
            self._damaged(error)
            raise

    def _ask(self, question: Callable[[Sequence[engine.Part]], Answer]) -> Answer:
        """Ask the latest commit; once more on fresh files, then the index counts as damaged."""
        with self._reading:
            if not self.is_usable():
                self._forget()
                raise Unusable
            try:
                return question(self._fresh()[1])
            except Exception:  # noqa: BLE001 - any error at all is a doubt about the files
                _log.warning("the index is asked once more on fresh files", exc_info=True)
            self._forget()
            try:
                return question(self._fresh()[1])
            except Exception as error:
                self._damaged(error)
                raise Unusable from error

    def _damaged(self, error: Exception) -> None:
        _log.error("the search index is damaged and steps aside", exc_info=error)
        serving = self.folder.current()
        if serving is not None:
            self.folder.mark_damaged(serving, type(error).__name__)
        self._forget()

    def _fresh(self) -> tuple[engine.Storage, list[engine.Part]]:
        """Open what the last commit of any process left; unchanged segments stay open."""
        serving = self.folder.current()
        if serving is None:
            raise Unusable
        if self._storage is None or serving != self._serving:
            self._forget()
            self._serving, self._storage = serving, engine.Storage(serving)
        latest = self._storage.generation()
        if latest != self._seen:
            self._parts = engine.open_parts(self._storage, self._parts)
            self._seen = latest
        return self._storage, self._parts

    def _forget(self) -> None:
        for part in self._parts:
            part.close()
        self._serving, self._storage, self._seen, self._parts = None, None, None, []


def _in_commits(cards: Iterable[Card]) -> Iterator[Iterator[Card]]:
    """Cut a rebuild into commits that fit into memory."""
    rest = iter(cards)
    for first in rest:
        yield chain((first,), islice(rest, _CARDS_A_COMMIT - 1))


def _documents(parts: Sequence[engine.Part], pairs: Iterable[Pair]) -> dict[str, list[int]]:
    """Return where objects lie now, by segment, so that they can be replaced."""
    keys = [card_key(*pair) for pair in pairs]
    return {part.name: [d for key in keys for d in part.find(key)] for part in parts}
