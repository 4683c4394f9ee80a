"""Which papers may be drafted by hand in a case, and of the others the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from caseapp.base.errors import Refused
from caseapp.cases.open_file import OpenFile
from caseapp.documents.catalogue import Kind, Subject, kind_titled
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.table import Procedure, Step

TRACK_WORDS: Mapping[str, str] = {one.track: one.name for one in PROCEDURES.values()}
STOP = "。"
Why = Literal["subject", "track", "unsure", "edition", "state", "step", "present"]
SUBJECT_WORDS = {
    Subject.TICKET: "在工单上制作",
    Subject.FAIR: "由展会工作制作",
    Subject.OFFICE: "由机关统一制作，不属于一个案件",
    Subject.BLANK: "是发给当事人填写的空白表",
}


@dataclass(frozen=True)
class Stand:
    """How a case stands, as far as drafting is asked."""

    procedure: Procedure
    state: str
    visited: Set[str]  # states the case was ever in
    taken: Set[str]  # steps taken so far
    present: Set[str]  # kinds of which a paper that is not void lies in the file


@dataclass(frozen=True)
class Against:
    """Why a paper is not drafted by hand here and now."""

    why: Why
    sentence: str
    remedy: str = ""
    step: str = ""  # the step that drafts it


def stand_of(file: OpenFile) -> Stand:
    """Read from an open case what drafting depends on."""
    visited = {one for row in file.history for one in (row.from_state, row.to_state)}
    return Stand(
        file.procedure,
        file.case.state,
        visited | {file.case.state},
        frozenset(row.step for row in file.history),
        frozenset(row.kind for row in file.papers if row.state != "void"),
    )


def edition_in(procedure: Procedure, kind: Kind) -> Kind:
    """Give the edition of a paper that the steps of a procedure sign, where the day does not choose."""
    named = (one for key, one in kind.keyed.items() if procedure.is_signed_by_step(key))
    return next(named, kind)


def refuse_draft(file: OpenFile, kind: Kind, *, for_matter: bool = False) -> None:
    """Refuse a paper that may not be drafted by hand here, whatever page it was asked from."""
    against = against_draft(kind, stand_of(file))
    if against is None:
        return
    ways = {one.key for one in file.procedure.steps_from(file.case.state)}
    # A matter with another body may outlive the step: of a closed case its letter is made by hand.
    if not (for_matter and against.step and against.step not in ways):
        raise Refused(f"不能起草《{kind.title}》：{against.sentence}", remedy=against.remedy)


def against_draft(kind: Kind, stand: Stand) -> Against | None:
    """Say what stands against drafting a paper by hand, the law before the state of the work."""
    return (
        _of_track(kind, stand.procedure.track)
        or _of_catalogue(kind)
        or _of_edition(kind, stand.procedure)
        or _of_state(kind, stand)
        or _of_step(kind, stand)
    )


def _of_track(kind: Kind, track: str) -> Against | None:
    if kind.subject is not Subject.CASE:
        return Against("subject", f"这种文书{SUBJECT_WORDS[kind.subject]}。")
    if track in kind.tracks:
        return None
    here = TRACK_WORDS[track]
    meant = "、".join(TRACK_WORDS[one] for one in kind.tracks)
    return Against("track", kind.never.get(track) or f"这种文书用于{meant}，本案是{here}。")


def _of_catalogue(kind: Kind) -> Against | None:
    if kind.is_open:
        return None
    return Against(
        "unsure",
        f"这种文书的格式或者依据没有核实，只提供样张。{kind.note.rstrip(STOP)}{STOP}",
        remedy="请在文书目录查看样张；核实以后由系统维护人员开放起草。",
    )


def _of_edition(kind: Kind, procedure: Procedure) -> Against | None:
    """A decision belongs to the edition that signs it; no case gets that of another one."""
    if procedure.is_signed_by_step(kind.key):
        return None
    others = [one for one in PROCEDURES.values() if one.track == procedure.track]
    signing = [one for one in others if one.is_signed_by_step(kind.key)]
    if not signing:
        return None
    meant = "、".join(one.edition for one in signing)
    return Against("edition", f"这种文书用于适用{meant}的案件，本案适用{procedure.edition}。")


def _of_state(kind: Kind, stand: Stand) -> Against | None:
    wanted = kind.reached.get(stand.procedure.track, "")
    if not wanted or has_reached(stand, wanted):
        return None
    here, there = stand.procedure.state(stand.state), stand.procedure.state_by_key.get(wanted)
    if there is None:
        return Against("state", "本案适用的程序里没有这一阶段。")
    return Against("state", f"案件现处于“{here.name}”阶段，到“{there.name}”以后才能起草。")


def has_reached(stand: Stand, wanted: str) -> bool:
    """Say whether the case was in this state, or came past it along the main line."""
    line = stand.procedure.main_line
    if wanted in stand.visited:
        return True
    if wanted not in line:
        return False
    # Only stops on the line count: an early end stands beside it, or at its very end.
    known = stand.procedure.state_by_key
    places = [line.index(one) for one in stand.visited if one in line and known[one].is_open]
    return max(places, default=-1) > line.index(wanted)


def _of_step(kind: Kind, stand: Stand) -> Against | None:
    """What a step drafts is drafted by it first; a further copy may follow."""
    makers = makers_of(stand.procedure, kind)
    was_made = kind.key in stand.procedure.opening_papers or any(
        one.key in stand.taken for one in makers
    )
    if makers and not was_made:
        step = makers[0]
        return Against(
            "step",
            f"这种文书由步骤“{step.name}”起草。",
            remedy=f"请在案件页办理“{step.name}”。",
            step=step.key,
        )
    # A step that signs a paper, or waits for its service, takes the latest one of its kind.
    if kind.key in stand.present and _counts(stand.procedure, kind):
        return Against(
            "present",
            "本案已有这份文书，程序以最近的一份为准，不能另行起草。",
            remedy="草稿请直接修改；已签发的有笔误，请制作补正文书，签发有误尚未送达的请先作废。",
        )
    return None


def _counts(procedure: Procedure, kind: Kind) -> bool:
    return any(kind.key in (one.signs, one.on_served, one.on_one_served) for one in procedure.steps)


def makers_of(procedure: Procedure, kind: Kind) -> tuple[Step, ...]:
    """Return the steps of a procedure that draft papers of this kind, in the order of the table."""
    return tuple(
        step
        for step in procedure.steps
        if kind.key in step.papers
        or any(kind_titled(title, procedure.track) is kind for title in step.later_papers)
    )
