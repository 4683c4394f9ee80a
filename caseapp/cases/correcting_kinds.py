"""Which paper of the catalogue puts a served one right, by track."""

from __future__ import annotations

from caseapp.documents.catalogue import Kind, kind_of
from caseapp.law.procedures.papers import RULINGS
from caseapp.law.procedures.tracks import PENALTY_TRACKS

RULING_CORRECTION, PENALTY_CORRECTION = CORRECTING = "D32", "S45-correct"


def correcting_kind(track: str, corrected: str) -> Kind | None:
    """Return the kind that corrects a paper, or nothing: of disputes only rulings have one."""
    if track in PENALTY_TRACKS and corrected != PENALTY_CORRECTION:
        return kind_of(PENALTY_CORRECTION)
    return kind_of(RULING_CORRECTION) if corrected in RULINGS else None
