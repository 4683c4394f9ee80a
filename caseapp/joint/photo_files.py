"""Photos of visits, as far as letters on them can be read: found as part of their joint action."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.extracts.owned import OwnedFiles
from caseapp.joint.models import JointInspection, JointPhoto

PHOTOS = OwnedFiles(
    "joint",
    "检查照片",
    sa.select(
        JointInspection.joint_id.label("owner"),
        JointInspection.joint_id.label("joint"),
        *(JointPhoto.sha256, JointPhoto.filename),
        JointInspection.voided_at.is_(None).label("is_open"),
    ).join(JointInspection, JointInspection.id == JointPhoto.inspection_id),
    matters=("joint",),
)
