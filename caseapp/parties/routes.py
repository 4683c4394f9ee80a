"""Pages of the informant desk: aliases, requests to open an identity, the identity itself, the trail."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, flash, request

from caseapp.accounts.permissions import Thing, decide
from caseapp.base.clock import now, today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    needs_fresh_sign_in,
    page,
    reads_protected,
    refused,
    requires,
)
from caseapp.parties import actions, queries
from caseapp.parties.forms import AskForm, DecideForm, PhoneForm
from caseapp.parties.opening_rules import number, span
from caseapp.parties.sealing import FIELDS, Locked, masters

bp = Blueprint("parties", __name__)
LOOKED_BACK = timedelta(days=30)


@bp.get("/identities")
@requires("informant.reveal")
def identities() -> Response:
    """List the aliases, newest first; ask whether a number reported before."""
    return page("parties/identities.html", **_list_values())


@bp.post("/identities/look")
@requires("informant.reveal")
def look() -> Response:
    """Answer whether a number reported before; the number is not kept anywhere."""
    form = PhoneForm()
    if not form.validate():
        return page("parties/identities.html", status=422, **_list_values() | {"form": form})
    try:
        found = actions.look_for_phone(by=current_person(), phone=form.phone.data or "")
    except Refused as no:
        return refused(no, "parties/identities.html", **_list_values() | {"form": form})
    rows = [row for one in found.informant_ids if (row := queries.informant(one)) is not None]
    return page("parties/identities.html", **_list_values() | {"form": form, "earlier": rows})


@bp.get("/identities/<int(max=2147483647):informant_id>")
@requires("informant.reveal")
def identity(informant_id: int) -> Response:
    """Show an alias with everything that happened around its identity, and ask to open it."""
    return page("parties/identity.html", **_identity_values(informant_id))


@bp.post("/identities/<int(max=2147483647):informant_id>/ask")
@requires("informant.reveal")
def ask(informant_id: int) -> Response:
    """Ask to open an identity."""
    form = AskForm()
    if not form.validate():
        values = _identity_values(informant_id) | {"form": form}
        return page("parties/identity.html", status=422, **values)
    try:
        opening = actions.ask_to_open(
            by=current_person(), informant_id=informant_id, reason=form.reason.data or ""
        )
    except Refused as no:
        values = _identity_values(informant_id) | {"form": form}
        return refused(no, "parties/identity.html", **values)
    flash("可以查看了。" if opening.state == "agreed" else "已申请，等待第二人同意。", "done")
    return back_to("parties.identity", informant_id=informant_id)


@bp.get("/identities/<int(max=2147483647):informant_id>/open")
@requires("informant.reveal")
@needs_fresh_sign_in
@reads_protected
def opened(informant_id: int) -> Response:
    """Show an identity that was agreed to; who saw it is written down before a byte goes out."""
    try:
        shown = actions.read_identity(by=current_person(), informant_id=informant_id)
    except Refused as no:
        return refused(no, "parties/identity.html", **_identity_values(informant_id))
    return page("parties/opened.html", shown=shown, fields=FIELDS, informant_id=informant_id)


@bp.get("/identities/requests")
@requires("informant.agree")
@needs_fresh_sign_in
def waiting() -> Response:
    """List the requests that wait for a second person."""
    return page("parties/requests.html", **_waiting_values())


@bp.post("/identities/requests/<int(max=2147483647):opening_id>/<answer>")
@requires("informant.agree")
@needs_fresh_sign_in
def answer_request(opening_id: int, answer: str) -> Response:
    """Agree to a request or refuse it."""
    if answer not in ("agree", "refuse"):
        raise NotVisible
    form = DecideForm()
    if not form.validate():
        return page("parties/requests.html", status=422, **_waiting_values() | {"form": form})
    try:
        actions.decide_opening(
            by=current_person(),
            opening_id=opening_id,
            agrees=answer == "agree",
            why=form.why.data or "",
        )
    except Refused as no:
        return refused(no, "parties/requests.html", **_waiting_values())
    flash("已同意，申请人可在时限内查看。" if answer == "agree" else "已答复不同意。", "done")
    return back_to("parties.waiting")


@bp.get("/me/openings")
@requires("session.own")
def my_openings() -> Response:
    """Show a person what they asked for and saw."""
    by = current_person()
    if by.body_id is not None:
        raise NotVisible  # nobody of another body ever sees an identity
    trail = queries.openings_of(by.id)
    return page("parties/my_openings.html", trail=trail, most=number("per_day", today()))


@bp.get("/admin/openings")
@requires("audit.read")
def all_openings() -> Response:
    """Show the auditor who saw whose identity between two days."""
    last = _day(request.args.get("last", "")) or today()
    first = _day(request.args.get("first", "")) or last - LOOKED_BACK
    return page(
        "parties/all_openings.html",
        trail=queries.openings_between(first, last),
        alarms=queries.alarms_between(first, last),
        first=first,
        last=last,
    )


def _list_values() -> dict[str, Any]:
    return {
        "found": queries.informants_shown(asked_page()),
        "form": PhoneForm(formdata=None),
        "earlier": None,
        "locked": _locked(),
    }


def _identity_values(informant_id: int) -> dict[str, Any]:
    row = queries.informant(informant_id)
    if row is None:
        raise NotVisible
    mine = queries.running_opening(person_id=current_person().id, informant_id=informant_id)
    return {
        "row": row,
        "given": [words for name, words in FIELDS.items() if getattr(row, f"{name}_sealed")],
        "trail": queries.trail_of(informant_id),
        "mine": mine,
        "may_open": mine is not None and mine.state == "agreed" and mine.open_until > now(),
        "form": AskForm(formdata=None),
        "least": number("reason", today()),
        "hours": int(span("window", today()) / timedelta(hours=1)),
        "locked": _locked(),
    }


def _waiting_values() -> dict[str, Any]:
    by = current_person()
    rows = [
        (row, DecideForm(formdata=None))
        for row in queries.waiting_openings()
        if row.asked_by != by.id and decide(by, "informant.agree", Thing(row.unit_path))
    ]
    return {"rows": rows, "form": DecideForm(formdata=None)}


def _locked() -> str:
    """Say why identities do not open at all; empty while the keys are there."""
    try:
        masters()
    except Locked as fault:
        return str(fault)
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
