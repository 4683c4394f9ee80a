"""Opening a mediation: the request of a party, and what decides whether the office may mediate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.actions.requests import RequestGiven, open_request
from caseapp.cases.models import CaseFile, Mediation
from caseapp.law.procedures.mediation.facts import KINDS


@dataclass(frozen=True)
class MediationGiven:
    """What a request to mediate says beside the two sides, the patent and the facts."""

    kind: str
    granted_on: date | None = None
    seat_is_here: bool = True
    act_is_here: bool = False
    claimed: Decimal | None = None
    agreed_terms: str = ""


def open_mediation(*, by: Person, given: RequestGiven, about: MediationGiven) -> CaseFile:
    """Open a mediation; what the office may not mediate is taken in too and then sent its way."""
    if about.kind not in dict(KINDS):
        raise Refused("不能登记请求：没有选择纠纷的种类。", remedy="请选择纠纷的种类。")
    if about.claimed is not None and about.claimed < 0:
        raise Refused("不能登记请求：请求给付的数额小于零。", remedy="请核对数额。")
    case = open_request(by=by, given=given)
    db.session.add(
        Mediation(
            case_id=case.id,
            kind=about.kind,
            granted_on=about.granted_on,
            seat_is_here=about.seat_is_here,
            act_is_here=about.act_is_here,
            claimed=about.claimed,
            agreed_terms=about.agreed_terms,
        )
    )
    db.session.flush()
    return case
