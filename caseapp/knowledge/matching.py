"""How well an answer fits what was typed: pairs of neighbouring characters, rare ones weighing more."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

CHINESE = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[a-z0-9]{2,}")
# Title, question and answer do not say equally much.
WEIGHTS = {"title": 3.0, "question": 2.0, "answer": 1.0}


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text, and its Latin words and figures."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found = set(LATIN.findall(plain))
    for run in CHINESE.findall(plain):
        found |= {run[at : at + 2] for at in range(len(run) - 1)} or {run}
    return found


def ranked(query: str, texts: Sequence[Mapping[str, str]]) -> list[int]:
    """Return the places of the texts that fit, best first; without a query all in their order."""
    wanted = pairs(query)
    if not wanted:
        return [] if query.strip() else list(range(len(texts)))
    parts = [{name: pairs(text[name]) for name in WEIGHTS} for text in texts]
    known = Counter(pair for one in parts for pair in set().union(*one.values()))
    scores = [_score(wanted, one, weights=_weights(wanted, known, len(texts))) for one in parts]
    order = sorted(range(len(texts)), key=lambda at: (-scores[at], at))
    return [at for at in order if scores[at] > 0]


def _weights(wanted: Iterable[str], known: Counter[str], total: int) -> dict[str, float]:
    return {pair: math.log(1 + total / known[pair]) for pair in wanted if known[pair]}


def _score(
    wanted: set[str], parts: Mapping[str, set[str]], *, weights: Mapping[str, float]
) -> float:
    return sum(
        share * weights.get(pair, 0.0)
        for name, share in WEIGHTS.items()
        for pair in wanted & parts[name]
    )
