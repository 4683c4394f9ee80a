"""The folder of the keys: one file a key, `<purpose>-<version>.key`, never inside the data folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from caseapp.base.clock import now
from caseapp.base.crypto import Locked
from caseapp.config import read_key

# What each key is for, in words; a key of a new purpose gets its line here.
PURPOSES = {
    "seal": "封存身份",
    "blind": "号码比对",
    "session": "登录与表单",
    "factor": "登录验证码",
    "audit": "审计检查点签名",
    "backup": "备份加密",
}
_FILE = re.compile(r"([a-z]+)(?:-([1-9][0-9]{0,5}))?\.key")


class KeyMissing(Locked):
    """No key of this purpose lies in the key folder."""


@dataclass(frozen=True)
class Key:
    """A key with its version; repr shows none of it."""

    purpose: str
    version: int
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyFact:
    """What may be told of a key: never the key."""

    purpose: str
    words: str
    version: int
    file: str
    made_at: datetime
    age_days: int


def keys_folder() -> Path:
    """Name the key folder of the present office."""
    return Path(current_app.extensions["settings"].keys_dir)


def load(purpose: str, folder: Path | None = None) -> dict[int, Key]:
    """Return all versions of a key; raise KeyMissing when there is none."""
    place = folder or keys_folder()
    files = _files(place, purpose)
    if not files:
        raise KeyMissing(f"密钥目录中没有“{PURPOSES[purpose]}”的密钥。")
    return {
        version: Key(purpose, version, bytes.fromhex(read_key(place, name)))
        for version, name in files
    }


def newest(purpose: str, folder: Path | None = None) -> Key:
    """Return the key to work with now; older versions only open what they sealed."""
    held = load(purpose, folder)
    return held[max(held)]


def make(purpose: str, folder: Path | None = None) -> Key:
    """Make the first key of a purpose; one that is there stays as it is."""
    place = folder or keys_folder()
    if not _files(place, purpose):
        read_key(place, f"{purpose}-1.key")
    return newest(purpose, place)


def make_next(purpose: str, folder: Path | None = None) -> Key:
    """Make the version after the newest one; the old ones stay."""
    place = folder or keys_folder()
    version = newest(purpose, place).version + 1
    read_key(place, f"{purpose}-{version}.key")
    return newest(purpose, place)


def inventory(folder: Path | None = None) -> list[KeyFact]:
    """List all keys with their age, for the command and for the administrators' page."""
    named = ((_FILE.fullmatch(path.name), path) for path in _key_files(folder or keys_folder()))
    return [_fact(match, path) for match, path in named if match]


def _fact(match: re.Match[str], path: Path) -> KeyFact:
    made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    purpose = match[1]
    words = PURPOSES.get(purpose, "其他")
    return KeyFact(purpose, words, int(match[2] or 1), path.name, made, max(0, (now() - made).days))


def _key_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.key")) if folder.is_dir() else []


def _files(folder: Path, purpose: str) -> list[tuple[int, str]]:
    """A file without a number is the first version."""
    matches = (_FILE.fullmatch(path.name) for path in _key_files(folder))
    return sorted((int(m[2] or 1), m[0]) for m in matches if m and m[1] == purpose)
