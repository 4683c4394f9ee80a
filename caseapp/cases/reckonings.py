"""The penalty desk of a case: what the file already knows, and the reckonings kept in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.cases.companion_queries import beside
from caseapp.cases.conditions import party_kind
from caseapp.cases.given import stored_day, stored_money
from caseapp.cases.kept_reckonings import reckonings_of
from caseapp.cases.open_file import OpenFile
from caseapp.cases.preset import usual_day
from caseapp.cases.surcharges import remedy_days

REMEDIES = {"reconsideration": "review", "suit": "suit"}
# What the desk begins with; a case of dishonest filing never asks for gains.
UNTIL_REPORTED = {"counterfeit": "known", "false-statement": "none"}


def reckoning_of(case_id: int, reckoning_id: int) -> Any:
    """Return one reckoning of this very case; one of another case is not there."""
    for row in reckonings_of(case_id):
        if row.id == reckoning_id:
            return row
    raise NotVisible


def penalty_preset(file: OpenFile) -> dict[str, Any]:
    """Fill the desk with what the file knows: report, goods found, party, the day the fine was due."""
    step = file.in_round("report", "punish_on_spot")
    given = step.given if step is not None else {}
    drafted = file.in_round("ask_decision")
    sums = drafted.given if drafted is not None else given
    verified = file.latest("verify")
    start = stored_day(verified.given, "act_on") if verified is not None else None
    found = sum((lot.total for lot in file.goods if lot.kind == "found"), Decimal(0))
    return {
        "party_kind": party_kind(file),
        "act_kinds": list(given.get("act_kinds", [])),
        "act_start": stored_day(given, "act_start") or start,
        "act_end": stored_day(given, "act_end") or start,
        "decided": file.case.decided_on or usual_day(file),
        "gains_kind": given.get("gains_kind") or UNTIL_REPORTED[file.procedure.track],
        "gross": stored_money(given, "gains"),
        "method": given.get("gains_method", ""),
        "gains_reason": given.get("gains_reason", ""),
        "business": found or None,
        "patents": max(1, len(file.patents)),
        "fine": stored_money(sums, "fine") or stored_money(given, "proposed_fine"),
        "confiscation": stored_money(sums, "confiscation"),
        "due_on": file.due("CF-18"),
        "surcharge_until": today() if file.due("CF-18") else None,
        **_remedies(file),
    }


def _remedies(file: OpenFile) -> dict[str, Any]:
    """The days of the latest reconsideration and suit, as the case's own surcharge leaves them out."""
    found: dict[str, Any] = {}
    for one in beside(file.case.id).records:
        if one.table != "challenge":
            continue
        prefix = REMEDIES[one.kind]
        for days in remedy_days((one,), today()):
            last = days.last if one.outcome_on is not None else None
            found |= {f"{prefix}_first": days.first, f"{prefix}_last": last}
    return found
