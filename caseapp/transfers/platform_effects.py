"""What acts of platforms, customs and experts bring about: the holder's days, the customs' days, a lead."""

from __future__ import annotations

from datetime import date

from caseapp.cases import actions as cases
from caseapp.cases.actions import LeadGiven
from caseapp.law.procedures.sources import Source
from caseapp.transfers.actions.clocks import begin
from caseapp.transfers.asked import Made, effect
from caseapp.transfers.assisting_facts import links_of
from caseapp.transfers.effects import LEAD_TRACKS, bind_case

HOLDER_SPEAKS, NOTARY = "EC-01", "EC-02"
# 依职权扣留的：海关三十个工作日内认定，五十个工作日没有法院通知的放行；依申请扣留的，二十个工作日。
CUSTOMS_OWN, RELEASE_OWN, RELEASE_ASKED, HOLDER_ASKS = "TR-15", "TR-18", "TR-17", "TR-16"
OWN_MOTION, ON_REQUEST = "own", "request"


@effect
def holder_has_time(made: Made) -> None:
    """Let the holder's days run from the day the statement reached him, whenever it is entered here (第四十三条)."""
    values = made.asked.given.values
    reached = values.get("reached_on")
    if not isinstance(reached, date):
        return
    begin(made.asked, HOLDER_SPEAKS, on=reached)
    # 因公证、认证等客观原因延后的时间不计，但最长不超过这一上限。
    if values.get("notarial"):
        begin(made.asked, NOTARY, on=reached)


@effect
def customs_time_runs(made: Made) -> None:
    """Let the customs' own days run from the detention, as far as it is known; they never bind us."""
    values = {**made.asked.transfer.facts, **made.asked.given.values}
    told, detained = _day(values.get("told_holder_on")), _day(values.get("detained_on"))
    mode = values.get("detained_how")
    if told is not None and detained is None:
        begin(made.asked, HOLDER_ASKS, on=told)
    if detained is None:
        return
    if mode == OWN_MOTION:
        begin(made.asked, CUSTOMS_OWN, on=detained)
        begin(made.asked, RELEASE_OWN, on=detained)
    if mode == ON_REQUEST:
        begin(made.asked, RELEASE_ASKED, on=detained)


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)) if value else None


@effect
def open_source_lead(made: Made) -> None:
    """Open the lead of what was found behind a link: the act says what, the request says where."""
    asked, values = made.asked, made.asked.given.values
    track = str(values.get("track") or "")
    if track not in LEAD_TRACKS:
        return
    links = "\n".join(links_of(asked.transfer.facts.get("links")))
    case = cases.open_lead(
        by=asked.by,
        given=LeadGiven(
            source=Source.PLATFORM,
            received_on=asked.given.on,
            unit_id=asked.matter.unit_id,
            content=f"{asked.given.reason.strip()}\n{asked.transfer.content}\n{links}".strip(),
            respondent=str(values.get("respondent") or ""),
            place=str(values.get("place") or ""),
            product=str(values.get("product") or ""),
            patent_as_printed=str(values.get("patent_as_printed") or ""),
            track=track,
        ),
    )
    bind_case(made, case)
