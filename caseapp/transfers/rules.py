"""The rules and effects that rows of lives name: every module of the package called so is read once."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from caseapp import transfers
from caseapp.transfers.asked import EFFECTS, GATES, Asked, Made

CALLED = ("gates", "effects")
# What a row that goes out `complete` is asked and brings about, whatever else it names.
COMPLETE, SEAL = "is_complete", "seal_hand_over"


@cache
def read_rules() -> tuple[str, ...]:
    """Read all modules of rules; they enter what they hold themselves."""
    names = [
        one.name
        for one in iter_modules(transfers.__path__, f"{transfers.__name__}.")
        if one.name.endswith(CALLED)
    ]
    for name in names:
        import_module(name)
    return tuple(names)


def refuse_by_gates(asked: Asked) -> None:
    """Ask the rules the row of a move names; the first that speaks against it is told."""
    read_rules()
    row = asked.row
    for name in (*row.gates, *((COMPLETE,) if row.complete else ())):
        no = GATES[name](asked)
        if no is not None:
            raise no


def bring_about(made: Made) -> None:
    """Do what the row of a move that was made names beside."""
    read_rules()
    row = made.asked.row
    for name in (*row.effects, *((SEAL,) if row.complete else ())):
        EFFECTS[name](made)
