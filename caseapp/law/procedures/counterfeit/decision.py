"""The decision in each of its forms: penalty, none, withdrawal, the police; and its service."""

from __future__ import annotations

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.conditions import SHOWN, SHOWN_ELSEWHERE, SHOWN_HERE
from caseapp.law.procedures.counterfeit.duties import CHIEF, DECIDING, OFFICER, SERVERS, SPARING
from caseapp.law.procedures.counterfeit.states import INQUIRY, UNDECIDED
from caseapp.law.procedures.gates.crime import (
    comes_back_by_its_transfer,
    decided_on_a_transfer,
    head_decides_in_person,
    is_with_the_police,
    suspicion_was_decided,
    threshold_was_decided,
)
from caseapp.law.procedures.gates.dates import not_before_decision, not_before_start
from caseapp.law.procedures.gates.decision import (
    decision_awaits_signature,
    decision_is_served,
    inside_case_limit,
    party_was_answered,
    publicity_told,
)
from caseapp.law.procedures.gates.report import not_a_crime
from caseapp.law.procedures.gates.review import review_passed
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Field, Step

# Suspicion may come up while the party is heard, and nobody waits with it.
TO_POLICE = (*UNDECIDED, "hearing")
# Whoever took the letter down; the clock, where the police answered by their own account.
BACK_BY = (*OFFICER, Role.UNIT_HEAD, Role.LEGAL, Role.REGISTRAR, Role.LIAISON, Role.CLOCK)
# A row of the table is read as a row.
# fmt: off
PROPOSING = (
    Step("ask_decision", "报请决定", ("defence", "collective"), "deciding", by=OFFICER,
         gates=DECIDING, fields=ask.PENALTY, papers=("penalty_decision",),
         stops=("CF-13", "CF-14")),
    Step("ask_sparing", "采纳申辩，报请不予处罚", ("defence", "collective"), "deciding", by=OFFICER,
         gates=(not_before_start, party_was_answered, review_passed), fields=ask.SPARING,
         stops=("CF-13", "CF-14")),
    Step("return_decision", "退回", "deciding", "collective", by=CHIEF, gates=(not_before_start,),
         needs_reason=True),
)
OFFICE_PENALTY = Step("decide", "作出处罚决定", "deciding", "decided", by=CHIEF, override=True,
                      gates=(*DECIDING, decision_awaits_signature, inside_case_limit),
                      signs="penalty_decision",
                      stops=("CF-12",), starts=("CF-16", "CF-20", "CF-31"))
# Which register must show a market bureau's decision hangs on where the party is registered.
SHOWING = (
    (SHOWN, ("CF-31",)), (SHOWN_HERE, ("CF-21",)), (SHOWN_ELSEWHERE, ("CF-22",)),
)
LEAVING = (
    Step("transfer_crime", "移送公安机关", TO_POLICE, "with_police", by=CHIEF,
         gates=(not_before_start, decided_on_a_transfer, head_decides_in_person),
         fields=ask.TRANSFER, needs_reason=True, pauses=("CF-12",),
         later_papers=("涉嫌犯罪案件移送书",)),
    Step("keep_crime", "决定不移送公安机关", TO_POLICE, by=CHIEF,
         gates=(not_before_start, decided_on_a_transfer, head_decides_in_person),
         needs_reason=True),
    Step("police_returned", "登记公安机关退回", ("with_police", "closed"), "investigate",
         by=BACK_BY, gates=(not_before_start, is_with_the_police, comes_back_by_its_transfer), needs_reason=True, resumes=("CF-12",)),
    Step("serve_decision", "送达决定书", "decided", "served", by=SERVERS,
         gates=(not_before_decision, decision_is_served), on_served="penalty_decision",
         papers=("service_receipt",), stops=("CF-16",), starts=("CF-18", "CF-26", "CF-27")),
)


def bureau_penalty(*fields: Field) -> Step:
    """The penalty of a market bureau, with the question what the party was told of publicity."""
    return Step("decide", "作出处罚决定", "deciding", "decided", by=CHIEF, override=True,
                gates=(*DECIDING, decision_awaits_signature, inside_case_limit, publicity_told),
                fields=fields, signs="penalty_decision",
                stops=("CF-12",), starts=("CF-16", "CF-20"), starts_if=SHOWING)


def without_penalty(*, closing: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Rows that end without a penalty, with the limit that then begins for the closing form."""
    return (
        Step("spare", "不予处罚", "deciding", "not_punished", by=CHIEF,
             gates=(*SPARING, not_a_crime, threshold_was_decided, suspicion_was_decided),
             fields=ask.OUTCOME, stops=("CF-12",), starts=closing,
             later_papers=("不予行政处罚决定书",)),
        Step("withdraw", "撤销案件", (*INQUIRY, "suspended", "deciding"), "withdrawn", by=CHIEF,
             gates=(not_before_start, threshold_was_decided), needs_reason=True, stops=("CF-12",), starts=closing,
             later_papers=("撤销案件审批表",)),
    )


OFFICE_DECISION = (*PROPOSING, OFFICE_PENALTY, *without_penalty(), *LEAVING)
# fmt: on
