"""The case lying open on the desk: everything its page and its gates look at, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, roles_over
from caseapp.accounts.person import Person
from caseapp.cases import queries
from caseapp.cases.corrected import corrections_of, overlaid
from caseapp.cases.given import stored_day
from caseapp.cases.kept_reckonings import reckonings_of
from caseapp.cases.models import CaseFile
from caseapp.cases.remedy_end import remedy_end
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.evidence import queries as evidence
from caseapp.law.procedures.conditions import REMEDY_END
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure
from caseapp.law.working_days import Calendar
from caseapp.parties import queries as parties
from caseapp.patents import queries as patents

# A return to investigation opens a new round: report, review, notice, hearing before it are history.
ROUND_OPENERS = ("investigate_more", "remedy_redo", "remedy_reopen", "hear_again", "suit_redo")


@dataclass(frozen=True)
class OpenFile:
    """A case with its history, people, papers, limits, goods; the reader's roles over it."""

    case: CaseFile
    procedure: Procedure
    by: Person
    thing: Thing
    roles: frozenset[str]
    history: Sequence[Any]
    team: Sequence[Any]
    names: Mapping[int, str]
    papers: Sequence[Any]
    limits: Sequence[Any]
    goods: Sequence[Any]
    items: Sequence[Any]
    registrations: Sequence[Any]
    parties: Sequence[Any]
    patents: Sequence[Any]
    corrections: Sequence[Any] = ()
    # Of papers between two sides; a case of one party has its services only in its papers' states.
    services: Sequence[Any] = ()
    # What the dispute began with; a case of another kind has none.
    request: Any | None = None
    mediation: Any | None = None

    def latest(self, *steps: str) -> Any | None:
        """Return the latest take of any of these steps, in any round."""
        return next((one for one in reversed(self.history) if one.step in steps), None)

    def in_round(self, *steps: str) -> Any | None:
        """Return the latest take since the case last went back to investigation."""
        return next((one for one in reversed(self.round) if one.step in steps), None)

    @cached_property
    def round(self) -> Sequence[Any]:
        """Return the acts since the case last went back to investigation."""
        for place in range(len(self.history) - 1, -1, -1):
            if self.history[place].step in ROUND_OPENERS:
                return self.history[place + 1 :]
        return self.history

    def told_day(self, key: str) -> date | None:
        """Return the latest day given under this key since then."""
        found = (stored_day(one.given, key) for one in reversed(self.round))
        return next((day for day in found if day is not None), None)

    @cached_property
    def _reopened_at(self) -> datetime | None:
        found = (one.taken_at for one in reversed(self.history) if one.step in ROUND_OPENERS)
        return next(found, None)

    @cached_property
    def calendar(self) -> Calendar:
        """Return the calendar limits are counted by, read once; `in_area` for those of a district."""
        return accounts.office_calendar()

    @cached_property
    def reckonings(self) -> Sequence[Any]:
        """Return the reckonings of its penalty, asked for where a rule looks at them."""
        return reckonings_of(self.case.id)

    @property
    def area(self) -> str:
        """Return the division whose own days of rest its limits are counted by."""
        return next((one.area for one in self.limits), "")

    @property
    def team_ids(self) -> tuple[int, ...]:
        """Return who investigates now."""
        return tuple(row.person_id for row in self.team if row.until is None and not row.recused)

    @property
    def last_step_on(self) -> date:
        """Return the latest legal date in the file."""
        return max((one.taken_on for one in self.history), default=self.case.received_on)

    def paper(self, kind: str) -> Any | None:
        """Return the paper of a kind that counts now: the latest one not void, of this round."""
        opened = self._reopened_at
        for row in reversed(self.papers):
            fits = row.kind == kind and row.state != "void"
            if fits and (opened is None or row.drafted_at >= opened or kind == "filing_approval"):
                return row
        return None

    def limit(self, family: str) -> Any | None:
        """Return the latest limit of a family, whether still running or not."""
        return next((row for row in reversed(self.limits) if row.family == family), None)

    def rule(self, name: str) -> Any | None:
        """Return the latest limit counted by this very row of the law, or of the family of that name."""
        exact = (row for row in reversed(self.limits) if row.rule_id == name)
        return next(exact, None) or self.limit(name)

    def unserved(self, paper: Any) -> tuple[str, ...]:
        """Return the sides a paper still has to be served on."""
        return documents.sides_left(paper, self.services)

    def last_due(self, name: str) -> date | None:
        """Return the later end where each side has a limit of its own, of the decision that counts."""
        since, latest = self.case.decided_on or date.min, self.rule(name)
        if name == REMEDY_END:
            return remedy_end(self.limits, self.round, since=since)
        if latest is None or latest.start_on < since:
            return latest.due_on if latest is not None else None
        of_each = [
            one
            for one in self.limits
            if (one.rule_id, one.start_on >= since) == (latest.rule_id, True)
        ]
        return max((one.due_on for one in of_each if one.due_on is not None), default=None)

    def due(self, family: str) -> date | None:
        """Return when the latest limit of a family ends, whether still running or not."""
        row = self.limit(family)
        return row.due_on if row is not None else None


def open_file(case: CaseFile, *, by: Person) -> OpenFile:
    """Read a case once, with a fixed number of questions."""
    corrections = corrections_of(case.id)
    history = overlaid(queries.history_as_keyed(case.id), corrections)
    team = queries.officers(case.id)
    thing = queries.thing_of(case, team)
    people = {row.person_id for row in team} | {one.by_id for one in history} | _named(history)
    people.add(case.created_by)
    return OpenFile(
        case=case,
        procedure=PROCEDURES[case.edition],
        by=by,
        thing=thing,
        roles=roles_over(by, thing),
        history=history,
        team=team,
        names=accounts.names_of(people),
        papers=documents.papers_of_case(case.id),
        limits=deadlines.of_case(case.id),
        goods=evidence.goods_of_case(case.id),
        items=evidence.items_of_case(case.id),
        registrations=evidence.registrations_of_case(case.id),
        parties=parties.parties_of_case(case.id),
        patents=patents.patents_of_case(case.id),
        corrections=corrections,
        services=documents.services_of_case(case.id) if case.source == Source.REQUEST else (),
        request=queries.request_of(case.id) if case.source == Source.REQUEST else None,
        mediation=queries.mediation_of(case.id) if case.track == "mediation" else None,
    )


def _named(history: Sequence[Any]) -> set[int]:
    """Return the people named in forms, so that the timeline can say who they are."""
    found: set[int] = set()
    for one in history:
        for value in one.given.values():
            if isinstance(value, list):
                found.update(each for each in value if isinstance(each, int))
            elif isinstance(value, int) and not isinstance(value, bool):
                found.add(value)
    return found
