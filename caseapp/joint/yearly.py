"""What joint actions a year had: those somebody went out for, by the first day they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.bodies.models import Body
from caseapp.cooperation.models import Cooperation
from caseapp.joint.models import JointAction, JointInspection
from caseapp.joint.queries import VALID, is_visible


def gone_out_for(by: Person, first: date, last: date) -> Sequence[Any]:
    """Return the actions whose first visit lies in a span of days, with number, title, lead and day."""
    out = (
        sa.select(JointInspection.joint_id, sa.func.min(JointInspection.inspected_on).label("on"))
        .where(VALID)
        .group_by(JointInspection.joint_id)
        .subquery()
    )
    return plain_rows(
        sa.select(
            *(JointAction.id, Cooperation.number, Cooperation.title, Body.name.label("body")),
            out.c.on,
        )
        .join(Cooperation, Cooperation.id == JointAction.id)
        .join(Body, Body.id == JointAction.lead_id)
        .join(out, out.c.joint_id == JointAction.id)
        .where(is_visible(by), JointAction.state != "cancelled", out.c.on.between(first, last))
        .order_by(out.c.on, JointAction.id)
    )
