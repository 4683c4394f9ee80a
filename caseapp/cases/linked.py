"""The cases a dispute belongs together with, in words; what the reader may not see is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.cases import queries
from caseapp.cases.dispute_queries import links_of
from caseapp.cases.open_file import OpenFile
from caseapp.law.procedures.registry import PROCEDURES

KINDS = {"bundle": "并案审理", "split": "分案登记"}


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Another case and how it belongs to this one."""

    id: int
    case_id: int
    number: str
    title: str
    stage: str
    kind: str
    since: date
    why: str
    by_name: str
    ended_on: date | None
    ended_why: str
    may_end: bool


def linked_cases(file: OpenFile) -> list[LinkShown]:
    """Return the other cases, oldest link first; only a dispute has any."""
    if file.procedure.track != "infringement":
        return []
    here = file.case.id
    rows = links_of(here)
    others = {row.id: row.other_id if row.case_id == here else row.case_id for row in rows}
    seen = queries.rows_of(set(others.values()), by=file.by) if others else {}
    return [
        LinkShown(
            id=row.id,
            case_id=other.id,
            number=other.case_no or other.lead_no,
            title=other.title,
            stage=PROCEDURES[other.edition].state(other.state).name,
            kind=KINDS[row.kind],
            since=row.since,
            why=row.why,
            by_name=row.by_name,
            ended_on=row.ended_on,
            ended_why=row.ended_why,
            may_end=row.kind == "bundle" and row.ended_on is None,
        )
        for row in rows
        if (other := seen.get(others[row.id])) is not None
    ]
