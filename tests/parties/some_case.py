"""A case for the floors below cases: a bare row, so that links have something to hold on to."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import Instant, db
from caseapp.cases.models import CaseFile

SAMPLES: dict[str, Any] = {"date": date(2026, 11, 2), "int": 1, "bool": True, "dict": {}}


def some_case(by: Person, serial: int = 1) -> int:
    """Lay a row under the writing transaction and return its id."""
    told = {
        "lead_no": f"鞍知线字〔2026〕{serial}号",
        "unit_id": by.unit_id,
        "unit_path": by.unit_path,
        "created_by": by.id,
    }
    table = sa.inspect(CaseFile).local_table
    asked = (
        column
        for column in table.columns
        if not (column.nullable or column.primary_key or column.default) and column.name not in told
    )
    rest = {column.name: _sample(column) for column in asked}
    return db.session.execute(sa.insert(CaseFile).values(told | rest)).inserted_primary_key[0]


def _sample(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, Instant):
        return datetime(2026, 11, 2, tzinfo=UTC)
    return SAMPLES.get(column.type.python_type.__name__, "x")
