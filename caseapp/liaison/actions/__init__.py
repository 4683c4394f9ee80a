"""What happens to joint meetings, to what they agree on, and to notices."""

from caseapp.liaison.actions.following import follow, note_sent, remind
from caseapp.liaison.actions.meetings import (
    add_items,
    attend,
    call,
    change,
    drop,
    invite,
    move,
    resolve,
)

__all__ = [
    "add_items",
    "attend",
    "call",
    "change",
    "drop",
    "follow",
    "invite",
    "move",
    "note_sent",
    "remind",
    "resolve",
]
