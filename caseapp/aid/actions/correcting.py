"""Putting an application right after it was registered: what it is about, whether it is foreign."""

from __future__ import annotations

from dataclasses import asdict

from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.actions.writing import begin, write
from caseapp.aid.given import MatterGiven
from caseapp.aid.models import AidFile
from caseapp.aid.states import OPEN, WORK
from caseapp.base.errors import Refused


def correct(*, by: Person, aid: AidFile, given: MatterGiven, reason: str, seen: int = 0) -> None:
    """Correct what an application says of its matter; the history keeps what stood there before."""
    begin(by=by, aid=aid, doing="更正申请", states=OPEN, permission=WORK, seen=seen)
    if not given.wishes:
        raise Refused("不能更正：没有选择希望得到的帮助。", remedy="请至少选择一项。")
    if given.foreign_kind == "no" and queries.overseas_of(aid.id) is not None:
        raise Refused(
            "不能改为“不涉外”：本件已经登记了境外的纠纷。",
            remedy="境外的纠纷登记错了的，请终止本件并写明，另行登记申请。",
        )
    told = {**asdict(given), "wishes": list(given.wishes)}
    told["right_holder"] = told["right_holder"] or aid.right_holder
    before = {name: getattr(aid, name) for name in told if getattr(aid, name) != told[name]}
    if not before:
        raise Refused("没有更正：所填内容与登记的一样。", remedy="请改正后再提交。")
    for name in before:
        setattr(aid, name, told[name])
    write(by=by, aid=aid, act="correct", reason=reason, given={"before": before})
