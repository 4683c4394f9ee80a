"""A visit to a shop as it is entered on the spot: who was there, what was looked at, what was found."""

from __future__ import annotations

from collections.abc import Sequence

from caseapp.accounts.person import Person
from caseapp.base.clock import local, now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.file_names import shown_name
from caseapp.evidence.given import KeptFile
from caseapp.joint import queries
from caseapp.joint.actions.finding import keep_finding
from caseapp.joint.actions.planning import keep_place, mark_of
from caseapp.joint.actions.writing import begin, write
from caseapp.joint.given import FindingGiven, InspectionGiven
from caseapp.joint.life import DECIDED, INSPECTED
from caseapp.joint.models import (
    JointGroup,
    JointInspection,
    JointPhoto,
    JointPlace,
    JointPresence,
)
from caseapp.joint.queries import Opened
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger

INSPECT = "joint.inspect"
MOST_GOODS = 10_000_000


def inspect(
    *, by: Person, opened: Opened, given: InspectionGiven, photos: Sequence[KeptFile] = ()
) -> JointInspection:
    """Enter a visit: the day lies within the action, a shop of the same day is only entered again on purpose.

    The first visit of an approved action begins it.
    """
    begin(by=by, opened=opened, doing="登记检查", states=INSPECTED, permission=INSPECT)
    _refuse_day(opened, given)
    _refuse_counts(given)
    _refuse_group(opened, given.group_id)
    there = _there(opened, given)
    place = _place(opened, given)
    _refuse_again(place, given)
    if opened.action.state == "approved":
        write(by=by, opened=opened, act="begin", to_state="running", reason="登记第一次检查")
    visit = _kept(given, place, by=by)
    db.session.add_all(JointPresence(inspection_id=visit.id, member_id=one) for one in there)
    for one in given.findings:
        keep_finding(opened, visit, place=place, given=one)
    keep_photos(by=by, visit=visit, photos=photos)
    write(
        by=by,
        opened=opened,
        act="inspect",
        given={"inspection": visit.id, "place": place.name, "findings": len(given.findings)},
        newer=False,
    )
    return visit


def add_finding(
    *,
    by: Person,
    opened: Opened,
    inspection_id: int,
    given: FindingGiven | None,
    photos: Sequence[KeptFile] = (),
) -> None:
    """Add to a visit what was found or photographed besides."""
    begin(by=by, opened=opened, doing="登记发现的问题", states=DECIDED, permission=INSPECT)
    visit = valid_visit(opened, inspection_id)
    if given is None and not photos:
        raise Refused("没有写发现的问题，也没有选择照片。", remedy="请写明问题，或者选择照片。")
    if given is not None:
        place = db.session.get_one(JointPlace, visit.place_id)
        keep_finding(opened, visit, place=place, given=given)
    keep_photos(by=by, visit=visit, photos=photos)
    told = {"inspection": visit.id, "photos": len(photos)}
    write(by=by, opened=opened, act="find", given=told, newer=False)


def void(*, by: Person, opened: Opened, inspection_id: int, why: str) -> None:
    """Void a visit that was entered wrongly; it stays with its reason and counts nothing."""
    begin(by=by, opened=opened, doing="作废检查", states=DECIDED, permission=INSPECT)
    visit = valid_visit(opened, inspection_id)
    if visit.by_id != by.id and not queries.may(by, "joint.plan", opened):
        raise Refused(
            f"不能作废：这次检查是{visit.by_name}登记的。",
            remedy="请由登记人或者办案机构负责人作废。",
        )
    if not why.strip():
        raise Refused("不能作废：没有写明原因。", remedy="请写明哪里登记错了。")
    found = [
        row for row in queries.findings_of(opened.id) if row.inspection_id == visit.id and (
            row.outcome or row.case_id or row.transfer_id
        )
    ]  # fmt: skip
    if found:
        raise Refused(
            f"不能作废：这次检查发现的 {len(found)} 个问题已经转为线索、移交或者有处理结果。",
            remedy="请在线索或者移送中办理。",
        )
    visit.voided_at, visit.void_why = now(), why.strip()
    told = {"inspection": visit.id}
    write(by=by, opened=opened, act="void", reason=why.strip(), given=told, newer=False)


