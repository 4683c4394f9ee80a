"""Questions about papers: of a case, one with its words, its services."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.documents.catalogue import kind_of
from caseapp.documents.models import PaperRecord, PublicNotice, Service

# A long list of typed columns is more than the type checker can carry.
_COLUMNS: tuple[Any, ...] = (
    PaperRecord.id,
    PaperRecord.case_id,
    PaperRecord.kind,
    PaperRecord.title,
    PaperRecord.state,
    PaperRecord.number,
    PaperRecord.version,
    PaperRecord.signed_on,
    PaperRecord.signed_at,
    PaperRecord.signed_by_name,
    PaperRecord.sha256,
    PaperRecord.pdf_sha256,
    PaperRecord.drafted_by_name,
    PaperRecord.drafted_at,
)
_SHORT = sa.select(*_COLUMNS).order_by(PaperRecord.id)
_OF_CASE = _SHORT.where(PaperRecord.case_id == sa.bindparam("case_id"))
_OF_TICKET = _SHORT.where(PaperRecord.ticket_id == sa.bindparam("ticket_id"))
_OF_COOPERATION = _SHORT.where(PaperRecord.cooperation_id == sa.bindparam("cooperation_id"))
_SERVICES = sa.select(Service.__table__).order_by(Service.served_on, Service.id)
_SERVICES_OF_PAPER = _SERVICES.where(Service.paper_id == sa.bindparam("paper_id"))
_SERVICES_OF_CASE = (
    sa.select(Service.__table__, PaperRecord.kind, PaperRecord.title, PaperRecord.number)
    .join(PaperRecord, PaperRecord.id == Service.paper_id)
    .where(PaperRecord.case_id == sa.bindparam("case_id"))
    .order_by(Service.served_on, Service.id)
)
_NOTICES = sa.select(PublicNotice.__table__, PaperRecord.title).join(
    PaperRecord, PaperRecord.id == PublicNotice.paper_id
)
_NOTICES_OF_CASE = _NOTICES.where(PaperRecord.case_id == sa.bindparam("case_id")).order_by(
    PublicNotice.id
)
_RUNNING_NOTICES = _NOTICES.where(
    PublicNotice.paper_id == sa.bindparam("paper_id"), PublicNotice.ended_why == ""
).order_by(PublicNotice.id)


def papers_of_case(case_id: int) -> Sequence[sa.Row[Any]]:
    """Return the papers of a case in the order they were drafted, without their words."""
    return plain_rows(_OF_CASE, {"case_id": case_id})


def papers_of_ticket(ticket_id: int) -> Sequence[sa.Row[Any]]:
    """Return the papers of a ticket in the order they were drafted, without their words."""
    return plain_rows(_OF_TICKET, {"ticket_id": ticket_id})


def paper_of_ticket(ticket_id: int, paper_id: int) -> PaperRecord:
    """Return a paper of this ticket; any other is not there."""
    found = paper(paper_id)
    if found.ticket_id != ticket_id:
        raise NotVisible
    return found


def papers_of_cooperation(cooperation_id: int) -> Sequence[sa.Row[Any]]:
    """Return the papers of a matter of cooperation, those that lie in its case too."""
    return plain_rows(_OF_COOPERATION, {"cooperation_id": cooperation_id})


def paper_of_cooperation(cooperation_id: int, paper_id: int) -> PaperRecord:
    """Return a paper of this matter that no case holds; any other is not there."""
    found = paper(paper_id)
    if found.cooperation_id != cooperation_id or found.case_id is not None:
        raise NotVisible
    return found


def paper(paper_id: int) -> PaperRecord:
    """Return one paper with its words; the caller checks whose case it is on."""
    found = db.session.get(PaperRecord, paper_id)
    if found is None:
        raise NotVisible
    return found


def paper_to_change(paper_id: int) -> PaperRecord:
    """Return one paper and hold it until the act is done."""
    found = db.session.get(PaperRecord, paper_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def paper_of_case(case_id: int, paper_id: int) -> PaperRecord:
    """Return a paper of this case; a paper of another case is not there."""
    found = paper(paper_id)
    if found.case_id != case_id:
        raise NotVisible
    return found


def sides_left(record: Any, services: Sequence[Any]) -> tuple[str, ...]:
    """Return the sides a paper still has to be served on; none for a paper to one party only."""
    served = {one.part for one in services if one.paper_id == record.id}
    return tuple(one for one in kind_of(record.kind).to if one not in served)


def services_of_case(case_id: int) -> Sequence[sa.Row[Any]]:
    """Return every service of a case's papers with the paper's title and number."""
    return plain_rows(_SERVICES_OF_CASE, {"case_id": case_id})


def service(service_id: int) -> Service:
    """Return one service; the caller made it or checks whose case it is on."""
    return db.session.get_one(Service, service_id)


def services_of_paper(paper_id: int) -> Sequence[sa.Row[Any]]:
    """Return the services of one paper."""
    return db.session.execute(_SERVICES_OF_PAPER, {"paper_id": paper_id}).all()


def notice(notice_id: int) -> PublicNotice:
    """Return one public notice; the caller made it or checks whose case it is on."""
    return db.session.get_one(PublicNotice, notice_id)


def notices_of_case(case_id: int) -> Sequence[sa.Row[Any]]:
    """Return every public notice of a case's papers, ended ones too."""
    return plain_rows(_NOTICES_OF_CASE, {"case_id": case_id})


