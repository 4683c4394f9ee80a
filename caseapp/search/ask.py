"""What an engine is asked, whichever it is: the question, who asks, how it is narrowed and ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseapp.search.language import Query
from caseapp.search.matching import Match

# Which tokens a person holds, by kind; None stands for all, a missing kind is not searched.
Rights = Mapping[str, frozenset[str] | None]
# The name and the value of a facet, such as (state, filed).
Chosen = tuple[str, str]


class Order(StrEnum):
    """How the hits stand on the page."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Ask:
    """One question to an engine; values of one facet widen, different facets narrow."""

    query: Query
    rights: Rights
    most: int
    order: Order = Order.BEST
    chosen: frozenset[Chosen] = frozenset()
    since: date | None = None
    until: date | None = None


@dataclass
class Found:
    """The first matches of one kind in the order asked for, how many there are, and their facets."""

    total: int = 0
    matches: list[Match] = field(default_factory=list)
    facets: Counter[Chosen] = field(default_factory=Counter)

    @property
    def is_whole(self) -> bool:
        """Say whether every match is in the list."""
        return self.total <= len(self.matches)
