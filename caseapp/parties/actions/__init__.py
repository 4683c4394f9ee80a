"""What happens to parties, to sealed persons and to the requests to open them."""

from caseapp.parties.actions.callers import keep_applicant, keep_caller
from caseapp.parties.actions.informants import (
    SealedInformant,
    add_informant,
    begin_rotation,
    bind_to_case,
    rewrap_some,
)
from caseapp.parties.actions.openings import (
    Identity,
    ask_to_open,
    decide_opening,
    look_for_phone,
    read_as_typed,
    read_identity,
)
from caseapp.parties.actions.parties import (
    add_party,
    join_case,
    known_or_new_party,
    leave_case,
    update_party,
)
from caseapp.parties.actions.trail import note_look

__all__ = [
    "Identity",
    "SealedInformant",
    "add_informant",
    "add_party",
    "ask_to_open",
    "begin_rotation",
    "bind_to_case",
    "decide_opening",
    "join_case",
    "keep_applicant",
    "keep_caller",
    "known_or_new_party",
    "leave_case",
    "look_for_phone",
    "note_look",
    "read_as_typed",
    "read_identity",
    "rewrap_some",
    "update_party",
]
