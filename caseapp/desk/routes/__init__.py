"""Pages of the desk, cut by subject: the first page, asking the law."""

from __future__ import annotations

from caseapp.desk.routes import (
    first_page,
    law,
    status,
)  # importing a page file puts its pages on the blueprint
from caseapp.desk.routes.blueprint import bp

__all__ = ["bp", "first_page", "law", "status"]
