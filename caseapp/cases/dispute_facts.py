"""What the gates of an infringement dispute may look at, from the open file and the form."""

from __future__ import annotations

from typing import Any

from caseapp.cases.asked import Asked
from caseapp.cases.open_file import OpenFile
from caseapp.law.procedures.dispute_facts import DisputeFacts


def dispute_facts(file: OpenFile, _asked: Asked) -> dict[str, Any]:
    """Gather what a dispute adds to the facts every track has."""
    return {"dispute": DisputeFacts(answer_ends_on=file.due("INF-04"))}
