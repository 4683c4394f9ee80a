"""Papers of matters of cooperation: drafted, changed, sent along their line, signed with a number, voided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, in_whose_place
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import Conflict, Refused
from caseapp.base.merging import Merge
from caseapp.cases import queries as cases
from caseapp.cases.actions.approving import APART, NAME_ROOM, OpinionGiven
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.approvals import ROLE_OF
from caseapp.cases.paper_values import shared
from caseapp.cooperation.owners import InTheField, Mandate, Matter
from caseapp.cooperation.paper_line import (
    against_judging,
    is_closed_by_hand,
    kind_for,
    mandate_of,
    may_draft,
    may_judge,
    may_void,
    stages_of,
)
from caseapp.cooperation.paper_values import words_for
from caseapp.documents import actions as documents
from caseapp.documents import issuing
from caseapp.documents import queries as papers
from caseapp.documents.approval import LEGAL, STAGE_WORDS, round_of
from caseapp.documents.catalogue import kind_of
from caseapp.documents.models import PaperRecord
from caseapp.law.procedures.roles import Role
from caseapp.law.wording import long_date

# The word under which a paper says that it was signed by mandate.
ON_THE_SPOT = "现场签发"


@dataclass(frozen=True)
class _Held:
    """A paper with its matter, its line, and who acts; the row is held until the act is done."""

    matter: Matter
    paper: PaperRecord
    by: Person

    @property
    def stages(self) -> tuple[str, ...]:
        """Return the line of the paper."""
        return stages_of(self.matter, kind_of(self.paper.kind))


def draft_paper(*, by: Person, matter: Matter, kind: str, on: date | None = None) -> int:
    """Draft a paper on a matter with the words it knows; of the day `on` where it is entered later."""
    of_kind = kind_for(matter, kind)
    _refuse_stranger(by, matter, what="起草")
    if on is not None:
        _refuse_odd_day(matter, on, what="文书的日期")
    data = words_for(matter, of_kind, by=by)
    return documents.draft(
        by=by, case_id=None, cooperation_id=matter.entry.id, kind=kind, data=data, on=on
    )


def change_paper(
    *, by: Person, matter: Matter, paper_id: int, data: Mapping[str, Any], version: int
) -> Merge:
    """Save the words of a draft, merged with what others saved; what is sealed in its case stays out."""
    kept = papers.paper_of_cooperation(matter.entry.id, paper_id)
    _refuse_stranger(by, matter, what="修改")
    words = {name: word for name, word in data.items() if word or name in kept.data}
    _refuse_sealed(by, matter, words, what="不能保存", at=f"《{kept.title}》")
    return documents.edit(by=by, paper_id=paper_id, data=words, version=version)


def close_paper(*, by: Person, matter: Matter, paper_id: int, on: date, version: int) -> Any:
    """Finish a record or list that its undertaker closes alone."""
    held = _held(by, matter, paper_id)
    _refuse_stranger(by, matter, what="定稿")
    if not is_closed_by_hand(kind_of(held.paper.kind)):
        raise Refused(f"《{held.paper.title}》应当报批。", remedy="请填写承办意见后报批。")
    if held.paper.state == "draft" and version != held.paper.version:
        raise Conflict(
            f"您打开本页之后，《{held.paper.title}》的内容已被他人修改，没有定稿。请看过最新内容再办。",
            theirs={},
            mine={},
            version=held.paper.version,
        )
    return _sign(held, on, opinions=())


def hand_in_paper(*, by: Person, matter: Matter, paper_id: int, given: OpinionGiven) -> None:
    """Hand a complete draft in for approval along the line of its kind."""
    held = _held(by, matter, paper_id)
    _refuse_stranger(by, matter, what="报批")
    if is_closed_by_hand(kind_of(held.paper.kind)):
        raise Refused(f"《{held.paper.title}》不走审批。", remedy="由承办人定稿。")
    if LEGAL in held.stages and not _has_reviewer(matter):
        raise Refused(
            f"《{held.paper.title}》应当经法制审核，本单位没有法制审核人员。",
            remedy="请安全保密管理员指定法制审核人员后再报批。",
        )
    _refuse_odd_day(matter, given.on, what="报批日期")
    _refuse_sealed(by, matter, {"意见": given.text}, what="不能报批", at="意见")
    documents.hand_in(
        by=by,
        paper_id=paper_id,
        stages=held.stages,
        text=given.text,
        on=given.on,
        version=given.version,
    )


def agree_to_paper(*, by: Person, matter: Matter, paper_id: int, given: OpinionGiven) -> bool:
    """Agree at one's stage; the last one signs, and the number is taken in the same act."""
    held = _judged(by, matter, paper_id, text=given.text)
    following = documents.agree(
        by=held.by,
        paper_id=paper_id,
        stages=held.stages,
        text=given.text,
        on=given.on,
        version=given.version,
    )
    if not following:
        _sign(held, given.on, opinions=round_of(issuing.opinions(paper_id)))
    return not following


