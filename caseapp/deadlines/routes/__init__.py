"""Pages about limits that belong to no single case."""

from __future__ import annotations

from caseapp.deadlines.routes import arrangements, calendar
from caseapp.deadlines.routes.blueprint import bp

__all__ = ["arrangements", "bp", "calendar"]
