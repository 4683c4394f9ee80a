"""What a recogniser hands back, and the one spelling all recognisers read."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal[
    "patent",
    "application",
    "publication",
    "credit_code",
    "org_code",
    "registration_no",
    "id_card",
    "phone",
    "case_no",
    "paper_no",
    "date",
    "amount",
    "text",
]


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of a text: what it is, its normal form, whether it can be right, and why."""

    kind: Kind
    normal: str
    valid: bool
    why: str
    raw: str
    span: tuple[int, int]

    def as_json(self) -> dict[str, str | bool]:
        """Return the four values other programs read."""
        return {"kind": self.kind, "normal": self.normal, "valid": self.valid, "why": self.why}


_BLANKS = "\u00a0\u00ad\u180e\u200b\u200c\u200d\u2060\u3000\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"
# One character becomes one character, so that a place in the folded text is the same in the raw.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANK = dict.fromkeys(
    [*(ord(mark) for mark in _BLANKS), *range(0x2000, 0x200B), 0x202F, 0x205F], 0x20
)
# A line end stays: a number does not continue on the next line.
_CONTROL = dict.fromkeys([c for c in (*range(32), *range(127, 160)) if c not in (10, 13)], 0x20)
_LINE_END = {13: 10, 0x2028: 10, 0x2029: 10, 0x85: 10}
_LOWER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_NARROW = {
    code: narrow
    for code, narrow in _WIDTH.items()
    if chr(narrow).isascii() and chr(narrow).isalnum()
}
_READ = {
    **_WIDTH,
    **{code: narrow - 32 for code, narrow in _WIDTH.items() if narrow in _LOWER},
    **_LOWER,
    **_BLANK,
    **_CONTROL,
    **_LINE_END,
    **dict.fromkeys(map(ord, _DASHES), ord("-")),
    **dict.fromkeys(map(ord, "•∙・‧"), ord("·")),
    0xFFE5: ord("¥"),
    0x865F: ord("号"),
}
_SHOW = {**_NARROW, **_BLANK, **_CONTROL, **_LINE_END}


def fold(text: str) -> str:
    """Return the text as recognisers read it: narrow, upper case, plain blanks, same length."""
    return text.translate(_READ)


def plain_text(text: str) -> str:
    """Return free text in one spelling: narrow letters and digits, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SHOW).split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as finders read it: folded beside the raw one, and the day it is read on."""

    raw: str
    text: str
    today: date | None

    def is_future(self, year: int) -> bool:
        """Say whether a year has not begun; without a day nothing is future."""
        return self.today is not None and year > self.today.year

    def found(
        self, kind: Kind, normal: str, span: tuple[int, int], *, wrong: Iterable[str], about: str
    ) -> Found:
        """Hand back a piece: right when nothing is wrong with it."""
        why = "；".join(wrong)
        raw = self.raw[span[0] : span[1]]
        return Found(kind=kind, normal=normal, valid=not why, why=why or about, raw=raw, span=span)


def digits_of(text: str) -> str:
    """Keep digits and capital letters: what is left of a number without its blanks and marks."""
    return "".join(mark for mark in text if mark.isascii() and mark.isalnum())
