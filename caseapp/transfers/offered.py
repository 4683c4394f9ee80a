"""What may be done with a transfer now, and what stands against it: the page shows both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.transfers.actions.moving import asked_for
from caseapp.transfers.actions.refusals import refuse_before_form
from caseapp.transfers.asked import Asked
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.kinds import life_of
from caseapp.transfers.life import BODY, CLOCK, Move
from caseapp.transfers.models import Transfer


@dataclass(frozen=True, slots=True)
class Offered:
    """One move from here: whether this person may make it, else the sentence that says why not."""

    move: Move
    may: bool
    why_not: str = ""
    article: str = ""
    remedy: str = ""
    # Our people write down here what the other side did by letter.
    taken_down: bool = False


def moves_for(by: Person, transfer: Transfer) -> list[Offered]:
    """Return the moves that start from where a transfer stands, in the order of the table."""
    rows = [row for row in life_of(transfer.kind).moves.values() if _starts_here(by, transfer, row)]
    if not rows:
        return []
    # What was done and who holds it is the same for every row: asked once.
    asked = asked_for(by, transfer, key=rows[0].key, given=MoveGiven(on=today()))
    found = (_offered(asked, row.after_moves(asked.done)) for row in rows)
    return [one for one in found if one is not None]


def _starts_here(by: Person, transfer: Transfer, row: Move) -> bool:
    is_ours = by.body_id is None or BODY in row.sides
    return transfer.state in row.from_states and set(row.sides) != {CLOCK} and is_ours


def _offered(asked: Asked, row: Move) -> Offered | None:
    taken_down = asked.by.body_id is None and BODY in row.sides
    given = MoveGiven(on=today(), body=taken_down)
    try:
        refuse_before_form(replace(asked, row=row, given=given))
    except NotVisible:
        return None
    except Refused as no:
        return Offered(
            row,
            may=False,
            why_not=str(no),
            article=no.article,
            remedy=no.remedy,
            taken_down=taken_down,
        )
    return Offered(row, may=True, taken_down=taken_down)
