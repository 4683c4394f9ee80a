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
from caseapp.hotline.actions.phone import tie_call
from caseapp.hotline.words import SENT_ON


@dataclass(frozen=True)
class PageOfCall:
    """The open page a call was taken down on, and what was said on it of earlier tickets."""

    mark: str
    phone_call_id: int = 0
    same: Sequence[int] = ()
    different: Sequence[int] = ()


def register_call(
    *, by: Person, given: CallGiven, of: PageOfCall, told: str = "", send_to: int | None = None
) -> TakenCall:
    """Make the ticket of a call; what was told at once answers it, a section gets what it acts on."""
    taken = take_call(by=by, given=given)
    if of.phone_call_id:
        tie_call(by=by, ticket=taken.ticket, call_id=of.phone_call_id)
    if of.mark:
        drop_draft_of_page(by=by, mark=of.mark)
    judge_typed(by=by, ticket=taken.ticket, same=of.same, different=of.different)
    if told:
        answer(by=by, ticket=taken.ticket, text=told)
    elif send_to is not None and given.matter in SENT_ON:
        send(by=by, ticket=taken.ticket, unit_id=send_to)
    return taken
