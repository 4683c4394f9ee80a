"""The act asked for on a case: its legal date and what the form says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Asked:
    """The act asked for: its legal date and what the form says; empty when only looking."""

    on: date
    given: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    override_reason: str = ""

    def money(self, key: str) -> Decimal | None:
        """Return a sum of the form."""
        value = self.given.get(key)
        return value if isinstance(value, Decimal) else None

    def day(self, key: str) -> date | None:
        """Return a date of the form."""
        value = self.given.get(key)
        return value if isinstance(value, date) else None
