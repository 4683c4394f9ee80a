"""The claim chart of a dispute: each feature of the claim beside that of the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.claim_chart import CHARTED, VERDICTS, has_chart
from caseapp.cases.models import CaseFile
from caseapp.cases.record_models import ClaimFeature
from caseapp.ledger import actions as ledger

REASONED = ("equivalent", "different", "missing")


@dataclass(frozen=True)
class FeatureGiven:
    """One row of the chart."""

    claim_no: int
    feature: str
    product_feature: str
    verdict: str
    reason: str = ""


def add_feature(*, by: Person, case: CaseFile, given: FeatureGiven) -> int:
    """Add a row to the chart under the next number of its claim."""
    _open(by, case)
    _check(case, given)
    last = sa.select(sa.func.max(ClaimFeature.feature_no)).where(
        ClaimFeature.case_id == case.id, ClaimFeature.claim_no == given.claim_no
    )
    row = ClaimFeature(
        case_id=case.id,
        feature_no=int(db.session.scalar(last) or 0) + 1,
        changed_by=by.name,
        changed_at=now(),
        **asdict(given),
    )
    db.session.add(row)
    db.session.flush()
    _record(by, case, row, action="claim.feature_added", details=asdict(given))
    return row.id


def change_feature(
    *, by: Person, case: CaseFile, feature_id: int, given: FeatureGiven, version: int
) -> None:
    """Change a row of the chart; the words of before stay in the trail."""
    row = _row(by, case, feature_id)
    _check(case, given)
    if version != row.version:
        raise Conflict(
            "这一项在您打开之后已被他人修改。您填写的内容都在下面，请核对后再保存。",
            theirs={"权利要求的特征": row.feature, "产品的特征": row.product_feature},
            mine={"权利要求的特征": given.feature, "产品的特征": given.product_feature},
            who=row.changed_by,
            when=row.changed_at,
            version=row.version,
        )
    told = asdict(given)
    changed = {
        key: [getattr(row, key), told[key]] for key in told if getattr(row, key) != told[key]
    }
    for key, value in told.items():
        setattr(row, key, value)
    row.version += 1
    row.changed_by, row.changed_at = by.name, now()
    db.session.flush()
    _record(by, case, row, action="claim.feature_changed", details=changed)


def drop_feature(*, by: Person, case: CaseFile, feature_id: int, why: str) -> None:
    """Take a row out of the chart with a reason; its number goes to no other row."""
    row = _row(by, case, feature_id)
    if not why.strip():
        raise Refused("移出比对的一项应当写明原因。")
    row.removed_on, row.removed_why = today(), why.strip()
    row.version += 1
    db.session.flush()
    _record(by, case, row, action="claim.feature_dropped", details={"why": why.strip()})


def _row(by: Person, case: CaseFile, feature_id: int) -> ClaimFeature:
    _open(by, case)
    row = db.session.get(ClaimFeature, feature_id, with_for_update=True, populate_existing=True)
    if row is None or row.case_id != case.id or row.removed_on is not None:
        raise NotVisible
    return row


def _open(by: Person, case: CaseFile) -> None:
    db.session.refresh(case, with_for_update=True)
    if not decide(by, "evidence.record", queries.thing_of(case, queries.officers(case.id))):
        raise NotVisible
    if not has_chart(case.track):
        raise Refused(f"技术特征比对只用于{CHARTED}。")
    if not case.is_open:
        raise Refused("案件已结，不能再修改技术特征比对。")


def _check(case: CaseFile, given: FeatureGiven) -> None:
    if given.verdict not in VERDICTS:
        raise Refused("请选择比对结论。")
    if given.claim_no < 1 or not given.feature.strip():
        raise Refused("请填写权利要求的编号和特征。")
    if given.verdict != "missing" and not given.product_feature.strip():
        raise Refused(
            "没有填写被控产品或者方法的特征。", remedy="产品没有这一特征的，请选择“缺少”。"
        )
    if given.verdict in REASONED and not given.reason.strip():
        raise Refused(f"结论为“{VERDICTS[given.verdict]}”的，应当写明理由。")
    texts = {"权利要求的特征": given.feature, "产品的特征": given.product_feature}
    refuse_sealed_words(case, {**texts, "理由": given.reason}, what="不能保存", at="技术特征比对")


def _record(
    by: Person, case: CaseFile, row: ClaimFeature, *, action: str, details: Mapping[str, Any]
) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        details={"feature": row.id, **details},
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
