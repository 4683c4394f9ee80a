"""The hand-over file of a transfer: what goes along, what it still lacks, what was sent, its receipts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, current_app, flash, url_for

from caseapp.accounts.permissions import decide
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.web import (
    accepts_files,
    back_to,
    current_person,
    keeps_typed,
    page,
    reads_protected,
    refused,
    requires,
    typed_before,
    uploads,
)
from caseapp.base.words import moment
from caseapp.bodies import queries as bodies
from caseapp.documents.words import STATE_WORDS
from caseapp.ledger.sending import as_download, damage_noted, send_stored
from caseapp.transfers import hand_over, item_queries, sendings
from caseapp.transfers.actions import items, sealing
from caseapp.transfers.completeness import categories
from caseapp.transfers.item_forms import (
    BY_LIST,
    ChooseForm,
    LackForm,
    ReceiptForm,
    UploadForm,
    WithdrawForm,
)
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.manifest import code_words
from caseapp.transfers.offered import moves_for
from caseapp.transfers.queries import visible_transfer
from caseapp.transfers.rights import thing_of
from caseapp.transfers.routes.blueprint import ONE, bp

PAGE = "transfers/hand_over.html"
ID = "int(max=2147483647)"
Forms = Mapping[str, BaseForm]


@bp.get(f"{ONE}/hand-over", endpoint="hand_over")
@requires("cooperation.read")
def hand_over_file(transfer_id: int) -> Response:
    """Show what goes along, what is missing by which article, and what was sent."""
    return page(PAGE, **_values(transfer_id))


@bp.post(f"{ONE}/hand-over/things")
@requires("cooperation.work")
def choose_things(transfer_id: int) -> Response:
    """Put papers, evidence and goods of the case with the transfer."""
    found = _workable(transfer_id)
    form = _choose_form(found)
    return _done(
        transfer_id,
        name="choose",
        form=form,
        act=lambda: items.add(by=current_person(), transfer=found, chosen=form.given()),
    )


@bp.post(f"{ONE}/hand-over/files")
@requires("cooperation.work")
@accepts_files
@keeps_typed(file="文件")
def upload_thing(transfer_id: int) -> Response:
    """Put a file of its own with the transfer."""
    found, form = _workable(transfer_id), _upload_form()

    def add() -> None:
        files = uploads("file")
        if not files:
            raise Refused("没有选择文件。", remedy="请选择要随送的文件。")
        items.add_upload(by=current_person(), transfer=found, given=form.given(files[0]))

    return _done(transfer_id, name="upload", form=form, act=add)


@bp.post(f"{ONE}/hand-over/<{ID}:item_id>/withdraw")
@requires("cooperation.work")
def withdraw_thing(transfer_id: int, item_id: int) -> Response:
    """Take a thing away again, with its reason."""
    found, form = _workable(transfer_id), WithdrawForm()

    def withdraw() -> None:
        why = form.why.data or ""
        items.withdraw(by=current_person(), transfer=found, item_id=item_id, why=why)

    return _done(transfer_id, name=f"withdraw-{item_id}", form=form, act=withdraw)


@bp.post(f"{ONE}/hand-over/<{ID}:item_id>/code")
@requires("cooperation.work")
def write_code(transfer_id: int, item_id: int) -> Response:
    """Write code and list of materials into a draft letter."""
    found, form = _workable(transfer_id), BaseForm()
    return _done(
        transfer_id,
        name=f"code-{item_id}",
        form=form,
        act=lambda: sealing.write_code(by=current_person(), transfer=found, item_id=item_id),
    )


@bp.post(f"{ONE}/hand-over/lacking")
@requires("cooperation.work")
def explain_lack(transfer_id: int) -> Response:
    """Say why it goes without what the list asks."""
    found, form = _workable(transfer_id), LackForm()

    def explain() -> None:
        items.explain_lack(
            by=current_person(),
            transfer=found,
            row_name=form.row.data or "",
            why=form.why.data or "",
        )

    return _done(transfer_id, name=f"lack-{form.row.data}", form=form, act=explain)


@bp.post(f"{ONE}/hand-over/receipt")
@requires("cooperation.work")
@accepts_files
@keeps_typed(file="扫描件")
def record_receipt(transfer_id: int) -> Response:
    """Keep a receipt against the code that was sent."""
    found, form = _workable(transfer_id), ReceiptForm()

    def record() -> None:
        given = form.given(next(iter(uploads("file")), None))
        sealing.record_receipt(by=current_person(), transfer=found, given=given)

    return _done(transfer_id, name="receipt", form=form, act=record)


@bp.get(f"{ONE}/hand-over/sent/<{ID}:number>")
@requires("cooperation.read")
@reads_protected
def sent_package(transfer_id: int, number: int) -> Response:
    """Send what went out at one time as one packed file, the same bytes each time."""
    found = visible_transfer(transfer_id, by=current_person())
    rows = item_queries.sendings(found.id)
    if not 1 <= number <= len(rows):
        raise NotVisible
    sending = sendings.sending_of(rows[number - 1])
    items.note_taken(
        by=current_person(), transfer=found, what=sending.filename, sha256=sending.code
    )
    wanted = (sending.code, *(one.sha256 for one in (*sending.letters, *sending.files)))
    notes = {sha256: damage_noted(sha256) for sha256 in wanted}
    packed = sendings.packed_sending(
        sending, current_app.extensions["store"], note_damage=lambda sha256: notes[sha256]()
    )
    return as_download(current_app.response_class(packed), sending.filename)


@bp.get(f"{ONE}/hand-over/<{ID}:item_id>/file")
@requires("cooperation.read")
@reads_protected
def item_file(transfer_id: int, item_id: int) -> Response:
    """Send the file of one thing, of either side, as a download."""
    found = visible_transfer(transfer_id, by=current_person())
    row = next((one for one in item_queries.all_items(found.id) if one.id == item_id), None)
    if row is None or row.category == item_queries.SENDING:
        raise NotVisible
    if row.withdrawn_at is not None:
        no = Refused(
            f"“{row.name}”已于 {moment(row.withdrawn_at)} 撤下（{row.withdrawn_why}），不再单独提供下载。",
            remedy="撤下以前已经送出的，在当时的压缩包里。",
        )
        return refused(no, PAGE, **_values(transfer_id))
    sha256, ending = hand_over.file_of(row)
    if not sha256:
        raise NotVisible
    items.note_taken(by=current_person(), transfer=found, what=row.name, sha256=sha256)
    return send_stored(sha256, name=row.filename or hand_over.name_in_folder(row.name, ending))


def _incoming(found: Any) -> dict[str, Any]:
    """Return who sent what came in and what leads on; of what goes out nothing."""
    if found.direction != "in":
        return {"is_in": False, "incoming": None}
    sender = bodies.names_of({found.body_id})[found.body_id]
    moves = [one for one in moves_for(current_person(), found) if one.may and one.move.to_state]
    return {"is_in": True, "incoming": {"sender": sender, "moves": moves}}


def _workable(transfer_id: int) -> Any:
    """Return the transfer, for whoever answers for it; others see it and change nothing."""
    by = current_person()
    found = visible_transfer(transfer_id, by=by)
    if not _works(by, found):
        raise NotVisible
    return found


def _works(by: Any, found: Any) -> bool:
    return bool(decide(by, "cooperation.work", thing_of(item_queries.matter_of(found), found)))


def _done(transfer_id: int, *, name: str, form: BaseForm, act: Callable[[], Any]) -> Response:
    """Do one act of this page; a refusal shows the page again with what was typed."""
    if not form.validate():
        return page(PAGE, status=422, **_values(transfer_id, {name: form}))
    try:
        act()
    except Refused as no:
        finish(commit=False)  # what the refused act began must not show
        return refused(no, PAGE, **_values(transfer_id, {name: form}))
    flash("已保存。", "done")
    return back_to("transfers.hand_over", transfer_id=transfer_id)


def _choose_form(found: Any, *, blank: bool = False) -> ChooseForm:
    form = ChooseForm(formdata=None) if blank else ChooseForm()
    form.papers.choices = [
        (str(one.id), f"《{one.title}》{one.number or ''}（{STATE_WORDS[one.state]}）")
        for one in hand_over.papers_offered(found)
    ]
    form.evidence.choices = [
        (str(one.id), f"证据{one.serial} {one.title}{'' if one.sha256 else '（没有电子文件）'}")
        for one in item_queries.evidence_to_choose(found)
    ]
    form.goods.choices = [
        (str(row.id), f"{one.name}第{row.row_no}项 {row.name} {row.quantity} {row.unit}")
        for one in item_queries.goods_to_choose(found)
        for row in one.rows
    ]
    form.category.choices = {"": BY_LIST, **_open_categories()}
    return form


def _upload_form(*, blank: bool = False, kept: Any = None) -> UploadForm:
    form = UploadForm(formdata=kept) if blank else UploadForm()
    form.category.choices = _open_categories()
    return form


def _kept(name: str, transfer_id: int) -> Any:
    """Return what was typed into one form of the page before and asked back."""
    return typed_before(url_for(f"transfers.{name}", transfer_id=transfer_id))


def _open_categories() -> dict[str, str]:
    return {key: name for key, name in categories().items() if key != item_queries.PACKAGE}


def _values(transfer_id: int, typed: Forms | None = None) -> dict[str, Any]:
    by = current_person()
    found = visible_transfer(transfer_id, by=by)
    matter = item_queries.matter_of(found)  # held: else every part reads it anew
    state = hand_over.state_of(found, today())
    is_open = life_of(found.kind).stages[found.state].is_open
    rows = item_queries.all_items(found.id)
    sent = item_queries.sendings(found.id)
    return {
        "transfer": found,
        "matter": matter,
        "kind": KINDS[found.kind],
        "state": state,
        "code_words": code_words(state.code),
        "categories": categories(),
        "states": STATE_WORDS,
        "letters": hand_over.LETTERS,
        "bearing": {
            one.id
            for one in state.things
            if one.paper_kind and hand_over.bears_code(one.paper_kind)
        },
        "theirs": [one for one in rows if one.side == items.BODY and one.withdrawn_at is None],
        "withdrawn": [one for one in rows if one.withdrawn_at is not None],
        "sent": [(number, row) for number, row in enumerate(sent, start=1)],
        "sent_ids": sendings.ids_sent([sendings.sending_of(row) for row in sent]),
        "may_work": is_open and _works(by, found),
        "may_receive": bool(sent) and _works(by, found),
        "forms": {**_blank(found, state), **(typed or {})},
        # What was just sent stays open, whatever spoke against it.
        "sent_form": next(iter(typed or ()), ""),
        **_incoming(found),
        "page_url": url_for("transfers.transfer", transfer_id=found.id),
    }


def _blank(found: Any, state: Any) -> dict[str, BaseForm]:
    """Return every form of the page as it stands before anybody types, or with what was kept of it."""
    return {
        "choose": _choose_form(found, blank=True),
        "upload": _upload_form(blank=True, kept=_kept("upload_thing", found.id)),
        "receipt": ReceiptForm(formdata=_kept("record_receipt", found.id)),
        **{f"withdraw-{one.id}": WithdrawForm(formdata=None) for one in state.things},
        **{f"code-{one.id}": BaseForm(formdata=None) for one in state.things},
        **{f"lack-{one.row.name}": LackForm(formdata=None) for one in state.verdict.rows},
    }
