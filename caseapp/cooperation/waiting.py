"""Letters of cooperation that wait for somebody: for an opinion, or to be changed after a return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.approvals import APPROVES, ROLE_OF
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.documents.approval import UNDERTAKER
from caseapp.documents.models import PaperRecord

_LETTERS = (
    sa.select(
        PaperRecord.id,
        PaperRecord.cooperation_id,
        PaperRecord.title,
        PaperRecord.waits_for,
        Cooperation.number,
        Cooperation.title.label("matter"),
    )
    .join(Cooperation, Cooperation.id == PaperRecord.cooperation_id)
    .where(PaperRecord.case_id.is_(None), PaperRecord.state == "draft")
    .order_by(PaperRecord.id)
)


def letters_waiting(by: Person, most: int) -> Sequence[Any]:
    """Return the drafts whose turn is this person's; who drafted one gets it back, and never approves it."""
    stages = [stage for stage, role in ROLE_OF.items() if role.value in by.roles]
    mine = sa.and_(
        PaperRecord.waits_for == UNDERTAKER, PaperRecord.drafted_by == by.id, is_visible(by)
    )
    asked = sa.and_(
        PaperRecord.waits_for.in_(stages),
        PaperRecord.drafted_by != by.id,
        is_visible(by, APPROVES),
    )
    return plain_rows(_LETTERS.where(sa.or_(mine, asked) if stages else mine).limit(most))
