"""Pages of search, cut by subject: what was found, what a person keeps of it."""

from __future__ import annotations

from caseapp.search.routes import (
    found,
    kept,
    listed,
)  # importing a page file puts its pages on the blueprint
from caseapp.search.routes.blueprint import bp

__all__ = ["bp", "found", "kept", "listed"]
