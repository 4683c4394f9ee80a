"""How much of unsaved text is kept, for how long, and how merged fields are told."""

from __future__ import annotations

from datetime import timedelta

# The office's own settings, no periods of the law.
KEPT_FOR = timedelta(days=7)
MOST_FORMS = 30
MOST_CHARACTERS = 400_000
MOST_FIELDS = 200
SHORT = 24
MOST_TOLD = 8


def shortened(text: str) -> str:
    """Cut a value to what fits a line of notice."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else f"{flat[:SHORT]}…"
