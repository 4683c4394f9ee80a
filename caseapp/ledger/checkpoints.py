"""Signed checkpoints of the chain, and the anchor file outside of the database that repeats them.

A chain alone does not stop somebody who recomputes it, nor a cut tail: the signature is made by a
key the database does not hold, the anchor file lies in another folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from caseapp.base import crypto, keys
from caseapp.config import Settings
from caseapp.ledger import chain

KEY = "audit"
PURPOSE = "audit checkpoint"
ANCHORS = "audit-anchors.jsonl"
SHOWN = 16  # characters of a head or a signature on the daily register
_PRIVATE = 0o600


@dataclass(frozen=True)
class Witness:
    """What lies outside of the database: the folder of the keys and the anchor file."""

    keys: Path
    anchors: Path

    @classmethod
    def of(cls, settings: Settings) -> Witness:
        """Return the witness of an office."""
        return cls(settings.keys_dir, (settings.anchor_dir or settings.keys_dir) / ANCHORS)


@dataclass(frozen=True)
class Checkpoint:
    """So many rows, and this head, at this moment; each is chained to the one before."""

    number: int
    at: datetime
    seq: int
    row_count: int
    head: str
    prev: str
    key_version: int
    signature: str = ""

    def message(self) -> bytes:
        """Return what is signed: everything but the signature, always in the same form."""
        content = asdict(self)
        del content["signature"]
        return chain.canonical(content).encode()

    def digest(self) -> str:
        """Return what the next checkpoint holds of this one."""
        return hashlib.sha256(self.message() + b"\n" + self.signature.encode()).hexdigest()

    def line(self) -> str:
        """Return the line of the anchor file and of an export."""
        return chain.canonical({"kind": "checkpoint", **asdict(self)})

    @property
    def short_head(self) -> str:
        """The part of the head that is printed and stamped."""
        return self.head[:SHOWN]

    @property
    def short_signature(self) -> str:
        """The part of the signature that is printed."""
        return self.signature.partition(":")[2][:SHOWN]


@dataclass(frozen=True)
class Restored:
    """A line an auditor wrote: what was anchored after this checkpoint was lost for a known reason."""

    number: int
    at: datetime
    reason: str
    by: str
    key_version: int
    signature: str = ""

    def message(self) -> bytes:
        """Return what is signed."""
        content = asdict(self)
        del content["signature"]
        return chain.canonical({"kind": "restored", **content}).encode()

    def line(self) -> str:
        """Return the line of the anchor file."""
        return chain.canonical({"kind": "restored", **asdict(self)})


@dataclass(frozen=True)
class Anchors:
    """What the anchor file says: the checkpoints that hold, and lines nobody of us wrote."""

    held: tuple[Checkpoint, ...] = ()
    broken: tuple[int, ...] = ()


def public_halves(folder: Path) -> dict[int, bytes]:
    """Return what may be shown of every version of the key; empty while there is none."""
    try:
        held = keys.load(KEY, folder)
    except keys.KeyMissing:
        return {}
    return {version: crypto.public_half(key.secret) for version, key in held.items()}


def is_genuine(one: Checkpoint | Restored, publics: Mapping[int, bytes]) -> bool:
    """Say whether a signature was made by the key it names."""
    public = publics.get(one.key_version)
    if public is None:
        return False
    return crypto.verify(one.message(), signature=one.signature, public=public, purpose=PURPOSE)


def read_anchors(witness: Witness) -> Anchors:
    """Read the anchor file; a line whose signature does not hold is counted as broken."""
    if not witness.anchors.exists():
        return Anchors()
    publics = public_halves(witness.keys)
    held: list[Checkpoint] = []
    broken = []
    lines = witness.anchors.read_bytes().decode("utf-8", "replace").split("\n")
    for place, line in enumerate(lines[:-1], start=1):
        read = _read(line)
        if read is None or not is_genuine(read, publics):
            # A crash in the middle of a line: the whole of it was written again below.
            if not line or not any(later.startswith(line) for later in lines[place:]):
                broken.append(place)
        elif isinstance(read, Restored):
            held = [one for one in held if one.number <= read.number]
        else:
            held.append(read)
    return Anchors(tuple(held), tuple(broken))


def append_line(path: Path, line: str) -> None:
    """Add a line at the end and wait until it is on the disk; nothing before it is touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, _PRIVATE)
    try:
        size = os.fstat(handle).st_size
        is_torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        os.write(handle, b"\n" * is_torn + line.encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(line: str) -> Checkpoint | Restored | None:
    try:
        content: dict[str, Any] = json.loads(line)
        kind = content.pop("kind")
        content["at"] = datetime.fromisoformat(content["at"])
        return Checkpoint(**content) if kind == "checkpoint" else Restored(**content)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
