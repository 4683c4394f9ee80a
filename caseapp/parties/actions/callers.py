"""What happens to who calls or applies in their own matter: kept once, never mixed up with another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.parties import queries
from caseapp.parties.actions.parties import add_party, update_party
from caseapp.parties.given import KINDS, LABELS, PartyGiven, in_normal_form, party_faults
from caseapp.parties.models import Party

# What a later contact may add; who somebody is, a telephone call does not change.
_ADDED = ("id_number", "phone", "address")
# An application says more of whoever applies; kind and name are never empty, so only noted.
_APPLIED = tuple(name for name in LABELS if name not in ("name", "note"))
_CODES = ("credit_code", "id_number", "org_code", "registration_no")


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


def keep_applicant(
    *, by: Person, given: PartyGiven, said_in: str, caller_id: int | None = None
) -> Party:
    """Keep who applies: who is known by a code, the caller if it is the same, else a new party.

    What is known of them is never written over: what was empty is filled, what differs is noted.
    """
    told = in_normal_form(given, today=today())
    faults = party_faults(told, today=today())
    if faults:
        raise Refused(*faults.values())
    coded = queries.party_with_code(credit_code=told.credit_code, id_number=told.id_number)
    known = queries.party(coded.id) if coded is not None else _same_caller(caller_id, told)
    if known is None:
        return add_party(by=by, given=told)
    if known.kind != told.kind and not (told.credit_code and told.credit_code == known.credit_code):
        raise Refused(
            f"不能登记：所填的身份证号是{KINDS[known.kind]}“{known.name}”的，"
            f"申请人填的是{KINDS[told.kind]}“{told.name}”。",
            remedy="来电人代申请人来电的，请清除来电人的号码，填写申请人自己的号码。",
        )
    _add(known, told, by=by, said_in=said_in, names=_APPLIED)
    return known


def _same_caller(caller_id: int | None, told: PartyGiven) -> Party | None:
    """Return the caller if nothing says that somebody else applies."""
    caller = queries.party(caller_id) if caller_id else None
    if caller is None or (caller.kind, caller.name) != (told.kind, told.name):
        return None
    codes = ((getattr(caller, name), getattr(told, name)) for name in _CODES)
    return caller if all(kept == said or not kept or not said for kept, said in codes) else None


def _add(
    known: Party, told: PartyGiven, *, by: Person, said_in: str, names: Sequence[str] = _ADDED
) -> None:
    """Fill what was empty; what differs from the register is noted, since a caller is not checked."""
    kept = PartyGiven(**{name: getattr(known, name) for name in LABELS})
    empty = {name: getattr(told, name) for name in names if not getattr(kept, name)}
    other = [
        f"{LABELS[name]}{KINDS.get(getattr(told, name), getattr(told, name))}"
        for name in ("name", *names)
        if getattr(told, name) and getattr(kept, name) not in ("", getattr(told, name))
    ]
    lines = [kept.note, "" if told.note in kept.note else told.note]
    lines += [f"{said_in}另留：{'，'.join(other)}"] if other else []
    update_party(
        by=by,
        party_id=known.id,
        given=replace(kept, **empty, note="\n".join(filter(None, lines))),
        version=known.version,
    )
