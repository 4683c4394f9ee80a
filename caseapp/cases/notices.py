"""Public notices of a case as its pages show them: until when each runs, by which row, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from caseapp.deadlines import queries as limits
from caseapp.documents import queries as papers
from caseapp.documents.words import PUBLIC_NOTICE


@dataclass(frozen=True)
class NoticeShown:
    """One public notice with the end of its period."""

    title: str
    addressee: str
    part: str
    published_on: date
    published_in: str
    tried: str
    due_on: date | None
    text: str
    rule_id: str
    is_over: bool
    ended_why: str
    who: str
    at: datetime


def notices_of_case(case_id: int, ran: Sequence[Any], *, today: date) -> list[NoticeShown]:
    """Return every notice of a case, ended ones too; `ran` are the limits the case ever had."""
    by_id = {one.id: one for one in ran if one.family == PUBLIC_NOTICE}
    if not by_id:  # each notice has its limit: the page of most cases asks nothing
        return []
    rows = papers.notices_of_case(case_id)
    return [_shown(row, by_id.get(row.deadline_id), today) for row in rows]


def running_notices(paper_id: int, *, today: date) -> list[NoticeShown]:
    """Return the notices of a paper whose service is still to come."""
    rows = papers.running_notices(paper_id)
    return [_shown(row, limits.one(row.deadline_id), today) for row in rows]


def still_running(notices: Sequence[NoticeShown]) -> list[NoticeShown]:
    """Return those that have not ended."""
    return [one for one in notices if not one.ended_why]


def _shown(row: Any, limit: Any | None, today: date) -> NoticeShown:
    due_on = limit.due_on if limit is not None else None
    return NoticeShown(
        title=row.title,
        addressee=row.addressee,
        part=row.part,
        published_on=row.published_on,
        published_in=row.published_in,
        tried=row.tried,
        due_on=due_on,
        text=limit.text if limit is not None else "",
        rule_id=limit.rule_id if limit is not None else "",
        is_over=due_on is not None and due_on < today,
        ended_why=row.ended_why,
        who=row.recorded_by_name,
        at=row.recorded_at,
    )
