"""The end of a call: its ticket, the telephone's call tied to it, its draft let go, what was told kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseapp.accounts.person import Person
from caseapp.hotline.actions.alike import judge_typed
from caseapp.hotline.actions.answering import answer
from caseapp.hotline.actions.call_drafts import drop_draft_of_page
from caseapp.hotline.actions.calls import CallGiven, TakenCall, take_call
from caseapp.hotline.actions.leads import send
from caseapp.hotline.actions.moving import Holder
from caseapp.hotline.actions.phone import tie_call
from caseapp.hotline.actions.routing import dispatch
from caseapp.hotline.models import Ticket
from caseapp.hotline.routing.queries import goes_on, route_of
from caseapp.hotline.told_words import SPOT
from caseapp.hotline.words import SENT_ON


@dataclass(frozen=True)
class PageOfCall:
    """The open page a call was taken down on, and what was said on it of earlier tickets."""

    mark: str
    phone_call_id: int = 0
    same: Sequence[int] = ()
    different: Sequence[int] = ()


def register_call(
    *, by: Person, given: CallGiven, of: PageOfCall, told: str = "", hands_on: bool = False
) -> TakenCall:
    """Make the ticket of a call; what was told at once answers it, what is competent gets the rest."""
    taken = take_call(by=by, given=given)
    if of.phone_call_id:
        tie_call(by=by, ticket=taken.ticket, call_id=of.phone_call_id)
    if of.mark:
        drop_draft_of_page(by=by, mark=of.mark)
    judge_typed(by=by, ticket=taken.ticket, same=of.same, different=of.different)
    hands_on = hands_on and given.matter in SENT_ON
    if told:
        kind = "interim" if given.matter in SENT_ON else "final"
        answer(by=by, ticket=taken.ticket, text=told, kind=kind, how=SPOT)
    if hands_on:
        _hand_on(by=by, ticket=taken.ticket)
    return taken


def _hand_on(*, by: Person, ticket: Ticket) -> None:
    """Hand a ticket on by the routing table; what it keeps at the desk, or sends another way, stays here."""
    said = route_of(ticket)
    if not goes_on(said):
        return
    if said.kind == "body":
        dispatch(by=by, ticket=ticket, to=Holder(by.unit_id, body_id=said.body_id))
    elif said.unit_id is not None:
        send(by=by, ticket=ticket, unit_id=said.unit_id)
