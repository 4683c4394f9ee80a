"""The list of contents of a backup: each entry with its place, size and hash, signed as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from caseapp.base import crypto

PURPOSE = "backup contents"
DATABASE = "database.sqlite3"
TABLES = "tables/"
FILES = "files/"
MARKS = "marks/"


@dataclass(frozen=True)
class Entry:
    """One thing in the backup."""

    name: str
    at: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What a backup says of itself."""

    made_at: str
    office: str
    program: str
    schema: str
    database: str  # "sqlite" or "postgresql"
    audit_rows: int
    audit_head: str
    counts: Mapping[str, int]
    entries: tuple[Entry, ...]
    damaged: tuple[str, ...] = field(default=())  # files already damaged when the backup was made

    @property
    def files(self) -> tuple[Entry, ...]:
        """Return the entries that are files of the office."""
        return tuple(one for one in self.entries if one.name.startswith(FILES))

    @property
    def size(self) -> int:
        """Add up all entries."""
        return sum(one.size for one in self.entries)

    def as_bytes(self) -> bytes:
        """Return the one spelling that is signed."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()


def signed(contents: Contents, key: bytes) -> bytes:
    """Return the list with its signature."""
    raw = contents.as_bytes()
    signature = crypto.sign(raw, key=key, purpose=PURPOSE)
    return json.dumps({"contents": raw.decode(), "signature": signature}).encode()


def read(raw: bytes) -> tuple[Contents, str]:
    """Return a list and its signature, which the caller still checks."""
    both = json.loads(raw)
    told: dict[str, Any] = json.loads(both["contents"])
    entries = tuple(Entry(**one) for one in told.pop("entries"))
    damaged = tuple(told.pop("damaged"))
    return Contents(entries=entries, damaged=damaged, **told), str(both["signature"])


def is_genuine(contents: Contents, signature: str, public: bytes) -> bool:
    """Say whether the list was signed by this office's key."""
    return crypto.verify(contents.as_bytes(), signature=signature, public=public, purpose=PURPOSE)
