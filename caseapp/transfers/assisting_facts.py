"""What was told in the acts of a request for help: the last answer, the service in it, the papers it was of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.transfers import item_queries
from caseapp.transfers.queries import moves_made

LAST_WORDS = ("answer", "reply")
# Under these categories the papers go along that the other side serves for us.
SERVED = ("case_paper", "decision")


def last_answer(transfer_id: int) -> Mapping[str, Any]:
    """Return what the last answer said; empty where none came."""
    found = [one for one in moves_made(transfer_id) if one.move in LAST_WORDS]
    return found[-1].given if found else {}


def service_told(transfer_id: int) -> Mapping[str, Any]:
    """Return how the other side served, as its last answer says."""
    return last_answer(transfer_id)


def papers_to_serve(transfer_id: int) -> list[Any]:
    """Return the papers of the case that went along to be served."""
    return [
        one
        for one in item_queries.our_things(transfer_id)
        if one.paper_id is not None and one.category in SERVED
    ]


def links_of(text: object) -> list[str]:
    """Return the links of a list, one a line, each once."""
    lines = (line.strip() for line in str(text or "").splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def links_acted_on(transfer_id: int) -> dict[str, Mapping[str, Any]]:
    """Return each link the platform acted on, with what it told of it."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in moves_made(transfer_id):
        if one.move in ("act", "act_partly"):
            found |= dict.fromkeys(links_of(one.given.get("links")), one.given)
    return found
