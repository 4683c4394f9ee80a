"""The list of what a platform did to each link it was told of; a link nothing was done to says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.transfers.assisting_facts import links_of
from caseapp.transfers.lives.platform import ACTED

ACTIONS = dict(next(one for one in ACTED if one.key == "action").choices)
ACTS = ("act", "act_partly")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link: what was done to it and when, and when it came back; empty where nothing was done."""

    link: str
    action: str = ""
    at: datetime | None = None
    restored_on: str = ""


def link_list(facts: Mapping[str, Any], moves: Sequence[Any]) -> list[LinkRow]:
    """Return each link of a notice or request with the last act on it."""
    done: dict[str, Mapping[str, Any]] = {}
    restored = ""
    for one in moves:
        told = one.given or {}
        if one.move in ACTS:
            done |= dict.fromkeys(links_of(told.get("links")), told)
        if one.move == "restore":
            restored = str(told.get("restored_on") or "")
    return [_row(link, done.get(link), restored) for link in links_of(facts.get("links"))]


def _row(link: str, told: Mapping[str, Any] | None, restored: str) -> LinkRow:
    if told is None:
        return LinkRow(link)
    at = told.get("acted_at")
    return LinkRow(
        link,
        ACTIONS.get(str(told.get("action")), ""),
        datetime.fromisoformat(str(at)) if at else None,
        restored,
    )
