"""What a life of transfers is made of: its states, and each move with who makes it and what it does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from caseapp.law.procedures.table import Field

OFFICE, BODY, CLOCK = "office", "body", "clock"
HOLDER, RECEIVER = "holder", "receiver"
# What time does in every life, wherever somebody has it: it presses for what is late, and lets the
# body that took over have what the one before it had.
PRESS, SUCCEED = "press", "succeed"


# Kept in the history of every life, made on a page of its own: what was written is put right.
CORRECT, CORRECTED = "correct", "更正"
OPENED = "登记"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a transfer stands: what it is called here and what happens next; who is to act."""

    key: str
    name: str
    next_words: str
    # Whose turn it is: OFFICE or BODY.
    turn: str = OFFICE
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """One row: without `to_state` the transfer stays where it is. Limits are families of the law's table."""

    key: str
    name: str
    from_states: tuple[str, ...]
    to_state: str = ""
    # Who may make it: our people, the other side through its account, time itself. What a body does
    # without an account is taken down by our people, with the letter it came by.
    sides: tuple[str, ...] = (OFFICE,)
    # Whose account it is: of the body that has it now, or of the one it went to, whoever decides on it.
    account: str = HOLDER
    permission: str = "cooperation.work"
    # Only these roles over the matter, where the permission alone is too wide.
    roles: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    # What is asked beside from the second time on: a new letter names a new day.
    again: tuple[Field, ...] = ()
    needs_reason: bool = False
    # Who has it afterwards: "office", "body", "superior" (the body named in the field `superior`), "" as before.
    holder: str = ""
    # Papers one of which must be signed, and rows of the check list that must be there.
    papers: tuple[str, ...] = ()
    complete: bool = False
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    # The step of the case that is taken in the same transaction, where the transfer is of a case; "moved"
    # and "returned" stand for whatever its procedure calls that (`transfers/case_steps.py`).
    case_step: str = ""
    # Moves that must have been made before, and moves after which this one is not made any more.
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    article: str = ""
    # Names of further rules (`transfers/gates.py`) that may speak against it, and of what it brings
    # about beside (`transfers/effects.py`).
    gates: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()

    def after_moves(self, done: Collection[str]) -> Move:
        """Return the row as it is asked now: what was made before asks for more."""
        if not self.again or self.key not in done:
            return self
        return replace(self, fields=(*self.fields, *self.again), again=())


@dataclass(frozen=True, slots=True)
class Life:
    """All stages and moves of one sort of transfer."""

    key: str
    name: str
    stages: Mapping[str, Stage]
    moves: Mapping[str, Move]

    @property
    def first(self) -> Stage:
        """Return where every transfer of this life begins."""
        return next(iter(self.stages.values()))

    def name_of(self, key: str) -> str:
        """Return what an act of the history is called."""
        if key == CORRECT:
            return CORRECTED
        return self.moves[key].name if key in self.moves else OPENED

    @property
    def open_states(self) -> tuple[str, ...]:
        """Return the stages in which somebody has it."""
        return tuple(key for key, one in self.stages.items() if one.is_open)


def life(key: str, name: str, *, stages: tuple[Stage, ...], moves: tuple[Move, ...]) -> Life:
    """Put a life together from its rows; refuse a row that names a stage there is none of."""
    known = {one.key: one for one in stages}
    for row in moves:
        for state in (*row.from_states, row.to_state or stages[0].key):
            if state not in known:
                raise ValueError(f"{key}.{row.key}: {state}")
    open_states = tuple(one.key for one in stages if one.is_open)
    by_time = (
        Move(PRESS, "到期催办", open_states, sides=(CLOCK,)),
        Move(SUCCEED, "由承接机构接续", open_states, sides=(CLOCK,)),
    )
    return Life(key, name, known, {row.key: row for row in (*moves, *by_time)})
