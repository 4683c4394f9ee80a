"""What the gates of an infringement dispute may look at, from the open file and the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.clock import local
from caseapp.cases.asked import Asked
from caseapp.cases.dispute_queries import asked_recusals
from caseapp.cases.given import stored_day
from caseapp.cases.open_file import OpenFile
from caseapp.cases.parts import ON_PANEL
from caseapp.law import time_limits
from caseapp.law.errors import NoAnswer
from caseapp.law.procedures.infringement.facts import DisputeFacts

NOTHING: Mapping[str, Any] = {}
DECISIONS = ("decide", "decide_repeat")
HOLDERS_TERM = "INF-11b"
DRAFTS = ("draft_decision", "draft_repeat")


def dispute_facts(file: OpenFile, asked: Asked) -> dict[str, Any]:
    """Gather what a dispute adds to the facts every track has."""
    found = {
        **_asked_for(file),
        **_people(file),
        **_answered(file),
        **_heard(file, asked),
        **_invalidation(file),
        **_decided(file),
        **_enforced(file),
        "waiting_ends_on": _waiting_end(file, asked),
    }
    return {
        "verification_recorded": file.latest("verify") is not None,
        "case_limit_due": file.due("INF-09"),
        "extensions": sum(1 for one in file.history if one.step == "extend_case"),
        "demand_ends_on": _end("CF-19", asked.day("demanded_on"), file),
        "dispute": DisputeFacts(**found),
    }


def _asked_for(file: OpenFile) -> dict[str, Any]:
    more, looked = file.latest("supplemented"), file.latest("verify")
    added = more.given if more else NOTHING
    papers = list(file.request.papers) if file.request else []
    first = next(iter(file.patents), None)
    return {
        "claims": added.get("claims") or (file.request.claims if file.request else ""),
        "papers": tuple(dict.fromkeys([*papers, *added.get("papers_added", [])])),
        "patents": len(file.patents),
        "respondents": sum(
            1 for row in file.parties if row.part == "respondent" and row.left_on is None
        ),
        "patent_kind": first.kind if first is not None else "",
        "patent_status": looked.given.get("patent_status", "") if looked else "",
        "supplement_asked": file.latest("ask_supplement") is not None,
        "supplement_ends_on": file.due("INF-02"),
    }


def _people(file: OpenFile) -> dict[str, Any]:
    waiting = asked_recusals(file.case.id)
    names = accounts.names_of(set(waiting)) if waiting else {}
    return {
        "panel_ids": tuple(
            row.person_id
            for row in file.team
            if row.until is None and not row.recused and row.part in ON_PANEL
        ),
        "challenged": tuple((one, names.get(one, "")) for one in waiting),
    }


def _answered(file: OpenFile) -> dict[str, Any]:
    last = file.latest("record_answer", "pass_answer")
    barred = file.latest("object_time_bar")
    return {
        "answer_ends_on": file.due("INF-04"),
        "answer_recorded": file.latest("record_answer") is not None,
        "answer_passed": last is not None and last.step == "pass_answer",
        "time_bar_objected": barred is not None,
        "time_bar_ends_on": _end("INF-13", stored_day(barred.given, "known_on"), file)
        if barred
        else None,
    }


def _heard(file: OpenFile, asked: Asked) -> dict[str, Any]:
    told = file.latest("call_oral", "postpone_oral")
    stored = told.given if told else NOTHING
    typed = asked.given if "oral_at" in asked.given else stored
    on, absent = _day(typed.get("oral_at")), file.latest("note_absence", "call_oral")
    served = [_day(typed.get(f"{side}_notice_on")) for side in ("requester", "respondent")]
    known = [day for day in served if day is not None]
    return {
        "oral_on": on,
        "oral_notice_by": _end("INF-06", on, file),
        "oral_notice_served_on": max(known) if len(known) == len(served) else None,
        "absent": absent.given.get("absent", "") if absent is not None else "",
    }


def _invalidation(file: OpenFile) -> dict[str, Any]:
    last = file.latest("note_invalidation", "invalidation_ended")
    begun, ended = file.latest("note_invalidation"), file.latest("invalidation_ended")
    is_open = last is not None and last.step == "note_invalidation"
    since = file.latest("note_invalidation", "go_on")
    return {
        "invalidation_open": is_open,
        "invalidation_second": bool(begun and begun.given.get("second_request")),
        "invalidation_result": ended.given.get("invalidation_result", "")
        if ended and not is_open
        else "",
        # A reason given for an earlier request says nothing about a new one.
        "goes_on": since.given.get("goes_on", "") if since else "",
    }


def _decided(file: OpenFile) -> dict[str, Any]:
    voted, decided = file.in_round("deliberate"), file.in_round(*DECISIONS)
    given = decided.given if decided else NOTHING
    drafted = file.in_round(*DRAFTS)
    return {
        "drafted": _drafted(drafted.given) if drafted else NOTHING,
        "deliberated": voted.given.get("finding", "") if voted else "",
        "finding": given.get("finding", ""),
        "perform_until": stored_day(given, "perform_until"),
        **_published(file),
    }


def _published(file: OpenFile) -> dict[str, bool]:
    """What became of a decision by a suit is published on its own; a dead one needs no other notice."""
    told = file.in_round("publish") is not None
    last = file.latest("suit_redo", "suit_annulled", "publish_change")
    annulled = file.in_round("suit_annulled") is not None
    return {
        "published": told or (annulled and last is not None and last.step == "publish_change"),
        "change_unpublished": last is not None and last.step != "publish_change",
    }


def _drafted(given: Mapping[str, Any]) -> dict[str, Any]:
    """Read the drafted decision as a form would hold it, so that the two can be compared."""
    listed = given.get("order")
    return {
        **given,
        "order": tuple(listed) if listed else (),
        "perform_until": stored_day(given, "perform_until"),
    }


def _enforced(file: OpenFile) -> dict[str, Any]:
    is_marked = file.in_round("mark_unperformed") is not None
    return {
        "performed": file.in_round("perform") is not None,
        "unperformed_marked": is_marked,
        "suit_ends_on": file.last_due("INF-10"),
        "suit_lapsed": file.in_round("suit_lapsed") is not None,
        "court_ends_on": _office_term(file) if is_marked else None,
        "holder_marked": file.in_round("office_let_pass") is not None,
    }


def _office_term(file: OpenFile) -> date | None:
    """The office's own term at court; what the holder has after it (INF-11b) is no term of the office."""
    own = (one for one in reversed(file.limits) if one.family == "INF-11")
    return next((one.due_on for one in own if one.rule_id != HOLDERS_TERM), None)


def _waiting_end(file: OpenFile, asked: Asked) -> date | None:
    """The holder's days after being urged end with the earlier of the two counts (INF-14)."""
    counts = (("INF-14", "urged_received_on"), ("INF-14b", "urged_sent_on"))
    ends = [_end(rule, asked.day(key), file) for rule, key in counts]
    return min((day for day in ends if day is not None), default=None)


def _end(family: str, start: date | None, file: OpenFile) -> date | None:
    """Count a limit that is not started in the file: back from the hearing, or from a day told."""
    if start is None:
        return None
    try:
        answer = time_limits.load().due(
            family,
            start,
            authority=file.procedure.authority,
            calendar=file.calendar.in_area(file.area),
        )
    except NoAnswer:
        return None
    return answer.due


def _day(value: object) -> date | None:
    """Read a day or the day of an instant, typed or stored."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return local(value).date() if value.tzinfo else value.date()
    return value if isinstance(value, date) else None