def running_notices(paper_id: int) -> Sequence[sa.Row[Any]]:
    """Return the public notices of a paper that have not brought about its service yet."""
    return db.session.execute(_RUNNING_NOTICES, {"paper_id": paper_id}).all()


def numbers_in_cases(case_ids: Collection[int]) -> Sequence[Any]:
    """Return case and number of every numbered paper of these cases, for the search entries."""
    return db.session.execute(
        sa.select(PaperRecord.case_id, PaperRecord.number)
        .where(PaperRecord.case_id.in_(case_ids), PaperRecord.number.is_not(None))
        .order_by(PaperRecord.id)
    ).all()


def numbers_in_cooperation(ids: Collection[int]) -> Sequence[Any]:
    """Return matter and number of every numbered paper of these matters, for the search entries."""
    return db.session.execute(
        sa.select(PaperRecord.cooperation_id, PaperRecord.number)
        .where(PaperRecord.cooperation_id.in_(ids), PaperRecord.number.is_not(None))
        .order_by(PaperRecord.id)
    ).all()


def cooperation_ids_of(ids: Collection[int]) -> set[int]:
    """Return the matters of cooperation these papers belong to."""
    rows = db.session.scalars(
        sa.select(PaperRecord.cooperation_id).where(
            PaperRecord.id.in_(ids), PaperRecord.cooperation_id.is_not(None)
        )
    )
    return {one for one in rows if one is not None}


def records(ids: Collection[int]) -> Sequence[PaperRecord]:
    """Return papers with their words, for the search index and its page."""
    return db.session.scalars(
        sa.select(PaperRecord).where(PaperRecord.id.in_(ids)).order_by(PaperRecord.id)
    ).all()


def all_ids() -> Sequence[int]:
    """Return the id of every paper that is not void, for a rebuild of the index."""
    return db.session.scalars(
        sa.select(PaperRecord.id).where(PaperRecord.state != "void").order_by(PaperRecord.id)
    ).all()


def case_ids_of(ids: Collection[int]) -> dict[int, int]:
    """Return the case each paper stands in."""
    rows = db.session.execute(
        sa.select(PaperRecord.id, PaperRecord.case_id).where(
            PaperRecord.id.in_(ids), PaperRecord.case_id.is_not(None)
        )
    )
    return {row.id: row.case_id for row in rows}


def ids_with_number(number: str, most: int) -> Sequence[int]:
    """Return papers whose own number ends so, newest first; a void one has none to be found by."""
    # The ends are read from the index of numbers alone; the rows with their texts are long.
    ends = sa.select(PaperRecord.id).where(PaperRecord.number.endswith(number, autoescape=True))
    found = sa.select(PaperRecord.id).where(PaperRecord.id.in_(ends), PaperRecord.state != "void")
    return db.session.scalars(found.order_by(PaperRecord.id.desc()).limit(most)).all()


def ids_in_cases(case_ids: Collection[int]) -> list[int]:
    """Return the papers of these cases, for the search index: who may find them goes by the case."""
    held = sa.select(PaperRecord.id).where(PaperRecord.case_id.in_(case_ids))
    return list(db.session.scalars(held.order_by(PaperRecord.id)))


def ids_with(words: Sequence[str], most: int) -> Sequence[int]:
    """Return papers whose title or number holds one of the words, newest first."""
    shown = (PaperRecord.title, PaperRecord.number)
    near = [column.contains(word, autoescape=True) for word in words for column in shown]
    if not near:
        return []
    found = sa.select(PaperRecord.id).where(sa.or_(*near))
    return db.session.scalars(found.order_by(PaperRecord.id.desc()).limit(most)).all()