def valid_visit(opened: Opened, inspection_id: int) -> JointInspection:
    """Return a visit of this action that still counts."""
    visit = db.session.get(
        JointInspection, inspection_id, with_for_update=True, populate_existing=True
    )
    if visit is None or visit.joint_id != opened.id:
        raise NotVisible
    if visit.voided_at is not None:
        raise Refused(f"这次检查已经作废：{visit.void_why}。", remedy="请另行登记检查。")
    return visit


def keep_photos(*, by: Person, visit: JointInspection, photos: Sequence[KeptFile]) -> None:
    """Keep the photos of a visit as their bytes came."""
    for one in photos:
        if one.size == 0:
            raise Refused(f"照片“{one.filename[:40]}”是空的，没有保存。", remedy="请重新拍照。")
        if not one.media_type.startswith(("image/", "video/")):
            raise Refused(
                f"“{one.filename[:40]}”不是照片或者录像。", remedy="文件请在案件的证据中登记。"
            )
        ledger.note_stored_file(sha256=one.sha256, size=one.size)
        db.session.add(
            JointPhoto(
                inspection_id=visit.id,
                filename=shown_name(one.filename),
                media_type=one.media_type[:100],
                sha256=one.sha256,
                size=one.size,
                by_name=by.name,
                added_at=now(),
            )
        )
    db.session.flush()


def _kept(given: InspectionGiven, place: JointPlace, *, by: Person) -> JointInspection:
    visit = JointInspection(
        joint_id=place.joint_id,
        group_id=given.group_id,
        place_id=place.id,
        inspected_on=given.on,
        goods=given.goods,
        patent_goods=given.patent_goods,
        looked_at=given.looked_at,
        person_met=given.person_met,
        note=given.note,
        by_id=by.id,
        by_name=by.name,
        made_at=now(),
    )
    db.session.add(visit)
    db.session.flush()
    return visit


def _refuse_day(opened: Opened, given: InspectionGiven) -> None:
    action = opened.action
    if given.on > today():
        raise Refused("不能登记检查：检查日期晚于今天。", remedy="请改为实际检查的日期。")
    if not action.first_on <= given.on <= action.last_on:
        raise Refused(
            f"不能登记检查：{long_date(given.on)}不在行动期间"
            f"（{long_date(action.first_on)}至{long_date(action.last_on)}）。",
            remedy="请核对日期；行动以外的检查，请直接登记线索。",
        )


def _refuse_counts(given: InspectionGiven) -> None:
    if not 0 <= given.patent_goods <= given.goods <= MOST_GOODS:
        raise Refused(
            f"不能登记检查：专利商品（{given.patent_goods}）应当不多于检查商品（{given.goods}）。",
            remedy="请改正件数。",
        )


def _refuse_group(opened: Opened, group_id: int) -> None:
    group = db.session.get(JointGroup, group_id)
    if group is None or group.joint_id != opened.id:
        raise NotVisible


def _there(opened: Opened, given: InspectionGiven) -> list[int]:
    """Return who of the group was there: everybody who is in it and was not named as absent."""
    members = [
        row
        for row in queries.members_of(opened.id, given.group_id)
        if row.left_at is None or local(row.left_at).date() > given.on
    ]
    there = [row.id for row in members if row.id not in given.absent]
    if not there:
        raise Refused(
            "不能登记检查：没有一名组员在场。", remedy="请去掉缺席的勾选，或者先补充组员。"
        )
    return there


def _place(opened: Opened, given: InspectionGiven) -> JointPlace:
    """Return the planned place, or the shop that was met: known again by name and address."""
    if given.place_id is not None:
        place = db.session.get(JointPlace, given.place_id)
        if place is None or place.joint_id != opened.id:
            raise NotVisible
        return place
    known = queries.place_with_mark(opened.id, mark_of(given.shop, given.address))
    if known is not None:
        return known
    return keep_place(
        opened,
        given.shop,
        address=given.address,
        group_id=given.group_id,
        kind=given.kind,
        area=given.area,
        is_planned=False,
    )


def _refuse_again(place: JointPlace, given: InspectionGiven) -> None:
    before = queries.visit_on(place.id, given.on)
    if before is None or given.is_again:
        return
    raise Refused(
        f"“{place.name}”{long_date(given.on)}已经由{before.group_name}检查过"
        f"（{before.by_name} {local(before.made_at).strftime('%H:%M')} 登记）。",
        remedy="确实又查了一次的，请勾选“当天再次检查”；重复登记的不必保存。",
    )
