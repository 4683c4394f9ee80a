"""What the 12330 desk does: take a contact down, hand it on, answer it, call back."""

from caseapp.hotline.actions.answering import answer
from caseapp.hotline.actions.callers import CannotSeal
from caseapp.hotline.actions.calls import (
    CallGiven,
    TakenCall,
    look_for_contacts,
    take_call,
)
from caseapp.hotline.actions.leads import send
from caseapp.hotline.actions.moving import Holder, begin, move
from caseapp.hotline.actions.reminding import remind

__all__ = [
    "CallGiven",
    "CannotSeal",
    "Holder",
    "TakenCall",
    "answer",
    "begin",
    "look_for_contacts",
    "move",
    "remind",
    "send",
    "take_call",
]
