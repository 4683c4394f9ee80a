"""Rows of the counterfeit procedure that a case of dishonest filing shares, cut to what it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from caseapp.law.procedures.conditions import OWED, SHOWN, SHOWN_ELSEWHERE, SHOWN_HERE
from caseapp.law.procedures.counterfeit import states as counterfeit
from caseapp.law.procedures.false_statement import fields as ask
from caseapp.law.procedures.fields import EARLIER_FINE
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.gates.false_statement import (
    act_was_punishable,
    decision_does_more_than_warn,
    fine_beside_warning_in_range,
    goods_are_given_back,
    warning_is_given,
)
from caseapp.law.procedures.gates.on_spot import cash_handed_in, decision_is_shown
from caseapp.law.procedures.gates.report import (
    confiscation_in_range,
    fine_in_range,
    gains_method_in_force,
    gains_method_stored,
)
from caseapp.law.procedures.table import Field, Step

Conditional = tuple[tuple[str, tuple[str, ...]], ...]
# Nothing is marked, so no mark is put right; what is decided on the spot needs goods in sight.
STATES = tuple(one for one in counterfeit.STATES if one.key not in {"correcting", "on_spot"})
KNOWN = frozenset(one.key for one in STATES)
# The rule confiscates nothing: nobody reckons gains, and its own ceiling holds.
INSTEAD: Mapping[Gate, tuple[Gate, ...]] = {
    gains_method_stored: (),
    gains_method_in_force: (),
    confiscation_in_range: (),
    fine_in_range: (fine_beside_warning_in_range,),
    cash_handed_in: (),
    decision_is_shown: (decision_does_more_than_warn,),
}
BESIDE: Mapping[str, tuple[Gate, ...]] = {
    "report": (act_was_punishable, warning_is_given),
    "ask_decision": (act_was_punishable, warning_is_given),
    "decide": (act_was_punishable,),
    "dispose_evidence": (goods_are_given_back,),
}
FORMS: Mapping[str, tuple[Field, ...]] = {
    "verify": ask.VERIFICATION,
    "report": (*ask.ACT, *ask.PROPOSAL, *EARLIER_FINE),
    "ask_decision": ask.PENALTY,
}
# The measures of the patent office speak of counterfeit patents alone (CF-20).
SHOWING: Conditional = (
    (SHOWN, ("CF-31",)),
    (SHOWN_HERE, ("CF-21",)),
    (SHOWN_ELSEWHERE, ("CF-22",)),
)
BEGINS: Mapping[str, tuple[tuple[str, ...], Conditional]] = {
    "decide": (("CF-16",), SHOWING),
    # A decision that only warns leaves nothing to pay.
    "serve_decision": (("CF-26", "CF-27"), ((OWED, ("CF-18",)),)),
}
# A decision on the spot alone is looked into from the lead again; only counterfeit goods are seized.
LEFT_OUT = {"remedy_reopen"}


def shared(*rows: Step) -> tuple[Step, ...]:
    """Give these rows as this track knows them: its own states, forms and gates."""
    return tuple(
        _cut(row)
        for row in rows
        if row.key not in LEFT_OUT and KNOWN & set(row.origins) and (row.end or "lead") in KNOWN
    )


def _cut(row: Step) -> Step:
    gates = tuple(one for gate in row.gates for one in INSTEAD.get(gate, (gate,)))
    starts, starts_if = BEGINS.get(row.key, (row.starts, row.starts_if))
    return replace(
        row,
        start=tuple(state for state in row.origins if state in KNOWN),
        gates=(*gates, *BESIDE.get(row.key, ())),
        fields=FORMS.get(row.key, row.fields),
        starts=starts,
        starts_if=starts_if,
    )
