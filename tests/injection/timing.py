"""How much longer one request takes than another, on a machine that is busy with other things."""

import time
from collections.abc import Callable
from typing import Any

LIMIT = 0.2  # seconds of difference that would tell an answer from another
TURNS = 7


def seconds(ask: Callable[[], Any]) -> tuple[float, Any]:
    """Ask once; return how long it took, and the answer."""
    begun = time.perf_counter()
    answer = ask()
    return time.perf_counter() - begun, answer


def apart(one: Callable[[], Any], other: Callable[[], Any], *, turns: int = TURNS) -> float:
    """Ask both in turn; return how far apart the quickest answers are, which noise only makes slower."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns):
        for which in (0, 1) if turn % 2 else (1, 0):
            taken[which].append(seconds((one, other)[which])[0])
    return abs(min(taken[0]) - min(taken[1]))
