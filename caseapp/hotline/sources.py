"""What can be found of tickets; who called is sealed elsewhere and never here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cases.models import CaseFile
from caseapp.hotline import queries
from caseapp.hotline.answer_models import TicketAnswer, TicketCallBack
from caseapp.hotline.guide import answers_shown
from caseapp.hotline.joint_models import TicketJoint
from caseapp.hotline.models import Ticket, TicketMove
from caseapp.hotline.words import MATTERS, STATES
from caseapp.search.card import SearchEntry
from caseapp.search.facets import PROCEDURE, facets, words_of
from caseapp.search.parts import Parts, joined, parts_of, version_of
from caseapp.search.sources import Row, reach_tokens, unit_tokens

_TICKETS = sa.select(Ticket)
_IDS: Any = sa.bindparam("ids", expanding=True)


def _beside(what: str, of: Any, words: Any, *, unit_path: Any = None) -> sa.Select[Any]:
    columns = (of.ticket_id, sa.literal(what).label("what"), of.id.label("at"))
    path = sa.literal("") if unit_path is None else unit_path
    return sa.select(*columns, words.label("text"), path.label("unit_path")).where(
        of.ticket_id.in_(_IDS)
    )


# One statement for all that is written beside tickets: a page of hits asks for it each time.
_BESIDE = sa.union_all(
    _beside("move", TicketMove, TicketMove.reason),
    _beside("answer", TicketAnswer, TicketAnswer.text),
    _beside("opinion", TicketCallBack, TicketCallBack.comment),
    _beside(
        "joint",
        TicketJoint,
        TicketJoint.wanted + "\n" + TicketJoint.done,
        unit_path=TicketJoint.unit_path,
    ),
).order_by("what", "at")
_SEALED = sa.select(CaseFile.ticket_id).where(
    CaseFile.ticket_id.in_(_IDS), CaseFile.is_sealed.is_(True)
)
Words = dict[tuple[int, str], list[str]]


@dataclass(frozen=True)
class Told:
    """What was written beside tickets, and which units were asked to work on them."""

    words: Words
    units: dict[int, list[str]]

    def of(self, one: Ticket, what: str) -> list[str]:
        """Return the words of one kind beside a ticket, in their order."""
        return self.words[one.id, what]


class TicketSource:
    """Tickets of the 12330 desk."""

    kind = "ticket"
    kind_name = "工单"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know; a ticket says the same as the sealed case it became."""
        told = _told(ids)
        sealed = {row.ticket_id for row in plain_rows(_SEALED, {"ids": list(ids)})}
        for one in db.session.scalars(_TICKETS.where(Ticket.id.in_(ids))):
            if one.id in sealed:
                continue
            # 协办：a unit that was asked to work on it finds it as well.
            units = dict.fromkeys((one.unit_path, *told.units[one.id]))
            acl = dict.fromkeys(token for path in units for token in unit_tokens(path))
            body = joined(_parts(one, told))
            yield SearchEntry(
                kind=self.kind,
                object_id=one.id,
                key=one.number,
                title=_title(one),
                body=body,
                numbers=tuple(
                    ("number", text) for text in (one.number, one.patent_as_printed) if text
                ),
                names=(one.respondent,) if one.respondent else (),
                acl=tuple(acl),
                on=one.received_on,
                # What is written beside raises the version of a ticket not always.
                version=version_of(one.version, body, tuple(acl)),
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
        told = _told(ids)
        for one in db.session.scalars(_TICKETS.where(Ticket.id.in_(ids))):
            parts = _parts(one, told)
            yield Row(
                object_id=one.id,
                key=one.number,
                title=_title(one),
                url=_address(one.id),
                text=joined(parts),
                parts=parts,
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


def ticket_ids_of_cases(case_ids: Collection[int]) -> list[int]:
    """Return the tickets that became these cases."""
    wanted = sa.select(CaseFile.ticket_id).where(
        CaseFile.id.in_(case_ids), CaseFile.ticket_id.is_not(None)
    )
    return sorted({number for number in db.session.scalars(wanted) if number is not None})


def _title(one: Ticket) -> str:
    return f"{MATTERS[one.matter]} {one.respondent}{one.product}".strip()


def _told(ids: Sequence[int]) -> Told:
    words: Words = defaultdict(list)
    units: dict[int, list[str]] = defaultdict(list)
    for row in plain_rows(_BESIDE, {"ids": list(ids)}):
        if text := row.text.strip():
            words[row.ticket_id, row.what].append(text)
        if row.unit_path:
            units[row.ticket_id].append(row.unit_path)
    return Told(words, units)


def _parts(one: Ticket, told: Told) -> Parts:
    return parts_of(
        ("来电内容", one.content),
        ("地点", one.place),
        ("产品", one.product),
        ("来电问答", [text for _, text in answers_shown(one.answers or {})]),
        ("答复", dict.fromkeys((*told.of(one, "answer"), one.answer))),
        ("回访意见", told.of(one, "opinion")),
        ("协办", told.of(one, "joint")),
        ("办理经过", told.of(one, "move")),
    )


def _address(ticket_id: int) -> str:
    try:
        return url_for("hotline.ticket", ticket_id=ticket_id)
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
