"""What the informant desk has to tell whom: decisions not yet told, calls to give back, with their limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.paging import Page, fetch_page
from caseapp.cases.models import CaseFile, CaseStep
from caseapp.cases.paper_values.reporters import OUTCOMES as DECISIONS
from caseapp.deadlines import queries as deadlines
from caseapp.deadlines.models import Deadline
from caseapp.documents.models import PaperRecord
from caseapp.hotline.answer_models import TicketAnswer
from caseapp.hotline.models import Ticket, TicketLink, TicketMove
from caseapp.hotline.queries import is_visible
from caseapp.hotline.telling_models import Telling
from caseapp.law import time_limits
from caseapp.law.limit_rows import LimitRow

LIMIT = "CF-04"
LETTER = "N2"
ADDRESSEE = "举报告知对象"
HOW = {"phone": "电话", "writing": "书面", "online": "网络"}
OUTCOMES = {"told": "已告知", "not_reached": "没有联系上"}
# The step by which a case notes it; kept where the desk may take it, else the trail of the ticket holds it.
STEP = "tell_reporter"
# An alias: the sight of a ticket asks for its case by itself.
_of_ticket = aliased(CaseFile)
_decided_on = (
    sa.select(sa.func.max(CaseStep.taken_on))
    .where(CaseStep.case_id == _of_ticket.id, CaseStep.step.in_(tuple(DECISIONS)))
    .correlate(_of_ticket)
    .scalar_subquery()
)
_noted = aliased(CaseStep)
_TOLD = sa.or_(
    sa.select(Telling.id)
    .where(
        Telling.ticket_id == Ticket.id, Telling.outcome == "told", Telling.decided_on >= _decided_on
    )
    .correlate(Ticket, _of_ticket)
    .exists(),
    sa.select(_noted.id)
    .where(
        _noted.case_id == _of_ticket.id,
        _noted.step == STEP,
        _noted.taken_on >= _decided_on,
        # The case notes its own reporter; whoever was joined to that ticket is told beside it.
        _of_ticket.ticket_id == Ticket.id,
    )
    .correlate(Ticket, _of_ticket)
    .exists(),
)
_COLUMNS = (
    Ticket.id,
    Ticket.number,
    Ticket.matter,
    Ticket.state,
    Ticket.received_on,
    Ticket.informant_id,
    Ticket.informant_alias,
    Ticket.is_real_name,
    Ticket.wants_reply,
)
# Whatever was told after an extension tells of it: the one who approved it may not be who may tell.
_answered = aliased(TicketAnswer)
UNTOLD_EXTENSION = (
    sa.select(TicketMove.id)
    .where(
        TicketMove.ticket_id == Ticket.id,
        TicketMove.move == "extend",
        sa.not_(
            sa.select(_answered.id)
            .where(_answered.ticket_id == Ticket.id, _answered.at >= TicketMove.at)
            .correlate(Ticket, TicketMove)
            .exists()
        ),
    )
    .correlate(Ticket)
    .exists()
)
# 并入：who reported what was reported before goes with the earlier ticket, and that with one before it.
_joined = sa.select(TicketLink.from_id, TicketLink.to_id).where(TicketLink.kind == "repeat")
_goes_with = _joined.cte("goes_with", recursive=True)
_goes_with = _goes_with.union(
    sa.select(_goes_with.c.from_id, TicketLink.to_id).where(
        TicketLink.from_id == _goes_with.c.to_id, TicketLink.kind == "repeat"
    )
)
_cases = sa.union_all(
    sa.select(CaseFile.ticket_id, CaseFile.id.label("case_id")).where(
        CaseFile.ticket_id.is_not(None)
    ),
    sa.select(_goes_with.c.from_id, CaseFile.id).where(CaseFile.ticket_id == _goes_with.c.to_id),
).subquery("cases_of_tickets")
_UNTOLD = (
    sa.select(
        *_COLUMNS,
        _of_ticket.id.label("case_id"),
        _of_ticket.ticket_id.label("case_ticket_id"),
        _decided_on.label("decided_on"),
    )
    .select_from(Ticket)
    .join(_cases, _cases.c.ticket_id == Ticket.id)
    .join(_of_ticket, _of_ticket.id == _cases.c.case_id)
)
# Joined to the ticket of a decided case, told by nobody, and without a limit of their own yet.
_WITHOUT_LIMIT = sa.and_(
    Ticket.informant_id.is_not(None),
    Ticket.id != _of_ticket.ticket_id,
    sa.not_(_TOLD),
    sa.not_(
        sa.select(Deadline.id)
        .where(
            Deadline.ticket_id == Ticket.id,
            Deadline.family == LIMIT,
            Deadline.start_on >= _decided_on,
        )
        .correlate(Ticket, _of_ticket)
        .exists()
    ),
)
_LETTERS = sa.select(PaperRecord.state, PaperRecord.data).where(
    PaperRecord.case_id == sa.bindparam("case_id"), PaperRecord.kind == LETTER
)
_JOINED_ALIASES = (
    sa.select(Ticket.informant_alias)
    .join(_goes_with, _goes_with.c.from_id == Ticket.id)
    .where(_goes_with.c.to_id == sa.bindparam("ticket_id"))
)
_WAITING = sa.select(*_COLUMNS)
_earlier = aliased(Ticket)
# Promised the answer of the earlier ticket: that has one, and nobody gave it to this caller yet.
_PROMISED = sa.and_(
    Ticket.state == "joined",
    sa.select(_goes_with.c.to_id)
    .join(_earlier, _earlier.id == _goes_with.c.to_id)
    .where(_goes_with.c.from_id == Ticket.id, _earlier.answer != "")
    .correlate(Ticket)
    .exists(),
    sa.not_(
        sa.select(TicketAnswer.id)
        .where(TicketAnswer.ticket_id == Ticket.id, TicketAnswer.kind == "added")
        .correlate(Ticket)
        .exists()
    ),
    sa.not_(
        sa.select(Telling.id)
        .where(Telling.ticket_id == Ticket.id, Telling.outcome == "told")
        .correlate(Ticket)
        .exists()
    ),
)


@dataclass(frozen=True)
class ToTell:
    """A row of the list with its limit: which day is the last, and how many days are left."""

    row: Any
    due_on: date | None
    days_left: int | None
    case_id: int | None = None


def untold(by: Person, after: str) -> Page[ToTell]:
    """Return a page of the sealed reporters whose case was decided on and who were not told, oldest first."""
    wanted = (
        Ticket.informant_id.is_not(None),
        is_visible(by),
        _decided_on >= _first_day(),
        sa.not_(_TOLD),
    )
    found = fetch_page(
        _UNTOLD.where(*wanted).order_by(_decided_on, Ticket.id),
        key_of=lambda row: f"{row.decided_on.isoformat()}_{row.id}",
        after=_after(after),
        counted=_UNTOLD.with_only_columns(Ticket.id).where(*wanted),
    )
    of_cases = deadlines.open_of_cases({row.case_id for row in found.rows})
    of_joined = deadlines.next_due_of_tickets(
        [row.id for row in found.rows if row.id != row.case_ticket_id]
    )
    rows = [
        _with_limit(
            row,
            _of_family(of_cases.get(row.case_id, ()))
            if row.id == row.case_ticket_id
            else of_joined.get(row.id),
        )
        for row in found.rows
    ]
    return Page(rows, found.next_key, found.total, found.total_is_exact, found.first_page)


def to_call(by: Person, after: str) -> Page[ToTell]:
    """Return a page of the sealed callers who wait for an answer or a call back, oldest first."""
    is_open = Ticket.state.in_(("open", "assigned", "working", "returned"))
    asked = sa.and_(is_open, Ticket.wants_reply, Ticket.answer == "")
    wanted = (
        Ticket.informant_id.is_not(None),
        is_visible(by),
        sa.or_(Ticket.state == "answered", asked, sa.and_(is_open, UNTOLD_EXTENSION), _PROMISED),
    )
    reached = int(after) if after.isdecimal() and len(after) < 16 else None
    found = fetch_page(
        _WAITING.where(*wanted).order_by(Ticket.id),
        key_of=lambda row: str(row.id),
        after=None if reached is None else Ticket.id > reached,
        counted=sa.select(Ticket.id).where(*wanted),
    )
    limits = deadlines.next_due_of_tickets([row.id for row in found.rows])
    rows = [_with_limit(row, limits.get(row.id)) for row in found.rows]
    return Page(rows, found.next_key, found.total, found.total_is_exact, found.first_page)


def tellings_of(ticket_id: int) -> Sequence[Telling]:
    """Return every try to tell the reporter of a ticket, oldest first."""
    tried = sa.select(Telling).where(Telling.ticket_id == ticket_id).order_by(Telling.id)
    return db.session.scalars(tried).all()


def case_to_tell(ticket_id: int) -> CaseFile | None:
    """Return the case whose decision the reporter hears of: the ticket's own, or of the one it joined."""
    wanted = sa.select(CaseFile).join(_cases, _cases.c.case_id == CaseFile.id)
    return db.session.scalars(wanted.where(_cases.c.ticket_id == ticket_id)).first()


