"""The rows of a list as exhibitors: merged blocks carried down, rows of one exhibitor drawn together, each fault by its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

from caseapp.exhibitions.exhibitor_given import (
    LABELS,
    OWN,
    ExhibitGiven,
    ExhibitorGiven,
    exhibit_faults,
    faults,
    plain_code,
)
from caseapp.exhibitions.list_columns import FIELDS, MANY, Heads
from caseapp.exhibitions.sheet_reading import Table, limit

SEVERAL = re.compile(r"[、;；\n]+")
_BOOTHS = re.compile(r"[、;；,，\n]+")
# A block over so many columns that are read is a heading.
_ACROSS = 3
# By these one exhibitor is told from another.
_WHO = ("hall", "booth", "name")
_UNNAMED = "展品（名单没有写名称）"
_ODD = {
    "formula": "公式还没有算出的值，请在表格软件中打开并保存后再上传，或者改成文字。",
    "error": "公式出错，没有值，请改成文字。",
    "date": "被表格软件改成了日期（{text}），请把这一列的格式设为“文本”，改正后再上传。",
    "number": "被表格软件改成了数字，末几位已经丢失，请把这一列的格式设为“文本”后重新填写。",
}


@dataclass(frozen=True)
class Said:
    """One sentence about a cell of the list; the row counts from 1, as a spreadsheet shows it."""

    row: int
    column: str
    sentence: str
    # Its row is not entered.
    is_fault: bool = True


@dataclass
class Drawn:
    """What a list says: each exhibitor with its first row, what is wrong, what has to be known."""

    given: dict[tuple[str, str], ExhibitorGiven] = field(default_factory=dict)
    row_of: dict[tuple[str, str], int] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    # What there was no room to say.
    unsaid: int = 0
    rows: int = 0
    left_out: set[int] = field(default_factory=set)
    # Whom the rows that are left out name; the rows of which nobody can tell whom, as a spreadsheet counts.
    named: set[tuple[str, str]] = field(default_factory=set)
    nameless: list[int] = field(default_factory=list)

    @property
    def faults(self) -> list[Said]:
        """Return the sentences about rows that are not entered."""
        return sorted((one for one in self.said if one.is_fault), key=lambda one: one.row)

    @property
    def notes(self) -> list[Said]:
        """Return the sentences about what was done with rows that are entered."""
        return sorted((one for one in self.said if not one.is_fault), key=lambda one: one.row)


def draw(table: Table, head: Heads, mapping: Mapping[str, str], *, today: date) -> Drawn:
    """Read every row below the titles; a row with a fault is left out, the others are drawn together."""
    reading = _Reading(table, head, today=today)
    reading.fields = {at: mapping[one] for at, one in enumerate(head.titles) if mapping.get(one)}
    return reading.whole()


@dataclass(frozen=True)
class _Row:
    """A row as it is read: its number as a spreadsheet shows it, and what stands in it by field."""

    number: int
    cells: Mapping[str, Sequence[str]]

    @property
    def place(self) -> int:
        """Return its place in the table."""
        return self.number - 1

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands in it that is read."""
        return not any(text for texts in self.cells.values() for text in texts)

    def exhibitor(self) -> ExhibitorGiven:
        """Return who stands in it."""
        own = {name: self.cells[name][0] for name in OWN if name in self.cells}
        return ExhibitorGiven(
            booth=own.pop("booth", ""),
            name=own.pop("name", ""),
            credit_code=plain_code(own.pop("credit_code", "")),
            exhibits=(),
            **own,
        )

    def exhibits(self) -> tuple[tuple[ExhibitGiven, ...], str]:
        """Return what is shown, models and marks each to its own; else say why they stand apart."""
        names = [one for text in self.cells.get(MANY[0], ()) for one in _split(text)]
        models, marks = (_split(self.cells.get(one, [""])[0]) for one in ("model", "as_printed"))
        if len(names) <= 1:
            if not (names or models or marks):
                return (), ""
            name = next(iter([*names, *models]), _UNNAMED)
            return (ExhibitGiven(name, "、".join(models), "、".join(marks)),), ""
        if all(len(one) in (0, len(names)) for one in (models, marks)):
            together = zip_longest(names, models, marks, fillvalue="")
            return tuple(ExhibitGiven(*one) for one in together), ""
        counted = f"展品 {len(names)} 项，型号 {len(models)} 个，专利标注 {len(marks)} 个"
        first = ExhibitGiven(names[0], "、".join(models), "、".join(marks))
        told = (first, *map(ExhibitGiven, names[1:]))
        return told, f"{counted}，数目不同，型号和专利标注都记在第一项展品上。"


