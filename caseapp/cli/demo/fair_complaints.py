"""Complaints at the fairs of the demo office, each brought to one state by the acts of the station."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.cli.demo.days import at
from caseapp.cli.demo.names import Inventor
from caseapp.exhibitions import completeness, exhibitor_queries, queries
from caseapp.exhibitions.actions import complaints
from caseapp.exhibitions.complaint_given import ComplaintGiven, FeatureGiven
from caseapp.exhibitions.queries import Complained, Opened
from caseapp.exhibitions.receivers import receivers_of

DIGITS = {"invention": 1, "utility": 2, "design": 3}
# How far each story goes; what ends a past fair is told to both sides.
ROAD = ("complete", "pass_on", "notify", "answer", "decide", "tell")
UNTIL: Mapping[str, int] = {
    "received": 0,
    "incomplete": 0,
    "withdrawn": 1,
    "notified": 3,
    "decided": 5,
}
WORDS = {
    "removed": "三件展品撤出展位，宣传页一并收回。",
    "promised": "被投诉人承认相同，书面承诺撤展。",
    "not_found": "展品的结构与专利的技术特征不同，不构成侵权，继续展出。",
}


@dataclass(frozen=True, slots=True)
class Story:
    """How one complaint ended, or where it stands, and of which patent it was."""

    end: str
    kind: str


def complain(
    opened: Opened,
    story: Story,
    turn: int,
    *,
    on_duty: tuple[Person, ...],
    inventor: Inventor,
    day: date,
) -> None:
    """Take a complaint and bring it as far as its story goes."""
    by = on_duty[turn % len(on_duty)]
    made = _taken(opened, story, turn, by=by, inventor=inventor, day=day)
    if story.end == "incomplete":
        _move(made, "ask_more", by, day=day, missing="专利权有效的证明")
        return
    if story.end != "received":
        keys = [one.row.key for one in completeness.materials_of(made)]
        complaints.set_materials(by=by, complained=made, given=dict.fromkeys(keys, (True, "")))
    for key in ROAD[: UNTIL.get(story.end, len(ROAD))]:
        _move(made, key, by, day=day, **_given(key, story, made, day=day))
    if story.end == "withdrawn":
        _move(made, "withdraw", by, day=day, reason="双方达成许可协议")


def _taken(
    opened: Opened, story: Story, turn: int, *, by: Person, inventor: Inventor, day: date
) -> Complained:
    stand = exhibitor_queries.search(opened.id, "", most=8)[turn + 2]
    holder = inventor.trader("210302", "科技")
    when = min(at(day, 9, 10 + 5 * turn), now())
    return complaints.take(
        by=by,
        opened=opened,
        given=ComplaintGiven(
            complainant=holder.name,
            complainant_phone=holder.phone,
            complainant_address=holder.address,
            right_kind="patent",
            patent_kind=story.kind,
            right_number=inventor.patent_number(DIGITS[story.kind], before=day.year),
            right_name="电热水壶" if story.kind == "design" else "一种便于清洗的电热水壶",
            respondent=stand.name,
            exhibitor_id=stand.id,
            booth=stand.booth,
            exhibit="电热水壶",
            facts="展位上展出的电热水壶与本公司的专利相同，随附对比照片。",
            request="停止展出，收回宣传页",
            features=(FeatureGiven("壶身上小下大", "壶身上小下大", "same"),),
            device=f"demo-tablet-{opened.id}",
            device_serial=turn + 1,
            happened_at=when,
        ),
    )


def _given(key: str, story: Story, made: Complained, *, day: date) -> dict[str, Any]:
    outcome = story.end if story.end in WORDS else "removed"
    return {
        "complete": {},
        "pass_on": {"receiver": str(receivers_of(made, day)[0].body_id)},
        "notify": {"notified_to": "展位负责人", "organiser_to": "贾会展"},
        "answer": {"answer": "展品由厂家供货，不知道有专利。"},
        "decide": {"outcome": outcome, "outcome_words": WORDS[outcome]},
        "tell": {"told_on": day.isoformat()},
    }[key]


def _move(made: Complained, key: str, by: Person, *, day: date, **given: Any) -> None:
    found = queries.visible_complaint(made.id, by=by)
    given["happened_at"] = min(at(day, 15), now())
    complaints.move(by=by, complained=found, key=key, given=given)