def limit_of(case_id: int) -> Any | None:
    """Return the limit within which the reporter of a case is told, running or over."""
    return _latest(deadlines.of_case(case_id))


def limit_of_joined(ticket_id: int) -> Any | None:
    """Return the limit within which a reporter joined to another ticket is told, running or over."""
    return _latest(deadlines.of_ticket(ticket_id))


def joined_without_limit(case_ids: Collection[int] = ()) -> Sequence[Any]:
    """Return the joined reporters of decided cases whose own limit has not begun; of all without ids."""
    wanted = _UNTOLD.where(_WITHOUT_LIMIT, _decided_on >= _first_day())
    if case_ids:
        wanted = wanted.where(_of_ticket.id.in_(case_ids))
    return db.session.execute(wanted.order_by(Ticket.id)).all()


def letters_to(ticket: Ticket, case: CaseFile) -> list[Any]:
    """Return the letters of a case to the reporter of this ticket; each joined one has letters of their own."""
    found = db.session.execute(_LETTERS, {"case_id": case.id}).all()
    if case.ticket_id != ticket.id:
        return [row for row in found if row.data.get(ADDRESSEE) == ticket.informant_alias]
    joined = set(db.session.scalars(_JOINED_ALIASES, {"ticket_id": ticket.id}))
    return [row for row in found if row.data.get(ADDRESSEE) not in joined]


