"""What a notice counts: the cases of a period by kind, without those that are kept; and its typical cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases import queries as cases
from caseapp.cases.companion_models import Publication
from caseapp.cases.models import CaseFile
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.parties import queries as parties

KEPT, NOT_PUBLIC = "kept", "not_public"
LEFT_OUT_WORDS = {
    KEPT: "另有 {} 件已封存或者定密，没有计入",
    NOT_PUBLIC: "其中 {} 件还没有公开，只计数，不作典型案例",
}
# An identity card, a telephone: whatever looks like one has no place in a notice.
NUMBERS = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)", re.ASCII)
SHORTEST_NAME = 2
_SHOWN = sa.exists().where(
    Publication.case_id == CaseFile.id,
    Publication.is_published.is_(True),
    Publication.withdrawn_on.is_(None),
)


@dataclass(frozen=True)
class Counted:
    """One kind of cases: taken on and ended in the period."""

    track: str
    name: str
    filed: int
    ended: int


@dataclass(frozen=True)
class Composed:
    """The counts of a period, and how many of the cases this person knows were left out, by reason."""

    rows: Sequence[Counted]
    left_out: dict[str, int]


def compose(by: Person, unit_path: str, *, first: date, last: date) -> Composed:
    """Count the cases of a unit in a period that this person may know of; kept ones are not counted.

    What is kept from the composer is not even known to be left out.
    """
    rows = _of_period(by, unit_path, first=first, last=last)
    open_rows = [row for row in rows if not row.is_sealed and not row.level]
    filed = Counter(row.track for row in open_rows if _is_in(row.filed_on, first, last))
    ended = Counter(row.track for row in open_rows if _is_in(row.closed_on, first, last))
    names = track_names()
    return Composed(
        [
            Counted(track, names.get(track, track), filed[track], ended[track])
            for track in names
            if filed[track] or ended[track]
        ],
        {
            KEPT: len(rows) - len(open_rows),
            NOT_PUBLIC: sum(not row.is_shown for row in open_rows),
        },
    )


def may_be_told(by: Person, unit_path: str, *, first: date, last: date) -> Sequence[Any]:
    """Return the cases of a period that may be told as typical: ended, public, not kept."""
    return [
        row
        for row in _of_period(by, unit_path, first=first, last=last)
        if row.is_shown and not row.is_sealed and not row.level and row.closed_on is not None
    ]


def all_of_period(unit_path: str, first: date, last: date) -> Sequence[Any]:
    """Return the ids of all cases of a period, for the search for names: nothing of them is shown."""
    return plain_rows(sa.select(CaseFile.id).where(*_within(unit_path, first, last)))


def names_in(text: str, case_ids: Collection[int]) -> list[str]:
    """Return what a text tells of people and firms of these cases, and numbers that look like theirs."""
    known = {row.name for row in parties.called_in_cases(case_ids)}
    known |= set(_written_in(case_ids))
    found = [one for one in known if len(one) >= SHORTEST_NAME and one in text]
    return sorted(found) + [one.group(0) for one in NUMBERS.finditer(text)]


def track_names() -> dict[str, str]:
    """Return the kinds of cases in the order of the procedures."""
    return {one.track: one.name for one in PROCEDURES.values()}


def _of_period(by: Person, unit_path: str, *, first: date, last: date) -> Sequence[Any]:
    return plain_rows(
        sa.select(
            *(CaseFile.id, CaseFile.case_no, CaseFile.title, CaseFile.track, CaseFile.product),
            *(CaseFile.filed_on, CaseFile.closed_on, CaseFile.is_sealed, CaseFile.level),
            _SHOWN.label("is_shown"),
        )
        .where(*_within(unit_path, first, last), cases.is_visible(by))
        .order_by(CaseFile.id)
    )


def _within(unit_path: str, first: date, last: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        CaseFile.unit_path.startswith(unit_path, autoescape=True),
        CaseFile.case_no.is_not(None),
        sa.or_(CaseFile.filed_on.between(first, last), CaseFile.closed_on.between(first, last)),
    )


def _written_in(case_ids: Collection[int]) -> Sequence[str]:
    rows = plain_rows(
        sa.select(CaseFile.respondent, CaseFile.informant_alias, CaseFile.case_no, CaseFile.lead_no)
        .where(CaseFile.id.in_(case_ids))
    )  # fmt: skip
    return [one for row in rows for one in row if one]


def _is_in(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last
