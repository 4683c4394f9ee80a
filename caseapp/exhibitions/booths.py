"""Booths and names as they are found again, however they were typed: one width, one case, no signs; pure."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LONGEST_BOOTH = 60
LONGEST_NAME = 200
_SIGNS = re.compile(r"[\W_]+")
# What stands around a booth without telling it from others.
_BOOTH_WORDS = re.compile(r"号?[展摊]位号?|NO\.?|号$")
_HALL_WORDS = re.compile(r"第|展馆|展厅|号馆|[馆厅区]|号|HALL")
# 1号馆A12, 二号展厅 B-3: the hall says so itself.
_SAID = re.compile(r"^(?P<hall>.{1,20}?(?:号?展?[馆厅]))(?P<booth>.+)$")
# 3A12, N1A05, 3-A12: figures before letters are the hall. A12 and A-12 are a booth alone.
_LED = re.compile(r"^(?P<hall>[0-9]{1,2}|[A-Z][0-9]{1,2})\W?(?P<booth>[A-Z].*)$")
_HALL_AND_SIGN = r"^{hall}(?:号?展?[馆厅]|[\W_])(?P<booth>.+)$"
_FIGURES = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,3}")


class Place(NamedTuple):
    """A hall and a booth in it, both as marks."""

    hall: str
    booth: str


def booth_mark(hall: str, booth: str) -> str:
    """Return by what a booth is found: A12@1 is booth A12 of hall 1, A12@ one whose hall nobody said."""
    place = read_place(hall, booth)
    return f"{place.booth}@{place.hall}"[:LONGEST_BOOTH]


def name_mark(name: str) -> str:
    """Return a name as it is compared: one width, small letters, no signs or blanks."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name)).casefold()[:LONGEST_NAME]


def read_place(hall: str, booth: str) -> Place:
    """Take hall and booth apart where they were written in one."""
    said, text = _hall(hall), _wide(booth)
    if said:
        return Place(said, _plain_booth(_without(said, text)))
    found = _SAID.match(text) or _LED.match(text)
    if found is None:
        return Place("", _plain_booth(text))
    return Place(_hall(found["hall"]), _plain_booth(found["booth"]))


def readings(words: str) -> list[str]:
    """Return the beginnings of marks a typed booth may mean: with its hall, and as it stands."""
    text = _wide(words)
    place = read_place("", words)
    whole = _SIGNS.sub("", text)
    found = [f"{place.booth}@{place.hall}"] if place.hall and place.booth else []
    # 3-12 may be booth 12 of hall 3 as well as booth 312.
    parts = re.fullmatch(r"([0-9A-Z]{1,3})[\W_]+([0-9A-Z]+)", text)
    found += [f"{parts[2]}@{parts[1]}"] if parts else []
    plain = place.booth if not place.hall else whole
    return list(dict.fromkeys(one for one in (*found, plain) if one.strip("@")))


def _wide(text: str) -> str:
    """Return a text in one width and in capitals, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def _plain_booth(text: str) -> str:
    return _SIGNS.sub("", _BOOTH_WORDS.sub("", text)) or _SIGNS.sub("", text)


def _hall(text: str) -> str:
    """Return a hall without its words: 第一展馆, 1号馆 and 1 are one."""
    plain = _wide(text)
    rest = _SIGNS.sub("", _HALL_WORDS.sub("", plain)) or _SIGNS.sub("", plain)
    return _COUNTED.sub(lambda found: str(_counted(found[0])), rest)


def _counted(text: str) -> int:
    """Read a Chinese figure up to ninety-nine."""
    tens, ten, ones = text.rpartition("十")
    return (_FIGURES.get(tens, 1) * 10 if ten else 0) + _FIGURES.get(ones, 0)


def _without(hall: str, booth: str) -> str:
    """Drop the hall that stands in its booth once more: 1-A12, 1号馆A12 and 1A12 in hall 1."""
    counted = _COUNTED.sub(lambda found: str(_counted(found[0])), booth)
    again = re.match(_HALL_AND_SIGN.format(hall=re.escape(hall)), counted)
    again = again or re.match(rf"^{re.escape(hall)}(?P<booth>[A-Z].*)$", counted)
    return again["booth"] if again and _is_figured(hall) else booth


def _is_figured(hall: str) -> bool:
    """Say whether a hall is told from its booths by figures: booth A-12 of hall A keeps its letter."""
    return any(one.isdigit() for one in hall)
