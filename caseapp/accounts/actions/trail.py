"""The row of the trail that tells what was done to somebody's account."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.accounts.person import Person
from caseapp.ledger import actions as ledger


def record_of_person(
    by: Person,
    action: str,
    person: Person,
    *,
    why: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Keep an act on a person: by number and login name, with the reason where one was given."""
    ledger.record(
        by=by,
        action=action,
        object_kind="person",
        object_id=person.id,
        object_key=person.login,
        reason=why,
        details=details or {},
    )
