"""A question as it is kept: what was typed and how it was narrowed, only what an address may hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

from caseapp.base.dated_numbers import DatedNumbers
from caseapp.base.text import keepable
from caseapp.search.finder import Narrow
from caseapp.search.language import LONGEST_QUESTION, clean
from caseapp.search.narrowing import Given, read

RULES = DatedNumbers(Path(__file__).with_name("keeping.toml"))
MOST_VALUES = 30
_LONGEST_VALUE = 100
_MANY, _ONE = ("f", "kind"), ("since", "until", "order")


@dataclass(frozen=True)
class Kept:
    """A question with its narrowing, as the address of the page has them."""

    question: str
    given: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, question: str, values: Mapping[str, Sequence[str]]) -> Kept | None:
        """Read an address or a form; None where nothing was asked or it is too long to be asked."""
        text = keepable(clean(question))
        if not text or len(text) > LONGEST_QUESTION:
            return None
        read = {name: _short(values.get(name, ())) for name in (*_MANY, *_ONE)}
        given: dict[str, Any] = {name: sorted(set(read[name])) for name in _MANY if read[name]}
        given |= {name: read[name][0] for name in _ONE if read[name]}
        return cls(text, given)

    @classmethod
    def at(cls, given: Given) -> Kept | None:
        """Keep an address that was read: what is unknown in it is left out."""
        values = {name: _all(value) for name, value in given.address().items()}
        return cls.of(given.text, values)

    @property
    def mark(self) -> str:
        """Return the digest by which the same question is known."""
        text = json.dumps([self.question, self.given], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds it is narrowed to; none stands for all."""
        return frozenset(self.given.get("kind", ()))

    @property
    def values(self) -> MultiDict[str, str]:
        """Return what an address with this question would hold."""
        pairs = [(name, one) for name, value in self.address.items() for one in _all(value)]
        return MultiDict(pairs)

    @property
    def narrow(self) -> Narrow:
        """Return how the finder narrows and orders; what cannot be read does not narrow."""
        pairs = [(name, value) for name in self.given for value in _all(self.given[name])]
        return read(MultiDict(pairs), self.kinds).narrow

    @property
    def address(self) -> dict[str, Any]:
        """Return the values of the address that asks it again."""
        return {"q": self.question, **self.given}


def _short(values: Sequence[str]) -> list[str]:
    cut = [keepable(one).strip()[:_LONGEST_VALUE] for one in values[:MOST_VALUES]]
    return [one for one in cut if one]


def _all(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
