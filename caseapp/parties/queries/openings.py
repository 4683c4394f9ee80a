"""Finding requests to open an identity and each time one was on a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from caseapp.base.clock import SHANGHAI, now, today
from caseapp.base.db import db
from caseapp.ledger.queries import AUDIT
from caseapp.parties.models import Informant, Opening, OpeningView
from caseapp.parties.opening_rules import span

MOST_SHOWN = 500
_COLUMNS = (
    Opening.id,
    Opening.informant_id,
    Informant.alias,
    Informant.unit_path,
    Opening.asked_by,
    Opening.asked_by_name,
    Opening.asked_at,
    Opening.reason,
    Opening.state,
    Opening.decided_by,
    Opening.decided_by_name,
    Opening.decided_at,
    Opening.decided_why,
    Opening.open_until,
)
_ROW = sa.select(*_COLUMNS).join(Informant, Informant.id == Opening.informant_id)
_VIEWS = sa.select(
    OpeningView.opening_id, OpeningView.person_name, OpeningView.seen_at, OpeningView.result
).order_by(OpeningView.id)

_ALARMS = sa.select(
    AUDIT.c.seq,
    AUDIT.c.at,
    AUDIT.c.actor_name,
    AUDIT.c.unit,
    AUDIT.c.action,
    AUDIT.c.object_key,
    AUDIT.c.reason,
).where(AUDIT.c.action.in_(("informant.bulk", "paper.held_back")), AUDIT.c.result == "alarm")


@dataclass(frozen=True)
class Trail:
    """A request with every time it put the identity on a screen."""

    row: Any
    views: tuple[Any, ...]

    @property
    def words(self) -> str:
        """Say how the request stands."""
        if self.row.state == "refused":
            return "不同意"
        if self.row.state == "asked":
            return "等待同意" if self.row.asked_at + span("waiting", today()) > now() else "已过期"
        return "可查看" if self.row.open_until and self.row.open_until > now() else "已到期"


def opening(opening_id: int) -> Opening | None:
    """Return one request to decide on."""
    return db.session.get(Opening, opening_id, with_for_update=True, populate_existing=True)


def trail_of(informant_id: int) -> list[Trail]:
    """Return every request and view of an identity, newest first."""
    return _with_views(_ROW.where(Opening.informant_id == informant_id))


def openings_of(person_id: int) -> list[Trail]:
    """Return what one person asked for and saw, newest first."""
    return _with_views(_ROW.where(Opening.asked_by == person_id))


def openings_between(first: date, last: date) -> list[Trail]:
    """Return who asked for and saw whose identity between two days, newest first."""
    return _with_views(
        _ROW.where(Opening.asked_at >= _begin(first), Opening.asked_at <= _end(last))
    )


def waiting_openings() -> Sequence[Any]:
    """Return requests that wait for a second person, oldest first."""
    still = Opening.asked_at > now() - span("waiting", today())
    waiting = _ROW.where(Opening.state == "asked", still).order_by(Opening.id)
    return db.session.execute(waiting.limit(MOST_SHOWN)).all()


def running_opening(*, person_id: int, informant_id: int) -> Any | None:
    """Return the request of a person that is waiting or holds right now."""
    holds = sa.or_(
        sa.and_(Opening.state == "agreed", Opening.open_until > now()),
        sa.and_(Opening.state == "asked", Opening.asked_at > now() - span("waiting", today())),
    )
    mine = _ROW.where(Opening.asked_by == person_id, Opening.informant_id == informant_id, holds)
    return db.session.execute(mine.order_by(Opening.id.desc()).limit(1)).first()


def asked_today(person_id: int) -> set[int]:
    """Return whose identities a person asked for today."""
    asked = sa.select(Opening.informant_id).where(
        Opening.asked_by == person_id, Opening.asked_at >= _begin(today())
    )
    return set(db.session.scalars(asked))


def seen_today(person_id: int) -> set[int]:
    """Return whose identities a person saw today."""
    seen = (
        sa.select(Opening.informant_id)
        .join(OpeningView, OpeningView.opening_id == Opening.id)
        .where(OpeningView.person_id == person_id, OpeningView.seen_at >= _begin(today()))
    )
    return set(db.session.scalars(seen))


def _with_views(wanted: Any) -> list[Trail]:
    rows = db.session.execute(wanted.order_by(Opening.id.desc()).limit(MOST_SHOWN)).all()
    views: dict[int, list[Any]] = {row.id: [] for row in rows}
    for view in db.session.execute(_VIEWS.where(OpeningView.opening_id.in_(views))):
        views[view.opening_id].append(view)
    return [Trail(row, tuple(views[row.id])) for row in rows]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, SHANGHAI)


def alarms_between(first: date, last: date) -> Sequence[Any]:
    """Return what was held back between two days: bulk reading, identities in outgoing texts."""
    spanned = (AUDIT.c.at >= _begin(first), AUDIT.c.at <= _end(last))
    return db.session.execute(
        _ALARMS.where(*spanned).order_by(AUDIT.c.seq.desc()).limit(MOST_SHOWN)
    ).all()
