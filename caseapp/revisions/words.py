"""How merged fields are told in a line of notice."""

from __future__ import annotations

SHORT = 24
MOST_TOLD = 8


def shortened(text: str) -> str:
    """Cut a value to what fits a line of notice."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else f"{flat[:SHORT]}…"
