"""The finder: one question, answered within a person's rights, whether the index is up or not."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseapp.accounts.person import Person
from caseapp.search.ask import Ask, Chosen, Order, Rights
from caseapp.search.choices import lists_of
from caseapp.search.feed import Feed
from caseapp.search.folder import Pair
from caseapp.search.gathering import MOST_CHECKED, Gathering, Office
from caseapp.search.index import Index
from caseapp.search.language import Query, clean, looser, parse
from caseapp.search.matching import BY_SOUND, Match
from caseapp.search.offers import Offers
from caseapp.search.results import Facet, Hit, Result
from caseapp.search.snippets import excerpts, marked, marker
from caseapp.search.sources import Row, SearchSource, Sources

if TYPE_CHECKING:
    from caseapp.search.engines import SearchEngine

MOST_PER_PAGE = 100
# So many rows are read from the database in one go.
_ROWS_AT_ONCE = 500
_ONLY_HEARD = "没有这样写的，下面按读音找到。"


@dataclass(frozen=True)
class Narrow:
    """How a person narrows and orders what is found: facets, days, order."""

    chosen: frozenset[Chosen] = frozenset()
    since: date | None = None
    until: date | None = None
    order: Order = Order.BEST


WIDE = Narrow()


class Finder:
    """Search of one office: its sources, its index, the rows not yet in it."""

    def __init__(
        self,
        root: Path,
        *,
        pending: Callable[[], Sequence[Pair]] = tuple,
        renew: Callable[[], None] = lambda: None,
        on_doubt: Callable[[], None] = lambda: None,
        index: SearchEngine | None = None,
    ) -> None:
        self.sources = Sources()
        self.offers = Offers()
        self.index: SearchEngine = Index(root) if index is None else index
        self.feed = Feed(self.index, self.sources, renew)
        self._pending = pending
        self._on_doubt = on_doubt

    def register(self, source: SearchSource) -> None:
        """Let one more kind of object be found."""
        self.sources.add(source)

    def waiting(self) -> Sequence[Pair]:
        """Return the objects the index does not know yet as they are."""
        return self._pending()

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
        shown = max(1, min(per_page, MOST_PER_PAGE))
        asked = Result(clean(text), kinds=tuple(sorted(kinds or ())), page=page, per_page=shown)
        return self._answer(asked, by=by, narrow=narrow)

    def whole(
        self, text: str, *, by: Person, kinds: Collection[str], narrow: Narrow, most: int
    ) -> Result:
        """Answer with all hits on one page, at most so many, for a list that leaves the office."""
        asked = Result(clean(text), kinds=tuple(sorted(kinds)), per_page=most)
        return self._answer(asked, by=by, narrow=narrow)

    def _answer(self, asked: Result, *, by: Person, narrow: Narrow) -> Result:
        started = time.perf_counter()
        query = parse(asked.question, self.sources.names())
        result = replace(
            asked, was_asked=query.asks, recognised=query.recognised, notices=query.notices
        )
        if query.asks:
            gathering = self._gathering(result, query, by=by, narrow=narrow)
            result = self._filled(result, query, gathering, by=by, narrow=narrow)
            if gathering.is_heard:
                result = replace(result, notices=(*result.notices, _ONLY_HEARD))
            for other in () if result.total else looser(query):
                told = replace(result, notices=other.notices)
                alike = self._filled(told, other, gathering.again(other), by=by, narrow=narrow)
                if alike.total:
                    result = alike
                    break
        return replace(result, seconds=time.perf_counter() - started)

    def _gathering(self, result: Result, query: Query, *, by: Person, narrow: Narrow) -> Gathering:
        # The order matters: what leaves the list of pending rows meanwhile is in the index by then.
        pending = self._pending()
        return Gathering(
            Office(self.index, self.feed, self.sources),
            Ask(
                query,
                self._rights(query, by),
                MOST_CHECKED,
                order=narrow.order,
                chosen=narrow.chosen,
                since=narrow.since,
                until=narrow.until,
            ),
            by=by,
            pending=pending,
            kinds=result.kinds,
        )

    def _filled(
        self, result: Result, query: Query, gathering: Gathering, *, by: Person, narrow: Narrow
    ) -> Result:
        number, matches = gathering.page(max(1, result.page), result.per_page)
        if gathering.is_down:
            self._on_doubt()
        return replace(
            result,
            notices=(*result.notices, *gathering.notices),
            total=gathering.total,
            certainty=gathering.certainty(),
            facets=self._kinds(gathering),
            lists=lists_of(gathering, self.sources, chosen=narrow.chosen, by=by),
            hits=self._hits(query, matches),
            page=number,
        )

    def _rights(self, query: Query, by: Person) -> Rights:
        held = self.sources.rights(by)
        if query.kinds is None:
            return held
        return {kind: tokens for kind, tokens in held.items() if kind in query.kinds}

    def _kinds(self, gathering: Gathering) -> tuple[Facet, ...]:
        names = self.sources.names()
        return tuple(
            Facet(kind, names[kind], found.total, gathering.certainty_of(kind))
            for kind, found in gathering.found.items()
            if found.total
        )

    def _hits(self, query: Query, matches: Sequence[Match]) -> tuple[Hit, ...]:
        rows: dict[Pair, Row] = {}
        for source in self.sources:
            ids = [match.object_id for match in matches if match.kind == source.kind]
            for some in in_batches(ids):
                rows |= {(source.kind, row.object_id): row for row in source.hits(some)}
        as_written, as_heard = marker(query.words), marker(query.words, by_sound=True)
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
                excerpts=excerpts(row, mark) if len(matches) <= MOST_PER_PAGE else (),
                on=row.on,
            )
            for match in matches
            if (row := rows.get((match.kind, match.object_id))) is not None
            for mark in (as_heard if match.tier == BY_SOUND else as_written,)
        )


def in_batches(ids: Sequence[int]) -> list[Sequence[int]]:
    """Cut ids into as many as one question to the database may name."""
    return [ids[at : at + _ROWS_AT_ONCE] for at in range(0, len(ids), _ROWS_AT_ONCE)]
