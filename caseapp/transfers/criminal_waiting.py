"""Cases that reach the ground of a crime and are on no way to the police yet, for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases import queries as cases
from caseapp.cases.crime_models import CrimeSignal
from caseapp.cases.crime_watch import PENDING
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.models import Transfer, TransferMove

KIND = "criminal_out"
# Where nobody decides any more: what comes up now is new.
DECIDED = ("kept", "returned", "punished")
ANSWERS = (
    *("keep", "accept_refusal", "police_return", "not_prosecuted", "court_return", "convict"),
)


def signals_waiting(by: Person, most: int) -> Sequence[Any]:
    """Return what stands, the oldest first, of cases this person may see and act on."""
    if not decide(by, "cooperation.work"):
        return ()
    wanted = (
        sa.select(
            CaseFile.id, CaseFile.case_no, CaseFile.lead_no, CaseFile.title,
            CrimeSignal.rule, CrimeSignal.text, CrimeSignal.since,
        )
        .join(CaseFile, CaseFile.id == CrimeSignal.case_id)
        .where(
            CrimeSignal.ended_at.is_(None),
            CrimeSignal.rule != PENDING,
            CaseFile.is_open.is_(True),
            cases.is_visible(by, "cooperation.work"),
            sa.not_(_is_under_way()),
            sa.not_(_is_answered()),
        )
        .order_by(CrimeSignal.id)
        .limit(most)
    )  # fmt: skip
    return plain_rows(wanted)


def _is_under_way() -> sa.Exists:
    """Say whether a transfer of the case waits for the head, the police or the procuratorate."""
    return sa.exists().where(
        Cooperation.case_id == CaseFile.id,
        Cooperation.kind == KIND,
        Transfer.id == Cooperation.id,
        Transfer.closed_at.is_(None),
        Transfer.state.not_in(DECIDED),
    )


def _is_answered() -> sa.Exists:
    """Say whether the head or the police answered after the ground stood."""
    return sa.exists().where(
        Cooperation.case_id == CaseFile.id,
        Cooperation.kind == KIND,
        TransferMove.transfer_id == Cooperation.id,
        TransferMove.move.in_(ANSWERS),
        TransferMove.at >= CrimeSignal.since,
    )
