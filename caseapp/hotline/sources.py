"""What can be found of tickets; who called is sealed elsewhere and never here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.hotline import queries
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import MATTERS, STATES
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.sources import Row, reach_tokens, unit_tokens

_TICKETS = sa.select(Ticket)


class TicketSource:
    """Tickets of the 12330 desk."""

    kind = "ticket"
    kind_name = "工单"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of tickets."""
        for one in db.session.scalars(_TICKETS.where(Ticket.id.in_(ids))):
            yield SearchEntry(
                kind=self.kind,
                object_id=one.id,
                key=one.number,
                title=_title(one),
                body=_text(one),
                numbers=tuple(
                    ("number", text) for text in (one.number, one.patent_as_printed) if text
                ),
                names=(one.respondent,) if one.respondent else (),
                acl=unit_tokens(one.unit_path),
                on=one.received_on,
                version=one.version,
                facets=facets(
                    procedure=one.matter,
                    state=STATES[one.state],
                    unit=one.unit_path,
                    people=(one.holder_id or one.operator_id,),
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {PROCEDURE: MATTERS})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every ticket."""
        return queries.all_ids()

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds for tickets."""
        return reach_tokens(visible_units(person, "ticket.read"), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        return queries.visible_ids(ids, by=person) if ids else set()

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        for one in db.session.scalars(_TICKETS.where(Ticket.id.in_(ids))):
            yield Row(
                object_id=one.id,
                key=one.number,
                title=_title(one),
                url=_address(one.id),
                text=_text(one),
                on=one.received_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return tickets whose own row holds one of the words, newest first."""
        shown = (Ticket.number, Ticket.content, Ticket.respondent, Ticket.product)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        found = sa.select(Ticket.id).where(sa.or_(*near)).order_by(Ticket.id.desc()).limit(most)
        return list(db.session.scalars(found))


def _title(one: Ticket) -> str:
    return f"{MATTERS[one.matter]} {one.respondent}{one.product}".strip()


def _text(one: Ticket) -> str:
    return "\n".join(text for text in (one.content, one.place, one.product, one.answer) if text)


def _address(ticket_id: int) -> str:
    try:
        return url_for("hotline.ticket", ticket_id=ticket_id)
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
