"""Which tracks end in a penalty, beside those that settle a dispute between two sides."""

from __future__ import annotations

PENALTY_TRACKS = ("counterfeit", "false-statement")
