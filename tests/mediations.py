"""Brings a mediation to a wanted point by the office's own acts, for each kind, under each edition."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import SHANGHAI
from caseapp.base.db import writing
from caseapp.cases import actions
from caseapp.cases.actions import MediationGiven, RequestGiven
from caseapp.parties.given import PartyGiven
from tests.people import People
from tests.requested import RECEIVED, Requested
from tests.stories import PATENT, unit_id

KINDS = ("ownership", "inventor", "reward", "pre_grant_fee", "other", "damages")
REQUESTER = PartyGiven(
    kind="person", name="钱明远", address="鞍山市铁东区园林路8号", phone="0412-5550200"
)
RESPONDENT = PartyGiven(
    kind="company",
    name="鞍山恒力机械制造有限公司",
    legal_representative="周恒力",
    address="鞍山市立山区工农街3号",
    phone="0412-5550300",
)
# Up to the agreement, up to the end without one: step, day after the receipt, who.
TO_SESSION = (
    *(("send_notice", 2, "registrar"), ("notice_served", 4, "registrar")),
    *(("consent", 10, "registrar"), ("file", 14, "chief"), ("notify_session", 15, "officer")),
    ("mediate", 22, "officer"),
)
AGREED = (*TO_SESSION, ("agree", 24, "officer"))
FAILED = (*TO_SESSION, ("withdraw", 24, "chief"))
HANDED = (("serve_result", 24, "registrar"),)


@dataclass
class Mediation(Requested):
    """One mediation and the people who bring it forward."""

    kind: str = "reward"
    receiver = "周恒力"

    def values(self, key: str, number: int) -> dict[str, Any]:
        """What the form of a step says in this story."""
        at = datetime.combine(self.day(number), time(9), SHANGHAI)
        given: dict[str, dict[str, Any]] = {
            "send_notice": {"sent_how": "post", "sent_reference": "XA123456789CN"},
            "consent": {"opinion": "同意由贵局调解。"},
            "decline": {"opinion": "不同意调解。"},
            "file": {
                "officers": (self.people.wang.id, self.people.li.id),
                "filing_opinion": "符合条件，同意立案。",
            },
            "change_mediators": {"officers": (self.people.li.id,)},
            "refuse_filing": {"refusal": "no_consent", "told_how": "post"},
            "route_away": {"receiver": "国务院专利行政部门", "told_how": "post"},
            "notify_session": {
                "session_on": self.day(22),
                "session_place": "本局第一调解室",
                "both_told": True,
            },
            "mediate": {
                "officers": (self.people.wang.id, self.people.li.id),
                "started_at": at,
                "ended_at": at + timedelta(hours=2),
                "place": "本局第一调解室",
                "present": "双方当事人",
                "session_record": "双方陈述意见，经调解，分歧缩小。",
            },
            "note_absence": {
                "absent": "requester",
                "unexcused": True,
                "absence_note": "经两次通知未到。",
            },
            "agree": {
                "terms": "一、被请求人一次性支付三万元。二、双方再无争议。",
                "agreed_sum": Decimal(30_000),
                "both_signed": True,
                "sealed": True,
            },
            "withdraw": {"withdrawal": "failed", "told_how": "post"},
            "prove_acceptance": {"proof_for": "请求国务院专利行政部门中止有关程序"},
            "extend_stay": {"extend_months": 6},
            "copy_papers": {"copied_papers": "调解协议书", "sent_how": "post"},
            "ask_confirmation": {"court": "鞍山市中级人民法院", "both_applied": True},
            "confirmation_result": {"confirmation": "confirmed"},
        }
        return given.get(key, {})


def asked(
    people: People,
    *,
    kind: str = "reward",
    edition: int = 2025,
    by: Person | None = None,
    **about: Any,
) -> Mediation:
    """A party asks the office to mediate."""
    received = RECEIVED[edition]
    granted = about.pop("granted_on", received - timedelta(days=200))
    with writing():
        case = actions.open_mediation(
            by=by or people.zheng,
            given=RequestGiven(
                track="mediation",
                received_on=received,
                unit_id=unit_id(places.ENFORCEMENT),
                requester=REQUESTER,
                respondent=RESPONDENT,
                patent_as_printed=PATENT,
                relief="请求调解。",
                grounds="双方对专利有争议，协商不成。",
                standing="inventor",
            ),
            about=MediationGiven(kind=kind, granted_on=granted, **about),
        )
        return Mediation(people, edition, case.id, kind)
