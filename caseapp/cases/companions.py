"""What each act writes into the records that run beside a case: one table, read for taking and correcting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.cases.companion_models import (
    Challenge,
    Hearing,
    Payment,
    Performance,
    Publication,
    Sampling,
    Seizure,
    Suspension,
)
from caseapp.cases.companion_reading import (
    Columns,
    Read,
    Written,
    date_of,
    day,
    due,
    equals,
    fixed,
    instant,
    last_notice,
    limit,
    money,
    person,
    presiding,
    reason,
    text,
    ticked,
    was,
)
from caseapp.cases.given import stored_money
from caseapp.cases.open_file import OpenFile
from caseapp.law.procedures.tracks import PENALTY_TRACKS

# Sampling, seizure
SAMPLED = Written(
    Sampling,
    {
        "sampled_on": day,
        "place": text("place"),
        "samples": text("samples", "evidence_found"),
        "list_handed": ticked("list_handed"),
        "signature": text("signature"),
    },
)
_MEASURE: Columns = {
    "measure": text("measure"),
    "measure_on": day,
    "measure_at": instant("measure_at"),
    "place": text("place"),
    "deadline_id": limit("CF-07"),
}
SEIZED = Written(
    Seizure,
    {
        **_MEASURE,
        "is_urgent": fixed(value=False),
        "approver_id": person("approved_by"),
        "approved_at": instant("approved_at"),
    },
)
SEIZED_AT_ONCE = Written(Seizure, {**_MEASURE, "is_urgent": fixed(value=True)})
SEIZURE_APPROVED = Written(
    Seizure,
    {"approver_id": lambda _file, row: row.by_id, "approved_at": instant("approved_at")},
    "approval_step_id",
)
SEIZURE_TESTED = Written(
    Seizure,
    {"test_first": date_of("pause_first"), "test_last": date_of("pause_last")},
    "test_step_id",
)
RELEASED = Written(Seizure, {"released_on": day, "release": text("release")}, "release_step_id")

# Hearings
HEARING_ASKED = Written(Hearing, {"kind": fixed("hearing"), "asked_on": day})
HEARING_TOLD = Written(
    Hearing,
    {
        "notice_on": date_of("hearing_notice_served_on"),
        "session_on": date_of("hearing_on"),
        "place": text("hearing_place"),
        "presiding_id": person("hearing_officer"),
        "is_public": lambda _file, row: row.given.get("hearing_public", "public") == "public",
    },
    "notice_step_id",
)
HEARING_HELD = Written(
    Hearing,
    {
        "ended_on": day,
        "outcome": fixed("held"),
        "presiding_id": person("hearing_officer"),
        "transcript": text("hearing_record"),
        "opinion": text("hearing_opinion"),
    },
    "end_step_id",
)
HEARING_DROPPED = Written(
    Hearing, {"ended_on": day, "outcome": fixed("dropped"), "opinion": reason}, "end_step_id"
)
_ORAL: Columns = {
    "kind": fixed("oral"),
    "notice_on": last_notice,
    "session_on": date_of("oral_at"),
    "session_at": instant("oral_at"),
    "place": text("oral_place"),
    "presiding_id": presiding,
    "is_public": ticked("public_oral"),
}
ORAL_TOLD = Written(Hearing, _ORAL)
ORAL_MOVED = Written(Hearing, _ORAL, "notice_step_id")
ORAL_ABSENT = Written(
    Hearing,
    {"ended_on": day, "outcome": fixed("absent"), "transcript": text("absence_kind")},
    "end_step_id",
)
ORAL_HELD = Written(
    Hearing,
    {"ended_on": day, "outcome": fixed("held"), "transcript": text("oral_record")},
    "end_step_id",
)
ORAL_IN_DEFAULT = Written(
    Hearing,
    {"ended_on": day, "outcome": fixed("default"), "transcript": text("oral_record")},
    "end_step_id",
)

# Rest
RESTED = Written(
    Suspension,
    {
        "began_on": day,
        "ground": text("suspension_ground", "suspension"),
        "end_event": text("end_event"),
        "reason": reason,
    },
)
RESUMED = Written(Suspension, {"resumed_on": day}, "resume_step_id")

# Performance
PAID = Written(
    Payment,
    {"paid_on": day, "paid": money("paid"), "receipt": text("pay_reference")},
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
_SUMS: Columns = {"fine": money("fine"), "confiscation": money("confiscation")}
DRAFTED = Written(Performance, _SUMS, "draft_step_id", only_corrects=True)
ORDERED_ON_SPOT = Written(Performance, {"ordered_on": day, **_SUMS})
TOLD_TO_STOP = Written(
    Performance,
    {"ordered_on": day, "perform_until": date_of("perform_until")},
    when=was("finding", "infringed"),
)
DEFERRED = Written(
    Performance,
    {"deferred_on": day, "deferred_until": date_of("pay_until"), "deferral_reason": reason},
    "deferral_step_id",
)
OVERDUE = Written(Performance, {"overdue_on": day}, "overdue_step_id")
DEMANDED = Written(Performance, {"demanded_on": day}, "demand_step_id")
ASKED_COURT = Written(Performance, {"court_asked_on": day, "court": text("court")}, "court_step_id")


def _ended(how: str) -> Written:
    return Written(Performance, {"ended_on": day, "end": fixed(how)}, "end_step_id")


PERFORMED, ENFORCED = _ended("performed"), _ended("enforced")
FALLEN = Written(Performance, {"fell_on": day}, "fall_step_id")


# Reconsideration and suit
def _challenged(kind: str) -> Written:
    return Written(
        Challenge,
        {
            "kind": fixed(kind),
            "noted_on": day,
            "accepted_on": date_of("accepted_on"),
            "body": text("remedy_body", "court"),
            "number": text("remedy_no", "suit_no"),
            "stays_execution": equals("stays_execution", "yes"),
        },
    )


def _outcome(outcome: str) -> Written:
    return Written(
        Challenge,
        {
            "outcome_on": day,
            "outcome": fixed(outcome),
            "outcome_words": text("remedy_result", "judgment"),
        },
        "outcome_step_id",
    )


ANSWERED = Written(Challenge, {"answered_on": day}, "answer_step_id")

# Publicity
SHOWN = Written(
    Publication,
    {
        "is_published": fixed(value=True),
        "decided_on": day,
        "channel": text("published_where"),
        "is_masked": lambda _file, row: (
            row.given.get("publication") == "masked" or row.given.get("masked") is True
        ),
        "due_on": due("CF-20", "INF-12"),
    },
)
NOT_SHOWN = Written(
    Publication,
    {
        "is_published": fixed(value=False),
        "decided_on": day,
        "due_on": due("CF-20"),
        "reason": reason,
    },
)
TAKEN_DOWN = Written(
    Publication, {"withdrawn_on": day, "withdrawn_why": reason}, "withdrawal_step_id"
)
PUT_RIGHT = Written(
    Publication,
    {"corrected_on": day, "corrected_words": text("corrected_words", "change_scope")},
    "correction_step_id",
)

PENALTIES: Mapping[str, tuple[Written, ...]] = {
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
    "remedy_changed": (_outcome("changed"),),
    "remedy_annulled": (_outcome("annulled"), FALLEN),
    "remedy_redo": (_outcome("redo"), FALLEN),
    "remedy_reopen": (_outcome("redo"), FALLEN),
    "publish": (SHOWN,),
    "not_publish": (NOT_SHOWN,),
    "withdraw_publicity": (TAKEN_DOWN,),
}
DISPUTES: Mapping[str, tuple[Written, ...]] = {
    "take_evidence": (Written(Sampling, SAMPLED.columns, when=was("method", "sample")),),
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
    "publish_change": (SHOWN,),
    "correct_words": (PUT_RIGHT,),
    "correct_decision": (PUT_RIGHT,),
}
WRITTEN: Mapping[str, Mapping[str, tuple[Written, ...]]] = {
    **dict.fromkeys(PENALTY_TRACKS, PENALTIES),
    "infringement": DISPUTES,
}
