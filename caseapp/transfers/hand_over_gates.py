"""What the table of moves calls `complete`: nothing goes out before all is there, and it is sealed as it goes."""

from __future__ import annotations

from caseapp.base.errors import Refused
from caseapp.transfers import hand_over
from caseapp.transfers.actions.sealing import seal
from caseapp.transfers.asked import Asked, Made, effect, gate


@gate
def is_complete(asked: Asked) -> Refused | None:
    """Say what is missing, and by which article; a letter has to bear the code of what goes with it."""
    try:
        hand_over.refuse_unfit(
            asked.transfer, asked.given.on, what=asked.row.name, supplement=_adds(asked)
        )
    except Refused as no:
        return no
    return None


def _adds(asked: Asked) -> bool:
    """Say whether a move only adds to what the other side has; one that hands over sends all anew."""
    return not asked.row.holder


@effect
def seal_hand_over(made: Made) -> None:
    """Write the list of what goes out down for good; its code stands in the history of the move."""
    asked = made.asked
    code = seal(
        by=asked.by,
        transfer=asked.transfer,
        move_id=made.move.id,
        on=asked.given.on,
        what=asked.row.name,
        supplement=_adds(asked),
    )
    made.move.given = {**made.move.given, "manifest_sha256": code}
