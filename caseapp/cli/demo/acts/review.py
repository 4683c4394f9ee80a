"""Report, review, notice, defence, hearing."""

from __future__ import annotations

from decimal import Decimal

from caseapp.accounts.person import Person
from caseapp.cases.queries import history
from caseapp.cli.demo.walk import Walk
from caseapp.law.procedures.registry import PROCEDURES

NO_MONEY = Decimal(0)
KINDS = {
    "ended": ("CFA-1b", "CFA-2"),
    "invalid": ("CFA-1b", "CFA-2"),
    "not_granted": ("CFA-1a", "CFA-2"),
    "no_such_number": ("CFA-1a", "CFA-5"),
}
CRIME = ("CFA-1c",)
MONTHS = 160  # working days the act went on before it was found
METHODS = {"counterfeit-2021": "GAIN-28"}


def report(walk: Walk) -> None:
    """Hand in the final report with a proposal."""
    plan = walk.plan
    # What the police sent back is no crime: it is punished.
    is_back = any(one.step == "police_returned" for one in history(walk.case_id))
    proposal = "penalty" if is_back else plan.proposal
    fines, is_crime = proposal == "penalty", proposal == "crime"
    walk.step(
        "report",
        walk.officer,
        act_kinds=CRIME if plan.proposal == "crime" else KINDS[plan.status],
        act_start=walk.days.before(walk.inspected_on, MONTHS),
        act_end=walk.inspected_on,
        act_facts=walk.say("facts", "report"),
        gains_kind="known",
        gains=walk.gains,
        gains_method=METHODS.get(walk.case.edition, "GAIN-71"),
        gains_reason=walk.say("gains", "reasons"),
        proposal=proposal,
        proposed_fine=Decimal(plan.fine) if fines else NO_MONEY,
        confiscation=walk.gains if fines else NO_MONEY,
        discretion=walk.say("discretion", "reasons"),
        complex_or_major=plan.is_major,
        criminal_check="suspected" if is_crime else "none",
        criminal_reason=walk.say("criminal", "suspected" if is_crime else "none"),
    )


def send_review(walk: Walk) -> None:
    """Send the file to the reviewer."""
    walk.step("send_review", walk.officer)


def pass_review(walk: Walk) -> None:
    """Pass it."""
    walk.step("pass_review", _reviewer(walk), review_opinion=walk.say("review", "passed"))


def pass_free(walk: Walk) -> None:
    """Pass it without a penalty."""
    opinion = walk.say("review", "passed")
    walk.step("pass_without_penalty", _reviewer(walk), review_opinion=opinion)


def return_review(walk: Walk) -> None:
    """Return it with reasons."""
    walk.step("return_review", _reviewer(walk), reason=walk.say("review", "returned"))


def sign_notice(walk: Walk) -> None:
    """Sign the notice."""
    offered = walk.plan.hearing
    # Only the patent office knows no figure for the hearing, and has to say why it offers none.
    is_open = PROCEDURES[walk.case.edition].authority == "ip_office" and not offered
    why = walk.say("notice", "unheard") if is_open else ""
    walk.step("sign_notice", walk.chief, hearing_offered=offered, hearing_refusal=why)


def serve_notice(walk: Walk) -> None:
    """Serve the notice; the defence begins."""
    walk.serve("penalty_notice")


def record_defence(walk: Walk) -> None:
    """Write down what the party says."""
    walk.step(
        "record_defence",
        walk.officer,
        defence_form="written" if walk.turn % 2 else "oral",
        defence_text=walk.say("defence", "texts"),
        defence_answer=walk.say("defence", "answers"),
    )


def waive_defence(walk: Walk) -> None:
    """Note that the party says nothing."""
    walk.step(
        "waive_defence", walk.officer, waiver_form="written", hearing_waived=walk.plan.hearing
    )


def ask_hearing(walk: Walk) -> None:
    """Note that the party asks for a hearing."""
    walk.step("ask_hearing", walk.officer)


def notify_hearing(walk: Walk) -> None:
    """Set the day of the hearing."""
    if walk.staff.hearing is None:
        raise LookupError("only the city office has a hearing officer")
    walk.step(
        "notify_hearing",
        walk.officer,
        hearing_on=walk.days.after(walk.day, 9),
        hearing_place="鞍山市知识产权局二楼听证室",
        hearing_officer=walk.staff.hearing.id,
        hearing_notice_served_on=walk.day,
    )


def send_collective(walk: Walk) -> None:
    """Bring a major case before the chiefs."""
    walk.step("send_collective", walk.officer)


def _reviewer(walk: Walk) -> Person:
    return walk.staff.legal[walk.turn % len(walk.staff.legal)]


ACTS = {
    one.__name__: one
    for one in (
        *(report, send_review, pass_review, pass_free, return_review, sign_notice),
        *(serve_notice, record_defence, waive_defence, ask_hearing, notify_hearing),
        send_collective,
    )
}
