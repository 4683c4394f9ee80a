"""How a paper of a case comes to be signed: by a step, by an act that approved it, by its line of approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide, roles_over
from caseapp.cases.open_file import OpenFile
from caseapp.documents import approval, issuing
from caseapp.documents.approval import CHIEF, LEGAL, STAGE_WORDS, UNDERTAKER, UNIT_HEAD
from caseapp.documents.catalogue import kind_of
from caseapp.documents.paper import Form
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Step
from caseapp.revisions import queries as revisions

ROLE_OF = {UNIT_HEAD: Role.UNIT_HEAD, LEGAL: Role.LEGAL, CHIEF: Role.CHIEF}
APPROVES = "paper.approve"


@dataclass(frozen=True)
class Way:
    """How one paper is issued; just one of the three."""

    stages: tuple[str, ...]
    by_step: bool = False
    by_act: str = ""  # the act whose record the sheet is: its approval was given there
    merged: str = ""  # in words: which stage nobody holds here

    @property
    def by_hand(self) -> bool:
        """Say whether officers finish it themselves: a record, a list, a sheet of a done act."""
        return not self.by_step and (bool(self.by_act) or approval.is_closed_by_hand(self.stages))

    @property
    def by_line(self) -> bool:
        """Say whether it goes along the line of approval."""
        return not self.by_step and not self.by_hand


def way_of(file: OpenFile, paper: Any, *, as_planned: bool = False) -> Way:
    """Say how this paper is issued; as planned is without a look at whether the office has a head."""
    kind = kind_of(paper.kind)
    rest = tuple(one for one in kind.chain if one != UNDERTAKER)
    if file.procedure.is_signed_by_step(paper.kind):
        return Way((UNDERTAKER, *rest), by_step=True)
    if act := _approved_by(file, paper, rest):
        return Way((UNDERTAKER, *rest), by_act=act)
    if as_planned or UNIT_HEAD not in rest or not (merged := _without_head(file)):
        return Way((UNDERTAKER, *rest))
    shorter = tuple(one for one in rest if one != UNIT_HEAD)
    return Way((UNDERTAKER, *(shorter if CHIEF in shorter else (*shorter, CHIEF))), merged=merged)


def _without_head(file: OpenFile) -> str:
    """Say why the chief gives the head's opinion too: there is none, or none who keeps out of the case."""
    heads = accounts.holders_over(Role.UNIT_HEAD, file.case.unit_path)
    if heads - set(file.team_ids):
        return ""
    why = "办案机构负责人是本案承办人" if heads else "本单位没有配备办案机构负责人"
    return f"{why}，由负责人一并审批。"


def makers_of(file: OpenFile, paper: Any) -> set[str]:
    """Return the keys of the steps that draft such a paper."""
    return {one.key for one in file.procedure.steps if _makes(one, paper)}


def _makes(step: Step, paper: Any) -> bool:
    return paper.kind in step.papers or paper.title in step.later_papers


def _made_by(file: OpenFile, paper: Any) -> Any | None:
    """Return the act that drafted a paper; a paper begun by hand has none."""
    makers = makers_of(file, paper)
    acts = (one for one in file.history if one.step in makers and one.by_id == paper.drafted_by)
    near = [one for one in acts if one.taken_at <= paper.drafted_at]
    return near[-1] if near else None


def _approved_by(file: OpenFile, paper: Any, rest: Sequence[str]) -> str:
    """Name the act of the last stage's holder that a sheet records: it was approved with that act."""
    if not rest or kind_of(paper.kind).form is not Form.TABLE:
        return ""
    act = _made_by(file, paper)
    if act is None:
        return ""
    step = next(one for one in file.procedure.steps if one.key == act.step)
    return str(act.name) if ROLE_OF[rest[-1]] in step.by else ""


def may_judge(file: OpenFile, paper: Any) -> bool:
    """Say whether it is this person's turn, as far as the role goes."""
    role = ROLE_OF.get(paper.waits_for)
    return role is not None and role in roles_over(file.by, file.thing, APPROVES)


def against_judging(file: OpenFile, paper: Any, opinions: Sequence[Any]) -> str:
    """Say why this very person may not approve: who drafts or undertakes does not approve."""
    me, given = file.by.id, approval.round_of(opinions)
    if me in file.team_ids:
        return "您是本案承办人"
    if any(one.by_id == me and one.stage == UNDERTAKER for one in given):
        return "这份文书是您报批的"
    if any(one.by_id == me for one in given):
        return "您在这次审批的其他环节已经签署意见"
    if me in _writers(file, paper):
        return "这份文书的内容是您起草或者修改的"
    return ""


