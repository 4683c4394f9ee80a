"""What is known of the transfer of a suspected crime: its team, what was paid, its limits, its penalty."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases import queries as cases
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.deadlines import queries as deadlines
from caseapp.transfers.models import Transfer, TransferMove
from caseapp.transfers.queries import moves_made

WITH_POLICE = "with_police"
OPINIONS = ("opinion", "reply_opinion")
PENALTIES = ("decide", "punish_on_spot")
# What the police must answer within, by the stage they have it in.
POLICE_LIMITS = {"received": "TR-04", "reviewing": "TR-06", "ordered": "TR-10"}


def last_move(transfer_id: int, *keys: str) -> TransferMove | None:
    """Return the latest of these moves, or of all."""
    made = reversed(moves_made(transfer_id))
    return next((one for one in made if not keys or one.move in keys), None)


def latest_of_case(case_id: int, kind: str) -> Transfer | None:
    """Return the latest transfer of a kind that a case has."""
    wanted = (
        sa.select(Transfer)
        .join(Cooperation, Cooperation.id == Transfer.id)
        .where(Cooperation.case_id == case_id, Transfer.kind == kind)
        .order_by(Transfer.id.desc())
        .limit(1)
    )
    return db.session.scalar(wanted)


def team_of(transfer_id: int) -> tuple[int, ...]:
    """Return who is in the special team now."""
    named = last_move(transfer_id, "name_team")
    return tuple(named.given.get("team", ())) if named else ()


def paid_before(transfer_id: int) -> Decimal:
    """Return what was paid as an administrative fine before the case went to the police."""
    sent = last_move(transfer_id, "send")
    return sum_of(sent.given.get("paid_fine")) if sent else Decimal(0)


def case_of(matter: Cooperation) -> CaseFile | None:
    """Return the case the matter is about."""
    return None if matter.case_id is None else db.session.get(CaseFile, matter.case_id)


def is_with_police(case: CaseFile) -> bool:
    """Say whether a case lies with the police, or was closed there."""
    if case.state != "closed":
        return case.state == WITH_POLICE
    last = next((one for one in reversed(cases.history(case.id)) if one.step == "close"), None)
    return last is not None and last.from_state == WITH_POLICE


def penalty_since(matter: Cooperation) -> Any | None:
    """Return the step by which the case was punished since the matter was opened."""
    rows = cases.history(matter.case_id) if matter.case_id is not None else ()
    fits = (one for one in reversed(rows) if one.step in PENALTIES)
    return next((one for one in fits if one.taken_at >= matter.opened_at), None)


def last_limit(transfer_id: int, rule: str) -> Any | None:
    """Return the latest limit of a rule on a transfer, whether it still runs or not."""
    rows = deadlines.of_transfer(transfer_id)
    return next((one for one in reversed(rows) if one.rule_id == rule), None)


def owes_an_answer(done: Sequence[str]) -> bool:
    """Say whether the latest opinion of the procuratorate waits for our answer."""
    last = next((one for one in reversed(done) if one in OPINIONS), "")
    return last == OPINIONS[0]


def waiting_for_case(case_ids: Collection[int]) -> list[Transfer]:
    """Return the transfers of these cases that wait for the case to be punished or to end."""
    wanted = (
        sa.select(Transfer)
        .join(Cooperation, Cooperation.id == Transfer.id)
        .where(
            Cooperation.case_id.in_(sorted(case_ids)),
            Transfer.kind == "criminal_out",
            Transfer.state.in_(("kept", "returned")),
        )
        .order_by(Transfer.id)
    )
    return list(db.session.scalars(wanted))


def sum_of(value: object) -> Decimal:
    """Read a sum as it was kept."""
    return Decimal(str(value)) if value not in (None, "") else Decimal(0)
