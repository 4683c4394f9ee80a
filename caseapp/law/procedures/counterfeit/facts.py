"""What only counterfeit cases know: the mark as verified, an act on the spot, urgent evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
    # The registration that is open ends by itself, by the row of the law it began under.
    registration_lapses: bool = False
    # By when an urgent registration must be reported; None when none waits for approval.
    urgent_registration_due: datetime | None = None
