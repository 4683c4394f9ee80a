"""Who acts and from where, as the audit trail needs to know it."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol


class ActorLike(Protocol):
    """What the ledger needs to know of a person; accounts offers it, the clock too."""

    @property
    def id(self) -> int:
        """Number of the person; 0 is the clock."""
        ...

    @property
    def login(self) -> str:
        """Name used to log in."""
        ...

    @property
    def name(self) -> str:
        """Name as it stands on papers."""
        ...

    @property
    def unit_name(self) -> str:
        """Unit the person acts for."""
        ...

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles held at the moment of the act."""
        ...


@dataclass(frozen=True)
class Origin:
    """Where a request came from; the session only as a hash."""

    address: str = ""
    session: str = ""


_origin: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen


def come_from(*, address: str = "", session: str = "") -> None:
    """Note the origin for every audit row of this request."""
    _origin.set(Origin(address, session))


def origin() -> Origin:
    """Return where the present request came from; empty outside of one."""
    return _origin.get()
