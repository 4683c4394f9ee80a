"""What of a record can be found again in another: numbers, addresses, names, and a sketch of its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from caseapp.base.identifiers import Found, phone_key, read_patent_number, recognise
from caseapp.base.identifiers.phones import SHORT_LINES
from caseapp.base.identifiers.platforms import PlatformLink, find_platform_links
from caseapp.likeness import names

# What is read of a long text: the matter stands at its beginning, and an operator waits.
READ = 4000
SKETCH = 12
_GRAM = 3
_LEAST_GRAMS = 8
_MOST = {"patent": 8, "code": 4, "phone": 8, "item": 6, "shop": 4, "part": 10}
_LEAST_PRODUCT = 2


class Trait(NamedTuple):
    """One value of one kind; equal ones in two records are a reason to look."""

    kind: str
    value: str


@dataclass(frozen=True)
class Told:
    """What a record says in the words everybody who may see it reads."""

    content: str = ""
    patent: str = ""
    respondent: str = ""
    respondent_code: str = ""
    place: str = ""
    platform_link: str = ""
    product: str = ""

    def numbered(self) -> str:
        """Return the text in which numbers are looked for."""
        fields = (self.patent, self.respondent_code, self.place, self.content)
        return "\n".join(one[:READ] for one in fields if one)


@dataclass(frozen=True)
class Read:
    """The numbers and addresses that stand in a record."""

    numbers: tuple[Found, ...]
    links: tuple[PlatformLink, ...]


def read(told: Told, *, today: date | None = None) -> Read:
    """Recognise numbers and addresses; a number inside an address is part of the address."""
    addresses = f"{told.platform_link[:READ]}\n{told.numbered()}"
    links = find_platform_links(addresses)
    marks = list(told.numbered())
    start = len(told.platform_link[:READ]) + 1
    for link in links:
        first, last = (max(0, place - start) for place in link.span)
        marks[first:last] = " " * (last - first)
    return Read(tuple(recognise("".join(marks), today=today)), tuple(links))


def traits_of(
    told: Told, *, without: frozenset[str] = frozenset(), found: Read | None = None
) -> frozenset[Trait]:
    """Return the traits of a record; `without` are telephones (keys) of the caller, never kept."""
    seen = read(told) if found is None else found
    numbered = [*_numbers(seen, without), *_addresses(seen)]
    kept: list[Trait] = []
    for kind, most in _MOST.items():
        kept += list(dict.fromkeys(one for one in numbered if one.kind == kind))[:most]
    return frozenset([*kept, *_of_name(told.respondent), *_of_place(told), *_of_words(told)])


def sketch(text: str) -> frozenset[str]:
    """Return the smallest hashes of a text's neighbours: near-equal texts share most of them."""
    plain = names.plain(text[:READ])
    grams = {plain[at : at + _GRAM] for at in range(len(plain) - _GRAM + 1)}
    if len(grams) < _LEAST_GRAMS:
        return frozenset()  # too short to be told from any other
    hashed = (hashlib.blake2b(one.encode(), digest_size=4).hexdigest() for one in grams)
    return frozenset(sorted(hashed)[:SKETCH])


def _numbers(seen: Read, without: frozenset[str]) -> Iterator[Trait]:
    for one in seen.numbers:
        if one.kind in ("patent", "application"):
            # A wrong check digit is a slip of the pen or the forgery itself: the body tells.
            number = read_patent_number(one.normal)
            yield Trait("patent", (number.body if number else one.normal)[: names.LONGEST])
        elif one.kind == "credit_code":
            yield Trait("code", one.normal)
        elif one.kind == "phone" and one.normal not in SHORT_LINES:
            key = phone_key(one.normal)
            if key not in without:
                yield Trait("phone", key[: names.LONGEST])


def _addresses(seen: Read) -> Iterator[Trait]:
    for link in seen.links:
        if link.valid:
            yield Trait(link.kind, link.key[: names.LONGEST])


def _of_name(respondent: str) -> Iterator[Trait]:
    whole, core = names.whole_name(respondent), names.core(respondent)
    if not core:
        return
    yield Trait("name", whole)
    yield Trait("core", core)
    yield Trait("sound", names.sound(core))
    yield from (Trait("part", one) for one in sorted(names.pairs(core))[: _MOST["part"]])


def _of_place(told: Told) -> Iterator[Trait]:
    place = names.read_place(told.place)
    if place.spot:
        yield Trait("spot", place.spot)
    if place.around:
        yield Trait("around", place.around)
    product = names.whole_name(told.product)
    if len(product) >= _LEAST_PRODUCT:
        yield Trait("product", product)


def _of_words(told: Told) -> Iterator[Trait]:
    yield from (Trait("words", one) for one in sketch(told.content))
