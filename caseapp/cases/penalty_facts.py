"""What the gates of a penalty case may look at, from the open file and the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.cases.asked import Asked
from caseapp.cases.conditions import is_reviewed, is_warning_only, party_kind
from caseapp.cases.crime_watch import STATED, grounds_in, pending_of, unanswered
from caseapp.cases.earlier_fines import breach_of, earlier_fine
from caseapp.cases.given import plain, stored_day, stored_money
from caseapp.cases.open_file import OpenFile
from caseapp.cases.penalty_terms import penalty_terms
from caseapp.law import penalties, thresholds, time_limits
from caseapp.law.errors import NoAnswer
from caseapp.law.procedures.articles import article_for
from caseapp.law.procedures.conditions import REMEDY_END
from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.facts import FineLimit, HearingTest
from caseapp.law.procedures.fields import GAINS_KINDS
from caseapp.law.procedures.gates.crime import (
    TRANSFER,
    suspicion_was_decided,
    threshold_was_decided,
)
from caseapp.law.procedures.gates.on_spot import decision_is_shown
from caseapp.law.procedures.gates.report import not_fined_before
from caseapp.law.procedures.gates.review import reviewer_is_qualified
from caseapp.law.procedures.roles import Role

NO_MONEY = Decimal(0)
NOTHING: Mapping[str, Any] = {}
NONE_SAID = ("无", "没有")
# Which acts of the table of penalties a track punishes.
ACT_OF = {"counterfeit": penalties.COUNTERFEIT, "false-statement": penalties.DISHONEST_FILING}
ASSISTANCE = {"ask_assistance": "asked", "assistance_received": "received"}


def penalty_facts(file: OpenFile, asked: Asked) -> dict[str, Any]:
    """Gather what a penalty case adds to the facts every track has."""
    report = _reported(file, asked)
    found = {"verification_recorded": file.latest("verify") is not None, **report}
    found |= _measured(file, asked, report)
    found |= _reviewed(file)
    found["crime_reached"] = _crime_reached(file, asked)
    found["crime_pending"] = _crime_pending(file)
    found["reviewer_qualified"] = _may_review(file, asked)
    found["fined_before"] = _fined_before(file, asked)
    found |= _notified(file)
    found |= _heard(file, asked)
    found |= _decided(file, asked)
    found |= _goods(file)
    found |= _owed(file, asked)
    found["counterfeit"] = _counterfeit(file, asked)
    return found


def _reported(file: OpenFile, asked: Asked) -> dict[str, Any]:
    step = file.in_round("report")
    stored: Mapping[str, Any] = step.given if step else NOTHING
    return {
        "act_start": stored_day(stored, "act_start"),
        "act_end": asked.day("act_end") or stored_day(stored, "act_end"),
        "proposal": "no_penalty" if _is_spared(file) else stored.get("proposal", ""),
        "gains_kind": asked.given.get("gains_kind") or stored.get("gains_kind", ""),
        "gains": asked.money("gains")
        if "gains_kind" in asked.given
        else stored_money(stored, "gains"),
        "gains_method": stored.get("gains_method", ""),
        "gains_reason": stored.get("gains_reason", ""),
        "proposed_fine": stored_money(stored, "proposed_fine"),
        "proposed_confiscation": stored_money(stored, "confiscation"),
        "criminal_check": stored.get("criminal_check", ""),
        "complex_or_major": bool(stored.get("complex_or_major")),
        **_with_police(file),
    }


def _with_police(file: OpenFile) -> dict[str, Any]:
    """Say whether the case went to the police, by which transfer, and what became of it."""
    sent, closed = file.latest("transfer_crime"), file.latest("close")
    is_closed = closed is not None and file.case.state == "closed"
    state = closed.from_state if closed is not None and is_closed else file.case.state
    # A suspicion stated after the head or the police answered is not answered by that.
    answered = file.latest("police_returned", "keep_crime") is not None
    anew = answered and any(one.rule == STATED for one in unanswered(file))
    return {
        "with_police": state == "with_police",
        "police_returned": file.latest("police_returned") is not None and not anew,
        "crime_kept": file.latest("keep_crime") is not None and not anew,
        "sent_by_transfer": str(sent.given.get(TRANSFER, "")) if sent is not None else "",
    }


def _is_spared(file: OpenFile) -> bool:
    """After an accepted defence the proposal is no longer the report's."""
    last = file.in_round("report", "ask_sparing", "ask_decision")
    return last is not None and last.step == "ask_sparing"