def sign_on_the_spot(*, by: Person, matter: Matter, paper_id: int, version: int) -> PaperRecord:
    """Sign by mandate, where the paper is written, a draft that a colleague there handed in."""
    held = _held(by, matter, paper_id)
    leave = _refuse_unmandated(held)
    words = f"经{leave.giver}{long_date(leave.given_on)}授权，由{by.name}现场签发。"
    signer = replace(by, name=f"{by.name}（经{leave.giver}授权）"[:NAME_ROOM])
    documents.agree(
        by=signer, paper_id=paper_id, stages=held.stages, text=words, on=today(), version=version
    )
    said = round_of(issuing.opinions(paper_id))
    return _sign(replace(held, by=signer), today(), opinions=said, brings={ON_THE_SPOT: words})


def return_paper(*, by: Person, matter: Matter, paper_id: int, given: OpinionGiven) -> None:
    """Return a draft to whoever handed it in, with what has to be changed."""
    held = _judged(by, matter, paper_id, text=given.text)
    documents.send_back(
        by=held.by, paper_id=paper_id, text=given.text, on=given.on, version=given.version
    )


def take_back_paper(*, by: Person, matter: Matter, paper_id: int, text: str) -> None:
    """Take a draft back from approval: only who handed it in."""
    held = _held(by, matter, paper_id)
    handed = round_of(issuing.opinions(paper_id))
    if handed and handed[0].by_id != by.id:
        raise Refused(
            f"《{held.paper.title}》由{handed[0].by_name}报批，不能由您撤回。",
            remedy="需要修改的，由正在审批的人退回修改。",
        )
    _refuse_sealed(by, matter, {"意见": text}, what="不能撤回", at="意见")
    documents.take_back(by=by, paper_id=paper_id, text=text, on=today())


def void_paper(*, by: Person, matter: Matter, paper_id: int, why: str) -> None:
    """Void a paper with its reason; a signed one by who stands at the end of its line."""
    held = _held(by, matter, paper_id)
    if not may_void(by, matter, held.paper) and held.paper.state in ("draft", "signed"):
        raise Refused(
            f"《{held.paper.title}》不能由您作废。",
            remedy="草稿由承办本事项的人作废，已签发的由有权签发的人作废。",
        )
    documents.void(by=by, paper_id=paper_id, why=why)


def _held(by: Person, matter: Matter, paper_id: int) -> _Held:
    papers.paper_of_cooperation(matter.entry.id, paper_id)
    return _Held(matter, papers.paper_to_change(paper_id), by)


