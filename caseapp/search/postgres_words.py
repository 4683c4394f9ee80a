"""One word of a question in PostgreSQL's terms: lexemes that lead to it, a look at the line that proves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from caseapp.search.card import NAME, NUMBER, SOUND
from caseapp.search.language import Either, Every, Node, Without, Word
from caseapp.search.postgres_rows import BAR, CLOSE, EMPTY, LINES, OPEN, lexeme, plain
from caseapp.search.text import Piece, is_chinese

Condition = sa.ColumnElement[bool]
# One place of a line, and one at which no Chinese run goes on.
_PLACE = f"(?:[^{OPEN}]|{OPEN}[^{CLOSE}]*{CLOSE})"
_BORDER = f"(?:{EMPTY}|{OPEN}[^{CLOSE}]*{CLOSE})"
_EVERYTHING = ""


def leads(node: Node) -> str:
    """Return a tsquery all matches satisfy; nothing where lexemes cannot narrow."""
    if isinstance(node, Word):
        return _any(map(_all, _ways(node)))
    if isinstance(node, Without):
        return "" if needs_proof(node.part) else _not(leads(node.part))
    parts = [leads(part) for part in node.parts]
    return _any(parts) if isinstance(node, Either) else _all(parts)


def needs_proof(node: Node) -> bool:
    """Say whether the lexemes alone do not decide it: a phrase of several tokens."""
    if isinstance(node, Word):
        return not _ways(node) or any(len(pieces) > 1 for _, pieces in _phrases(node))
    if isinstance(node, Without):
        return needs_proof(node.part) or not leads(node.part)
    is_empty = isinstance(node, Either) and not node.parts
    return is_empty or any(needs_proof(part) for part in node.parts)


def holds(node: Node, row: sa.FromClause) -> Condition:
    """Say of a row whether it matches, by its lines alone."""
    if isinstance(node, Word):
        ways = [proof(row, of, pieces) for of, pieces in _phrases(node)]
        return sa.or_(sa.false(), has_number(node, row), *ways, *_beginning(node, row))
    if isinstance(node, Without):
        return sa.not_(holds(node.part, row))
    parts = [holds(part, row) for part in node.parts]
    return sa.or_(sa.false(), *parts) if isinstance(node, Either) else sa.and_(sa.true(), *parts)


def is_named(node: Node, row: sa.FromClause) -> Condition:
    """Say of a row that matches whether it does by its name."""
    if isinstance(node, Word):
        return proof(row, NAME, node.pieces) if node.pieces else sa.true()
    if isinstance(node, Without):
        return sa.true()
    parts = [_where_it_holds(is_named, part, row, of=node) for part in node.parts]
    return sa.or_(sa.false(), *parts) if isinstance(node, Either) else sa.and_(sa.true(), *parts)


def is_numbered(node: Node, row: sa.FromClause) -> Condition:
    """Say of a row that matches whether it does by a number, exactly."""
    if isinstance(node, Word):
        return has_number(node, row)
    if isinstance(node, Without):
        return sa.false()
    parts = [_where_it_holds(is_numbered, part, row, of=node) for part in node.parts]
    return sa.or_(sa.false(), *parts)


def is_written(node: Node, row: sa.FromClause) -> Condition:
    """Say of a row that matches whether it does as it is written, not only by its sound."""
    if isinstance(node, Word):
        return holds(replace(node, others=()), row)
    if isinstance(node, Without):
        return sa.true()
    parts = [_where_it_holds(is_written, part, row, of=node) for part in node.parts]
    return sa.or_(sa.false(), *parts) if isinstance(node, Either) else sa.and_(sa.true(), *parts)


def _where_it_holds(
    rank: Callable[[Node, sa.FromClause], Condition], part: Node, row: sa.FromClause, *, of: Node
) -> Condition:
    """Rank by one way to match only a row that matches in this way."""
    if isinstance(of, Either) and isinstance(part, Every):
        return holds(part, row) & rank(part, row)
    return rank(part, row)


def has_number(word: Word, row: sa.FromClause) -> Condition:
    """Say whether a row keeps one of the forms of a number."""
    return sa.or_(
        sa.false(), *(_stands(row.c.numbers, f"{BAR}{plain(form)}{BAR}") for form in word.forms)
    )


def _beginning(word: Word, row: sa.FromClause) -> list[Condition]:
    return [_stands(row.c.numbers, f"{BAR}{word.beginning}")] if word.beginning else []


def proof(row: sa.FromClause, of: str, pieces: tuple[Piece, ...]) -> Condition:
    """Say whether the tokens stand in the line of a field at their distances."""
    if of == SOUND:
        return row.c.sound.regexp_match(_cells(pieces))
    found = _Pattern(pieces)
    column = row.c[LINES[of]]
    if found.is_impossible:
        return sa.false()
    if found.is_plain:
        return _stands(column, found.text)
    return column.regexp_match(found.regex)


def _stands(column: sa.ColumnElement[str], text: str) -> Condition:
    return sa.func.strpos(column, text) > 0


def _phrases(word: Word) -> list[tuple[str, tuple[Piece, ...]]]:
    own = [(word.field, word.pieces)] if word.field and word.pieces else []
    return [*own, *word.others]


def _ways(word: Word) -> list[list[str]]:
    """Return the lexemes of each way in which a word may stand in a row."""
    ways = [[_lexeme(of, piece) for piece in pieces] for of, pieces in _phrases(word)]
    ways += [[lexeme(NUMBER, form)] for form in word.forms]
    if word.beginning:
        ways.append([f"{lexeme(NUMBER, word.beginning)}:*"])
    return ways


def _lexeme(of: str, piece: Piece) -> str:
    return f"{lexeme(of, piece.token)}:*" if piece.is_open else lexeme(of, piece.token)


def _all(parts: Iterable[str]) -> str:
    some = [part for part in parts if part]
    return f"({' & '.join(some)})" if some else _EVERYTHING


def _any(parts: Iterable[str]) -> str:
    listed = list(parts)
    return f"({' | '.join(listed)})" if listed and all(listed) else _EVERYTHING


def _not(part: str) -> str:
    return f"!{part}" if part else _EVERYTHING


@dataclass
class _Pattern:
    """What must stand at which place of a line; plain if one look for a text is enough."""

    pieces: tuple[Piece, ...]
    signs: dict[int, str] = field(default_factory=dict)
    borders: set[int] = field(default_factory=set)
    is_impossible: bool = False

    def __post_init__(self) -> None:
        for piece in self.pieces:
            self._take(piece)
        self.is_impossible |= any(self.signs.get(place, OPEN)[0] != OPEN for place in self.borders)

    @property
    def is_plain(self) -> bool:
        """Say whether all places are known, to the last."""
        places = range(min(self.signs), max(self.signs) + 1)
        known = all(place in self.signs for place in places)
        return known and self.borders <= self.signs.keys()

    @property
    def text(self) -> str:
        """Return what is looked for."""
        return "".join(self.signs[place] for place in sorted(self.signs))

    @property
    def regex(self) -> str:
        """Return the same with places at which anything may stand."""
        return "".join(
            map(self._one, range(min(self.signs), max({*self.signs, *self.borders}) + 1))
        )

    def _one(self, place: int) -> str:
        if place in self.signs:
            sign = re.escape(self.signs[place])
            is_begun = sign.startswith(OPEN) and not sign.endswith(CLOSE)
            return f"{sign}[^{CLOSE}]*{CLOSE}" if is_begun else sign
        return _BORDER if place in self.borders else _PLACE

    def _take(self, piece: Piece) -> None:
        if not is_chinese(piece.token):
            begun = f"{OPEN}{piece.token}"
            self._put(piece.offset, begun if piece.is_open else f"{begun}{CLOSE}")
            return
        for number, sign in enumerate(piece.token):
            self._put(piece.offset + number, sign)
        if len(piece.token) == 1 and not piece.is_open:
            self.borders.add(piece.offset + 1)  # a lone character is the last of its run

    def _put(self, place: int, sign: str) -> None:
        if self.signs.setdefault(place, sign) != sign:
            self.is_impossible = True


def _cells(pieces: tuple[Piece, ...]) -> str:
    """Return the pattern of a phrase in a field whose places hold several tokens each."""
    at: dict[int, list[Piece]] = {}
    for piece in pieces:
        at.setdefault(piece.offset, []).append(piece)
    places = range(min(at), max(at) + 1)
    return "".join(_cell(at[place]) if place in at else _PLACE for place in places)


def _cell(pieces: list[Piece]) -> str:
    looks = "".join(f"(?=[^{CLOSE}]*{_held(piece)})" for piece in pieces[1:])
    return f"{OPEN}{looks}[^{CLOSE}]*{_held(pieces[0])}[^{CLOSE}]*{CLOSE}"


def _held(piece: Piece) -> str:
    token = re.escape(f"{BAR}{piece.token}")
    return token if piece.is_open else f"{token}{re.escape(BAR)}"
