"""Fills a paper text with values; a value is data and is never read as markup or filled again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from caseapp.documents import markup
from caseapp.documents.markup import PLACEHOLDER, ROW_NUMBER, Group, Line, Node, PaperFault
from caseapp.documents.paper import (
    Annex,
    Big,
    BlankBelow,
    Block,
    Cell,
    Cut,
    Enclosures,
    Ending,
    Field,
    FieldRow,
    Gap,
    Heading,
    Imprint,
    Listed,
    Note,
    Opinion,
    Paragraph,
    Remark,
    Row,
    Signatures,
    Struck,
    Table,
)
from caseapp.documents.values import Value, Values, clean, words

BLANK = "\uff3f" * 4  # a line to write on
ROW_MM = 9
STOPS = "。；，、"
MARKS = tuple(STOPS)
DIGITS = "〇一二三四五六七八九十"
LEVELS = {"#": 1, "##": 2, "###": 3}
PLACES = {"": "body", ">": "flush", "@右": "right", "@居中": "centre"}
ASIDE = ("@页签", "@签发人", "@标题")
BEFORE_ISSUE = "　　年　月　日"


@dataclass(slots=True)
class Filled:
    """The blocks of a filled text and what stands at the foot of each page."""

    blocks: list[Block] = field(default_factory=list)
    page_signatures: tuple[str, ...] = ()
    signatory: str = ""
    heading: str = ""  # where the text words its own title


@dataclass(slots=True)
class _Scope:
    """The values in sight: those of the paper, and inside a repeated part those of its row."""

    values: Values
    rows: str = ""
    row: Mapping[str, str] = field(default_factory=dict)
    number: int = 0

    def word(self, name: str) -> str:
        if name == ROW_NUMBER and self.rows:
            return str(self.number)
        listed, dot, column = name.partition(".")
        if dot:
            return clean(self.row.get(column, "")) if listed == self.rows else ""
        value = self.values.get(name, "")
        return words(name, value) if isinstance(value, str) else ""

    def fill(self, text: str, blank: str = "") -> str:
        """Put the words in, in one pass: what a value contains is never looked at."""

        def put(hit: re.Match[str]) -> str:
            word = self.word(hit[1]) or blank
            # A sentence typed with its stop does not get a second one from the text.
            return word.rstrip(STOPS) if text[hit.end() : hit.end() + 1] in MARKS else word

        return PLACEHOLDER.sub(put, text)

    def listed(self, name: str) -> Sequence[Mapping[str, str]]:
        value = self.values.get(name, ())
        return () if isinstance(value, str) else value

    def has(self, name: str) -> bool:
        value: Value = self.values.get(name, "")
        return bool(value.strip() if isinstance(value, str) else value)


@dataclass(slots=True)
class _Ordinals:
    """Counts headings and items, so that an optional part leaves no hole."""

    headings: list[int] = field(default_factory=lambda: [0, 0, 0])
    item: int = 0

    def heading(self, level: int) -> str:
        self.headings[level - 1] += 1
        self.headings[level:] = [0] * (3 - level)
        count = self.headings[level - 1]
        return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.")[level - 1]


def chinese(number: int) -> str:
    """Write an ordinal below a hundred in Chinese figures."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def fill(text: str, values: Values) -> Filled:
    """Fill a paper text; unknown words are a fault of the text, found before it is shipped."""
    found = markup.faults(text)
    if found:
        raise PaperFault("".join(found))
    filler = _Filler()
    filler.walk(markup.parse(text), _Scope(values))
    return filler.out


class _Filler:
    """Walks the tree and lays down the blocks."""

    def __init__(self) -> None:
        self.out = Filled()
        self.ordinals = _Ordinals()

    def walk(self, nodes: Sequence[Node], scope: _Scope) -> None:
        for node, inner in _unfolded(nodes, scope):
            if isinstance(node, Group):
                self.out.blocks.append(_table(node, inner))
                continue
            if node.sign != "+":
                self.ordinals.item = 0
            self.out.blocks.extend(self._line(node, inner))

    def _line(self, line: Line, scope: _Scope) -> list[Block]:
        if line.sign in LEVELS:
            level = LEVELS[line.sign]
            return [Heading(level, self.ordinals.heading(level) + scope.fill(line.cells[0], BLANK))]
        if line.sign == "+":
            self.ordinals.item += 1
            text = f"{self.ordinals.item}.{scope.fill(line.cells[0], BLANK)}"
            return list(_paragraphs("", text))
        if line.sign in ASIDE:
            self._aside(line, scope)
            return []
        if line.sign in PLACES:
            return list(_paragraphs(line.sign, scope.fill(line.cells[0], BLANK)))
        if line.sign == "@附件说明":
            names = _enclosed(line, scope)
            return [Enclosures(names)] if names else []
        return [MAKERS[line.sign](line, scope)]

    def _aside(self, line: Line, scope: _Scope) -> None:
        """Take what stands outside the running text: in the head or at the foot."""
        if line.sign == "@页签":
            self.out.page_signatures = line.cells
        elif line.sign == "@签发人":
            self.out.signatory = scope.fill(line.cells[0])
        else:
            self.out.heading = scope.fill(line.cells[0], BLANK)


def _unfolded(nodes: Sequence[Node], scope: _Scope) -> Iterator[tuple[Node, _Scope]]:
    """Give the nodes that remain: conditions decided, repeated parts repeated."""
    for node in nodes:
        if isinstance(node, Line) or node.sign == "@表":
            yield node, scope
        elif node.sign == "@每":
            name = node.argument.split(" ")[0]
            for number, row in enumerate(scope.listed(name), 1):
                inner = _Scope(scope.values, name, row, number)
                yield from _unfolded(node.children, inner)
        elif scope.has(node.argument) == (node.sign == "@若"):
            yield from _unfolded(node.children, scope)


