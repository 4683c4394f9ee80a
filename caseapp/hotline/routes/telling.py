"""What the caller is told and says: answers, call-backs, the earlier ticket a repeated one joins."""

from __future__ import annotations

from typing import Any

from flask import Response, flash

from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, keeps_typed, requires
from caseapp.hotline import actions, file_queries, queries
from caseapp.hotline.actions import CallBackGiven
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routes.moves import TICKET
from caseapp.hotline.routes.ticket_page import kinds_now, mine, ticket_page
from caseapp.hotline.ticket_forms import AnswerForm, CallBackForm, JoinForm, named


@bp.post(f"{TICKET}/answer")
@requires("ticket.answer")
@keeps_typed()
def answer(ticket_id: int) -> Response:
    """Record what the caller was told."""
    found = mine(ticket_id, "ticket.answer")
    form = AnswerForm.of(kinds_now(found), sent=True)
    if not form.validate():
        return ticket_page(ticket_id, sent={"answer": form})
    try:
        actions.answer(
            by=current_person(),
            ticket=found,
            text=form.text.data or "",
            kind=str(form.kind.data),
            how=str(form.how.data),
            told_on=form.told_on.data,
            basis=form.basis.data or "",
        )
    except Refused as no:
        return ticket_page(ticket_id, sent={"answer": form}, no=no)
    flash("答复已登记。", "done")
    return back_to("hotline.ticket", ticket_id=ticket_id)


@bp.post(f"{TICKET}/call-back")
@requires("ticket.answer")
@keeps_typed()
def call_back(ticket_id: int) -> Response:
    """Record a try to call back."""
    found = mine(ticket_id, "ticket.answer")
    form = named(CallBackForm(), "call_back")
    if not form.validate():
        return ticket_page(ticket_id, sent={"call_back": form})
    given = CallBackGiven(
        outcome=str(form.outcome.data),
        satisfaction=str(form.satisfaction.data or ""),
        comment=form.comment.data or "",
    )
    try:
        anew = actions.call_back(by=current_person(), ticket=found, given=given)
    except Refused as no:
        return ticket_page(ticket_id, sent={"call_back": form}, no=no)
    flash(_told(anew), "done")
    return back_to("hotline.ticket", ticket_id=anew.id if anew else ticket_id)


@bp.post(f"{TICKET}/join")
@requires("ticket.dispatch")
@keeps_typed()
def join(ticket_id: int) -> Response:
    """Join a repeated ticket to the earlier one."""
    by = current_person()
    found = mine(ticket_id, "ticket.dispatch")
    form = named(JoinForm(), "join")
    if not form.validate():
        return ticket_page(ticket_id, sent={"join": form})
    try:
        earlier = _earlier(form.earlier.data or "")
        actions.join(
            by=by,
            ticket=found,
            earlier=earlier,
            reason=form.reason.data or "",
            how=str(form.how.data),
            text=form.text.data or "",
        )
    except Refused as no:
        return ticket_page(ticket_id, sent={"join": form}, no=no)
    flash(f"已并入工单 {earlier.number}。", "done")
    return back_to("hotline.ticket", ticket_id=ticket_id)


def _earlier(number: str) -> Any:
    by = current_person()
    found = file_queries.id_of(number, by=by)
    if not found:
        raise Refused(
            f"没有找到工单“{number}”。", remedy="请核对工单号，或在工单列表中按被反映单位查找。"
        )
    return queries.visible_ticket(found, by=by)


def _told(anew: Any) -> str:
    if anew is None:
        return "回访已登记。"
    return f"回访已登记。来电人不满意，已另立工单 {anew.number}，请分办给原办理单位。"
