"""The volume of a case as files: one packed folder, with its contents, cover and remarks as Word files."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.base.clock import today
from caseapp.base.file_names import shown_name
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values.of_case import words_of_case
from caseapp.cases.volume import COVER, PAPER, SHEET_VOLUME, SHEETS, VOLUMES, Piece, Volume
from caseapp.cases.volume_gaps import Gap
from caseapp.documents import render
from caseapp.documents.catalogue import kind_of
from caseapp.documents.job_words import Sheet
from caseapp.ledger.store import CHUNK, FileDamaged, FileStore

SLASHES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))
LEFT_OUT = "没有列入和还缺的.txt"
NO_DAY_BEFORE = 1980  # a packed file knows no earlier year


@dataclass(frozen=True)
class Member:
    """One file of the packed folder: bytes made here, or kept under their hash."""

    path: str
    day: date
    content: bytes = b""
    sha256: str = ""


def sheets_to_print(volume: Volume) -> list[Sheet]:
    """Return the papers of a volume for one PDF, each with its first page."""
    return [Sheet(one.row.id, one.name, one.first) for one in volume.papers if one.row.pdf_sha256]


def members_of(file: OpenFile, volumes: Sequence[Volume], gaps: Sequence[Gap]) -> list[Member]:
    """Return the files of the packed folder in the order of the volumes."""
    found: list[Member] = []
    # The cover names whatever contents and remarks do.
    words = words_of_case(file, kind_of(COVER), today())
    for volume in volumes:
        if not volume.pieces:
            continue
        found += _made_sheets(volume, words)
        found += [one for piece in volume.bound for one in _of_piece(volume, piece)]
    # What is missing is the office's own business: it does not go with a volume others may read.
    if len(volumes) == len(VOLUMES):
        found.append(Member(LEFT_OUT, today(), _told(file, volumes, gaps).encode("utf-8-sig")))
    return _apart(found)


def packed(
    members: Sequence[Member], store: FileStore, *, note_damage: Callable[[str], None]
) -> Iterator[bytes]:
    """Pack the files while they are sent; a damaged one breaks the answer off, so that nobody trusts it."""
    out = _Out()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as folder:
        for member in members:
            year = max(member.day.year, NO_DAY_BEFORE)
            named = zipfile.ZipInfo(member.path, (year, member.day.month, member.day.day, 0, 0, 0))
            with folder.open(named, "w", force_zip64=True) as place:
                for part in _parts(member, store, note_damage):
                    place.write(part)
                    yield out.taken()
            yield out.taken()
    yield out.taken()


class _Out(io.RawIOBase):
    """Where the packed bytes wait until they are sent."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        """It is only written to."""
        return True

    def write(self, content: Any, /) -> int:
        """Hold the bytes."""
        self._held += content
        return len(content)

    def taken(self) -> bytes:
        """Give what is held and hold nothing."""
        given, self._held = bytes(self._held), bytearray()
        return given


def _parts(member: Member, store: FileStore, note_damage: Callable[[str], None]) -> Iterator[bytes]:
    if not member.sha256:
        yield member.content
        return
    try:
        yield from _checked(member.sha256, store)
    except FileDamaged:
        note_damage(member.sha256)
        raise


def _checked(sha256: str, store: FileStore) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with store.open(sha256) as file:
        while part := file.read(CHUNK):
            digest.update(part)
            yield part
    if digest.hexdigest() != sha256:
        raise FileDamaged(sha256)


def _of_piece(volume: Volume, piece: Piece) -> Iterator[Member]:
    name = f"{volume.name}/{shown_name(piece.name.translate(SLASHES))}"
    row = piece.row
    if piece.what == PAPER:
        yield Member(f"{name}.docx", piece.day, sha256=row.sha256)
        if row.pdf_sha256:
            yield Member(f"{name}.pdf", piece.day, sha256=row.pdf_sha256)
    elif row.sha256:
        ending = f".{row.filename.rpartition('.')[2]}" if "." in row.filename else ""
        yield Member(f"{name}{ending.translate(SLASHES)}", piece.day, sha256=row.sha256)


def _made_sheets(volume: Volume, known: Mapping[str, Any]) -> Iterator[Member]:
    """Make cover, contents and remarks where nobody drafted them: to be looked through and signed."""
    there = {one.row.kind for one in volume.bound if one.is_sheet}
    words, day = {**known, **_words(volume)}, today()
    for place, key in enumerate(SHEETS):
        if key in there:
            continue
        made = render.build(key, words, on=day, signed=False)
        name = (
            f"{volume.name}/{'000' if key != SHEETS[-1] else '999'} {place + 1} {made.title}.docx"
        )
        yield Member(name, day, render.docx(made))


def _words(volume: Volume) -> dict[str, Any]:
    rows = [
        {
            "文号": one.reference,
            "责任者": one.maker,
            "题名": one.title,
            "日期": one.day.isoformat(),
            "页号": one.page_words,
            "备注": "" if one.what == PAPER or one.row.sha256 else "没有电子文件",
        }
        for one in volume.bound
        if one.number
    ]
    return {
        "卷内文件": rows,
        SHEET_VOLUME: volume.name,
        "卷内件数": str(volume.numbered),
        "卷内页数": str(volume.pages),
    }


def _told(file: OpenFile, volumes: Sequence[Volume], gaps: Sequence[Gap]) -> str:
    counts = "，".join(f"{one.name} {one.numbered} 件 {one.pages} 页" for one in volumes)
    drafts = [one for volume in volumes for one in volume.pieces if not one.is_in]
    lines = [
        f"{file.case.case_no or file.case.lead_no} {file.case.title}",
        f"本压缩包：{counts}。",
        "",
        f"没有列入的草稿 {len(drafts)} 份：",
        *(f"  {VOLUMES[one.volume]}　{one.title}" for one in drafts),
        "",
        f"还缺 {len(gaps)} 项：",
        *(f"  {one.title}　{one.why}" for one in gaps),
    ]
    return "\r\n".join(lines) + "\r\n"


def _apart(members: Sequence[Member]) -> list[Member]:
    """Give no two files one name: one would hide the other when they are unpacked."""
    seen: set[str] = set()
    found = []
    for member in members:
        stem, dot, ending = member.path.rpartition(".")
        path, count = member.path, 2
        while path.lower() in seen:
            path, count = f"{stem or ending}（{count}）{dot}{ending if stem else ''}", count + 1
        seen.add(path.lower())
        found.append(Member(path, member.day, member.content, member.sha256))
    return found