def _paragraphs(sign: str, text: str) -> Iterator[Paragraph]:
    for part in text.split("\n"):
        if part.strip():
            place = PLACES[sign]
            yield Paragraph(part.strip(), place)  # type: ignore[arg-type] # a value of PLACES


def _pairs(line: Line, scope: _Scope) -> tuple[Field, ...]:
    if len(line.cells) % 2:
        raise PaperFault(f"第{line.number}行：标签和内容没有成对。")
    cells = [scope.fill(cell) for cell in line.cells]
    return tuple(Field(label, value) for label, value in zip(cells[::2], cells[1::2], strict=True))


def _field_row(line: Line, scope: _Scope) -> Block:
    return FieldRow(_pairs(line, scope))


def _signatures(line: Line, scope: _Scope) -> Block:
    return Signatures(_pairs(line, scope))


def _ending(line: Line, scope: _Scope) -> Block:
    on = scope.word("签发日期") or BEFORE_ISSUE
    return Ending(scope.word("机关"), on, sealed=line.cells[0] != "无章")


def _annex(line: Line, scope: _Scope) -> Block:
    mark, title, *reference = (scope.fill(cell) for cell in line.cells)
    return Annex(mark, title, "".join(reference))


def _enclosed(line: Line, scope: _Scope) -> tuple[str, ...]:
    """Name what is enclosed: the cells of the line, or one for each row of a list."""
    for name in markup.named(line):
        listed, _, column = name.partition(".")
        return tuple(
            word for row in scope.listed(listed) if (word := clean(row.get(column, "")).strip())
        )
    filled = "\n".join(scope.fill(cell) for cell in line.cells)
    return tuple(name.strip() for name in filled.split("\n") if name.strip())


def _imprint(line: Line, scope: _Scope) -> Block:
    names = markup.named(line)
    copies_to = scope.word(names[0]) if names else scope.fill(line.cells[0])
    on = scope.word("签发日期") or BEFORE_ISSUE
    return Imprint(copies_to, scope.word("机关"), on)


def _remark(line: Line, scope: _Scope) -> Block:
    return Remark(scope.fill(line.cells[0], BLANK).strip("（）"))


def _listed(line: Line, scope: _Scope) -> Block:
    label, *words_after = (scope.fill(cell, BLANK) for cell in line.cells)
    return Listed(label.rstrip("：") + "：", "".join(words_after))


MAKERS: dict[str, Callable[[Line, _Scope], Block]] = {
    "=": _field_row,
    "@签名": _signatures,
    "@落款": _ending,
    "@附页": _annex,
    "@注": lambda line, scope: Note(scope.fill(line.cells[0], BLANK)),
    "@以下空白": lambda _line, _scope: BlankBelow(),
    "@空行": lambda _line, _scope: Gap(),
    "@大字": lambda line, scope: Big(scope.fill(line.cells[0], BLANK)),
    "@裁切": lambda line, scope: Cut(scope.fill(line.cells[0], BLANK)),
    "@附注": _remark,
    "@名单": _listed,
    "@版记": _imprint,
}


def _table(group: Group, scope: _Scope) -> Table:
    widths = tuple(int(width) for width in group.argument.split())
    rows: list[Row | Opinion | Struck] = []
    for child in group.children:
        if isinstance(child, Group) and child.sign == "@每":
            rows.extend(_listed_rows(child, scope, len(widths)))
            continue
        for node, inner in _unfolded((child,), scope):
            rows.append(_table_row(node, inner, len(widths)))
    return Table(widths, tuple(rows))


def _listed_rows(group: Group, scope: _Scope, columns: int) -> Iterator[Row | Opinion | Struck]:
    """Give the rows of a list; what is left of `至少 n` rows is struck out."""
    made = 0
    for node, inner in _unfolded((group,), scope):
        made += 1
        yield _table_row(node, inner, columns)
    at_least = group.argument.partition("至少")[2].strip()
    left = int(at_least) - made if at_least.isdigit() else 0
    if left > 0:
        yield Struck(left)


def _table_row(node: Node, scope: _Scope, columns: int) -> Row | Opinion:
    if isinstance(node, Group):
        raise PaperFault(f"第{node.number}行：表格里不能再有表格。")
    if node.sign == "@意见":
        label, text, sign_label, signer, on = (scope.fill(cell) for cell in node.cells)
        return Opinion(label, text, sign_label, signer, on)
    if node.sign not in ("|", "|!"):
        raise PaperFault(f"第{node.number}行：表格里只能有表行和意见。")
    return _row(node, scope, columns)


def _row(line: Line, scope: _Scope, columns: int) -> Row:
    height, cells = _height(line.cells)
    if len(cells) > columns:
        raise PaperFault(f"第{line.number}行：这一行的格子比表格的栏多。")
    made = [_cell(cell, scope, head=line.sign == "|!") for cell in cells]
    made[-1] = replace(made[-1], span=columns - len(made) + 1)
    return Row(tuple(made), head=line.sign == "|!", height_mm=height)


def _height(cells: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """A row may begin with its least height, such as 高40."""
    first = cells[0].removeprefix("高")
    if cells[0].startswith("高") and first.isdigit():
        return int(first), cells[1:]
    return ROW_MM, cells


def _cell(cell: str, scope: _Scope, *, head: bool) -> Cell:
    centred = cell.startswith("^")
    source = cell.removeprefix("^").strip()
    label = head or not PLACEHOLDER.search(source)
    return Cell(scope.fill(source), label=label, centred=centred or label)
