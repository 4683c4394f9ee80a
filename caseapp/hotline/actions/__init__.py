"""What the 12330 desk does: take a contact down, hand it on, answer it, call back."""

from caseapp.hotline.actions.aiding import open_aid, take_aid
from caseapp.hotline.actions.alike import judge_alike, judge_typed, note_likeness, queue_unread
from caseapp.hotline.actions.answering import answer
from caseapp.hotline.actions.call_drafts import (
    drop_draft,
    forget_old_calls,
    keep_draft,
    reseal_calls,
)
from caseapp.hotline.actions.callers import CannotSeal
from caseapp.hotline.actions.calling_back import CallBackGiven, call_back
from caseapp.hotline.actions.calls import (
    CallGiven,
    TakenCall,
    look_for_contacts,
    take_call,
)
from caseapp.hotline.actions.informing import start_tellings
from caseapp.hotline.actions.leads import send
from caseapp.hotline.actions.linking import join, reopen
from caseapp.hotline.actions.mending import end_left_limits
from caseapp.hotline.actions.moving import Holder, begin, move
from caseapp.hotline.actions.phone import (
    PhoneEvent,
    hear,
    make_phone_token,
    note_call_back,
    set_extension,
)
from caseapp.hotline.actions.pressing import press
from caseapp.hotline.actions.registering import PageOfCall, register_call
from caseapp.hotline.actions.reminding import remind

__all__ = [
    "CallBackGiven",
    "CallGiven",
    "CannotSeal",
    "Holder",
    "PageOfCall",
    "PhoneEvent",
    "TakenCall",
    "answer",
    "begin",
    "call_back",
    "drop_draft",
    "end_left_limits",
    "forget_old_calls",
    "hear",
    "join",
    "judge_alike",
    "judge_typed",
    "keep_draft",
    "look_for_contacts",
    "make_phone_token",
    "move",
    "note_call_back",
    "note_likeness",
    "open_aid",
    "press",
    "queue_unread",
    "register_call",
    "remind",
    "reopen",
    "reseal_calls",
    "send",
    "set_extension",
    "start_tellings",
    "take_aid",
    "take_call",
]
