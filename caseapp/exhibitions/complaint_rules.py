"""Lists of a complaint as dated data: papers to bring, grounds to refuse, what counts as a finding."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.law.rows import checked_rows, rows_on

FILE = Path(__file__).parent / "complaint_rules.toml"
# Known by heart and not seen in the text, or its number not: told as to be checked.
DOUBTFUL = ("?", "K", "K-")
UNSURE = "（待核实）"
_REQUIRED: dict[str, type | tuple[type, ...]] = {"basis": str, "confidence": str}


@dataclass(frozen=True)
class Row:
    """One row of a list, with where it stands."""

    key: str
    name: str
    basis: str
    confidence: str
    rights: tuple[str, ...] = ()
    only_with_agent: bool = False
    times: int = 0
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_sure(self) -> bool:
        """Say whether its text was seen."""
        return self.confidence not in DOUBTFUL

    @property
    def cited(self) -> str:
        """Return where it stands, with the mark of what is to be checked."""
        return self.basis if self.is_sure else f"{self.basis}{UNSURE}"


def materials(right_kind: str, *, has_agent: bool, on: date) -> list[Row]:
    """Return the papers a complaint of this right has to bring."""
    found = _of_right("material", right_kind, on)
    return [row for row in found if has_agent or not row.only_with_agent]


def grounds(right_kind: str, on: date) -> list[Row]:
    """Return why a complaint of this right may not be taken."""
    return _of_right("ground", right_kind, on)


def ground(key: str, right_kind: str, on: date) -> Row | None:
    """Return one ground where it holds for this right and day."""
    return next((row for row in grounds(right_kind, on) if row.key == key), None)


def named_ground(key: str) -> Row | None:
    """Return a ground by its key, of whatever day."""
    return next((row for row in _rows()["ground"] if row.key == key), None)


def finding(outcome: str, on: date) -> Row | None:
    """Return why an outcome counts as a finding against the exhibitor; None where it does not."""
    return next((row for row in rows_on(_rows()["finding"], on) if row.key == outcome), None)


def bar(on: date) -> Row | None:
    """Return after how many findings in a row the next session is closed to an exhibitor."""
    return next(iter(rows_on(_rows()["bar"], on)), None)


def early(on: date) -> list[Row]:
    """Return for what a decision needs no answer and no end of the time to answer."""
    return rows_on(_rows()["early"], on)


def needs_answer(outcome: str) -> bool:
    """Say whether an outcome has to wait for the answer or the end of its time."""
    return outcome not in {row.key for row in _rows()["no_wait"]}


def _of_right(table: str, right_kind: str, on: date) -> list[Row]:
    found = rows_on(_rows()[table], on)
    return [row for row in found if not row.rights or right_kind in row.rights]


@cache
def _rows() -> Mapping[str, tuple[Row, ...]]:
    read = tomllib.loads(FILE.read_text("utf-8"))
    return {table: tuple(_row(table, one) for one in rows) for table, rows in read.items()}


def _row(table: str, told: Mapping[str, Any]) -> Row:
    own: dict[str, type | tuple[type, ...]] = {"key": str, "name": str}
    if "outcome" in told:
        told = {"key": told["outcome"], "name": "", "basis": "", "confidence": "", **told}
        told = {key: value for key, value in told.items() if key != "outcome"}
    elif table == "bar":
        told = {"key": table, **{("name" if k == "words" else k): v for k, v in told.items()}}
    optional: dict[str, type | tuple[type, ...]] = {
        "rights": list, "only_with_agent": bool, "times": int,
    }  # fmt: skip
    row = checked_rows(FILE.name, [told], required={**own, **_REQUIRED}, optional=optional)[0]
    return Row(**{**row, "rights": tuple(row.get("rights", ()))})
