"""From the tip to the filed case."""

from __future__ import annotations

from caseapp.cases import actions as cases
from caseapp.cases.actions import LeadGiven
from caseapp.cli.demo.people import informant_desk
from caseapp.cli.demo.walk import Walk
from caseapp.hotline import actions as hotline
from caseapp.hotline import queries as tickets
from caseapp.hotline.actions import CallGiven, informing
from caseapp.hotline.actions.informing import TellingGiven
from caseapp.hotline.lead_kinds import OUR_RIGHT
from caseapp.hotline.routing import queries as routing
from caseapp.law.procedures.sources import Source
from caseapp.parties import actions as parties
from caseapp.parties.given import PartyGiven

BY_TICKET = {Source.REPORT: "report", Source.COMPLAINT: "complaint"}
CHANNELS = ("phone", "phone", "visit", "web", "phone", "letter", "phone")


def tip(walk: Walk) -> None:
    """Take the call and send it on, or register what the office met itself."""
    matter = BY_TICKET.get(walk.plan.source)
    content = walk.say("tip", walk.plan.source.value)
    if matter is None:
        given = LeadGiven(
            source=walk.plan.source,
            received_on=walk.day,
            unit_id=walk.staff.unit_id,
            content=content,
            respondent=walk.trader.name,
            place=walk.trader.address,
            product=walk.goods.name,
            patent_as_printed=walk.number,
        )
        walk.case_id = cases.open_lead(by=walk.officer, given=given).id
        return
    operator = walk.operators[walk.turn % len(walk.operators)]
    taken = hotline.take_call(by=operator, given=_call(walk, matter, content))
    names = routing.route_of(taken.ticket, taken_for=OUR_RIGHT).unit_id
    sent = hotline.send(
        by=operator,
        ticket=taken.ticket,
        unit_id=walk.staff.unit_id,
        track="counterfeit",
        reason="" if names == walk.staff.unit_id else "按案件分工交办。",
    )
    walk.case_id = sent or 0


def _call(walk: Walk, matter: str, content: str) -> CallGiven:
    is_anonymous = content.startswith("匿名") and not walk.plan.wants_reply
    is_named = matter == "complaint" or walk.plan.wants_reply
    return CallGiven(
        channel=CHANNELS[walk.turn % len(CHANNELS)],
        matter=matter,
        received_on=walk.day,
        content=content,
        respondent=walk.trader.name,
        place=walk.trader.address,
        product=walk.goods.name,
        area=walk.plan.area,
        patent_as_printed=walk.number,
        caller_name=walk.inventor.person() if is_named else "",
        caller_phone="" if is_anonymous else walk.inventor.phone(),
        wants_reply=walk.plan.wants_reply,
    )


def verify(walk: Walk) -> None:
    """Ask the register and note what stood there on the day of the act."""
    walk.step(
        "verify",
        walk.officer,
        patent_number=walk.number,
        act_on=walk.days.before(walk.day, 1),
        patent_status=walk.plan.status,
        looked_up_by=walk.officer.id,
        looked_up_on=walk.day,
        lookup_source="专利登记簿副本" if walk.turn % 2 else "专利检索系统法律状态",
        finding=walk.say("finding", walk.plan.status),
    )


def ask_filing(walk: Walk) -> None:
    """Propose to file, or not to."""
    is_breach = walk.plan.status != "in_force"
    walk.step(
        "ask_filing",
        walk.officer,
        filing_proposal="file" if is_breach else "refuse",
        filing_reasons=walk.say("filing", "reasons" if is_breach else "refusals"),
    )


def file(walk: Walk) -> None:
    """File the case with two officers."""
    walk.step(
        "file",
        walk.chief,
        officers=walk.officer_ids,
        has_evidence=True,
        is_punishable=True,
        is_ours=True,
        in_time=True,
    )


def join(walk: Walk) -> None:
    """Write the party down as on its licence."""
    who = walk.trader
    is_company = who.kind == "company"
    given = PartyGiven(
        kind=who.kind,
        name=who.name,
        credit_code=who.credit_code,
        id_number="" if is_company else walk.id_number,
        legal_representative=who.boss,
        representative_post="法定代表人" if is_company else "经营者",
        address=who.address,
        phone=who.phone,
    )
    party = parties.add_party(by=walk.officer, given=given)
    parties.join_case(
        by=walk.officer,
        case_id=walk.case_id,
        party_id=party.id,
        part="respondent",
        since=walk.day,
    )


def extend_filing(walk: Walk) -> None:
    """Prolong the verification."""
    walk.step("extend_filing", walk.chief, reason=walk.say("extend", "reasons"))


def refuse(walk: Walk) -> None:
    """Do not file."""
    walk.step(
        "refuse_filing", walk.chief, refusal="no_breach", reason=walk.say("refuse", "reasons")
    )


def tell(walk: Walk) -> None:
    """Tell who reported, if anybody is known; the desk of the city does it for every office."""
    ticket = tickets.entry_row(walk.case.ticket_id or 0)
    if ticket is not None and ticket.informant_id is not None:
        given = TellingGiven("phone", "told", walk.day)
        informing.tell(by=informant_desk(), ticket=ticket, given=given)


ACTS = {
    one.__name__: one for one in (tip, verify, ask_filing, file, join, extend_filing, refuse, tell)
}
