"""Questions about papers: of a case, one with its words, its services, its earlier texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.base.errors import NotVisible
from caseapp.documents.models import PaperRecord, PaperRevision, Service

_SHORT: sa.Select[Any] = sa.select(
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
).order_by(PaperRecord.id)
_OF_CASE: sa.Select[Any] = _SHORT.where(PaperRecord.case_id == sa.bindparam("case_id"))
_SERVICES = sa.select(Service.__table__).order_by(Service.served_on, Service.id)
_SERVICES_OF_PAPER = _SERVICES.where(Service.paper_id == sa.bindparam("paper_id"))
_SERVICES_OF_CASE: sa.Select[Any] = (
    sa.select(Service.__table__, PaperRecord.kind, PaperRecord.title, PaperRecord.number)
    .join(PaperRecord, PaperRecord.id == Service.paper_id)
    .where(PaperRecord.case_id == sa.bindparam("case_id"))
    .order_by(Service.served_on, Service.id)
)
_REVISIONS = (
    sa.select(PaperRevision.__table__)
    .where(PaperRevision.paper_id == sa.bindparam("paper_id"))
    .order_by(PaperRevision.version)
)


def papers_of_case(case_id: int) -> Sequence[sa.Row[Any]]:
    """Return the papers of a case in the order they were drafted, without their words."""
    return db.session.execute(_OF_CASE, {"case_id": case_id}).all()


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


def services_of_case(case_id: int) -> Sequence[sa.Row[Any]]:
    """Return every service of a case's papers with the paper's title and number."""
    return db.session.execute(_SERVICES_OF_CASE, {"case_id": case_id}).all()


def services_of_paper(paper_id: int) -> Sequence[sa.Row[Any]]:
    """Return the services of one paper."""
    return db.session.execute(_SERVICES_OF_PAPER, {"paper_id": paper_id}).all()


def revisions(paper_id: int) -> Sequence[sa.Row[Any]]:
    """Return every saved text of a paper, oldest first."""
    return db.session.execute(_REVISIONS, {"paper_id": paper_id}).all()


def revision(paper_id: int, version: int) -> PaperRevision | None:
    """Return one saved text."""
    return db.session.get(PaperRevision, (paper_id, version))
