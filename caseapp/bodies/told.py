"""A body between its row, its form and its earlier versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from caseapp.bodies.given import BodyGiven
from caseapp.bodies.words import is_unsure


def values_of(row: Any) -> dict[str, Any]:
    """Return what a body holds as its form asks for it."""
    return asdict(
        BodyGiven(
            name=row.name,
            kind=row.kind,
            short_name=row.short_name,
            area=row.area,
            since=row.since,
            channel=row.channel,
            address=row.address,
            phone=row.phone,
            speciality=row.speciality,
            secrecy_on=row.secrecy_on,
            source=row.source,
            is_unsure=is_unsure(row.confidence),
            note=row.note,
        )
    )


def given_from(values: Mapping[str, Any]) -> BodyGiven:
    """Read what was merged: kept values are text, days and marks have to be read again."""
    told = dict(values)
    for name in ("since", "secrecy_on"):
        told[name] = _day_of(told[name])
    told["is_unsure"] = bool(told["is_unsure"])
    return BodyGiven(**told)


def _day_of(text: Any) -> date | None:
    """Read a day as it is kept in an earlier version; a day stays a day."""
    if isinstance(text, date) or not text:
        return text or None
    return date.fromisoformat(str(text))
