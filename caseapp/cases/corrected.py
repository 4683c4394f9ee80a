"""The history as it reads after corrections: the first record stays, what is read is the corrected one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.cases.record_models import Correction

DAY = "on"  # the legal date of a step, beside the keys of its form
# An act that a service brought about names its record, and lies on the day of it.
SERVICE, SERVED_ON = "service", "served_on"
_OF_CASE = (
    sa.select(Correction.__table__)
    .where(Correction.case_id == sa.bindparam("case_id"))
    .order_by(Correction.id)
)


def corrections_of(case_id: int) -> Sequence[Any]:
    """Return every correction of a case, oldest first."""
    return plain_rows(_OF_CASE, {"case_id": case_id})


def overlaid(steps: Sequence[Any], corrections: Iterable[Any]) -> Sequence[Any]:
    """Read the acts with what was corrected about them; one that was not is handed on as it is."""
    by_step: dict[int, list[Mapping[str, Any]]] = {}
    acts = {row.given[SERVICE]: row.id for row in steps if SERVICE in row.given}
    for one in corrections:
        if one.target == "step":
            by_step.setdefault(one.target_id, []).extend(one.changes)
        elif one.target == "service" and one.target_id in acts:
            by_step.setdefault(acts[one.target_id], []).extend(_of_day(one.changes))
    if not by_step:
        return steps
    return [_read(row, by_step[row.id]) if row.id in by_step else row for row in steps]


def _read(row: Any, changes: Iterable[Mapping[str, Any]]) -> Any:
    taken_on, given = row.taken_on, dict(row.given)
    for one in changes:
        if one["key"] == DAY:
            taken_on = date.fromisoformat(one["new"])
        elif one["new"] is None:
            given.pop(one["key"], None)
        else:
            given[one["key"]] = one["new"]
    return SimpleNamespace(**{**row._asdict(), "taken_on": taken_on, "given": given})


def _of_day(changes: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [{**one, "key": DAY} for one in changes if one["key"] == SERVED_ON]


def corrections_in(case_ids: Collection[int]) -> Sequence[Any]:
    """Return every correction of several cases, oldest first."""
    wanted = sa.select(Correction.__table__).where(Correction.case_id.in_(case_ids))
    return db.session.execute(wanted.order_by(Correction.id)).all()
