"""What higher packages show on the page of a case: each joins its panel where the program is put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caseapp.accounts.person import Person


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line of a panel: what it is, how it stands, where it leads."""

    number: str
    what: str
    state: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A small table of the page of a case with a link to begin something new."""

    key: str
    title: str
    rows: Sequence[PanelRow]
    empty: str
    new_url: str = ""
    new_words: str = ""
    more_url: str = ""


_MAKERS: dict[str, Callable[[int, Person], Panel | None]] = {}


def join(key: str, maker: Callable[[int, Person], Panel | None]) -> None:
    """Let a higher package show a panel; it returns none for whom it is not."""
    _MAKERS[key] = maker


def panels_of(case_id: int, *, by: Person) -> list[Panel]:
    """Return the panels of a case for this person."""
    found = (maker(case_id, by) for maker in _MAKERS.values())
    return [one for one in found if one is not None]
