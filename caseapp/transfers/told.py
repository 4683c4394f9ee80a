"""Which of our moves the other side learns of, and of which with the reason: the rest is ours alone."""

from __future__ import annotations

from caseapp.transfers.life import PRESS, SUCCEED, Move

HANDS_OVER = ("body", "superior")
# 不交出去但对方应当知道的：办结、撤回、移交物品等；写给对方看的理由只有催办、同意延期和交回对方办理的。
TOLD = frozenset(
    {
        *("urge", "grant", "complete", "hand_over", "recall", "withdraw", "agree_ours"),
        *("take_back", "close", "close_unanswered", PRESS, SUCCEED),
    }
)
SAID_TO_THEM = frozenset({"urge", "grant"})


def is_told(move: Move) -> bool:
    """Say whether the other side learns that we made this move."""
    return move.holder in HANDS_OVER or move.key in TOLD


def tells_reason(move: Move) -> bool:
    """Say whether what we write as reason is said to the other side: it is asked or pressed by it."""
    return (move.holder == "body" and move.needs_reason) or move.key in SAID_TO_THEM
