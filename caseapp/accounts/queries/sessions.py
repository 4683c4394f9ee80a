"""Questions about sign-ins: where somebody is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import WebSession
from caseapp.accounts.queries.people import SIGNED_IN
from caseapp.accounts.sign_in_rules import span
from caseapp.accounts.tokens import hash_of
from caseapp.base.clock import now
from caseapp.base.db import db

_OPEN = (
    sa.select(WebSession.id, WebSession.address, WebSession.created_at, WebSession.seen_at)
    .where(
        WebSession.person_id == sa.bindparam("person_id"),
        WebSession.ended_at.is_(None),
        WebSession.seen_at > sa.bindparam("idle_since"),
        WebSession.created_at > sa.bindparam("oldest"),
        WebSession.level.in_(SIGNED_IN),
    )
    .order_by(WebSession.seen_at.desc(), WebSession.id.desc())
)
_LEFT_ALONE = sa.select(WebSession.id).where(
    WebSession.token_hash == sa.bindparam("token_hash"),
    WebSession.ended_at.is_(None),
    WebSession.level.in_(SIGNED_IN),
    sa.or_(
        WebSession.seen_at <= sa.bindparam("idle_since"),
        WebSession.created_at <= sa.bindparam("oldest"),
    ),
)


def open_sessions(person_id: int, *, idle: timedelta) -> Sequence[Any]:
    """Return where a person is signed in now, the last seen first."""
    at = now()
    asked = {"person_id": person_id, "idle_since": at - idle, "oldest": at - span("longest")}
    return db.session.execute(_OPEN, asked).all()


def session_left_alone(token: str, *, idle: timedelta) -> int | None:
    """Return the session of a cookie that idled out or is a day old and was not ended yet."""
    at = now()
    asked = {
        "token_hash": hash_of(token),
        "idle_since": at - idle,
        "oldest": at - span("longest"),
    }
    found: int | None = db.session.scalar(_LEFT_ALONE, asked)
    return found
