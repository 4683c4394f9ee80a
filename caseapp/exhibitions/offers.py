"""What is offered for a booth, or for the number of a fair or of a complaint there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cooperation.offers import opening
from caseapp.exhibitions import exhibitor_queries, fair_queries
from caseapp.exhibitions.booths import booth_mark
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.exhibitions.sources import FairComplaintSource, FairSource
from caseapp.search.offers import Offer, OfferGiver, Opening
from caseapp.search.readings import Reading

_MOST_FAIRS = 3


def _with_number(reading: Reading) -> Sequence[int]:
    wanted = sa.select(FairComplaint.id).where(FairComplaint.number == reading.normal)
    return db.session.scalars(wanted).all()


class BoothOffer:
    """Who stands at a booth of a fair that runs today."""

    kinds = ("booth",)

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:
        """Offer the exhibitors at that booth of the fairs this person may know of."""
        if not decide(by, "fair.read"):
            return
        hall, _, booth = reading.normal.rpartition(" 馆 ")
        for fair in fair_queries.running(by)[:_MOST_FAIRS]:
            for row in _there(fair.id, hall, booth):
                place = " ".join(one for one in (row.hall, row.booth) if one)
                address = url_for("exhibitions.exhibitor", fair_id=fair.id, exhibitor_id=row.id)
                yield Offer(f"打开展位 {place} {row.name}", f"“{fair.name}”正在举办", address)


def _there(fair_id: int, hall: str, booth: str) -> Sequence[Any]:
    found = exhibitor_queries.at_booth(fair_id, hall, booth)
    if found or not hall:
        return found
    mark = booth_mark(hall, booth)
    same = sa.select(Exhibitor.id, Exhibitor.hall, Exhibitor.booth, Exhibitor.name).where(
        exhibitor_queries.of_fair(fair_id), Exhibitor.booth_mark == mark
    )
    return plain_rows(same.order_by(Exhibitor.id).limit(exhibitor_queries.MOST_FOUND))


def givers() -> tuple[OfferGiver, ...]:
    """Return what this floor offers."""
    complaint = FairComplaintSource()
    return (
        opening(FairSource(), "fair"),
        opening(complaint, "complaint"),
        Opening(complaint, ("complaint_no",), _with_number, "这是该投诉自己的编号"),
        BoothOffer(),
    )
