"""Finding tickets: what this person may see, and what a caller was told before."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import Page, fetch_page
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.cases import queries as cases
from caseapp.hotline.joint_models import TicketJoint
from caseapp.hotline.lists import Filters, conditions
from caseapp.hotline.models import Ticket

EARLIER_SHOWN = 5
_ROW = sa.select(
    Ticket.id,
    Ticket.number,
    Ticket.matter,
    Ticket.right_kind,
    Ticket.channel,
    Ticket.state,
    Ticket.received_on,
    Ticket.respondent,
    Ticket.place,
    Ticket.product,
    Ticket.operator_name,
)

_HOLDING_BODIES = (
    sa.select(Body.id, Body.name)
    .where(Body.id.in_(sa.select(Ticket.body_id).where(Ticket.body_id.is_not(None))))
    .order_by(Body.name)
)


def is_visible(by: Person) -> sa.ColumnElement[bool]:
    """Return the condition under which this person may know of a ticket."""
    paths = visible_units(by, "ticket.read").paths
    ways: list[sa.ColumnElement[bool]] = [
        sa.true() if path == "/" else Ticket.unit_path.startswith(path, autoescape=True)
        for path in paths
    ]
    # 协办：a second unit sees what it was asked to work on.
    if paths and "/" not in paths:
        beside = sa.or_(*(TicketJoint.unit_path.startswith(one, autoescape=True) for one in paths))
        ways.append(Ticket.id.in_(sa.select(TicketJoint.ticket_id).where(beside)))
    if not ways:
        return sa.false()
    # A case kept from this person keeps the ticket it came from as well: it says the same.
    return sa.and_(sa.or_(*ways), sa.not_(cases.is_kept_from(by, of_ticket=Ticket.id)))


def visible_ticket(ticket_id: int, *, by: Person) -> Ticket:
    """Return the ticket, or NotVisible."""
    found = db.session.scalars(
        sa.select(Ticket).where(Ticket.id == ticket_id, is_visible(by))
    ).one_or_none()
    if found is None:
        raise NotVisible
    return found


def name_of_body(ticket: Ticket) -> str:
    """Return which body outside the office holds a ticket; empty when one of our units does."""
    found = bodies.body(ticket.body_id) if ticket.body_id else None
    return found.name if found else ""


def visible_ids(ids: Collection[int], *, by: Person) -> set[int]:
    """Return those of the tickets this person may know of."""
    return set(db.session.scalars(sa.select(Ticket.id).where(Ticket.id.in_(ids), is_visible(by))))


def page_of_tickets(by: Person, wanted: Filters, after: str) -> Page[Any]:
    """Return one page of the list: newest first, a heap of work oldest first."""
    narrowed = [is_visible(by), *conditions(by, wanted)]
    mark = int(after) if after.isdecimal() and len(after) < 18 else None
    up = wanted.is_oldest_first
    beyond = None if mark is None else (Ticket.id > mark if up else Ticket.id < mark)
    return fetch_page(
        _ROW.where(*narrowed).order_by(Ticket.id if up else Ticket.id.desc()),
        key_of=lambda row: str(row.id),
        after=beyond,
        counted=sa.select(Ticket.id).where(*narrowed),
    )


def tickets_of_callers(
    informant_ids: Collection[int], party_ids: Collection[int], *, by: Person
) -> list[Any]:
    """Return the latest tickets of a caller that this person may know of; no identity is in them."""
    if not informant_ids and not party_ids:
        return []
    theirs = Ticket.informant_id.in_(informant_ids) | Ticket.caller_id.in_(party_ids)
    newest = _ROW.where(theirs, is_visible(by)).order_by(Ticket.id.desc())
    return list(db.session.execute(newest.limit(EARLIER_SHOWN)))


def holding_bodies() -> list[tuple[int, str]]:
    """Return the bodies outside the office that a ticket lies with, by name."""
    return [(row.id, row.name) for row in plain_rows(_HOLDING_BODIES)]


def hash_code(code: str) -> str:
    """Hash a query code; 16 random digits need no salt against guessing by list."""
    return hashlib.sha256(f"caseapp query code {code}".encode()).hexdigest()


def entry_row(ticket_id: int) -> Ticket | None:
    """Return a ticket for the search index, whoever asks."""
    return db.session.get(Ticket, ticket_id)


def all_ids() -> list[int]:
    """Return all ticket ids for a rebuild of the index."""
    return list(db.session.scalars(sa.select(Ticket.id).order_by(Ticket.id)))


def rows(ids: Collection[int]) -> dict[int, Any]:
    """Return list rows by id."""
    return {row.id: row for row in db.session.execute(_ROW.where(Ticket.id.in_(ids)))}
