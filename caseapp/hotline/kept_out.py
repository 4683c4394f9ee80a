"""What of an unsaved text is not kept: fields in which a protected identity stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.crypto import Locked
from caseapp.cases import queries as cases
from caseapp.hotline import queries
from caseapp.parties.outgoing import leaks
from caseapp.parties.written_forms import needles, places
from caseapp.revisions.routes import Typed

# Field of the call, part of an identity.
CALLER = {
    "caller_name": "name",
    "caller_phone": "phone",
    "caller_id_number": "id_number",
    "caller_address": "address",
}


def held_back(typed: Typed, *, by: Person) -> tuple[Sequence[str], Mapping[str, Any] | None]:
    """Name the fields that are not kept, and the audit row that says somebody wrote there."""
    case_id, alias, key = _about(typed, by)
    caller = {part: typed.first(name) for name, part in CALLER.items()}
    fields = {name: list(many) for name, many in typed.fields.items()}
    own = places(fields, needles(caller, today())) if any(caller.values()) else []
    if not alias:
        return own, None
    try:
        found = [
            name for leak in leaks(fields, case_id=case_id, alias=alias) for name in leak.places
        ]
    except Locked:
        return list(fields), None  # what cannot be looked through is not kept
    note = {
        "action": "unsaved.held_back",
        "object_kind": "case" if case_id else "ticket",
        "object_id": case_id or int(typed.arguments["ticket_id"]),
        "object_key": key,
        "result": "alarm",
        "reason": f"未保存的内容中写有{alias}的受保护信息，没有保存。",
    }
    return [*own, *found], note if found else None


def _about(typed: Typed, by: Person) -> tuple[int, str, str]:
    """Return case, alias and number of what a form is about; what is not visible keeps no text."""
    if "case_id" in typed.arguments:
        case = cases.visible_case(typed.arguments["case_id"], by=by)
        return case.id, case.informant_alias, case.case_no or case.lead_no
    if "ticket_id" in typed.arguments:
        ticket = queries.visible_ticket(typed.arguments["ticket_id"], by=by)
        of_ticket = cases.case_of_ticket(ticket.id)
        return (of_ticket.id if of_ticket else 0), ticket.informant_alias, ticket.number
    return 0, "", ""
