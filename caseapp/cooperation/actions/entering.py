"""Entering a matter in the register of cooperation: it gets its number and a unit that answers for it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cooperation.models import Cooperation
from caseapp.law import time_limits
from caseapp.ledger import actions as ledger

NUMBERS = Path(__file__).parents[1] / "numbers.toml"


def enter(
    *, by: Person, family: str, kind: str, title: str, unit_id: int, case_id: int | None = None
) -> Cooperation:
    """Enter a matter: its own row follows under the same id; record and announce are its maker's."""
    unit = accounts.unit_by_id(unit_id)
    if unit is None or not unit.is_active:
        raise Refused("不能登记：所选的承办单位已经不在用。", remedy="请另选承办单位。")
    row = Cooperation(
        family=family,
        kind=kind,
        number="",
        title=title,
        unit_id=unit.id,
        unit_path=unit.path,
        case_id=case_id,
        opened_by=by.id,
        opened_by_name=by.name,
        opened_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    row.number = _number(row, str(unit.agency_word))
    return row


def _number(row: Cooperation, agency_word: str) -> str:
    day = today()
    authority = time_limits.load().authority_on(day)
    stem = agency_word.removesuffix("知")
    issued = ledger.take_number(
        series=f"cooperation.{row.family}.{authority}.{stem}",
        year=day.year,
        subject_kind=row.family,
        subject_id=row.id,
        pattern=_patterns()[authority][row.family].replace("{stem}", stem),
    )
    return issued.text


@cache
def _patterns() -> dict[str, dict[str, str]]:
    return tomllib.loads(NUMBERS.read_text("utf-8"))
