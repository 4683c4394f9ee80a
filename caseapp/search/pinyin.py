"""How names sound: syllables at the places of their characters, and what typed letters stand for.

The field of sounds holds at the place of each character of a name: every syllable it may be read as
(`shan`), the character itself (`单`), and with its neighbour the first letters of both (`SX`). A
word of other letters stands at one place as it is. Marks between characters take no place. Each place
of someone who takes part, not of a title, also has the token OF_WHO.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from caseapp.search.text import GAP, LONGEST_TOKEN, Piece, Places, runs

Way = tuple[Piece, ...]

# Nobody can type it: no word is cut so.
OF_WHO = "@"

# Letters, characters and ways past which nobody types a name.
LONGEST_LETTERS, LONGEST_NAME = 60, 24
_MOST_SPLITS, _MOST_WAYS, _MOST_READINGS = 24, 32, 8
_LEAST_LETTERS = 2
# Costs of one more first letter; of few letters every reading may be meant.
_FAR, _FEW_LETTERS = 120, 6
_LEAST_FOR_ONE_WRONG = 3
_LONGEST_SYLLABLE = 6
_INITIALS = frozenset("abcdefghjklmnopqrstwxyz")
_TWO_LETTERS = frozenset({"zh", "ch", "sh"})
# Readings the dictionary lacks: surnames, as their bearers say them.
_SURNAMES = {
    "费": "bi",
    "黑": "he",
    "秘": "bi",
    "那": "na",
    "尉": "yu",
    "俟": "qi",
    "郝": "he",
    "贠": "yun",
}
# How keyboards and passports write ü; the first is how it is kept.
_SAME = {"lve": "lue", "nve": "nue", "lyu": "lv", "nyu": "nv", "lyue": "lue", "nyue": "nue"}
_LETTERS_NOT_SYLLABLES = frozenset({"m", "n", "ng", "hm", "hng", "ê"})


@dataclass(frozen=True)
class Sound:
    """One place of a name: which characters of the text stand there and their tokens."""

    at: int
    start: int
    end: int
    tokens: frozenset[str]


@cache
def readings(character: str) -> tuple[str, ...]:
    """Return every syllable a character may be read as, the usual one first."""
    from pypinyin import Style, pinyin  # slow import: commands that do not search start without it

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    said = [_SAME.get(one, one) for one in (*(found[0] if found else ()),)]
    if character in _SURNAMES:
        said.append(_SURNAMES[character])
    return tuple(dict.fromkeys(one for one in said if one not in _LETTERS_NOT_SYLLABLES))


@cache
def _syllables() -> dict[str, str]:
    """Return how a syllable may be typed, and how it is kept."""
    common = (chr(code) for code in range(0x4E00, 0x9FA6))
    kept = {one for character in common for one in readings(character)}
    return {one: one for one in kept} | _SAME | {"jv": "ju", "qv": "qu", "xv": "xu", "yv": "yu"}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:end] for one in _syllables() for end in range(1, len(one) + 1))


def sounds(text: str, start: int = 0) -> Iterator[Sound]:
    """Yield the places of a name in normal form."""
    ahead: list[tuple[str, int, tuple[str, ...]]] = []
    for run in runs(text):
        if run.is_chinese:
            ahead += [(one, run.start + n, readings(one)) for n, one in enumerate(run.text)]
        else:
            ahead.append((run.text, run.start, ()))
    for number, (one, first, said) in enumerate(ahead):
        after = ahead[number + 1][2] if number + 1 < len(ahead) else ()
        pairs = {(a[0] + b[0]).upper() for a in said for b in after}
        tokens = frozenset((one[:LONGEST_TOKEN], *said, *pairs))
        yield Sound(start + number, first, first + len(one), tokens)


def place_sounds(text: str, into: Places, start: int = 0, *, is_who: bool = False) -> int:
    """Note the tokens of a name; return where the next part may begin."""
    at = start
    own = (OF_WHO,) if is_who else ()
    for sound in sounds(text, start):
        at = sound.at
        for token in (*sound.tokens, *own):
            into.setdefault(token, []).append(at)
    return at + GAP


def of_who(way: Way) -> Way:
    """Return the way to sound so for those who take part, no title."""
    return (*way, Piece(OF_WHO, way[0].offset))


def heard(text: str, asked: Iterable[Way]) -> Iterator[tuple[int, int]]:
    """Yield from where to where a name in normal form sounds in one of these ways."""
    places = list(sounds(text))
    for way in asked:
        pieces = [piece for piece in way if piece.token != OF_WHO]
        first = min(piece.offset for piece in pieces)
        # Two first letters stand for two places.
        last = max(
            piece.offset + (len(piece.token) > 1 and piece.token.isupper()) for piece in pieces
        )
        for at in range(-first, len(places) - last):
            if all(_sounds_so(places[at + piece.offset], piece) for piece in pieces):
                yield places[at + first].start, places[at + last].end


def _sounds_so(sound: Sound, piece: Piece) -> bool:
    if piece.is_open:
        return any(token.startswith(piece.token) for token in sound.tokens)
    return piece.token in sound.tokens


def ways(text: str) -> tuple[Way, ...]:
    """Return what letters, alone or among characters, may stand for in names; none for plain Chinese."""
    cut = list(runs(_without_tones(text)))
    letters = [run.text for run in cut if not run.is_chinese]
    if not any(_LEAST_LETTERS <= len(one) <= LONGEST_LETTERS and _is_sound(one) for one in letters):
        return ()
    each: list[Sequence[tuple[_Part, ...]]] = []
    for run in cut:
        if run.is_chinese:
            each.append((tuple(_Part(one, "character") for one in run.text),))
        else:
            each.append((*_splits(run.text), (_Part(run.text[:LONGEST_TOKEN], "character"),)))
    chosen = islice(product(*each), _MOST_WAYS + 1)
    found = (_pieces([part for parts in one for part in parts]) for one in chosen)
    # As typed, with all letters left as they are, is what the text is searched for anyway.
    written = tuple(part for parts in each for part in parts[-1])
    return tuple(dict.fromkeys(way for way in found if way != _pieces(written)))


def is_syllable(text: str) -> bool:
    """Say whether letters are one whole syllable."""
    return len(text) >= _LEAST_LETTERS and _without_tones(text) in _syllables()


def alike(text: str) -> tuple[Way, ...]:
    """Return the ways in which another name sounds like this one, as an input method confuses them."""
    said = [_said(sound) for sound in sounds(text)]
    if not _LEAST_LETTERS <= len(said) <= LONGEST_NAME:
        return ()
    # Of a long name with many readings only the first characters vary; the rest is read as usual.
    room, each = _MOST_READINGS, []
    for one in said:
        taken = one[: max(1, room)] if len(one) <= room else one[:1]
        room //= len(taken)
        each.append(taken)
    return tuple(tuple(Piece(token, at) for at, token in enumerate(one)) for one in product(*each))


def one_off(text: str) -> tuple[Way, ...]:
    """Return the ways in which a name has one character another, more or fewer than typed."""
    tokens = [text[one.start : one.end] for one in sounds(text)]
    count = len(tokens)
    if count > LONGEST_NAME:
        return ()
    placed = [Piece(token[:LONGEST_TOKEN], at) for at, token in enumerate(tokens)]
    found: list[Way] = []
    if count >= _LEAST_FOR_ONE_WRONG:
        found += [(*placed[:n], *placed[n + 1 :]) for n in range(count)]
        found += [(*placed[:n], *_moved(placed[n + 1 :], -1)) for n in range(1, count - 1)]
    if count >= _LEAST_LETTERS:
        found += [(*placed[:n], *_moved(placed[n:], 1)) for n in range(1, count)]
    return tuple(_from_nought(way) for way in found)


@dataclass(frozen=True)
class _Part:
    """A part of what was typed: a character, a whole syllable, its beginning, or its first letter."""

    token: str
    kind: str


def _said(sound: Sound) -> tuple[str, ...]:
    """Return the syllables of a place; a word of letters sounds as it is written."""
    return tuple(one for one in sorted(sound.tokens) if one in _syllables()) or tuple(
        one for one in sound.tokens if not one.isupper()
    )


def _moved(placed: Sequence[Piece], by: int) -> Way:
    return tuple(Piece(one.token, one.offset + by) for one in placed)


def _from_nought(way: Way) -> Way:
    return _moved(way, -way[0].offset)


def _without_tones(text: str) -> str:
    apart = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    return "".join(one for one in apart if not unicodedata.combining(one))


def _is_sound(letters: str) -> bool:
    return letters.isascii() and letters.isalpha()


def _splits(letters: str) -> tuple[tuple[_Part, ...], ...]:
    """Return the likeliest ways to read letters as syllables and first letters, the likeliest first."""
    if len(letters) > LONGEST_LETTERS or not _is_sound(letters):
        return ()
    best: list[list[tuple[int, tuple[_Part, ...]]]] = [[] for _ in letters]
    best.append([(0, ())])
    for at in reversed(range(len(letters))):
        ways_on = [
            (cost + rest_cost, (part, *rest))
            for cost, part, end in _steps(letters, at)
            for rest_cost, rest in best[end]
        ]
        best[at] = sorted(ways_on, key=lambda one: one[0])[:_MOST_SPLITS]
    likeliest = best[0][0][0] if best[0] else 0
    most = likeliest + (_FAR if len(letters) > _FEW_LETTERS else 10 * _FAR)
    found = [parts for cost, parts in best[0] if cost <= most]
    if set(letters) <= _INITIALS:
        found.append(tuple(_Part(one, "first") for one in letters))
    return tuple(dict.fromkeys(found))


def _steps(letters: str, at: int) -> Iterator[tuple[int, _Part, int]]:
    """Yield what may stand next: its cost, itself and where it ends."""
    for end in range(at + 1, min(at + _LONGEST_SYLLABLE, len(letters)) + 1):
        typed = letters[at:end]
        is_last = end == len(letters)
        if typed in _syllables():
            kept = _syllables()[typed]
            yield 1, _Part(kept, "open" if is_last and kept == typed else "whole"), end
        elif len(typed) == 1 and typed in _INITIALS:
            yield 100, _Part(typed, "first"), end
        elif (is_last and typed in _beginnings()) or typed in _TWO_LETTERS:
            yield 50 if is_last else 90, _Part(typed, "open"), end


def _pieces(parts: Sequence[_Part]) -> Way:
    found: list[Piece] = []
    covered: set[int] = set()
    for at, part in enumerate(parts):
        if part.kind != "first":
            found.append(Piece(part.token, at, is_open=part.kind == "open"))
        elif at not in covered:
            found.append(_first_letters(parts, at, covered))
    return tuple(found)


def _first_letters(parts: Sequence[_Part], at: int, covered: set[int]) -> Piece:
    """Take a first letter together with its neighbour's: far fewer names have both."""
    for first in (at, at - 1):
        two = parts[first : first + 2] if first >= 0 else ()
        if len(two) == _LEAST_LETTERS and all(part.kind != "character" for part in two):
            covered |= {first, first + 1}
            return Piece("".join(part.token[0] for part in two).upper(), first)
    return Piece(parts[at].token, at, is_open=True)
