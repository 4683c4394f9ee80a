"""Later shipped editions of answers the office reviewed or wrote on: proposals, taken or left by the office."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.knowledge.models import KnowledgeItem
from caseapp.knowledge.shipped import ShippedItem, shipped
from caseapp.ledger import queries as ledger

ADOPTED, DECLINED = "knowledge.proposal_adopted", "knowledge.proposal_declined"
_ALL = sa.select(KnowledgeItem.__table__).order_by(KnowledgeItem.edition)
# What a caller would hear of it; the days are compared apart, the office may have set its own.
_HEARD = ("title", "question", "answer", "source", "confidence")
_LISTS = ("matters", "right_kinds")


def is_kept(row: Any) -> bool:
    """Say whether an answer is the office's by now: it wrote the edition or looked it over."""
    return not row.is_shipped or row.reviewed_on is not None


def proposals() -> dict[str, ShippedItem]:
    """Return by key what this release ships for the office's own answers and nobody decided on yet."""
    of_key: dict[str, list[Any]] = {}
    for row in plain_rows(_ALL):
        of_key.setdefault(row.key, []).append(row)
    newest = _newest(shipped())
    kept = {key: rows for key, rows in of_key.items() if any(is_kept(row) for row in rows)}
    open_now = {
        key: newest[key]
        for key, rows in kept.items()
        if key in newest and not any(_says(row, newest[key]) for row in rows)
    }
    decided = _decided() if open_now else set()
    return {key: told for key, told in open_now.items() if digest(told) not in decided}


def proposal(key: str) -> ShippedItem | None:
    """Return the shipped edition that waits for the office's word on this answer."""
    return proposals().get(key)


def digest(told: ShippedItem) -> str:
    """Return by what a shipped text is known again: a later text is another proposal."""
    return hashlib.sha256(json.dumps(asdict(told), default=str).encode()).hexdigest()


def _newest(rows: Iterable[ShippedItem]) -> Mapping[str, ShippedItem]:
    found: dict[str, ShippedItem] = {}
    for row in rows:
        known = found.get(row.key)
        if known is None or row.edition > known.edition:
            found[row.key] = row
    return found


def _says(row: Any, told: ShippedItem) -> bool:
    """Say whether an edition of the office says the same, and holds no longer than it should."""
    same = all(getattr(row, name) == getattr(told, name) for name in _HEARD)
    same = same and all(list(getattr(row, name)) == list(getattr(told, name)) for name in _LISTS)
    ends = told.until is None or (row.until is not None and row.until <= told.until)
    return same and ends


def _decided() -> set[str]:
    acts: Sequence[Any] = ledger.acts_on(object_kind="knowledge", object_id=0)
    made = [one for one in acts if one["action"] in (ADOPTED, DECLINED)]
    return {json.loads(one["details"])["digest"] for one in made}
