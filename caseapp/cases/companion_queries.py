"""Reading what lies beside a case, its records and its notes, with one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.cases.companion_models import (
    Challenge,
    Companion,
    Extension,
    Hearing,
    Payment,
    Performance,
    Publication,
    Sampling,
    Seizure,
    Suspension,
)
from caseapp.cases.kept_models import CaseNote

# The notes of the team lie there too: a page of the case asks for all of it at once.
KINDS: tuple[type[Companion | CaseNote], ...] = (
    *(Sampling, Seizure, Hearing, Suspension, Extension),
    *(Performance, Payment, Challenge, Publication, CaseNote),
)
# What points to another table has no type of its own until that table is there.
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    column.name: sa.Integer() if column.foreign_keys else column.type
    for kind in KINDS
    for column in kind.__table__.columns
}


def _select(kind: type[Companion | CaseNote]) -> sa.Select[Any]:
    """Columns a kind does not have are empty, so that all kinds fit into one answer."""
    own = kind.__table__.columns
    columns = [
        own[name] if name in own else sa.cast(sa.null(), typed).label(name)
        for name, typed in _TYPES.items()
    ]
    table: sa.Label[str] = sa.literal(kind.__tablename__).label("table")
    return sa.select(table, *columns).where(own["case_id"] == sa.bindparam("case_id"))


_ALL = sa.union_all(*(_select(kind) for kind in KINDS))
_NAMES = {
    kind.__tablename__: tuple(column.name for column in kind.__table__.columns) for kind in KINDS
}


@dataclass(frozen=True)
class Beside:
    """The records of a case in the order in which they began, and the notes as they were written."""

    records: Sequence[Any]
    notes: Sequence[Any]


def beside(case_id: int) -> Beside:
    """Return every record and every note beside a case."""
    rows = plain_rows(_ALL, {"case_id": case_id})
    found = [
        SimpleNamespace(table=row.table, **{name: getattr(row, name) for name in _NAMES[row.table]})
        for row in rows
    ]
    records = [one for one in found if one.table != CaseNote.__tablename__]
    notes = [one for one in found if one.table == CaseNote.__tablename__]
    return Beside(
        sorted(records, key=lambda one: (one.step_id, one.table)),
        sorted(notes, key=lambda one: int(one.id)),
    )
