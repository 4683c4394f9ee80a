"""A move that is asked for, with all that its rules look at; and what a rule answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.life import Life, Move
from caseapp.transfers.models import Transfer, TransferMove


@dataclass(frozen=True, slots=True)
class Asked:
    """One move of one transfer: who asks, with what, and what was done before."""

    by: Person
    transfer: Transfer
    matter: Cooperation
    life: Life
    row: Move
    given: MoveGiven
    at: datetime
    # Keys of the moves made so far, in order.
    done: tuple[str, ...]
    # Whether the case it is of, if any, is there for this person.
    knows_case: bool = True

    @property
    def is_other_side(self) -> bool:
        """Say whether the other side acts: by its own account or as our people take it down."""
        return self.by.body_id is not None or self.given.body


@dataclass(frozen=True, slots=True)
class Made:
    """A move that was just made, for what it brings about beside."""

    asked: Asked
    move: TransferMove


# A rule names what stands against a move; an effect does what the move brings about.
Gate = Callable[[Asked], Refused | None]
Effect = Callable[[Made], None]
# Filled as the modules of rules are read (`transfers/rules.py`).
GATES: dict[str, Gate] = {}
EFFECTS: dict[str, Effect] = {}


def gate(asks: Gate) -> Gate:
    """Let rows of a life name this rule by the name of its function."""
    GATES[_refuse_twice(GATES, asks.__name__)] = asks
    return asks


def effect(does: Effect) -> Effect:
    """Let rows of a life name this effect by the name of its function."""
    EFFECTS[_refuse_twice(EFFECTS, does.__name__)] = does
    return does


def _refuse_twice(table: Mapping[str, object], name: str) -> str:
    if name in table:
        raise ValueError(f"{name} stands twice")
    return name


def values_of(given: MoveGiven) -> Mapping[str, object]:
    """Return what was typed without what was left empty."""
    return {key: value for key, value in given.values.items() if value not in (None, "", ())}
