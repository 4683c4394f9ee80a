"""Whose a matter of cooperation is: each family says itself what its papers need to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

from caseapp.accounts.permissions import Thing
from caseapp.accounts.person import Person
from caseapp.base.errors import NotVisible
from caseapp.cooperation import queries
from caseapp.cooperation.models import Cooperation
from caseapp.documents.catalogue import Kind


class Owner(Protocol):
    """One family of the register: finds its record and knows which papers it has, with which words."""

    family: str

    def find(self, cooperation_id: int, *, by: Person) -> Any:
        """Return the record of the family's own table where this person may know of it, or NotVisible."""
        ...

    def kinds(self, record: Any) -> Sequence[str]:
        """Return the keys of the catalogue that may be drafted on it now, in their order."""
        ...

    def words(self, record: Any, kind: Kind, *, by: Person) -> Mapping[str, Any]:
        """Return what the record says in the words of the papers; unknown and empty ones are dropped."""
        ...

    def since(self, record: Any) -> date:
        """Return the day before which no paper of it can be dated."""
        ...

    def url(self, record: Any) -> str:
        """Return the address of its page."""
        ...


@dataclass(frozen=True)
class Mandate:
    """Leave to sign on the spot in the place of whoever signs otherwise: who gave it, on which day."""

    giver: str
    given_on: date


@runtime_checkable
class InTheField(Protocol):
    """What a family says besides, whose papers are written and signed away from the office."""

    def may_work(self, by: Person, record: Any) -> bool:
        """Say whether somebody who is not of the unit writes its papers as well."""
        ...

    def has_mandate(self, record: Any, kind: Kind) -> bool:
        """Say whether anybody there may sign this kind of paper today; then nobody between is asked."""
        ...

    def mandate(self, by: Person, record: Any, kind: Kind) -> Mandate | None:
        """Return by what this person signs this kind of paper there today."""
        ...

    def service(self, record: Any, kind: Kind) -> Mapping[str, str]:
        """Return what the form of a service begins with: to whom, where, by whom."""
        ...

    def against_signing(self, by: Person, record: Any, kind: Kind) -> Sequence[str]:
        """Say what stands against signing it there today, then what to do; nothing where nothing does."""
        ...


@dataclass(frozen=True)
class Matter:
    """A matter as its papers see it: the row of the register, the family's record, who knows of both."""

    entry: Cooperation
    record: Any
    owner: Owner

    @property
    def name(self) -> str:
        """Say which matter it is."""
        return f"{self.entry.number} {self.entry.title}"

    @property
    def thing(self) -> Thing:
        """Return what rights look at."""
        return thing_of(self.entry)


_OWNERS: dict[str, Owner] = {}


def join(owners: Iterable[Owner]) -> None:
    """Make the families known that have papers of their own; said once, where the program is put together."""
    _OWNERS.update({one.family: one for one in owners})


def matter(cooperation_id: int, *, by: Person) -> Matter:
    """Return a matter this person may know of, or NotVisible.

    The family says who: an invited one reads the papers of a meeting that lies with another unit.
    """
    entry = queries.entry(cooperation_id)
    owner = _OWNERS.get(entry.family)
    if owner is None:
        raise NotVisible
    return Matter(entry, owner.find(entry.id, by=by), owner)


def thing_of(entry: Cooperation) -> Thing:
    """Return what rights look at: whoever opened a matter works with it wherever it lies."""
    return Thing(entry.unit_path, team=frozenset({entry.opened_by}))
