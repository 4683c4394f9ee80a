"""The papers and evidence of a case in the order of an archive volume, 正卷 and 副卷, with their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from caseapp.base.clock import local
from caseapp.cases.open_file import OpenFile
from caseapp.documents import printing_many, queries
from caseapp.documents.catalogue import kind_of
from caseapp.documents.words import STATE_WORDS
from caseapp.ledger.store import FileDamaged

MAIN, SECOND = "main", "second"
VOLUMES: Mapping[str, str] = {MAIN: "正卷", SECOND: "副卷"}
PLACES: Mapping[tuple[str, int], str] = {
    (MAIN, 1): "封面",
    (MAIN, 2): "目录",
    (MAIN, 3): "立案",
    (MAIN, 4): "决定",
    (MAIN, 5): "其他送达的文书",
    (MAIN, 6): "证据和笔录",
    (MAIN, 7): "听证",
    (MAIN, 8): "物品和款项",
    (MAIN, 9): "其他",
    (MAIN, 10): "备考表",
    (SECOND, 0): "封面和目录",
    (SECOND, 1): "案源",
    (SECOND, 2): "调查终结报告和审批",
    (SECOND, 3): "审核和集体讨论",
    (SECOND, 4): "听证报告",
    (SECOND, 5): "结案审批",
    (SECOND, 6): "其他",
    (SECOND, 7): "备考表",
}
COVER, CONTENTS, REMARKS = SHEETS = ("A01", "A02", "A03")  # they carry no page number
SHEET_VOLUME = "卷宗类别"
# The second volume has its own cover, contents and remarks.
ENDS_OF_SECOND: Mapping[str, int] = {COVER: 0, CONTENTS: 0, REMARKS: 7}
RECEIPT, EVIDENCE_PLACE = "service_receipt", 6
PAPER, EVIDENCE = "paper", "evidence"
OWN_OFFICE = "本机关"  # its full name stands over the sheet and has no room in a column


@dataclass(frozen=True)
class Piece:
    """One thing in a volume; what is only a draft has no number and is not in the downloads."""

    volume: str
    place: int
    what: str
    row: Any
    title: str
    reference: str
    day: date
    state: str
    maker: str
    is_in: bool
    pages: int | None = None
    number: int = 0
    first: int = 0
    is_damaged: bool = False

    @property
    def name(self) -> str:
        """Name it as files and bookmarks do."""
        named = f"{self.title}（{self.reference}）" if self.reference else self.title
        return f"{self.number:03} {named}" if self.number else named

    @property
    def page_words(self) -> str:
        """Say on which pages of the volume it stands."""
        if not self.first or not self.pages:
            return ""
        last = self.first + self.pages - 1
        return str(self.first) if last == self.first else f"{self.first}—{last}"

    @property
    def is_sheet(self) -> bool:
        """Say whether it is cover, contents or remarks."""
        return self.what == PAPER and self.row.kind in SHEETS

    @property
    def stands_in(self) -> str:
        """Name its part of the volume."""
        return PLACES[(self.volume, self.place)]


@dataclass(frozen=True)
class Volume:
    """One volume in its order."""

    key: str
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Name it as the archive does."""
        return VOLUMES[self.key]

    @cached_property
    def bound(self) -> tuple[Piece, ...]:
        """Return what is in it for good, drafts left out."""
        return tuple(one for one in self.pieces if one.is_in)

    @cached_property
    def papers(self) -> tuple[Piece, ...]:
        """Return the papers in it whose pages can be printed."""
        return tuple(one for one in self.bound if one.what == PAPER)

    @property
    def numbered(self) -> int:
        """Count what stands in its contents."""
        return sum(1 for one in self.bound if one.number)

    @property
    def pages(self) -> int:
        """Count its numbered pages."""
        return sum(one.pages or 0 for one in self.bound if one.number)


def volumes_of(file: OpenFile, services: Sequence[Any]) -> tuple[Volume, ...]:
    """Return both volumes; void papers stand in neither."""
    placed = sorted([*_papers(file, services), *_items(file)], key=lambda pair: pair[0])
    pieces = [piece for _, piece in placed]
    return tuple(
        Volume(key, tuple(_counted(one for one in pieces if one.volume == key))) for key in VOLUMES
    )


def voided(file: OpenFile) -> list[Any]:
    """Return the void papers of a case."""
    return [one for one in file.papers if one.state == "void"]


def day_of(row: Any) -> date:
    """Return the day a paper bears, of a draft the day it was begun."""
    return row.signed_on or local(row.drafted_at).date()


Key = tuple[str, int, int, date, int, int]


def _papers(file: OpenFile, services: Sequence[Any]) -> Iterator[tuple[Key, Piece]]:
    rows = {one.id: one for one in file.papers if one.state != "void"}
    proves = {one.receipt_id: one.paper_id for one in services if one.receipt_id in rows}
    behind = _second_sheets(rows.values())
    for row in rows.values():
        # A receipt lies behind the paper whose service it proves.
        leader = rows.get(proves.get(row.id, row.id), row)
        place = _place(leader.kind)
        if leader.id in behind:
            place = (SECOND, ENDS_OF_SECOND[leader.kind])
        key = (*place, 0, day_of(leader), leader.id, row.id if row is not leader else 0)
        yield key, _of_paper(row, place)


def _place(kind: str) -> tuple[str, int]:
    volume, _, place = kind_of(kind).volume.partition(" ")
    found = (volume, int(place)) if place.isdigit() else (MAIN, 9)
    return found if found in PLACES else (MAIN, 9)


def _second_sheets(rows: Any) -> set[int]:
    """Return the sheets made for the second volume, which has its own cover and contents."""
    ids = [one.id for one in rows if one.kind in SHEETS]
    of_second = VOLUMES[SECOND]
    return {one.id for one in (queries.records(ids) if ids else ()) if of_second in _said(one.data)}


def _said(data: Mapping[str, Any]) -> str:
    return str(data.get(SHEET_VOLUME, ""))


def _of_paper(row: Any, place: tuple[str, int]) -> Piece:
    is_out = row.state in ("signed", "served")
    pages, is_damaged = _pages(row.pdf_sha256) if is_out and row.pdf_sha256 else (None, False)
    return Piece(
        volume=place[0],
        place=place[1],
        what=PAPER,
        row=row,
        title=row.title,
        reference=row.number or "",
        day=day_of(row),
        state=STATE_WORDS[row.state],
        maker=OWN_OFFICE,
        is_in=is_out,
        pages=pages,
        is_damaged=is_damaged,
    )


def _pages(sha256: str) -> tuple[int | None, bool]:
    try:
        return printing_many.pages_of(sha256), False
    except FileDamaged:
        return None, True


def _items(file: OpenFile) -> Iterator[tuple[Key, Piece]]:
    for row in file.items:
        piece = Piece(
            volume=MAIN,
            place=EVIDENCE_PLACE,
            what=EVIDENCE,
            row=row,
            title=f"证据{row.serial} {row.title}",
            reference="",
            day=row.taken_on,
            state="已登记" if row.sha256 else "已登记，没有电子文件",
            maker=row.taken_by,
            is_in=True,
            pages=row.pages,
        )
        # Behind the records, by their own numbers.
        yield (MAIN, EVIDENCE_PLACE, 1, date.min, row.serial, 0), piece


def _counted(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Number what stands in the contents, and its pages through the volume."""
    number, page = 0, 1
    for one in pieces:
        if not one.is_in or one.is_sheet:
            yield one
            continue
        number += 1
        yield replace(one, number=number, first=page if one.pages else 0)
        page += one.pages or 0
