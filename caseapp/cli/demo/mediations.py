"""The invented mediations of the demo office: each kind, both outcomes, every edition."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import MediationGiven, RequestGiven, TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.cli.demo.days import Days, at
from caseapp.cli.demo.names import Inventor, Trader
from caseapp.cli.demo.people import Staff
from caseapp.cli.demo.request_story import RequestStory
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.parties.given import PartyGiven

TEXTS = Path(__file__).with_name("mediations.toml")
REGISTRAR = "jiwenxiu"
# A way is the acts in order; a number before one is how many working days lie before it.
SENT = "ask 2:send_notice 2:notice_served"
FILED = f"{SENT} 6:consent 3:file"
TALKED = f"{FILED} 1:notify_session 7:mediate"
AGREED = f"{TALKED} 1:agree"
CLOSED = f"{AGREED} 1:serve_result close"
FAILED = f"{TALKED} 2:withdraw"
STAYED = f"{FILED} 1:prove_acceptance 4:note_stay"
DECLINED = f"{SENT} 5:decline"
CHIEFS = ("file", "withdraw", "refuse_filing", "route_away", "close", "close_ownership")
ACTS_OF_CHIEF = (*CHIEFS, "extend_case")
ACTS_OF_DESK = (
    *("send_notice", "consent", "decline", "note_stay", "extend_stay", "copy_papers"),
    "note_resumption",
)
SAID: Mapping[str, Mapping[str, Any]] = {
    "send_notice": {"sent_how": "post"},
    "consent": {"opinion": "同意由贵局主持调解，意见另行书面提交。"},
    "decline": {"opinion": "双方已无协商可能，不同意调解。"},
    "file": {"filing_opinion": "双方同意调解，准予立案。"},
    "refuse_filing": {"refusal": "no_consent", "told_how": "post"},
    "route_away": {"receiver": "国务院专利行政部门", "told_how": "direct"},
    "notify_session": {"session_place": "本局第一调解室", "both_told": True},
    "mediate": {
        "place": "本局第一调解室",
        "session_record": "双方陈述意见，调解人员说明有关规定，双方交换了方案。",
    },
    "note_absence": {
        "absent": "requester",
        "unexcused": True,
        "absence_note": "电话联系未果，没有说明理由。",
    },
    "agree": {
        "agreed_sum": Decimal(30_000),
        "both_signed": True,
        "sealed": True,
        "has_performance": True,
        "enforcement_promise": True,
    },
    "withdraw": {"withdrawal": "failed", "told_how": "post"},
    "prove_acceptance": {"proof_for": "请求国务院专利行政部门中止有关程序"},
    "extend_stay": {"extend_months": 6},
    "copy_papers": {"copied_papers": "调解协议书", "sent_how": "post"},
    "ask_confirmation": {"court": "鞍山市中级人民法院", "both_applied": True},
    "confirmation_result": {"confirmation": "confirmed"},
}
REASON = "经审查，符合规定，应当这样办理。"


@dataclass(frozen=True)
class MediationPlan:
    """One mediation: `ends` is the last act's day, or how many working days it lies before today."""

    kind: str
    way: str
    state: str
    ends: int | date
    seat_is_here: bool = True
    act_is_here: bool = False
    is_granted: bool = True
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


MEDIATIONS = (
    MediationPlan(
        "ownership",
        f"{STAYED} 2:notify_session 7:mediate 1:agree 1:serve_result 1:close 8:note_resumption",
        "closed",
        date(2013, 11, 22),
    ),
    MediationPlan("reward", f"{FAILED} 1:serve_result close", "closed", date(2014, 6, 20)),
    MediationPlan(
        "inventor", f"{SENT} 13:stay_silent 3:refuse_filing", "not_filed", date(2015, 3, 27)
    ),
    MediationPlan("pre_grant_fee", CLOSED, "closed", date(2017, 9, 15)),
    MediationPlan(
        "damages",
        f"{CLOSED} 3:ask_confirmation 10:confirmation_result",
        "closed",
        date(2019, 6, 14),
        seat_is_here=False,
        act_is_here=True,
    ),
    MediationPlan("other", f"{FAILED} 1:serve_result close", "closed", date(2021, 4, 23)),
    MediationPlan("inventor", CLOSED, "closed", date(2022, 8, 26)),
    MediationPlan(
        "ownership",
        f"{STAYED} 2:notify_session 7:mediate 2:withdraw 1:serve_result close",
        "closed",
        date(2023, 10, 27),
    ),
    MediationPlan(
        "ownership",
        f"{STAYED} 1:notify_session 7:mediate 3:extend_case 2:agree 1:serve_result close_ownership"
        " 2:copy_papers 4:note_resumption 1:finish",
        "closed",
        40,
    ),
    MediationPlan("ownership", f"{AGREED} 1:serve_result close_ownership", "after", 1),
    MediationPlan("ownership", f"{STAYED} 3:extend_stay", "filed", 6),
    MediationPlan("reward", AGREED, "agreed", 5),
    MediationPlan("damages", TALKED, "session", 3),
    MediationPlan("inventor", FILED, "filed", 2),
    MediationPlan(
        "pre_grant_fee", "ask 3:refuse_filing", "not_filed", 12, is_granted=False,
        given={"refuse_filing": {"refusal": "not_granted"}},
    ),
    MediationPlan("open_licence", "ask 2:route_away", "routed", 9),
    MediationPlan("other", DECLINED, "declined", 3),
    MediationPlan("reward", f"{FILED} 1:notify_session 1:serve_session 6:note_absence", "no_show", 2),
    MediationPlan(
        "reward",
        f"{FILED} 1:notify_session 1:serve_session 6:note_absence 2:withdraw",
        "failed",
        4,
        given={"withdraw": {"withdrawal": "requester_absent"}},
    ),
    MediationPlan("pre_grant_fee", SENT, "sent", 4),
    MediationPlan("inventor", f"{SENT} 6:consent", "opinion", 1),
    MediationPlan("damages", "ask", "requested", 3, seat_is_here=False, act_is_here=True),
)  # fmt: skip


