"""Sealing of identities: values encrypted one by one, bound to their place, keys kept elsewhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from caseapp.config import read_key

ALGORITHM = "aes-256-gcm"
NONCE_BYTES = 12
FIRST_VERSION = 1
_BLIND_KEY = "blind.key"
_SEAL_KEY = re.compile(r"seal-([1-9][0-9]{0,5})\.key")


class Locked(Exception):
    """A sealed value that does not open: its key is missing, or it was moved or altered."""


class KeyMissing(Locked):
    """No key lies in the key folder; nothing is sealed until there is one."""


@dataclass(frozen=True)
class Place:
    """Where a sealed value stands; it opens nowhere else."""

    table: str
    column: str
    row: str


class Sealer(Protocol):
    """What a sealing provider offers; another algorithm is another class, told by its tag."""

    def seal(self, text: str, *, place: Place) -> str:
        """Return the value as it may lie in the database."""
        ...

    def unseal(self, sealed: str, *, place: Place) -> str:
        """Return the text, or raise Locked."""
        ...

    def blind(self, value: str, *, purpose: str) -> str:
        """Return a keyed digest by which equal values find each other."""
        ...


@dataclass(frozen=True)
class Keys:
    """The keys of an office; repr shows none of them."""

    sealing: dict[int, bytes] = field(repr=False)
    blinding: bytes = field(repr=False)


class AesGcmSealer:
    """AES-256-GCM with a random nonce; table, column, row and key version are authenticated."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._newest = max(keys.sealing)

    def seal(self, text: str, *, place: Place) -> str:
        """Seal under the newest key; nothing stays nothing."""
        if not text:
            return ""
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = AESGCM(self._keys.sealing[self._newest])
        sealed = nonce + cipher.encrypt(nonce, text.encode(), _bound_to(place, self._newest))
        return f"{ALGORITHM}:{self._newest}:{base64.urlsafe_b64encode(sealed).decode('ascii')}"

    def unseal(self, sealed: str, *, place: Place) -> str:
        """Open with the key the tag names."""
        if not sealed:
            return ""
        algorithm, _, rest = sealed.partition(":")
        version, _, body = rest.partition(":")
        key = self._keys.sealing.get(int(version)) if version.isdecimal() else None
        if algorithm != ALGORITHM or key is None:
            raise Locked("封存这一内容的密钥不在密钥目录中。")
        try:
            raw = base64.b64decode(body, altchars=b"-_", validate=True)
            nonce, content = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
            return AESGCM(key).decrypt(nonce, content, _bound_to(place, int(version))).decode()
        except (InvalidTag, ValueError) as fault:
            raise Locked("封存内容与所在位置或者密钥不符，可能被改动或者移动过。") from fault

    def blind(self, value: str, *, purpose: str) -> str:
        """Digest under the blinding key, which opens nothing."""
        if not value:
            return ""
        message = _framed("caseapp blind index", purpose, value)
        return "hmac-sha256:" + hmac.new(self._keys.blinding, message, hashlib.sha256).hexdigest()


def make_keys(folder: Path) -> None:
    """Make the keys of a new office; keys that are there stay as they are."""
    if not _versions(folder):
        read_key(folder, f"seal-{FIRST_VERSION}.key")
    read_key(folder, _BLIND_KEY)


def load_keys(folder: Path) -> Keys:
    """Read the keys; refuse a folder or a file that others may read."""
    versions = _versions(folder)
    if not versions or not (folder / _BLIND_KEY).exists():
        raise KeyMissing("密钥目录中没有封存密钥。")
    return Keys(
        sealing={one: bytes.fromhex(read_key(folder, f"seal-{one}.key")) for one in versions},
        blinding=bytes.fromhex(read_key(folder, _BLIND_KEY)),
    )


def sealer() -> Sealer:
    """Return the provider of this office; raise KeyMissing while it has no keys."""
    known = current_app.extensions.get("sealer")
    if known is None:
        known = AesGcmSealer(load_keys(keys_folder()))
        current_app.extensions["sealer"] = known
    return cast("Sealer", known)


def keys_folder() -> Path:
    """Name the folder of the keys, which is never inside the data folder."""
    return Path(current_app.extensions["settings"].keys_dir)


def _versions(folder: Path) -> list[int]:
    if not folder.is_dir():
        return []
    found = (_SEAL_KEY.fullmatch(path.name) for path in folder.iterdir())
    return sorted(int(match[1]) for match in found if match)


def _bound_to(place: Place, version: int) -> bytes:
    return _framed("caseapp seal", ALGORITHM, str(version), place.table, place.column, place.row)


def _framed(*parts: str) -> bytes:
    """Join with lengths, so that no two lists of parts give the same bytes."""
    return b"".join(b"%d:%s" % (len(raw), raw) for raw in (part.encode() for part in parts))
