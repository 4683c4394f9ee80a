"""What an engine of the search is: any one that holds this contract can stand behind the finder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from caseapp.search.ask import Ask, Found
from caseapp.search.card import Card
from caseapp.search.folder import Pair
from caseapp.search.index import Health


class SearchEngine(Protocol):
    """An index of one office; safe to use from several threads and processes.

    Whoever cannot answer raises `Unusable`: the finder then answers from the database, and the feed
    builds the index anew. A second builder at once is refused with `Busy`.
    """

    # How the administrator's page calls it.
    name: str
    # Whether it lies in files of one machine, which grow slow before a database does.
    keeps_files: bool

    def is_usable(self) -> bool:
        """Say whether the index can be asked."""
        ...

    def search(self, ask: Ask) -> dict[str, Found]:
        """Return the first matches by kind, counted and faceted after the right to see them."""
        ...

    def versions(self, kind: str) -> Mapping[int, int]:
        """Return the version of every object of a kind, to compare with the database."""
        ...

    def digest(self, kind: str, bucket: int = 1000) -> Mapping[int, tuple[int, int]]:
        """Return count and digest of (id, version) for each bucket of ids."""
        ...

    def health(self) -> Health:
        """Return the state of the index."""
        ...

    def apply(self, cards: Sequence[Card], gone: Iterable[Pair] = ()) -> None:
        """Write cards and forget objects; when it returns, the disk holds them."""
        ...

    def rebuild_into(
        self,
        cards: Callable[[], Iterable[Card]],
        current: Callable[[Sequence[Pair]], Sequence[Card]],
    ) -> None:
        """Build anew beside the index that serves, catch up with what changed meanwhile, swap."""
        ...

    def sweep(self) -> None:
        """Remove what nobody reads any more."""
        ...

    def mark_damaged(self, why: str) -> None:
        """Let no process trust the index that serves any more."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