class MediationStory(RequestStory):
    """One mediation on its way; its names are made up at once, its acts when their day comes."""

    def __init__(
        self, plan: MediationPlan, staff: Staff, *, days: Days, inventor: Inventor
    ) -> None:
        super().__init__(plan, staff, days)
        self._plan = plan
        self._asking = inventor.person()
        self._asking_at = inventor.address("210302")
        self._asking_id = inventor.id_number("210302")
        self._firm: Trader = inventor.trader("210304", "机械")
        before = days.today.year if isinstance(plan.ends, int) else plan.ends.year
        self._number = inventor.patent_number(1, before=before)

    def _ask(self, day: date) -> None:
        plan = self._plan
        granted = day - timedelta(days=240) if plan.is_granted else None
        case = cases.open_mediation(
            by=_registrar(),
            given=self._request(day),
            about=MediationGiven(
                kind=plan.kind,
                granted_on=granted,
                seat_is_here=plan.seat_is_here,
                act_is_here=plan.act_is_here,
                claimed=Decimal(50_000) if plan.kind in ("reward", "damages") else None,
            ),
        )
        self._case_id = case.id

    def _request(self, day: date) -> RequestGiven:
        said = _texts()[self._plan.kind]
        firm = self._firm
        return RequestGiven(
            track="mediation",
            received_on=day,
            unit_id=self._staff.unit_id,
            requester=PartyGiven(
                kind="person",
                name=self._asking,
                id_number=self._asking_id,
                address=self._asking_at,
            ),
            respondent=PartyGiven(
                kind=firm.kind,
                name=firm.name,
                credit_code=firm.credit_code,
                legal_representative=firm.boss,
                address=firm.address,
                phone=firm.phone,
            ),
            patent_as_printed=self._number,
            relief=said["relief"],
            grounds=said["grounds"],
            standing="inventor" if self._plan.kind in ("inventor", "reward") else "claimant",
            papers=("identity", "evidence", "copies"),
        )

    def _take(self, key: str, day: date) -> None:
        by = self._who(key)
        case: CaseFile = queries.visible_case(self._case_id, by=by)
        step = next(one for one in PROCEDURES[case.edition].steps if one.key == key)
        asked = {one.key for one in step.fields}
        said = {**self._values(key, day), **self._plan.given.get(key, {})}
        values = {name: value for name, value in said.items() if name in asked}
        reason = REASON if step.needs_reason else ""
        cases.take_step(
            by=by, case=case, key=key, given=TakeGiven(on=day, values=values, reason=reason)
        )

    def _receiver(self, part: str) -> str:
        return self._asking if part == "requester" else self._firm.boss

    def _who(self, key: str) -> Person:
        if key in ACTS_OF_CHIEF:
            return self._staff.chiefs[0]
        return _registrar() if key in ACTS_OF_DESK else self._staff.officers[0]

    def _values(self, key: str, day: date) -> Mapping[str, Any]:
        mediators = tuple(one.id for one in self._staff.officers[:2])
        of_day: Mapping[str, Mapping[str, Any]] = {
            "file": {"officers": mediators},
            "notify_session": {"session_on": self._days.after(day, 7)},
            "mediate": {
                "officers": mediators,
                "started_at": at(day, 9),
                "ended_at": at(day, 11, 30),
                "present": f"{self._asking}、{self._firm.boss}",
            },
            "agree": {"terms": _texts()[self._plan.kind]["terms"]},
        }
        return {**SAID.get(key, {}), **of_day.get(key, {})}


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(TEXTS.read_text("utf-8"))


def _registrar() -> Person:
    found = accounts.person_by_login(REGISTRAR)
    if found is None:
        raise LookupError(REGISTRAR)
    return found
