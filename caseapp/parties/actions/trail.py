"""The rows of the trail about sealed identities: by alias, never by name or number."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.accounts.person import Person
from caseapp.ledger import actions as ledger
from caseapp.parties.models import Informant


def record_of_informant(
    by: Person,
    action: str,
    row: Informant,
    *,
    result: str = "ok",
    reason: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Keep an act on a sealed identity under its alias."""
    ledger.record(
        by=by,
        action=action,
        object_kind="informant",
        object_id=row.id,
        object_key=row.alias,
        result=result,
        reason=reason,
        details=details or {},
    )


def note_look(*, by: Person, found: int) -> None:
    """Keep that somebody asked whether a number reported before, and how many came; the number is not kept."""
    ledger.record(
        by=by,
        action="informant.looked_up",
        object_kind="informant",
        object_id="",
        details={"found": found},
    )
