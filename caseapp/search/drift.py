"""How far the index is from the database, as sets of objects."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from caseapp.search.folder import Pair


@dataclass(frozen=True)
class KindDrift:
    """One kind: how many objects can be found, and which ones the index has wrong."""

    kind: str
    rows: int
    missing: tuple[int, ...] = ()
    too_many: tuple[int, ...] = ()
    old: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """Return every object that the index has wrong."""
        return tuple(sorted({*self.missing, *self.too_many, *self.old}))

    def apart_from(self, waiting: frozenset[Pair]) -> KindDrift:
        """Leave out what waits."""
        return replace(
            self,
            missing=self._left(self.missing, waiting),
            too_many=self._left(self.too_many, waiting),
            old=self._left(self.old, waiting),
        )

    def _left(self, ids: Iterable[int], waiting: frozenset[Pair]) -> tuple[int, ...]:
        return tuple(number for number in ids if (self.kind, number) not in waiting)


@dataclass(frozen=True)
class Drift:
    """All kinds, those without any difference too."""

    kinds: tuple[KindDrift, ...]

    @property
    def pairs(self) -> list[Pair]:
        """Return every difference as kind and number."""
        return [(one.kind, number) for one in self.kinds for number in one.ids]

    def apart_from(self, waiting: Collection[Pair]) -> Drift:
        """Leave out what is on its way into the index: that is no difference yet."""
        absent = frozenset(waiting)
        return Drift(tuple(one.apart_from(absent) for one in self.kinds))

    @property
    def rows(self) -> int:
        """Return how many objects were compared."""
        return sum(one.rows for one in self.kinds)
