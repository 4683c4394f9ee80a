"""Custody of a piece of evidence: who handed it to whom, and the label that goes with it."""

from __future__ import annotations

from flask import Response, flash, request

from caseapp.accounts.second_factor import picture_of
from caseapp.base.clock import now
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, keeps_typed, page, refused, requires
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.evidence import actions, queries
from caseapp.evidence.forms import HandOverForm
from caseapp.evidence.words import ITEM_FORMS, ITEM_KINDS


@bp.route(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>/custody", methods=["GET", "POST"])
@requires("evidence.record")
@keeps_typed()
def hand_over(case_id: int, item_id: int) -> Response:
    """Record a hand-over; the form begins with whoever holds the item now."""
    file = opened(case_id)
    allowed(file, "evidence.record")
    item = queries.item_of_case(case_id, item_id)
    moves = queries.custody_of(item_id)
    holder = queries.held_by(item, moves)
    form = HandOverForm(data={"moved_at": now(), "from_whom": holder})
    values = {"form": form, "item": item, "moves": moves, "holder": holder, **head(file)}
    if request.method == "GET":
        return page("cases/custody.html", **values)
    if not form.validate():
        return page("cases/custody.html", status=422, **values)
    try:
        actions.hand_over(by=file.by, case_id=case_id, item_id=item_id, given=form.given())
    except Refused as no:
        return refused(no, "cases/custody.html", **values)
    flash("交接已登记。", "done")
    return back_to("cases.item", case_id=case_id, item_id=item_id)


@bp.get(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>/label")
@requires("case.read")
def item_label(case_id: int, item_id: int) -> Response:
    """Show the label to be printed and stuck to the item; its code names case, item and hash."""
    file = opened(case_id)
    item = queries.item_of_case(case_id, item_id)
    number = file.case.case_no or file.case.lead_no
    code = f"{number}/{item.serial}" + (f"/{item.sha256[:16]}" if item.sha256 else "")
    return page(
        "cases/item_label.html",
        item=item,
        kinds=ITEM_KINDS,
        forms=ITEM_FORMS,
        holder=queries.held_by(item, queries.custody_of(item_id)),
        code=code,
        picture=picture_of(code),
        **head(file),
    )
