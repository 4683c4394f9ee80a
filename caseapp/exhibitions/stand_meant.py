"""Whom a complaint typed at the station is against: the exhibitor of the list, where the words fit it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caseapp.base.db import db
from caseapp.exhibitions import exhibitor_queries
from caseapp.exhibitions.booths import booth_mark, name_mark
from caseapp.exhibitions.complaint_given import ComplaintGiven
from caseapp.exhibitions.exhibitor_models import Exhibitor


def with_exhibitor(fair_id: int, given: ComplaintGiven) -> ComplaintGiven:
    """Tie a complaint to the exhibitor the booth and the name mean; words that fit nobody stand alone."""
    chosen = db.session.get(Exhibitor, given.exhibitor_id) if given.exhibitor_id else None
    if chosen is not None and chosen.fair_id == fair_id and _fits(chosen, given):
        return given
    there = exhibitor_queries.at_booth(fair_id, "", given.booth) if given.booth else ()
    meant = [row for row in there if _is_named(row.name, given)]
    return replace(given, exhibitor_id=meant[0].id if len(meant) == 1 else None)


def _fits(row: Any, given: ComplaintGiven) -> bool:
    """Say whether what was typed after the choice still speaks of it."""
    at = booth_mark("", given.booth)
    return _is_named(row.name, given) and (not given.booth or at in _marks(row))


def _marks(row: Any) -> set[str]:
    return {row.booth_mark, booth_mark("", row.booth), booth_mark("", f"{row.hall} {row.booth}")}


def _is_named(name: str, given: ComplaintGiven) -> bool:
    return not given.respondent or name_mark(name) == name_mark(given.respondent)
