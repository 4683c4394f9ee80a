"""Reads where everything stands on the pages of a PDF: words, lines, faces; of either renderer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdf

PLAIN = rb"[^()\\]|\\."
# Brackets that match stand in a string as they are.
NESTED = rb"\((?:%b|\((?:%b|\((?:%b)*\))*\))*\)" % (PLAIN, PLAIN, PLAIN)
TOKEN = re.compile(
    NESTED + rb"|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]*|[\[\]]"
    rb"|[-+]?(?:\d+\.?\d*|\.\d+)|[A-Za-z'\"*][A-Za-z0-9'\"*]*",
    re.DOTALL,
)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
MAPPED = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
CODES = re.compile(rb"<([0-9A-Fa-f]+)>")
COLOURS = ("g", "rg", "k", "sc", "scn")
SAME_LINE_PT = 1.5

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """Some characters set at one go: where they begin and end, how large, in which face."""

    x: float
    y: float
    end: float
    size: float
    face: str
    text: str
    red: bool
    tag: int  # its number in the page's order of reading, or -1 where it is no part of the text


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, drawn or filled."""

    x0: float
    y0: float
    x1: float
    y1: float
    thick: float
    red: bool

    @property
    def length(self) -> float:
        """How long it is from left to right."""
        return self.x1 - self.x0

    @property
    def level(self) -> bool:
        """Whether it lies flat."""
        return abs(self.y0 - self.y1) < 0.2 and self.length > 1


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one height, from left to right."""

    y: float
    parts: tuple[Text, ...]

    @property
    def text(self) -> str:
        """The words of the line without blanks."""
        return "".join("".join(part.text for part in self.parts).split())

    @property
    def x(self) -> float:
        """Where its first character begins."""
        return self.parts[0].x

    @property
    def end(self) -> float:
        """Where its last character ends."""
        return max(part.end for part in self.parts)

    @property
    def size(self) -> float:
        """Its largest letters."""
        return max(part.size for part in self.parts)


@dataclass(slots=True)
class Page:
    """One page in points, counted from the lower left corner."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    faces: dict[str, bool] = field(default_factory=dict)  # with whether the file carries it

    def lines(self) -> list[Line]:
        """Give the lines from top to bottom."""
        found: list[list[Text]] = []
        shown = (one for one in self.texts if one.text.strip())
        for one in sorted(shown, key=lambda text: (-text.y, text.x)):
            if found and abs(found[-1][0].y - one.y) < SAME_LINE_PT:
                found[-1].append(one)
            else:
                found.append([one])
        return [Line(parts[0].y, tuple(sorted(parts, key=lambda text: text.x))) for parts in found]


@dataclass(slots=True)
class Printed:
    """A PDF read once: its pages, and its words in the order they are to be read."""

    pages: list[Page]
    text: str = ""  # of a tagged PDF only; heads and feet are left out


