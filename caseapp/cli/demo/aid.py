"""Rights assistance in the demo office: firms that ask for help, each at another stage."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from caseapp.accounts.person import Person
from caseapp.aid import actions as aid
from caseapp.aid.actions import Answered
from caseapp.aid.given import AidGiven, OverseasGiven, TaskGiven
from caseapp.aid.models import AidFile
from caseapp.aid.states import ROAD
from caseapp.aid.words import CHECKS
from caseapp.base.clock import today
from caseapp.bodies import queries as bodies
from caseapp.cli.demo.days import Days
from caseapp.cli.demo.names import Inventor
from caseapp.cli.demo.people import Staff
from caseapp.hotline import actions as hotline
from caseapp.parties.given import PartyGiven

ROWS = Path(__file__).with_name("aid.toml")
EXPERT = "demo_expert_mechanics"
FINE = {key: Answered("yes") for key in CHECKS}


def help_with_rights(*, by: Person, staff: Staff, days: Days, inventor: Inventor) -> None:
    """Take applications in and bring each as far as its row says."""
    for row in tomllib.loads(ROWS.read_text("utf-8"))["file"]:
        given = _application(row, staff=staff, days=days, inventor=inventor)
        made = hotline.take_aid(by=by, channel=row["channel"], given=given)
        _walk(made, row, staff)


def _application(
    row: Mapping[str, Any], *, staff: Staff, days: Days, inventor: Inventor
) -> AidGiven:
    applicant = PartyGiven(
        kind="company", name=row["name"], phone=inventor.phone(), contact=inventor.person()
    )
    return AidGiven(
        applied_on=days.ago(row["ago"]),
        applicant=applicant,
        firm_size=row["size"],
        foreign_kind=row["foreign"],
        right_kind=row["right_kind"],
        right_name=row["right_name"],
        right_state="valid",
        opponent=row["opponent"],
        dispute=row["dispute"],
        wishes=tuple(row["wishes"]),
        materials=row["materials"],
        unit_id=staff.unit_id,
        is_declared=True,
    )


def _walk(made: AidFile, row: Mapping[str, Any], staff: Staff) -> None:
    head, wanted = staff.head, ROAD.index(row["stage"])
    if "country" in row:
        aid.save_overseas(by=head, aid=made, given=_abroad(row))
    if wanted >= ROAD.index("check"):
        aid.step(by=head, aid=made, key="begin")
    if wanted >= ROAD.index("accepted"):
        aid.answer_check(by=head, aid=made, answers=FINE)
        # Whoever looked at it does not decide.
        aid.step(by=staff.chiefs[0], aid=made, key="accept")
    if wanted >= ROAD.index("planned"):
        aid.step(by=head, aid=made, key="plan", kinds=row["plan"], text=row["text"])
    if row["stage"] == "working":
        _task(made, head)
    if wanted >= ROAD.index("delivered"):
        aid.step(by=head, aid=made, key="deliver", opinion=row["opinion"])
    if wanted >= ROAD.index("called_back"):
        aid.step(by=head, aid=made, key="call_back", satisfaction="good", reason="已经发函。")


def _task(made: AidFile, head: Person) -> None:
    expert = bodies.with_key(EXPERT)
    if expert is None:
        return
    given = TaskGiven(
        kind="opinion",
        body_id=expert.id,
        what="比对权利要求1和对方产品，写明各项特征是否相同、等同。",
        due_on=today() + timedelta(days=7),
        conflict="none",
        conflict_note="电话询问，与双方没有往来",
    )
    aid.send_task(by=head, aid=made, given=given)


def _abroad(row: Mapping[str, Any]) -> OverseasGiven:
    return OverseasGiven(
        country=row["country"],
        forum=row["forum"],
        stage=row["stage_abroad"],
        opponent=row["opponent"],
        deadline_on=today() + timedelta(days=row["deadline_in"]),
        deadline_words=row["deadline_words"],
        language=row["language"],
        amount=Decimal(row["amount"]),
        currency=row["currency"],
        lawyer="未聘请",
    )
