"""What somebody has in hand: open cases, roles, deputies, for whoever hands it to a successor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.models import CaseFile, CaseOfficer
from caseapp.cases.queries import is_visible
from caseapp.cases.stretches import ROW

MOST = 500
_IN_HAND = (
    CaseOfficer.case_id == CaseFile.id,
    CaseOfficer.until.is_(None),
    CaseOfficer.recused.is_(False),
)


def busy_people(by: Person) -> list[tuple[int, str]]:
    """Return who has open cases this person may hand over, those who have left already too."""
    asked = (
        sa.select(CaseOfficer.person_id)
        .join(CaseFile, sa.and_(*_IN_HAND))
        .where(CaseFile.is_open, is_visible(by, "case.assign"))
        .distinct()
    )
    ids = [row.person_id for row in plain_rows(asked)]
    return sorted(accounts.names_of(ids).items(), key=lambda one: one[1])


def cases_in_hand(person_id: int, *, by: Person) -> Sequence[Any]:
    """Return the open cases somebody handles, oldest first, those `by` may hand over."""
    asked = (
        ROW.join(CaseOfficer, sa.and_(*_IN_HAND))
        .where(CaseOfficer.person_id == person_id, CaseFile.is_open, is_visible(by, "case.assign"))
        .order_by(CaseFile.id)
        .limit(MOST)
    )
    return plain_rows(asked)


def duties_of(person_id: int, *, by: Person) -> list[str]:
    """Return the duties that stay when the cases are gone, each as a sentence."""
    roles = accounts.grants_of(person_id)
    found = [
        f"角色“{'、'.join(accounts.role_words([row.role]))}”（{row.unit_name}）：由安全保密管理员收回或改授。"
        for row in roles
    ]
    found += [
        f"代签：{row.deputy}代{row.absent}，{row.since} 至 {row.until}，需要的请终止。"
        for row in accounts.deputies_of_office(by.unit_path)
        if row.ended_at is None and person_id in (row.absent_id, row.deputy_id)
    ]
    return found
