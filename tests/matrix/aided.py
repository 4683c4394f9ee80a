"""Aid files of the city and of a district, and the forms of their pages."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.aid import actions, queries
from caseapp.aid.actions import Answered
from caseapp.aid.given import AidGiven, OverseasGiven, TaskGiven
from caseapp.aid.words import CHECKS
from caseapp.base.db import writing
from caseapp.bodies import actions as bodies
from caseapp.bodies.given import BodyGiven
from caseapp.hotline import actions as hotline
from caseapp.law.handing_abroad import questions
from caseapp.parties.given import PartyGiven
from tests.stories import unit_id

TODAY = date(2026, 11, 23)
ABSENT = 2_000_000
APPLICANT = PartyGiven(kind="company", name="求助的厂", phone="0412-5550188")


def add_to(world: Any) -> None:
    """Bring files to the stages whose acts are asked for; one is a district's, one is not there."""
    kind = type(world.targets["here"])
    helpers = [_helper(name) for name in ("求助专家甲", "求助专家乙")]
    stages = {
        "aid-new": ("begin", "stop", places.ENFORCEMENT),
        "aid-check": ("supplement", "accept", places.ENFORCEMENT),
        "aid-working": ("replan", "stop", places.ENFORCEMENT),
        "aid-d": ("begin", "stop", places.TIEDONG),
    }
    for name, (work, decide, unit) in stages.items():
        ids = _file(name, unit, helpers) | {"kind_key": "H11", "other": helpers[1]}
        world.targets[name] = kind(name, ids | {"key": work})
        world.targets[f"{name}-decided"] = kind(f"{name}-decided", ids | {"key": decide})
    none = {"aid_id": ABSENT, "task_id": ABSENT, "kind_key": "H11", "key": "begin", "other": 0}
    world.targets["no-aid"] = kind("no-aid", none)
    world.targets["no-aid-decided"] = kind("no-aid-decided", none | {"key": "stop"})
    call = hotline.CallGiven(
        channel="phone", matter="aid", received_on=TODAY, content="想申请维权援助"
    )
    with writing():
        ticket = hotline.take_call(by=_person("liu"), given=call).ticket
    world.targets["aid-call"] = kind("aid-call", {"ticket_id": ticket.id})


def _person(login: str) -> Any:
    found = people.person_by_login(login)
    assert found is not None, login
    return found


def _helper(name: str) -> int:
    given = BodyGiven(name=name, kind="expert", area="210300", secrecy_on=TODAY)
    with writing():
        return bodies.add_body(by=_person("zheng"), given=given).id


def _given(unit: str) -> AidGiven:
    return AidGiven(
        applied_on=TODAY,
        applicant=APPLICANT,
        firm_size="small",
        foreign_kind="foreign",
        right_kind="patent",
        right_state="valid",
        dispute="在境外被诉",
        wishes=("advice",),
        unit_id=unit_id(unit),
        materials="来函 1份",
        is_declared=True,
    )


def _file(name: str, unit: str, helpers: list[int]) -> dict[str, Any]:
    liu, wu = _person("liu"), _person("wu")
    with writing():
        aid = hotline.take_aid(by=liu, channel="visit", given=_given(unit))
        abroad = OverseasGiven(country="德国", forum="fair")
        actions.save_overseas(by=liu, aid=aid, given=abroad)
        clear = {one.key: Answered("clear") for one in questions()}
        actions.answer_export(by=liu, aid=aid, answers=clear)
        if name in ("aid-check", "aid-working"):
            # Who takes in and looks through is not who decides.
            actions.step(by=liu, aid=aid, key="begin")
            fine = {key: Answered("yes") for key in CHECKS}
            actions.answer_check(by=liu, aid=aid, answers=fine)
        if name == "aid-working":
            actions.step(by=wu, aid=aid, key="accept")
            actions.step(by=wu, aid=aid, key="plan", kinds=["advice"], text="方案")
            given = TaskGiven("advice", helpers[0], "提出意见", conflict="none")
            actions.send_task(by=wu, aid=aid, given=given)
    tasks = queries.tasks_of(aid.id)
    return {"aid_id": aid.id, "task_id": tasks[0].id if tasks else ABSENT}


def _application(_world: Any, _target: Any) -> dict[str, Any]:
    return {
        "channel": "visit",
        "applied_on": TODAY.isoformat(),
        "unit_id": str(unit_id(places.ENFORCEMENT)),
        "kind": "company",
        "name": "另一家求助的厂",
        "phone": "0412-5550177",
        "firm_size": "micro",
        "foreign_kind": "no",
        "right_kind": "patent",
        "right_state": "valid",
        "dispute": "被他人仿制",
        "wishes": ["advice"],
        "is_declared": "y",
    }


def _step(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "begin": {},
        "supplement": {"reason": "缺权利证书"},
        "accept": {"reason": "咨询"},
        "replan": {"kinds": ["advice", "lawyer"], "text": "改过的方案", "reason": "需要律师"},
        "stop": {"ground": "withdrawn", "reason": "来函撤回"},
    }[target.ids["key"]]


def _task(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "kind": "advice",
        "body_id": str(target.ids["other"]),
        "what": "再提出意见",
        "conflict": "none",
        "why": "生病",
    }


def _handout(_world: Any, target: Any) -> dict[str, Any]:
    listed = queries.materials_of(target.ids["aid_id"])
    return {
        "material_id": str(listed[0].id if listed else ABSENT),
        "receiver": "某律师事务所",
        "country": "德国",
        "handed_on": TODAY.isoformat(),
    }


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "hotline.new_aid": _application,
    "hotline.open_aid": _application,
    "aid.work": _step,
    "aid.decide": _step,
    "aid.check": lambda _world, _target: {"in_area_answer": "no", "in_area_note": "在外省"},
    "aid.correct": lambda _world, _target: {
        "foreign_kind": "foreign",
        "right_kind": "patent",
        "right_state": "valid",
        "dispute": "出口的阀门在展会被扣。",
        "wishes": ["opinion"],
        "reason": "申请人补充说明",
    },
    "aid.overseas": lambda _world, _target: {"country": "法国", "forum": "court"},
    "aid.export_check": lambda _world, _target: {"data_answer": "none"},
    "aid.new_material": lambda _world, _target: {"name": "译文", "copies": "1"},
    "aid.hand_out": _handout,
    "aid.new_task": _task,
    "aid.replace_task": _task,
    "aid.task_result": lambda _world, _target: {"how": "delivered", "text": "意见"},
}
