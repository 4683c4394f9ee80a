"""Lists of exhibitors as they were read in: one of them tried, the columns remembered, the earlier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.base.errors import NotVisible
from caseapp.exhibitions import list_columns
from caseapp.exhibitions.exhibitor_models import ExhibitorList
from caseapp.exhibitions.list_columns import Heads
from caseapp.exhibitions.list_compare import Comparison, compare
from caseapp.exhibitions.list_rows import Drawn, draw
from caseapp.exhibitions.sheet_reading import Table

_MOST_LISTS = 50
_REMEMBERED = 200


@dataclass(frozen=True)
class Trial:
    """A list as it would be entered: table, titles, what it says, what it would do."""

    table: Table
    head: Heads
    mapping: Mapping[str, str]
    drawn: Drawn | None = None
    compared: Comparison | None = None

    @property
    def digest(self) -> str:
        """Return the figures of the trial; nothing before the columns are known."""
        if self.drawn is None or self.compared is None:
            return ""
        return self.compared.digest(self.drawn)


def exhibitor_list(fair_id: int, list_id: int) -> ExhibitorList:
    """Return one list of this fair, or NotVisible."""
    found = db.session.get(ExhibitorList, list_id)
    if found is None or found.fair_id != fair_id:
        raise NotVisible
    return found


def lists_of(fair_id: int) -> Sequence[ExhibitorList]:
    """Return the lists of a fair, newest first."""
    wanted = (
        sa.select(ExhibitorList)
        .where(ExhibitorList.fair_id == fair_id)
        .order_by(ExhibitorList.id.desc())
        .limit(_MOST_LISTS)
    )
    return db.session.scalars(wanted).all()


def entered_before(fair_id: int, sha256: str, sheet: str) -> ExhibitorList | None:
    """Return when the same sheet of the same file was entered at this fair already."""
    wanted = (
        sa.select(ExhibitorList)
        .where(
            ExhibitorList.fair_id == fair_id,
            ExhibitorList.sha256 == sha256,
            ExhibitorList.sheet == sheet,
            ExhibitorList.entered_at.is_not(None),
        )
        .order_by(ExhibitorList.id.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).first()


def columns_for(titles: Sequence[str]) -> dict[str, str]:
    """Return what each column is: as somebody said it for the last list with the same titles, else by the titles."""
    wanted = (
        sa.select(ExhibitorList.columns)
        .where(ExhibitorList.entered_at.is_not(None))
        .order_by(ExhibitorList.id.desc())
        .limit(_REMEMBERED)
    )
    for kept in db.session.scalars(wanted):
        if set(kept) == set(titles):
            return {title: field for title, field in kept.items() if field}
    return list_columns.recognised(titles)


def drawn_list(row: ExhibitorList, table: Table, *, today: date) -> Trial:
    """Read a list with the columns kept with it, and ask nothing of the fair; without booth and name only its titles."""
    head = list_columns.heads(table, row.header_row - 1 if row.header_row else None)
    mapping = {title: field for title, field in row.columns.items() if field}
    if not list_columns.is_whole(mapping) or list_columns.faults(mapping):
        return Trial(table, head, mapping)
    return Trial(table, head, mapping, draw(table, head, mapping, today=today))


def compared(row: ExhibitorList, trial: Trial) -> Trial:
    """Hold a list that was read against the fair as it is now."""
    if trial.drawn is None:
        return trial
    return replace(trial, compared=compare(row.fair_id, trial.drawn))


def try_list(row: ExhibitorList, table: Table, *, today: date) -> Trial:
    """Try a list as it would be entered now."""
    return compared(row, drawn_list(row, table, today=today))


def list_named(list_id: int | None) -> str:
    """Return the file name of a list; nothing for who came by hand."""
    if list_id is None:
        return ""
    found = db.session.scalar(sa.select(ExhibitorList.filename).where(ExhibitorList.id == list_id))
    return str(found or "")
