"""Old workbooks (.xls), written record by record: no program at hand writes them any more."""

from __future__ import annotations

import struct

_SECTOR, _FREE, _END, _OF_FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def old_book(**sheets: list[list[str | int]]) -> bytes:
    """Make a workbook of Excel 97."""
    texts = [one for rows in sheets.values() for row in rows for one in row if isinstance(one, str)]
    strings = b"".join(struct.pack("<HB", len(one), 1) + one.encode("utf-16-le") for one in texts)
    shared = _record(0xFC, struct.pack("<II", len(texts), len(texts)) + strings)
    bodies = [_sheet(rows, texts) for rows in sheets.values()]
    head = _begin(5) + _record(0x42, struct.pack("<H", 1200))
    tail = shared + _record(0x0A, b"")
    at = len(head) + len(tail) + sum(len(_named(name, 0)) for name in sheets)
    names = b""
    for name, body in zip(sheets, bodies, strict=True):
        names += _named(name, at)
        at += len(body)
    return _in_folder("Workbook", head + names + tail + b"".join(bodies))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<4H2I", 0x0600, kind, 0x0DBB, 1996, 0, 6))


def _named(name: str, at: int) -> bytes:
    return _record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 1) + name.encode("utf-16-le"))


def _sheet(rows: list[list[str | int]], texts: list[str]) -> bytes:
    found = _begin(0x10)
    for at, row in enumerate(rows):
        for column, one in enumerate(row):
            where = struct.pack("<3H", at, column, 0)
            if isinstance(one, str):
                found += _record(0xFD, where + struct.pack("<I", texts.index(one)))
            else:
                found += _record(0x0203, where + struct.pack("<d", one))
    return found + _record(0x0A, b"")


def _in_folder(name: str, data: bytes) -> bytes:
    """Put a stream into the file system in a file that old office programs keep."""
    data = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
    many = len(data) // _SECTOR
    chain = [_OF_FAT, _END, *range(3, 2 + many), _END]
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    folder = _entry("Root Entry", 5, child=1, start=_END, size=0)
    folder += _entry(name, 2, child=_FREE, start=2, size=len(data))
    return head + fat + folder.ljust(_SECTOR, b"\0") + data


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    called = name.encode("utf-16-le") + b"\0\0"
    told = called.ljust(64, b"\0") + struct.pack(
        "<HBB3I", len(called), kind, 1, _FREE, _FREE, child
    )
    return told + bytes(36) + struct.pack("<IQ", start, size)
