"""The index card of an object: what a source says of it, cut and ready for any engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.search.numbers import kept_tokens, numbers_in
from caseapp.search.pinyin import place_sounds
from caseapp.search.text import Places, bare, normal, place_tokens

# Everything, then what an object is called, then who takes part in it.
ALL, NAME, WHO = "all", "name", "who"
# How the names sound: syllables at the places of their characters, see caseapp/search/pinyin.py.
SOUND = "py"
TEXT_FIELDS = (ALL, NAME, WHO, SOUND)
NUMBER, KIND, ACL, KEY, FACET = "num", "kind", "acl", "key", "facet"
TOKEN_FIELDS = (NUMBER, KIND, ACL, KEY, FACET)
YEAR = "year"
# Raised with whatever changes what a card holds: every engine then builds its index anew.
CARD_VERSION = "c7"
_LONGEST = 200_000


@dataclass(frozen=True)
class SearchEntry:
    """What a source gives for one object: nothing sealed may ever be in it."""

    kind: str
    object_id: int
    key: str
    title: str
    body: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    acl: tuple[str, ...] = ()
    on: date | None = None
    version: int = 0
    # What lists are narrowed by: (state, filed), (person, 12); the year comes from `on`.
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Card:
    """An entry as an engine keeps it: tokens with their places, exact tokens, day, version."""

    kind: str
    object_id: int
    day: int
    version: int
    tokens: dict[str, frozenset[str]]
    places: dict[str, Places]

    @property
    def key(self) -> str:
        """Name the object in the index."""
        return card_key(self.kind, self.object_id)


def card_key(kind: str, object_id: int) -> str:
    """Return the name of an object in the index."""
    return f"{kind}:{object_id}"


def make_card(entry: SearchEntry) -> Card:
    """Cut an entry: numbers standing in its text are found in any spelling too."""
    called = (entry.key, entry.title, *entry.names)
    rest = (*(number for _, number in entry.numbers), entry.body[:_LONGEST])
    in_text = [found.normal for found in numbers_in("\n".join((*called, *rest)))]
    numbers = kept_tokens((*(number for _, number in entry.numbers), *in_text))
    return Card(
        kind=entry.kind,
        object_id=entry.object_id,
        day=0 if entry.on is None else entry.on.toordinal(),
        version=entry.version,
        tokens={
            NUMBER: numbers | ({bare(entry.key)} - {""}),
            KIND: frozenset({entry.kind}),
            ACL: frozenset(entry.acl),
            KEY: frozenset({card_key(entry.kind, entry.object_id)}),
            FACET: frozenset(facet_token(*one) for one in _facets(entry)),
        },
        places={
            ALL: _places((*called, *rest)),
            NAME: _places(called),
            WHO: _places(entry.names),
            SOUND: _sounds(entry),
        },
    )


def facet_token(name: str, value: str) -> str:
    """Return the token of a facet's value."""
    return f"{name}={value}"


def _facets(entry: SearchEntry) -> tuple[tuple[str, str], ...]:
    year = () if entry.on is None else ((YEAR, str(entry.on.year)),)
    return (*entry.facets, *year)


def _sounds(entry: SearchEntry) -> Places:
    found: Places = {}
    at = place_sounds(normal(entry.title), found)
    for name in entry.names:
        at = place_sounds(normal(name), found, at, is_who=True)
    return found


def _places(parts: tuple[str, ...]) -> Places:
    found: Places = {}
    at = 0
    for part in parts:
        at = place_tokens(normal(part), found, at)
    return found
