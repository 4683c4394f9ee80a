"""Whoosh, and nothing else here knows it: its schema, its files, its posting lists."""

from __future__ import annotations

import contextlib
import io
import shutil
import time
import warnings
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from struct import Struct
from sys import byteorder
from typing import Any

from caseapp.search.bits import pack
from caseapp.search.card import CARD_VERSION, FACET, KEY, KIND, TEXT_FIELDS, TOKEN_FIELDS, Card
from caseapp.search.folder import sync_file, sync_folder
from caseapp.search.matching import Phrase

with warnings.catch_warnings():
    # Whoosh 2.7.4 warns about its own source when Python compiles it.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import columns, fields, formats, index, reading, writing
    from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
    from whoosh.filedb import compound
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile

# Where the blocks of a posting list end and begin.
_Contents = tuple[list[int], list[int]]
# Tells one layout from another: a new one is built beside the old. The card's part changes with what
# a card holds, on both engines; the rest with how Whoosh keeps it.
SCHEMA_VERSION = f"{CARD_VERSION}-w7-{byteorder}"
# A reader may just have read the old table of contents and be about to open its files.
GRACE = 10.0
_POSTING = Struct("=II")
_MOST_REMEMBERED = 4096
_NUMBER, _DAY, _VERSION = "oid", "day", "ver"
_EXTRA = compound, reading  # Whoosh imports these late; here they are imported without a warning


