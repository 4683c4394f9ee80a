"""Joint actions of the city and of a district, and the forms of their pages."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.bodies import queries as bodies
from caseapp.joint import actions, queries
from caseapp.joint.given import (
    BodyGiven,
    FindingGiven,
    InspectionGiven,
    MemberGiven,
    PlanGiven,
)
from caseapp.ledger.store import FileStore
from tests.stories import unit_id

TODAY = date(2026, 11, 23)
ABSENT = 2_000_000
MARKET, CUSTOMS = "anshan_market_bureau", "anshan_customs"
PATENT_FOUND = FindingGiven("patent", "标注的专利号已经失效", product="水壶")
MARK_FOUND = FindingGiven("trademark", "假冒商标")


@dataclass(frozen=True)
class Kept:
    """A photo in the store."""

    filename: str
    media_type: str
    sha256: str
    size: int


def add_to(world: Any) -> None:
    """Bring actions to the states whose acts are asked for; one is a district's, one is not there."""
    kind = type(world.targets["here"])
    wu, han = _person("wu"), _person("han")
    new = _planned(wu, places.ENFORCEMENT, "wang")
    out = _running(new | _planned(wu, places.ENFORCEMENT, "wang"), "wang", "chen")
    far = _running(_planned(han, places.TIEDONG, "zhao"), "zhao", "han")
    behind = ("inspection_id", "photo_id", "finding_id", "row_id")
    none = dict.fromkeys(out, ABSENT) | {"part": "place", "figure": "visits", "key": "cancel"}
    none["unit"] = places.ENFORCEMENT
    for name, ids in (
        ("joint-new", new),
        ("joint-out", out),
        ("joint-mark", out | {"finding_id": out["mark_id"]}),
        ("joint-d", far),
        ("joint-mixed", out | {key: far[key] for key in behind}),
        ("no-joint", none),
    ):
        world.targets[name] = kind(name, ids)


def _person(login: str) -> Any:
    found = people.person_by_login(login)
    assert found is not None, login
    return found


def _body(key: str) -> int:
    found = bodies.with_key(key)
    assert found is not None, key
    return found.id


def _planned(by: Any, unit: str, member: str) -> dict[str, Any]:
    with writing():
        made = actions.plan(
            by=by,
            given=PlanGiven(
                title="联合执法",
                unit_id=unit_id(unit),
                lead_id=None,
                aim="检查市场",
                first_on=TODAY,
                last_on=TODAY,
                areas=("210302",),
            ),
        )
        market = actions.add_body(by=by, opened=made, given=BodyGiven(_body(MARKET)))
        group = actions.add_group(by=by, opened=made, name="第一组", leader="组长")
        given = MemberGiven(person_id=_person(member).id)
        actions.add_member(by=by, opened=made, group_id=group.id, given=given)
        actions.add_places(
            by=by,
            opened=made,
            text="甲店，一号\n乙店，二号",
            group_id=group.id,
            kind="shop",
            area="210302",
        )
    shops = queries.places_of(made.id)
    return {
        **dict.fromkeys(("inspection_id", "photo_id", "finding_id", "mark_id"), ABSENT),
        "joint_id": made.id,
        "group_id": group.id,
        "body_id": market.id,
        "unit": unit,
        "place_id": shops[0].id,
        "row_id": shops[1].id,
        "part": "place",
        "key": "cancel",
        "figure": "visits",
    }


def _running(ids: dict[str, Any], officer: str, chief: str) -> dict[str, Any]:
    by = _person(officer)
    store: FileStore = current_app.extensions["store"]
    kept = store.put(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\x00" * 16), 1000)
    photo = Kept("现场.png", "image/png", kept.sha256, kept.size)
    with writing():
        opened = queries.visible_action(ids["joint_id"], by=by)
        actions.move(by=_person(chief), opened=opened, key="approve", given={})
        given = InspectionGiven(
            group_id=ids["group_id"],
            on=TODAY,
            place_id=ids["place_id"],
            goods=10,
            findings=(PATENT_FOUND, MARK_FOUND),
        )
        visit = actions.inspect(by=by, opened=opened, given=given, photos=(photo,))
    found = queries.findings_of(ids["joint_id"])
    return ids | {
        "inspection_id": visit.id,
        "photo_id": queries.photos_of(visit.id)[0].id,
        "finding_id": found[0].id,
        "mark_id": found[1].id,
    }


def _plan(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "version": "1",
        "title": "再一次联合执法",
        "unit_id": str(unit_id(target.ids.get("unit", places.ENFORCEMENT))),
        "lead_id": "0",
        "aim": "检查市场",
        "first_on": TODAY.isoformat(),
        "last_on": TODAY.isoformat(),
        "areas": ["210302"],
    }


def _member(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "group_id": str(target.ids["group_id"]),
        "name": "新来的",
        "body_id": str(target.ids["body_id"]),
    }


def _lead(_world: Any, target: Any) -> dict[str, Any]:
    return {"track": "counterfeit", "unit_id": str(unit_id(target.ids["unit"]))}


def _visit(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "group_id": str(target.ids["group_id"]),
        "on": TODAY.isoformat(),
        "place_id": str(target.ids["row_id"]),
        "area": "210302",
        "kind": "shop",
        "goods": "5",
    }


def _said(**fields: str) -> Callable[..., dict[str, Any]]:
    return lambda _world, _target: dict(fields)


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "joint.new": _plan,
    "joint.edit": _plan,
    "joint.add_body": lambda _world, _target: {"body_id": str(_body(CUSTOMS))},
    "joint.add_group": _said(name="第九组", leader="组长"),
    "joint.add_member": _member,
    "joint.add_places": _said(kind="shop", area="210302", text="丙店，三号"),
    "joint.drop": _said(),
    "joint.move": _said(reason="天气不好"),
    "joint.inspect": _visit,
    "joint.add_finding": _said(f1_right="patent", f1_what="又一处", f1_measure="none"),
    "joint.void": _said(why="登记重复"),
    "joint.record": _said(),
    "joint.open_lead": _lead,
    "joint.hand_over": _said(reason="不属于本机关主管"),
    "joint.outcome": _said(outcome="filed", on=TODAY.isoformat(), number="8号"),
}
