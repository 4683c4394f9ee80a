"""What happens after a request of a party, day by day: the way of a plan, and its papers finished at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Protocol

from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cli.demo.days import Days
from caseapp.cli.demo.papers import finish_paper, seal_signed
from caseapp.cli.demo.people import Staff
from caseapp.documents import queries as documents
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
from caseapp.law.procedures.registry import PROCEDURES

# The acts of a way by which papers are served, and what is served by them.
SERVED: Mapping[str, tuple[str, ...]] = {
    "serve_request": (ANSWER_NOTICE,),
    "pass_answer": (ANSWER_COPY,),
    "serve_decision": RULINGS,
    "serve_withdrawal": (WITHDRAWAL,),
    "notice_served": (OPINION_NOTICE,),
    "serve_session": (SESSION_NOTICE,),
    "serve_result": (MEDIATED, MEDIATION_ENDED),
}


class RequestPlan(Protocol):
    """The acts in order with the days between them, the state they end in, and when."""

    @property
    def way(self) -> str:
        """The acts; a number before one is how many working days lie before it."""
        ...

    @property
    def state(self) -> str:
        """The state after the last act."""
        ...

    @property
    def ends(self) -> int | date:
        """The last act's day, or how many working days it lies before today."""
        ...


class RequestStory:
    """One case that begins with a request; what is asked and taken is its track's own."""

    def __init__(self, plan: RequestPlan, staff: Staff, days: Days) -> None:
        self._course, self._staff, self._days = plan, staff, days
        self._case_id = 0

    def run(self) -> Iterator[date]:
        """Name the day of each act, then do it when its turn among all cases has come."""
        way = [_parted(one) for one in self._course.way.split()]
        ends, length = self._course.ends, sum(gap for gap, _ in way)
        day = (
            self._days.ago(ends + length)
            if isinstance(ends, int)
            else self._days.before(ends, length)
        )
        for gap, key in way:
            day = self._days.after(day, gap)
            yield day
            if key == "ask":
                self._ask(day)
            elif key in SERVED:
                self._serve(SERVED[key], day)
            else:
                self._take(key, day)
            by = self._staff.officers[0]
            seal_signed(queries.visible_case(self._case_id, by=by), on=day, staff=self._staff)
            if self._course.state == "closed":
                self._close_papers(day)

    def _close_papers(self, day: date) -> None:
        """A case that closes leaves no draft: each paper is finished on the day of its act."""
        by = self._staff.officers[0]
        case = queries.visible_case(self._case_id, by=by)
        for one in documents.papers_of_case(case.id):
            if one.state == "draft" and not PROCEDURES[case.edition].is_signed_by_step(one.kind):
                finish_paper(case, one.id, by=by, on=day, staff=self._staff)

    def _serve(self, kinds: Collection[str], day: date) -> None:
        """Finish the paper where no step signs it, and hand it to each side it is for."""
        by = self._staff.officers[0]
        case = queries.visible_case(self._case_id, by=by)
        paper = [one for one in documents.papers_of_case(case.id) if one.kind in kinds][-1]
        if paper.state == "draft":
            finish_paper(case, paper.id, by=by, on=day, staff=self._staff)
        for part in documents.sides_left(paper, documents.services_of_paper(paper.id)):
            given = cases.ServiceGiven(
                mode="直接",
                on=day,
                place="本局",
                receiver=self._receiver(part),
                relation="本人或者负责人",
                servers=tuple(one.id for one in self._staff.officers[:2]),
                part=part,
            )
            cases.serve_paper(by=by, case=case, paper_id=paper.id, given=given)

    def _receiver(self, part: str) -> str:
        raise NotImplementedError

    def _ask(self, day: date) -> None:
        raise NotImplementedError

    def _take(self, key: str, day: date) -> None:
        raise NotImplementedError


def _parted(word: str) -> tuple[int, str]:
    gap, colon, name = word.partition(":")
    return (int(gap), name) if colon else (0, word)
