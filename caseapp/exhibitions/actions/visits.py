"""A check at the booth: two officers whose certificates are valid that day, at once with the notice."""

from __future__ import annotations

from datetime import datetime

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.words import moment
from caseapp.exhibitions.actions.complaint_writing import begin, write
from caseapp.exhibitions.actions.fair_gates import officers_article
from caseapp.exhibitions.complaint_given import VisitGiven
from caseapp.exhibitions.complaint_models import FairVisit
from caseapp.exhibitions.queries import Complained
from caseapp.law.procedures.gates.officers import LEAST_OFFICERS
from caseapp.law.wording import long_date

VISITED = ("passed", "notified", "answered", "decided")
ART_VISIT = "《展会知识产权保护办法》第十八条（待核实）"


def visit(*, by: Person, complained: Complained, given: VisitGiven) -> FairVisit:
    """Enter a check at the booth."""
    begin(by=by, complained=complained, doing="登记现场查验", states=VISITED)
    _refuse_odd_time(complained, given)
    names = _officers(given)
    if not given.found.strip():
        raise Refused("不能登记现场查验：没有写明查验的情况。", remedy="请写明看到了什么。")
    row = FairVisit(
        complaint_id=complained.id,
        begun_at=given.begun_at,
        ended_at=given.ended_at,
        officer_ids=list(dict.fromkeys(given.officer_ids)),
        officer_names="、".join(names),
        present=given.present.strip(),
        present_post=given.present_post.strip(),
        found=given.found.strip(),
        samples=given.samples.strip(),
    )
    db.session.add(row)
    db.session.flush()
    told = {"visit": row.id, "officers": row.officer_names}
    why = given.why_early.strip()
    write(by=by, complained=complained, act="visit", reason=why, given=told, happened_at=given.begun_at, newer=False)  # fmt: skip
    return row


def _officers(given: VisitGiven) -> list[str]:
    """Return the officers with their certificates; too few of them are a refusal."""
    day = local(given.begun_at).date()
    ids = list(dict.fromkeys(given.officer_ids))
    names, valid = accounts.names_of(ids), accounts.certificates_valid(ids, day)
    without = [names[one] for one in ids if one in names and one not in valid]
    if without:
        raise Refused(
            f"不能登记现场查验：{'、'.join(without)}在{long_date(day)}没有有效的行政执法证。",
            article=officers_article(day),
            remedy="请改由有证的人员查验；证件信息有误的，请先更正。",
        )
    if len(valid) < LEAST_OFFICERS:
        raise Refused(
            f"不能登记现场查验：查验人员只有 {len(valid)} 名，应当不少于 {LEAST_OFFICERS} 名。",
            article=officers_article(day),
            remedy="请补选持有效行政执法证的查验人员。",
        )
    return [f"{names[one]}（{valid[one]}）" for one in ids]


def _refuse_odd_time(complained: Complained, given: VisitGiven) -> None:
    begun, notified = given.begun_at, complained.complaint.notified_at
    if begun > now():
        raise Refused("不能登记现场查验：开始时间晚于现在。", remedy="请核对时间。")
    if given.ended_at is not None and given.ended_at < begun:
        raise Refused("不能登记现场查验：结束时间早于开始时间。", remedy="请核对时间。")
    if given.ended_at is not None and given.ended_at > now():
        raise Refused("不能登记现场查验：结束时间晚于现在。", remedy="没有结束的，请空着。")
    is_early = notified is None or begun < to_minute(notified)
    # The article is doubtful: it asks for a reason, it bars nobody.
    if is_early and not given.why_early.strip():
        told = (
            f"早于通知被投诉人的时间（{moment(notified)}）" if notified else "时还没有通知被投诉人"
        )
        raise Refused(
            f"不能登记现场查验：开始时间{told}，没有写明原因。",
            article=ART_VISIT,
            remedy="查验可以和通知同时开始；确需先查验的，请写明原因。",
        )


def to_minute(at: datetime) -> datetime:
    """Cut an instant to the minute, as people write it."""
    return at.replace(second=0, microsecond=0)
