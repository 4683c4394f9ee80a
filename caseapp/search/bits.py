"""Sets of documents as the bits of one integer: joined and counted by the machine, not by loops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

_FEW = 48
_DIGITS = bytes.maketrans(b"01", b"\x00\x01")


def pack(documents: Iterable[int], size: int) -> int:
    """Return the set of these documents among `size`."""
    listed = documents if isinstance(documents, Sequence) else list(documents)
    if len(listed) < _FEW:
        few = 0
        for document in listed:
            few |= 1 << document
        return few
    flags = bytearray(b"0") * size
    for document in listed:
        flags[-1 - document] = 49  # the digit 1; the lowest document stands last
    return int(flags, 2)


def unpack(bits: int) -> list[int]:
    """Return the documents of a set, lowest first."""
    if bits.bit_count() < _FEW:
        return _few(bits)
    flags = f"{bits:b}".encode().translate(_DIGITS)
    return list(compress(range(len(flags)), reversed(flags)))


def _few(bits: int) -> list[int]:
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