class _Reading:
    """One reading of a list, row by row."""

    def __init__(self, table: Table, head: Heads, *, today: date) -> None:
        self.table, self.head, self.today = table, head, today
        self.most = limit("said", on=today)
        # The columns that are read: place to field.
        self.fields: dict[int, str] = {}
        self.drawn = Drawn()
        self.carried: dict[tuple[int, int], str] = {}
        # Rows of blocks that cannot be told apart, with the fields the blocks run over.
        self.mixed: dict[int, set[str]] = {}
        self.headings: set[int] = set()

    def whole(self) -> Drawn:
        """Read all rows and say what they come to."""
        for block in self.table.merged:
            self.merge(block)
        for place in range(self.head.first, len(self.table.rows)):
            row = _Row(place + 1, self.cells(place))
            if row.is_empty or place in self.headings:
                continue
            self.drawn.rows += 1
            found = () if place in self.mixed else tuple(self.faults(row))
            if found or place in self.mixed:
                self.note(*found)
                self.leave_out(row)
            else:
                self.take(row)
        self.tell_shared()
        return self.drawn

    def leave_out(self, row: _Row) -> None:
        """Leave a row out, and keep whom it names: who is on the list is not gone."""
        self.drawn.left_out.add(row.place)
        told = row.exhibitor()
        odd = {name for at, name in self.fields.items() if (row.place, at) in self.table.odd}
        unclear = odd | self.mixed.get(row.place, set()) | set(faults(told, today=self.today))
        if unclear & set(_WHO):
            self.drawn.nameless.append(row.number)
        else:
            self.drawn.named.update(replace(told, booth=one).key for one in _booths(told))

    def say(self, row: int, name: str, words: str) -> None:
        """Add a sentence about a row that is entered."""
        self.note(Said(row, self.title(name), words, is_fault=False))

    def note(self, *said: Said) -> None:
        """Keep sentences about the list, as many as somebody may read; the others are counted."""
        room = self.most - len(self.drawn.said)
        self.drawn.said += said[:room]
        self.drawn.unsaid += max(0, len(said) - room)

    def title(self, name: str) -> str:
        """Return the title of the column a field stands in."""
        place = next((at for at, one in self.fields.items() if one == name), None)
        return FIELDS[name] if place is None else self.head.titles[place]

    def merge(self, block: tuple[int, int, int, int]) -> None:
        """Carry the value of a block over one column down; one over several columns cannot be told apart."""
        first, left, last, right = block
        text = self.table.cell(first, left)
        over = [place for place in self.fields if left <= place <= right]
        rows = range(max(first, self.head.first), min(last, len(self.table.rows) - 1) + 1)
        if not (rows and over and text):
            return
        if len(over) > 1:
            beside = [*self.table.rows[first][:left], *self.table.rows[first][right + 1 :]]
            # A line across the sheet is a heading, nobody's row.
            if len(rows) == 1 and len(over) >= _ACROSS and not any(beside):
                self.headings.add(first)
                words = f"整行合并的小标题“{text[:30]}”，没有作为参展商登记。"
                self.say(first + 1, self.fields[over[0]], words)
            else:
                for row in rows:
                    self.mixed.setdefault(row, set()).update(self.fields[one] for one in over)
                self.tell_unclear(text, over, rows)
            return
        self.carried.update(dict.fromkeys(((row, over[0]) for row in rows), text))
        if len(rows) > 1:
            words = f"第 {rows[0] + 1} 至 {rows[-1] + 1} 行合并，都按“{text[:30]}”登记。"
            self.say(rows[0] + 1, self.fields[over[0]], words)

    def tell_unclear(self, text: str, over: Sequence[int], rows: Sequence[int]) -> None:
        """Say of each row of a block which columns it runs over."""
        titles = [self.head.titles[place] for place in over]
        words = f"合并单元格跨“{'”“'.join(titles)}”，分不清“{text[:30]}”属于哪一列，请取消合并后分别填写。"
        self.note(*(Said(row + 1, titles[0], words) for row in rows))

    def cells(self, place: int) -> dict[str, list[str]]:
        """Return what stands in a row by field; several columns may be exhibits."""
        found: dict[str, list[str]] = {}
        for column, name in self.fields.items():
            text = self.carried.get((place, column)) or self.table.cell(place, column)
            found.setdefault(name, []).append(text)
        return found

    def faults(self, row: _Row) -> Iterator[Said]:
        """Say cell by cell why a row cannot be entered."""
        odd = [at for at in self.fields if (row.place, at) in self.table.odd]
        for at in odd:
            words = _ODD[self.table.odd[row.place, at]]
            text = self.table.cell(row.place, at)
            yield Said(row.number, self.head.titles[at], words.format(text=text))
        told = {self.fields[at] for at in odd}
        for name, sentence in faults(row.exhibitor(), today=self.today).items():
            if name not in told:
                yield Said(row.number, self.title(name), sentence)
        for one in row.exhibits()[0]:
            for name, sentence in exhibit_faults(one).items():
                yield Said(row.number, self.title(name), sentence)

    def take(self, row: _Row) -> None:
        """Add a sound row: to its exhibitor if that stands there already, at each booth it names."""
        exhibits, apart = row.exhibits()
        if apart:
            self.say(row.number, "exhibit", apart)
        told = replace(row.exhibitor(), exhibits=exhibits)
        booths = _booths(told)
        if len(booths) > 1:
            self.say(row.number, "booth", f"写了 {len(booths)} 个展位，分别登记。")
        for booth in booths:
            self.put(row.number, replace(told, booth=booth))

    def put(self, row: int, told: ExhibitorGiven) -> None:
        """Add who stands at a booth, or what more is said of it."""
        key = told.key
        before = self.drawn.given.get(key)
        if before is None:
            self.drawn.given[key], self.drawn.row_of[key] = told, row
            return
        first = self.drawn.row_of[key]
        if told.credit_code and before.credit_code and told.credit_code != before.credit_code:
            words = f"与第 {first} 行同一展位、同一名称，信用代码却不同，请核对。"
            self.note(Said(row, self.title("credit_code"), words))
            self.drawn.left_out.add(row - 1)
            return
        more = tuple(one for one in told.exhibits if one not in before.exhibits)
        if not more:
            self.say(row, "booth", f"与第 {first} 行重复，只登记一次。")
        self.tell_differing(row, before, told)
        filled = {name: getattr(before, name) or getattr(told, name) for name in OWN}
        self.drawn.given[key] = ExhibitorGiven(**filled, exhibits=before.exhibits + more)

    def tell_differing(self, row: int, before: ExhibitorGiven, told: ExhibitorGiven) -> None:
        """Say what a later row says otherwise; the first one counts."""
        first = self.drawn.row_of[before.key]
        for name in ("address", "contact", "phone", "agent"):
            one, other = getattr(before, name), getattr(told, name)
            if one and other and one != other:
                words = f"与第 {first} 行的{LABELS[name]}不同，登记第 {first} 行的“{one[:30]}”。"
                self.say(row, name, words)

    def tell_shared(self) -> None:
        """Say which booths several share: that is allowed, and may be a slip of the list."""
        at: dict[str, list[tuple[str, str]]] = {}
        for key in self.drawn.given:
            at.setdefault(key[0], []).append(key)
        for keys in (some for some in at.values() if len(some) > 1):
            given = [self.drawn.given[key] for key in keys]
            names = "、".join(one.name for one in given[:5])
            words = f"展位“{given[0].booth}”有 {len(keys)} 家：{names}。合用展位的照此登记，写错的请改正。"
            self.say(self.drawn.row_of[keys[1]], "booth", words)


def _booths(told: ExhibitorGiven) -> list[str]:
    return [one.strip() for one in _BOOTHS.split(told.booth) if one.strip()]


def _split(text: str) -> list[str]:
    return [one.strip() for one in SEVERAL.split(text) if one.strip()]
