"""What happens to a joint action: planned, approved, gone out for, decided on by each body, ended."""

from caseapp.joint.actions.finding import (
    hand_over,
    open_lead,
    record_outcome,
)
from caseapp.joint.actions.inspecting import add_finding, inspect, void
from caseapp.joint.actions.moving import move, why_not
from caseapp.joint.actions.papers import draft_record
from caseapp.joint.actions.planning import (
    add_body,
    add_group,
    add_member,
    add_places,
    change,
    drop,
    plan,
)

__all__ = [
    "add_body",
    "add_finding",
    "add_group",
    "add_member",
    "add_places",
    "change",
    "draft_record",
    "drop",
    "hand_over",
    "inspect",
    "move",
    "open_lead",
    "plan",
    "record_outcome",
    "void",
    "why_not",
]
