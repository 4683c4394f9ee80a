"""A card as a row of PostgreSQL: lexemes to find it by, lines of text to prove a phrase on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from caseapp.search.card import ACL, ALL, FACET, NAME, NUMBER, SOUND, WHO, Card
from caseapp.search.text import is_chinese

# The field of a lexeme is its first letter.
LETTERS = {ALL: "a", NAME: "n", WHO: "w", SOUND: "s", NUMBER: "d"}
# The column in which the line of a field lies.
LINES = {ALL: "body", NAME: "name", WHO: "who", SOUND: "sound"}
# An empty place, and the borders of a word that takes one place although it has several letters.
EMPTY, OPEN, CLOSE, BAR = " ", "<", ">", "|"
# PostgreSQL takes lexemes of 2,046 bytes and, in one row, a megabyte of them.
_LONGEST_LEXEME = 500
_MOST_BYTES = 1_000_000
_OVERHEAD = 8

Places = Mapping[str, Sequence[int]]


def row_of(card: Card) -> dict[str, Any]:
    """Return the row of a card; its names are those of the columns."""
    return {
        "kind": card.kind,
        "object_id": card.object_id,
        "day": card.day,
        "version": card.version,
        "acl": sorted(map(plain, card.tokens[ACL])),
        "facets": sorted(map(plain, card.tokens[FACET])),
        "numbers": BAR.join(("", *sorted(card.tokens[NUMBER]), "")),
        "lexemes": _vector(card),
        "sound": cells(card.places[SOUND]),
        **{LINES[field]: line(card.places[field]) for field in (ALL, NAME, WHO)},
    }


def plain(token: str) -> str:
    """Return a token as PostgreSQL can keep and compare it: neither too long nor with a NUL in it."""
    if len(token) <= _LONGEST_LEXEME and "\0" not in token:
        return token
    return f"#{sha256(token.encode('utf-8', 'replace')).hexdigest()}"


def lexeme(field: str, token: str) -> str:
    """Return the lexeme of a token, in quotes."""
    said = plain(token).replace("\\", "\\\\").replace("'", "''")
    return f"'{LETTERS[field]}{said}'"


def line(places: Places) -> str:
    """Return a field as one line, a character for each place: what stands side by side is a phrase."""
    at: dict[int, str] = {}
    for token, positions in places.items():
        sign = token[0] if is_chinese(token) else f"{OPEN}{token}{CLOSE}"
        for position in positions:
            at[position] = sign
    return _joined(at)


def cells(places: Places) -> str:
    """Return a field in which several tokens may share a place: <|wang|王|>."""
    at: dict[int, list[str]] = {}
    for token, positions in places.items():
        for position in positions:
            at.setdefault(position, []).append(token)
    return _joined({p: BAR.join((OPEN, *sorted(here), CLOSE)) for p, here in at.items()})


def _joined(at: Mapping[int, str]) -> str:
    if not at:
        return ""
    # The empty place at the end closes the last run.
    return "".join(at.get(position, EMPTY) for position in range(max(at) + 2))


def _vector(card: Card) -> str:
    """Return all lexemes; names and numbers first, as only an endless text does not fit."""
    fields: tuple[tuple[str, Iterable[str]], ...] = (
        (NUMBER, card.tokens[NUMBER]),
        *((field, card.places[field]) for field in (NAME, WHO, SOUND, ALL)),
    )
    written: list[str] = []
    room = _MOST_BYTES
    for field, tokens in fields:
        for token in tokens:
            one = lexeme(field, token)
            room -= len(one.encode("utf-8", "replace")) + _OVERHEAD
            if room < 0:
                return " ".join(written)
            written.append(one)
    return " ".join(written)
