"""The name a file came with, as it is kept for showing: no path, no trick."""

from __future__ import annotations

import unicodedata

NAME_ROOM, LONGEST_ENDING = 200, 10
DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)))
)


def shown_name(filename: str) -> str:
    """Keep a file's name for showing: no path, no control or direction marks, no device's name."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    name = " ".join(shown.split()).strip(". ")
    if name.partition(".")[0].strip().upper() in DEVICES:
        name = f"_{name}"  # Windows opens a device under such a name
    return _fitted(name) or "未命名文件"


def _fitted(name: str) -> str:
    """Cut a long name in the middle: its ending says what it is."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return name[:NAME_ROOM]
    return f"{stem[: NAME_ROOM - len(ending) - 1]}.{ending}"
