"""What is asked as somebody signs for what was sent: the effect of the rows, the code, who signs."""

from __future__ import annotations

from caseapp.transfers.life import Move

EFFECT = "keep_receipt"
CODE = "receipt_code"
# What the rows of the lives call the one who signs.
SIGNED = ("signed_by", "receiver")


def asks_code(row: Move, manifest_sha256: str) -> bool:
    """Say whether a move is signing for a list that has a code."""
    return EFFECT in row.effects and bool(manifest_sha256)