def _judged(by: Person, matter: Matter, paper_id: int, *, text: str) -> _Held:
    """Find the paper for whose turn it is; who drafted does not approve."""
    held = _held(by, matter, paper_id)
    stage, title = held.paper.waits_for, held.paper.title
    if stage in ROLE_OF and not may_judge(by, matter, stage):
        raise Refused(
            f"《{title}》正在等{STAGE_WORDS[stage]}的意见，您不能代为审批。",
            article=APART,
            remedy="轮到您的时候，这份文书会出现在工作台的“待我处理”。",
        )
    if why := against_judging(by, held.paper, issuing.opinions(paper_id)):
        raise Refused(
            f"{why}，不能审批《{title}》：起草的人和审批的人应当分开。",
            article=APART,
            remedy="请由其他有审批权限的人办理；没有其他人的，请负责人登记代签。",
        )
    _refuse_sealed(by, matter, {"意见": text}, what="不能办理", at="意见")
    return replace(held, by=_signed_for(by, matter, stage))


def _refuse_unmandated(held: _Held) -> Mandate:
    """Refuse whoever has no mandate for this paper today, and whoever wrote it themselves."""
    by, matter, paper = held.by, held.matter, held.paper
    kind, owner = kind_of(paper.kind), matter.owner
    leave = mandate_of(by, matter, kind)
    against = (
        owner.against_signing(by, matter.record, kind) if isinstance(owner, InTheField) else ()
    )
    if leave is None or against:
        why, *what = against or ("没有负责人对您的现场签发授权",)
        raise Refused(
            f"《{paper.title}》不能由您现场签发：{why}。",
            article=APART,
            remedy="".join(what) or "请报批，由有权签发的人签发。",
        )
    if paper.state == "draft" and paper.waits_for != held.stages[-1]:
        raise Refused(
            f"《{paper.title}》还没有送签，不能现场签发。",
            remedy="请由起草的人先报批（送签）；正在等其他环节意见的，请起草的人撤回后重新送签。",
        )
    if own := against_judging(by, paper, issuing.opinions(paper.id)):
        raise Refused(
            f"{own}，不能由您签发《{paper.title}》：现场起草和签发应当是两名值守人员。",
            article=APART,
            remedy="请获得授权的另一名值守人员签发；现场没有其他人的，等负责人签发。",
        )
    return leave


def _signed_for(by: Person, matter: Matter, stage: str) -> Person:
    """Let the opinion say in whose place a deputy gives it."""
    role = ROLE_OF.get(stage)
    away = 0 if role is None else in_whose_place(by, Thing(matter.entry.unit_path), (role,))
    if not away:
        return by
    return replace(by, name=f"{by.name}（代{accounts.names_of([away])[away]}）"[:NAME_ROOM])


def _refuse_sealed(
    by: Person, matter: Matter, texts: Mapping[str, Any], *, what: str, at: str
) -> None:
    """Keep out of a paper what is sealed in the case it is about."""
    if matter.entry.case_id is not None:
        case = cases.visible_case(matter.entry.case_id, by=by)
        refuse_sealed_words(case, texts, what=what, at=at)


def _sign(
    held: _Held, on: date, *, opinions: Any, brings: Mapping[str, str] | None = None
) -> PaperRecord:
    paper, matter = held.paper, held.matter
    _refuse_odd_day(matter, on, what="签发日期")
    _refuse_sealed(
        held.by, matter, paper.data, what=f"《{paper.title}》不能签发", at=f"《{paper.title}》"
    )
    series = shared.series_of(matter.entry, paper.kind, on)
    return documents.sign(
        by=held.by, paper_id=paper.id, on=on, series=series, opinions=opinions, brings=brings or {}
    )


def _has_reviewer(matter: Matter) -> bool:
    return bool(accounts.holders_over(Role.LEGAL, matter.entry.unit_path, office=True))


def _refuse_odd_day(matter: Matter, on: date, *, what: str) -> None:
    since = matter.owner.since(matter.record)
    if since <= on <= today():
        return
    raise Refused(
        f"{what}应当在{long_date(since)}（本事项开始之日）和今天之间。", remedy="请核对日期。"
    )


def _refuse_stranger(by: Person, matter: Matter, *, what: str) -> None:
    if not may_draft(by, matter):
        raise Refused(
            f"不能{what}：您不承办 {matter.entry.number}。", remedy="请由承办单位的人办理。"
        )
