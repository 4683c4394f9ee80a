"""Photos taken at a fair: kept as their bytes came, once however often the device sends them."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.file_names import shown_name
from caseapp.evidence.given import KeptFile
from caseapp.exhibitions import queries, spot_queries
from caseapp.exhibitions.complaint_models import FairPhoto
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.spot_given import PhotoGiven
from caseapp.ledger import actions as ledger

PICTURES = ("image/",)


def add_photo(*, by: Person, opened: Opened, given: PhotoGiven, file: KeptFile) -> FairPhoto:
    """Keep one photo; the same record of a device, or the same bytes at the same place, is the one here already."""
    if not queries.may(by, "fair.work", opened):
        raise Refused("不能保存照片：您不在这次展会的值守名单上。", remedy="请由值守人员拍照保存。")
    _refuse_what_is_no_picture(file)
    earlier = spot_queries.photo_of_device(opened.id, given.device, given.device_serial)
    if earlier is not None:
        _refuse_another(earlier, given, file)
        return earlier
    if (same := spot_queries.same_photo(given, file.sha256)) is not None:
        return same
    photo = _kept(by=by, opened=opened, given=given, file=file)
    # Letters on it are found as part of what it shows.
    kind = "fair" if given.complaint_id is None else "fair_complaint"
    ledger.announce(
        event=f"{kind}.saved", object_kind=kind, object_id=given.complaint_id or opened.id
    )
    told = {"photo": photo.id, "complaint": given.complaint_id, "check": given.check_id}
    ledger.record(
        by=by,
        action="fair.photo",
        object_kind="fair",
        object_id=opened.id,
        object_key=opened.row.number,
        details={**told, "sha256": file.sha256},
    )
    return photo


def _kept(*, by: Person, opened: Opened, given: PhotoGiven, file: KeptFile) -> FairPhoto:
    ledger.note_stored_file(sha256=file.sha256, size=file.size)
    photo = FairPhoto(
        fair_id=opened.id,
        complaint_id=given.complaint_id,
        check_id=given.check_id,
        device=given.device,
        device_serial=given.device_serial,
        caption=given.caption,
        # A device whose clock runs ahead took it no later than it arrived.
        taken_at=min(given.taken_at, now()),
        filename=shown_name(file.filename),
        media_type=file.media_type[:100],
        sha256=file.sha256,
        size=file.size,
        by_name=by.name,
        added_at=now(),
    )
    db.session.add(photo)
    db.session.flush()
    return photo


def _refuse_what_is_no_picture(file: KeptFile) -> None:
    name = file.filename[:40]
    if file.size == 0:
        raise Refused(f"照片“{name}”是空的，没有保存。", remedy="请重新拍照。")
    if not file.media_type.startswith(PICTURES):
        raise Refused(
            f"“{name}”不是照片，没有保存。", remedy="请拍照或者选择 JPEG、PNG 格式的照片。"
        )


def _refuse_another(earlier: FairPhoto, given: PhotoGiven, file: KeptFile) -> None:
    """A device that lost its count must not put one photo in the place of another."""
    same = (earlier.sha256, earlier.complaint_id) == (file.sha256, given.complaint_id)
    if not same:
        raise Refused(
            f"本设备的第 {given.device_serial} 号照片已经保存过另一张，这一张没有保存。",
            remedy="请重新选择这张照片再送一次。",
        )
