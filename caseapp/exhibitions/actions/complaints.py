"""What happens to a complaint at a fair: taken, completed, moved along, looked into, decided, followed up."""

from caseapp.exhibitions.actions.after import start_leftovers
from caseapp.exhibitions.actions.correcting import correct
from caseapp.exhibitions.actions.measures import measure, order, order_done
from caseapp.exhibitions.actions.moving import move, why_not
from caseapp.exhibitions.actions.repeating import lift
from caseapp.exhibitions.actions.taking import change, set_features, set_materials, take
from caseapp.exhibitions.actions.visits import visit

__all__ = [
    "change",
    "correct",
    "lift",
    "measure",
    "move",
    "order",
    "order_done",
    "set_features",
    "set_materials",
    "start_leftovers",
    "take",
    "visit",
    "why_not",
]
