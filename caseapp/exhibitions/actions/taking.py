"""A complaint is taken, once for each record of a device; changed, merged with what others wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.base.clock import SHANGHAI, local, now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.merging import Merge, kept_values
from caseapp.cooperation import actions as cooperation
from caseapp.exhibitions import complaint_queries, completeness, queries
from caseapp.exhibitions.actions.after import start_leftover
from caseapp.exhibitions.actions.complaint_writing import WORK, begin, write
from caseapp.exhibitions.complaint_given import DESK, ComplaintGiven, FeatureGiven, Materials
from caseapp.exhibitions.complaint_models import FairComplaint, FairFeature, FairMaterial
from caseapp.exhibitions.complaint_values import (
    COMPLAINT_KIND,
    digest_of,
    given_from,
    values_given,
    values_of,
)
from caseapp.exhibitions.complaint_words import FIELDS, KIND_OF_NUMBER, PATENT_KINDS, VERDICTS
from caseapp.exhibitions.exhibitor_models import Exhibit
from caseapp.exhibitions.life import FAIR_STATES
from caseapp.exhibitions.queries import Complained, Opened
from caseapp.law.rights import RIGHT_KINDS
from caseapp.ledger import actions as ledger
from caseapp.patents import actions as patents
from caseapp.patents import queries as known_patents
from caseapp.patents.given import numbers_in
from caseapp.revisions import queries as earlier

OUR_RIGHT = "patent"
LONGEST_TITLE = 200
# What was said of the right, the parties and the exhibit may be mended until it is decided.
CHANGED = ("received", "incomplete", "complete", "passed", "notified", "answered")
LONGEST_MARK = 80


def take(*, by: Person, opened: Opened, given: ComplaintGiven) -> Complained:
    """Take a complaint; the same record of the same device sent again is the first one, not a second."""
    # Two stations at once wait here for each other: the serial of the fair and of the device.
    db.session.refresh(opened.fair, with_for_update=True)
    if not queries.may(by, WORK, opened):
        raise Refused(
            f"不能登记投诉：您对这次展会没有“{PERMISSIONS[WORK]}”的权限。",
            remedy="请由本展会的进驻人员登记。",
        )
    if not given.device:
        serial = complaint_queries.next_serial(opened.id, DESK)
        given = replace(given, device=DESK, device_serial=serial)
    elif known := _known(opened, given):
        return known
    told = _sound(opened, given)
    at = _when(opened, given)
    row = cooperation.enter(
        by=by, family="complaint", kind="complaint", title=_title(told), unit_id=opened.row.unit_id
    )
    complaint = FairComplaint(
        id=row.id,
        fair_id=opened.id,
        device=given.device[:40],
        device_serial=given.device_serial,
        number=_number(opened, row.id),
        state="received",
        received_at=at,
        taken_by=by.id,
        taken_by_name=by.name,
    )
    _fill(complaint, told, by=by)
    db.session.add(complaint)
    db.session.flush()
    made = Complained(complaint, row, opened)
    _put_features(complaint.id, given.features)
    sent = _sent(given, at)
    write(by=by, complained=made, act="take", to_state="received", given=sent, happened_at=at)
    if opened.fair.state == "over":
        start_leftover(by=by, complained=made)
    return made


def _sent(given: ComplaintGiven, at: datetime) -> dict[str, Any]:
    """Return by what a record is known again; a wrong clock of the device loses nothing."""
    told = {"sent": digest_of(given), "device": f"{given.device}:{given.device_serial}"}
    if given.happened_at is not None and given.happened_at != at:
        told["device_clock"] = local(given.happened_at).isoformat(timespec="minutes")
    return told


def change(*, by: Person, complained: Complained, given: ComplaintGiven, seen: int) -> Merge:
    """Change what a complaint says, merged with what others saved; an overlap is a Conflict."""
    begin(by=by, complained=complained, doing="修改投诉", states=CHANGED)
    complaint = complained.complaint
    saved = earlier.revision(COMPLAINT_KIND, complaint.id, complaint.version)
    who = "" if saved is None else saved.saved_by_name
    both = earlier.merged(
        kind=COMPLAINT_KIND,
        object_id=complaint.id,
        seen=seen,
        version=complaint.version,
        theirs=values_of(complaint),
        mine=values_given(given),
        labels=FIELDS,
        sentence=f"投诉 {complaint.number} 在您打开之后已被{who or '他人'}修改，请合并后再保存。",
        who=who,
        when=None if saved is None else saved.saved_at,
    )
    merged = _sound(complained.at, given_from(both.values))
    _fill(complaint, merged, by=by)
    complained.row.title = _title(merged)
    write(by=by, complained=complained, act="change")
    return both


def set_materials(*, by: Person, complained: Complained, given: Materials) -> None:
    """Note which papers are there."""
    begin(by=by, complained=complained, doing="核对材料", states=CHANGED)
    asked = {one.row.key for one in completeness.materials_of(complained)}
    kept = complaint_queries.materials_of(complained.id)
    for key, (is_given, note) in given.items():
        if key not in asked:
            continue
        row = kept.get(key) or FairMaterial(complaint_id=complained.id, key=key)
        row.is_given, row.note = is_given, note.strip()[:200]
        db.session.add(row)
    db.session.flush()
    write(by=by, complained=complained, act="materials", newer=False)


def set_features(
    *, by: Person, complained: Complained, given: Sequence[FeatureGiven], seen: int = 0
) -> None:
    """Put the rows of the comparison in the place of those there were."""
    begin(by=by, complained=complained, doing="填写对比", states=CHANGED, seen=seen)
    _put_features(complained.id, given)
    write(by=by, complained=complained, act="features", given={"rows": len(given)})


def _known(opened: Opened, given: ComplaintGiven) -> Complained | None:
    """Return the complaint this record made already; other words under its serial are a conflict."""
    found = complaint_queries.sent(opened.id, given.device, given.device_serial)
    if found is None:
        return None
    complaint, row = found
    first = complaint_queries.first_act(complaint.id)
    if first is not None and first.given.get("sent") == digest_of(given):
        return Complained(complaint, row, opened)
    theirs, mine = kept_values(values_of(complaint)), kept_values(values_given(given))
    differ = [name for name in FIELDS if theirs[name] != mine[name]]
    raise Conflict(
        f"这台设备的第 {given.device_serial} 号记录已经登记为投诉 {complaint.number}，"
        f"这次送来的内容不同，没有另外登记。",
        theirs={FIELDS[name]: str(theirs[name]) for name in differ},
        mine={FIELDS[name]: str(mine[name]) for name in differ},
        who=complaint.taken_by_name,
        when=first.at if first is not None else complaint.received_at,
        version=complaint.version,
    )


def _sound(opened: Opened, given: ComplaintGiven) -> ComplaintGiven:
    """Refuse what cannot be a complaint; name and booth come from the list where they were left open."""
    if not given.complainant.strip():
        raise Refused("不能登记投诉：没有填写投诉人。", remedy="请填写权利人或者投诉人的名称。")
    if given.right_kind not in RIGHT_KINDS:
        raise Refused("不能登记投诉：没有选择权利种类。", remedy="请选择专利、商标或者其他权利。")
    told: dict[str, Any] = {
        "patent_kind": given.patent_kind if given.patent_kind in PATENT_KINDS else ""
    }
    if given.exhibitor_id is not None:
        who = queries.exhibitor(opened.id, given.exhibitor_id)
        told["respondent"] = given.respondent.strip() or who.name
        told["booth"] = given.booth.strip() or " ".join(one for one in (who.hall, who.booth) if one)
    sound = replace(given, **told)
    if not sound.respondent.strip() and not sound.booth.strip():
        raise Refused(
            "不能登记投诉：没有写明被投诉人，也没有写明展位。",
            remedy="请从展位中选择参展商；名单中没有的，写明展位号或者名称。",
        )
    if given.exhibit_id is not None:
        exhibit = db.session.get(Exhibit, given.exhibit_id)
        if exhibit is None or exhibit.exhibitor_id != given.exhibitor_id:
            raise NotVisible
        sound = replace(sound, exhibit=sound.exhibit.strip() or exhibit.name)
    return sound


def _when(opened: Opened, given: ComplaintGiven) -> datetime:
    """Return when it was taken: what the device says, where that can be."""
    fair, at = opened.fair, now()
    said = given.happened_at if given.happened_at is not None else at
    # A show entered later has its complaints on its own days.
    begins = datetime.combine(fair.first_on, time(), tzinfo=SHANGHAI)
    can_be = min(opened.row.opened_at, begins) <= said <= at
    when = said if can_be else at
    is_of_show = fair.state == "over" and local(when).date() <= fair.last_on
    if fair.state != "open" and not is_of_show:
        raise Refused(
            f"不能登记投诉：展会现为“{FAIR_STATES[fair.state]}”。",
            remedy="展会开始进驻后登记；已经闭幕的，请权利人直接向本局提出。",
        )
    return when


def _number(opened: Opened, complaint_id: int) -> str:
    code = opened.fair.code.replace("{", "").replace("}", "")
    return ledger.take_number(
        series=f"fair.{opened.id}",
        year=opened.fair.first_on.year,
        subject_kind="fair_complaint",
        subject_id=complaint_id,
        pattern=code + "-{serial:03d}",
    ).text


def _title(given: ComplaintGiven) -> str:
    whom = given.respondent.strip() or f"{given.booth.strip()}展位"
    return f"{given.complainant.strip()}投诉{whom}"[:LONGEST_TITLE]


def _fill(complaint: FairComplaint, given: ComplaintGiven, *, by: Person) -> None:
    known = {one.name for one in fields(ComplaintGiven)} & set(FIELDS)
    for name in known:
        value = getattr(given, name)
        setattr(complaint, name, value.strip() if isinstance(value, str) else value)
    look_up(complaint, by=by)


def look_up(complaint: FairComplaint, *, by: Person) -> None:
    """Note the patent, the kind its number says, and what the register is known to say of it."""
    complaint.patent_id, complaint.right_status, complaint.right_status_on = None, "", None
    if complaint.right_kind != OUR_RIGHT:
        complaint.patent_kind = ""
        return
    found = numbers_in(complaint.right_number, today=today())
    if len(found) != 1:
        return
    noted = patents.note_patent(by=by, text=complaint.right_number)
    complaint.patent_id = noted.id
    # One number has one kind, whatever was ticked: reports count by it.
    complaint.patent_kind = KIND_OF_NUMBER.get(noted.kind, complaint.patent_kind)
    if not complaint.right_name:
        complaint.right_name = noted.title
    looked = known_patents.lookups_of_patent(noted.id)
    if looked:
        newest = max(looked, key=lambda row: (row.looked_up_on, row.id))
        complaint.right_status, complaint.right_status_on = newest.status, newest.looked_up_on


def _put_features(complaint_id: int, given: Sequence[FeatureGiven]) -> None:
    db.session.execute(sa.delete(FairFeature).where(FairFeature.complaint_id == complaint_id))
    rows = [one for one in given if one.claimed.strip() or one.shown.strip()]
    for place, one in enumerate(rows, start=1):
        db.session.add(
            FairFeature(
                complaint_id=complaint_id,
                place=place,
                claimed=one.claimed.strip(),
                shown=one.shown.strip(),
                verdict=one.verdict if one.verdict in VERDICTS else "open",
            )
        )
    db.session.flush()
