"""Pages of tickets that may be about the same matter: those found, and two of them side by side."""

from __future__ import annotations

from flask import Response, flash

from caseapp.accounts.permissions import decide
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, refused, requires
from caseapp.hotline import actions, queries
from caseapp.hotline.alike import alike_of, compared
from caseapp.hotline.alike_forms import VerdictForm
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.words import STATES
from caseapp.likeness.actions import VERDICTS

_ID = "int(max=2147483647)"


@bp.get(f"/hotline/<{_ID}:ticket_id>/alike")
@requires("ticket.read")
def alike(ticket_id: int) -> Response:
    """List the tickets that may be about the same matter, likest first, and what was said of others."""
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    found = alike_of(ticket, by=by)
    return page("hotline/alike.html", ticket=ticket, found=found, states=STATES)


@bp.get(f"/hotline/<{_ID}:ticket_id>/alike/<{_ID}:other_id>")
@requires("ticket.read")
def compare(ticket_id: int, other_id: int) -> Response:
    """Show two tickets side by side with what they share."""
    return _pair(ticket_id, other_id)


@bp.post(f"/hotline/<{_ID}:ticket_id>/alike/<{_ID}:other_id>/verdict")
@requires("ticket.take")
def judge(ticket_id: int, other_id: int) -> Response:
    """Keep whether the two are about the same matter."""
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    other = queries.visible_ticket(other_id, by=by)
    form = VerdictForm()
    if not form.validate():
        return _pair(ticket_id, other_id, form=form)
    verdict = form.verdict.data or ""
    try:
        actions.judge_alike(by=by, ticket=ticket, other=other, verdict=verdict)
    except Refused as no:
        return _pair(ticket_id, other_id, form=form, no=no)
    flash(f"已记下：{VERDICTS[verdict]}。这两张工单不再提示。", "done")
    if verdict == "same":
        return back_to("hotline.compare", ticket_id=ticket_id, other_id=other_id)
    return back_to("hotline.alike", ticket_id=ticket_id)


def _pair(
    ticket_id: int, other_id: int, *, form: VerdictForm | None = None, no: Refused | None = None
) -> Response:
    if no is not None:
        finish(commit=False)  # what the refused act began must not show
    by = current_person()
    if ticket_id == other_id:
        raise NotVisible
    ticket = queries.visible_ticket(ticket_id, by=by)
    pair = compared(ticket, queries.visible_ticket(other_id, by=by), by=by)
    values = {
        "ticket": ticket,
        "other_id": other_id,
        "pair": pair,
        "form": form or VerdictForm(formdata=None),
        "verdicts": VERDICTS,
        "may_judge": bool(decide(by, "ticket.take")),
    }
    if no is not None:
        return refused(no, "hotline/alike_pair.html", **values)
    return page("hotline/alike_pair.html", status=422 if form is not None else 200, **values)
