"""What a list can be narrowed by: facets with their values in words, each with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from caseapp.accounts.person import Person
from caseapp.search.ask import Chosen
from caseapp.search.card import YEAR
from caseapp.search.facets import PERSON, PROCEDURE, STATE, UNIT
from caseapp.search.gathering import Gathering
from caseapp.search.results import Choice, Choices
from caseapp.search.sources import Sources

TITLES = {PROCEDURE: "程序", STATE: "状态", UNIT: "单位", PERSON: "承办人", YEAR: "年份"}
# A value of these is called the same whatever kind of object has it: one source is asked.
_SHARED = frozenset({UNIT, PERSON})


def lists_of(
    gathering: Gathering, sources: Sources, *, chosen: Collection[Chosen], by: Person
) -> tuple[Choices, ...]:
    """Return the facets of what was found; chosen values stand first, even those without a hit."""
    counts: Counter[Chosen] = Counter()
    found = gathering.chosen()
    for one in found.values():
        counts += one.facets
    certainty = gathering.certainty()
    lists = []
    for name, title in TITLES.items():
        values = {value for of, value in (*counts, *chosen) if of == name}
        # Whoever stands in no hit that may be seen is named to nobody: an address can be typed.
        mine = {str(by.id)} & values if name == PERSON else set()
        known = {value for value in values if name != PERSON or counts[name, value]} | mine
        words = words_of(name, known, sources, kinds=found or sources.names())
        choices = [
            Choice(
                value,
                f"我（{words[value]}）" if value in mine else words.get(value, f"未知（{value}）"),
                counts[name, value],
                certainty,
                (name, value) in chosen,
                value in mine,
            )
            for value in values
        ]
        if choices:
            lists.append(Choices(name, title, tuple(sorted(choices, key=_place))))
    return tuple(lists)


def words_of(
    name: str, values: Collection[str], sources: Sources, *, kinds: Collection[str]
) -> dict[str, str]:
    """Return what the values of a facet are called; one that nobody knows by another name by itself."""
    if name == YEAR:
        return {value: f"{value} 年" for value in values}
    words = {value: value for value in values}
    for source in sources:
        unnamed = {value for value, word in words.items() if word == value}
        if source.kind in kinds and unnamed:
            words |= source.facet_words(name, unnamed)
            if name in _SHARED:
                break
    return words


def _place(one: Choice) -> tuple[bool, int, str]:
    return not one.is_chosen, -one.total, one.words
