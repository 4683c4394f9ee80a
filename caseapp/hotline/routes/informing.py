"""Pages of the informant desk: whom to tell, one reporter to tell, the letter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, flash, request

from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import asked_page, back_to, current_person, page, refused, requires
from caseapp.cases import queries as cases
from caseapp.hotline import informing, progress, queries
from caseapp.hotline.actions import informing as actions
from caseapp.hotline.inform_forms import PressForm, TellForm
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.words import MATTERS, STATES

ONE = "/hotline/<int(max=2147483647):ticket_id>/informing"
REPORTERS: dict[str, Any] = {
    "matters": MATTERS,
    "states": STATES,
    "how": informing.HOW,
    "outcomes": informing.OUTCOMES,
}


@bp.get("/hotline/informing")
@requires("informant.reveal")
def to_inform() -> Response:
    """List the sealed reporters who wait to hear of a decision, and those who wait for a call."""
    by = current_person()
    return page(
        "hotline/inform_list.html",
        untold=informing.untold(by, asked_page()),
        to_call=informing.to_call(by, request.args.get("call", "")),
        **REPORTERS,
    )


@bp.get(ONE)
@requires("informant.reveal")
def inform(ticket_id: int) -> Response:
    """Show what there is to tell one reporter, by when, and what was tried."""
    return page("hotline/inform.html", **_values(ticket_id))


@bp.post(f"{ONE}/told")
@requires("informant.reveal")
def told(ticket_id: int) -> Response:
    """Record how a reporter was told."""
    form = TellForm()
    if not form.validate():
        return page("hotline/inform.html", status=422, **_values(ticket_id) | {"form": form})
    ticket = queries.visible_ticket(ticket_id, by=current_person())
    try:
        row = actions.tell(by=current_person(), ticket=ticket, given=form.given())
    except Refused as no:
        return refused(no, "hotline/inform.html", **_values(ticket_id) | {"form": form})
    done = row.outcome == "told"
    flash(
        "告知已登记；告知期限正在计算的，随之停止。"
        if done
        else "已登记没有联系上，期限继续计算。",
        "done",
    )
    if done:
        return back_to("hotline.to_inform")
    return back_to("hotline.inform", ticket_id=ticket_id)


@bp.post(f"{ONE}/letter")
@requires("informant.reveal")
def letter(ticket_id: int) -> Response:
    """Draft the letter to a reporter."""
    if not PressForm().validate():
        return page("hotline/inform.html", status=422, **_values(ticket_id))
    ticket = queries.visible_ticket(ticket_id, by=current_person())
    try:
        paper_id = actions.prepare_letter(by=current_person(), ticket=ticket)
    except Refused as no:
        return refused(no, "hotline/inform.html", **_values(ticket_id))
    flash("告知书草稿已建立，案件已有的内容已经填入，告知对象只写代号。", "done")
    case = informing.case_to_tell(ticket_id)
    return back_to("cases.paper", case_id=case.id if case else 0, paper_id=paper_id)


def _values(ticket_id: int) -> dict[str, Any]:
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    if ticket.informant_id is None:
        raise NotVisible
    case = informing.case_to_tell(ticket.id)
    shown = case is not None and bool(cases.visible_ids([case.id], by=by))
    return {
        "ticket": ticket,
        "progress": _progress(ticket, case),
        "case": case if shown else None,
        "limit": _limit(ticket, case),
        "tellings": informing.tellings_of(ticket.id),
        "form": TellForm(formdata=None),
        "press": PressForm(formdata=None),
        **REPORTERS,
    }


def _limit(ticket: Any, case: Any | None) -> Any | None:
    if case is None or case.ticket_id == ticket.id:
        return informing.limit_of(case.id) if case is not None else None
    return informing.limit_of_joined(ticket.id)


def _progress(ticket: Any, case: Any | None) -> progress.Progress:
    """Say how far the matter is: of a joined ticket by the case of the earlier one."""
    own = progress.of(ticket)
    first = queries.entry_row(case.ticket_id) if case is not None else None
    if first is None or first.id == ticket.id:
        return own
    told = progress.of(first)
    return replace(own, case=told.case, answered=told.answered)
