"""How far a fair is from its doors: in days before, the day of the show, days since."""

from __future__ import annotations

from datetime import date

from caseapp.exhibitions.models import Fair
from caseapp.law.fairs import days_of

# An organiser may close before the last day that was registered.
_ENDED = ("over", "reported")


def countdown(fair: Fair, day: date) -> str:
    """Say it in words, counted by the days of the fair."""
    total = days_of(fair.first_on, fair.last_on)
    if day < fair.first_on:
        return f"距开幕 {(fair.first_on - day).days} 天，展期 {total} 天"
    if fair.state in _ENDED and day <= fair.last_on:
        return f"展期 {total} 天，提前闭幕"
    if day <= fair.last_on:
        left = (fair.last_on - day).days
        rest = f"，还有 {left} 天" if left else "，今天是最后一天"
        return f"展期第 {days_of(fair.first_on, day)} 天，共 {total} 天{rest}"
    return f"闭幕已 {(day - fair.last_on).days} 天"