def printed(content: bytes) -> Printed:
    """Read a PDF."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    fonts: dict[int, _Font] = {}
    pages = [_Reader(page, fonts).read() for page in reader.pages]
    words: dict[tuple[int, int], str] = {}
    for page, read in zip(reader.pages, pages, strict=True):
        for one in read.texts:
            key = (page.indirect_reference.idnum, one.tag)  # type: ignore[union-attr] # read from a file
            words[key] = words.get(key, "") + one.text
    root: Any = reader.trailer["/Root"]
    tree = root.get("/StructTreeRoot")
    order = () if tree is None else _order(tree.get_object(), 0)
    return Printed(pages, "".join(words.get(key, "") for key in order))


def _order(element: Any, page: int) -> Iterator[tuple[int, int]]:
    """Walk the tree of structure, which is flat lists, numbers and references to pages."""
    page = element.raw_get("/Pg").idnum if "/Pg" in element else page
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, int):
            yield page, int(inner)
        elif "/MCID" in inner:
            yield (inner.raw_get("/Pg").idnum if "/Pg" in inner else page), int(inner["/MCID"])
        else:
            yield from _order(inner, page)


@dataclass(slots=True)
class _Font:
    """How the codes of one face read and how wide they are."""

    name: str
    embedded: bool
    length: int
    words: dict[int, str]
    widths: dict[int, float]
    otherwise: float

    def read(self, coded: bytes) -> Iterator[tuple[str, float]]:
        for at in range(0, len(coded), self.length):
            code = int.from_bytes(coded[at : at + self.length], "big")
            yield self.words.get(code, ""), self.widths.get(code, self.otherwise)


def _font(told: Any) -> _Font:
    composite = "/DescendantFonts" in told
    inner = told["/DescendantFonts"][0].get_object() if composite else told
    about = inner["/FontDescriptor"]
    words = _words(told["/ToUnicode"].get_data()) if "/ToUnicode" in told else {}
    return _Font(
        name=str(told["/BaseFont"]).removeprefix("/").partition("+")[2],
        embedded=any(f"/FontFile{kind}" in about for kind in ("", "2", "3")),
        length=2 if composite else 1,
        words=words,
        widths=_wide(inner.get("/W", ())) if composite else _narrow(told),
        otherwise=float(inner.get("/DW", 1000)),
    )


def _narrow(told: Any) -> dict[int, float]:
    return {
        int(told.get("/FirstChar", 0)) + at: float(one)
        for at, one in enumerate(told.get("/Widths", ()))
    }


def _wide(told: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    items = [one.get_object() for one in told]
    at = 0
    while at < len(items):
        first = int(items[at])
        if isinstance(items[at + 1], list):
            found |= {first + n: float(one) for n, one in enumerate(items[at + 1])}
            at += 2
        else:
            last, width = int(items[at + 1]), float(items[at + 2])
            found |= dict.fromkeys(range(first, last + 1), width)
            at += 3
    return found


def _words(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, body in MAPPED.findall(cmap):
        if kind == b"char":
            codes = CODES.findall(body)
            found |= {int(a, 16): _char(b) for a, b in zip(codes[::2], codes[1::2], strict=True)}
            continue
        for line in body.strip().splitlines():
            first, last, *to = CODES.findall(line)
            found |= _range(int(first, 16), int(last, 16), to)
    return found


def _range(first: int, last: int, to: list[bytes]) -> dict[int, str]:
    if len(to) > 1:
        return {first + n: _char(one) for n, one in enumerate(to)}
    start = int(to[0], 16)
    return {code: chr(start + code - first) for code in range(first, last + 1)}


def _char(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


@dataclass(frozen=True, slots=True)
class _State:
    """What a pair of q and Q keeps."""

    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    thick: float = 1
    fill: tuple[float, ...] = (0,)
    stroke: tuple[float, ...] = (0,)
    face: str = ""
    size: float = 0
    gap: float = 0


def _by(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _is_red(colour: tuple[float, ...]) -> bool:
    return len(colour) == 3 and colour[0] > 0.9 and max(colour[1:]) < 0.1


class _Reader:
    """Walks the operators of one page."""

    def __init__(self, page: Any, fonts: dict[int, _Font]) -> None:
        box = page.mediabox
        self.page = Page(float(box.width), float(box.height))
        self.content: bytes = page.get_contents().get_data()
        self.fonts: dict[str, _Font] = {}
        for name, told in page["/Resources"].get("/Font", {}).items():
            known = told.idnum if hasattr(told, "idnum") else id(told)
            if known not in fonts:
                fonts[known] = _font(told.get_object())
            self.fonts[name] = fonts[known]
            self.page.faces[fonts[known].name] = fonts[known].embedded
        self.state = _State()
        self.kept: list[_State] = []
        self.text: Matrix = (1, 0, 0, 1, 0, 0)
        self.line: Matrix = self.text
        self.path: list[tuple[float, float]] = []
        self.boxes: list[tuple[float, float, float, float]] = []
        self.marked: list[int] = []

    def read(self) -> Page:
        waiting: list[Any] = []
        array: list[Any] | None = None
        for token in TOKEN.findall(self.content):
            if token == b"[":
                array = []
            elif token == b"]" and array is not None:
                waiting.append(array)
                array = None
            elif (value := _value(token)) is not None:
                (waiting if array is None else array).append(value)
            elif token not in (b"<<", b">>"):
                self._do(token.decode(), waiting)
                waiting = []
        return self.page

    def _do(self, operator: str, given: list[Any]) -> None:
        known = getattr(self, f"_{ACTS.get(operator, '')}", None)
        if operator.lower() in COLOURS:
            numbers = tuple(one for one in given if isinstance(one, float))
            change = {"fill": numbers} if operator.islower() else {"stroke": numbers}
            self.state = replace(self.state, **change)  # type: ignore[arg-type] # two fields of one type
        elif known is not None:
            known(*given)

    def _keep(self) -> None:
        self.kept.append(self.state)

    def _restore(self) -> None:
        self.state = self.kept.pop()

    def _move(self, *given: float) -> None:
        self.state = replace(self.state, matrix=_by(given, self.state.matrix))  # type: ignore[arg-type] # six numbers

    def _thicken(self, thick: float) -> None:
        self.state = replace(self.state, thick=thick)

    def _begin_text(self) -> None:
        self.text = self.line = (1, 0, 0, 1, 0, 0)

    def _choose(self, face: str, size: float) -> None:
        self.state = replace(self.state, face=face, size=size)

    def _widen(self, gap: float) -> None:
        self.state = replace(self.state, gap=gap)

    def _place(self, *given: float) -> None:
        self.text = self.line = given  # type: ignore[assignment] # six numbers

    def _step(self, x: float, y: float) -> None:
        self.line = self.text = _by((1, 0, 0, 1, x, y), self.line)

    def _show(self, coded: bytes) -> None:
        self._show_all([coded])

    def _show_all(self, items: list[Any]) -> None:
        font, size = self.fonts[self.state.face], self.state.size
        words, along, inked = "", 0.0, 0.0
        for item in items:
            if isinstance(item, float):
                along -= item / 1000 * size
                continue
            for char, width in font.read(item):
                words += char
                along += width / 1000 * size + self.state.gap
                inked = inked if char.isspace() else along
        begin = _by(self.text, self.state.matrix)
        # Blanks at the end of a line hang over and are not seen.
        end = _by(_by((1, 0, 0, 1, inked, 0), self.text), self.state.matrix)
        self.text = _by((1, 0, 0, 1, along, 0), self.text)
        scale = abs(begin[0]) or abs(begin[1])
        self.page.texts.append(
            Text(
                *(begin[4], begin[5], end[4], round(size * scale, 2), font.name, words),
                red=_is_red(self.state.fill),
                tag=self.marked[-1] if self.marked else -1,
            )
        )

    def _begin_mark(self, *about: Any) -> None:
        outer = self.marked[-1] if self.marked else -1
        at = about.index("/MCID") if "/MCID" in about else -1
        self.marked.append(outer if at < 0 else int(about[at + 1]))

    def _end_mark(self) -> None:
        self.marked.pop()

    def _point(self, x: float, y: float) -> None:
        self.path.append(self._at(x, y))

    def _box(self, *box: float) -> None:
        x, y, width, height = box
        self.boxes.append((*self._at(x, y), *self._at(x + width, y + height)))

    def _draw(self) -> None:
        thick = self.state.thick * (abs(self.state.matrix[0]) or abs(self.state.matrix[1]))
        red = _is_red(self.state.stroke)
        for (x0, y0), (x1, y1) in zip(self.path[::2], self.path[1::2], strict=False):
            (a, b), (c, d) = sorted([(x0, y0), (x1, y1)])
            self.page.rules.append(Rule(a, b, c, d, thick, red=red))
        self._forget()

    def _fill(self) -> None:
        for x0, y0, x1, y1 in self.boxes:
            middle, thick = (y0 + y1) / 2, abs(y1 - y0)
            if thick < 6:
                red = _is_red(self.state.fill)
                self.page.rules.append(
                    Rule(min(x0, x1), middle, max(x0, x1), middle, thick, red=red)
                )
        self._forget()

    def _forget(self) -> None:
        self.path, self.boxes = [], []

    def _at(self, x: float, y: float) -> tuple[float, float]:
        moved = _by((1, 0, 0, 1, x, y), self.state.matrix)
        return moved[4], moved[5]


ACTS = {
    "q": "keep", "Q": "restore", "cm": "move", "w": "thicken", "BT": "begin_text", "Tf": "choose",
    "Tc": "widen", "Tm": "place", "Td": "step", "Tj": "show", "TJ": "show_all", "BDC": "begin_mark",
    "BMC": "begin_mark", "EMC": "end_mark", "m": "point", "l": "point", "re": "box", "S": "draw",
    "s": "draw", "f": "fill", "f*": "fill", "n": "forget",
}  # fmt: skip


def _value(token: bytes) -> Any:
    if token[:1] == b"(":
        return ESCAPED.sub(_escaped, token[1:-1])
    if token[:1] == b"<" and token[:2] != b"<<":
        return bytes.fromhex(token[1:-1].decode())
    if token[:1] == b"/":
        return token.decode("latin-1")
    if token[:1].isdigit() or token[:1] in b"+-.":
        return float(token)
    return None


def _escaped(hit: re.Match[bytes]) -> bytes:
    told = hit[1]
    if told[:1].isdigit():
        return bytes([int(told, 8)])
    return LETTERS.get(told, b"" if told in (b"\n", b"\r\n") else told)
