"""When somebody is told of a limit, as dated rows: the team first, then the head, then the chief."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("reminders.toml")
TEAM = "team"


@dataclass(frozen=True)
class Stage:
    """One row: so many days before the last day these people are told."""

    key: str
    words: str
    days: int
    to: str
    valid_from: date
    source: str


@cache
def _rows() -> tuple[Stage, ...]:
    return tuple(Stage(**row) for row in tomllib.loads(FILE.read_text("utf-8"))["stage"])


def stages_on(day: date) -> tuple[Stage, ...]:
    """Return the rows in force on a day, the latest of each key, the last to be reached first."""
    found: dict[str, Stage] = {}
    for row in sorted(_rows(), key=lambda one: one.valid_from):
        if row.valid_from <= day:
            found[row.key] = row
    return tuple(sorted(found.values(), key=lambda one: one.days))


def reached(stages: tuple[Stage, ...], due_on: date, day: date) -> list[Stage]:
    """Return the stage each kind of people is at: only the last one reached, never all at once."""
    left = (due_on - day).days
    latest: dict[str, Stage] = {}
    for stage in stages:
        if left <= stage.days:
            latest.setdefault(stage.to, stage)
    return list(latest.values())


def words_of(key: str) -> str:
    """Return what a stage is called; a row that is gone is still told by its key's last words."""
    named = {row.key: row.words for row in _rows()}
    return named.get(key, "提醒")
