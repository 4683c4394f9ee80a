"""Short ways to take the acts of this folder, each in a transaction of its own."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as people
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.cases import actions, queries
from caseapp.cases.actions import DecisionGiven, EmergencyGiven, RecusalGiven
from caseapp.ledger.queries import AUDIT
from tests.stories import Story

WHY = "办案需要，经研究决定。"


def again(person: Person) -> Person:
    """The same person as the next request reads them."""
    found = people.person_by_id(person.id)
    assert found is not None
    return found


def seal(story: Story, *names: Person) -> None:
    """Let the chief seal the case for these people."""
    with writing():
        by = again(story.crew.chief)
        actions.seal(
            by=by,
            case=queries.visible_case(story.case_id, by=by),
            reason=WHY,
            names=[one.id for one in names],
        )


def set_level(story: Story, level: int, *, by: Person) -> None:
    """Let the chief give the case a level."""
    with writing():
        chief = again(by)
        case = queries.visible_case(story.case_id, by=chief)
        actions.set_level(by=chief, case=case, level=level, reason=WHY)


def clear(person: Person, *, by: Person, level: int = 1) -> None:
    """Let the security administrator grant a clearance."""
    with writing():
        accounts.set_clearance(by=by, person_id=person.id, clearance=level, reason=WHY)


def ask_recusal(
    story: Story, person: Person, *, by: Person, as_: str = "own", on: date | None = None
) -> int:
    """Ask that a person keep out of the case."""
    given = RecusalGiven(person.id, as_, on or story.day(5), "与当事人系亲属")
    with writing():
        case = queries.visible_case(story.case_id, by=again(by))
        return actions.ask_recusal(by=again(by), case=case, given=given)


def decide_recusal(story: Story, number: int, *, by: Person, **given: Any) -> None:
    """Let a chief decide a request."""
    decision = {"granted": True, "on": story.day(6), "why": WHY} | given
    with writing():
        case = queries.visible_case(story.case_id, by=again(by))
        actions.decide_recusal(
            by=again(by), case=case, recusal_id=number, given=DecisionGiven(**decision)
        )


def ask_emergency(by: Person, number: str, **given: Any) -> int:
    """Ask for one case at once."""
    usual = {"category": "danger", "reason": "当事人称有人身危险，需立即核对地址。", "hours": 2}
    with writing():
        return actions.ask_emergency(by=by, given=EmergencyGiven(number, **(usual | given)))


def open_emergency(person: Person, story: Story, *, second: Person, **given: Any) -> int:
    """Ask for a case and let the second person agree."""
    number = ask_emergency(person, story.case.case_no or story.case.lead_no, **given)
    with writing():
        actions.decide_emergency(by=second, emergency_id=number, granted=True, why=WHY)
    return number


def trail(action: str) -> list[Any]:
    """The audit rows of one kind of act, the oldest first."""
    db.session.rollback()
    rows = sa.select(AUDIT).where(AUDIT.c.action == action).order_by(AUDIT.c.seq)
    return list(db.session.execute(rows))
