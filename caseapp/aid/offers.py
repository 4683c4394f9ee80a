"""What is offered for the number of an aid file typed into the search box."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from caseapp.aid.models import AidFile
from caseapp.aid.sources import AidSource
from caseapp.base.db import db
from caseapp.search.offers import MOST_OFFERS, OfferGiver, Opening
from caseapp.search.readings import Reading


def _with_number(reading: Reading) -> Sequence[int]:
    same = AidFile.number.endswith(reading.normal, autoescape=True)
    wanted = sa.select(AidFile.id).where(same).order_by(AidFile.id.desc())
    return db.session.scalars(wanted.limit(10 * MOST_OFFERS)).all()


def givers() -> tuple[OfferGiver, ...]:
    """Return what this floor offers."""
    kinds = ("case_no", "paper_no", "serial")
    return (Opening(AidSource(), kinds, _with_number, "这是该维权援助自己的编号"),)
