"""The finder: one question, answered within a person's rights, whether the index is up or not."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caseapp.accounts.person import Person
from caseapp.search.ask import Ask, Chosen, Found, Order, Rights
from caseapp.search.card import Card
from caseapp.search.feed import Feed
from caseapp.search.folder import Pair
from caseapp.search.index import Index, Unusable, best, merge, place
from caseapp.search.language import Query, clean, looser, parse
from caseapp.search.matching import BY_SOUND, Match
from caseapp.search.memory import MemoryPart
from caseapp.search.offers import Offers
from caseapp.search.results import MOST_COUNTED, Facet, Hit, Result
from caseapp.search.snippets import marked, marker, snippet
from caseapp.search.sources import Row, SearchSource, Sources

# Rows the worker has not reached yet: so many are searched in the database itself.
MOST_PENDING = 200
MOST_PER_PAGE = 100
_INDEX_IS_DOWN = "检索索引正在重建，下面的结果直接取自数据库，可能不全。"


@dataclass(frozen=True)
class Narrow:
    """How a person narrows and orders what is found: facets, days, order."""

    chosen: frozenset[Chosen] = frozenset()
    since: date | None = None
    until: date | None = None
    order: Order = Order.BEST


WIDE = Narrow()
# What may be seen by kind, whether all was looked at, and what to say.
_Seen = tuple[dict[str, Found], bool, tuple[str, ...]]


@dataclass(frozen=True)
class _Asked:
    """A question with everything that decides its answer."""

    ask: Ask
    by: Person


class Finder:
    """Search of one office: its sources, its index, the rows not yet in it."""

    def __init__(
        self,
        root: Path,
        *,
        pending: Callable[[], Sequence[Pair]] = tuple,
        renew: Callable[[], None] = lambda: None,
        on_doubt: Callable[[], None] = lambda: None,
    ) -> None:
        self.sources = Sources()
        self.offers = Offers()
        self.index = Index(root)
        self.feed = Feed(self.index, self.sources, renew)
        self._pending = pending
        self._on_doubt = on_doubt

    def register(self, source: SearchSource) -> None:
        """Let one more kind of object be found."""
        self.sources.add(source)

    def find(
        self,
        text: str,
        *,
        by: Person,
        kinds: Collection[str] | None = None,
        narrow: Narrow = WIDE,
        page: int = 1,
        per_page: int = 20,
    ) -> Result:
        """Answer what was typed; whatever it is, the answer is hits or a sentence."""
        started = time.perf_counter()
        text = clean(text)
        query = parse(text, self.sources.names())
        result = Result(
            question=text,
            was_asked=query.asks,
            recognised=query.recognised,
            notices=query.notices,
            kinds=tuple(sorted(kinds or ())),
            per_page=max(1, min(per_page, MOST_PER_PAGE)),
        )
        if query.asks:
            asked = _Asked(self._ask(query, by, narrow), by)
            asked, (seen, is_whole, notices) = self._forgiving(asked)
            result = replace(result, notices=(*result.notices, *notices))
            result = self._page(replace(result, page=page), asked, seen=seen, is_whole=is_whole)
        return replace(result, seconds=time.perf_counter() - started)

    def _ask(self, query: Query, by: Person, narrow: Narrow) -> Ask:
        return Ask(
            query,
            self._rights(query, by),
            MOST_COUNTED,
            order=narrow.order,
            chosen=narrow.chosen,
            since=narrow.since,
            until=narrow.until,
        )

    def _rights(self, query: Query, by: Person) -> Rights:
        held = self.sources.rights(by)
        if query.kinds is None:
            return held
        return {kind: tokens for kind, tokens in held.items() if kind in query.kinds}

    def _forgiving(self, asked: _Asked) -> tuple[_Asked, _Seen]:
        """Ask; where nothing stands as it was typed, ask for names like it and say so."""
        seen, is_whole, notices = self._matches(asked)
        tiers = {match.tier for found in seen.values() for match in found.matches}
        if tiers == {BY_SOUND}:
            notices = (*notices, "没有字面相同的，下面是读音相符的名称。")
        for query in () if tiers else looser(asked.ask.query):
            wider = replace(asked, ask=replace(asked.ask, query=query))
            alike = self._matches(wider)
            if any(found.matches for found in alike[0].values()):
                return wider, (*alike[:2], (*alike[2], query.notices[-1]))
        return asked, (seen, is_whole, notices)

    def _matches(self, asked: _Asked) -> tuple[dict[str, Found], bool, tuple[str, ...]]:
        """Return what may be seen by kind, whether all was looked at, and what to say."""
        # The order matters: what leaves the list of pending rows meanwhile is in the index by then.
        pending = [pair for pair in self._pending() if pair[0] in asked.ask.rights]
        tail = _newest(pending)
        behind = len(pending) - len(tail)
        notices = (f"另有 {behind:,} 项正在编入索引，稍后再查更全。",) if behind else ()
        is_whole = not behind
        try:
            ask = replace(asked.ask, most=asked.ask.most + len(tail))
            indexed = self.index.search(ask)
        except Unusable:
            self._on_doubt()
            indexed, is_whole, notices = {}, False, (_INDEX_IS_DOWN,)
            tail = [*tail, *self._likely(asked)]
        fresh = self._tail(asked, tail)
        changed = frozenset(tail)
        for found in indexed.values():
            kept = [m for m in found.matches if (m.kind, m.object_id) not in changed]
            found.total -= len(found.matches) - len(kept)
            found.matches = kept
        return self._seen(asked, merge((indexed, fresh), ask)), is_whole, notices

    def _likely(self, asked: _Asked) -> Iterable[Pair]:
        words = [word.text for word in asked.ask.query.words]
        for kind in asked.ask.rights:
            source = self.sources.get(kind)
            if source is not None:
                yield from ((kind, number) for number in source.likely(words, MOST_PENDING))

    def _tail(self, asked: _Asked, pairs: Iterable[Pair]) -> dict[str, Found]:
        """Search rows in the database by the same rules as the index."""
        by_kind: dict[str, dict[int, None]] = {}
        for kind, number in pairs:
            by_kind.setdefault(kind, {})[number] = None
        cards: list[Card] = []
        for kind, ids in by_kind.items():
            cards += self.feed.cards(kind, list(ids))
        if not cards:
            return {}
        return best(replace(asked.ask, most=len(cards)), MemoryPart(cards))

    def _seen(self, asked: _Asked, found: dict[str, Found]) -> dict[str, Found]:
        """Ask the database about every hit before it counts: an old index must not leak a row."""
        seen = {}
        for source in self.sources:
            one = found.get(source.kind)
            if one is None:
                continue
            ids = [match.object_id for match in one.matches]
            visible = source.visible(ids, asked.by)
            kept = [match for match in one.matches if match.object_id in visible]
            # What lies beyond the list is not counted, for nobody asked the database about it.
            total = len(kept) if one.is_whole else len(kept) + 1
            seen[source.kind] = Found(total, kept, one.facets)
        return seen

    def _page(
        self, result: Result, asked: _Asked, *, seen: dict[str, Found], is_whole: bool
    ) -> Result:
        chosen = [kind for kind in seen if not result.kinds or kind in result.kinds]
        matches = sorted(
            (m for kind in chosen for m in seen[kind].matches), key=place(asked.ask.order)
        )
        is_whole = is_whole and all(seen[kind].is_whole for kind in chosen)
        total = len(matches)
        last = max(1, -(-min(total, MOST_COUNTED) // result.per_page))
        page = max(1, min(result.page, last))
        first = (page - 1) * result.per_page
        return replace(
            result,
            total=min(total, MOST_COUNTED),
            total_is_exact=is_whole and total <= MOST_COUNTED,
            facets=self._facets(seen, is_whole=is_whole),
            hits=self._hits(asked, matches[first : first + result.per_page]),
            page=page,
        )

    def _facets(self, seen: dict[str, Found], *, is_whole: bool) -> tuple[Facet, ...]:
        names = self.sources.names()
        return tuple(
            Facet(
                kind=kind,
                kind_name=names[kind],
                total=min(len(found.matches), MOST_COUNTED),
                is_exact=is_whole and found.is_whole and found.total <= MOST_COUNTED,
            )
            for kind, found in seen.items()
            if found.matches
        )

    def _hits(self, asked: _Asked, matches: Sequence[Match]) -> tuple[Hit, ...]:
        rows: dict[Pair, Row] = {}
        for source in self.sources:
            ids = [match.object_id for match in matches if match.kind == source.kind]
            if ids:
                rows |= {(source.kind, row.object_id): row for row in source.hits(ids)}
        mark = marker(asked.ask.query.words)
        names = self.sources.names()
        return tuple(
            Hit(
                kind=match.kind,
                kind_name=names[match.kind],
                object_id=match.object_id,
                key=row.key,
                title=row.title,
                url=row.url,
                marked_key=marked(row.key, mark),
                marked_title=marked(row.title, mark),
                snippet=snippet(row.text, mark),
                on=row.on,
            )
            for match in matches
            if (row := rows.get((match.kind, match.object_id))) is not None
        )


def _newest(pending: Sequence[Pair]) -> list[Pair]:
    """Return as many waiting rows as are searched, each kind with its share of the newest."""
    by_kind: dict[str, list[Pair]] = {}
    for pair in sorted(pending):
        by_kind.setdefault(pair[0], []).append(pair)
    share = MOST_PENDING // max(1, len(by_kind))
    return [pair for pairs in by_kind.values() for pair in pairs[-share:]]
