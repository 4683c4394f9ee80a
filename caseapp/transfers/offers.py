"""What is offered for a number or days typed into the search box: the transfer, the list of those days."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.cooperation.offers import opening
from caseapp.search.offers import Offer, OfferGiver, address_of
from caseapp.search.readings import Reading
from caseapp.transfers.sources import TransferSource


class TransferDaysOffer:
    """The list of transfers of these days."""

    kinds = ("days",)

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:
        """Offer the list to whoever may read it."""
        if reading.valid and not visible_units(by, "cooperation.read").is_empty:
            address = url_for("transfers.transfers", **address_of(reading))
            yield Offer(f"{reading.normal} 的移送与协作", "移送与协作列表按日期筛选", address)


def givers() -> tuple[OfferGiver, ...]:
    """Return what this floor offers."""
    return opening(TransferSource(), "transfer"), TransferDaysOffer()
