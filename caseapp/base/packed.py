"""Packed files (ZIP): unpacked piece by piece and counted by their real bytes, so that one that would burst is refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

MEBIBYTE = 1024 * 1024
# Below this a high ratio harms nobody: a sheet of equal rows packs very well.
SMALL = 20 * MEBIBYTE
PIECE = 256 * 1024
_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(OSError, RuntimeError, ValueError),
)


class Unfit(Exception):
    """Why a packed file is not unpacked: a word the caller has a sentence for, and what was counted."""

    def __init__(self, why: str, found: int = 0) -> None:
        super().__init__(why, found)
        self.why, self.found = why, found


def unpack(
    file: BinaryIO, limits: Mapping[str, int]
) -> Iterator[tuple[zipfile.ZipInfo, bytes, bool]]:
    """Give every member piece by piece, the last one of each marked; what a file says of itself counts for nothing."""
    size = _refuse_crowds(file, limits["members"])
    try:
        with zipfile.ZipFile(file) as packed:
            yield from _pieces(packed, size, limits)
    except _FAULTS as no:
        raise Unfit("broken") from no


def guard(file: BinaryIO, limits: Mapping[str, int]) -> None:
    """Refuse a packed file that would burst; nothing of it is kept."""
    for _ in unpack(file, limits):
        pass
    file.seek(0)


def _refuse_crowds(file: BinaryIO, most: int) -> int:
    """Count the entries before a list of them is made: a million of them fill the memory; return the size."""
    file.seek(0)
    size, entries, before = 0, 0, b""
    while piece := file.read(PIECE):
        size += len(piece)
        entries += (before + piece).count(_ENTRY)
        before = piece[-len(_ENTRY) + 1 :]
        if entries > most:
            raise Unfit("members", entries)
    file.seek(0)
    return max(1, size)


def _members(packed: zipfile.ZipFile, most: int) -> list[zipfile.ZipInfo]:
    members = sorted(packed.infolist(), key=lambda one: one.header_offset)
    if len(members) > most:
        raise Unfit("members", len(members))
    if any(one.flag_bits & _ENCRYPTED for one in members):
        raise Unfit("password")
    end = 0
    for one in members:
        # The same bytes named by several entries are unpacked once for each of them.
        if one.header_offset < end:
            raise Unfit("overlapping")
        end = one.header_offset + _LOCAL_HEADER + one.compress_size
        if one.compress_type not in _METHODS:
            raise Unfit("broken")
    return members


def _pieces(
    packed: zipfile.ZipFile, size: int, limits: Mapping[str, int]
) -> Iterator[tuple[zipfile.ZipInfo, bytes, bool]]:
    total = 0
    for one in _members(packed, limits["members"]):
        # A member longer than it says ends there and fails its checksum.
        with packed.open(one) as stream:
            while piece := stream.read(PIECE):
                total += len(piece)
                if total > limits["unpacked_mebibytes"] * MEBIBYTE:
                    raise Unfit("unpacked", total // MEBIBYTE)
                if total > SMALL and total / size > limits["ratio"]:
                    raise Unfit("ratio", int(total / size))
                yield one, piece, False
        yield one, b"", True
