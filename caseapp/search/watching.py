"""New hits of saved searches: changed objects are held against all searches that want a notice.

Nothing is stored of what matched when a search was saved. An object is new to a search if its card
matches now and the card the index still holds did not: so the index is asked before it is brought
up to date, and a round that failed in between finds the same again. A rebuild tells of nothing. What
matched at the time of saving but waited for the index is noted as seen then. Where the index cannot be
asked, only an object whose day is not before the day of saving counts as new: no flood after a repair.
What the owner may not see at that moment is not noted; what they lose the right to vanishes
when shown. A grant given to a person afterwards is no change of an object and tells of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.search import queries
from caseapp.search.ask import Ask, Rights
from caseapp.search.finder import Finder
from caseapp.search.folder import Pair
from caseapp.search.index import Unusable, best
from caseapp.search.kept import Kept
from caseapp.search.language import parse
from caseapp.search.memory import MemoryPart
from caseapp.search.queries import Watching


def found_anew(finder: Finder, kind: str, ids: Sequence[int]) -> set[tuple[int, str, int]]:
    """Return (search, kind, object) that match now and did not by what the index still holds."""
    searches = queries.watching()
    cards = list(finder.feed.cards(kind, ids)) if searches else []
    if not cards:
        return set()
    part = MemoryPart(cards)
    asks = [(one, _ask(finder, one.kept, {kind: None}, most=len(cards))) for one in searches]
    likely = [(one, ask) for one, ask in asks if ask is not None and best(ask, part)]
    people = {one.id: one for one in accounts.everybody()} if likely else {}
    return {
        (one.id, kind, number)
        for one, ask in likely
        if one.person_id in people
        for number in _new(finder, one, ask, owner=people[one.person_id], part=part)
    }


def waiting_matches(finder: Finder, kept: Kept, by: Person) -> set[Pair]:
    """Return what matches already and waits for the index: its owner has seen it when saving."""
    by_kind: dict[str, list[int]] = {}
    for kind, number in finder.waiting():
        by_kind.setdefault(kind, []).append(number)
    rights = finder.sources.rights(by)
    found: set[Pair] = set()
    for kind, ids in by_kind.items():
        cards = list(finder.feed.cards(kind, ids)) if kind in rights else []
        ask = _ask(finder, kept, {kind: rights.get(kind)}, most=len(cards)) if cards else None
        if ask is not None:
            found |= {(kind, number) for number in _matching(ask, kind, MemoryPart(cards))}
    return found


def _ask(finder: Finder, kept: Kept, rights: Rights, *, most: int) -> Ask | None:
    query = parse(kept.question, finder.sources.names())
    kinds = kept.kinds
    asked = {
        kind: tokens
        for kind, tokens in rights.items()
        if (query.kinds is None or kind in query.kinds) and (not kinds or kind in kinds)
    }
    if not query.asks or not asked:
        return None
    narrow = kept.narrow
    return Ask(query, asked, most, chosen=narrow.chosen, since=narrow.since, until=narrow.until)


def _matching(ask: Ask, kind: str, part: MemoryPart) -> set[int]:
    found = best(ask, part).get(kind)
    return set() if found is None else {match.object_id for match in found.matches}


def _new(finder: Finder, one: Watching, ask: Ask, *, owner: Person, part: MemoryPart) -> set[int]:
    kind = next(iter(ask.rights))
    source = finder.sources.get(kind)
    held = finder.sources.rights(owner)
    if source is None or kind not in held:
        return set()
    mine = replace(ask, rights={kind: held[kind]})
    now = source.visible(_matching(mine, kind, part), owner)
    try:
        return now - set(_before(finder, mine, sorted(now)))
    except Unusable:
        day = local(one.saved_at).date().toordinal()
        days = dict(zip(part.ids, part.days, strict=True))
        return {number for number in now if days[number] >= day}


def _before(finder: Finder, ask: Ask, ids: list[int]) -> Iterator[int]:
    """Yield which of these the index matches: leaving them out tells how many, halves tell which."""
    if not ids:
        return
    kind = next(iter(ask.rights))
    there = _total(finder, ask)
    less = there - _total(finder, replace(ask, without=frozenset((kind, one) for one in ids)))
    if less == len(ids):
        yield from ids
    elif less:
        half = len(ids) // 2
        yield from _before(finder, ask, ids[:half])
        yield from _before(finder, ask, ids[half:])


def _total(finder: Finder, ask: Ask) -> int:
    return sum(one.total for one in finder.index.search(replace(ask, most=1)).values())
