"""The one way a transfer changes state or hands: table, lock, rules, holding, history, limits, case."""

from __future__ import annotations

from datetime import date, datetime

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.bodies import queries as bodies
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.actions import items
from caseapp.transfers.actions.clocks import follow
from caseapp.transfers.actions.holding import Holder, desk_of, hold, instant_of, running
from caseapp.transfers.actions.refusals import ANSWER_DAY, find_row, refuse
from caseapp.transfers.actions.writing import write_move
from caseapp.transfers.asked import Asked, Made, values_of
from caseapp.transfers.case_steps import take_with
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.kinds import life_of
from caseapp.transfers.life import RECEIVER, SUCCEED
from caseapp.transfers.models import Transfer, TransferItem, TransferMove
from caseapp.transfers.queries import moves_made
from caseapp.transfers.rights import knows_case, signed_by
from caseapp.transfers.rules import bring_about


def move(*, by: Person, transfer: Transfer, key: str, given: MoveGiven) -> TransferMove:
    """Make one move of the table: the running holding ends and the next begins at the same instant."""
    db.session.refresh(transfer, with_for_update=True)  # whoever acts second sees the first
    asked = asked_for(by, transfer, key=key, given=given)
    refuse(asked)
    before, who = transfer.state, _who(asked)  # asked before the next one has it
    # Ours are put in first: a move that closes the matter would leave no room for them.
    files = [] if asked.is_other_side else _kept(asked)
    values = {**values_of(given), **_case_step(asked)}
    _hand_over(asked)
    made = write_move(
        by=signed_by(asked), transfer=transfer, matter=asked.matter, row=asked.row, before=before,
        on=given.on, at=asked.at, reason=given.reason.strip(), values=values, body_id=who,
    )  # fmt: skip
    for one in _kept(asked) if asked.is_other_side else files:
        one.move_id = made.id
    follow(asked, until=_until(asked), is_open=asked.life.stages[transfer.state].is_open)
    bring_about(Made(asked, made))
    db.session.flush()
    return made


def _hand_over(asked: Asked) -> None:
    """Let state and holder follow; what goes to a body for the first time is sent from this instant on."""
    transfer, row = asked.transfer, asked.row
    state = row.to_state or transfer.state
    is_open = asked.life.stages[state].is_open
    hold(transfer, _next(asked), state=state, is_open=is_open, at=asked.at)
    if row.holder == "body" and transfer.direction == "out" and transfer.sent_at is None:
        transfer.sent_at = asked.at
    transfer.version += 1


def _case_step(asked: Asked) -> dict[str, object]:
    """Take the step of the case that goes with the row, where the matter has a case."""
    if not asked.row.case_step or asked.matter.case_id is None:
        return {}
    return {"case_step": take_with(asked, db.session.get_one(CaseFile, asked.matter.case_id))}


def _kept(asked: Asked) -> list[TransferItem]:
    """Keep the files that came with a move under the side whose act it is."""
    side = items.BODY if asked.is_other_side else items.OFFICE
    return [
        items.add_upload(by=asked.by, transfer=asked.transfer, given=one, side=side)
        for one in asked.given.uploads
    ]


def asked_for(by: Person, transfer: Transfer, *, key: str, given: MoveGiven) -> Asked:
    """Return the move that is asked for with all that its rules look at."""
    life = life_of(transfer.kind)
    matter = db.session.get_one(Cooperation, transfer.id)
    done = tuple(one.move for one in moves_made(transfer.id))
    return Asked(
        by=by,
        transfer=transfer,
        matter=matter,
        life=life,
        row=find_row(life, key).after_moves(done),
        given=given,
        at=_instant(transfer, given),
        done=done,
        knows_case=knows_case(by, matter),
    )


def _instant(transfer: Transfer, given: MoveGiven) -> datetime:
    """Return when it was done: never before the running holding began, never later than now."""
    at = given.at or instant_of(given.on)
    held = running(transfer.id)
    earliest = held.since if held is not None else transfer.closed_at or at
    return max(min(at, now()), earliest)


def _next(asked: Asked) -> Holder:
    """Return who has it after the move; our unit answers for it whoever has it."""
    desk, row = desk_of(asked.matter), asked.row
    held = asked.transfer.holder_body_id
    if row.holder == "office":
        return desk
    if row.key == SUCCEED:
        return Holder(desk.unit_id, None if held is None else who_is_asked(held, asked.given.on))
    if row.holder == "body":
        return Holder(desk.unit_id, heir_of(asked.transfer.body_id, asked.given.on))
    if row.holder == "superior":
        return Holder(desk.unit_id, int(str(asked.given.values["superior"])))
    return Holder(desk.unit_id, held, asked.transfer.holder_id)


def heir_of(body_id: int, day: date) -> int:
    """Return who is asked on a day in the place of a body: itself, or who took over."""
    body = bodies.body(body_id)
    heir = bodies.successor_on(body.key, day) if body is not None else None
    return heir.id if heir is not None else body_id


def who_is_asked(body_id: int, day: date) -> int | None:
    """Return the body that is asked in the place of another; none where nobody took over."""
    heir = bodies.body(heir_of(body_id, day))
    return heir.id if heir is not None and bodies.is_in_force(heir, day) else None


def _who(asked: Asked) -> int | None:
    """Return the body that acted, by its account or as our people took it down."""
    if asked.by.body_id is not None:
        return asked.by.body_id
    if not asked.given.body:
        return None
    receiver = heir_of(asked.transfer.body_id, asked.given.on)
    return receiver if asked.row.account == RECEIVER else asked.transfer.holder_body_id or receiver


def _until(asked: Asked) -> date | None:
    named = asked.given.values.get(ANSWER_DAY)
    if isinstance(named, date):
        return named
    # 新一轮的函件没有写日期的，不沿用上一轮的；已经过去的日期约束不了以后的一轮。
    first = asked.transfer.answer_due_on
    is_anew = any(one.key == ANSWER_DAY for one in asked.row.fields)
    return None if is_anew or first is None or first < asked.given.on else first
