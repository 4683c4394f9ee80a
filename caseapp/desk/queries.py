"""What belongs on a person's desk: limits due, cases that wait for this person, cases in hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.aid import queries as aid
from caseapp.aid.reminding import days_ahead
from caseapp.base.paging import Page
from caseapp.cases import paper_desk, paper_registers, shield
from caseapp.cases import queries as cases
from caseapp.cooperation import waiting as letters
from caseapp.deadlines import queries as deadlines
from caseapp.exhibitions.on_desk import fairs_of
from caseapp.exhibitions.reminders import running_out
from caseapp.exhibitions.reminders import told_to as complaints_told_to
from caseapp.hotline.reminders import reminders_of
from caseapp.hotline.waiting import waiting_tickets
from caseapp.joint.waiting import on_desk
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.roles import Role
from caseapp.law.working_days import Calendar
from caseapp.liaison.queries import late_of
from caseapp.search import queries as searches
from caseapp.search.finder import Finder
from caseapp.transfers.criminal_waiting import signals_waiting
from caseapp.transfers.reminders import told_to
from caseapp.transfers.waiting import waiting_transfers

MOST_SHOWN = 50
MOST_UNSEALED = 10
SOON = timedelta(days=3)
# Who has to move a case on from a state of the main road; the officers where nobody else is named.
AWAITED: Mapping[str, tuple[Role, ...]] = {
    "filing": (Role.CHIEF,),
    "review": (Role.LEGAL,),
    "notice": (Role.CHIEF,),
    "collective": (Role.CHIEF,),
    "deciding": (Role.CHIEF,),
    "hearing": (Role.HEARING,),
    "served": (Role.PUBLICITY,),
    "published": (Role.FINANCE,),
    "perform": (Role.UNIT_HEAD,),
}


@dataclass(frozen=True)
class Due:
    """A limit that ends today, soon or is over, with its case."""

    limit: Any
    case: Any


@dataclass(frozen=True)
class Figure:
    """A count for chiefs, with where its rows are."""

    name: str
    count: int
    happened: str
    month: str


def due_now(by: Person, today: date) -> list[Due]:
    """Return open limits of visible cases that end within three days or are over."""
    mine = cases.case_ids_in_hand(by)
    rows = deadlines.due_within(cases=mine, until=today + SOON, most=MOST_SHOWN)
    shown = cases.rows_of({row.case_id for row in rows}, by=by)
    return [Due(row, shown[row.case_id]) for row in rows if row.case_id in shown]


def waiting(by: Person) -> Sequence[Any]:
    """Return the cases whose next step is this person's to take."""
    pairs = _pairs(by.roles)
    return cases.waiting_states(by, pairs, MOST_SHOWN)


def running(by: Person) -> Sequence[Any]:
    """Return the cases this person works on."""
    return cases.running(by, MOST_SHOWN)


def tickets(by: Person) -> Page[Any] | None:
    """Return the tickets that wait for this person; None for whom no ticket ever waits."""
    return waiting_tickets(by)


def crimes(by: Person) -> Sequence[Any]:
    """Return the cases that reach the ground of a crime and are not on their way to the police."""
    return signals_waiting(by, MOST_SHOWN)


def aid_waiting(by: Person) -> Sequence[Any]:
    """Return the aid files whose next act is this person's."""
    return aid.waiting(by, MOST_SHOWN)


def deadlines_abroad(by: Person, today: date) -> Sequence[Any]:
    """Return the open aid files whose deadline abroad is near; it is nobody's limit of ours."""
    return aid.foreign_deadlines(by, today, ahead=days_ahead(), most=MOST_SHOWN)


def figures(by: Person, today: date) -> list[Figure]:
    """Count this month's filings, decisions and closings among the visible cases."""
    if Role.CHIEF not in by.roles and Role.UNIT_HEAD not in by.roles:
        return []
    first = today.replace(day=1)
    names = {"filed": "本月立案", "decided": "本月决定", "closed": "本月结案"}
    counts = cases.counts_of_month(by, tuple(names), first)
    return [Figure(name, counts[key], key, first.strftime("%Y-%m")) for key, name in names.items()]


def emergencies(by: Person) -> Sequence[Any]:
    """Return who lately opened a case of this person's in an emergency."""
    return shield.emergency_notices(by)


def reminders(by: Person, *, besides: Collection[int]) -> Sequence[Any]:
    """Return of what other limits this person was reminded, the nearest first: each is listed once."""
    return [
        one
        for one in reminders_of(by, told_to(by), complaints_told_to(by))
        if one.deadline_id not in besides
    ]


def papers_waiting(by: Person) -> Sequence[Any]:
    """Return the drafts that wait for this person's opinion, or came back to be changed."""
    return paper_desk.waiting_papers(by, MOST_SHOWN) if decide(by, "paper.read") else ()


def letters_waiting(by: Person) -> Sequence[Any]:
    """Return the letters to other bodies that wait for this person, which no case holds."""
    return letters.letters_waiting(by, MOST_SHOWN) if decide(by, "cooperation.read") else ()


def papers_unserved(by: Person, today: date) -> Sequence[Any]:
    """Return the signed papers in this person's hand that have not reached everybody."""
    if not decide(by, "paper.serve"):
        return ()
    return paper_desk.unserved_papers(by, today, MOST_SHOWN)


def papers_unsealed(by: Person) -> Sequence[Any]:
    """Return the signed papers that want the seal, for the registrar who keeps it."""
    keeps = Role.REGISTRAR in by.roles and decide(by, "paper.seal")
    return paper_registers.entries(paper_registers.unsealed(by, MOST_UNSEALED)) if keeps else ()


def transfers(by: Person, *, now: datetime, today: date, calendar: Calendar) -> Sequence[Any]:
    """Return the transfers that wait for us and those a body is late with."""
    return waiting_transfers(by, now=now, today=today, calendar=calendar)


def agreed_late(by: Person, today: date) -> Sequence[Any]:
    """Return what meetings agreed on, is late, and is this person's to do or to follow."""
    return late_of(by, today=today, most=MOST_UNSEALED)


def joint_waiting(by: Person, today: date) -> Sequence[Any]:
    """Return the joint actions this person goes out in today, and those that wait for them."""
    return on_desk(by, today, most=MOST_UNSEALED)


def fairs_today(by: Person, today: date) -> Sequence[Any]:
    """Return the fairs this person is on duty at today."""
    return fairs_of(by, today)


def fair_limits(by: Person, *, now: datetime, today: date, calendar: Calendar) -> Any:
    """Return what runs out at the fairs this person is on the roster of."""
    return running_out(by, now=now, today=today, calendar=calendar)


def recusals(by: Person) -> Sequence[Any]:
    """Return the requests for recusal that wait for this person's decision."""
    return shield.recusals_waiting(by)


def new_hits(by: Person, finder: Finder) -> int:
    """Return how many objects newly match what this person saved to be searched again."""
    return searches.new_count(finder, by) if decide(by, "search.use") else 0


@cache
def _pairs(roles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return (edition, state) of everything a holder of these roles is awaited for."""
    found = []
    for procedure in PROCEDURES.values():
        for state in procedure.states:
            if not state.is_open:
                continue
            awaited = AWAITED.get(state.key, ())
            if any(role in roles for role in awaited) or (
                state.key == "lead" and Role.OFFICER in roles
            ):
                found.append((procedure.key, state.key))
    return tuple(found)


def nearest(rows: Sequence[Any]) -> dict[int, Any]:
    """Return the next limit of each row."""
    return deadlines.next_due_of([row.id for row in rows])
