"""When nothing stands open to the party any more: review, suit, and a payment that was put off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

CHOSEN, OPEN = ("sue_after_reconsideration",), ("ask_reconsideration", "sue")
PAYING = ("pay_fine",)
SETTLED = ("remedy_upheld", "remedy_changed")


def remedy_end(limits: Sequence[Any], acts: Sequence[Any], *, since: date) -> date | None:
    """Return the last day the party can still turn to somebody, or pay as it was allowed to.

    Whoever chose reconsideration sues within its own time; the others have both from the start.
    The office's own time for a defence is no time of the party (行政处罚法第七十二条, 行政强制法第五十三条).
    """
    own = [one for one in limits if one.start_on >= since]
    ends = _ends(own, CHOSEN) or _ends(own, OPEN)
    if not ends:
        return None
    deferred = _ends((one for one in own if one.extensions), PAYING)
    return max([*ends, *deferred, *_judged(acts)])


def _ends(limits: Iterable[Any], meanings: Sequence[str]) -> list[date]:
    return [one.due_on for one in limits if one.meaning in meanings and one.due_on]


def _judged(acts: Sequence[Any]) -> tuple[date, ...]:
    """A suit that lasted longer than the time for suing ends with its judgment."""
    last = next((one for one in reversed(acts) if one.step in (*SETTLED, "suit")), None)
    sued = any(one.step == "suit" for one in acts)
    return (last.taken_on,) if sued and last is not None and last.step in SETTLED else ()
