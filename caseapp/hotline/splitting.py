"""Cutting a mixed contact into sentences that each go to the report, to the complaint, or to both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.hotline.callers import may_see_typed
from caseapp.hotline.models import Ticket
from caseapp.law.complaint_grounds import cited

COUNTERPART = {"report": "complaint", "complaint": "report"}
BOTH = "both"
PARTS: Mapping[str, str] = {"report": "举报", "complaint": "投诉", BOTH: "两边都写"}
MOST_PIECES = 60
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[”’」』）)]*\s*|[^。！？!?；;\n]+")


def apart() -> str:
    """Cite what lets a report and a complaint be handled apart, as it stands today."""
    return cited("第七条", today())


def sentences(text: str) -> list[str]:
    """Cut a text into sentences; joined again they are the text, sign by sign."""
    found = [one for one in _SENTENCE.findall(text) if one]
    whole: list[str] = []
    for one in found:
        if whole and not one.strip():
            whole[-1] += one
        else:
            whole.append(one)
    # Of a very long text several sentences go together, so that a page can hold them.
    size = -(-len(whole) // MOST_PIECES) or 1
    return ["".join(whole[start : start + size]) for start in range(0, len(whole), size)]


def words_for(pieces: Sequence[str], chosen: Sequence[str], matter: str) -> str:
    """Return the words of one matter, in the order they were said."""
    mine = (piece for piece, to in zip(pieces, chosen, strict=True) if to in (matter, BOTH))
    return "".join(mine).strip()


def may_know(by: Person, ticket: Ticket, other: Any) -> bool:
    """Say whether somebody may know that two tickets were one: the informant desk, and who split them.

    The complaint names its party openly, so whoever sees the link knows who reported (第三十三条).
    The operator who heard both knows it until the report is handed over.
    """
    if decide(by, "informant.reveal"):
        return True
    return all(
        one.operator_id == by.id and (one.informant_id is None or may_see_typed(by, one))
        for one in (ticket, other)
    )
