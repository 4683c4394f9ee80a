"""Words of photos, signatures and counts, and the digest of what somebody signs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from caseapp.base.words import moment
from caseapp.exhibitions.queries import Complained

PARTS: Mapping[str, str] = {
    "respondent": "被投诉人",
    "complainant": "投诉人",
    "organiser": "主办单位",
    "officer": "执法人员",
    "witness": "见证人",
}
COUNTS: Mapping[str, str] = {"inquiries": "接待咨询", "leaflets": "发放资料"}
SIGNED_OPENLY = 16  # as many signs of the digest are shown; the whole is kept
SPOT_ACTS: Mapping[str, str] = {
    "fair.photo": "保存展会照片",
    "fair.photo_read": "查看展会照片",
    "fair.sign": "手写签名",
    "fair.signature_read": "查看手写签名",
    "fair.count": "登记咨询和资料数",
}


def signed_as(signed_at: datetime, sha256: str) -> str:
    """Say of a signature what it is: a picture, its time, its hash; never a seal."""
    return f"手写签名图像，{moment(signed_at)}，SHA-256 {sha256[:SIGNED_OPENLY]}"


def statement(found: Complained) -> tuple[tuple[str, str], ...]:
    """Return the words of a complaint as they are read before signing it."""
    row, fair = found.complaint, found.at.fair
    return (
        ("投诉编号", row.number),
        ("展会", fair.name),
        ("收到时间", moment(row.received_at)),
        ("投诉人", row.complainant),
        ("代理人", row.agent),
        ("权利编号", row.right_number),
        ("权利名称", row.right_name),
        ("被投诉人", row.respondent),
        ("展位", row.booth),
        ("展品", row.exhibit),
        ("事实和理由", row.facts),
        ("请求", row.request),
        ("答辩", row.answer),
        ("处理结果", row.outcome_words),
    )


def digest(texts: Any) -> str:
    """Return the digest of words in their order."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
