"""Pairs of tickets that somebody compares, and the forms of those pages."""

from collections.abc import Callable, Mapping
from typing import Any

# Pair, first ticket, second ticket as world.py calls them.
PAIRS = (
    ("two-city", "sent-city", "call-section"),
    ("city-and-d", "sent-city", "sent-d"),
    ("city-and-open", "sent-city", "open"),
    ("city-and-sealed", "sent-city", "call-sealed"),
    ("city-and-none", "sent-city", "no-ticket"),
)


def add_to(world: Any) -> None:
    """Name two tickets of every relation."""
    kind = type(world.targets["here"])
    for name, one, other in PAIRS:
        ids = {
            "ticket_id": world.targets[one].ids["ticket_id"],
            "other_id": world.targets[other].ids["ticket_id"],
        }
        world.targets[name] = kind(name, ids)


FORMS: Mapping[str, Callable[[Any, Any], dict[str, Any]]] = {
    "hotline.judge": lambda _world, _target: {"verdict": "same"},
    "hotline.hints": lambda _world, _target: {"content": "某商店售假", "place": "某商店售假"},
}
