"""What the page of a call asks for while its operator types."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from flask import Response, jsonify, request, session, url_for

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.base.text import keepable
from caseapp.base.web import current_person, draws_only, requires
from caseapp.hotline import hints as saying
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routing.queries import goes_on, route
from caseapp.hotline.routing.told import right_told
from caseapp.hotline.words import SENT_ON, STATES
from caseapp.parties import actions as parties

_LONGEST = 20_000
_NUMBERS_KEPT = 20
ROUTED_BY = ("right_kind", "matter", "area", "q_special")


@bp.post("/hotline/hints")
@requires("ticket.take")
@draws_only
def hints() -> Response:
    """Answer with numbers, earlier contacts, warnings and likely duplicates; nothing typed is kept."""
    by, given = current_person(), _given()
    typed = saying.Typed(**{name: _text(given, name) for name in saying.FIELDS})
    found = saying.hints(
        typed, by=by, contacts=_contacts(typed.caller_phone, given, by=by), judged=_judged(given)
    )
    return jsonify(
        numbers=[_number(one) | {"url": _address(one.ticket_id)} for one in found.numbers],
        contacts=[_contact(row) for row in found.contacts],
        warnings=list(found.warnings),
        likely=[_likely(one) for one in found.alike.shown],
        n=len(found.alike.shown),
        m=found.alike.total,
        route=_route(given),
    )


@bp.get("/recognise")
@requires("desk.use")
def recognised() -> Response:
    """Tell which numbers stand in a text and whether their check digits are right."""
    found = saying.numbers_in(request.args.get("q", ""))
    return jsonify([_number(one) for one in found])


def _route(given: Mapping[str, Any]) -> dict[str, str]:
    """Say who would get the call as it stands now, as registering it will."""
    said = {name: _text(given, name) for name in ROUTED_BY}
    if said["matter"] not in SENT_ON:
        return {"name": "", "sentence": ""}
    try:
        day = date.fromisoformat(_text(given, "received_on"))
    except ValueError:
        day = today()
    words = (_text(given, "patent_as_printed"), _text(given, "content"))
    right = said["right_kind"] or right_told(*words, on=today())
    routed = route(right, said["matter"], said["area"], day, special=said["q_special"])
    return {"name": routed.name if goes_on(routed) else "", "sentence": routed.sentence}


def _contacts(phone: str, given: Mapping[str, Any], *, by: Person) -> list[Any]:
    """Look for who calls; the look stands in the trail once for each number and call, not each key."""
    key = saying.whole_number(phone)
    if not key:
        return []
    found = saying.contacts_of(phone, by=by)
    call = _text(given, "mark") or _text(given, "idem")
    # The number itself is kept nowhere: only the server can tell that it was this one.
    sign = hmac.new(session["csrf_token"].encode(), key.encode(), sha256).hexdigest()[:16]
    looked = session.get("looked", {})
    numbers = looked.get("numbers", []) if looked.get("call") == call[:64] else []
    if call and sign in numbers:
        return found
    with writing():
        parties.note_look(by=by, found=len(found))
    session["looked"] = {"call": call[:64], "numbers": [*numbers, sign][-_NUMBERS_KEPT:]}
    return found


def _given() -> Mapping[str, Any]:
    """Return the fields, sent as a form or as JSON; anything else is nothing."""
    sent = request.get_json(silent=True) if request.is_json else request.form
    return sent if isinstance(sent, Mapping) else {}


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name, "")
    return keepable(value[:_LONGEST]) if isinstance(value, str) else ""


def _judged(given: Mapping[str, Any]) -> list[int]:
    """Return the tickets this call was compared with already, as the page keeps them."""
    said = f"{_text(given, 'alike_same')},{_text(given, 'alike_different')}"[:_LONGEST]
    return [
        int(one) for one in said.split(",") if one.isascii() and one.isdecimal() and len(one) < 10
    ]


def _number(one: saying.Number) -> dict[str, Any]:
    return {"kind": one.kind, "normal": one.normal, "valid": one.valid, "words": one.words}


def _address(ticket_id: int) -> str:
    return url_for("hotline.ticket", ticket_id=ticket_id) if ticket_id else ""


def _contact(row: Any) -> dict[str, Any]:
    return {
        "ticket_id": row.id,
        "number": row.number,
        "received_on": row.received_on.isoformat(),
        "words": saying.words_of(row),
        "url": _address(row.id),
        "state": STATES[row.state],
    }


def _likely(one: saying.Alike) -> dict[str, Any]:
    return {
        "ticket_id": one.row.id,
        "number": one.row.number,
        "why": "；".join(one.why),
        "words": saying.words_of(one.row),
        "state": STATES[one.row.state],
        "url": _address(one.row.id),
    }
