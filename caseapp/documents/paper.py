"""The paper as a value: what stands on it in order, with no word of how it is drawn."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from caseapp.documents.title_lines import MOST, MOST_LYING, broken

NO_NUMBER_YET = "待编号"
TYPE_AREA_PT = 442.2  # 156 mm
LARGEST_MARK_PT, SMALLEST_MARK_PT = 48, 22


class Form(StrEnum):
    """The families of layout an officer tells apart at a glance."""

    LETTER = "letter"  # 决定书、告知书、通知书
    TABLE = "table"  # 审批表、登记表、回证
    RECORD = "record"  # 笔录
    REPORT = "report"  # 报告
    OFFICIAL = "official"  # 公文：红头
    CORRESPONDENCE = "correspondence"  # 公文的信函格式
    MINUTES = "minutes"  # 纪要


# Papers set in running text: page numbers by parity, not 第n页共m页.
LETTERLIKE = frozenset({Form.LETTER, Form.REPORT, Form.OFFICIAL, Form.CORRESPONDENCE, Form.MINUTES})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, its ordinal already in the text."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `body` is indented by two characters."""

    text: str
    place: Literal["body", "flush", "right", "centre"] = "body"


@dataclass(frozen=True, slots=True)
class Field:
    """A label with the words written on its line."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of a record: labels with underlined words."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; a label is centred, words are not."""

    text: str
    span: int = 1
    label: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `head` rows come again on each page."""

    cells: tuple[Cell, ...]
    head: bool = False
    height_mm: int = 9


@dataclass(frozen=True, slots=True)
class Opinion:
    """A cell to write an opinion in, with the signature and the day at its foot."""

    label: str
    text: str
    sign_label: str
    signer: str
    on: str
    height_mm: int = 24


@dataclass(frozen=True, slots=True)
class Struck:
    """Rows left over, struck out with one diagonal so that nothing can be added."""

    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """A bordered table; widths are shares of the type area."""

    widths: tuple[int, ...]
    rows: tuple[Row | Opinion | Struck, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign by hand, each on its own line."""

    lines: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """The office over the date, with room for the seal."""

    office: str
    on: str
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class BlankBelow:
    """Nothing may be written under this mark (以下空白)."""


@dataclass(frozen=True, slots=True)
class Note:
    """A small line at the foot: copies, who keeps them."""

    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """A new page with a title of its own, such as the list of goods."""

    mark: str
    title: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Big:
    """A centred line in the size of a title: covers, seals."""

    text: str


@dataclass(frozen=True, slots=True)
class Enclosures:
    """What is enclosed (附件：1.…), the names set under one another."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A label in 黑体 with the words hanging after its colon, as 出席 in minutes."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark in round brackets under the date (附注)."""

    text: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """Copies, who printed it and when, at the bottom of the last page (版记)."""

    copies_to: str
    office: str
    on: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A dashed line to cut along; what comes back stands below it under its own title."""

    title: str


Block = (
    Heading
    | Paragraph
    | FieldRow
    | Table
    | Signatures
    | Ending
    | BlankBelow
    | Note
    | Annex
    | Gap
    | Big
    | Enclosures
    | Listed
    | Remark
    | Imprint
    | Cut
)


def leads_to_ending(blocks: tuple[Block, ...], place: int) -> bool:
    """Say whether the words here go with the signature, which never stands alone on a page."""
    following = blocks[place + 1 : place + 3]
    if isinstance(blocks[place], Ending):  # and the line on copies goes with both
        return bool(following) and isinstance(following[0], Note)
    for one in following:
        if isinstance(one, Ending):
            return True
        if not isinstance(one, (Paragraph, Gap)):
            return False
    return False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, ready for either writer."""

    kind: str
    form: Form
    office: str
    title: str
    blocks: tuple[Block, ...]
    number: str | None = None  # None: this kind carries no number of its own
    reference: str = ""  # 案号 or 编号 under the title
    dated: date | None = None
    page_signatures: tuple[str, ...] = ()  # signed at the foot of every page
    mark: str = ""  # 草稿 or 演示, at the head of every page
    signatory: str = ""  # 签发人 of a paper to a superior, beside the number
    heading: str = ""  # its own wording of the title, as 关于……的函
    landscape: bool = False  # a wide register lies on its side
    headed: bool = True  # the office stands over the title
    keywords: tuple[str, ...] = field(default=())

    @property
    def number_line(self) -> str:
        """What is printed where the number belongs."""
        return self.number or NO_NUMBER_YET

    @property
    def masthead(self) -> str:
        """What the red head of an official paper says."""
        if self.form is Form.MINUTES:
            return self.title
        return f"{self.office}文件" if self.form is Form.OFFICIAL else self.office

    @property
    def masthead_pt(self) -> float:
        """How large the red mark may be, so that it keeps to one line where it can."""
        fits = int(TYPE_AREA_PT * 0.96 / max(len(self.masthead), 1))
        return float(min(max(fits, SMALLEST_MARK_PT), LARGEST_MARK_PT))

    @property
    def shown_title(self) -> str:
        """What is printed as the title; the head of minutes already is it."""
        return self.heading or ("" if self.form is Form.MINUTES else self.title)

    def as_data(self) -> dict[str, Any]:
        """Give plain data for the PDF writer; every text stays data."""
        most = MOST_LYING if self.landscape else MOST
        return {
            "kind": self.kind,
            "form": str(self.form),
            "office": self.office,
            "title": broken(self.shown_title, most),
            "number": None if self.number is None else self.number_line,
            "reference": self.reference,
            "page_signatures": list(self.page_signatures),
            "mark": self.mark,
            "masthead": self.masthead,
            "masthead_pt": self.masthead_pt,
            "signatory": self.signatory,
            "landscape": self.landscape,
            "headed": self.headed,
            "dated": self.dated.isoformat() if self.dated else "",
            "blocks": [
                {**_block_data(block, most), "leads": leads_to_ending(self.blocks, place)}
                for place, block in enumerate(self.blocks)
            ],
        }

    def texts(self) -> str:
        """Every word on the paper, for the check that each can be printed."""
        return "".join(_strings(self.as_data()))


def _block_data(block: Block, most: int) -> dict[str, Any]:
    data = {"block": type(block).__name__, **asdict(block)}
    if isinstance(block, (Annex, Cut)):
        data["title"] = broken(block.title, most)
    if isinstance(block, Big):
        data["text"] = broken(block.text, most)
    if isinstance(block, Table):
        data["rows"] = [{"row": type(row).__name__, **asdict(row)} for row in block.rows]
    return data


def _strings(thing: object) -> list[str]:
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, dict):
        return [text for value in thing.values() for text in _strings(value)]
    if isinstance(thing, (list, tuple)):
        return [text for value in thing for text in _strings(value)]
    return []
