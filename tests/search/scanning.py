"""Search by reading everything: the written rules of a hit, sharing no code with the index.

docs/decisions/0021-names-by-sound.md and the docstrings of language.py say what is read here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from opencc import OpenCC

from caseapp.accounts.person import Person
from caseapp.search.pinyin import readings
from tests.search.sentences import Held

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# As it is asked; where that finds nothing, names of the same sound; then with one character wrong.
AS_ASKED, SAME_SOUND, ONE_WRONG = range(3)
Holds = Callable[[Held, int], bool]
_OPENCC = OpenCC("t2s")
_ALIKE = {**dict.fromkeys("零○◯", "〇"), **dict.fromkeys("锺鍾", "钟")}
_LATIN = rf"[^\W_{HAN}]"
_PLACE = re.compile(rf"[{HAN}]|{_LATIN}+")
_MOST_READINGS = 8
_TWO_LETTERS = ("zh", "ch", "sh")


@cache
def simple(sign: str) -> str:
    """Return the simplified character; all noughts are one, and so are both 钟."""
    sign = _ALIKE.get(sign, sign)
    new = str(_OPENCC.convert(sign))
    return new if len(new) == 1 else sign


def ground(text: str) -> str:
    """One width, lower case, simplified; a mark parts Chinese from Chinese and Latin from Latin."""
    one = "".join(map(simple, unicodedata.normalize("NFKC", text).lower()))
    one = re.sub(r"[\W_]+", " ", one).strip()
    return re.sub(rf"(?<=[{HAN}]) (?![{HAN}])|(?<![{HAN}]) (?=[{HAN}])", "", one)


def stands(word: str) -> Holds:
    """Make the rule that a word stands as it is written: one in quotes, or one left out."""
    return _written(ground(word), may_go_on=False)


def meant(word: str) -> Holds:
    """Make the rule of a word without quotes: it may go on, and letters may be how a name sounds."""
    wanted = ground(word)
    written = _written(wanted, may_go_on=_may_go_on(wanted))
    typed = tuple(_PLACE.findall(wanted))
    by_letters = any(len(run) > 1 and _are_letters(run) for run in typed)
    is_chinese = re.search(f"[{HAN}]", wanted) is not None

    def holds(one: Held, level: int) -> bool:
        if written(one, AS_ASKED):
            return True
        names = _places_of(one)
        if by_letters and any(_spelt(typed, name) for name in names):
            return True
        if level == SAME_SOUND and is_chinese:
            return any(_alike(typed, name) for name in names)
        return level == ONE_WRONG and is_chinese and any(_one_wrong(typed, name) for name in names)

    return holds


def _written(wanted: str, *, may_go_on: bool) -> Holds:
    before = f"(?<!{_LATIN})" if re.match(_LATIN, wanted) else ""
    after = f"(?!{_LATIN})" if re.search(f"{_LATIN}$", wanted) and not may_go_on else ""
    look = re.compile(f"{before}{re.escape(wanted)}{after}")
    return lambda one, _: wanted in _ground_of(one) and bool(look.search(_ground_of(one)))


def _may_go_on(wanted: str) -> bool:
    """From two letters on, and from four digits, a word is found by its beginning."""
    last = re.search(f"{_LATIN}+$", wanted)
    return last is not None and len(last[0]) >= (4 if last[0].isdigit() else 2)


def _are_letters(run: str) -> bool:
    return run.isascii() and run.isalpha()


def _spelt(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether letters, alone or among characters, spell a stretch of a name."""
    return any(_goes_on(typed, name[at:], is_spelt=False) for at in range(len(name)))


def _goes_on(typed: Sequence[str], name: Sequence[str], *, is_spelt: bool) -> bool:
    if not typed:
        return is_spelt
    if not name:
        return False
    if typed[0] == name[0] and _goes_on(typed[1:], name[1:], is_spelt=is_spelt):
        return True
    if not _are_letters(typed[0]):
        return False
    rests = _rests(typed[0], name[0])
    return any(
        _goes_on((rest, *typed[1:]) if rest else typed[1:], name[1:], is_spelt=True)
        for rest in rests
    )


def _rests(letters: str, place: str) -> Iterator[str]:
    """Yield what is left of letters when a place has taken its syllable or its first letter."""
    for said in (*readings(place), place) if len(place) == 1 else (place,):
        if letters.startswith(said):
            yield letters[len(said) :]
        if said.startswith(letters):
            yield ""
        if letters[0] == said[0] and letters[0] in "abcdefghjklmnopqrstwxyz":
            yield letters[1:]
        if letters[:2] == said[:2] and letters[:2] in _TWO_LETTERS:
            yield letters[2:]


def _alike(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether a stretch of a name sounds as typed; of many readings the first ones vary."""
    if len(typed) < 2:
        return False
    room, said = _MOST_READINGS, []
    for one in typed:
        ways = _said(one)
        said.append(set(ways if len(ways) <= room else ways[:1]))
        room //= len(said[-1])
    return any(
        all(ways & set(_said(name[at + n])) for n, ways in enumerate(said))
        for at in range(len(name) - len(said) + 1)
    )


def _said(place: str) -> tuple[str, ...]:
    return (readings(place) if len(place) == 1 else ()) or (place,)


def _one_wrong(typed: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether a name has one character another, one fewer inside, or one more inside."""
    count, ways = len(typed), list[tuple[str, ...]]()
    if count >= 3:
        ways += [_trimmed((*typed[:n], "", *typed[n + 1 :])) for n in range(count)]
        ways += [(*typed[:n], *typed[n + 1 :]) for n in range(1, count - 1)]
    ways += [(*typed[:n], "", *typed[n:]) for n in range(1, count)]
    return any(
        all(sign in {"", name[at + n]} for n, sign in enumerate(way))
        for way in ways
        for at in range(len(name) - len(way) + 1)
    )


def _trimmed(way: tuple[str, ...]) -> tuple[str, ...]:
    """Drop what may be anything at either end: it may be nothing too."""
    return way[1:] if not way[0] else way if way[-1] else way[:-1]


@cache
def _places_of(one: Held) -> tuple[tuple[str, ...], ...]:
    called = (one.entry.title, *one.entry.names)
    return tuple(tuple(_PLACE.findall(ground(name))) for name in called)


@cache
def _ground_of(one: Held) -> str:
    entry = one.entry
    numbers = (number for _, number in entry.numbers)
    # No word reaches over the end of a part.
    return "\0".join(map(ground, (entry.key, entry.title, *entry.names, *numbers, entry.body)))


def may_see(one: Held, person: Person, recused: set[tuple[int, int]]) -> bool:
    """Say whether a person may see an object: of the unit or of the team, and not recused."""
    if (person.id, one.entry.object_id) in recused:
        return False
    return one.unit.startswith(person.unit_path) or person.id in one.team