def _measured(file: OpenFile, asked: Asked, report: Mapping[str, Any]) -> dict[str, Any]:
    """Measure the penalty against the law of the act and the hearing threshold of the day."""
    act_end = report["act_end"]
    if act_end is None:
        return {}
    gains = report["gains"] if report["gains_kind"] == "known" else None
    reason = dict(GAINS_KINDS).get(report["gains_kind"], "") if gains is None else ""
    try:
        bounds = penalties.fine_range(
            gains, act_end, asked.on, reason=reason, act=ACT_OF[file.procedure.track]
        )
    except NoAnswer:
        return {}  # dates out of order: the gate on dates says so
    limit = FineLimit(bounds.ceiling, bounds.text, bounds.confiscate, bounds.basis)
    fine = asked.money("proposed_fine") or asked.money("fine") or report["proposed_fine"]
    taken = asked.money("confiscation") or report["proposed_confiscation"]
    test = thresholds.hearing_threshold(
        party_kind=party_kind(file),
        fine=fine or NO_MONEY,
        confiscation=taken or NO_MONEY,
        on=asked.on,
        authority=file.procedure.authority,
    )
    return {"fine_limit": limit, "hearing_test": HearingTest(test.met, test.text)}


def hearing_is_usual(file: OpenFile) -> bool:
    """Offer a hearing unless the known figure is surely not reached: an unknown one is no answer."""
    asked = Asked(file.last_step_on)
    test = _measured(file, asked, _reported(file, asked)).get("hearing_test")
    return test is not None and test.met is not False


def crime_signals(file: OpenFile, asked: Asked) -> tuple[str, ...]:
    """Say which criminal thresholds the known sums reach, so that the officers' answer rests on them."""
    return tuple(one.text for one in grounds_in(file, asked) if one.rule != STATED)


def _crime_reached(file: OpenFile, asked: Asked) -> str:
    """Name the grounds nobody answered yet, until it is decided and wherever a step must not pass them by."""
    rows = file.procedure.steps_from(file.case.state)
    is_next = any(threshold_was_decided in one.gates for one in rows)
    if not is_next and file.case.decided_on is not None:
        return ""
    return "；".join(one.text for one in unanswered(file, asked) if one.rule != STATED)


def _crime_pending(file: OpenFile) -> str:
    rows = file.procedure.steps_from(file.case.state)
    is_next = any(suspicion_was_decided in one.gates for one in rows)
    return pending_of(file.case.id) if is_next else ""


def _fined_before(file: OpenFile, asked: Asked) -> str:
    """Name an earlier fine for the act where a fine is next: as the officers state it, or as we know."""
    rows = file.procedure.steps_from(file.case.state)
    # A look at the page asks only where the decision is next: every other act brings its form.
    is_next = bool(asked.given) or any(one.signs == "penalty_decision" for one in rows)
    if not is_next or not any(not_fined_before in one.gates for one in rows):
        return ""
    reported = file.in_round("report")
    stored: Mapping[str, Any] = reported.given if reported else NOTHING
    given = plain(asked.given) if "act_end" in asked.given else stored
    stated = str(given.get("fined_elsewhere") or "").strip()
    if stated and stated not in NONE_SAID:
        return stated
    if not given or str(given.get("separate_act") or "").strip():
        return ""
    return earlier_fine(file, breach_of(given))


def _may_review(file: OpenFile, asked: Asked) -> bool:
    """Ask for the qualification of the reviewer who looks or acts, and only where a review is next."""
    rows = file.procedure.steps_from(file.case.state)
    if Role.LEGAL not in file.roles or not any(reviewer_is_qualified in one.gates for one in rows):
        return True
    return accounts.reviewer(file.by.id).is_qualified(asked.on)


