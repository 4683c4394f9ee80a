"""Files handed in at fairs whose text is found as part of what they hang on: photos and letters of promise.

A list of the organiser is read into exhibitors and found as those; a signature by finger has no text.
"""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.cases.models import CaseFile
from caseapp.exhibitions.complaint_models import FairComplaint, FairPhoto
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.extracts.owned import OwnedFiles

PHOTOS = OwnedFiles(
    "fair",
    "现场照片",
    sa.select(
        FairPhoto.fair_id.label("owner"),
        FairPhoto.fair_id.label("fair"),
        *(FairPhoto.sha256, FairPhoto.filename),
        sa.true().label("is_open"),
    ).where(FairPhoto.complaint_id.is_(None)),
    matters=("fair",),
)
COMPLAINT_PHOTOS = OwnedFiles(
    "fair_complaint",
    "照片",
    sa.select(
        FairComplaint.id.label("owner"),
        FairComplaint.id.label("fair_complaint"),
        FairComplaint.case_id.label("case"),
        *(FairPhoto.sha256, FairPhoto.filename),
        sa.or_(FairComplaint.case_id.is_(None), CaseFile.is_sealed.is_(False)).label("is_open"),
    )
    .join(FairComplaint, FairComplaint.id == FairPhoto.complaint_id)
    .outerjoin(CaseFile, CaseFile.id == FairComplaint.case_id),
    matters=("fair_complaint", "case"),
)
PROMISES = OwnedFiles(
    "exhibitor",
    "承诺书",
    sa.select(
        Exhibitor.id.label("owner"),
        Exhibitor.fair_id.label("fair"),
        Exhibitor.promise_sha256.label("sha256"),
        Exhibitor.promise_filename.label("filename"),
        Exhibitor.gone_at.is_(None).label("is_open"),
    ).where(Exhibitor.promise_sha256.is_not(None)),
    matters=("fair",),
)
HOLDERS = (PHOTOS, COMPLAINT_PHOTOS, PROMISES)
