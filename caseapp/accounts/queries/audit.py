"""The audit trail as the auditor leafs through it, newest first."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.base.paging import Page, fetch_page
from caseapp.ledger.queries import AUDIT

_LIST = sa.select(
    AUDIT.c.seq,
    AUDIT.c.at,
    AUDIT.c.actor_name,
    AUDIT.c.actor_login,
    AUDIT.c.unit,
    AUDIT.c.action,
    AUDIT.c.object_kind,
    AUDIT.c.object_id,
    AUDIT.c.object_key,
    AUDIT.c.result,
    AUDIT.c.reason,
    AUDIT.c.address,
)


def audit_page(*, login: str = "", action: str = "", after: str = "") -> Page[Any]:
    """Return a page of the trail; rows of one actor or one kind of act where asked."""
    statement = _LIST
    if login:
        statement = statement.where(AUDIT.c.actor_login == login)
    if action:
        statement = statement.where(AUDIT.c.action.startswith(action, autoescape=True))
    reached = int(after) if after.isdecimal() and len(after) < 16 else None
    return fetch_page(
        statement.order_by(AUDIT.c.seq.desc()),
        key_of=lambda row: str(row.seq),
        after=None if reached is None else AUDIT.c.seq < reached,
        counted=statement,
    )
