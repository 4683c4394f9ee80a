"""Reads the markup of a paper text into a tree; knows the signs, not the values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caseapp.documents.placeholders import PLACEHOLDERS, Placeholder

PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
ROW_NUMBER = "序号"


class PaperFault(ValueError):
    """A paper text that cannot be read; says the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its sign, its cells."""

    sign: str
    cells: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a condition, repeated for each row, or inside a table."""

    sign: str
    argument: str
    children: tuple[Node, ...]
    number: int


Node = Line | Group

OPENERS = {"@若": "@完", "@若无": "@完", "@每": "@完", "@表": "@表完"}
COMMANDS = {
    *("@意见", "@签名", "@落款", "@以下空白", "@注", "@附页", "@页签", "@空行", "@右", "@居中"),
    *("@大字", "@标题", "@签发人", "@附件说明", "@附注", "@名单", "@版记", "@裁切"),
}
# Longer signs first, so that ### is not read as #.
SIGNS = ("###", "##", "#", "|!", "|", ">", "=", "+")
CELLED = {"|!", "|", "=", "@意见", "@签名", "@附页", "@页签", "@附件说明", "@名单"}
EACH = "每 "  # 附件说明 每 清单.栏目: one enclosure for each row


def parse(text: str) -> tuple[Node, ...]:
    """Read a paper text; raise PaperFault with the line number when it cannot be read."""
    lines = iter([(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)])
    return tuple(_read(lines, until="", opened=0))


def _read(lines: Iterator[tuple[int, str]], *, until: str, opened: int) -> list[Node]:
    nodes: list[Node] = []
    for number, line in lines:
        if not line or line.startswith("%"):
            continue
        if line == until:
            return nodes
        nodes.append(_node(lines, number, line))
    if until:
        raise PaperFault(f"第{opened}行开始的一段没有用“{until}”结束。")
    return nodes


def _node(lines: Iterator[tuple[int, str]], number: int, line: str) -> Node:
    if not line.startswith("@"):
        return _plain(number, line)
    command, _, rest = line.partition(" ")
    rest = rest.strip()
    if command in OPENERS:
        children = _read(lines, until=OPENERS[command], opened=number)
        return Group(command, rest, tuple(children), number)
    if command not in COMMANDS:
        raise PaperFault(f"第{number}行：没有“{command}”这个记号。")
    return Line(command, _cells(command, rest), number)


def _plain(number: int, line: str) -> Line:
    if line.startswith("\\"):
        return Line("", (line[1:],), number)
    for sign in SIGNS:
        if line.startswith(sign):
            return Line(sign, _cells(sign, line[len(sign) :].strip()), number)
    return Line("", (line,), number)


def _cells(sign: str, rest: str) -> tuple[str, ...]:
    if sign not in CELLED:
        return (rest,)
    return tuple(cell.strip() for cell in rest.split("|"))


def faults(text: str) -> list[str]:
    """Say every mistake in a paper text: a wrong sign, a word the dictionary does not have."""
    try:
        nodes = parse(text)
    except PaperFault as fault:
        return [str(fault)]
    return list(_faults(nodes, rows=""))


def names(text: str) -> set[str]:
    """Give every value a paper text asks for, columns of lists as 清单.栏目."""
    return set(_names(parse(text)))


def _names(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Line):
            for cell in node.cells:
                yield from PLACEHOLDER.findall(cell)
            yield from named(node)
            continue
        if node.sign != "@表":
            yield node.argument.split(" ")[0]
        yield from _names(node.children)


def named(line: Line) -> tuple[str, ...]:
    """Give the word a line names without braces: whom copies go to, the column of enclosures."""
    argument = line.cells[0]
    if line.sign == "@附件说明" and argument.startswith(EACH):
        return (argument.removeprefix(EACH).strip(),)
    if line.sign == "@版记" and argument and not PLACEHOLDER.search(argument):
        return (argument,)
    return ()


def _faults(nodes: tuple[Node, ...], *, rows: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Line):
            for cell in node.cells:
                yield from _cell_faults(cell, node.number, rows)
            yield from _named_faults(node)
            continue
        yield from _group_faults(node)
        inner = node.argument.split(" ")[0] if node.sign == "@每" else rows
        yield from _faults(node.children, rows=inner)


def _named_faults(line: Line) -> Iterator[str]:
    for name in named(line):
        if line.sign == "@附件说明" and "." not in name:
            yield f"第{line.number}行：“{name}”不是清单的一栏，不能逐行列出。"
        elif not _known(name, name.partition(".")[0]):
            yield f"第{line.number}行：词典里没有“{name}”。"


def _group_faults(group: Group) -> Iterator[str]:
    if group.sign == "@表":
        if not all(width.isdigit() for width in group.argument.split()):
            yield f"第{group.number}行：表格各栏的宽度应当是数字。"
        return
    name = group.argument.split(" ")[0]
    known = PLACEHOLDERS.get(name)
    if known is None:
        yield f"第{group.number}行：词典里没有“{name}”。"
    elif group.sign == "@每" and not known.columns:
        yield f"第{group.number}行：“{name}”不是清单，不能逐行重复。"


def _cell_faults(cell: str, number: int, rows: str) -> Iterator[str]:
    for name in PLACEHOLDER.findall(cell):
        if name == ROW_NUMBER and rows:
            continue
        if not _known(name, rows):
            yield f"第{number}行：词典里没有“{name}”。"
    rest = PLACEHOLDER.sub("", cell)
    if "{{" in rest or "}}" in rest:
        yield f"第{number}行：大括号没有成对。"


def _known(name: str, rows: str) -> bool:
    listed, dot, column = name.partition(".")
    found: Placeholder | None = PLACEHOLDERS.get(listed)
    if found is None:
        return False
    if dot:
        return listed == rows and column in found.columns
    return not found.columns
