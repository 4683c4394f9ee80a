"""Who a complaint may go to on a day, by the register of bodies."""

from __future__ import annotations

from datetime import date

from caseapp.accounts import queries as accounts
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.queries import Competent
from caseapp.exhibitions.queries import Complained
from caseapp.law.rights import RIGHT_KINDS
from caseapp.law.wording import long_date

MATTER = "complaint"


def receivers_of(complained: Complained, day: date) -> list[Competent]:
    """Return the bodies that are competent for a complaint on a day, the nearest first, each once."""
    area = complained.at.fair.area or accounts.area_of(complained.row.unit_id)
    found = bodies.competent(complained.complaint.right_kind, MATTER, area=area, day=day)
    unique = {one.body_id: one for one in reversed(found)}
    return [one for one in found if unique[one.body_id] is one]


def receiver_of(complained: Complained, body_id: str, day: date, *, doing: str) -> Competent:
    """Return the chosen body where it is competent that day; else say who is."""
    able = receivers_of(complained, day)
    found = next((one for one in able if str(one.body_id) == body_id), None)
    if found is not None:
        return found
    right = RIGHT_KINDS[complained.complaint.right_kind]
    named = next(iter(bodies.names_of([int(body_id)]).values()), "") if body_id.isdecimal() and len(body_id) < 10 else ""  # fmt: skip
    who = "、".join(one.name for one in able[:5]) or "机构名录中没有"
    raise Refused(
        f"不能{doing}：{named or '所选的机构'}在{long_date(day)}不主管{right}投诉。",
        remedy=f"当日主管的是：{who}。名录有误的，请先在机构名录中改正。",
    )
