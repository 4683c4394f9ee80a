"""The acts of an invented case by the word that plans use for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.cli.demo.acts import (
    companions,
    decision,
    ends,
    false_statement,
    filing,
    inquiry,
    police,
    review,
)
from caseapp.cli.demo.walk import Walk

ACTS: Mapping[str, Callable[[Walk], None]] = {
    **filing.ACTS,
    **false_statement.ACTS,
    **inquiry.ACTS,
    **review.ACTS,
    **decision.ACTS,
    **ends.ACTS,
    **companions.ACTS,
    **police.ACTS,
}
