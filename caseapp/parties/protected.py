"""What is said of a person of a case who asks not to be named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Stored values; changing one needs a migration.
PROTECTED_PARTS: Mapping[str, str] = {"witness": "证人", "complainant": "投诉人"}


@dataclass(frozen=True)
class ProtectedGiven:
    """An identity on its way to its seal."""

    part: str
    name: str
    phone: str = ""
    id_number: str = ""
    address: str = ""

    def __repr__(self) -> str:
        """Leave the identity out, so that no log or traceback ever shows it."""
        return f"ProtectedGiven(part={self.part!r})"