def _reviewed(file: OpenFile) -> dict[str, Any]:
    step = file.in_round("pass_review", "pass_without_penalty", "return_review", "review_hearing")
    if step is None:
        return {}
    return {
        "review_result": "returned" if step.step == "return_review" else "passed",
        "reviewer_id": step.by_id,
        "review_on": step.taken_on,
    }


def _notified(file: OpenFile) -> dict[str, Any]:
    notice = file.paper("penalty_notice")
    signed, served = file.in_round("sign_notice"), file.in_round("notify")
    waived = file.in_round("waive_defence", "deem_waived")
    report = file.in_round("report")
    told: Mapping[str, Any] = report.given if signed and report else NOTHING
    return {
        "notice_signed_on": notice.signed_on if notice is not None else None,
        "notice_served_on": served.taken_on if served else None,
        "notice_fine": stored_money(told, "proposed_fine"),
        "notice_confiscation": stored_money(told, "confiscation"),
        "defence_ends_on": file.due("CF-13") or file.due("CF-14"),
        "defence_recorded": file.in_round("record_defence") is not None,
        "defence_waived": waived is not None,
        "collective_recorded": file.in_round("collective") is not None,
    }


def _heard(file: OpenFile, asked: Asked) -> dict[str, Any]:
    signed, waived = file.in_round("sign_notice"), file.in_round("waive_defence")
    told, held = file.in_round("notify_hearing"), file.in_round("hold_hearing")
    wanted = file.in_round("ask_hearing", "drop_hearing")
    # The form that names a day is measured by that day, not by the one it replaces.
    hearing_on = asked.day("hearing_on") or (stored_day(told.given, "hearing_on") if told else None)
    return {
        "hearing_offered": bool(signed and signed.given.get("hearing_offered")),
        "hearing_ends_on": file.due("CF-14"),
        "hearing_waived": bool(waived and waived.given.get("hearing_waived")),
        "hearing_asked": wanted is not None and wanted.step == "ask_hearing",
        "hearing_on": hearing_on,
        "hearing_notice_by": _notice_by(file, hearing_on),
        "hearing_notice_served_on": stored_day(told.given, "hearing_notice_served_on")
        if told
        else None,
        "hearing_held_on": held.taken_on if held else None,
    }


def _notice_by(file: OpenFile, hearing_on: date | None) -> date | None:
    """Count back from the hearing to the last day its notice may be served (CF-15)."""
    if hearing_on is None:
        return None
    try:
        answer = time_limits.load().due(
            "CF-15",
            hearing_on,
            authority=file.procedure.authority,
            calendar=file.calendar.in_area(file.area),
        )
    except NoAnswer:
        return None
    return answer.due


def _decided(file: OpenFile, asked: Asked) -> dict[str, Any]:
    draft = file.in_round("punish_on_spot", "ask_decision")
    decide = file.in_round("decide", "punish_on_spot")
    shown = file.latest("publish", "withdraw_publicity")
    said = file.in_round("publish", "not_publish") is not None
    return {
        "decision_fine": stored_money(draft.given, "fine") if draft else None,
        "decision_confiscation": stored_money(draft.given, "confiscation") if draft else None,
        "decider_id": decide.by_id if decide else None,
        "case_limit_due": file.due("CF-12"),
        "publicity_decided": said or _is_left_out(file, asked.on),
        "is_published": shown is not None and shown.step == "publish",
        "extensions": sum(1 for one in file.history if one.step == "extend_case"),
    }


def _is_left_out(file: OpenFile, on: date) -> bool:
    """Say whether the rule of the day leaves this decision out, so that nobody has to decide it."""
    if is_warning_only(file):
        return True
    rule = article_for(decision_is_shown.key, on=on, authority=file.procedure.authority)
    return rule is not None and file.in_round("punish_on_spot") is not None


