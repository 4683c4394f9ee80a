"""Binds many PDFs into one as they come: written straight through, so that memory stays steady."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Mapping
from typing import IO, Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

CATALOG, PAGES, FONT, BEFORE = 1, 2, 3, 4
# What belongs to the file a page came from, not to the page.
LEFT_BEHIND = ("/Parent", "/StructParents", "/Annots", "/B", "/Tabs", "/AA")
OWN_FONT = "/VolumePage"
SIZE, FROM_RIGHT, FROM_BOTTOM = 9, 42.5, 28.3  # points; lower right, outside the type area
DIGIT = 0.556  # of Helvetica, in parts of its size


class Binder:
    """One PDF under way: only the place of each object is kept, the objects are on the disk."""

    def __init__(self, out: IO[bytes]) -> None:
        """Begin the file."""
        self._out = out
        self._at = 0
        self._offsets: list[int] = [0] * (BEFORE + 1)
        self._pages: list[int] = []
        self._marks: list[tuple[str, int]] = []
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._write(FONT, _font())
        self._write(BEFORE, _stream(b"q\n"))

    @property
    def pages(self) -> int:
        """Say how many pages there are so far."""
        return len(self._pages)

    def add(self, content: bytes, *, title: str, first: int = 0, copies: int = 1) -> int:
        """Put a PDF at the end, so many times; return how many pages it has.

        `first` is the number its first page has in the volume; 0 prints none.
        """
        moving = _Moving(self)
        pages = list(PdfReader(io.BytesIO(content)).pages)
        for _ in range(copies):
            self._marks.append((title, len(self._pages)))
            for place, page in enumerate(pages):
                self._page(moving, page, first + place if first else 0)
        moving.finish()
        return len(pages)

    def finish(self) -> None:
        """Write the pages' list, the bookmarks and the table of places."""
        kids = ArrayObject(_to(one) for one in self._pages)
        tree = {"/Type": NameObject("/Pages"), "/Kids": kids, "/Count": NumberObject(len(kids))}
        self._write(PAGES, _dictionary(tree))
        top = {"/Type": NameObject("/Catalog"), "/Pages": _to(PAGES)}
        if self._marks:
            top |= {"/Outlines": _to(self._outline()), "/PageMode": NameObject("/UseOutlines")}
        self._write(CATALOG, _dictionary(top))
        start = self._at
        self._put(f"xref\n0 {len(self._offsets)}\n0000000000 65535 f \n".encode())
        for offset in self._offsets[1:]:
            self._put(f"{offset:010} 00000 n \n".encode())
        trailer = _dictionary({"/Size": NumberObject(len(self._offsets)), "/Root": _to(CATALOG)})
        self._put(b"trailer\n" + _bytes(trailer) + f"\nstartxref\n{start}\n%%EOF\n".encode())

    def new(self) -> int:
        """Give the number of an object to come."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def write(self, number: int, value: Any) -> None:
        """Write an object of a bound file."""
        self._write(number, value)

    def _page(self, moving: _Moving, page: DictionaryObject, number: int) -> None:
        known = {key: value for key, value in page.items() if key not in LEFT_BEHIND}
        if number:
            known["/Resources"] = _apart(page)
        moved = moving.moved(_dictionary(known))
        if number:
            moved["/Resources"]["/Font"][NameObject(OWN_FONT)] = _to(FONT)
            moved[NameObject("/Contents")] = self._numbered(moved.get("/Contents"), page, number)
        moved[NameObject("/Parent")] = _to(PAGES)
        mine = self.new()
        self._write(mine, moved)
        self._pages.append(mine)

    def _numbered(self, contents: Any, page: DictionaryObject, number: int) -> ArrayObject:
        """Let the page's own drawing stand between brackets, then write the number."""
        box = [float(one) for one in page["/MediaBox"]]  # type: ignore[attr-defined]  # an array
        text = str(number)
        left = box[2] - FROM_RIGHT - DIGIT * SIZE * len(text)
        drawn = f"\nQ\nBT {OWN_FONT} {SIZE} Tf {left:.2f} {box[1] + FROM_BOTTOM:.2f} Td ({text}) Tj ET\n"
        after = self.new()
        self._write(after, _stream(drawn.encode()))
        own = contents if isinstance(contents, ArrayObject) else [contents] if contents else []
        return ArrayObject([_to(BEFORE), *own, _to(after)])

    def _outline(self) -> int:
        """Write one bookmark for each paper, in the order of the file."""
        root, items = self.new(), [self.new() for _ in self._marks]
        for place, (title, page) in enumerate(self._marks):
            # A mark at the very end, for a PDF without pages, would name no page.
            where = self._pages[min(page, len(self._pages) - 1)]
            mark = {
                "/Title": TextStringObject(title),
                "/Parent": _to(root),
                "/Dest": ArrayObject([_to(where), NameObject("/Fit")]),
            }
            mark |= {"/Prev": _to(items[place - 1])} if place else {}
            mark |= {"/Next": _to(items[place + 1])} if place + 1 < len(items) else {}
            self._write(items[place], _dictionary(mark))
        ends = {
            "/First": _to(items[0]),
            "/Last": _to(items[-1]),
            "/Count": NumberObject(len(items)),
        }
        self._write(root, _dictionary(ends))
        return root

    def _write(self, number: int, value: Any) -> None:
        self._offsets[number] = self._at
        self._put(f"{number} 0 obj\n".encode() + _bytes(value) + b"\nendobj\n")

    def _put(self, content: bytes) -> None:
        self._out.write(content)
        self._at += len(content)


