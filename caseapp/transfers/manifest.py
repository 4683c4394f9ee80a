"""The list of what is handed over: canonical JSON with the hash of every item, its own hash, its short form."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "transfer-manifest/1"
NAME = "manifest.json"
# Letter and receipt bear the hash of the manifest, so they cannot stand in it.
OUTSIDE = "函件/"
TOLD = "核对说明.txt"
SHORT, GROUP = 16, 4
HEX = re.compile(r"[0-9a-f]+")
# What stands between the groups of a code, as printed and as people copy it.
BETWEEN = re.compile(r"[\s\-\u2010-\u2015]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is handed over; goods have no file and therefore no path, hash or size."""

    name: str
    category: str
    # Of what kind the bytes are, told by the bytes.
    kind: str = ""
    path: str = ""
    sha256: str = ""
    size: int = 0
    pages: int | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Head:
    """What is handed over by whom to whom: enough for another office to enter it."""

    number: str
    kind: str
    title: str
    sender: str
    sender_key: str
    receiver: str
    receiver_key: str
    case_no: str = ""
    content: str = ""
    reason: str = ""
    basis: str = ""
    right_kind: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the check list asks for and is not there, with the reason that was given."""

    name: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is handed over at one time."""

    head: Head
    items: tuple[Entry, ...]
    lacking: tuple[Lacking, ...] = ()

    @property
    def files(self) -> tuple[Entry, ...]:
        """Return the items that are files."""
        return tuple(one for one in self.items if one.sha256)


def canonical(content: Mapping[str, Any]) -> bytes:
    """Write JSON in the one way it can be written: sorted keys, no blanks, UTF-8."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def written(manifest: Manifest) -> bytes:
    """Give the bytes of manifest.json."""
    return canonical(
        {
            "format": FORMAT,
            "transfer": asdict(manifest.head),
            "items": [asdict(one) for one in manifest.items],
            "lacking": [asdict(one) for one in manifest.lacking],
        }
    )


def code_of(content: bytes) -> str:
    """Give the hash of manifest.json, which letter and receipt bear."""
    return hashlib.sha256(content).hexdigest()


def short_code(sha256: str) -> str:
    """Give the part that is read out and compared by eye: 9f3a-07c2-1b44-e0d5."""
    return "-".join(_groups(sha256[:SHORT]))


def code_words(sha256: str) -> str:
    """Give the code as a letter prints it: the short form, and the whole in groups a line can break at."""
    return f"{short_code(sha256)}（全文 {' '.join(_groups(sha256))}）"


def bears(text: str, sha256: str) -> bool:
    """Say whether a letter bears this very code, whole."""
    return bool(sha256) and sha256 in _squeezed(text)


def is_code(typed: str, sha256: str) -> bool:
    """Say whether what somebody copied from a letter or receipt is this code: short, whole or both."""
    runs = HEX.findall(_squeezed(typed))
    return bool(runs) and all(len(one) >= SHORT and sha256.startswith(one) for one in runs)


def rows_for_letter(items: Sequence[Entry]) -> list[dict[str, str]]:
    """Give the list of materials as letters print it."""
    return [
        {
            "名称": one.name,
            "份数": str(one.copies),
            "页数": str(one.pages) if one.pages else "",
            "备注": "" if one.sha256 else "实物",
        }
        for one in items
    ]


def _squeezed(text: str) -> str:
    return BETWEEN.sub("", text.lower())


def _groups(text: str) -> list[str]:
    return [text[start : start + GROUP] for start in range(0, len(text), GROUP)]
