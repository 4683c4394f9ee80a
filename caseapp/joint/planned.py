"""The plan of an action field by field, as its form sends it: what two people write is merged by these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.joint import queries
from caseapp.joint.given import PlanGiven
from caseapp.joint.queries import Opened

# Under this name the texts of a plan are kept, one for each version.
PLAN_KIND = "joint"
# This office leads: the form names no number for it.
OWN = "0"
PLAN_LABELS: Mapping[str, str] = {
    "title": "行动名称",
    "unit_id": "承办单位",
    "lead_id": "牵头单位",
    "aim": "行动目的",
    "basis": "依据",
    "first_on": "第一天",
    "last_on": "最后一天",
    "areas": "区域",
    "scope": "场所和商品",
    "course": "步骤安排",
    "rules": "工作要求",
}
_OF_THE_ROW = ("title", "unit_id")


def values_of(opened: Opened) -> dict[str, Any]:
    """Return the plan as it stands."""
    kept = {
        name: getattr(opened.row if name in _OF_THE_ROW else opened.action, name)
        for name in PLAN_LABELS
    }
    own = next(row.body_id for row in queries.bodies_of(opened.id) if row.is_ours)
    lead = opened.action.lead_id
    return kept | {"lead_id": OWN if lead == own else str(lead)}


def values_given(given: PlanGiven) -> dict[str, Any]:
    """Return a plan as it was typed."""
    told = {name: getattr(given, name) for name in PLAN_LABELS}
    return told | {"lead_id": str(given.lead_id or OWN), "areas": list(given.areas)}


def given_from(values: Mapping[str, Any]) -> PlanGiven:
    """Read a merged plan."""
    lead = str(values["lead_id"])
    told = {**values, "areas": tuple(values["areas"])}
    return PlanGiven(**(told | {"lead_id": None if lead == OWN else int(lead)}))
