"""Opening a dispute: a party asks, the case begins under the edition of the day of receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.accounts.units import CITY
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.actions.leads import TITLE_LENGTH, number_lead, start_limits
from caseapp.cases.dispute_models import CaseRequest
from caseapp.cases.models import CaseFile
from caseapp.law.procedures.registry import edition_for
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure
from caseapp.ledger import actions as ledger
from caseapp.parties import actions as parties
from caseapp.parties.given import PartyGiven
from caseapp.patents import actions as patents

TITLES = {
    "infringement": "专利侵权纠纷",
    "mediation": "专利纠纷调解",
    "opinion": "不侵权意见",
}
_BASIS = "专利法实施细则（管理专利工作的部门由设区的市以上人民政府设立）"


@dataclass(frozen=True)
class RequestGiven:
    """What a party hands in to begin a dispute; one patent and one respondent for each case."""

    track: str
    received_on: date
    unit_id: int
    requester: PartyGiven
    respondent: PartyGiven
    patent_as_printed: str
    relief: str
    grounds: str
    claims: str = ""
    standing: str = "holder"
    papers: tuple[str, ...] = ()
    known_on: date | None = None
    respondent_abroad: bool = False
    place: str = ""
    product: str = ""
    ticket_id: int | None = None
    # Already kept, as whoever complained on the telephone is.
    requester_id: int | None = None


def open_request(*, by: Person, given: RequestGiven) -> CaseFile:
    """Open a dispute on the request of a party; the limit for filing starts with the receipt."""
    unit = _unit_for(given)
    procedure = edition_for(given.track, given.received_on)
    case = _case(given, unit, by=by, procedure=procedure)
    db.session.add(case)
    db.session.flush()
    number_lead(case, unit, authority=procedure.authority)
    db.session.add(_request(case, given))
    for part, party in (("requester", given.requester), ("respondent", given.respondent)):
        kept_id = given.requester_id if part == "requester" else None
        kept_id = kept_id or parties.known_or_new_party(by=by, given=party).id
        parties.join_case(
            by=by, case_id=case.id, party_id=kept_id, part=part, since=given.received_on
        )
    if given.patent_as_printed:
        patents.note_for_case(by=by, case_id=case.id, text=given.patent_as_printed)
    start_limits(case, Source.REQUEST, by=by, procedure=procedure)
    ledger.record(
        by=by,
        action="case.request_opened",
        object_kind="case",
        object_id=case.id,
        object_key=case.lead_no,
        details={"edition": case.edition, "received_on": given.received_on.isoformat()},
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return case


def _unit_for(given: RequestGiven) -> Any:
    """Only the patent office of the city settles disputes; a county may not (专利法实施细则)."""
    if given.received_on > today():
        raise Refused("不能登记请求：收到日期晚于今天。", remedy="请改为实际收到的日期。")
    if given.known_on is not None and given.known_on > given.received_on:
        raise Refused(
            "不能登记请求：知道侵权行为的日期晚于收到请求的日期。", remedy="请核对两个日期。"
        )
    unit = accounts.unit_by_id(given.unit_id)
    if unit is None or not unit.is_active:
        raise Refused("不能登记请求：没有这个承办单位。", remedy="请重新选择承办单位。")
    if not unit.path.startswith(CITY):
        raise Refused(
            f"不能登记请求：{unit.name}不能处理专利纠纷。",
            article=_BASIS,
            remedy="请选择市局的承办单位。",
        )
    same = given.requester.name.strip() == given.respondent.name.strip()
    if same and given.requester.name.strip():
        raise Refused("不能登记请求：请求人和被请求人是同一人。", remedy="请核对双方名称。")
    return unit


def _case(given: RequestGiven, unit: Any, *, by: Person, procedure: Procedure) -> CaseFile:
    title = f"{given.requester.name}与{given.respondent.name}{TITLES[given.track]}"
    return CaseFile(
        lead_no="",
        title=title[:TITLE_LENGTH],
        track=procedure.track,
        edition=procedure.key,
        state=procedure.first,
        is_open=True,
        unit_id=unit.id,
        unit_path=unit.path,
        source=Source.REQUEST.value,
        received_on=given.received_on,
        content=f"{given.relief}\n{given.grounds}",
        respondent=given.respondent.name,
        place=given.place or given.respondent.address,
        product=given.product,
        ticket_id=given.ticket_id,
        created_by=by.id,
        created_at=now(),
        updated_at=now(),
        version=1,
    )


def _request(case: CaseFile, given: RequestGiven) -> CaseRequest:
    return CaseRequest(
        case_id=case.id,
        standing=given.standing,
        claims=given.claims,
        relief=given.relief,
        grounds=given.grounds,
        papers=list(given.papers),
        known_on=given.known_on,
        respondent_abroad=given.respondent_abroad,
    )
