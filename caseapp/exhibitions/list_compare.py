"""What a list would do to the exhibitors of a fair: who comes, who changes and how, who is gone; nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_given import EXHIBIT_LABELS, LABELS, ExhibitGiven, ExhibitorGiven
from caseapp.exhibitions.exhibitor_models import Exhibit, Exhibitor, FairCheck
from caseapp.exhibitions.list_rows import Drawn

# What a list may change of somebody who is there; hall, booth and name are who it is.
CHANGED = ("credit_code", "address", "contact", "phone", "agent")
_KNOWN = sa.select(
    Exhibitor.id,
    Exhibitor.hall,
    Exhibitor.booth,
    Exhibitor.booth_mark,
    Exhibitor.name,
    Exhibitor.name_mark,
    *(getattr(Exhibitor, name) for name in CHANGED),
    Exhibitor.list_id,
    Exhibitor.gone_at,
    Exhibitor.version,
)
_SHOWN = sa.select(
    Exhibit.id, Exhibit.exhibitor_id, Exhibit.name, Exhibit.model, Exhibit.as_printed
)
_DONE: tuple[Any, ...] = (FairComplaint, FairCheck)
Key = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """What is new of somebody who is there: fields, exhibits, marks of exhibits known by their rows."""

    known: Any
    given: ExhibitorGiven
    fields: Mapping[str, str]
    exhibits: tuple[ExhibitGiven, ...]
    marks: Mapping[int, str]
    is_back: bool

    @property
    def words(self) -> str:
        """Say what changes, before and after."""
        parts = ["重新参展"] if self.is_back else []
        for name, text in self.fields.items():
            parts.append(f"{LABELS[name]}：{getattr(self.known, name) or '（空）'} → {text}")
        if self.exhibits:
            parts.append(f"增加展品：{'、'.join(one.name for one in self.exhibits[:5])}")
        parts += [f"{EXHIBIT_LABELS['as_printed']} → {text}" for text in self.marks.values()]
        return "；".join(parts)


@dataclass
class Comparison:
    """The result of holding a list against what is there."""

    added: list[Key] = field(default_factory=list)
    changed: dict[Key, Change] = field(default_factory=dict)
    unchanged: int = 0
    # Came with a list before and are not on this one.
    gone: list[Any] = field(default_factory=list)
    # Are not on it either, but something was done about them: whether they left is said one by one.
    held: list[Any] = field(default_factory=list)

    def digest(self, drawn: Drawn) -> str:
        """Return the mark of all that would be written, by which a page drawn before is known to be stale."""
        whole = hashlib.sha256()
        for key in self.added:
            whole.update(repr((key, drawn.given[key])).encode())
        for key, one in self.changed.items():
            told = (key, dict(one.fields), one.exhibits, dict(one.marks), one.is_back)
            whole.update(repr((told, one.known.id, one.known.version)).encode())
        for some in (self.gone, self.held):
            whole.update(repr([one.id for one in some]).encode())
        whole.update(repr((self.unchanged, sorted(drawn.left_out))).encode())
        return whole.hexdigest()


def compare(fair_id: int, drawn: Drawn) -> Comparison:
    """Hold what a list says against the exhibitors of the fair; an empty cell takes nothing away."""
    rows = plain_rows(_KNOWN.where(Exhibitor.fair_id == fair_id))
    known = {(row.booth_mark, row.name_mark): row for row in rows}
    shown = _shown(fair_id) if known else {}
    found = Comparison()
    for key, given in drawn.given.items():
        row = known.get(key)
        if row is None:
            found.added.append(key)
            continue
        change = _change(row, given, shown.get(row.id, ()))
        if change is None:
            found.unchanged += 1
        else:
            found.changed[key] = change
    # Who stands in a row that is left out is on the list all the same.
    there = drawn.given.keys() | drawn.named
    absent = [
        row
        for key, row in known.items()
        if key not in there and row.list_id is not None and row.gone_at is None
    ]
    at_work = _at_work(fair_id) if absent else set()
    found.gone = [row for row in absent if row.id not in at_work]
    found.held = [row for row in absent if row.id in at_work]
    return found


def _at_work(fair_id: int) -> set[int]:
    """Return the exhibitors something was done about: a complaint or a look, and the photos of both."""
    asked = (sa.select(one.exhibitor_id).where(one.fair_id == fair_id) for one in _DONE)
    return {row.exhibitor_id for row in plain_rows(sa.union(*asked)) if row.exhibitor_id}


def _shown(fair_id: int) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in plain_rows(_SHOWN.where(Exhibit.fair_id == fair_id)):
        found.setdefault(row.exhibitor_id, []).append(row)
    return found


def _change(row: Any, given: ExhibitorGiven, shown: Sequence[Any]) -> Change | None:
    fields = {
        name: getattr(given, name)
        for name in CHANGED
        if getattr(given, name) and getattr(given, name) != getattr(row, name)
    }
    known = {(one.name, one.model): one for one in shown}
    new = tuple(one for one in given.exhibits if (one.name, one.model) not in known)
    marks = {
        known[one.name, one.model].id: one.as_printed
        for one in given.exhibits
        if one not in new
        and one.as_printed
        and one.as_printed != known[one.name, one.model].as_printed
    }
    is_back = row.gone_at is not None
    if not (fields or new or marks or is_back):
        return None
    return Change(row, given, fields, new, marks, is_back)
