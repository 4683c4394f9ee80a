"""A small index in memory: rows that changed a moment ago, or all there is while the index is down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from caseapp.search.bits import pack
from caseapp.search.card import FACET, KIND, Card
from caseapp.search.matching import Phrase


class MemoryPart:
    """Cards that are searched without being on disk."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards
        self.size = len(cards)
        self.live = (1 << self.size) - 1
        self.ids = [card.object_id for card in cards]
        self.days = [card.day for card in cards]
        self.phrases: dict[Phrase, int] = {}
        self.kinds: Mapping[str, int] = {
            kind: self.bits(KIND, kind) for kind in {card.kind for card in cards}
        }

    @cached_property
    def facets(self) -> Mapping[str, int]:
        """Return in which cards each value of a facet stands, found in one look at all."""
        found: dict[str, int] = {}
        for number, card in enumerate(self._cards):
            for token in card.tokens[FACET]:
                found[token] = found.get(token, 0) | 1 << number
        return found

    def count(self, field: str, token: str) -> int:
        """Return in how many cards a token stands."""
        return self.bits(field, token).bit_count()

    def bits(self, field: str, token: str) -> int:
        """Return the cards in which a token stands."""
        return pack((i for i in range(self.size) if token in self._tokens(i, field)), self.size)

    def starting(self, field: str, beginning: str) -> Sequence[str]:
        """Return the tokens of a field that begin so."""
        found = {
            token
            for number in range(self.size)
            for token in self._tokens(number, field)
            if token.startswith(beginning)
        }
        return sorted(found)

    def places(
        self, field: str, token: str, documents: Sequence[int]
    ) -> Mapping[int, Sequence[int]]:
        """Return where a token stands in each of these cards."""
        return {
            number: places
            for number in documents
            if (places := self._cards[number].places.get(field, {}).get(token))
        }

    def _tokens(self, number: int, field: str) -> Mapping[str, object] | frozenset[str]:
        card = self._cards[number]
        places = card.places.get(field)
        return card.tokens.get(field, frozenset()) if places is None else places
