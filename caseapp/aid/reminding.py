"""How long ahead a deadline abroad is shown on the desk."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

ROWS = Path(__file__).with_name("reminders.toml")


@cache
def days_ahead() -> int:
    """Return the office's own lead, in calendar days."""
    return int(tomllib.loads(ROWS.read_text("utf-8"))["foreign"]["ahead"])
