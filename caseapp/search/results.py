"""What an answer consists of, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from caseapp.search.snippets import Excerpt, Segment

# Values of a facet beyond these unfold.
SHOWN_AT_ONCE = 8


class Certainty(Enum):
    """How sure a count is: each row seen in the database, as the index knows, or a part only."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"


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
    excerpts: tuple[Excerpt, ...]
    on: date | None

    @property
    def snippet(self) -> tuple[Segment, ...]:
        """Return the pieces of all fields one after another."""
        return tuple(segment for one in self.excerpts for segment in one.segments)


@dataclass(frozen=True)
class Facet:
    """How many of one kind there are."""

    kind: str
    kind_name: str
    total: int
    certainty: Certainty = Certainty.EXACT

    @property
    def words(self) -> str:
        """Say the figure."""
        return count_words(self.total, self.certainty)


@dataclass(frozen=True)
class Choice:
    """One value that a list can be narrowed by."""

    value: str
    words: str
    total: int
    certainty: Certainty
    is_chosen: bool
    is_mine: bool = False

    @property
    def count(self) -> str:
        """Say how many there are of it."""
        return count_words(self.total, self.certainty)


@dataclass(frozen=True)
class Choices:
    """A facet with its values, those with the most hits first."""

    name: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def first(self) -> tuple[Choice, ...]:
        """Return what is shown at once."""
        return self.choices[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> tuple[Choice, ...]:
        """Return what unfolds."""
        return self.choices[SHOWN_AT_ONCE:]


@dataclass(frozen=True)
class Result:
    """One page of an answer."""

    question: str
    was_asked: bool = False
    total: int = 0
    certainty: Certainty = Certainty.EXACT
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    lists: tuple[Choices, ...] = ()
    kinds: tuple[str, ...] = ()
    recognised: str = ""
    notices: tuple[str, ...] = ()
    page: int = 1
    per_page: int = 20
    seconds: float = 0.0

    @property
    def total_is_exact(self) -> bool:
        """Say whether the total was checked row by row."""
        return self.certainty is Certainty.EXACT

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // self.per_page))

    @property
    def total_words(self) -> str:
        """Say how many there are."""
        counted = count_words(self.total, self.certainty)
        return counted if self.certainty is Certainty.ABOUT else f"共 {counted}"

    @property
    def mine(self) -> Choice | None:
        """Return the choice of what the asking person is in charge of."""
        return next((one for of in self.lists for one in of.choices if one.is_mine), None)

    @property
    def empty_choices(self) -> tuple[str, ...]:
        """Say of every value chosen without a hit that nothing of it may be seen."""
        return tuple(
            f"按“{of.title}：{one.words}”筛选，没有您可以查看的结果。请取消或者换一个条件。"
            for of in self.lists
            for one in of.choices
            if one.is_chosen and not one.total
        )

    @property
    def words(self) -> str:
        """Say which of how many are shown."""
        total = self.total_words
        if not self.hits:
            return f"{total}。"
        first = (self.page - 1) * self.per_page + 1
        return f"第 {first:,}–{first + len(self.hits) - 1:,} 项，{total}。"

    @property
    def has_next(self) -> bool:
        """Say whether another page follows."""
        return self.page * self.per_page < self.total


def count_words(total: int, certainty: Certainty) -> str:
    """Say a count, and whether there may be more or other ones."""
    if certainty is Certainty.EXACT:
        return f"{total:,} 项"
    return f"约 {total:,} 项" if certainty is Certainty.ABOUT else f"{total:,} 项以上"
