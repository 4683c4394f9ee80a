"""What an answer consists of, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.search.snippets import Segment

# Past this a total is "1,000 项以上" and no page leads further.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Hit:
    """One object that was found and may be seen."""

    kind: str
    kind_name: str
    object_id: int
    key: str
    title: str
    url: str
    marked_key: tuple[Segment, ...]
    marked_title: tuple[Segment, ...]
    snippet: tuple[Segment, ...]
    on: date | None


@dataclass(frozen=True)
class Facet:
    """How many of one kind there are."""

    kind: str
    kind_name: str
    total: int
    is_exact: bool

    @property
    def words(self) -> str:
        """Say the figure."""
        return count_words(self.total, is_exact=self.is_exact)


@dataclass(frozen=True)
class Result:
    """One page of an answer."""

    question: str
    was_asked: bool = False
    total: int = 0
    total_is_exact: bool = True
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    kinds: tuple[str, ...] = ()
    recognised: str = ""
    notices: tuple[str, ...] = ()
    page: int = 1
    per_page: int = 20
    seconds: float = 0.0

    @property
    def words(self) -> str:
        """Say which of how many are shown."""
        total = f"共 {count_words(self.total, is_exact=self.total_is_exact)}"
        if not self.hits:
            return f"{total}。"
        first = (self.page - 1) * self.per_page + 1
        return f"第 {first:,}–{first + len(self.hits) - 1:,} 项，{total}。"

    @property
    def has_next(self) -> bool:
        """Say whether another page follows."""
        return self.page * self.per_page < self.total


def count_words(total: int, *, is_exact: bool) -> str:
    """Say a count, or that there are more than are counted."""
    return f"{total:,} 项" if is_exact else f"{total:,} 项以上"
