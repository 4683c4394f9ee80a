"""Pages of fairs: what is taken on the spot beside a complaint: photos, signatures by finger."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request, url_for

from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    accepts_files,
    back_to,
    current_person,
    page,
    reads_protected,
    refused,
    requires,
    uploads,
)
from caseapp.documents import printing
from caseapp.documents import queries as papers
from caseapp.exhibitions import queries, spot_queries
from caseapp.exhibitions.actions import photos, signatures
from caseapp.exhibitions.queries import Complained, Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, complained, opened
from caseapp.exhibitions.routes.station import frame
from caseapp.exhibitions.spot_words import PARTS, statement
from caseapp.exhibitions.station_forms import PhotoForm, SignForm, whole
from caseapp.ledger import actions as ledger
from caseapp.ledger.sending import send_stored

ONE = f"/fair-complaints/<{ID}:complaint_id>"
PHOTOS, SIGN = "exhibitions/station_photos.html", "exhibitions/station_sign.html"


@bp.post(f"/fairs/<{ID}:fair_id>/photos")
@requires("fair.work")
@accepts_files
def add_photos(fair_id: int) -> Response:
    """Keep photos the station sends on their own, after the complaint they belong to."""
    found = opened(fair_id, "fair.work")
    form = PhotoForm()
    if not form.validate():
        return page("errors/typed.html", status=INVALID, typed=[form.caption.data or ""])
    complaint_id = _meant(found, form)
    _keep(found, form, complaint_id)
    return back_to("exhibitions.complaint_photos", complaint_id=complaint_id)


@bp.get(f"{ONE}/photos")
@requires("fair.read")
def complaint_photos(complaint_id: int) -> Response:
    """Show the photos of a complaint, and take more."""
    return page(PHOTOS, **_photos(complained(complaint_id, "fair.read"), PhotoForm()))


@bp.post(f"{ONE}/photos")
@requires("fair.work")
@accepts_files
def add_complaint_photos(complaint_id: int) -> Response:
    """Keep photos of a complaint."""
    found = complained(complaint_id, "fair.work")
    form = PhotoForm()
    if not form.validate():
        return page(PHOTOS, status=INVALID, **_photos(found, form))
    try:
        many = _keep(found.at, form, found.id)
    except Refused as no:
        finish(commit=False)
        again = queries.visible_complaint(complaint_id, by=current_person())
        return refused(no, PHOTOS, **_photos(again, form))
    flash(f"已保存 {many} 张照片。" if many else "照片已经保存过。", "done")
    return back_to("exhibitions.complaint_photos", complaint_id=complaint_id)


@bp.get(f"/fairs/<{ID}:fair_id>/photos/<{ID}:photo_id>")
@requires("fair.read")
@reads_protected
def photo(fair_id: int, photo_id: int) -> Response:
    """Send a photo as its bytes came."""
    found = opened(fair_id, "fair.read")
    row = spot_queries.photo_of(fair_id, photo_id)
    ledger.record(
        by=current_person(),
        action="fair.photo_read",
        object_kind="fair",
        object_id=found.id,
        object_key=found.row.number,
        details={"photo": photo_id},
    )
    return send_stored(row.sha256, name=row.filename, shown=True)


@bp.get(f"{ONE}/sign")
@requires("fair.work")
def sign_pad(complaint_id: int) -> Response:
    """Show what is to be signed and the pad for it."""
    found = complained(complaint_id, "fair.work")
    return page(SIGN, **_pad(found, SignForm(), whole(request.args.get("paper")) or None))


@bp.post(f"{ONE}/sign")
@requires("fair.work")
@accepts_files
def sign(complaint_id: int) -> Response:
    """Keep a signature by finger as a picture."""
    found = complained(complaint_id, "fair.work")
    form = SignForm()
    given = form.given()
    if not form.validate():
        return page(SIGN, status=INVALID, **_pad(found, form, given.paper_id))
    image = next(iter(uploads("image")), None)
    try:
        signatures.sign(by=current_person(), complained=found, given=given, image=image)
    except Refused as no:
        finish(commit=False)
        again = queries.visible_complaint(complaint_id, by=current_person())
        return refused(no, SIGN, **_pad(again, form, given.paper_id))
    flash(f"{PARTS[given.part]}{given.name}的手写签名已保存。", "done")
    return back_to("exhibitions.sign_pad", complaint_id=complaint_id, paper=given.paper_id)


@bp.get(f"{ONE}/signatures/<{ID}:signature_id>")
@requires("fair.read")
@reads_protected
def signature(complaint_id: int, signature_id: int) -> Response:
    """Send the picture of a signature."""
    found = complained(complaint_id, "fair.read")
    row = spot_queries.signature_of(complaint_id, signature_id)
    ledger.record(
        by=current_person(),
        action="fair.signature_read",
        object_kind="fair_complaint",
        object_id=found.id,
        object_key=found.complaint.number,
        details={"signature": signature_id},
    )
    return send_stored(row.sha256, name=f"签名-{row.name}.png", shown=True)


def _meant(found: Opened, form: PhotoForm) -> int:
    """Return the complaint the photos belong to: by its id, or by the count of the device."""
    if asked := whole(form.complaint_id.data):
        made = queries.visible_complaint(asked, by=current_person())
        if made.at.id != found.id:
            raise NotVisible
        return asked
    name, serial = str(form.of_device.data or "")[:40], whole(form.of_serial.data)
    row = spot_queries.complaint_of_device(found.id, name, serial)
    if row is None:
        raise Refused(
            "照片没有保存：它所属的投诉还没有登记。", remedy="请先把这件投诉送出，再送照片。"
        )
    return row.id


def _keep(found: Opened, form: PhotoForm, complaint_id: int) -> int:
    """Keep all photos that came; answers how many."""
    sent = uploads("photos")
    if not sent:
        raise Refused("没有选择照片。", remedy="请拍照或者选择照片后再保存。")
    for place, file in enumerate(sent):
        photos.add_photo(
            by=current_person(), opened=found, given=form.given(place, complaint_id), file=file
        )
    return len(sent)


def _photos(found: Complained, form: Any) -> dict[str, Any]:
    rows = spot_queries.photos_of(found.id)
    back = url_for("exhibitions.station_taken", fair_id=found.at.id, complaint_id=found.id)
    return {"of": found, "form": form, "rows": rows, "back": back, **frame(found.at)}


def _pad(found: Complained, form: Any, paper_id: int | None) -> dict[str, Any]:
    """Return what is on the screen while the finger moves, and its digest."""
    record = papers.paper_of_cooperation(found.id, paper_id) if paper_id else None
    form.paper_id.data = str(paper_id or "")
    form.text_sha256.data = signatures.digest_of(found, paper_id)
    pages = len(printing.preview(record).pages) if record is not None else 0
    return {
        "of": found,
        "form": form,
        "record": record,
        "pages": pages,
        "statement": [one for one in statement(found) if one[1]],
        "signed": spot_queries.signed_rows(found.id),
        "papers": papers.papers_of_cooperation(found.id),
        "parts": PARTS,
        **frame(found.at),
    }
