"""Fairs of the city and of a district with all that hangs on them, and the forms of their pages."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.base.clock import now
from caseapp.base.db import writing
from caseapp.deadlines import queries as limits
from caseapp.exhibitions import completeness, fair_queries, queries
from caseapp.exhibitions.actions import (
    complaints,
    duty,
    exhibitors,
    fairs,
    patrol,
    setting_up,
)
from caseapp.exhibitions.actions.photos import add_photo
from caseapp.exhibitions.complaint_given import ComplaintGiven
from caseapp.exhibitions.exhibitor_given import ExhibitorGiven
from caseapp.exhibitions.fair_given import ContactGiven, DutyGiven, FairGiven, MandateGiven
from caseapp.exhibitions.mandates import mandate_kinds
from caseapp.exhibitions.patrol_given import PatrolGiven
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.spot_given import PhotoGiven
from caseapp.ledger.store import FileStore
from tests.stories import unit_id

TODAY = date(2026, 11, 23)
LAST = date(2026, 11, 25)
ABSENT = 2_000_000
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
_NOW = "2026-11-23T09:30"
WRONG_MARK = "ZL202030123456.0"


@dataclass(frozen=True)
class Kept:
    """A picture in the store."""

    filename: str
    media_type: str
    sha256: str
    size: int


def add_to(world: Any) -> None:
    """Open a fair of the city and one of a district, each with an exhibitor, a complaint, a look at a mark."""
    kind = type(world.targets["here"])
    city = _fair("wu", places.ENFORCEMENT, officers=("wang", "li"), chief="chen")
    far = _fair("zhao", places.TIEDONG, officers=("zhao", "qian"), chief="han")
    none = dict.fromkeys(city, ABSENT) | {
        "part": "contact",
        "key": "close",
        "kind": "E15",
        "figure": "complaints",
        "unit": places.ENFORCEMENT,
    }
    behind = [
        name for name in city if name.endswith("_id") and name not in ("fair_id", "complaint_id")
    ]
    mixed = city | {name: far[name] for name in behind}
    for name, ids in (("fair", city), ("fair-d", far), ("fair-mixed", mixed), ("no-fair", none)):
        world.targets[name] = kind(name, ids)
        world.targets[f"{name}-rule"] = kind(f"{name}-rule", ids | {"key": "answer_hours"})
        more = {"key": "withdraw", "kind": "E05"}
        world.targets[f"{name}-complaint"] = kind(f"{name}-complaint", ids | more)
        world.targets[f"{name}-duty"] = kind(f"{name}-duty", ids | {"row_id": ids["duty_id"]})
        world.targets[f"{name}-mandate"] = kind(
            f"{name}-mandate", ids | {"row_id": ids["mandate_id"]}
        )
    world.targets["r5"] = kind("r5", {"year": TODAY.year, "figure": "complaints"})


def _person(login: str) -> Any:
    found = people.person_by_login(login)
    assert found is not None, login
    return found


def _fair(by: str, unit: str, *, officers: tuple[str, str], chief: str) -> dict[str, Any]:
    first = _person(officers[0])
    with writing():
        opened = fairs.register(by=_person(by), given=_given(unit))
        contact = ContactGiven("organiser", "会展公司", "何经理", phone="0412-5550100")
        setting_up.add_hall(by=first, opened=opened, name="一号馆")
        setting_up.add_contact(by=first, opened=opened, given=contact)
        for login in officers:
            for day in (TODAY, date(2026, 11, 24), LAST):
                given = DutyGiven(day, "officer", person_id=_person(login).id)
                duty.add_duty(by=first, opened=opened, given=given)
        mandate = MandateGiven(first.id, tuple(mandate_kinds()), TODAY, LAST)
        duty.give_mandate(by=_person(chief), opened=opened, given=mandate)
        fairs.move_fair(by=_person(chief), opened=opened, key="approve", given={})
        fairs.move_fair(by=first, opened=opened, key="open", given={})
    with writing():
        ids = _filled(queries.visible_fair(opened.id, by=first), first)
    return ids | {"unit": unit}


def _given(unit: str, **changed: Any) -> FairGiven:
    given: dict[str, Any] = {
        "name": "第十二届家电博览会",
        "unit_id": unit_id(unit),
        "organiser": "会展公司",
        "venue": "会展中心",
        "first_on": TODAY,
        "last_on": LAST,
        "presence": "station",
        "station_place": "服务台",
        "series": f"家电博览会{unit}",
    }
    return FairGiven(**(given | changed))


def _filled(opened: Opened, by: Any) -> dict[str, Any]:
    store: FileStore = current_app.extensions["store"]
    kept = store.put(io.BytesIO(PICTURE), 1000)
    picture = Kept("现场.png", "image/png", kept.sha256, kept.size)
    exhibitor_id = exhibitors.add_exhibitor(
        by=by, opened=opened, given=ExhibitorGiven("A12", "红火电器厂", hall="一号馆")
    )
    complaint = complaints.take(
        by=by,
        opened=opened,
        given=ComplaintGiven(
            "暖阳电器公司",
            "patent",
            respondent="红火电器厂",
            exhibitor_id=exhibitor_id,
            right_number="ZL201530012345.4",
            patent_kind="design",
            exhibit="电热水壶",
        ),
    )
    keys = [one.row.key for one in completeness.materials_of(complaint)]
    complaints.set_materials(by=by, complained=complaint, given=dict.fromkeys(keys, (True, "")))
    complaints.move(by=by, complained=complaint, key="complete", given={})
    look = PatrolGiven(WRONG_MARK, "page", 1, "第一组", exhibitor_id, "A12")
    (check,) = patrol.check_marks(by=by, opened=opened, given=look)
    shot = PhotoGiven("page", 1, now(), "正面", complaint_id=complaint.id)
    photo = add_photo(by=by, opened=opened, given=shot, file=picture)
    contact = fair_queries.contacts_of(opened.id)[0]
    return {
        "fair_id": opened.id,
        "part": "contact",
        "row_id": contact.id,
        "duty_id": fair_queries.duty_of(opened.id)[0].id,
        "mandate_id": fair_queries.mandates_of(opened.id)[0].id,
        "key": "close",
        "kind": "E15",
        "figure": "complaints",
        "exhibitor_id": exhibitor_id,
        "complaint_id": complaint.id,
        "complaint_version": complaint.complaint.version,
        "fair_version": opened.fair.version,
        "limit_id": limits.of_complaint(complaint.id)[0].id,
        "check_id": check.id,
        "photo_id": photo.id,
        "warning_id": ABSENT,
        "list_id": ABSENT,
        "order_id": ABSENT,
        "signature_id": ABSENT,
    }


def _put_right(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "complainant": "暖阳电器有限公司",
        "right_kind": "patent",
        "right_number": "ZL201530012345.4",
        "patent_kind": "design",
        "respondent": "红火电器厂",
        "exhibit": "电热水壶",
        "version": str(target.ids["complaint_version"]),
    }


def _visit(_world: Any, target: Any) -> dict[str, Any]:
    pair = ("wang", "li") if target.ids["unit"] == places.ENFORCEMENT else ("zhao", "qian")
    officers = [str(_person(login).id) for login in pair]
    return {"officers": officers, "found": "展出三件", "begun_at": _NOW}


def _said(**fields: Any) -> Callable[..., dict[str, Any]]:
    return lambda _world, _target: dict(fields)


def _registered(_world: Any, target: Any) -> dict[str, Any]:
    day = date(2026, 12, 7).isoformat()
    return {
        "name": "迎春年货展",
        "series": "迎春年货展",
        "unit_id": str(unit_id(target.ids.get("unit", places.ENFORCEMENT))),
        "reported_by": "organiser",
        "organiser": "会展公司",
        "venue": "会展中心",
        "first_on": day,
        "last_on": day,
        "presence": "none",
        "presence_why": "展期一天",
    }


def _edited(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "name": "第十二届家电博览会",
        "series": "家电博览会",
        "unit_id": str(unit_id(target.ids.get("unit", places.ENFORCEMENT))),
        "reported_by": "organiser",
        "organiser": "会展公司",
        "venue": "新会展中心",
        "first_on": TODAY.isoformat(),
        "last_on": LAST.isoformat(),
        "presence": "station",
        "station_place": "服务台",
        "version": str(target.ids["fair_version"]),
    }


def _picture() -> tuple[io.BytesIO, str]:
    return io.BytesIO(PICTURE), "现场.png"


def _photos(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "device": "tablet",
        "device_serial": "7",
        "complaint_id": str(target.ids["complaint_id"]),
        # Another than the world's own: the same photo sent twice is the one already there.
        "photos": (io.BytesIO(PICTURE + b"\x00"), "另一张.png"),
    }


def _mandate(_world: Any, target: Any) -> dict[str, Any]:
    login = "li" if target.ids["unit"] == places.ENFORCEMENT else "qian"
    return {
        "person_id": str(_person(login).id),
        "kinds": list(mandate_kinds())[:1],
        "first_on": TODAY.isoformat(),
        "last_on": LAST.isoformat(),
    }


def _unit(_world: Any, target: Any) -> dict[str, Any]:
    return {"unit_id": str(unit_id(target.ids["unit"]))}


_COMPLAINT = {
    "complainant": "另一家公司",
    "right_kind": "trademark",
    "right_number": "12345678",
    "respondent": "红火电器厂",
    "booth": "A12",
    "device": "tablet",
    "device_serial": "8",
}
FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "exhibitions.new_fair": _registered,
    "exhibitions.edit_fair": _edited,
    "exhibitions.move_fair": _said(reason="提前闭幕"),
    "exhibitions.add_contact": _said(
        part="venue", body_name="展馆", name="季经理", phone="0412-5550101"
    ),
    "exhibitions.post_contacts": _said(on=TODAY.isoformat(), where="入口"),
    "exhibitions.add_hall": _said(name="二号馆"),
    "exhibitions.drop_part": _said(),
    "exhibitions.add_duty": _said(
        day=TODAY.isoformat(), part="expert", name="孟教授", body_name="大学"
    ),
    "exhibitions.copy_duty": _said(day=TODAY.isoformat(), to_days=[LAST.isoformat()]),
    "exhibitions.drop_duty": _said(),
    "exhibitions.give_mandate": _mandate,
    "exhibitions.take_back_mandate": _said(),
    "exhibitions.set_rule": _said(value="12", basis="参展合同"),
    "exhibitions.unset_rule": _said(),
    "exhibitions.kit": _said(),
    "exhibitions.list_kit": _said(),
    "exhibitions.add_kit": _said(item="充电宝", wanted="1"),
    "exhibitions.new_exhibitor": _said(hall="一号馆", booth="B1", name="新来的厂"),
    "exhibitions.edit_exhibitor": _said(
        hall="一号馆", booth="A12", name="红火电器厂", phone="0412-5550102"
    ),
    "exhibitions.leave_fair": _said(why="提前撤展"),
    "exhibitions.keep_promise": lambda _world, _target: {
        "promised_on": TODAY.isoformat(),
        "file": _picture(),
    },
    "exhibitions.read_list": _said(),
    "exhibitions.set_columns": _said(),
    "exhibitions.set_sheet": _said(),
    "exhibitions.enter_list": _said(),
    "exhibitions.check_before": _said(),
    "exhibitions.answer_warning": _said(verdict="", words=""),
    "exhibitions.new_complaint": _said(**_COMPLAINT),
    "exhibitions.edit_complaint": _put_right,
    "exhibitions.complaint_materials": _said(there=[]),
    "exhibitions.complaint_features": _said(claimed="圆台", shown="圆台", verdict="same"),
    "exhibitions.move_complaint": _said(reason="双方和解"),
    "exhibitions.complaint_visit": _visit,
    "exhibitions.complaint_measure": _said(
        kind="remove",
        exhibits="水壶三件",
        clause="合同第八条",
        done_at=_NOW,
        organiser_person="何经理",
    ),
    "exhibitions.complaint_order": _said(kind="remove"),
    "exhibitions.complaint_order_done": _said(at=_NOW),
    "exhibitions.complaint_right": _said(right_number="", patent_kind="design", why="看错号码"),
    "exhibitions.complaint_lift": _said(why="复议撤销"),
    "exhibitions.issue_paper": _said(),
    "exhibitions.make_slip": _said(),
    "exhibitions.complaint_numbers": _said(),
    "exhibitions.draft_of_day": _said(day=TODAY.isoformat()),
    "exhibitions.add_complaint_photos": _photos,
    "exhibitions.add_photos": _photos,
    "exhibitions.sign": _said(name="郑洪", part="respondent"),
    "exhibitions.tell_progress": _said(number="甲-001", code="000000"),
    "exhibitions.station_count": _said(inquiries="1", leaflets="2"),
    "exhibitions.station_take": _said(**_COMPLAINT | {"device_serial": "9"}),
    "exhibitions.patrol": _said(
        text="ZL201920000007.1", team="第一组", device="tablet", device_serial="3"
    ),
    "exhibitions.look_up": _said(finding="never_granted", on=TODAY.isoformat(), source="检索系统"),
    "exhibitions.correct_mark": _said(text="ZL201920000007.1", product="水壶"),
    "exhibitions.patrol_lead": _unit,
    "exhibitions.patrol_photos": lambda _world, _target: {"photos": _picture()},
}
