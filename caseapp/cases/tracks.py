"""What each act writes into the records that run beside a case: one table, read for taking and correcting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.cases.given import stored_day, stored_money
from caseapp.cases.open_file import OpenFile
from caseapp.cases.parts import PANEL_HEAD
from caseapp.cases.track_models import (
    Challenge,
    Hearing,
    Payment,
    Performance,
    Publication,
    Sampling,
    Seizure,
    Suspension,
    Track,
)

Read = Callable[[OpenFile, Any], object]
Columns = Mapping[str, Read]


def _always(_file: OpenFile, _row: Any) -> bool:
    return True


@dataclass(frozen=True)
class Written:
    """What one act writes: into a new record (`mark` is step_id), or on in the last one of its kind."""

    model: type[Track]
    columns: Columns
    mark: str = "step_id"
    when: Callable[[OpenFile, Any], bool] = _always
    # A later act opens the record with what this one says; only a correction writes by this row.
    only_corrects: bool = False

    @property
    def opens(self) -> bool:
        """Whether the act begins a record."""
        return self.mark == "step_id"


def day(_file: OpenFile, row: Any) -> object:
    """Read the legal date of the act."""
    return row.taken_on


def reason(_file: OpenFile, row: Any) -> object:
    """Read why the act was taken."""
    return str(row.given.get("reason", ""))


def _text(*keys: str) -> Read:
    return lambda _file, row: next((str(row.given[key]) for key in keys if row.given.get(key)), "")


def _date(key: str) -> Read:
    return lambda _file, row: stored_day(row.given, key)


def _money(key: str) -> Read:
    return lambda _file, row: stored_money(row.given, key)


def _instant(key: str) -> Read:
    def read(_file: OpenFile, row: Any) -> object:
        text = row.given.get(key)
        return datetime.fromisoformat(text) if isinstance(text, str) and text else None

    return read


def _person(key: str) -> Read:
    return lambda _file, row: row.given.get(key)


def _ticked(key: str) -> Read:
    return lambda _file, row: row.given.get(key) is True


def _is(key: str, value: str) -> Read:
    return lambda _file, row: row.given.get(key) == value


def _fixed(value: object) -> Read:
    return lambda _file, _row: value


def _was(key: str, value: str) -> Callable[[OpenFile, Any], bool]:
    return lambda _file, row: row.given.get(key) == value


def _due(*families: str) -> Read:
    """Read when the limit that the act answers ended, as it is counted now."""
    return lambda file, _row: next((due for one in families if (due := file.due(one))), None)


def _limit(family: str) -> Read:
    def read(file: OpenFile, _row: Any) -> object:
        found = file.limit(family)
        return found.id if found is not None else None

    return read


def _presiding(file: OpenFile, _row: Any) -> object:
    """Read who heads the panel: that officer leads the oral hearing."""
    heads = (one.person_id for one in file.team if one.part == PANEL_HEAD and one.until is None)
    return next(heads, None)


def _last_notice(_file: OpenFile, row: Any) -> object:
    """Read when the later of the two sides got the notice."""
    told = [stored_day(row.given, key) for key in ("requester_notice_on", "respondent_notice_on")]
    return max((one for one in told if one is not None), default=None)


# Sampling, seizure
SAMPLED = Written(
    Sampling,
    {
        "sampled_on": day,
        "place": _text("place"),
        "samples": _text("samples", "evidence_found"),
        "list_handed": _ticked("list_handed"),
        "signature": _text("signature"),
    },
)
_MEASURE: Columns = {
    "measure": _text("measure"),
    "measure_on": day,
    "measure_at": _instant("measure_at"),
    "place": _text("place"),
    "deadline_id": _limit("CF-07"),
}
SEIZED = Written(
    Seizure,
    {
        **_MEASURE,
        "is_urgent": _fixed(value=False),
        "approved_by": _person("approved_by"),
        "approved_at": _instant("approved_at"),
    },
)
SEIZED_AT_ONCE = Written(Seizure, {**_MEASURE, "is_urgent": _fixed(value=True)})
SEIZURE_APPROVED = Written(
    Seizure,
    {"approved_by": lambda _file, row: row.by_id, "approved_at": _instant("approved_at")},
    "approval_step_id",
)
SEIZURE_TESTED = Written(
    Seizure,
    {"test_first": _date("pause_first"), "test_last": _date("pause_last")},
    "test_step_id",
)
RELEASED = Written(Seizure, {"released_on": day, "release": _text("release")}, "release_step_id")

# Hearings
HEARING_ASKED = Written(Hearing, {"kind": _fixed("hearing"), "asked_on": day})
HEARING_TOLD = Written(
    Hearing,
    {
        "notice_on": _date("hearing_notice_served_on"),
        "session_on": _date("hearing_on"),
        "place": _text("hearing_place"),
        "presiding_id": _person("hearing_officer"),
        "is_public": lambda _file, row: row.given.get("hearing_public", "public") == "public",
    },
    "notice_step_id",
)
HEARING_HELD = Written(
    Hearing,
    {
        "ended_on": day,
        "outcome": _fixed("held"),
        "presiding_id": _person("hearing_officer"),
        "transcript": _text("hearing_record"),
        "opinion": _text("hearing_opinion"),
    },
    "end_step_id",
)
HEARING_DROPPED = Written(
    Hearing, {"ended_on": day, "outcome": _fixed("dropped"), "opinion": reason}, "end_step_id"
)
_ORAL: Columns = {
    "kind": _fixed("oral"),
    "notice_on": _last_notice,
    "session_on": _date("oral_at"),
    "session_at": _instant("oral_at"),
    "place": _text("oral_place"),
    "presiding_id": _presiding,
    "is_public": _ticked("public_oral"),
}
ORAL_TOLD = Written(Hearing, _ORAL)
ORAL_MOVED = Written(Hearing, _ORAL, "notice_step_id")
ORAL_ABSENT = Written(
    Hearing,
    {"ended_on": day, "outcome": _fixed("absent"), "transcript": _text("absence_kind")},
    "end_step_id",
)
ORAL_HELD = Written(
    Hearing,
    {"ended_on": day, "outcome": _fixed("held"), "transcript": _text("oral_record")},
    "end_step_id",
)
ORAL_IN_DEFAULT = Written(
    Hearing,
    {"ended_on": day, "outcome": _fixed("default"), "transcript": _text("oral_record")},
    "end_step_id",
)

# Rest
RESTED = Written(
    Suspension,
    {
        "began_on": day,
        "ground": _text("suspension_ground", "suspension"),
        "end_event": _text("end_event"),
        "reason": reason,
    },
)
RESUMED = Written(Suspension, {"resumed_on": day}, "resume_step_id")

# Performance
PAID = Written(
    Payment,
    {"paid_on": day, "paid": _money("paid"), "receipt": _text("pay_reference")},
    when=lambda _file, row: bool(stored_money(row.given, "paid")),
)


def _draft(key: str) -> Read:
    """Read what the draft before the signature says: the chief signs it as it is."""

    def read(file: OpenFile, _row: Any) -> object:
        found = file.in_round("ask_decision")
        if found is None:
            return None
        return found.id if key == "id" else stored_money(found.given, key)

    return read


ORDERED = Written(
    Performance,
    {
        "ordered_on": day,
        "draft_step_id": _draft("id"),
        "fine": _draft("fine"),
        "confiscation": _draft("confiscation"),
    },
)
_SUMS: Columns = {"fine": _money("fine"), "confiscation": _money("confiscation")}
DRAFTED = Written(Performance, _SUMS, "draft_step_id", only_corrects=True)
ORDERED_ON_SPOT = Written(Performance, {"ordered_on": day, **_SUMS})
TOLD_TO_STOP = Written(
    Performance,
    {"ordered_on": day, "perform_until": _date("perform_until")},
    when=_was("finding", "infringed"),
)
DEFERRED = Written(
    Performance,
    {"deferred_on": day, "deferred_until": _date("pay_until"), "deferral_reason": reason},
    "deferral_step_id",
)
OVERDUE = Written(Performance, {"overdue_on": day}, "overdue_step_id")
DEMANDED = Written(Performance, {"demanded_on": day}, "demand_step_id")
ASKED_COURT = Written(
    Performance, {"court_asked_on": day, "court": _text("court")}, "court_step_id"
)


def _ended(how: str) -> Written:
    return Written(Performance, {"ended_on": day, "end": _fixed(how)}, "end_step_id")


PERFORMED, ENFORCED = _ended("performed"), _ended("enforced")
FALLEN = Written(Performance, {"fell_on": day}, "fall_step_id")


# Reconsideration and suit
def _challenged(kind: str) -> Written:
    return Written(
        Challenge,
        {
            "kind": _fixed(kind),
            "accepted_on": day,
            "body": _text("remedy_body", "court"),
            "number": _text("remedy_no", "suit_no"),
            "stays_execution": _is("stays_execution", "yes"),
        },
    )


def _outcome(outcome: str) -> Written:
    return Written(
        Challenge,
        {
            "outcome_on": day,
            "outcome": _fixed(outcome),
            "outcome_words": _text("remedy_result", "judgment"),
        },
        "outcome_step_id",
    )


ANSWERED = Written(Challenge, {"answered_on": day}, "answer_step_id")

# Publicity
SHOWN = Written(
    Publication,
    {
        "is_published": _fixed(value=True),
        "decided_on": day,
        "channel": _text("published_where"),
        "is_masked": lambda _file, row: (
            row.given.get("publication") == "masked" or row.given.get("masked") is True
        ),
        "due_on": _due("CF-20", "INF-12b", "INF-12"),
    },
)
NOT_SHOWN = Written(
    Publication,
    {
        "is_published": _fixed(value=False),
        "decided_on": day,
        "due_on": _due("CF-20"),
        "reason": reason,
    },
)
TAKEN_DOWN = Written(
    Publication, {"withdrawn_on": day, "withdrawn_why": reason}, "withdrawal_step_id"
)
PUT_RIGHT = Written(
    Publication,
    {"corrected_on": day, "corrected_words": _text("corrected_words", "change_scope")},
    "correction_step_id",
)

PENALTY_TRACKS: Mapping[str, tuple[Written, ...]] = {
    "sample": (SAMPLED,),
    "seize": (SEIZED,),
    "seize_urgent": (SEIZED_AT_ONCE,),
    "approve_seizure": (SEIZURE_APPROVED,),
    "pause_seizure": (SEIZURE_TESTED,),
    "release": (RELEASED,),
    "ask_hearing": (HEARING_ASKED,),
    "notify_hearing": (HEARING_TOLD,),
    "hold_hearing": (HEARING_HELD,),
    "drop_hearing": (HEARING_DROPPED,),
    "suspend": (RESTED,),
    "resume": (RESUMED,),
    "ask_decision": (DRAFTED,),
    "decide": (ORDERED,),
    "punish_on_spot": (ORDERED_ON_SPOT,),
    "defer_payment": (DEFERRED,),
    "pay_part": (PAID,),
    "collect_cash": (PAID, PERFORMED),
    "perform": (PAID, PERFORMED),
    "mark_overdue": (OVERDUE,),
    "demand": (DEMANDED,),
    "apply_court": (ASKED_COURT,),
    "court_enforced": (PAID, ENFORCED),
    "reconsideration": (_challenged("reconsideration"),),
    "suit": (_challenged("suit"),),
    "answer_remedy": (ANSWERED,),
    "remedy_upheld": (_outcome("upheld"),),
    "remedy_annulled": (_outcome("annulled"), FALLEN),
    "remedy_redo": (_outcome("redo"), FALLEN),
    "remedy_reopen": (_outcome("redo"), FALLEN),
    "publish": (SHOWN,),
    "not_publish": (NOT_SHOWN,),
    "withdraw_publicity": (TAKEN_DOWN,),
}
DISPUTE_TRACKS: Mapping[str, tuple[Written, ...]] = {
    "take_evidence": (Written(Sampling, SAMPLED.columns, when=_was("method", "sample")),),
    "call_oral": (ORAL_TOLD,),
    "postpone_oral": (ORAL_MOVED,),
    "hold_oral": (ORAL_HELD,),
    "note_absence": (ORAL_ABSENT,),
    "hear_in_default": (ORAL_IN_DEFAULT,),
    "suspend": (RESTED,),
    "resume": (RESUMED,),
    "decide": (TOLD_TO_STOP,),
    "decide_repeat": (TOLD_TO_STOP,),
    "mark_unperformed": (OVERDUE,),
    "apply_court": (ASKED_COURT,),
    "perform": (PERFORMED,),
    "suit": (_challenged("suit"),),
    "suit_upheld": (_outcome("upheld"),),
    "suit_annulled": (_outcome("annulled"), FALLEN),
    "suit_redo": (_outcome("redo"), FALLEN),
    "publish": (SHOWN,),
    "correct_words": (PUT_RIGHT,),
    "correct_decision": (PUT_RIGHT,),
}
TRACKS: Mapping[str, Mapping[str, tuple[Written, ...]]] = {
    "counterfeit": PENALTY_TRACKS,
    "infringement": DISPUTE_TRACKS,
}
