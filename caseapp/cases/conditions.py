"""Whether a condition of the procedure holds in this very case: what is shown, where, after what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.cases.given import stored_money
from caseapp.cases.open_file import OpenFile
from caseapp.law.procedures import conditions as law
from caseapp.law.procedures.articles import article_for
from caseapp.law.procedures.gates.on_spot import reconsideration_named_first
from caseapp.law.time_limits import ANSHAN

# A credit code names the place of registration in its third to eighth digit, the province first.
PROVINCE = slice(2, 4)


def holds(condition: str, file: OpenFile) -> bool:
    """Say whether a condition named by a row of the procedure holds."""
    return _HOLDS[condition](file)


def is_warning_only(file: OpenFile) -> bool:
    """Say whether the decision only warns: the register of penalties does not show that."""
    draft = file.in_round("ask_decision")
    warned = draft is not None and bool(draft.given.get("warning"))
    return warned and draft is not None and not stored_money(draft.given, "fine")


def is_reviewed(file: OpenFile) -> bool:
    """Say whether the remedy that is pending is a reconsideration."""
    last = file.latest("reconsideration", "suit")
    return last is not None and last.step == "reconsideration"


def _is_registered_elsewhere(file: OpenFile) -> bool:
    codes = (
        one.credit_code for one in file.parties if one.part == "respondent" and not one.left_on
    )
    code = next(codes, "")
    return bool(code) and code[PROVINCE] != ANSHAN[:2]


def _is_published(file: OpenFile) -> bool:
    last = file.latest("publish", "withdraw_publicity")
    return last is not None and last.step == "publish"


def _may_be_sued_at_once(file: OpenFile) -> bool:
    """Ask whether the law of the decision's day sends the party to reconsideration first."""
    on = file.case.decided_on
    first = reconsideration_named_first.key
    return on is None or article_for(first, on=on, authority=file.procedure.authority) is None


_HOLDS: Mapping[str, Callable[[OpenFile], bool]] = {
    law.SHOWN: lambda file: not is_warning_only(file),
    law.SHOWN_HERE: lambda file: not (is_warning_only(file) or _is_registered_elsewhere(file)),
    law.SHOWN_ELSEWHERE: lambda file: not is_warning_only(file) and _is_registered_elsewhere(file),
    law.REVIEWED: is_reviewed,
    law.OWED: lambda file: not is_warning_only(file),
    law.PUBLISHED: _is_published,
    law.SUED_AT_ONCE: _may_be_sued_at_once,
}


def party_kind(file: OpenFile) -> str:
    """Say whether who is to be punished counts as a natural person or as an entity (行政处罚法第六十三条)."""
    punished = [one for one in file.parties if one.part == "respondent" and one.left_on is None]
    # Of several, the one with the lower threshold keeps the right to a hearing.
    natural = any(one.kind in ("person", "individual") for one in punished)
    return "person" if natural else "entity"
