"""What happens to an aid file: opened, checked, decided, worked on, ended."""

from caseapp.aid.actions.abroad import add_material, hand_out, save_overseas
from caseapp.aid.actions.checking import Answered, answer_check, answer_export
from caseapp.aid.actions.correcting import correct
from caseapp.aid.actions.opening import open_from_ticket
from caseapp.aid.actions.stepping import step
from caseapp.aid.actions.tasks import end_task, replace_task, send_task

__all__ = [
    "Answered",
    "add_material",
    "answer_check",
    "answer_export",
    "correct",
    "end_task",
    "hand_out",
    "open_from_ticket",
    "replace_task",
    "save_overseas",
    "send_task",
    "step",
]
