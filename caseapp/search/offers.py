"""Where a reading leads: pages and filters, each with its reason, given by the floors that have them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from flask import url_for

from caseapp.accounts.person import Person
from caseapp.base.chinese import LARGEST_YUAN, capitals, yuan
from caseapp.search.readings import Reading, readings_of
from caseapp.search.sources import Row, SearchSource

# One number may stand in many files; beyond this the hits below are the list.
MOST_OFFERS = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """One page or filter a reading leads to, and why."""

    words: str
    why: str
    url: str
    # The object whose own number was typed, and not one that merely names it.
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """A reading with what is offered for it."""

    reading: Reading
    offers: tuple[Offer, ...] = ()


class OfferGiver(Protocol):
    """What a floor can offer; it asks the database as it is now, within the person's rights."""

    @property
    def kinds(self) -> Collection[str]:
        """Name the kinds of readings it knows something of."""
        ...

    def offers(self, reading: Reading, by: Person) -> Iterable[Offer]:
        """Offer what this person may see."""
        ...


class Offers:
    """The registered givers by kind of reading, in the order of the page."""

    def __init__(self) -> None:
        self._givers: dict[str, list[OfferGiver]] = {}

    def add(self, giver: OfferGiver) -> None:
        """Take a giver for the kinds it names."""
        for kind in giver.kinds:
            self._givers.setdefault(kind, []).append(giver)

    def of(self, text: str, *, by: Person, today: date) -> tuple[Recognised, ...]:
        """Return what a text can be, with what is offered for each reading, an object's own page first."""
        return tuple(
            Recognised(one, tuple(self._of_reading(one, by))) for one in readings_of(text, today)
        )

    def _of_reading(self, reading: Reading, by: Person) -> list[Offer]:
        given = [
            offer
            for giver in self._givers.get(reading.kind, ())
            for offer in giver.offers(reading, by)
        ]
        return sorted(given, key=lambda offer: not offer.is_own)[:MOST_OFFERS]


def first_to_open(found: Sequence[Recognised]) -> Offer | None:
    """Return the page of the one object a text can only mean: what Enter opens first."""
    if len(found) != 1 or not found[0].reading.is_whole:
        return None
    own = [offer for offer in found[0].offers if offer.is_own]
    return own[0] if len(own) == 1 else None


@dataclass(frozen=True)
class Opening:
    """Opens objects of one source; which ones a reading means, its floor says."""

    source: SearchSource
    kinds: Collection[str]
    ids_of: Callable[[Reading], Sequence[int]]
    why: str
    is_own: bool = True
    # What is called how, where a row of hits would read all its texts.
    called: Callable[[Sequence[int]], Iterable[Row]] | None = None

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:
        """Offer the objects this person may see, no more than a few."""
        ids = self.ids_of(reading)
        seen = self.source.visible(ids, by) if ids else set()
        called = self.called or self.source.hits
        rows = {row.object_id: row for row in called(sorted(seen))} if seen else {}
        for number in ids:
            if number in rows:
                row = rows[number]
                words = f"打开{self.source.kind_name} {row.key} {row.title}"
                yield Offer(words, self.why, row.url, self.is_own)


class DaysInSearch:
    """Narrows a search by the days typed beside its words."""

    kinds = ("days",)

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:  # noqa: ARG002 - rights are the search's
        """Offer the search of the other words within these days."""
        if reading.rest and reading.valid:
            address = url_for("search.found", q=reading.rest, **address_of(reading))
            words = f"在 {reading.normal} 内检索“{reading.rest}”"
            yield Offer(words, "日期用作范围，其余的词用作检索词", address)


class SumsInSearch:
    """A list by sums there is none: the same sum is looked for as it may be written."""

    kinds = ("amount",)

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:  # noqa: ARG002 - rights are the search's
        """Offer the search for the other spellings."""
        try:
            amount = Decimal(reading.normal)
        except InvalidOperation:
            return
        if not reading.valid or not 0 < amount < LARGEST_YUAN:
            return
        for spelling in (yuan(amount), capitals(amount)):
            address = url_for("search.found", q=f'"{spelling}"')
            yield Offer(f"按写法“{spelling}”检索", "没有按金额筛选的列表，按字面查找", address)


def address_of(reading: Reading) -> dict[str, Any]:
    """Return the days of a reading as they stand in the address of a list."""
    days = {"since": reading.since, "until": reading.until}
    return {name: day.isoformat() for name, day in days.items() if day}


def givers() -> tuple[OfferGiver, ...]:
    """Return what search itself offers."""
    return DaysInSearch(), SumsInSearch()
