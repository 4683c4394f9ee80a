"""What every story that begins with a request does alike: its days, acts, services and limits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import ServiceGiven, TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.papers import (
    ANSWER_COPY,
    ANSWER_NOTICE,
    MEDIATED,
    MEDIATION_ENDED,
    OPINION_NOTICE,
    RULINGS,
    SESSION_NOTICE,
    WITHDRAWAL,
)
from tests.approvals import finished
from tests.people import People

# The first day of a story under each edition; all are working Mondays.
RECEIVED = {2011: date(2014, 3, 3), 2015: date(2020, 6, 8), 2025: date(2026, 3, 2)}
LOGINS = {
    "registrar": "zheng",
    "officer": "wang",
    "chief": "chen",
    "head": "wu",
    "legal": "zhang",
    "publicity": "chu",
}
# What is served, by the step that waits for it; what no step waits for has a name of its own here.
SERVED: Mapping[str, tuple[str, ...]] = {
    "serve_request": (ANSWER_NOTICE,),
    "pass_answer": (ANSWER_COPY,),
    "serve_one_side": RULINGS,
    "serve_decision": RULINGS,
    "serve_withdrawal": (WITHDRAWAL,),
    "notice_served": (OPINION_NOTICE,),
    "serve_session": (SESSION_NOTICE,),
    "serve_result": (MEDIATED, MEDIATION_ENDED),
}
# How many sides wait when the step is taken by the service of one of them; of all others each in turn.
ONE_OF = {"serve_one_side": 2, "serve_decision": 1}
REASON = "经审查，应当这样办理。"
Way = Iterable[tuple[str, int, str]]


@dataclass
class Requested:
    """One case that a party asked for, and the people who bring it forward."""

    people: People
    edition: int
    case_id: int
    receiver: ClassVar[str]

    @property
    def case(self) -> CaseFile:
        """The case as the database has it now."""
        found = db.session.get(CaseFile, self.case_id, populate_existing=True)
        assert found is not None
        return found

    @property
    def path(self) -> str:
        """The address of the case page."""
        return f"/cases/{self.case_id}"

    def day(self, number: int) -> date:
        """The day that many days after the receipt."""
        return RECEIVED[self.edition] + timedelta(days=number)

    def who(self, name: str) -> Person:
        """Somebody by their part in the story, or by their login."""
        return self.people[LOGINS.get(name, name)]

    def values(self, key: str, number: int) -> dict[str, Any]:
        """What the form of a step says in this story."""
        raise NotImplementedError

    def take(
        self, key: str, number: int, who: str = "officer", *, reason: str = "", **changed: Any
    ) -> None:
        """Take one step as the story has it, with what a test changes about it."""
        if key in SERVED:
            self.serve(key, number, who)
            return
        by = self.who(who)
        values = {k: v for k, v in (self.values(key, number) | changed).items() if v is not None}
        rows = PROCEDURES[self.case.edition].steps
        needs = any(one.key == key and one.needs_reason for one in rows)
        given = TakeGiven(
            on=self.day(number), values=values, reason=reason or (REASON if needs else "")
        )
        with writing():
            case = queries.visible_case(self.case_id, by=by)
            actions.take_step(by=by, case=case, key=key, given=given)

    def paper(self, *kinds: str) -> Any:
        """The latest paper of these kinds, or nothing."""
        rows = [one for one in documents.papers_of_case(self.case_id) if one.kind in kinds]
        return rows[-1] if rows else None

    def serve(self, key: str, number: int, who: str = "registrar") -> None:
        """Finish the paper where it is not signed, and hand it to whom the step waits for."""
        by, on = self.who(who), self.day(number)
        rows = PROCEDURES[self.case.edition].steps
        wanted = next((one.name for one in rows if one.key == key), "")
        with writing():
            case, paper = queries.visible_case(self.case_id, by=by), self.paper(*SERVED[key])
            if paper is None:
                raise Refused("没有可以送达的文书。")
            if paper.state == "draft":
                finished(case.id, paper.id, by=by, on=on)
            left = documents.sides_left(paper, documents.services_of_paper(paper.id))
            if key in ONE_OF and len(left) != ONE_OF[key]:
                raise Refused("送达的一方不同。")
            taken = [
                self.handed(paper.id, one, on, by=by)
                for one in (left[:1] if key in ONE_OF else left)
            ]
            if taken[-1:] != [wanted]:
                raise Refused("没有办理等待送达的步骤。")

    def handed(self, paper_id: int, part: str, on: date, *, by: Person) -> str:
        """Hand a paper to one side and record it; returns the step it brought about."""
        return actions.serve_paper(
            by=by,
            case=queries.visible_case(self.case_id, by=by),
            paper_id=paper_id,
            given=ServiceGiven(
                mode="直接",
                on=on,
                place="本局",
                receiver=self.receiver,
                relation="负责人",
                servers=(self.people.wang.id, self.people.li.id),
                part=part,
            ),
        )

    def walk(self, way: Way) -> Self:
        """Take several steps one after another."""
        for key, number, who in way:
            self.take(key, number, who)
        return self

    def limit(self, family: str) -> Any:
        """The latest limit of a family, or nothing."""
        rows = [row for row in deadlines.of_case(self.case_id) if row.family == family]
        return rows[-1] if rows else None

    @property
    def families(self) -> list[str]:
        """Every limit that was ever started, in order."""
        return [row.family for row in deadlines.of_case(self.case_id)]
