"""What is handed to the actions on the things of a transfer, already read from a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


class KeptFile(Protocol):
    """A file whose bytes lie in the store already; base.web.Upload is one."""

    @property
    def filename(self) -> str:
        """Name the sender gave it."""
        ...

    @property
    def sha256(self) -> str:
        """Name of the bytes in the store."""
        ...

    @property
    def size(self) -> int:
        """Number of bytes."""
        ...


@dataclass(frozen=True, slots=True)
class UploadGiven:
    """A file of its own that goes along: under which category and under which name."""

    category: str
    name: str
    file: KeptFile
    pages: int | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the case goes along, by id; an empty category is told by the check list."""

    papers: tuple[int, ...] = ()
    evidence: tuple[int, ...] = ()
    goods: tuple[int, ...] = ()
    category: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptGiven:
    """What came back on a receipt: who signed when, and which code stands on it."""

    on: date
    signed_by: str
    code: str
    file: KeptFile | None = None
    pages: int | None = None
    # The code does not fit and it is entered all the same, with what was found out about it.
    in_spite_of: str = ""
