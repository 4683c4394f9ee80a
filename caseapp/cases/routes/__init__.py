"""Pages of the case file, cut by subject: lists, the file, its steps, papers, evidence, parties."""

from __future__ import annotations

from caseapp.cases.routes import (  # importing a page file puts its pages on the blueprint
    evidence,
    file,
    lists,
    papers,
    parties,
    steps,
)
from caseapp.cases.routes.blueprint import bp

__all__ = ["bp", "evidence", "file", "lists", "papers", "parties", "steps"]
