"""What an engine is asked, whichever it is: the question, who asks, how it is narrowed and ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseapp.search.folder import Pair
from caseapp.search.language import Query
from caseapp.search.matching import Match

# Which tokens a person holds, by kind; None stands for all, a missing kind is not searched.
Rights = Mapping[str, frozenset[str] | None]
# The name and the value of a facet, such as (state, filed).
Chosen = tuple[str, str]


class Order(StrEnum):
    """How the hits stand on the page; what has no day stands last, the greater id first among equals."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Ask:
    """One question to an engine; values of one facet widen, different facets narrow.

    `without` are objects an engine leaves out of matches, totals and facets: their rows are
    answered from the database, or turned out not to be for this person.
    """

    query: Query
    rights: Rights
    most: int
    order: Order = Order.BEST
    chosen: frozenset[Chosen] = frozenset()
    since: date | None = None
    until: date | None = None
    without: frozenset[Pair] = frozenset()


@dataclass
class Found:
    """The first matches of one kind in the order asked for, how many there are, and their facets.

    The values of a facet are counted under the other facets chosen, so that one can switch.
    """

    total: int = 0
    matches: list[Match] = field(default_factory=list)
    facets: Counter[Chosen] = field(default_factory=Counter)

    @property
    def is_whole(self) -> bool:
        """Say whether every match is in the list."""
        return self.total <= len(self.matches)
