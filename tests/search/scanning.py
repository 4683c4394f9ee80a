"""Search by reading everything: the rules of a hit in a dozen lines, sharing nothing with the index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from caseapp.accounts.person import Person
from tests.search.sentences import Held

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
Holds = Callable[[Held], bool]
_OPENCC = OpenCC("t2s")


@cache
def simple(sign: str) -> str:
    """Return the simplified character."""
    new = str(_OPENCC.convert(sign))
    return new if len(new) == 1 else sign


def ground(text: str) -> str:
    """One width, lower case, simplified; a mark parts Chinese from Chinese and Latin from Latin."""
    one = "".join(map(simple, unicodedata.normalize("NFKC", text).lower()))
    one = re.sub(r"[\W_]+", " ", one).strip()
    return re.sub(rf"(?<=[{HAN}]) (?![{HAN}])|(?<![{HAN}]) (?=[{HAN}])", "", one)


def stands(word: str) -> Holds:
    """Make the rule that a word as typed stands in what is known of an object."""
    wanted = ground(word)
    latin = rf"[^\W_{HAN}]"
    before = f"(?<!{latin})" if re.match(latin, wanted) else ""
    after = f"(?!{latin})" if re.search(f"{latin}$", wanted) else ""
    look = re.compile(f"{before}{re.escape(wanted)}{after}")
    return lambda one: wanted in _ground_of(one) and bool(look.search(_ground_of(one)))


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
