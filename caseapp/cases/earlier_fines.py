"""Whether this very act was fined before: by another office, as stated, or by our own decisions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.base.db import plain_rows
from caseapp.cases import queries
from caseapp.cases.given import stored_day, stored_money
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import OpenFile
from caseapp.documents import queries as documents
from caseapp.law.procedures.tracks import PENALTY_TRACKS
from caseapp.law.wording import long_date
from caseapp.parties.models import CaseParty

MOST = 20  # decided cases of one party that are looked at, the newest first
ENDINGS = ("decide", "punish_on_spot", "remedy_annulled", "remedy_redo", "remedy_reopen")
DECISIONS = ENDINGS[:2]
_MINE, _OTHER = aliased(CaseParty), aliased(CaseParty)
_DECIDED = (
    sa.select(CaseFile.id, CaseFile.decided_on, CaseFile.case_no, CaseFile.lead_no)
    .join(_OTHER, _OTHER.case_id == CaseFile.id)
    .join(_MINE, _MINE.party_id == _OTHER.party_id)
    .where(
        _MINE.case_id == sa.bindparam("case_id"),
        *(one.part == "respondent" for one in (_MINE, _OTHER)),
        *(one.left_on.is_(None) for one in (_MINE, _OTHER)),
        CaseFile.id != sa.bindparam("case_id"),
        CaseFile.decided_on.is_not(None),
        CaseFile.track.in_(PENALTY_TRACKS),
    )
    .order_by(CaseFile.id.desc())
    .limit(MOST)
)


@dataclass(frozen=True)
class Breach:
    """What was done, and from when to when; a day nobody knows is no day."""

    kinds: frozenset[str]
    first: date | None
    last: date | None

    def is_same(self, other: Breach) -> bool:
        """Say whether both are one act: of one kind, over days that meet."""
        if not self.kinds & other.kinds or self.last is None or other.last is None:
            return False
        begins, began = self.first or self.last, other.first or other.last
        return begins <= other.last and began <= self.last


def breach_of(given: Any) -> Breach:
    """Read a breach from the form of a report or of a penalty on the spot."""
    return Breach(
        frozenset(given.get("act_kinds", ())),
        stored_day(given, "act_start"),
        stored_day(given, "act_end"),
    )


def earlier_fine(file: OpenFile, breach: Breach) -> str:
    """Name the decision of this office that fined the party for the same act; empty if there is none."""
    for row in plain_rows(_DECIDED, {"case_id": file.case.id}):
        history = queries.history(row.id)
        ending = _latest(history, ENDINGS)
        if ending is None or ending.step not in DECISIONS:
            continue  # annulled, or being decided anew
        said = _latest(history, ("report", "punish_on_spot"))
        if said is not None and breach.is_same(breach_of(said.given)) and _fine(history):
            return _named(row, file)
    return ""


def _latest(history: Sequence[Any], steps: Collection[str]) -> Any | None:
    return next((one for one in reversed(history) if one.step in steps), None)


def _fine(history: Sequence[Any]) -> bool:
    last = _latest(history, ("ask_decision", "punish_on_spot", "remedy_changed"))
    if last is None:
        return False
    key = "changed_fine" if last.step == "remedy_changed" else "fine"
    return bool(stored_money(last.given, key))


def _named(row: Any, file: OpenFile) -> str:
    """A case out of this person's sight is said to be there and not named."""
    on = long_date(row.decided_on)
    if not queries.visible_ids([row.id], by=file.by):
        return f"本机关{on}的另一决定（您无权查看该案，请向负责人查询）"
    numbered = (
        one.number
        for one in reversed(documents.papers_of_case(row.id))
        if one.kind == "penalty_decision" and one.number
    )
    # A decision on the spot bears a number printed before; the case is known by its own.
    return f"本机关{on}的处罚决定（{next(numbered, row.case_no or row.lead_no)}）"
