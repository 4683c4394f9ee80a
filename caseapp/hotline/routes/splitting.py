"""Splitting a mixed contact: each sentence goes to the report, to the complaint, or to both."""

from __future__ import annotations

from typing import Any

from flask import Response, request, session

from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.hotline import queries
from caseapp.hotline.actions.splitting import SplitGiven, split
from caseapp.hotline.callers import may_see_typed
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routes.ticket_page import mine
from caseapp.hotline.split_forms import SplitForm
from caseapp.hotline.splitting import COUNTERPART, PARTS, apart, may_know, sentences
from caseapp.hotline.words import MATTERS

SPLIT = "hotline/split.html"


@bp.get("/hotline/<int(max=2147483647):ticket_id>/split")
@requires("ticket.dispatch")
def split_page(ticket_id: int) -> Response:
    """Offer the sentences of a contact, or show the two tickets it became."""
    found = mine(ticket_id, "ticket.dispatch")
    done, by = session.get("split_code", {}), current_person()
    is_mine = done.get("of") == by.id and done.get("ticket") == found.id
    new = queries.visible_ticket(done["new"], by=by) if is_mine else None
    # Once the report is handed over, nobody at the desk is told any more who complained as well.
    if new is not None and may_know(by, found, new):
        return page("hotline/split_done.html", ticket=found, new=new, code=done["code"], **_words())
    return page(SPLIT, **_values(found, SplitForm()))


@bp.post("/hotline/<int(max=2147483647):ticket_id>/split")
@requires("ticket.dispatch")
@keeps_typed(
    caller_phone="投诉人电话",
    caller_name="投诉人姓名",
    caller_id_number="证件号码",
    caller_address="投诉人地址",
)
def split_ticket(ticket_id: int) -> Response:
    """Make two tickets of one."""
    by = current_person()
    found = mine(ticket_id, "ticket.dispatch")
    form = SplitForm()
    values = _values(found, form)
    if not form.validate():
        return page(SPLIT, status=422, **values)
    given = SplitGiven(tuple(values["chosen"]), form.caller(), form.version_seen())
    try:
        made = split(by=by, ticket=found, given=given)
    except Refused as no:
        return refused(no, SPLIT, **values)
    # Told once, as after a call: the code is kept only as a hash.
    session["split_code"] = {
        "of": by.id,
        "ticket": found.id,
        "new": made.ticket.id,
        "code": made.query_code,
    }
    return back_to("hotline.split_page", ticket_id=found.id)


def _values(ticket: Any, form: SplitForm) -> dict[str, Any]:
    pieces = sentences(ticket.content)
    sent = request.form if request.method == "POST" else {}
    if request.method == "GET":
        form.version.data = str(ticket.version)
    chosen = [sent.get(f"piece-{place}", ticket.matter) for place in range(len(pieces))]
    return {
        "ticket": ticket,
        "form": form,
        "pieces": list(zip(pieces, chosen, strict=True)),
        "chosen": chosen,
        "apart": apart(),
        "other": COUNTERPART.get(ticket.matter, ""),
        "is_known": ticket.caller_id is not None or may_see_typed(current_person(), ticket),
        **_words(),
    }


def _words() -> dict[str, Any]:
    return {"parts": PARTS, "matters": MATTERS}
