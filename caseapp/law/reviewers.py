"""Who may do a legal review: the examination asked of those who began after it was made a duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# 行政处罚法 (2017) art. 38 took effect: who reviews for the first time has passed the examination.
# 行政处罚法 (2021) art. 58 keeps the rule; those who reviewed before go on. Confidence: K, S4.
ASKED_SINCE = date(2018, 1, 1)


@dataclass(frozen=True)
class Reviewer:
    """What the office has on record of a reviewer; an unknown day is no day."""

    qualification_no: str = ""
    qualified_on: date | None = None
    reviews_since: date | None = None

    def is_qualified(self, on: date) -> bool:
        """Say whether this person may review on that day."""
        if self.reviews_since is not None and self.reviews_since < ASKED_SINCE:
            return True
        if not self.qualification_no:
            return False
        return self.qualified_on is None or self.qualified_on <= on
