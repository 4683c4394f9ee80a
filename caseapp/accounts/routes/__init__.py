"""Pages of accounts, cut by subject: signing in, people, units, certificates, roles, calendar."""

from __future__ import annotations

from caseapp.accounts.routes import (  # importing a page file puts its pages on the blueprint
    activation,
    admin,
    audit,
    calendar,
    certificates,
    clearances,
    credentials,
    deputies,
    outbox,
    own_mail,
    people,
    roles,
    sign_in,
    signing_in,
    units,
)
from caseapp.accounts.routes.blueprint import bp

__all__ = [
    "activation",
    "admin",
    "audit",
    "bp",
    "calendar",
    "certificates",
    "clearances",
    "credentials",
    "deputies",
    "outbox",
    "own_mail",
    "people",
    "roles",
    "sign_in",
    "signing_in",
    "units",
]