class Places(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """Where a token stands, as plain numbers: half the time of Whoosh's pickled lists."""

    posting_size = -1


class Tokens(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose tokens are cut already; `index` hands them over as they are."""

    def __init__(self, *, with_places: bool) -> None:
        super().__init__(Places() if with_places else formats.Existence(), analyzer=None)
        self.with_places = with_places

    def index(self, value: Any, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield token, count, weight and packed places as the writer wants them."""
        if self.with_places:
            for token, places in value.items():
                yield token.encode(), 1, 1.0, array("I", places).tobytes()
        else:
            for token in value:
                yield token.encode(), 1, 1.0, b""


_SCHEMA = fields.Schema(
    **{name: Tokens(with_places=True) for name in TEXT_FIELDS},
    **{name: Tokens(with_places=False) for name in TOKEN_FIELDS},
    **{_NUMBER: fields.COLUMN(columns.NumericColumn("I"))},
    **{_DAY: fields.COLUMN(columns.NumericColumn("I"))},
    **{_VERSION: fields.COLUMN(columns.NumericColumn("I"))},
)
# Compressed although that costs time: zlib's sums find damaged bytes.
_CODEC = W3Codec(compression=1)
_CODEC.length_stats = False  # else one look at the disk for each posting


class _File(io.BufferedReader):
    """A file that closes itself: Whoosh leaves some open when a segment is damaged."""

    def __del__(self) -> None:
        """Close without the warning that pending files otherwise give."""
        self.close()


class Storage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Files of a generation: on disk before they are named, deleted only after a while."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self.path = folder
        self._unsynced: set[str] = set()
        self._leaving: dict[str, float] = {}

    def create_file(self, name: str, **kwargs: Any) -> Any:
        """Remember what must reach the disk; Whoosh itself never calls fsync."""
        self._unsynced.add(name)
        return super().create_file(name, **kwargs)

    def open_file(self, name: str, **_: Any) -> Any:
        """Open a file for reading."""
        return StructFile(_File(io.FileIO(self.path / name)), name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - Whoosh's signature
        """Name a new table of contents only when all it names is on disk."""
        for name in self._unsynced:
            with contextlib.suppress(FileNotFoundError):
                sync_file(self.path / name)
        self._unsynced.clear()
        (self.path / oldname).replace(self.path / newname)
        sync_folder(self.path)

    def delete_file(self, name: str) -> None:
        """Whoosh asks again at each commit; a file goes when it was first asked for long ago."""
        now = time.monotonic()
        if now - self._leaving.setdefault(name, now) > GRACE:
            del self._leaving[name]
            super().delete_file(name)

    def generation(self) -> int:
        """Return the number of the latest table of contents."""
        return int(index.TOC._latest_generation(self, index._DEF_INDEX_NAME))  # noqa: SLF001 - the public way opens it

    def segments(self) -> list[Any]:
        """Read the latest table of contents."""
        return list(index.TOC.read(self, index._DEF_INDEX_NAME, schema=_SCHEMA).segments)  # noqa: SLF001 - no public name

    def clear_leftovers(self) -> None:
        """Remove what killed writers left; only under the writer lock."""
        for dead in (*self.path.glob("*.tmp"), *self.path.glob("_*.toc.*")):
            if dead.is_dir():
                shutil.rmtree(dead, ignore_errors=True)
            else:
                dead.unlink(missing_ok=True)


class _Pool:
    """Postings of a commit, packed by token: Whoosh's own pool sorts one tuple for each."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, bytes], bytearray] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Take one posting; documents come in their order."""
        field, token, document, _, value = posting
        value = value or b""
        packed = self._lists.get((field, token))
        if packed is None:
            packed = self._lists[field, token] = bytearray()
        packed += _POSTING.pack(document, len(value))
        packed += value

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """Yield all postings in the order of fields, tokens and documents."""
        for field, token in sorted(self._lists):
            packed = bytes(self._lists.pop((field, token)))
            at = 0
            while at < len(packed):
                document, length = _POSTING.unpack_from(packed, at)
                at += _POSTING.size + length
                yield field, token, document, 1.0, packed[at - length : at]

    def cleanup(self) -> None:
        """Forget everything."""
        self._lists.clear()


class _Blocks(W3LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """A posting list read block by block; Whoosh's own way is one call per document."""

    def documents(self) -> tuple[list[int], _Contents]:
        """Return all documents of the list, and the last document and the offset of each block."""
        found: list[int] = []
        lasts, offsets = [], []
        offset, more = self._baseoffset, True
        while more:
            lasts.append(self._maxid)
            offsets.append(offset)
            self._read_data()
            found.extend(accumulate(self._data[0]))
            offset, more = self._nextoffset, not self._lastblock
            if more:
                self._goto(offset)
        return found, (lasts, offsets)

    def values(self, wanted: Sequence[int], contents: _Contents) -> dict[int, array[int]]:
        """Return the places in these documents; blocks without any of them stay packed."""
        found = {}
        lasts, offsets = contents
        at = 0
        while at < len(wanted):
            block = bisect_left(lasts, wanted[at])
            if block == len(lasts):
                break
            end = bisect_right(wanted, lasts[block], at)
            self._goto(offsets[block])
            self._read_data()
            documents, values = list(accumulate(self._data[0])), self._data[2]
            for document in wanted[at:end]:
                place = bisect_left(documents, document)
                if documents[place] == document:
                    found[document] = array("I", values[place])
            at = end
        return found


class Part:
    """One segment of the index, opened once and kept as long as it serves."""

    def __init__(self, storage: Storage, segment: Any) -> None:
        self.name = str(segment.segment_id())
        self.size = int(segment.doc_count_all())
        self.live = 0
        self.phrases: dict[Phrase, int] = {}
        self._infos: dict[tuple[str, str], Any] = {}
        self._lists: dict[tuple[str, str], tuple[int, _Contents]] = {}
        self._storage = storage
        self._segment = segment
        self._terms = _CODEC.terms_reader(storage, segment)
        self._file = storage.open_file(segment.make_filename(W3Codec.POSTS_EXT))
        self.ids = self._column(_NUMBER)
        self.days = self._column(_DAY)
        self.versions = self._column(_VERSION)
        self.kinds: Mapping[str, int] = {
            kind: self.bits(KIND, kind) for kind in self.starting(KIND, "")
        }
        self.drop(segment)

    def drop(self, segment: Any) -> None:
        """Take over which documents have been replaced or deleted since."""
        self.live = ((1 << self.size) - 1) & ~pack(list(segment.deleted_docs()), self.size)

    @cached_property
    def facets(self) -> Mapping[str, int]:
        """Return where each value of a facet stands; every question counts them all."""
        return {token: self.bits(FACET, token) for token in self.starting(FACET, "")}

    def close(self) -> None:
        """Close the files."""
        self._terms.close()
        self._file.close()

    def count(self, field: str, token: str) -> int:
        """Return in how many documents a token stands, deleted ones included."""
        info = self._info(field, token)
        return 0 if info is None else int(info.doc_frequency())

    def bits(self, field: str, token: str) -> int:
        """Return the documents in which a token stands."""
        return self._list(field, token)[0]

    def starting(self, field: str, beginning: str) -> list[str]:
        """Return the tokens of a field that begin so."""
        found = []
        for name, token in self._terms.terms_from(field, beginning.encode()):
            if name != field or not token.startswith(beginning.encode()):
                break
            found.append(token.decode())
        return found

    def places(self, field: str, token: str, documents: Sequence[int]) -> dict[int, array[int]]:
        """Return where a token stands in each of these documents."""
        opened = self._open(field, token)
        return {} if opened is None else opened.values(documents, self._list(field, token)[1])

    def find(self, key: str) -> list[int]:
        """Return the documents of an object, not remembering the list."""
        opened = self._open(KEY, key)
        return [] if opened is None else opened.documents()[0]

    def _list(self, field: str, token: str) -> tuple[int, _Contents]:
        known = self._lists.get((field, token))
        if known is None:
            opened = self._open(field, token)
            found, contents = ([], ([], [])) if opened is None else opened.documents()
            known = pack(found, self.size), contents
            _remember(self._lists, (field, token), known)
        return known

    def _open(self, field: str, token: str) -> _Blocks | None:
        info = self._info(field, token)
        if info is None:
            return None
        return _Blocks(self._file, *info.extent(), _SCHEMA[field].format)

    def _info(self, field: str, token: str) -> Any:
        wanted = (field, token)
        if wanted not in self._infos:
            try:
                info = self._terms.term_info(field, token.encode())
            except reading.TermNotFound:
                info = None
            _remember(self._infos, wanted, info)
        return self._infos[wanted]

    def _column(self, name: str) -> array[int]:
        values = array("I")
        file = W3Codec.column_filename(self._segment, name)
        if self._storage.file_exists(file):
            values.frombytes((self._storage.path / file).read_bytes())
            if byteorder == "little":
                values.byteswap()
        values.extend([0] * (self.size - len(values)))
        return values


def _remember(known: dict[Any, Any], key: Any, value: Any) -> None:
    """Keep a bounded number of answers, the oldest going first."""
    if len(known) >= _MOST_REMEMBERED:
        del known[next(iter(known))]
    known[key] = value


def create(folder: Path) -> Storage:
    """Make an empty index in a folder."""
    storage = Storage(folder)
    index.FileIndex.create(storage, _SCHEMA)
    return storage


def open_parts(storage: Storage, known: Iterable[Part]) -> list[Part]:
    """Open the segments of the latest commit; those already open stay open, with their memory."""
    had = {part.name: part for part in known}
    parts = []
    for segment in storage.segments():
        part = had.pop(str(segment.segment_id()), None)
        if part is None:
            part = Part(storage, segment)
        else:
            part.drop(segment)
        parts.append(part)
    for part in had.values():
        part.close()
    return parts


def write(
    storage: Storage,
    cards: Iterable[Card],
    replaced: Mapping[str, Sequence[int]],
    *,
    merge: bool = True,
) -> None:
    """Add cards and drop replaced documents in one commit; `replaced` is by name of segment."""
    # compound=False: Whoosh would otherwise copy a whole segment into memory to open it.
    writer = writing.SegmentWriter(
        index.FileIndex(storage, schema=_SCHEMA),
        codec=_CODEC,
        compound=False,
    )
    writer.pool = _Pool()
    try:
        for segment in writer.segments:
            for document in replaced.get(str(segment.segment_id()), ()):
                segment.delete_document(document)
        for card in cards:
            writer.add_document(
                **card.tokens,
                **card.places,
                **{_NUMBER: card.object_id, _DAY: card.day, _VERSION: card.version},
            )
    except BaseException:
        writer.cancel()
        raise
    try:
        writer.commit(merge=merge)
    except BaseException:
        # Whoosh would hold its lock on: the next write would take the whole index for damaged.
        with contextlib.suppress(Exception):
            writer.cancel()
        with contextlib.suppress(Exception):  # given back already
            writer.writelock.release()
        raise
