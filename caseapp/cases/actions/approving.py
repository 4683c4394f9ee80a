"""The line of approval of a paper of a case; whoever agrees last signs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import in_whose_place
from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.cases.actions.outgoing import refuse_sealed_words, sign_paper
from caseapp.cases.actions.papers import refuse_before_its_act
from caseapp.cases.approvals import ROLE_OF, against_judging, may_judge, way_of
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import OpenFile, open_file
from caseapp.cases.paper_values import shared
from caseapp.documents import actions as documents
from caseapp.documents import issuing, queries
from caseapp.documents.approval import LEGAL, STAGE_WORDS, round_of
from caseapp.documents.models import PaperRecord
from caseapp.law.procedures.roles import Role
from caseapp.ledger import actions as ledger

NAME_ROOM = 60
APART = "党政机关公文处理工作条例第二十条、第二十二条（审核以后由负责人审批签发）"
REVIEWED = "行政处罚法第五十八条"


@dataclass(frozen=True)
class OpinionGiven:
    """An opinion on a draft: what it says, of which day, on which version that was read."""

    on: date
    text: str = ""
    version: int = 0


def hand_in_paper(*, by: Person, case: CaseFile, paper_id: int, given: OpinionGiven) -> str:
    """Hand a draft in for approval; returns in words whose opinion the chief gives too, if anybody's."""
    file, paper = _opened(by, case, paper_id)
    way = way_of(file, paper)
    if not way.by_line:
        raise Refused(
            f"《{paper.title}》不走审批。",
            remedy="由案件步骤签发的，请在案件页办理；笔录、清单由承办人定稿。",
        )
    if LEGAL in way.stages and not accounts.holders_over(Role.LEGAL, case.unit_path, office=True):
        raise Refused(
            f"《{paper.title}》应当经法制审核，本单位没有法制审核人员。",
            article=REVIEWED,
            remedy="请安全保密管理员指定法制审核人员后再报批。",
        )
    refuse_before_its_act(case, paper, given.on, by=by)
    refuse_sealed_words(case, {"意见": given.text}, what="不能报批", at="意见")
    documents.hand_in(
        by=by,
        paper_id=paper_id,
        stages=way.stages,
        text=given.text,
        on=given.on,
        version=given.version,
    )
    _announce(case)
    return way.merged


def agree_to_paper(*, by: Person, case: CaseFile, paper_id: int, given: OpinionGiven) -> bool:
    """Agree at one's stage; the last one signs, and the number is taken in the same act."""
    file, paper = _judged(by=by, case=case, paper_id=paper_id, given=given)
    following = documents.agree(
        by=file.by,
        paper_id=paper_id,
        stages=way_of(file, paper).stages,
        text=given.text,
        on=given.on,
        version=given.version,
    )
    if not following:
        sign_paper(
            case=case,
            by=file.by,
            paper_id=paper_id,
            on=given.on,
            series=shared.series_of(case, paper.kind, given.on),
            opinions=round_of(issuing.opinions(paper_id)),
        )
    _announce(case)
    return not following


def return_paper(*, by: Person, case: CaseFile, paper_id: int, given: OpinionGiven) -> None:
    """Return a draft to the undertaker with what has to be changed."""
    file, _ = _judged(by=by, case=case, paper_id=paper_id, given=given)
    documents.send_back(
        by=file.by, paper_id=paper_id, text=given.text, on=given.on, version=given.version
    )
    _announce(case)


def take_back_paper(*, by: Person, case: CaseFile, paper_id: int, given: OpinionGiven) -> None:
    """Take a draft back from approval: only who handed it in, or the team of the case."""
    file, paper = _opened(by, case, paper_id)
    handed = round_of(issuing.opinions(paper_id))
    mine = by.id in file.team_ids or any(one.by_id == by.id for one in handed[:1])
    if handed and not mine:
        raise Refused(
            f"《{paper.title}》由{handed[0].by_name}报批，不能由您撤回。",
            remedy="需要修改的，由正在审批的人退回修改。",
        )
    refuse_sealed_words(case, {"意见": given.text}, what="不能撤回", at="意见")
    documents.take_back(by=by, paper_id=paper_id, text=given.text, on=given.on)
    _announce(case)


def _judged(
    *, by: Person, case: CaseFile, paper_id: int, given: OpinionGiven
) -> tuple[OpenFile, PaperRecord]:
    """Find the paper for whose turn it is; who drafted or undertook does not approve."""
    file, paper = _opened(by, case, paper_id)
    stage = paper.waits_for
    if stage in ROLE_OF and not may_judge(file, paper):
        raise Refused(
            f"《{paper.title}》正在等{STAGE_WORDS[stage]}的意见，您不能代为审批。",
            article=APART,
            remedy="轮到您的时候，这份文书会出现在工作台的“待我处理”。",
        )
    if why := against_judging(file, paper, issuing.opinions(paper_id)):
        raise Refused(
            f"{why}，不能审批《{paper.title}》：承办、起草的人和审批的人应当分开。",
            article=REVIEWED if stage == LEGAL else APART,
            remedy="请由其他有审批权限的人办理；没有其他人的，请负责人登记代签。",
        )
    refuse_sealed_words(case, {"意见": given.text}, what="不能办理", at="意见")
    return _signed_for(file, stage), paper


def _signed_for(file: OpenFile, stage: str) -> OpenFile:
    """Let the opinion say in whose place a deputy gives it."""
    role = ROLE_OF.get(stage)
    away = in_whose_place(file.by, file.thing, (role,)) if role is not None else 0
    if not away:
        return file
    name = f"{file.by.name}（代{accounts.names_of([away])[away]}）"
    return replace(file, by=replace(file.by, name=name[:NAME_ROOM]))


def _opened(by: Person, case: CaseFile, paper_id: int) -> tuple[OpenFile, PaperRecord]:
    paper = queries.paper_of_case(case.id, paper_id)
    return open_file(case, by=by), queries.paper_to_change(paper.id)


def _announce(case: CaseFile) -> None:
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
