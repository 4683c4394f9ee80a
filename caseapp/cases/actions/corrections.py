"""Correcting what was keyed wrongly: the old value stays, limits follow, papers are named (更正)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.cases.actions.companion_effects import keep_corrected
from caseapp.cases.actions.correction_limits import let_limits_follow
from caseapp.cases.actions.correction_targets import APPLIED
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.correctable import Correcting, Entry, Target, as_typed, readable, target_of
from caseapp.cases.corrected import DAY, SERVED_ON
from caseapp.cases.correction_checks import date_faults, new_faults, sum_faults
from caseapp.cases.correction_papers import affected, receipt_of, words_of_papers
from caseapp.cases.given import plain
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import OpenFile, open_file
from caseapp.cases.record_models import Correction
from caseapp.ledger import actions as ledger

REASON_ROOM = 500
Changes = list[dict[str, Any]]


@dataclass(frozen=True)
class CorrectionGiven:
    """What is to be read from now on, field by field, and why; `seen` names the preview agreed to."""

    target: str
    target_id: int
    values: Mapping[str, object]
    reason: str
    version: int | None = None
    seen: str | None = None


@dataclass(frozen=True)
class CorrectionReport:
    """What a correction changes: fields, limits old and new, papers with what to do."""

    what: str
    changes: Changes
    moved: Changes = field(default_factory=list)
    papers: Changes = field(default_factory=list)

    @property
    def mark(self) -> str:
        """Name this very outcome, so that what is applied is what was looked at."""
        text = json.dumps([self.what, self.changes, self.moved, self.papers], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def correct(*, by: Person, case: CaseFile, given: CorrectionGiven) -> CorrectionReport:
    """Correct a record of an open case with a reason; refuses what would break the order of the acts.

    The first value stays in the history; limits that hang on a day are counted again.
    """
    db.session.refresh(case, with_for_update=True)  # two who act at once act one after the other
    file = open_file(case, by=by)
    _refuse(file, given)
    target = target_of(file, given.target, given.target_id)
    changes = _changes(target, given.values)
    _refuse_changes(file, target, changes)
    words, old_dates, old_sums = words_of_papers(file), date_faults(file), sum_faults(file)
    making = Correcting(file, target, changes, given.reason.strip())
    row = _keep(making)
    APPLIED[target.kind](making)
    db.session.flush()
    after = open_file(case, by=by)
    faults = new_faults(old_dates, date_faults(after)) + new_faults(old_sums, sum_faults(after))
    if faults:
        raise Refused(*(f"不能更正：{one}" for one in faults), remedy="请核对更正后的内容。")
    row.moved = let_limits_follow(making)
    counted = open_file(case, by=by)
    if making.act is not None:
        keep_corrected(counted, making.act.id)
    row.papers = affected(counted, words)
    if target.kind == "service" and SERVED_ON in making.new:
        row.papers += receipt_of(file, target.id)
    report = CorrectionReport(target.what, changes, row.moved, row.papers)
    if given.seen is not None and given.seen != report.mark:
        raise Refused(
            "更正的结果与您预览时不同，没有更正。", remedy="请看过下面新的预览，再确认更正。"
        )
    case.version += 1
    case.updated_at = now()
    _record(making, report)
    return report


def _refuse(file: OpenFile, given: CorrectionGiven) -> None:
    case = file.case
    if not decide(file.by, "case.correct", file.thing):
        raise NotVisible
    if given.version is not None and given.version != case.version:
        last = file.history[-1] if file.history else None
        raise Conflict(
            "您打开本页之后，案件已有变动，没有更正。请核对现在的内容后再更正。",
            theirs={},
            mine={},
            who=last.by_name if last else "",
            when=last.taken_at if last else case.updated_at,
            version=case.version,
        )
    if not case.is_open:
        raise Refused(
            "案件已结，不能更正案卷中的记录。", remedy="确有错误的，请依法启动纠错程序后再更正。"
        )
    if not given.reason.strip():
        raise Refused("没有写明更正的理由。", remedy="请写明哪里录错、以什么材料为准。")
    if len(given.reason) > REASON_ROOM:
        raise Refused(f"更正理由最多 {REASON_ROOM} 个字。")


def _changes(target: Target, values: Mapping[str, object]) -> Changes:
    found = []
    for one in target.entries:
        if one.key not in values:
            continue
        old, new = one.stored, _stored(one, values[one.key])
        if _same(one, old, new):
            continue
        if one.required and new in (None, ""):
            raise Refused(f"“{one.label}”不能改为空。", remedy=f"请填写“{one.label}”。")
        shown = {"before": readable(one.kind, old), "after": readable(one.kind, new)}
        found.append({"key": one.key, "label": one.label, "old": old, "new": new, **shown})
    if not found:
        raise Refused("没有改动任何内容。", remedy="请修改录错的字段，再写明理由。")
    return found


def _stored(one: Entry, value: object) -> Any:
    return plain({one.key: value}).get(one.key)


def _same(one: Entry, old: Any, new: Any) -> bool:
    if old in (None, "") or new in (None, ""):
        return old in (None, "") and new in (None, "")
    if one.kind == "instant":
        return bool(as_typed("instant", old) == as_typed("instant", new))
    if one.kind in ("money", "number"):
        return Decimal(str(old)) == Decimal(str(new))
    return bool(old == new)


def _refuse_changes(file: OpenFile, target: Target, changes: Changes) -> None:
    texts = {one["label"]: one["new"] for one in changes if isinstance(one["new"], str)}
    refuse_sealed_words(file.case, texts, what="不能更正", at="更正后的内容")
    for one in changes:
        kind = target.entry(one["key"]).kind
        if kind != "date" or one["new"] is None:
            continue
        planned = one["old"] is not None and one["old"] > _day_of(target)
        if not planned and date.fromisoformat(one["new"]) > today():
            raise Refused(
                f"不能更正：{one['label']}（{one['new']}）晚于今天。", remedy="请核对日期。"
            )


def _day_of(target: Target) -> str:
    """A day that lay after its own act was planned, such as that of a hearing, and may lie ahead."""
    if target.kind != "step":
        return today().isoformat()
    return str(target.entry(DAY).stored)


def _keep(making: Correcting) -> Correction:
    file, target = making.file, making.target
    row = Correction(
        case_id=file.case.id,
        target=target.kind,
        target_id=target.id,
        what=target.what[:200],
        changes=making.changes,
        moved=[],
        papers=[],
        reason=making.why,
        by_id=file.by.id,
        by_name=file.by.name,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _record(making: Correcting, report: CorrectionReport) -> None:
    case, target = making.file.case, making.target
    ledger.record(
        by=making.file.by,
        action="case.corrected",
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        reason=making.why,
        details={
            "target": f"{target.kind} {target.id}",
            "fields": [one["key"] for one in report.changes],
            "limits": [one["id"] for one in report.moved],
            "papers": [one["id"] for one in report.papers],
        },
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
