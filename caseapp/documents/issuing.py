"""Questions about issuing: opinions on a draft, the seal, proofs of service, who corrects whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.documents.issue_models import (
    PaperCorrection,
    PaperOpinion,
    SealUse,
    ServiceProof,
)
from caseapp.documents.models import PaperRecord, Service

_OPINIONS = (
    sa.select(PaperOpinion.__table__)
    .where(PaperOpinion.paper_id == sa.bindparam("paper_id"))
    .order_by(PaperOpinion.id)
)
_SEALS = (
    sa.select(SealUse.__table__)
    .where(SealUse.paper_id == sa.bindparam("paper_id"))
    .order_by(SealUse.id)
)
_PROOFS = (
    sa.select(ServiceProof.__table__)
    .join(Service, Service.id == ServiceProof.service_id)
    .where(Service.paper_id == sa.bindparam("paper_id"))
    .order_by(ServiceProof.id)
)
_LINK = sa.select(PaperRecord.id, PaperRecord.title, PaperRecord.number, PaperRecord.state)
_CORRECTED = _LINK.join(PaperCorrection, PaperCorrection.corrects_id == PaperRecord.id).where(
    PaperCorrection.paper_id == sa.bindparam("paper_id")
)
_CORRECTIONS = (
    _LINK.join(PaperCorrection, PaperCorrection.paper_id == PaperRecord.id)
    .where(PaperCorrection.corrects_id == sa.bindparam("paper_id"))
    .order_by(PaperRecord.id)
)


def opinions(paper_id: int) -> Sequence[Any]:
    """Return everything ever said of a draft, oldest first."""
    return plain_rows(_OPINIONS, {"paper_id": paper_id})


def seals(paper_id: int) -> Sequence[Any]:
    """Return each use of the seal on a paper."""
    return plain_rows(_SEALS, {"paper_id": paper_id})


def proofs(paper_id: int) -> dict[int, list[Any]]:
    """Return the proofs of each service of a paper."""
    found: dict[int, list[Any]] = {}
    for row in plain_rows(_PROOFS, {"paper_id": paper_id}):
        found.setdefault(row.service_id, []).append(row)
    return found


def proof_of_paper(paper_id: int, proof_id: int) -> ServiceProof:
    """Return a proof of a service of this paper; one of another paper is not there."""
    found = db.session.get(ServiceProof, proof_id)
    if found is None or db.session.get_one(Service, found.service_id).paper_id != paper_id:
        raise NotVisible
    return found


def service_of_paper(paper_id: int, service_id: int) -> Service:
    """Return a service of this paper; one of another paper is not there."""
    found = db.session.get(Service, service_id)
    if found is None or found.paper_id != paper_id:
        raise NotVisible
    return found


def corrected_by(paper_id: int) -> Sequence[Any]:
    """Return the papers that put this one right, void ones too."""
    return plain_rows(_CORRECTIONS, {"paper_id": paper_id})


def corrects(paper_id: int) -> Any | None:
    """Return the paper this one puts right."""
    return next(iter(plain_rows(_CORRECTED, {"paper_id": paper_id})), None)


def sealed_ids(ids: Collection[int]) -> set[int]:
    """Return those of the papers on which the seal was put."""
    return set(db.session.scalars(sa.select(SealUse.paper_id).where(SealUse.paper_id.in_(ids))))