def _writers(file: OpenFile, paper: Any) -> set[int]:
    """Return who wrote its words; what a step drafts is written by the program from the file."""
    saved = {one.saved_by for one in revisions.revisions("paper", paper.id) if one.version > 1}
    return saved if _made_by(file, paper) is not None else saved | {paper.drafted_by}


@dataclass(frozen=True)
class StageShown:
    """One stage of the line at the foot of a paper."""

    name: str
    mark: str  # done, now, ahead; merged into the chief's
    who: str = ""
    what: str = ""
    text: str = ""
    on: Any = None
    version: int = 0


MERGED = StageShown(STAGE_WORDS[UNIT_HEAD], "merged")


@dataclass(frozen=True)
class ApprovalShown:
    """The line of approval of a paper, what may be done now, what was said before."""

    way: Way
    line: Sequence[StageShown]
    earlier: Sequence[Any]
    lapsed: str
    turn: str
    may_hand_in: bool
    may_judge: bool
    may_take_back: bool
    against: str
    is_last: bool


def approval_of(file: OpenFile, paper: Any) -> ApprovalShown:
    """Return the line of approval as the page of the paper shows it."""
    way = way_of(file, paper, as_planned=True)
    said = issuing.opinions(paper.id) if way.by_line else ()
    given = [] if paper.waits_for in ("", UNDERTAKER) and _is_draft(paper) else _valid(said)
    turn = paper.waits_for if paper.waits_for != UNDERTAKER else ""
    mine = way.by_line and bool(turn) and may_judge(file, paper)
    may_draft = bool(decide(file.by, "paper.draft", file.thing))
    return ApprovalShown(
        way=way,
        line=_of_procedure(file, paper) if way.by_step else _line(way, given, turn),
        earlier=[one for one in said if one not in given],
        lapsed=approval.lapsed(paper, said),
        turn=STAGE_WORDS.get(turn, ""),
        may_hand_in=way.by_line and _is_draft(paper) and not turn and may_draft,
        may_judge=mine,
        may_take_back=bool(turn) and may_draft and _handed_in(file, given),
        against=against_judging(file, paper, said) if mine else "",
        is_last=bool(turn) and approval.next_stage(way.stages, turn) == "",
    )


def _is_draft(paper: Any) -> bool:
    return bool(paper.state == "draft")


def _valid(said: Sequence[Any]) -> list[Any]:
    return list(approval.round_of(said))


def _handed_in(file: OpenFile, given: Sequence[Any]) -> bool:
    """Whoever handed a draft in takes it back, and so may the team of the case."""
    return bool(given) and (given[0].by_id == file.by.id or file.by.id in file.team_ids)


def _line(way: Way, given: Sequence[Any], turn: str) -> list[StageShown]:
    by_stage = {one.stage: one for one in given}
    stages = way.stages if CHIEF in by_stage or turn != CHIEF else (*way.stages, CHIEF)
    line = [_stage(one, by_stage.get(one), turn) for one in dict.fromkeys((*stages, *by_stage))]
    # The head's opinion that is missing behind the chief's turn was merged into the chief's.
    is_merged = (CHIEF in by_stage or turn == CHIEF) and UNIT_HEAD not in by_stage
    return [MERGED if is_merged and one.name == MERGED.name else one for one in line]


def _stage(stage: str, said: Any | None, turn: str) -> StageShown:
    name = STAGE_WORDS[stage]
    if said is None:
        return StageShown(name, "now" if stage == turn else "ahead")
    what = approval.VERDICT_WORDS[said.verdict]
    return StageShown(
        name, "done", said.by_name, what, said.text, on=said.given_on, version=said.seen_version
    )


def _of_procedure(file: OpenFile, paper: Any) -> list[StageShown]:
    """Read the line of a paper a step signs off the acts of the case: who asked, reviewed, signed."""
    steps = {one.key: one for one in file.procedure.steps}
    acts = [one for one in file.round if one.step in steps]
    signed = next((one for one in reversed(acts) if steps[one.step].signs == paper.kind), None)
    before = [one for one in acts if signed is None or one.id < signed.id]
    found = []
    for stage, role in ((UNDERTAKER, Role.OFFICER), (LEGAL, Role.LEGAL)):
        act = next((one for one in reversed(before) if role in steps[one.step].by), None)
        if act is not None:
            found.append(_act(stage, act))
    last = StageShown(STAGE_WORDS[CHIEF], "ahead") if signed is None else _act(CHIEF, signed)
    return [*found, last]


def _act(stage: str, act: Any) -> StageShown:
    return StageShown(STAGE_WORDS[stage], "done", act.by_name, act.name, on=act.taken_on)
