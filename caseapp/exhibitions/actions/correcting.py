"""The number and kind of a patent put right after a complaint has ended, until its fair is reported."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.exhibitions.actions.complaint_writing import begin, write
from caseapp.exhibitions.actions.taking import CHANGED, OUR_RIGHT, look_up
from caseapp.exhibitions.complaint_given import RightGiven
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.complaint_words import PATENT_KINDS
from caseapp.exhibitions.life import STATES
from caseapp.exhibitions.queries import Complained

# Before these the whole complaint may be changed.
CORRECTED = tuple(key for key in STATES if key not in CHANGED)
REPORTED = "reported"


def may_be_corrected(complained: Complained) -> bool:
    """Say whether the right of a complaint may still be put right this way."""
    complaint = complained.complaint
    is_ours = complaint.right_kind == OUR_RIGHT
    return is_ours and complaint.state in CORRECTED and complained.at.fair.state != REPORTED


def correct(*, by: Person, complained: Complained, given: RightGiven, seen: int = 0) -> None:
    """Put number and kind of the patent right: what was decided, refused or withdrawn stays as it is."""
    doing = "更正专利号和种类"
    begin(by=by, complained=complained, doing=doing, states=CORRECTED, seen=seen)
    _refuse_late(doing, complained)
    if not given.why.strip():
        raise Refused(
            f"不能{doing}：没有写明原因。", remedy="请写明更正的原因，例如登记时看错号码。"
        )
    complaint = complained.complaint
    before = _told(complaint)
    complaint.right_number = given.right_number.strip()
    complaint.patent_kind = given.patent_kind if given.patent_kind in PATENT_KINDS else ""
    look_up(complaint, by=by)
    after = _told(complaint)
    if after == before:
        raise Refused(
            f"没有可以更正的：登记的已经是{before}。",
            remedy="专利号能读出的，种类以专利号为准；请更正专利号。",
        )
    write(
        by=by,
        complained=complained,
        act="correct",
        reason=given.why.strip(),
        given={"corrected": f"{before} 更正为 {after}"},
    )


def _refuse_late(doing: str, complained: Complained) -> None:
    if complained.complaint.right_kind != OUR_RIGHT:
        raise Refused(f"不能{doing}：这不是专利投诉。", remedy="其他权利的投诉不按专利种类统计。")
    if complained.at.fair.state == REPORTED:
        raise Refused(
            f"不能{doing}：展会已经总结，数字已经报出。", remedy="确需更正的，请先重新打开展会。"
        )


def _told(complaint: FairComplaint) -> str:
    kind = PATENT_KINDS.get(complaint.patent_kind, "种类未写明")
    return f"{complaint.right_number or '没有专利号'}（{kind}）"
