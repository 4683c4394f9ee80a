"""How the words of a draft are typed: lists as lines, one row a line, columns parted by a bar."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from caseapp.documents.placeholders import PLACEHOLDERS, Type

BAR = "｜"
# A moment is kept as 2015-06-08T09:30 and typed as an officer writes it.
KEPT_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$", re.ASCII)
TYPED_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d)$", re.ASCII)
HELP = {
    Type.DATE: "写作 2015-06-08",
    Type.INSTANT: "写作 2015-06-08 09:30",
    Type.MONEY: "写作 20000.00，大写自动生成",
}


def word_help(name: str, source: str, *, required: bool) -> str:
    """Say where a word comes from, how it is typed and that signing waits for it."""
    known = PLACEHOLDERS[name]
    source = f"{source}；定稿前必填" if required else source
    if known.type is Type.CHOICE:
        return f"{source}；可选：{'、'.join(known.options)}，多项用顿号分开"
    if known.type is Type.ROWS:
        return f"{source}；每行一项，各栏用“{BAR}”分开：{BAR.join(known.columns)}"
    shape = HELP.get(known.type, "")
    return f"{source}；{shape}" if shape else source


def written_word(value: str | Sequence[Mapping[str, str]]) -> str:
    """Write a kept word into its box."""
    if isinstance(value, str):
        return KEPT_INSTANT.sub(r"\1 \2", value)
    return "\n".join(BAR.join(map(_in_line, row.values())) for row in value)


def _in_line(cell: str) -> str:
    """Keep a cell in its line and column, or saving the draft unread would break it up."""
    return " ".join(cell.splitlines()).replace("|", "／").replace(BAR, "／")


def read_word(name: str, text: str) -> Any:
    """Read a box back; a short line fills its first columns."""
    known = PLACEHOLDERS[name]
    if known.type is Type.INSTANT:
        return TYPED_INSTANT.sub(r"\1T\2", text)
    if known.type is not Type.ROWS:
        return text
    rows = []
    for line in text.splitlines():
        if not line.strip():
            continue
        # Bars beyond the last column are part of its text: nothing typed is dropped.
        parted = line.replace("|", BAR).split(BAR, len(known.columns) - 1)
        cells = [cell.strip() for cell in parted]
        cells += [""] * (len(known.columns) - len(cells))
        rows.append(dict(zip(known.columns, cells, strict=False)))
    return rows
