"""Questions the volume of a case asks of its papers: which carry the seal, whose service is proved."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.documents.issue_models import SealUse, ServiceProof
from caseapp.documents.models import PaperRecord, Service

_MINE = PaperRecord.case_id == sa.bindparam("case_id")
_SEALED = sa.select(SealUse.paper_id).join(PaperRecord, PaperRecord.id == SealUse.paper_id)
_PROVED = (
    sa.select(ServiceProof.service_id)
    .join(Service, Service.id == ServiceProof.service_id)
    .join(PaperRecord, PaperRecord.id == Service.paper_id)
)


def sealed_in_case(case_id: int) -> set[int]:
    """Return the papers of a case on which the seal was put."""
    return set(db.session.scalars(_SEALED.where(_MINE), {"case_id": case_id}))


def proved_in_case(case_id: int) -> set[int]:
    """Return the services of a case's papers to which a proof is attached."""
    return set(db.session.scalars(_PROVED.where(_MINE), {"case_id": case_id}))
