"""The sealed file of a backup: equal pieces, each encrypted and tied to its place in this very file.

    mark · size and SHA-256 of the head · head (JSON) · piece · piece · … · last piece (JSON)

Pieces are independent, so that one damaged piece is named and the rest still opens; the last one
says where the list of contents lies, and is missing from a file that was cut off.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from caseapp.base import crypto

MARK = b"CASEBAK1"
PIECE = 256 * 1024
OVERHEAD = crypto.NONCE_BYTES + 16  # the nonce before, the tag behind
SEALED = PIECE + OVERHEAD
MOST_HEAD = 4096
KEY_ID_SHOWN = 16


class Unreadable(Exception):
    """A file that is no backup, or whose head, end or key does not fit; says which."""


class PieceDamaged(Exception):
    """A piece that does not open: altered, or from another place."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def key_id(key: bytes) -> str:
    """Name a backup key without telling it, so that the right version is found years later."""
    return crypto.NOW.mac(crypto.frame("caseapp backup key id"), key=key)[:KEY_ID_SHOWN]


@dataclass(frozen=True)
class _Lock:
    """What seals the pieces of one file: a key of its own, and its head."""

    key: bytes
    head: bytes

    def seal(self, plain: bytes, number: int, *, last: bool) -> bytes:
        return crypto.NOW.seal(plain, key=self.key, bound=self._bound(number, last))

    def open(self, sealed: bytes, number: int, *, last: bool) -> bytes:
        tag = str(json.loads(self.head)["algorithm"])
        bound = self._bound(number, last)
        return crypto.suite_of(tag).unseal(sealed, key=self.key, bound=bound)

    def _bound(self, number: int, last: bool) -> bytes:  # noqa: FBT001 - one of the two parts of a place
        place = f"{number} {'last' if last else 'more'}"
        return crypto.frame("caseapp backup", self.head.hex(), place)


def _lock(key: bytes, head: bytes) -> _Lock:
    own = crypto.NOW.mac(crypto.frame("caseapp backup file", head.hex()), key=key)
    return _Lock(bytes.fromhex(own), head)


class SealedWriter:
    """Takes plain bytes one after the other and writes them sealed."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        head = {
            "format": 1,
            "algorithm": crypto.NOW.sealing,
            "key": key_id(key),
            "salt": secrets.token_hex(32),
        }
        raw = json.dumps(head, sort_keys=True).encode()
        self._file = file
        self._lock = _lock(key, raw)
        self._waiting = bytearray()
        self._pieces = 0
        self.at = 0
        file.write(MARK + len(raw).to_bytes(4, "big") + hashlib.sha256(raw).digest() + raw)

    def write(self, plain: bytes) -> None:
        """Take in bytes; whole pieces go to the disk."""
        self._waiting += plain
        self.at += len(plain)
        while len(self._waiting) >= PIECE:
            self._put(bytes(self._waiting[:PIECE]))
            del self._waiting[:PIECE]

    def finish(self, end: Mapping[str, Any]) -> None:
        """Fill up the last full piece and write the end, which says where the contents are listed."""
        if self._waiting:
            self._put(bytes(self._waiting).ljust(PIECE, b"\0"))
            self._waiting.clear()
        raw = json.dumps(end, sort_keys=True).encode()
        self._file.write(self._lock.seal(raw, self._pieces, last=True))

    def _put(self, plain: bytes) -> None:
        self._file.write(self._lock.seal(plain, self._pieces, last=False))
        self._pieces += 1


class SealedReader:
    """Opens a sealed file at any place; each piece is authenticated before a byte of it counts."""

    def __init__(self, file: IO[bytes], keys: Mapping[str, bytes]) -> None:
        self._file = file
        head = _head_of(file)
        wanted = str(json.loads(head)["key"])
        if wanted not in keys:
            raise Unreadable(
                f"密钥目录中没有这个备份的密钥（编号 {wanted}）。"
                "请把制作备份时的 backup 密钥文件放回密钥目录。"
            )
        self._lock = _lock(keys[wanted], head)
        self._first = file.tell()
        self._kept: tuple[int, bytes] = (-1, b"")
        room = file.seek(0, 2) - self._first
        self.pieces, rest = divmod(room, SEALED)
        self.end = self._read_end(rest)

    def bytes_at(self, at: int, size: int) -> Iterator[bytes]:
        """Give the plain bytes of a stretch, piece by piece; raises PieceDamaged."""
        while size > 0:
            number, skip = divmod(at, PIECE)
            part = self.piece(number)[skip : skip + size]
            yield part
            at, size = at + len(part), size - len(part)

    def piece(self, number: int) -> bytes:
        """Open one piece."""
        if self._kept[0] != number:
            if not 0 <= number < self.pieces:
                raise PieceDamaged(number)
            self._file.seek(self._first + number * SEALED)
            try:
                plain = self._lock.open(self._file.read(SEALED), number, last=False)
            except crypto.Locked as fault:
                raise PieceDamaged(number) from fault
            self._kept = (number, plain)
        return self._kept[1]

    def _read_end(self, size: int) -> Mapping[str, Any]:
        self._file.seek(self._first + self.pieces * SEALED)
        try:
            raw = self._lock.open(self._file.read(size), self.pieces, last=True)
        except crypto.Locked as fault:
            raise Unreadable("备份文件的结尾损坏，或者文件被截断，没有写完。") from fault
        end: Mapping[str, Any] = json.loads(raw)
        return end


def _head_of(file: IO[bytes]) -> bytes:
    if file.read(len(MARK)) != MARK:
        raise Unreadable("这不是本系统的备份文件，或者文件头损坏。")
    size = int.from_bytes(file.read(4), "big")
    told = file.read(32)
    head = file.read(min(size, MOST_HEAD))
    if size > MOST_HEAD or hashlib.sha256(head).digest() != told:
        raise Unreadable("备份文件的文件头损坏。")
    return head
