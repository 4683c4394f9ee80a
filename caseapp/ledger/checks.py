"""What the checks of the system found last: each leaves a line in the trail, read back from there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.base.clock import local, today
from caseapp.base.db import plain_rows
from caseapp.ledger import actions
from caseapp.ledger.actor import ActorLike
from caseapp.ledger.queries import AUDIT

KIND = "check"
_LAST = (
    sa.select(AUDIT.c.at, AUDIT.c.action, AUDIT.c.result, AUDIT.c.object_key, AUDIT.c.details)
    .where(AUDIT.c.object_kind == KIND, AUDIT.c.object_id == sa.bindparam("what"))
    .order_by(AUDIT.c.seq.desc())
    .limit(1)
)
_NEWEST = sa.select(AUDIT.c.at).order_by(AUDIT.c.seq.desc()).limit(1)
_LAST_OF = _LAST.where(AUDIT.c.action == sa.bindparam("action"))
_LAST_GOOD = _LAST_OF.where(AUDIT.c.result == "ok")


@dataclass(frozen=True)
class Check:
    """One line of a check."""

    at: datetime
    action: str
    ok: bool
    key: str
    details: Mapping[str, Any]


def last(what: str, action: str = "", *, good: bool = False) -> Check | None:
    """Return the newest line about backups, files, the trail or the index."""
    asked = {"what": what, "action": action}
    statement = _LAST_GOOD if good else _LAST_OF if action else _LAST
    rows = plain_rows(statement, asked if action else {"what": what})
    if not rows:
        return None
    row = rows[0]
    return Check(
        row.at, row.action, row.result == "ok", row.object_key, json.loads(row.details or "{}")
    )


def last_act_at() -> datetime | None:
    """Return the instant of the newest line of the trail, whatever it is about."""
    rows = plain_rows(_NEWEST)
    at: datetime | None = rows[0].at if rows else None
    return at


def is_done_today(what: str, action: str) -> bool:
    """Say whether a nightly check has run since midnight."""
    found = last(what, action)
    return found is not None and local(found.at).date() == today()


def note(
    *, by: ActorLike, action: str, what: str, ok: bool, key: str = "", details: Mapping[str, Any]
) -> None:
    """Write down what a check found."""
    actions.record(
        by=by,
        action=action,
        object_kind=KIND,
        object_id=what,
        object_key=key,
        result="ok" if ok else "failed",
        details=details,
    )
