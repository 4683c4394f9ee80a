"""Papers of matters of cooperation: which there are, along which line they are signed, who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.base.errors import NotVisible
from caseapp.cases.approvals import APPROVES, ROLE_OF, StageShown
from caseapp.cooperation.owners import InTheField, Mandate, Matter
from caseapp.documents import approval, issuing
from caseapp.documents.approval import CHIEF, STAGE_WORDS, UNDERTAKER, UNIT_HEAD
from caseapp.documents.catalogue import Kind, filed_kinds, kind_of
from caseapp.law.procedures.roles import Role
from caseapp.revisions import queries as revisions


def kinds_for(matter: Matter) -> list[Kind]:
    """Return the papers that may be drafted on a matter, in the order its owner names them."""
    known = {one.key: one for one in filed_kinds()}
    return [known[key] for key in matter.owner.kinds(matter.record) if known[key].is_open]


def kind_for(matter: Matter, key: str) -> Kind:
    """Return one of them; another is not there."""
    found = next((one for one in kinds_for(matter) if one.key == key), None)
    if found is None:
        raise NotVisible
    return found


def may_draft(by: Person, matter: Matter) -> bool:
    """Say whether this person writes the papers of a matter: whoever works with it, or is sent there."""
    if decide(by, "cooperation.work", matter.thing):
        return True
    owner = matter.owner
    return isinstance(owner, InTheField) and owner.may_work(by, matter.record)


def stages_of(matter: Matter, kind: Kind) -> tuple[str, ...]:
    """Return the line of a paper; where nobody heads the unit the chief gives that opinion too.

    Where somebody in the field may sign it there is nobody between: it is signed there, or by who gave leave.
    """
    rest = tuple(one for one in kind.chain if one != UNDERTAKER)
    if UNIT_HEAD in rest and not accounts.holders_over(Role.UNIT_HEAD, matter.entry.unit_path):
        rest = tuple(one for one in rest if one != UNIT_HEAD)
        rest = rest if CHIEF in rest else (*rest, CHIEF)
    owner = matter.owner
    if rest and isinstance(owner, InTheField) and owner.has_mandate(matter.record, kind):
        rest = rest[-1:]
    return (UNDERTAKER, *rest)


def mandate_of(by: Person, matter: Matter, kind: Kind) -> Mandate | None:
    """Return by what this person signs a paper of this kind on the spot today; mostly nothing."""
    owner = matter.owner
    if not isinstance(owner, InTheField) or is_closed_by_hand(kind):
        return None
    return owner.mandate(by, matter.record, kind)


def is_closed_by_hand(kind: Kind) -> bool:
    """Say whether the undertaker finishes such a paper alone: a record, a list."""
    return approval.is_closed_by_hand(kind.chain)


def may_judge(by: Person, matter: Matter, stage: str) -> bool:
    """Say whether this person stands at a stage of the line; who opened a matter gains nothing by it."""
    role = ROLE_OF.get(stage)
    return role is not None and role in roles_over(by, Thing(matter.entry.unit_path), APPROVES)


def against_judging(by: Person, paper: Any, said: Sequence[Any]) -> str:
    """Say why this very person may not approve: who drafts does not approve."""
    given = approval.round_of(said)
    if any(one.by_id == by.id and one.stage == UNDERTAKER for one in given):
        return "这份文书是您报批的"
    if any(one.by_id == by.id for one in given):
        return "您在这次审批的其他环节已经签署意见"
    if by.id in {one.saved_by for one in revisions.revisions("paper", paper.id)}:
        return "这份文书的内容是您起草或者修改的"
    return ""


def may_void(by: Person, matter: Matter, paper: Any) -> bool:
    """Say who voids a paper: a draft whoever works with it, a signed one who stands at the end of its line."""
    if paper.state == "draft":
        return may_draft(by, matter)
    kind = kind_of(paper.kind)
    if paper.state != "signed":
        return False
    if is_closed_by_hand(kind):
        return may_draft(by, matter)
    return may_judge(by, matter, stages_of(matter, kind)[-1])


@dataclass(frozen=True)
class Line:
    """The line of a paper as its page shows it, and what this person may do on it now."""

    stages: Sequence[StageShown]
    earlier: Sequence[Any]
    lapsed: str
    turn: str
    may_close: bool
    may_hand_in: bool
    may_judge: bool
    may_take_back: bool
    against: str
    is_last: bool
    mandate: Mandate | None = None


def line_of(by: Person, matter: Matter, paper: Any) -> Line:
    """Return how far a paper is on its line."""
    kind, is_draft = kind_of(paper.kind), paper.state == "draft"
    by_hand, stages = is_closed_by_hand(kind), stages_of(matter, kind)
    said = () if by_hand else issuing.opinions(paper.id)
    turn = paper.waits_for if paper.waits_for != UNDERTAKER else ""
    given = [] if is_draft and not turn else list(approval.round_of(said))
    drafts, mine = may_draft(by, matter), bool(turn) and may_judge(by, matter, turn)
    is_last = bool(turn) and not approval.next_stage(stages, turn)
    leave = mandate_of(by, matter, kind) if is_last and not mine else None
    if not is_draft and not by_hand:
        stages = _taken(stages, given)
    return Line(
        stages=() if by_hand else [_shown(one, given, turn) for one in stages],
        earlier=[one for one in said if one not in given],
        lapsed=approval.lapsed(paper, said),
        turn=STAGE_WORDS.get(turn, ""),
        may_close=by_hand and is_draft and drafts,
        may_hand_in=not by_hand and is_draft and not turn and drafts,
        may_judge=mine,
        may_take_back=bool(turn) and bool(given) and given[0].by_id == by.id,
        against=against_judging(by, paper, said) if mine or leave else "",
        is_last=is_last,
        mandate=leave,
    )


def _taken(stages: tuple[str, ...], given: Sequence[Any]) -> tuple[str, ...]:
    """Leave out of a signed paper's line who was not asked because it was signed on the spot."""
    asked = {one.stage for one in given}
    return tuple(one for one in stages if one in asked) or stages


def _shown(stage: str, given: Sequence[Any], turn: str) -> StageShown:
    name, said = STAGE_WORDS[stage], next((one for one in given if one.stage == stage), None)
    if said is None:
        return StageShown(name, "now" if stage == turn else "ahead")
    return StageShown(
        name,
        "done",
        said.by_name,
        approval.VERDICT_WORDS[said.verdict],
        said.text,
        on=said.given_on,
        version=said.seen_version,
    )


def said_of(matter: Matter, kind: Kind) -> str:
    """Say in one line who signs, and whether with a number."""
    coming = "，签发时编号" if kind.has_number else ""
    if is_closed_by_hand(kind):
        return f"承办人填写后定稿{coming}。"
    stages = stages_of(matter, kind)
    between = "、".join(STAGE_WORDS[one] for one in stages[1:-1])
    shown = f"{between}审批，" if between else ""
    return f"承办人报批，{shown}{STAGE_WORDS[stages[-1]]}签发{coming}。"
