"""Feeding the index: from the outbox, from a whole rebuild, from doubt to a fresh index."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from caseapp.search.card import Card, make_card
from caseapp.search.drift import Drift, KindDrift
from caseapp.search.engines import SearchEngine
from caseapp.search.folder import Busy, Pair
from caseapp.search.sources import SearchSource, Sources

BATCH = 200
_MOST_SKIPPED = 20
_log = logging.getLogger("caseapp.search")
# Called now and then with what is done and how much there is.
Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


class Feed:
    """Keeps the index of an office equal to its database."""

    def __init__(self, index: SearchEngine, sources: Sources, renew: Callable[[], None]) -> None:
        self._index = index
        self._sources = sources
        # Ends the reading transaction, so that the next look sees what is there now.
        self.renew = renew

    def index_object(self, kind: str, object_id: int) -> None:
        """Bring one object up to date in the index; doing it twice changes nothing."""
        self.index_objects(kind, [object_id])

    def index_objects(self, kind: str, ids: Sequence[int]) -> None:
        """Bring objects of one kind up to date; when this returns, the disk holds them."""
        source = self._sources.get(kind)
        if source is None:
            return
        if not self._index.is_usable():
            # A rebuild reads every row, these too.
            self.mend()
        wanted = list(dict.fromkeys(ids))
        cards = [make_card(entry) for entry in source.entries(wanted)]
        there = {card.object_id for card in cards}
        self._index.apply(cards, [(kind, number) for number in wanted if number not in there])

    def index_changed(self, kind: str, ids: Sequence[int]) -> None:
        """Bring many objects up to date, writing only the cards that are not as they should be."""
        source = self._sources.get(kind)
        if source is None or not self._index.is_usable():
            return  # a rebuild reads them all
        held = self._index.versions(kind)
        for some in _in_batches(ids, BATCH):
            now = {entry.object_id: entry.version for entry in source.entries(some)}
            differ = [number for number in some if held.get(number) != now.get(number)]
            if differ:
                self.index_objects(kind, differ)

    def mend(self) -> bool:
        """Build the index if there is none to be trusted; False when all is well or being done."""
        if self._index.is_usable():
            return False
        with contextlib.suppress(Busy):
            self.rebuild()
            return True
        return False

    def rebuild(self, tell: Progress = _silent) -> int:
        """Build the index anew from the database while the old one serves; return the objects."""
        count = 0
        skipped: list[Pair] = []

        def cards() -> Iterator[Card]:
            nonlocal count
            # Only now does the new folder exist in which later changes are noted.
            self.renew()
            ids = {source.kind: list(source.all_ids()) for source in self._sources}
            total = sum(map(len, ids.values()))
            tell(0, total)
            for kind, numbers in ids.items():
                for some in _in_batches(numbers, BATCH):
                    yield from self._passable(kind, some, skipped)
                    self.renew()
                    count += len(some)
                    tell(count, total)

        self._index.rebuild_into(cards, self._current)
        return count

    def cards(self, kind: str, ids: Sequence[int]) -> Iterator[Card]:
        """Return the cards of objects as they are now."""
        source = self._sources.get(kind)
        if source is not None and ids:
            yield from map(make_card, source.entries(ids))

    def compare(self) -> Drift:
        """Compare every kind with the database."""
        return Drift(tuple(map(self._compared, self._sources)))

    def drift(self) -> list[Pair]:
        """Return what the index lacks, has too much, or holds in an old version."""
        return self.compare().pairs

    def settle(self, pairs: Iterable[Pair]) -> None:
        """Bring these objects up to date, or out of the index if they are no more."""
        for kind, some_of_kind in groupby(sorted(pairs), key=lambda pair: pair[0]):
            for some in _in_batches([number for _, number in some_of_kind], BATCH):
                self.index_objects(kind, some)

    def tend(self) -> list[Pair]:
        """Do what the night is for: rebuild if it pays, mend every difference; return those."""
        if self._index.health().wants_rebuild:
            with contextlib.suppress(Busy):
                self.rebuild()
        differences = self.drift() if self._index.is_usable() else []
        self.settle(differences)
        self._index.sweep()
        return differences

    def _compared(self, source: SearchSource) -> KindDrift:
        held = dict(self._index.versions(source.kind))
        missing: list[int] = []
        old: list[int] = []
        rows = 0
        for some in _in_batches(list(source.all_ids()), BATCH):
            entries = {entry.object_id: entry.version for entry in source.entries(some)}
            rows += len(entries)
            for number, version in entries.items():
                indexed = held.pop(number, None)
                if indexed != version:
                    (missing if indexed is None else old).append(number)
        return KindDrift(
            source.kind,
            rows,
            missing=tuple(sorted(missing)),
            too_many=tuple(sorted(held)),
            old=tuple(sorted(old)),
        )

    def _passable(self, kind: str, ids: Sequence[int], skipped: list[Pair]) -> list[Card]:
        """Read a batch; an object that cannot be read is left out, not the whole index."""
        try:
            return list(self.cards(kind, ids))
        except Exception:
            _log.exception("%s %s cannot be read for the index", kind, list(ids)[:3])
            if len(ids) == 1:
                skipped.append((kind, ids[0]))
            if len(skipped) > _MOST_SKIPPED:
                raise  # this is no bad object, the database itself is in trouble
        self.renew()
        if len(ids) == 1:
            return []
        half = len(ids) // 2
        first = self._passable(kind, ids[:half], skipped)
        return [*first, *self._passable(kind, ids[half:], skipped)]

    def _current(self, pairs: Sequence[Pair]) -> list[Card]:
        self.renew()
        found: list[Card] = []
        for kind, group in groupby(sorted(pairs), key=lambda pair: pair[0]):
            found += self.cards(kind, [number for _, number in group])
        return found


def rate_line(done: int, total: int, started: float) -> str:
    """Return the progress of a rebuild in words: done, rate, what remains."""
    seconds = max(time.monotonic() - started, 0.001)
    rate = done / seconds
    left = (total - done) / rate if rate else 0.0
    return f"{done:,}/{total:,} 项，每秒 {rate:,.0f} 项，还需 {left:,.0f} 秒"


def _in_batches(numbers: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, size)):
        yield some
