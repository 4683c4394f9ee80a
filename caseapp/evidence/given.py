"""What is handed to the evidence actions: frozen, typed, already read from a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol


class KeptFile(Protocol):
    """A file whose bytes lie in the store already; base.web.Upload is one."""

    @property
    def filename(self) -> str:
        """Name the sender gave it."""
        ...

    @property
    def media_type(self) -> str:
        """Type the sender declared; nobody relies on it."""
        ...

    @property
    def sha256(self) -> str:
        """Name of the bytes in the store."""
        ...

    @property
    def size(self) -> int:
        """Number of bytes."""
        ...


@dataclass(frozen=True)
class ItemGiven:
    """One piece of evidence as the officers describe it."""

    kind: str
    title: str
    proves: str
    source: str
    form: str
    taken_on: date
    taken_by: str
    second_taker: str = ""
    taken_at: str = ""
    pages: int | None = None
    note: str = ""


@dataclass(frozen=True)
class HandOverGiven:
    """Who handed a piece of evidence to whom."""

    moved_at: datetime
    from_whom: str
    to_whom: str
    place: str
    why: str


@dataclass(frozen=True)
class GoodsGiven:
    """One row of a list of goods; a price nobody knows stays open."""

    list_kind: str
    name: str
    quantity: Decimal
    unit: str
    spec: str = ""
    unit_price: Decimal | None = None
    place: str = ""
    patent_as_printed: str = ""
    remark: str = ""


@dataclass(frozen=True)
class RegistrationGiven:
    """Evidence that might vanish, kept on the spot or by the office."""

    registered_on: date
    place: str
    keeper: str
    approved_by: str
    approved_on: date


@dataclass(frozen=True)
class DisposalGiven:
    """What became of goods that were held, and why."""

    on: date
    disposal: str
    why: str = ""
