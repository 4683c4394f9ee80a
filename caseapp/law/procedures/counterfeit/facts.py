"""What only counterfeit cases know: the mark as verified, an act on the spot, urgent evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Term:
    """The end of one limit, in its own words, and what its row says follows."""

    what: str
    due_on: date | None
    on_expiry: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterfeitFacts:
    """The facts of a counterfeit case beside those of every penalty; unknown ones keep their default."""

    # The status of the patent on the day of the act, as the verification says it.
    patent_status: str = ""
    # "ordered", "corrected" or "not_corrected"; empty where no correction was ordered.
    correction: str = ""
    # The decision that counts was made on the spot, without filing.
    on_spot: bool = False
    # A fine collected on the spot is still with the officers.
    cash_is_held: bool = False
    # It was handed in to the office, which has not paid it into the bank.
    cash_in_office: bool = False
    # The registration that is open ends by itself, by the row of the law it began under.
    registration_lapses: bool = False
    # By when an urgent registration must be reported; None when none waits for approval.
    urgent_registration_due: datetime | None = None
    # Help from another office: "asked", "received", or empty when none is open.
    assistance: str = ""
    # The ids of the limits that are open now.
    running: frozenset[str] = frozenset()
    # What was pushed to another province has not been recorded as received there.
    pushed: bool = False
    # When the body of the pending reconsideration must have decided; None where nobody knows.
    review_ends_on: date | None = None
    # Its silence is on file already.
    review_silent: bool = False
    # Until when the breach had to be found, and the limits of this decision by rule; open or not.
    time_bar: Term | None = None
    terms: Mapping[str, Term] = field(default_factory=dict)
    # Why the right to a hearing was not told where no figure is known.
    hearing_refusal: str = ""
    # The day on which it was decided to file, not to file, or to order a mark put right.
    filing_answered_on: date | None = None
    # What the body that reviewed the decision put in its place.
    changed_fine: Decimal | None = None
    changed_confiscation: Decimal | None = None
    # The decision as first made is still shown to the public though it was changed since.
    shows_old_sums: bool = False
