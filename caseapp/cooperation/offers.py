"""What is offered for a number of the register of cooperation: each family opens its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.search.offers import MOST_OFFERS, Opening
from caseapp.search.readings import Reading
from caseapp.search.sources import SearchSource

KINDS = ("paper_no", "case_no", "serial")
# All numbers of this register say so (numbers.toml); the others need not be looked for in it.
_WORD = "登字〔"


def opening(source: SearchSource, family: str) -> Opening:
    """Return what opens the matters of one family by their number in the register."""
    return Opening(source, KINDS, _with_number(family), "这是该事项自己的登记号")


def _with_number(family: str) -> Callable[[Reading], Sequence[int]]:
    def ids_of(reading: Reading) -> Sequence[int]:
        if reading.kind != "serial" and _WORD not in reading.normal:
            return []
        wanted = (
            sa.select(Cooperation.id)
            .outerjoin(CaseFile, CaseFile.id == Cooperation.case_id)
            .where(
                Cooperation.family == family,
                Cooperation.number.endswith(reading.normal, autoescape=True),
                # What is about a sealed case is as sealed as the case.
                sa.func.coalesce(CaseFile.is_sealed, sa.false()).is_(False),
            )
        )
        newest = wanted.order_by(Cooperation.id.desc()).limit(10 * MOST_OFFERS)
        return db.session.scalars(newest).all()

    return ids_of
