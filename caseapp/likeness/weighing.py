"""How much two records have in common, and why: what is rare weighs, what everybody has does not."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from caseapp.likeness.traits import SKETCH, Trait

# From so many records on a value says nothing: a large market, the telephone of an agent.
COMMON = 50
# Fewer are counted out; from here on “and more” is all that matters.
FEW = 10
# What a value is worth when no other record has it.
WORTH = {
    "patent": 9.0,
    "code": 9.0,
    "item": 9.0,
    "shop": 6.0,
    "phone": 6.0,
    "name": 6.5,
    "core": 5.0,
    "sound": 5.0,
    "part": 4.0,
    "spot": 4.5,
    "around": 1.5,
    "product": 2.0,
    "words": 7.0,
}
# Two records that reach this are shown to a person.
LEAST = 3.5
_NEAR_NAME = 0.5
_NEAR_WORDS = 0.4
# Of several ways to say one thing, the strongest is said.
_FAMILIES = (("name", "core", "sound", "part"), ("spot", "around"))
_LABELS = {
    "patent": "同一专利号",
    "code": "同一统一社会信用代码",
    "item": "同一网店商品",
    "shop": "同一网店",
    "phone": "内容中有同一电话",
    "name": "被反映单位名称相同",
    "core": "被反映单位字号相同",
    "sound": "被反映单位字号读音相同",
    "part": "被反映单位名称相近",
    "spot": "同一地址",
    "around": "同一街道或者市场",
    "product": "商品相同",
    "words": "反映内容相近",
}


@dataclass(frozen=True)
class Reason:
    """One thing two records share: what, the shared values, how many records have it."""

    kind: str
    values: frozenset[str]
    count: int
    weight: float
    share: float = 1.0

    @property
    def shown(self) -> str:
        """Return the shared value as people read it; pieces and hashes are not shown."""
        one = next(iter(self.values)) if len(self.values) == 1 else ""
        if self.kind in ("item", "shop"):
            return one.partition(":")[2]
        return one if self.kind in ("patent", "code", "phone", "spot", "around", "product") else ""

    def words(self, count: int | None = None) -> str:
        """Say the reason and how rare it is; `count` is what the reader may know of."""
        head = f"{_LABELS[self.kind]}{f' {self.shown}' if self.shown else ''}"
        if self.kind == "words":
            return f"{head}（约{max(1, min(10, round(self.share * 10)))}成相同）"
        if self.kind == "part":
            return f"{head}（共有“{'、'.join(sorted(self.values))}”）"
        known = self.count if count is None else count
        rare = f"仅 {known} 件" if known < FEW else f"{FEW} 件以上"
        return f"{head}（{rare if known < COMMON else '常见，不足为凭'}）"


@dataclass(frozen=True)
class Likeness:
    """How like two records are."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def is_likely(self) -> bool:
        """Say whether a person should look at the two."""
        return self.score >= LEAST


def rarity(count: int) -> float:
    """Return 1 for a value nobody else has, falling to a trace for one that everybody has."""
    if count >= COMMON:
        return 0.03
    return max(0.03, 1 - math.log(max(1, count)) / math.log(COMMON))


def weight(kind: str, count: int) -> float:
    """Return what one shared value is worth by itself, to find those worth comparing."""
    parts = SKETCH if kind == "words" else 4 if kind == "part" else 1
    return WORTH[kind] * rarity(count) / parts


def compare(
    one: Collection[Trait], other: Collection[Trait], counts: Mapping[Trait, int]
) -> Likeness:
    """Weigh what two records share; each reason names only what stands in both."""
    mine, theirs = _by_kind(one), _by_kind(other)
    found: dict[str, Reason] = {}
    for kind in WORTH:
        shared = mine.get(kind, frozenset()) & theirs.get(kind, frozenset())
        if shared and (
            reason := _reason(kind, shared=shared, either=mine[kind] | theirs[kind], counts=counts)
        ):
            found[kind] = reason
    for family in _FAMILIES:
        said = sorted((k for k in family if k in found), key=lambda k: -found[k].weight)
        for weaker in said[1:]:
            del found[weaker]
    reasons = tuple(sorted(found.values(), key=lambda reason: -reason.weight))
    return Likeness(sum(reason.weight for reason in reasons), reasons)


def _reason(
    kind: str,
    *,
    shared: frozenset[str],
    either: frozenset[str],
    counts: Mapping[Trait, int],
) -> Reason | None:
    rare = {value: counts.get(Trait(kind, value), 1) for value in shared}
    if kind == "words":
        return _of_words(shared, either, rare)
    if kind == "part":
        return _of_parts(shared, either, rare)
    # One rare number says more than ten that everybody writes.
    value, count = min(rare.items(), key=lambda pair: (pair[1], pair[0]))
    return Reason(kind, frozenset((value,)), count, WORTH[kind] * rarity(count))


def _of_words(
    shared: frozenset[str], either: frozenset[str], rare: Mapping[str, int]
) -> Reason | None:
    """Estimate how much of two texts is equal from the smallest hashes of both together."""
    smallest = sorted(either)[:SKETCH]
    share = sum(value in shared for value in smallest) / len(smallest)
    if share < _NEAR_WORDS:
        return None
    mean = sum(rarity(count) for count in rare.values()) / len(rare)
    return Reason("words", shared, min(rare.values()), WORTH["words"] * share * mean, share)


def _of_parts(
    shared: frozenset[str], either: frozenset[str], rare: Mapping[str, int]
) -> Reason | None:
    share = 2 * len(shared) / (len(shared) + len(either))
    if share < _NEAR_NAME:
        return None
    mean = sum(rarity(count) for count in rare.values()) / len(rare)
    return Reason("part", shared, min(rare.values()), WORTH["part"] * share * mean, share)


def _by_kind(traits: Collection[Trait]) -> dict[str, frozenset[str]]:
    sorted_out: dict[str, set[str]] = {}
    for one in traits:
        sorted_out.setdefault(one.kind, set()).add(one.value)
    return {kind: frozenset(values) for kind, values in sorted_out.items()}


def pieces(reasons: Collection[Reason]) -> Iterator[Trait]:
    """Return the shared values behind some reasons."""
    for reason in reasons:
        yield from (Trait(reason.kind, value) for value in reason.values)
