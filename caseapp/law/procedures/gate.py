"""What a gate is: one question about a case, answered with nothing or with an obstacle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from caseapp.law.procedures.articles import article_for
from caseapp.law.procedures.facts import Facts


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands against a step, by which article, and what to do about it."""

    sentence: str
    article: str = ""
    remedy: str = ""
    gate_id: str = ""
    may_be_set_aside: bool = False

    @property
    def text(self) -> str:
        """Say the obstacle and its remedy in one breath."""
        return self.sentence + self.remedy


class Against(NamedTuple):
    """A gate's no: what is wrong, what to do, and the article where the case itself picks it."""

    what: str
    remedy: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A question asked before a step.

    An of_form gate judges what was typed, so the page does not ask it; a step whose hides gate
    says no has nothing to act on, so the page does not show it.
    """

    key: str
    question: str
    asks: Callable[[Facts], Against | None]
    gate_id: str
    of_form: bool
    may_be_set_aside: bool
    hides: bool

    def __call__(self, facts: Facts) -> Obstacle | None:
        """Answer for the day of the act; a gate with no article on that day asks nothing."""
        article = article_for(self.key, on=facts.on, authority=facts.authority)
        if article is None or (no := self.asks(facts)) is None:
            return None
        article = no.article or article
        basis = f"（{article}）" if article else ""
        return Obstacle(
            sentence=f"{no.what}{basis}。",
            article=article,
            remedy=no.remedy,
            gate_id=self.gate_id,
            may_be_set_aside=self.may_be_set_aside,
        )


def gate(
    question: str,
    *,
    gate_id: str = "",
    of_form: bool = False,
    may_be_set_aside: bool = False,
    hides: bool = False,
) -> Callable[[Callable[[Facts], Against | None]], Gate]:
    """Make a gate of a function; its name is the key under which its articles are listed."""

    def made(asks: Callable[[Facts], Against | None]) -> Gate:
        return Gate(asks.__name__, question, asks, gate_id, of_form, may_be_set_aside, hides)

    return made
