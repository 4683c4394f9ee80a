"""Hand-over files other offices sent: read, held against their list, shown, entered as a transfer in."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from flask import Response, current_app, flash

from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    Upload,
    accepts_files,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
    uploads,
)
from caseapp.bodies import queries as bodies
from caseapp.cases.shown import unit_choices
from caseapp.ledger.store import FileStore, StoredBytes
from caseapp.transfers import item_queries
from caseapp.transfers.actions import packages as actions
from caseapp.transfers.addressed import is_for
from caseapp.transfers.completeness import categories
from caseapp.transfers.item_forms import PackageForm, TakeInForm
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.manifest import Head, code_words
from caseapp.transfers.packages import Package, read_package, streams
from caseapp.transfers.routes.blueprint import bp

UPLOAD, PAGE = "transfers/package_upload.html", "transfers/package.html"
HASH = re.compile(r"[0-9a-f]{64}")


@bp.get("/transfers/packages")
@requires("cooperation.work")
def packages() -> Response:
    """Ask for the packed file that came."""
    return page(UPLOAD, form=PackageForm(formdata=None))


@bp.post("/transfers/packages")
@requires("cooperation.work")
@accepts_files
def read_in() -> Response:
    """Read a packed file and hold it against its list; what cannot be read is refused with a sentence."""
    form, by = PackageForm(), current_person()
    if not form.validate():
        return page(UPLOAD, status=422, form=form)
    files = uploads("file")
    if not files:
        no = Refused("没有选择文件。", remedy="请选择收到的压缩包（zip）。")
        return refused(no, UPLOAD, form=form)
    try:
        found = read_package(_store().path(files[0].sha256))
    except Refused as no:
        no.note = actions.unread_note(files[0], str(no))
        return refused(no, UPLOAD, form=form)
    actions.note_read(by=by, file=files[0], package=found)
    return back_to("transfers.package", sha256=files[0].sha256)


@bp.get("/transfers/packages/<sha256>")
@requires("cooperation.work")
def package(sha256: str) -> Response:
    """Show what a packed file holds and what does not fit, to whoever read it in."""
    found = _found(sha256)
    return page(PAGE, **_values(sha256, found, _form(found, blank=True)))


@bp.post("/transfers/packages/<sha256>")
@requires("cooperation.work")
@keeps_typed()
def take_in(sha256: str) -> Response:
    """Enter what came as a transfer in, with every item."""
    found, by = _found(sha256), current_person()
    form = _form(found)
    if not form.validate():
        return page(PAGE, status=422, **_values(sha256, found, form))
    size = _store().size_of(sha256) or 0
    try:
        transfer = actions.take_in(
            by=by,
            given=form.given(found.manifest.head),
            letter_code=form.code.data or "",
            package=found,
            unpack=partial(_unpacked, sha256, found),
            in_spite=bool(form.in_spite.data),
            zipped=Upload(item_queries.name_read(sha256), "application/zip", sha256, size),
        )
    except Refused as no:
        finish(commit=False)  # what the refused act began must not show
        return refused(no, PAGE, **_values(sha256, found, form))
    flash(f"已登记：{item_queries.matter_of(transfer).number}。", "done")
    return back_to("transfers.transfer", transfer_id=transfer.id)


def _found(sha256: str) -> Package:
    """Read the packed file anew; who did not read it in does not learn that it is there."""
    is_known = HASH.fullmatch(sha256) and item_queries.was_read_by(sha256, current_person())
    if not is_known or _store().size_of(sha256) is None:
        raise NotVisible
    try:
        return read_package(_store().path(sha256))
    except Refused as no:  # read before, and refused then already
        raise NotVisible from no


def _unpacked(sha256: str, found: Package) -> dict[str, StoredBytes]:
    """Keep every file under its own hash; nothing is ever written to a path the sender named."""
    limit = current_app.extensions["settings"].upload_limit
    parts = streams(_store().path(sha256), found)
    return {name: _store().put(file, limit) for name, file in parts}


def _form(found: Package, *, blank: bool = False) -> TakeInForm:
    head, by = found.manifest.head, current_person()
    kind, body = _kind_for(head), _body_for(head)
    given = {"kind": kind, "body_id": body, "unit_id": by.unit_id, "their_number": head.number}
    form = TakeInForm(formdata=typed_before(), data=given) if blank else TakeInForm()
    kinds = {key: one.name for key, one in KINDS.items() if one.direction == "in"}
    # What the sender calls it may be nothing of ours: then somebody says what it is.
    form.kind.choices = kinds if kind else {"": "请选择", **kinds}
    form.body_id.choices = {
        "": "请选择",
        **{str(key): name for key, name in bodies.choices(today())},
    }
    form.unit_id.choices = unit_choices(by, "cooperation.work")
    return form


def _kind_for(head: Head) -> str:
    """Return what the sender's kind is called where it comes in."""
    mine = f"{head.kind.removesuffix('_out')}_in"
    return mine if mine in KINDS else ""


def _body_for(head: Head) -> str:
    """Return the sender as this office's register knows it, by key or by name."""
    known = bodies.with_key(head.sender_key) if head.sender_key else None
    if known is not None and bodies.is_in_force(known, today()):
        return str(known.id)
    names = bodies.choices(today())
    return next((str(key) for key, name in names if name == head.sender), "")


def _values(sha256: str, found: Package, form: TakeInForm) -> dict[str, Any]:
    return {
        "sha256": sha256,
        "filename": item_queries.name_read(sha256),
        "package": found,
        "head": found.manifest.head,
        "code_words": code_words(found.code),
        "categories": categories(),
        "entered": item_queries.taken_in(sha256, by=current_person()),
        "form": form,
        "is_for_us": is_for(found.manifest.head, form.unit_id.data or current_person().unit_id),
    }


def _store() -> FileStore:
    store: FileStore = current_app.extensions["store"]
    return store
