"""The claim chart as it stands: rows by claim, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.base.errors import NotVisible
from caseapp.cases.record_models import ClaimFeature

VERDICTS: Mapping[str, str] = {
    "same": "相同",
    "equivalent": "等同",
    "different": "不同",
    "missing": "缺少",
}
CHARTED = "专利侵权纠纷案件"
_OF_CASE = (
    sa.select(ClaimFeature.__table__)
    .where(ClaimFeature.case_id == sa.bindparam("case_id"), ClaimFeature.removed_on.is_(None))
    .order_by(ClaimFeature.claim_no, ClaimFeature.feature_no)
)


def has_chart(track: str) -> bool:
    """Say whether cases of this track compare claims: only disputes about infringement do."""
    return track == "infringement"


def features_of(case_id: int) -> Sequence[Any]:
    """Return the rows of the chart by claim and number."""
    return plain_rows(_OF_CASE, {"case_id": case_id})


def feature_of(case_id: int, feature_id: int) -> Any:
    """Return one row of this very chart."""
    for row in features_of(case_id):
        if row.id == feature_id:
            return row
    raise NotVisible


def outcome(rows: Sequence[Any]) -> list[str]:
    """Say claim by claim what the rows come to: every feature must be met (全面覆盖)."""
    found = []
    for claim in dict.fromkeys(row.claim_no for row in rows):
        own = [row for row in rows if row.claim_no == claim]
        unmet = [row for row in own if row.verdict in ("different", "missing")]
        if unmet:
            numbers = "、".join(str(row.feature_no) for row in unmet)
            found.append(f"权利要求{claim}：第 {numbers} 项特征不同或者缺少，没有落入保护范围。")
        elif any(row.verdict == "equivalent" for row in own):
            found.append(f"权利要求{claim}：全部特征相同或者等同，落入保护范围（等同）。")
        else:
            found.append(f"权利要求{claim}：全部特征相同，落入保护范围。")
    return found
