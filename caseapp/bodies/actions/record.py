"""How the acts of the register keep what they did: the record at its version, the audit row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.accounts.person import Person
from caseapp.bodies.models import Body
from caseapp.bodies.told import values_of
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions


def keep(row: Body, *, by: Person) -> None:
    """Keep a body as it is at this version."""
    revisions.keep(by=by, kind="body", object_id=row.id, version=row.version, values=values_of(row))


def note(row: Body, *, by: Person, action: str, details: Mapping[str, Any] | None = None) -> None:
    """Write the audit row of an act on a body, and tell the search."""
    ledger.record(
        by=by,
        action=action,
        object_kind="body",
        object_id=row.id,
        object_key=row.key,
        details=details or {},
    )
    ledger.announce(event="body.saved", object_kind="body", object_id=row.id)
