"""Applications for help as the office gets them, and the short way to any stage of one."""

from datetime import date
from typing import Any

from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.aid import actions, queries
from caseapp.aid.actions import Answered
from caseapp.aid.given import AidGiven, HandoutGiven, OverseasGiven, TaskGiven
from caseapp.aid.models import AidFile
from caseapp.aid.states import ROAD
from caseapp.aid.words import CHECKS
from caseapp.base.db import db, writing
from caseapp.bodies import actions as bodies
from caseapp.bodies.given import BodyGiven
from caseapp.hotline import actions as hotline
from caseapp.law.handing_abroad import questions
from caseapp.parties.given import PartyGiven
from tests.people import People
from tests.stories import unit_id

APPLIED = date(2026, 11, 23)
FIRM = PartyGiven(
    kind="company", name="鞍山炉窑阀门有限公司", phone="0412-5550123", contact="钱多多"
)
DISPUTE = "出口的阀门在展会被扣，对方称侵犯其专利。"
YES = {key: Answered("yes") for key in CHECKS}
CLEAR = {one.key: Answered("clear", "已核对") for one in questions()}
OVERSEAS = OverseasGiven(
    country="美国",
    forum="itc337",
    stage="收到起诉书",
    deadline_on=date(2026, 12, 10),
    deadline_words="起诉书写明送达后二十日内答辩",
)


def application(**changed: Any) -> AidGiven:
    """Give a sound application."""
    given: dict[str, Any] = {
        "applied_on": APPLIED,
        "applicant": FIRM,
        "firm_size": "small",
        "foreign_kind": "no",
        "right_kind": "patent",
        "right_state": "valid",
        "dispute": DISPUTE,
        "wishes": ("opinion", "lawyer"),
        "unit_id": unit_id(places.ENFORCEMENT),
        "materials": "专利证书复印件 2份\n展会函件",
        "is_declared": True,
    }
    return AidGiven(**(given | changed))


def taken(people: People, *, by: str = "liu", **changed: Any) -> int:
    """Register an application that came as a visit; its id."""
    with writing():
        return hotline.take_aid(by=people[by], channel="visit", given=application(**changed)).id


def fresh(aid_id: int) -> AidFile:
    """Read a file as it is now."""
    found = db.session.get(AidFile, aid_id, populate_existing=True)
    assert found is not None
    return found


def step(aid_id: int, key: str, by: Person, **given: Any) -> None:
    """Take one step."""
    with writing():
        actions.step(by=by, aid=fresh(aid_id), key=key, **given)


def check(aid_id: int, by: Person, **changed: Answered) -> None:
    """Fill the whole check list."""
    with writing():
        actions.answer_check(by=by, aid=fresh(aid_id), answers=YES | changed)


def expert(people: People, name: str = "顾维衡", **changed: Any) -> int:
    """Put an expert under a promise of secrecy into the register."""
    given = {"kind": "expert", "area": "210300", "secrecy_on": date(2026, 1, 12)} | changed
    with writing():
        return bodies.add_body(by=people.zheng, given=BodyGiven(name=name, **given)).id


def task(body_id: int, **changed: Any) -> TaskGiven:
    """Give a sound task."""
    given = {
        "kind": "opinion",
        "what": "比对权利要求和产品，提出参考意见",
        "due_on": date(2026, 12, 4),
        "conflict": "none",
    }
    return TaskGiven(body_id=body_id, **(given | changed))


def send(aid_id: int, given: TaskGiven, by: Person) -> int:
    """Send a task out."""
    with writing():
        return actions.send_task(by=by, aid=fresh(aid_id), given=given).id


def handout(aid_id: int, **changed: Any) -> HandoutGiven:
    """Give what leaves the country: the first material."""
    first = queries.materials_of(aid_id)[0].id
    given = {
        "material_id": first,
        "receiver": "某律师事务所",
        "country": "美国",
        "way": "电子邮件",
        "handed_on": APPLIED,
    }
    return HandoutGiven(**(given | changed))


def at_stage(people: People, stage: str, **changed: Any) -> int:
    """Bring an application to a stage of the road, or into its supplement."""
    aid_id = taken(people, **changed)
    wanted = ROAD.index("check" if stage == "supplement" else stage)
    walk = (
        lambda: step(aid_id, "begin", people.wu),
        lambda: (check(aid_id, people.wu), step(aid_id, "accept", people.chen)),
        lambda: step(aid_id, "plan", people.wu, kinds=["opinion", "lawyer"], text="先出意见"),
        lambda: send(aid_id, task(expert(people)), people.wu),
        lambda: _deliver(aid_id, people),
        lambda: step(aid_id, "call_back", people.wu, satisfaction="good", reason="谢谢"),
        lambda: step(aid_id, "close", people.wu, reason="双方和解"),
    )
    for go in walk[:wanted]:
        go()
    if stage == "supplement":
        step(aid_id, "supplement", people.wu, reason="缺权利证书")
    return aid_id


def _deliver(aid_id: int, people: People) -> None:
    one = queries.tasks_of(aid_id)[-1]
    with writing():
        actions.end_task(
            by=people.wu, aid=fresh(aid_id), task_id=one.id, how="delivered", text="不落入"
        )
    step(aid_id, "deliver", people.wu, opinion="建议提交不侵权抗辩。")
