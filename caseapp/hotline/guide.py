"""The guided questions: what each matter asks, in the order a call goes; read from guide.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caseapp.hotline.words import RIGHT_KINDS

FILE = Path(__file__).with_name("guide.toml")
KINDS = ("text", "long", "choice", "yes", "date", "link", "area")
YES = "是"
# Marks of the call itself, kept beside the answers.
MARKS = {"abusive": "来电人辱骂、威胁", "cut": "来电中断"}


@dataclass(frozen=True)
class Question:
    """One question: how it is asked in each matter that needs it, and where its answer is kept."""

    key: str
    label: str
    kind: str
    say: Mapping[str, str]
    column: bool = False
    needed: Sequence[str] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    help: str = ""

    @property
    def name(self) -> str:
        """Return what the question's field is called in the form."""
        return self.key if self.column else f"q_{self.key}"


@functools.cache
def questions() -> Sequence[Question]:
    """Return all questions in the order a call goes."""
    return tuple(_question(one) for one in _read()["question"])


def of_matter(matter: str) -> list[Question]:
    """Return what this matter asks, and nothing else."""
    return [one for one in questions() if matter in one.say]


def beyond_columns() -> Iterator[Question]:
    """Return the questions whose answers are kept under their key."""
    return (one for one in questions() if not one.column)


def label(key: str) -> str:
    """Return what an answer is called on the ticket."""
    known = {one.key: one.label for one in questions()} | MARKS
    return known.get(key, key)


def answers_shown(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the answers of a ticket with their words, in the order they were asked."""
    order = [one.key for one in questions()] + list(MARKS)
    return [(label(key), _shown(key, answers[key])) for key in order if answers.get(key)]


def not_asked(matter: str, values: Mapping[str, Any]) -> list[str]:
    """Name what the matter needs and nobody answered; `values` are keyed as on the ticket."""
    needed = (one for one in of_matter(matter) if matter in one.needed)
    return [one.label for one in needed if not values.get(one.key)]


@functools.cache
def sentences(of: str) -> Mapping[str, str]:
    """Return the sentences to read out: opening and closing by matter, and those for abuse and a cut line."""
    found: dict[str, str] = _read()[of]
    return found


def _shown(key: str, value: Any) -> str:
    for one in questions():
        if one.key == key:
            return one.choices.get(str(value), str(value))
    return str(value)


def _question(row: Mapping[str, Any]) -> Question:
    found = Question(**row)
    if found.key == "right_kind":
        return Question(**{**row, "choices": RIGHT_KINDS})
    return found


@functools.cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
