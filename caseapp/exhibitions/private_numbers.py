"""Numbers of the people of a complaint that not everybody needs to read whole."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.complaint_words import FIELDS
from caseapp.parties.given import masked

NAMES = ("complainant_id_number", "complainant_phone", "agent_phone")
LABELS: Mapping[str, str] = {
    "complainant_id_number": "投诉人证件号码",
    "complainant_phone": "投诉人电话",
    "agent_phone": FIELDS["agent_phone"],
}


def hidden(complaint: FairComplaint) -> dict[str, str]:
    """Return the numbers as whoever reads the fair sees them."""
    return {name: masked(getattr(complaint, name)) for name in NAMES}


def whole(complaint: FairComplaint) -> dict[str, str]:
    """Return the numbers there are, by what they are called on the screen."""
    return {LABELS[name]: text for name in NAMES if (text := getattr(complaint, name))}
