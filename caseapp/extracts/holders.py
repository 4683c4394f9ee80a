"""Who holds files whose text is wanted: higher floors say which, and what the search knows them as."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Held:
    """Files of some matters: those whose text may be kept, and those whose text may not, or no longer."""

    open: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


class Holder(Protocol):
    """One table with files; nothing sealed is ever open."""

    @property
    def kind(self) -> str:
        """Name the kind of object the search knows such a row as."""
        ...

    @property
    def matters(self) -> Sequence[str]:
        """Name the kinds of matters the rows belong to; their events tell that the rows changed."""
        ...

    def held(self, matter: str, matter_ids: Collection[int]) -> Held:
        """Return the files of some matters of a kind."""
        ...

    def all_open(self) -> Iterable[str]:
        """Return every file whose text may be kept."""
        ...

    def holding(self, hashes: Collection[str]) -> Sequence[tuple[int, str]]:
        """Return the rows in which these files may be read: id of the object, hash."""
        ...


_holders: dict[str, Holder] = {}


def join(holders: Iterable[Holder]) -> None:
    """Take holders; one of the same kind takes the place of the earlier one."""
    _holders.update((one.kind, one) for one in holders)


def joined() -> tuple[Holder, ...]:
    """Return all holders."""
    return tuple(_holders.values())


def still_open(hashes: Collection[str]) -> set[str]:
    """Return which of these files somebody holds in the open."""
    return {sha256 for one in joined() for _, sha256 in one.holding(hashes)} if hashes else set()
