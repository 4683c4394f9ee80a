"""Proofs of service of papers in cases: signed receipts, slips of the post, found as part of the paper."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.cases.models import CaseFile
from caseapp.documents.issue_models import ServiceProof
from caseapp.documents.models import PaperRecord, Service
from caseapp.extracts.owned import OwnedFiles

# The slip of the post of a letter to who reported bears the name that stands sealed everywhere else.
TO_REPORTER = "N2"
PROOFS = OwnedFiles(
    "paper",
    "送达证明",
    sa.select(
        PaperRecord.id.label("owner"),
        PaperRecord.id.label("paper"),
        PaperRecord.case_id.label("case"),
        *(ServiceProof.sha256, ServiceProof.filename),
        sa.and_(PaperRecord.state != "void", CaseFile.is_sealed.is_(False)).label("is_open"),
    )
    .join(Service, Service.id == ServiceProof.service_id)
    .join(PaperRecord, PaperRecord.id == Service.paper_id)
    .join(CaseFile, CaseFile.id == PaperRecord.case_id)
    .where(PaperRecord.kind != TO_REPORTER),
    matters=("paper", "case"),
)
