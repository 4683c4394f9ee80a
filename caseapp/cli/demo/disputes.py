"""The invented infringement disputes of the demo office: every state and end, each edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# A way is the acts in order; a number before one is how many working days lie before it.
FILED = "ask 1:verify 2:file"
SERVED_REQ = f"{FILED} 2:serve_request"
ANSWERED = f"{SERVED_REQ} 8:record_answer 1:pass_answer"
CALLED = f"{ANSWERED} 2:call_oral"
HEARD = f"{CALLED} 9:hold_oral"
DECIDED = f"{HEARD} 2:deliberate 1:draft_decision 1:decide"
SERVED = f"{DECIDED} 1:serve_decision 3:publish"
LAPSED = f"{SERVED} 12:suit_lapsed"
PERFORMED = f"{LAPSED} 3:perform"
CLOSED = f"{PERFORMED} 1:close"
WITHDRAWN = "2:withdraw 1:serve_withdrawal 2:close"
# Repeated infringement is decided at once: the short way to what comes after a decision.
REPEATED = f"{FILED} 1:draft_repeat 1:decide_repeat"
TOLD = f"{REPEATED} 1:serve_decision 3:publish"
ENFORCED = f"{TOLD} 12:suit_lapsed 12:mark_unperformed 15:apply_court"
SUSPENDED = f"{ANSWERED} 1:note_invalidation 2:suspend"
DISMISSED: Mapping[str, Mapping[str, Any]] = {
    "deliberate": {"finding": "not_infringed"},
    "draft_decision": {
        "finding": "not_infringed",
        "order": (),
        "order_words": "",
        "perform_until": None,
    },
}
REVOKED: Mapping[str, Mapping[str, Any]] = {
    "invalidation_ended": {"invalidation_result": "invalid"}
}


@dataclass(frozen=True)
class DisputePlan:
    """One dispute: `ends` is the last act's day, or how many working days it lies before today."""

    about: str
    way: str
    state: str
    ends: int | date
    abroad: bool = False
    papers: tuple[str, ...] = ("identity", "register", "evidence", "copies")
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


OLD_PAPERS = ("identity", "certificate", "fee", "evidence", "copies")
DISPUTES = (
    DisputePlan("valve", CLOSED, "closed", date(2013, 6, 28), papers=OLD_PAPERS),
    DisputePlan("lamp", f"{ANSWERED} {WITHDRAWN}", "closed", date(2014, 4, 25)),
    DisputePlan("grinder", "ask 1:verify 3:refuse_filing", "refused", date(2014, 9, 19)),
    DisputePlan(
        "furnace",
        f"{HEARD} 2:deliberate 1:draft_decision 1:decide 1:serve_decision 16:close",
        "closed",
        date(2014, 12, 19),
        given=DISMISSED,
    ),
    DisputePlan("valve", CLOSED, "closed", date(2016, 5, 20), papers=OLD_PAPERS),
    DisputePlan("lamp", f"{ANSWERED} 3:mediate 4:agree 2:close", "closed", date(2017, 8, 18)),
    DisputePlan("grinder", f"{ENFORCED} 20:perform 2:close", "closed", date(2018, 11, 16)),
    DisputePlan(
        "furnace",
        f"{SUSPENDED} 60:invalidation_ended 3:resume 2:call_oral 9:hold_oral 2:deliberate 1:draft_decision 1:decide"
        " 1:serve_decision 3:publish 12:suit_lapsed 3:perform 1:close",
        "closed",
        date(2020, 11, 13),
    ),
    DisputePlan(
        "lamp",
        f"{CALLED} 9:note_absence 1:hear_in_default 2:deliberate 1:draft_decision 1:decide 1:serve_decision"
        " 3:publish 12:suit_lapsed 3:perform 1:close",
        "closed",
        date(2022, 6, 17),
        given={"note_absence": {"absent": "respondent"}},
    ),
    DisputePlan(
        "valve",
        f"{SERVED} 5:suit 40:suit_upheld 5:perform 1:close",
        "closed",
        date(2024, 9, 20),
    ),
    DisputePlan("valve", CLOSED, "closed", 40),
    DisputePlan("lamp", f"{CALLED} 9:note_absence 1:deem_withdrawn 1:serve_withdrawal 2:close",
                "closed", 60),
    DisputePlan("grinder", f"{FILED} 1:draft_repeat 1:decide_repeat 1:serve_decision 3:publish 12:suit_lapsed"
                " 2:perform 1:close", "closed", 75),
    DisputePlan("furnace", "ask 1:ask_supplement 9:refuse_filing", "refused", 15,
                given={"refuse_filing": {"refusal": "not_supplemented"}}),
    DisputePlan("valve", f"{SERVED_REQ} 4:object_jurisdiction 3:uphold_objection", "moved", 30),
    DisputePlan("lamp", "ask", "requested", 2),
    DisputePlan("valve", "ask 1:ask_supplement", "supplement", 2, papers=("identity",)),
    DisputePlan("grinder", FILED, "filed", 1),
    DisputePlan("furnace", SERVED_REQ, "served_req", 4, abroad=True),
    DisputePlan("lamp", f"{SERVED_REQ} 4:object_jurisdiction", "objection", 1),
    DisputePlan("grinder", ANSWERED, "answered", 2),
    DisputePlan("valve", f"{ANSWERED} 2:take_evidence", "evidence", 2),
    DisputePlan("lamp", f"{ANSWERED} 2:mediate", "mediating", 3),
    DisputePlan("furnace", CALLED, "oral", 3),
    DisputePlan("valve", f"{CALLED} 9:note_absence", "absent", 1),
    DisputePlan("lamp", HEARD, "heard", 2),
    DisputePlan("valve", f"{HEARD} 2:deliberate 1:draft_decision", "deciding", 1),
    DisputePlan("grinder", SUSPENDED, "suspended", 20),
    DisputePlan("furnace", REPEATED, "decided", 1),
    DisputePlan("valve", TOLD, "served", 3),
    DisputePlan("lamp", f"{TOLD} 4:suit", "suit", 6),
    DisputePlan("valve", ENFORCED, "court", 5),
    DisputePlan("grinder", f"{TOLD} 12:suit_lapsed 3:perform", "performed", 1),
    DisputePlan("lamp", f"{ANSWERED} 3:mediate 4:agree", "agreed", 1),
    DisputePlan("furnace", f"{ANSWERED} 2:withdraw", "withdrawn", 2),
    DisputePlan(
        "grinder",
        f"{SERVED_REQ} 8:record_answer 1:note_invalidation 1:go_on 1:on_paper 2:deliberate 1:draft_decision 1:decide"
        " 1:serve_decision 2:publish 20:invalidation_ended 3:correct_decision",
        "corrected",
        4,
        given=REVOKED,
    ),
)  # fmt: skip
