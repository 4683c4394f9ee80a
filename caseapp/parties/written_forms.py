"""Finding a protected name, number or address in a text, in whatever form somebody wrote it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.parties.opening_rules import number

_MARKS = re.compile(r"[\W_]+")
_NUMERALS = str.maketrans("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891")
_UP_TO_CITY = re.compile(r"^.*?[省市区县](?=.)")
_ID_LENGTH = 18


@dataclass(frozen=True)
class Needle:
    """A written form to look for; a short number must not stand inside a longer one."""

    text: str
    stands_alone: bool = False

    def is_in(self, text: str) -> bool:
        """Say whether the form stands in a text of the same normal form."""
        if not self.stands_alone:
            return self.text in text
        return re.search(rf"(?<![0-9]){re.escape(self.text)}(?![0-9])", text) is not None


def normal(text: str) -> str:
    """Return one form for all widths, scripts, numerals and marks between the characters."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _simplified(plain).translate(_NUMERALS)


def needles(identity: Mapping[str, str], on: date) -> list[Needle]:
    """Return every form of an identity to look for; what is too short to tell a person is left out."""
    found = [
        *_of_name(identity.get("name", ""), number("shortest_name", on)),
        *_of_phone(identity.get("phone", ""), number("shortest_number", on)),
        *_of_id_number(identity.get("id_number", ""), number("shortest_number", on)),
        *_of_address(identity.get("address", ""), number("shortest_address", on)),
    ]
    return list(dict.fromkeys(found))


def places(texts: Mapping[str, Any], wanted: list[Needle]) -> list[str]:
    """Name the fields in which one of the forms stands, tables and lists looked through."""
    return [
        name
        for name, value in texts.items()
        if any(one.is_in(text) for text in _texts(value) for one in wanted)
    ]


def _texts(value: object) -> Iterator[str]:
    """Give each text of a field, and all of its cells as one: a name may be cut over two."""
    whole = list(_cells(value))
    yield from (normal(cell) for cell in whole)
    if len(whole) > 1:
        yield normal("".join(whole))


def _cells(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _cells(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _cells(one)
    elif value is not None:
        yield str(value)


def _of_name(text: str, least: int) -> Iterator[Needle]:
    name = normal(text)
    if len(name) >= least:
        yield Needle(name)


def _of_phone(text: str, least: int) -> Iterator[Needle]:
    digits = re.sub(r"[^0-9]", "", normal(text))
    digits = digits.removeprefix("00").removeprefix("86") if len(digits) > 12 else digits
    if len(digits) < least:
        return
    yield Needle(digits, stands_alone=len(digits) < 11)
    if digits.startswith("0"):
        # The line without its area code, which is three or four digits long.
        yield from (
            Needle(local, stands_alone=True)
            for local in (digits[3:], digits[4:])
            if least <= len(local) <= 8
        )


def _of_id_number(text: str, least: int) -> Iterator[Needle]:
    code = normal(text)
    if len(code) < least:
        return
    yield Needle(code)
    if len(code) == _ID_LENGTH:
        # As cards before 1999 wrote it: two digits of the year, no check digit.
        yield Needle(code[:6] + code[8:17], stands_alone=True)


def _of_address(text: str, least: int) -> Iterator[Needle]:
    """Look for the whole address and for what stays without province, city and district."""
    rest = normal(text)
    while len(rest) >= least:
        yield Needle(rest)
        shorter = _UP_TO_CITY.sub("", rest, count=1)
        if shorter == rest:
            return
        rest = shorter


def _simplified(text: str) -> str:
    return str(_converter().convert(text))


@functools.cache
def _converter() -> Any:
    from opencc import OpenCC  # slow import, only a file with a sealed person needs it

    return OpenCC("t2s")
