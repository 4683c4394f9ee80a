"""Complaints as a station takes them, and the short way to any state of one."""

from datetime import date
from typing import Any

from caseapp.base.db import writing
from caseapp.exhibitions import completeness, queries
from caseapp.exhibitions.actions import complaints as actions
from caseapp.exhibitions.complaint_given import ComplaintGiven, FeatureGiven
from caseapp.exhibitions.queries import Complained
from caseapp.exhibitions.receivers import receivers_of
from tests.people import People

PATENT = "ZL201530012345.4"
TODAY = date(2026, 11, 23)


def complaint(**changed: Any) -> ComplaintGiven:
    """Give a sound complaint of a design against a booth."""
    given: dict[str, Any] = {
        "complainant": "鞍山市暖阳电器有限公司",
        "complainant_phone": "13900000001",
        "right_kind": "patent",
        "patent_kind": "design",
        "right_number": PATENT,
        "right_name": "电热水壶",
        "respondent": "海城市红火电器厂",
        "booth": "一号馆 A12",
        "exhibit": "红火牌电热水壶 HH-20",
        "facts": "展位上展出的电热水壶与本公司的外观设计相同",
        "request": "撤展",
        "features": (FeatureGiven("壶身为上小下大的圆台", "壶身为上小下大的圆台", "same"),),
    }
    return ComplaintGiven(**(given | changed))


def complained(complaint_id: int, people: People, *, by: str = "wang") -> Complained:
    """Read a complaint as it is now."""
    return queries.visible_complaint(complaint_id, by=people[by])


def taken(people: People, fair_id: int, *, by: str = "wang", **changed: Any) -> int:
    """Take a complaint at a fair; its id."""
    with writing():
        opened = queries.visible_fair(fair_id, by=people[by])
        return actions.take(by=people[by], opened=opened, given=complaint(**changed)).id


def move(people: People, complaint_id: int, key: str, *, by: str = "wang", **given: Any) -> None:
    """Make one move."""
    with writing():
        found = complained(complaint_id, people, by=by)
        actions.move(by=people[by], complained=found, key=key, given=given)


def all_there(people: People, complaint_id: int, *, by: str = "wang") -> None:
    """Tick every paper of the list."""
    with writing():
        found = complained(complaint_id, people, by=by)
        keys = [one.row.key for one in completeness.materials_of(found)]
        actions.set_materials(
            by=people[by], complained=found, given=dict.fromkeys(keys, (True, ""))
        )


def completed(people: People, fair_id: int, **changed: Any) -> int:
    """Take a complaint and find its papers complete."""
    complaint_id = taken(people, fair_id, **changed)
    all_there(people, complaint_id)
    move(people, complaint_id, "complete")
    return complaint_id


def receiver(people: People, complaint_id: int) -> str:
    """Return the body that is competent today."""
    return str(receivers_of(complained(complaint_id, people), TODAY)[0].body_id)


def passed(people: People, fair_id: int, **changed: Any) -> int:
    """Bring a complaint to the office that decides."""
    complaint_id = completed(people, fair_id, **changed)
    move(people, complaint_id, "pass_on", receiver=receiver(people, complaint_id))
    return complaint_id


def notified(people: People, fair_id: int, **changed: Any) -> int:
    """Bring a complaint to its notice."""
    complaint_id = passed(people, fair_id, **changed)
    move(people, complaint_id, "notify", notified_to="郑洪", organiser_to="何经理")
    return complaint_id


def decided(people: People, fair_id: int, *, outcome: str = "removed", **changed: Any) -> int:
    """Bring a complaint to its decision, after an answer."""
    complaint_id = notified(people, fair_id, **changed)
    move(people, complaint_id, "answer", answer="展品是自行设计的")
    move(people, complaint_id, "decide", outcome=outcome, outcome_words="三件展品撤出展位")
    return complaint_id
