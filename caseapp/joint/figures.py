"""The totals of an action per body and per group, each with the rows it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.cases.models import CaseFile
from caseapp.joint import queries
from caseapp.joint.models import (
    JointInspection,
    JointMember,
    JointPresence,
)
from caseapp.joint.words import FIGURES, FILED

_OUTINGS = (
    sa.select(
        *(JointMember.id, JointMember.name, JointMember.body_id, JointMember.group_id),
        *(JointMember.person_id, JointInspection.inspected_on),
        sa.func.count().label("visits"),
    )
    .join(JointPresence, JointPresence.member_id == JointMember.id)
    .join(JointInspection, JointInspection.id == JointPresence.inspection_id)
    .where(queries.VALID)
    .group_by(
        *(JointMember.id, JointMember.name, JointMember.body_id, JointMember.group_id),
        *(JointMember.person_id, JointInspection.inspected_on),
    )
    .order_by(JointInspection.inspected_on, JointMember.id)
)
_THERE = (
    sa.select(JointPresence.inspection_id, JointMember.body_id)
    .join(JointMember, JointMember.id == JointPresence.member_id)
    .distinct()
)
_FILED_CASES = sa.select(CaseFile.id).where(CaseFile.case_no.is_not(None), CaseFile.case_no != "")


@dataclass(frozen=True)
class Counted:
    """Everything the totals of an action are counted from, read once."""

    outings: Sequence[Any]
    inspections: Sequence[Any]
    findings: Sequence[Any]
    # Which bodies were there at an inspection, by their row in the action.
    there: Mapping[int, frozenset[int]]
    filed_cases: frozenset[int]


@dataclass(frozen=True)
class Line:
    """One line of the totals: of a body, of a group, or of all."""

    kind: str
    key: int
    name: str
    figures: Mapping[str, int]


def counted(joint_id: int) -> Counted:
    """Read the rows the totals of an action are made of; a voided inspection counts nothing."""
    inspections = queries.inspections_of(joint_id, queries.VALID)
    findings = queries.findings_of(joint_id)
    there: dict[int, set[int]] = {}
    numbers = [row.id for row in inspections]
    for row in plain_rows(_THERE.where(JointPresence.inspection_id.in_(numbers))):
        there.setdefault(row.inspection_id, set()).add(row.body_id)
    cases = [row.case_id for row in findings if row.case_id is not None]
    filed = plain_rows(_FILED_CASES.where(CaseFile.id.in_(cases))) if cases else []
    return Counted(
        outings=plain_rows(_OUTINGS.where(JointMember.joint_id == joint_id)),
        inspections=inspections,
        findings=findings,
        there={key: frozenset(some) for key, some in there.items()},
        filed_cases=frozenset(row.id for row in filed),
    )


def rows_of(known: Counted, figure: str, *, body: Any = None, group: int = 0) -> list[Any]:
    """Return the rows a figure counts, of all, of a body that takes part, or of a group."""
    rows = _KINDS[figure](known)
    if body is not None:
        rows = list(filter(_of_body(known, figure, body=body), rows))
    if group:
        rows = [row for row in rows if row.group_id == group]
    if figure == "places":
        return list({row.place_id: row for row in rows}.values())
    if figure == "outings":
        # Who changed groups on a day was out once that day.
        return list({(_person(row), row.inspected_on): row for row in rows}.values())
    return rows


def value_of(known: Counted, figure: str, *, body: Any = None, group: int = 0) -> int:
    """Return a figure: how many rows it counts, or the sum of what they hold."""
    rows = rows_of(known, figure, body=body, group=group)
    if figure == "goods":
        return sum(row.goods for row in rows)
    if figure == "patents":
        return sum(row.patent_goods for row in rows)
    return len(rows)


def totals(joint_id: int) -> list[Line]:
    """Return the totals of an action: each body, each group, all; all is no sum of the lines above."""
    known = counted(joint_id)

    def line(kind: str, key: int, name: str, **of: Any) -> Line:
        return Line(kind, key, name, {one: value_of(known, one, **of) for one in FIGURES})

    return [
        *(line("body", one.id, one.name, body=one) for one in queries.bodies_of(joint_id)),
        *(line("group", one.id, one.name, group=one.id) for one in queries.groups_of(joint_id)),
        line("all", 0, "合计"),
    ]


def is_filed(known: Counted, row: Any) -> bool:
    """Say whether a finding came to a case: told by the body, or read from our own."""
    return row.outcome in FILED or row.case_id in known.filed_cases


def _of_body(known: Counted, figure: str, *, body: Any) -> Callable[[Any], bool]:
    if figure == "outings":
        return lambda row: bool(row.body_id == body.id)
    if figure in OF_FINDINGS:
        return lambda row: bool(row.body_id == body.body_id)
    return lambda row: body.id in known.there.get(row.id, frozenset())


def _person(row: Any) -> tuple[object, ...]:
    return (row.person_id,) if row.person_id is not None else (row.body_id, row.name)


OF_FINDINGS = ("findings", "leads", "filed", "handed")
_KINDS: Mapping[str, Callable[[Counted], list[Any]]] = {
    "outings": lambda known: list(known.outings),
    "visits": lambda known: list(known.inspections),
    "places": lambda known: list(known.inspections),
    "goods": lambda known: list(known.inspections),
    "patents": lambda known: [row for row in known.inspections if row.patent_goods],
    "findings": lambda known: list(known.findings),
    "leads": lambda known: [row for row in known.findings if row.case_id is not None],
    "filed": lambda known: [row for row in known.findings if is_filed(known, row)],
    "handed": lambda known: [row for row in known.findings if row.transfer_id is not None],
}
