"""What sources share: labelled texts, the version of a card made of several rows, addresses."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import url_for

Parts = tuple[tuple[str, str], ...]
# Both engines keep a version as a number of 31 bits.
_MOST = 0x7FFFFFFF
# Keys, days and numbers of rows stand among what was given with an act: words hold a character or are long.
_LEAST = 9
_CHARACTER = re.compile(r"[\u3400-\u9fff]")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")


def parts_of(*told: tuple[str, str | Iterable[str]]) -> Parts:
    """Return the named texts of an object; what is empty is left out, several are one a line."""
    found = ((name, text if isinstance(text, str) else "\n".join(text)) for name, text in told)
    return tuple((name, text) for name, text in found if text.strip())


def joined(parts: Parts) -> str:
    """Return the texts without their names, as the index takes them."""
    return "\n".join(text for _, text in parts)


def typed_in(given: Mapping[str, Any] | None) -> list[str]:
    """Return the words somebody typed among what was given with an act, in rows too, not its keys and days."""
    return [
        text
        for text in _texts(given or {})
        if _CHARACTER.search(text) or (len(text) >= _LEAST and not _INSTANT.match(text))
    ]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def version_of(*read: object) -> int:
    """Return a number that changes with any of what a card was made of."""
    return zlib.crc32(repr(read).encode()) & _MOST


def address(endpoint: str, **values: Any) -> str:
    """Return an address; commands search outside of a request and show none."""
    try:
        return url_for(endpoint, **values)
    except RuntimeError:
        return ""