def _counterfeit(file: OpenFile, asked: Asked) -> CounterfeitFacts:
    """Gather what only counterfeit cases know."""
    verified = file.latest("verify")
    checked = file.latest("order_correction", "check_correction")
    cash = file.in_round("collect_cash", "hand_in_cash", "bank_cash")
    urgent = file.latest("register_urgent", "approve_registration", "dispose_evidence")
    waiting = urgent is not None and urgent.step == "register_urgent"
    hours, kept = file.limit("CF-09"), file.limit("CF-08")
    return CounterfeitFacts(
        patent_status=verified.given.get("patent_status", "") if verified else "",
        correction=checked.given.get("correction_result", "ordered") if checked else "",
        on_spot=file.in_round("punish_on_spot") is not None,
        cash_is_held=cash is not None and cash.step == "collect_cash",
        cash_in_office=cash is not None and cash.step == "hand_in_cash",
        registration_lapses=kept is not None and kept.on_expiry == "auto_lapse",
        urgent_registration_due=hours.due_at if waiting and hours is not None else None,
        **_outside(file),
        **penalty_terms(file, asked),
    )


def _outside(file: OpenFile) -> dict[str, Any]:
    """What lies with other offices: help asked for, what was pushed, a reconsideration."""
    asked = file.latest("ask_assistance", "assistance_received", "assistance_done")
    pushed = file.in_round("push_publicity", "push_received")
    said = file.latest("reconsideration", "review_silent")
    reviewing = file.rule("CF-26d") if is_reviewed(file) else None
    pending = reviewing is not None and reviewing.rule_id == "CF-26d"
    return {
        "assistance": ASSISTANCE.get(asked.step, "") if asked else "",
        "running": frozenset(one.rule_id for one in file.limits if one.stopped_on is None),
        "pushed": pushed is not None and pushed.step == "push_publicity",
        "review_ends_on": reviewing.due_on if pending and reviewing is not None else None,
        "review_silent": said is not None and said.step == "review_silent",
    }


def _goods(file: OpenFile) -> dict[str, Any]:
    open_rows = [one for one in file.registrations if one.disposed_on is None]
    last = file.latest("seize", "seize_urgent", "release")
    seized = last is not None and last.step != "release"
    urgent = file.latest("seize_urgent", "approve_seizure")
    running = file.limit("CF-06") if urgent and urgent.step == "seize_urgent" else None
    return {
        "registration_open": bool(open_rows),
        "registration_due_on": file.due("CF-08") if open_rows else None,
        "seizure_open": seized,
        "seizure_due_on": file.due("CF-07") if seized else None,
        "seizure_extended": file.latest("extend_seizure") is not None,
        "urgent_seizure_due": running.due_at if running is not None else None,
        "goods_open": len(open_rows) + (1 if seized else 0),
    }


def _owed(file: OpenFile, asked: Asked) -> dict[str, Any]:
    draft = file.in_round("punish_on_spot", "ask_decision")
    if draft is None or file.in_round("decide", "punish_on_spot") is None:
        return {}
    due = _sum_decided(file, draft, "fine") + _sum_decided(file, draft, "confiscation")
    paid = sum((stored_money(one.given, "paid") or NO_MONEY for one in file.round), NO_MONEY)
    demand = file.in_round("demand")
    return {
        "amount_due": due,
        "amount_paid": paid,
        "pay_due_on": file.due("CF-18"),
        "remedy_over": _remedy_over(file, asked.on),
        "remedy_lapse_recorded": file.in_round("remedy_lapsed") is not None,
        "demand_ends_on": file.due("CF-19") if demand else None,
    }


def _sum_decided(file: OpenFile, draft: Any, key: str) -> Decimal:
    """What was decided, or what a review or a court put in its place."""
    changed = file.in_round("remedy_changed")
    put = stored_money(changed.given, f"changed_{key}") if changed else None
    return (stored_money(draft.given, key) or NO_MONEY) if put is None else put


def _remedy_over(file: OpenFile, on: date) -> bool:
    end = file.last_due(REMEDY_END)
    return end is not None and end < on