def article_on(day: date) -> str:
    """Return by which article a reporter is told of a decision of this day."""
    rows = [
        row for row in _rows() if (row.valid_from or date.min) <= day <= (row.valid_to or date.max)
    ]
    return "、".join(row.basis(day) for row in rows)


def _rows() -> list[LimitRow]:
    """Return the rows of the law on telling a reporter, those still to be confirmed too."""
    return [row for row in time_limits.load().rows if row.family == LIMIT and row.valid_from]


def _first_day() -> date:
    """Since when reporters are told at all: what was decided earlier waits for nobody."""
    return min(row.valid_from or date.max for row in _rows())


def _latest(rows: Sequence[Any]) -> Any | None:
    found = [row for row in rows if row.family == LIMIT]
    return found[-1] if found else None


def _of_family(rows: Sequence[Any]) -> Any | None:
    return next((row for row in rows if row.family == LIMIT), None)


def _with_limit(row: Any, limit: Any | None) -> ToTell:
    due = limit.due_on if limit is not None else None
    left = (due - today()).days if due is not None else None
    return ToTell(row, due, left, getattr(row, "case_id", None))


def _after(text: str) -> sa.ColumnElement[bool] | None:
    day, _, number = text.partition("_")
    try:
        reached = date.fromisoformat(day)
    except ValueError:
        return None
    if not number.isdecimal() or len(number) > 15:
        return None
    same = sa.and_(_decided_on == reached, Ticket.id > int(number))
    return sa.or_(_decided_on > reached, same)
