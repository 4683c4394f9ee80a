"""Pages of accounts, cut by subject: signing in, people, units, certificates, roles, calendar."""

from __future__ import annotations

from caseapp.accounts.routes import (  # importing a page file puts its pages on the blueprint
    admin,
    audit,
    calendar,
    certificates,
    clearances,
    people,
    roles,
    signing_in,
    units,
)
from caseapp.accounts.routes.blueprint import bp

__all__ = [
    "admin",
    "audit",
    "bp",
    "calendar",
    "certificates",
    "clearances",
    "people",
    "roles",
    "signing_in",
    "units",
]
