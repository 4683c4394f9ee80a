"""Which units can be handed a ticket: those where somebody at work may accept it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.sight import lies_under
from caseapp.hotline.life import MOVES

NOBODY = "{unit}还没有能接收工单的人员。"


def receiving_units() -> Sequence[Any]:
    """Return the units in use that hold somebody who may accept a ticket, in the order of the tree."""
    paths = accounts.paths_reached(MOVES["accept"].permission)
    return [row for row in accounts.units(only_active=True) if lies_under(row.path, paths)]


def receiving_sections(among: Sequence[Any] | None = None) -> list[tuple[int, str]]:
    """Return the sections that enforce and hold somebody who may accept a ticket."""
    return accounts.enforcement_choices(receiving_units() if among is None else among)


def nobody_there(unit_id: int | None, among: Sequence[Any] | None = None) -> str:
    """Say that nobody in a unit may accept a ticket; empty where somebody may, or no unit is named."""
    known = receiving_units() if among is None and unit_id is not None else among or ()
    if unit_id is None or any(row.id == unit_id for row in known):
        return ""
    unit = accounts.unit_by_id(unit_id)
    return NOBODY.format(unit="选定的单位" if unit is None else unit.name)
