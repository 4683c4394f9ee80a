"""XML read as a stream: no document type, so no entity; nothing outside the file is ever asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any
from xml.parsers import expat

from caseapp.extracts.child.told import Unreadable

_PIECE = 256 * 1024


class Reader:
    """Hears elements by their local names; what hears more overrides."""

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def text(self, text: str) -> None:
        """Hear text."""


def read(stream: IO[bytes], reader: Reader) -> None:
    """Let a reader hear one part of a packed file."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, marks: reader.start(
        local(name), {local(one): value for one, value in marks.items()}
    )
    parser.EndElementHandler = lambda name: reader.end(local(name))
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)  # noqa: FBT003 - expat's signature
        parser.Parse(b"", True)  # noqa: FBT003 - expat's signature
    except expat.ExpatError as no:
        raise Unreadable("broken") from no


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def _refuse(*_told: Any) -> None:
    raise Unreadable("doctype")


class DocumentTypes:
    """Looks for declarations of types and entities in the bytes of a part, in any coding XML may have."""

    _MARKS = tuple(
        mark.encode(coding)
        for mark in ("<!DOCTYPE", "<!ENTITY")
        for coding in ("ascii", "utf-16-le", "utf-16-be")
    )
    _LONGEST = max(map(len, _MARKS))

    def __init__(self) -> None:
        self._before = b""

    def look(self, piece: bytes, *, is_last: bool) -> None:
        """Refuse a declaration, though it be cut in two by the pieces."""
        seen = self._before + piece
        # Most pieces hold no declaration at all: one look for its beginning is enough for them.
        begins = b"<!" in seen or b"<\0!" in seen
        if begins and any(mark in seen for mark in self._MARKS):
            raise Unreadable("doctype")
        self._before = b"" if is_last else seen[-self._LONGEST :]


def attributes(stream: IO[bytes], element: str) -> Iterator[dict[str, str]]:
    """Give the attributes of every element of a name."""
    found: list[dict[str, str]] = []

    class Elements(Reader):
        def start(self, name: str, marks: Mapping[str, str]) -> None:
            if name == element:
                found.append(dict(marks))

    read(stream, Elements())
    yield from found
