"""What is offered for the number of a joint action typed into the search box."""

from __future__ import annotations

from caseapp.cooperation.offers import opening
from caseapp.joint.sources import JointSource
from caseapp.search.offers import OfferGiver


def givers() -> tuple[OfferGiver, ...]:
    """Return what this floor offers."""
    return (opening(JointSource(), "joint"),)
