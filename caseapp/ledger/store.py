"""The content-addressed file store: bytes lie under their own hash and are never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from caseapp.base.errors import Refused

try:
    import fcntl
except ImportError:  # Windows: leftovers are told by nobody holding them open
    fcntl = None  # type: ignore[assignment]  # the lock is skipped there

CHUNK = 1024 * 1024
CHECKED_BEFORE_SENDING = 50 * CHUNK
HEAD = 4096  # what tells the kind of a file
READ_ONLY = 0o440
SHA256 = re.compile(r"[0-9a-f]{64}")


class Readable(Protocol):
    """What an upload offers."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        ...


@dataclass(frozen=True)
class StoredBytes:
    """What was stored: its hash is its name."""

    sha256: str
    size: int


class FileDamaged(Exception):
    """The bytes on the disk are not the bytes that were stored, or they are gone."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256


class StoreBusy(Exception):
    """Somebody uses the store in a way that forbids to remove from it now."""


class FileStore:
    """Files under ab/cd/<sha256>; a crash can only leave one that nothing refers to."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._lock_path = root.with_name(f"{root.name}.lock")

    def put(self, stream: Readable, limit: int) -> StoredBytes:
        """Keep the bytes bit for bit; call it before the transaction that refers to them."""
        temporary = self._incoming / f"{secrets.token_hex(16)}.part"
        try:
            with temporary.open("xb") as file:
                hold(file)
                stored = _copy(stream, file, limit)
                file.flush()
                os.fchmod(file.fileno(), READ_ONLY)
                os.fsync(file.fileno())
                with self.kept():
                    # The same bytes again replace themselves: nobody can tell that they were here.
                    temporary.replace(self._make_place(stored.sha256))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(self.path(stored.sha256).parent)
        return stored

    def path(self, sha256: str) -> Path:
        """Return where the bytes lie; anything but a hash is a programming error."""
        if not SHA256.fullmatch(sha256):
            raise ValueError("not a SHA-256 in small hex digits")
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes for sending; up to 50 MB are checked in full before the first one goes."""
        path = self.path(sha256)
        try:
            small = path.stat().st_size <= CHECKED_BEFORE_SENDING
            if small and not self.verify(sha256):
                raise FileDamaged(sha256)
            return path.open("rb")
        except FileNotFoundError as error:
            raise FileDamaged(sha256) from error

    def verify(self, sha256: str) -> bool:
        """Say whether the bytes are there and still the same."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:  # gone, or a disk that cannot read it any more
            return False

    def head(self, sha256: str) -> bytes:
        """Return the first bytes, by which the kind of a file is told; never the whole."""
        with self.path(sha256).open("rb") as file:
            return file.read(HEAD)

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Let nothing be removed meanwhile: files that arrive, and a backup, hold this together."""
        with self._lock_path.open("ab") as lock:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    @contextlib.contextmanager
    def removing(self) -> Iterator[None]:
        """Let nothing arrive meanwhile; raises StoreBusy when a file arrives or a backup runs."""
        with self._lock_path.open("ab") as lock:
            if fcntl is not None:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as busy:
                    raise StoreBusy from busy
            yield

    def remove_older(self, sha256: str, than: float) -> bool:
        """Remove bytes nobody refers to, if they lie here since before that moment; inside removing()."""
        path = self.path(sha256)
        if path.stat().st_mtime >= than:
            return False
        path.unlink()
        return True

    def age_of(self, sha256: str, at: float) -> float:
        """Return for how many seconds bytes have lain here."""
        return at - self.path(sha256).stat().st_mtime

    def size_of(self, sha256: str) -> int | None:
        """Return the size on the disk; nothing where there is no file."""
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def all_hashes(self) -> Iterator[str]:
        """Return the hash of every file in the store, referred to or not."""
        for path in sorted(self._root.glob("??/??/*")):
            if SHA256.fullmatch(path.name):
                yield path.name

    def sweep_incoming(self) -> int:
        """Remove what a killed upload left behind; one that is still arriving is held and stays."""
        swept = 0
        for path in self._incoming.glob("*.part"):
            with contextlib.suppress(OSError), path.open("rb") as file:
                hold(file)
                path.unlink()
                swept += 1
        return swept

    def _make_place(self, sha256: str) -> Path:
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Always: another upload may have made the folder and not yet have it on the disk.
        _sync_folder(self._root)
        _sync_folder(path.parent.parent)
        return path


def _copy(stream: Readable, file: IO[bytes], limit: int) -> StoredBytes:
    digest = hashlib.sha256()
    size = 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise Refused(
                f"文件超过 {limit // CHUNK} MB 的上限，没有保存。",
                remedy="请分成几个较小的文件上传，或者刻盘作为物证登记。",
            )
        digest.update(chunk)
        file.write(chunk)
    return StoredBytes(digest.hexdigest(), size)


def hold(file: IO[bytes]) -> None:
    """Lock the file as long as it is open; raises BlockingIOError when somebody else holds it."""
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_folder(folder: Path) -> None:
    """A rename is only safe from a power cut once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
