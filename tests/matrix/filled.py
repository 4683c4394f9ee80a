"""A valid form for every address that changes something, so that a refusal is for lack of right."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts import units as places
from caseapp.base.db import db
from caseapp.cases.models import CaseFile
from caseapp.deadlines.moving import fingerprint, moved_by
from caseapp.documents import queries as documents
from tests.matrix import (
    aided,
    compared,
    contacts,
    handed,
    informed,
    jointed,
    late,
    liaised,
    pacts,
    passed,
    received,
    registers,
    routed,
    searched,
    shown,
    taking,
)
from tests.matrix.world import Target, World
from tests.stories import PLACE, RECEIVED, Story, unit_id

Fields = dict[str, Any]
TODAY = "2026-11-23"


def fields_for(world: World, endpoint: str, target: Target) -> Fields:
    """Return what somebody who may would send to this address about this target."""
    return dict(FORMS[endpoint](world, target))


def _step(world: World, target: Target) -> Fields:
    story = _story(world, target)
    key = target.ids["key"]
    version = db.session.scalar(
        CaseFile.__table__.select()
        .with_only_columns(CaseFile.version)
        .where(CaseFile.id == story.case_id)
    )
    common = {"on": story.day(28).isoformat(), "version": str(version), "reason": "需补充调查"}
    return common | story.fields(key)


def _goods(_world: World, target: Target) -> Fields:
    return {
        "list_kind": "found",
        "name": "另一只水壶",
        "quantity": "3",
        "unit": "只",
        "unit_price": "10",
        "version": "1",
    }


def _item(_world: World, target: Target) -> Fields:
    return {
        "kind": "photo",
        "title": "柜台照片",
        "form": "original",
        "taken_on": "2024-03-08",
        "taken_by": "王建民",
        "file": (io.BytesIO(b"\xff\xd8\xff\xe0JFIF"), "照片.jpg"),
    }


def _party(_world: World, _target: Target) -> Fields:
    return {
        "kind": "individual",
        "name": "新登记的店",
        "legal_representative": "赵兴旺",
        "part": "respondent",
        "version": "1",
    }


def _draft(_world: World, target: Target) -> Fields:
    return {"w0": "改过的内容", "version": "1"}


def _copy(world: World, target: Target) -> Fields:
    papers = documents.papers_of_case(_story(world, target).case_id)
    source = next((one.id for one in papers if one.kind == "questioning_record"), 0)
    return {"from": str(source), "words": ["开始时间", "地点"], "version": "1"}


def _block(_world: World, _target: Target) -> Fields:
    return {"title": "新的标题", "text": "新的内容", "scope": "own", "version": "1"}


def _service(world: World, target: Target) -> Fields:
    story = _story(world, target)
    return {
        "mode": "直接",
        "served_on": story.day(14).isoformat(),
        "place": PLACE,
        "receiver": "赵兴旺",
        "relation": "经营者",
        "servers": [str(story.crew.officer.id), str(story.crew.second.id)],
    }


def _lead(world: World, _target: Target) -> Fields:
    return {
        "source": "inspection",
        "received_on": RECEIVED[2021].isoformat(),
        "content": "巡查发现",
        "unit_id": str(unit_id(places.ENFORCEMENT)),
    }


def _request(_world: World, _target: Target) -> Fields:
    return {
        "received_on": "2026-03-02",
        "unit_id": str(unit_id(places.ENFORCEMENT)),
        "standing": "holder",
        "patent_as_printed": "ZL202320123456.1",
        "relief": "停止侵权",
        "grounds": "制造侵权产品",
        "requester_kind": "person",
        "requester_name": "沈一鸣",
        "respondent_kind": "person",
        "respondent_name": "陆二平",
    }


def _join(_world: World, _target: Target) -> Fields:
    return {"number": "鞍知法请字〔2026〕1号", "on": "2026-03-10", "why": "一并审理"}


def _separate(_world: World, _target: Target) -> Fields:
    return {"separated_on": "2026-03-10", "separated_why": "分开审理"}


def _call(_world: World, _target: Target) -> Fields:
    return {
        "channel": "phone",
        "received_on": RECEIVED[2021].isoformat(),
        "matter": "report",
        "content": "某店售假",
    }


def _send(_world: World, _target: Target) -> Fields:
    why = "线索地在铁东区"
    return {"unit_id": str(unit_id(places.TIEDONG)), "track": "counterfeit", "reason": why}


def _person(_world: World, _target: Target) -> Fields:
    return {"name": "徐志坚", "unit": places.ENFORCEMENT, "version": "1"}


def _new_person(_world: World, _target: Target) -> Fields:
    return {"name": "何新来", "unit": places.TAIAN, "login": "hexinlai"}


def _unit(_world: World, _target: Target) -> Fields:
    return {
        "name": "台安县知识产权管理局",
        "area_code": "210321",
        "agency_name": "台安县知识产权管理局",
        "agency_word": "台知",
        "is_active": "y",
        "version": "1",
    }


def _new_unit(world: World, target: Target) -> Fields:
    new = {"kind": "section", "parent": places.CITY, "code": "XK", "name": "新科"}
    return _unit(world, target) | new


def _certificate(world: World, _target: Target) -> Fields:
    person = accounts.person_by_login("xu")
    assert person is not None
    return {
        "person": str(person.id),
        "kind": "专利行政执法证",
        "number": "辽专执9001",
        "issuer": "辽宁省人民政府",
        "valid_from": "2026-01-01",
        "valid_to": "2030-12-31",
    }


def _grant(world: World, _target: Target) -> Fields:
    person = accounts.person_by_login("xu")
    assert person is not None
    return {"person": str(person.id), "role": "registrar", "unit": places.GENERAL}


def _day(_world: World, _target: Target) -> Fields:
    day = accounts.ArrangedDay(date(2027, 4, 5), "rest", "清明节")
    seen = _seen([*accounts.office_days(), day], [day.day])
    return {"day": "2027-04-05", "kind": "rest", "name": "清明节", "source": "通知", "seen": seen}


def _day_gone(_world: World, target: Target) -> Fields:
    row = accounts.office_day_by_id(target.ids.get("day_id", 0))
    left = [one for one in accounts.office_days() if row is None or one.id != row.id]
    return {"seen": _seen(left, [row.day] if row else [])}


def _notice(_world: World, _target: Target) -> Fields:
    file = (io.BytesIO("日期,名称,安排\n2026-12-30,纪念日,放假\n".encode()), "a.csv")
    return {"year": "2026", "source": "通知", "published": TODAY, "file": file}


def _notice_seen(_world: World, target: Target) -> Fields:
    row = accounts.arrangement_by_id(target.ids.get("arrangement_id", 0))
    days = accounts.arranged_days(row) if row else []
    return {"seen": _seen([*accounts.office_days(), *days], [one.day for one in days])}


def _seen(rows: list[Any], days: list[date]) -> str:
    """Name the list of moving limits this calendar's page shows."""
    return fingerprint(moved_by(accounts.calendar_of(rows), days))


