"""What an outsider may hear of a ticket and of the case it became; each keeps its own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.aid import queries as aid
from caseapp.aid.states import STAGE_WORDS
from caseapp.cases import queries as cases
from caseapp.cases.models import CaseFile
from caseapp.cases.paper_values.reporters import OUTCOMES
from caseapp.hotline.models import Ticket
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.wording import long_date

# What the caller is told of the ticket itself; who holds it inside the office concerns nobody outside.
TOLD_STATES = {
    "open": "已登记，等待分办",
    "assigned": "已分办",
    "working": "正在办理",
    "returned": "已登记，等待分办",
    "disputed": "已登记，等待分办",
    "answered": "已答复",
    "closed": "已办结",
    "joined": "已并入先前的工单一并办理",
}


@dataclass(frozen=True)
class Answered:
    """Whether the matter was taken up: what was decided and on which day."""

    words: str
    on: date


@dataclass(frozen=True)
class Progress:
    """The state of a ticket in words for outsiders, and that of its case where there is one."""

    ticket: str
    case: str = ""
    answered: Answered | None = None

    @property
    def words(self) -> str:
        """Say both in one sentence, as it is read out."""
        return f"{self.ticket}；{self.case}。" if self.case else f"{self.ticket}。"


def of(ticket: Ticket) -> Progress:
    """Return what the caller of this ticket may hear."""
    told = TOLD_STATES[ticket.state]
    case = cases.case_of_ticket(ticket.id)
    if case is None:
        return Progress(told, _of_aid(ticket))
    answered = answered_of(case)
    # A case that only some may know of says nothing outside either.
    words = "" if case.is_sealed else _of_case(case, answered)
    return Progress(told, words, answered)


def answered_of(case: CaseFile) -> Answered | None:
    """Return the latest decision whether the matter was taken up."""
    rows = [row for row in cases.history(case.id) if row.step in OUTCOMES]
    return Answered(OUTCOMES[rows[-1].step], rows[-1].taken_on) if rows else None


def _of_aid(ticket: Ticket) -> str:
    """Say how far the help has come that the caller asked for; the ticket only says it is worked on."""
    found = aid.of_ticket(ticket.id) if ticket.matter == "aid" else None
    return f"维权援助{STAGE_WORDS[found.state]}" if found is not None else ""


def _of_case(case: CaseFile, answered: Answered | None) -> str:
    public = PROCEDURES[case.edition].state(case.state).public
    filed = f"{long_date(case.filed_on)}立案" if case.filed_on else ""
    if not case.is_open and case.closed_on:
        ended = f"{long_date(case.closed_on)}{public}"
        return f"{filed}，{ended}" if filed else ended
    if filed and public != "已立案":
        return f"{filed}，现在{public}"
    if answered is not None and not filed:
        return f"{long_date(answered.on)}{answered.words}"
    return filed or public
