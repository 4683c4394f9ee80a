"""The ends of limits that forbid an act of a penalty case, and what was put in place of a decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.cases.asked import Asked
from caseapp.cases.given import stored_day, stored_money
from caseapp.cases.open_file import OpenFile
from caseapp.law import time_limits
from caseapp.law.due_dates import legal_day
from caseapp.law.errors import NoAnswer
from caseapp.law.procedures.conditions import REMEDY_END
from caseapp.law.procedures.counterfeit.facts import Term
from caseapp.law.procedures.gates.terms import act_not_time_barred
from caseapp.law.rows import valid_on
from caseapp.law.time_bar import time_bar

OF_DECISION = ("CF-25", "CF-25b", "CF-27d")


def penalty_terms(file: OpenFile, asked: Asked) -> dict[str, Any]:
    """Gather what the gates on ended limits and on changed decisions look at."""
    changed = file.in_round("remedy_changed")
    answered = file.latest("file", "refuse_filing", "order_correction")
    signed = file.in_round("sign_notice")
    return {
        "time_bar": _time_bar(file, asked),
        "terms": _terms(file),
        "hearing_refusal": str(signed.given.get("hearing_refusal") or "") if signed else "",
        "filing_answered_on": answered.taken_on if answered else None,
        "changed_fine": stored_money(changed.given, "changed_fine") if changed else None,
        "changed_confiscation": stored_money(changed.given, "changed_confiscation")
        if changed
        else None,
        "shows_old_sums": _shows_old(file),
    }


def _shows_old(file: OpenFile) -> bool:
    """Shown, then changed, and neither taken down nor shown anew since."""
    last = file.latest("publish", "withdraw_publicity", "remedy_changed")
    was = file.latest("publish", "withdraw_publicity")
    changed = last is not None and last.step == "remedy_changed"
    return changed and was is not None and was.step == "publish"


def _time_bar(file: OpenFile, asked: Asked) -> Term | None:
    """Count from the end of the act as this form says it, else as the file last knew it (CF-29)."""
    rows = file.procedure.steps_from(file.case.state)
    if not any(act_not_time_barred in one.gates for one in rows):
        return None
    ended = asked.day("act_ended_on") or asked.day("act_end") or _known_end(file)
    if ended is None:
        return None
    grave = asked.given.get("grave_harm", _filed(file).get("grave_harm"))
    try:
        row, answer = time_bar(ended, grave_harm=bool(grave), calendar=_calendar(file))
    except NoAnswer:
        return None
    return Term(row.what, legal_day(answer.due), row.on_expiry, answer.text)


def _filed(file: OpenFile) -> Mapping[str, Any]:
    filed = file.latest("file")
    return filed.given if filed is not None else {}


def _known_end(file: OpenFile) -> date | None:
    report, verified = file.in_round("report"), file.latest("verify")
    reported = stored_day(report.given, "act_end") if report else None
    seen = stored_day(verified.given, "act_on") if verified else None
    return reported or stored_day(_filed(file), "act_ended_on") or seen


def _terms(file: OpenFile) -> dict[str, Term]:
    since = file.case.decided_on
    if since is None or file.case.state not in ("overdue", "remedy"):
        return {}
    found = {
        one.rule_id: Term(one.what, one.due_on, one.on_expiry, one.text)
        for one in file.limits
        if one.rule_id in OF_DECISION and one.start_on >= since
    }
    court = _court_term(file) if "CF-25" not in found else None
    return {**found, "CF-25": court} if court is not None else found


def _court_term(file: OpenFile) -> Term | None:
    """The time for the court runs whether or not somebody recorded that it began (行政强制法第五十三条)."""
    begins, book = file.last_due(REMEDY_END), time_limits.load()
    row = book.row("CF-25")
    if begins is None or not valid_on(row, begins):
        return None
    try:
        answer = book.due("CF-25", begins, calendar=_calendar(file))
    except NoAnswer:
        return None
    return Term(row.what, legal_day(answer.due), row.on_expiry, answer.text)


def _calendar(file: OpenFile) -> Any:
    return file.calendar.in_area(file.area)
