"""Pages of the papers: the catalogue with its samples, the library of text blocks."""

from __future__ import annotations

from caseapp.documents.routes import (  # importing a page file puts its pages on the blueprint
    blocks,
    catalogue,
)
from caseapp.documents.routes.blueprint import bp

__all__ = ["blocks", "bp", "catalogue"]
