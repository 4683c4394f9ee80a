"""Small photographs for the evidence of the demo office, drawn in code."""

from __future__ import annotations

import io
import struct
import zlib
from random import Random

from flask import current_app

from caseapp.base.web import Upload
from caseapp.ledger.store import FileStore

WIDTH, HEIGHT = 96, 64
MOST_BYTES = 1024 * 1024


def photo(name: str, dice: Random) -> Upload:
    """Keep a photograph in the store and hand it over as an upload would be."""
    store: FileStore = current_app.extensions["store"]
    kept = store.put(io.BytesIO(_png(dice)), MOST_BYTES)
    return Upload(name, "image/png", kept.sha256, kept.size)


def _png(dice: Random) -> bytes:
    """Draw a box on a shelf: a plain wall, a box of some colour, a label on it."""
    wall, box, label = (bytes(dice.randrange(90, 250) for _ in range(3)) for _ in range(3))
    left, top = dice.randrange(8, 40), dice.randrange(6, 24)
    rows = []
    for y in range(HEIGHT):
        row = bytearray(wall * WIDTH)
        if y > top:
            row[3 * left : 3 * (left + 44)] = box * 44
        if top + 12 < y < top + 24:
            row[3 * (left + 8) : 3 * (left + 34)] = label * 26
        rows.append(b"\0" + bytes(row))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND")


def _chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