def _why(_world: World, _target: Target) -> Fields:
    return {"why": "工作需要", "on": TODAY}


def _nothing(_world: World, _target: Target) -> Fields:
    return {}


def _story(world: World, target: Target) -> Story:
    """Return the story of the target, or one's own where the target has none."""
    return target.story or world.targets["own"].story  # type: ignore[return-value]  # own has one


FORMS: Mapping[str, Callable[[World, Target], Fields]] = {
    "deadlines.withdraw_calendar_day": _day_gone,
    "deadlines.add_calendar_day": _day,
    "deadlines.take_arrangement": _notice,
    "deadlines.apply_arrangement": _notice_seen,
    "deadlines.drop_arrangement": _notice_seen,
    "accounts.end_certificate": _why,
    "accounts.new_certificate": _certificate,
    "accounts.person": _person,
    "accounts.deactivate_person": _why,
    "accounts.reactivate_person": _nothing,
    "accounts.end_sessions": _why,
    "accounts.new_person": _new_person,
    "accounts.withdraw_role": _nothing,
    "accounts.grant_role": _grant,
    "accounts.unit": _unit,
    "accounts.new_unit": _new_unit,
    "cases.new_item": _item,
    "cases.edit_goods": _goods,
    "cases.new_goods": _goods,
    "cases.save_paper": _draft,
    "cases.preview_paper": _draft,
    "cases.copy_into_paper": _copy,
    "cases.restore_paper": lambda _world, _target: {"number": "1", "version": "1"},
    "documents.new_text_block": _block,
    "documents.text_block": _block,
    "documents.retire_text_block": lambda _world, _target: {"version": "1"},
    "cases.new_paper": lambda _world, _target: {"kind": "A01", "on": TODAY},
    "cases.close_paper": lambda _world, _target: {"on": "2024-03-08", "version": "1"},
    "cases.serve_paper": _service,
    "cases.edit_party": _party,
    "cases.new_party": _party,
    "cases.step": _step,
    "cases.new_lead": _lead,
    "cases.new_request": _request,
    "cases.join_cases": _join,
    "cases.separate_cases": _separate,
    "accounts.enter": _nothing,
    "hotline.send": _send,
    "hotline.call": _call,
    "accounts.leave": _nothing,
    "accounts.end_my_session": _nothing,
    "accounts.become": lambda _world, _target: {"person": "1"},
    **late.FORMS,
    **compared.FORMS,
    **taking.FORMS,
    **contacts.FORMS,
    "hotline.request_of": _request,
    **informed.FORMS,
    **routed.FORMS,
    **registers.FORMS,
    **aided.FORMS,
    **jointed.FORMS,
    **liaised.FORMS,
    **pacts.FORMS,
    **received.FORMS,
    **handed.FORMS,
    **passed.FORMS,
    **shown.FORMS,
    **searched.FORMS,
}
