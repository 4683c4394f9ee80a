"""What happens to somebody who calls about their own matter: kept once, never mixed up with a namesake."""

from __future__ import annotations

from dataclasses import replace

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.parties import queries
from caseapp.parties.actions.parties import add_party, update_party
from caseapp.parties.given import LABELS, PartyGiven, in_normal_form, party_faults
from caseapp.parties.models import Party

# What a later contact may add; who somebody is, a telephone call does not change.
_ADDED = ("id_number", "phone", "address")


def keep_caller(*, by: Person, given: PartyGiven, said_in: str) -> Party:
    """Keep a caller as a party, or find the one already kept; a name alone joins nobody.

    The same code joins, and so does the same name with the same telephone unless the codes differ.
    """
    told = in_normal_form(given, today=today())
    faults = party_faults(told, today=today())
    if faults:
        raise Refused(
            *faults.values(),
            remedy="请核对证件号码；持护照等其他证件的，此栏留空，把证件名称和号码写在反映内容里。",
        )
    known = queries.known_caller(told)
    if known is None:
        return add_party(by=by, given=told)
    _add(known, told, by=by, said_in=said_in)
    return known


def _add(known: Party, told: PartyGiven, *, by: Person, said_in: str) -> None:
    """Fill what was empty; what differs from the register is noted, since a caller is not checked."""
    kept = PartyGiven(**{name: getattr(known, name) for name in LABELS})
    empty = {name: getattr(told, name) for name in _ADDED if not getattr(kept, name)}
    other = [
        f"{LABELS[name]}{getattr(told, name)}"
        for name in ("name", *_ADDED)
        if getattr(told, name) and getattr(kept, name) not in ("", getattr(told, name))
    ]
    lines = [kept.note, f"{said_in}另留：{'，'.join(other)}"] if other else [kept.note]
    note = "\n".join(filter(None, lines))
    update_party(
        by=by,
        party_id=known.id,
        given=replace(kept, **empty, note=note),
        version=known.version,
    )
