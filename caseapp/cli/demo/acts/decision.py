"""Decision, service, publicity, payment, closing, and the ways that end otherwise."""

from __future__ import annotations

from decimal import Decimal

from caseapp.cli.demo.walk import Walk

COURT = "鞍山市铁东区人民法院"


def ask_decision(walk: Walk) -> None:
    """Ask the chief for the decision as it was told to the party."""
    walk.step(
        "ask_decision",
        walk.officer,
        fine=Decimal(walk.plan.fine),
        confiscation=walk.gains,
        correction=walk.say("correction", "texts"),
    )


def decide(walk: Walk) -> None:
    """Sign the decision."""
    is_new = walk.case.edition == "counterfeit-2021"
    walk.step("decide", walk.chief, **({"publicity_notice": "told"} if is_new else {}))


def serve_decision(walk: Walk) -> None:
    """Serve the decision."""
    walk.serve("penalty_decision")


def publish(walk: Walk) -> None:
    """Publish it."""
    walk.step(
        "publish",
        walk.staff.publicity,
        publication="masked" if walk.trader.kind == "individual" else "full",
        published_where="国家企业信用信息公示系统、本局网站",
    )


def perform(walk: Walk) -> None:
    """Take the whole payment."""
    walk.step(
        "perform",
        walk.staff.finance,
        paid=Decimal(walk.plan.fine) + walk.gains,
        pay_reference=f"演示缴款{walk.day:%Y%m%d}{walk.turn:02d}",
        corrected=walk.say("corrected", "texts"),
    )


def close(walk: Walk) -> None:
    """Close the case."""
    walk.step("close", walk.staff.head if walk.turn % 2 else walk.chief)


def mark_overdue(walk: Walk) -> None:
    """Note that nothing was paid."""
    walk.step("mark_overdue", walk.officer)


def demand(walk: Walk) -> None:
    """Demand the payment."""
    walk.step("demand", walk.officer)


def remedy_lapsed(walk: Walk) -> None:
    """Note that the party let review and suit pass."""
    walk.step("remedy_lapsed", walk.officer)


def apply_court(walk: Walk) -> None:
    """Ask the court to enforce."""
    walk.step("apply_court", walk.chief, court=COURT)


def court_enforced(walk: Walk) -> None:
    """Note that the court has collected everything."""
    walk.step(
        "court_enforced",
        walk.officer,
        paid=Decimal(walk.plan.fine) + walk.gains,
        pay_reference=f"演示执行款{walk.day:%Y%m%d}",
    )


def spare(walk: Walk) -> None:
    """Decide without a penalty."""
    walk.step("spare", walk.chief, outcome_basis=walk.say("spare", "reasons"))


ACTS = {
    one.__name__: one
    for one in (
        *(ask_decision, decide, serve_decision, publish, perform, close),
        *(mark_overdue, demand, remedy_lapsed, apply_court, court_enforced, spare),
    )
}
