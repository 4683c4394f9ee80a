"""What happens to a complaint at a fair: taken, completed, moved along, looked into, decided, followed up."""

from caseapp.exhibitions.actions.after import start_leftovers
from caseapp.exhibitions.actions.moving import move, why_not
from caseapp.exhibitions.actions.repeating import lift
from caseapp.exhibitions.actions.taking import change, set_features, set_materials, take

__all__ = [
    "change",
    "lift",
    "move",
    "set_features",
    "set_materials",
    "start_leftovers",
    "take",
    "why_not",
]
