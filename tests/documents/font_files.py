"""Gives a font file another family name, so that a test has a “仿宋_GB2312” nobody had to license."""

import struct
from pathlib import Path

FAMILY, POSTSCRIPT = 1, 6
WINDOWS, UNICODE_BMP, ENGLISH = 3, 1, 0x409


def renamed(font: Path, family: str) -> bytes:
    """Copy an OpenType font under another family name."""
    old = font.read_bytes()
    flavour, count = struct.unpack(">4sH", old[:6])
    tables = [struct.unpack(">4sLLL", old[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    bodies = {tag: old[start : start + length] for tag, _sum, start, length in tables}
    bodies[b"name"] = _names({FAMILY: family, 2: "Regular", 4: family, POSTSCRIPT: "TestFace"})
    return _put_together(flavour, bodies)


def _names(told: dict[int, str]) -> bytes:
    records, words = b"", b""
    for number, text in sorted(told.items()):
        coded = text.encode("utf-16-be")
        where = (WINDOWS, UNICODE_BMP, ENGLISH, number, len(coded), len(words))
        records += struct.pack(">6H", *where)
        words += coded
    return struct.pack(">3H", 0, len(told), 6 + len(records)) + records + words


def _put_together(flavour: bytes, bodies: dict[bytes, bytes]) -> bytes:
    head = 12 + 16 * len(bodies)
    index, whole = struct.pack(">4sH3H", flavour, len(bodies), 0, 0, 0), b""
    for tag, body in sorted(bodies.items()):
        index += struct.pack(">4sLLL", tag, 0, head + len(whole), len(body))
        whole += body + b"\0" * (-len(body) % 4)
    return index + whole
