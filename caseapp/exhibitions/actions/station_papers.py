"""One press at the station: a paper is drafted with what the records know, then signed there by a colleague."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.cases.actions.approving import OpinionGiven
from caseapp.cooperation import actions as cooperation
from caseapp.cooperation import owners, paper_line
from caseapp.cooperation.owners import Matter
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import Kind, kind_of
from caseapp.documents.render import with_rows_of_day
from caseapp.exhibitions import paper_owner
from caseapp.exhibitions.paper_words_complaint import OfVisit
from caseapp.exhibitions.paper_words_fair import OfDay
from caseapp.exhibitions.queries import Complained, Opened

SENT_UP = "请现场签发。"


@dataclass(frozen=True)
class Issued:
    """What one press came to: the paper, which words it still lacks, who is to sign."""

    paper_id: int
    state: str
    missing: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Say it in one sentence."""
        if self.missing:
            return f"已起草，还要填写：{'、'.join(self.missing)}。请补齐后再送签。"
        if self.state == "signed":
            return "已现场签发，内容不再改动。"
        if not self.signers:
            return "已起草。请在场的人看过并签名后，在文书页定稿。"
        return f"已起草并送签，请{'、'.join(self.signers)}签发。"


def issue(
    *, by: Person, complained: Complained, kind: str, on: date | None = None, visit_id: int = 0
) -> Issued:
    """Draft, check and hand in a paper of a complaint, or sign by mandate what a colleague drafted.

    Who presses first drafts; another of those on duty presses the same and signs (two people, law of approval).
    """
    matter = owners.matter(complained.id, by=by)
    if visit_id:
        matter = replace(matter, record=OfVisit(complained, visit_id))
    of_kind = _offered(matter, kind)
    waiting = _draft_of(matter, kind)
    if waiting is None:
        _refuse_alone(by, matter, of_kind)
        paper_id = cooperation.draft_paper(by=by, matter=matter, kind=kind, on=on)
    else:
        paper_id = waiting.id
    return _follow(by, matter, paper_id)


def draft_daily(*, by: Person, opened: Opened, day: date) -> int:
    """Draft the report of one day of a fair with its counts; returns the paper's id."""
    return _of_day(by, opened, day, kind="E15")


def draft_patrol(*, by: Person, opened: Opened, day: date) -> int:
    """Draft the record of a day's checks of marks with each exhibit that was looked at."""
    return _of_day(by, opened, day, kind="E16")


def draft_visit(*, by: Person, complained: Complained, visit_id: int, kind: str = "E09") -> int:
    """Draft the record of one check at the booth, or its list of photos and samples."""
    matter = owners.matter(complained.id, by=by)
    of_visit = replace(matter, record=OfVisit(complained, visit_id))
    return cooperation.draft_paper(by=by, matter=of_visit, kind=kind)


def missing_of(paper_id: int, on: date) -> tuple[str, ...]:
    """Return the words a draft still lacks before it can be signed."""
    record = papers.paper(paper_id)
    of_kind = kind_of(record.kind)
    known = with_rows_of_day(of_kind, record.data, on)
    return tuple(one for one in of_kind.required_keys(on) if not known.get(one))


def _of_day(by: Person, opened: Opened, day: date, *, kind: str) -> int:
    matter = owners.matter(opened.id, by=by)
    of_day = replace(matter, record=OfDay(opened, day))
    return cooperation.draft_paper(by=by, matter=of_day, kind=kind, on=day)


def _offered(matter: Matter, kind: str) -> Kind:
    keys = matter.owner.kinds(matter.record)
    if kind not in keys:
        name = kind_of(kind).title
        raise Refused(
            f"不能起草《{name}》：投诉现在的阶段没有这种文书。",
            remedy="请先办理投诉的下一步，再起草。",
        )
    return kind_of(kind)


def _draft_of(matter: Matter, kind: str) -> Any | None:
    drafted = papers.papers_of_cooperation(matter.entry.id)
    mine = [row for row in drafted if row.kind == kind and row.state == "draft"]
    return mine[-1] if mine else None


def _follow(by: Person, matter: Matter, paper_id: int) -> Issued:
    """Bring a draft as far as this person may: finished by hand, signed by mandate, or handed in."""
    on, record = today(), papers.paper(paper_id)
    of_kind = kind_of(record.kind)
    if lacking := missing_of(paper_id, on):
        return Issued(paper_id, record.state, missing=lacking)
    if paper_line.is_closed_by_hand(of_kind):
        # A record is read out and signed by those there before it is finished.
        return Issued(paper_id, record.state)
    line = paper_line.line_of(by, matter, record)
    if line.mandate is not None and not line.against:
        cooperation.sign_on_the_spot(
            by=by, matter=matter, paper_id=paper_id, version=record.version
        )
        return Issued(paper_id, "signed")
    if line.may_hand_in:
        given = OpinionGiven(on, SENT_UP, record.version)
        cooperation.hand_in_paper(by=by, matter=matter, paper_id=paper_id, given=given)
    return Issued(paper_id, "draft", signers=tuple(_others(by, matter, of_kind)) or ("负责人",))


def _refuse_alone(by: Person, matter: Matter, kind: Kind) -> None:
    """Refuse to draft at the station what nobody but the drafter could sign there."""
    if paper_line.is_closed_by_hand(kind):
        return
    owner: Any = matter.owner
    if not owner.has_mandate(matter.record, kind) or _others(by, matter, kind):
        return
    raise Refused(
        f"《{kind.title}》不能由您起草：今天值守的人员中只有您获得授权签发这种文书，"
        "起草和签发应当是两个人。",
        remedy="请另一名值守人员按同一按钮起草，您再签发；现场只有您一人的，"
        "在“文书”页起草后报批，由负责人签发。",
    )


def _others(by: Person, matter: Matter, kind: Kind) -> list[str]:
    there = paper_owner.signers(paper_owner.fair_of(matter.record), kind.key, today())
    return [row.name for row in there if row.person_id != by.id]