class _Moving:
    """The objects of one file on their way into the new one, each under its new number."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder
        self._known: dict[tuple[int, int], int] = {}
        self._left: deque[tuple[int, Any]] = deque()

    def moved(self, value: Any) -> Any:
        """Give a copy in which every reference names the object's new number."""
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, StreamObject):
            return self._stream(value)
        if isinstance(value, DictionaryObject):
            return _dictionary({key: self.moved(one) for key, one in value.items()})
        if isinstance(value, ArrayObject):
            return ArrayObject(self.moved(one) for one in value)
        return value

    def finish(self) -> None:
        """Write whatever was named so far."""
        while self._left:
            number, value = self._left.popleft()
            self._binder.write(number, self.moved(value))

    def _reference(self, old: IndirectObject) -> IndirectObject:
        key = (old.idnum, old.generation)
        if key not in self._known:
            self._known[key] = self._binder.new()
            self._left.append((self._known[key], old.get_object()))
        return _to(self._known[key])

    def _stream(self, old: StreamObject) -> EncodedStreamObject:
        made = EncodedStreamObject()
        made.update(self.moved(_dictionary(old)))
        made._data = old._data  # noqa: SLF001 - as it stands in the file, packed
        return made


def _apart(page: DictionaryObject) -> DictionaryObject:
    """Give a page's resources and fonts as its own, so that one font more can stand among them."""
    found = page.get("/Resources")
    resources = dict(found.get_object().items()) if found is not None else {}
    fonts = resources.get("/Font")
    own = dict(fonts.get_object().items()) if fonts is not None else {}
    return _dictionary({**resources, "/Font": _dictionary(own)})


def _font() -> DictionaryObject:
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    return _dictionary({key: NameObject(name) for key, name in names.items()})


def _stream(content: bytes) -> EncodedStreamObject:
    made = EncodedStreamObject()
    made._data = content  # noqa: SLF001 - pypdf offers no other way to give bytes as they stand
    return made


def _to(number: int) -> IndirectObject:
    return IndirectObject(number, 0, None)


def _dictionary(values: Mapping[str, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


def _bytes(value: Any) -> bytes:
    written = io.BytesIO()
    value.write_to_stream(written)
    return written.getvalue()
