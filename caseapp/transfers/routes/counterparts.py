"""Pages of other bodies' accounts: what was sent to them, what they answer, and nothing of the office."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, flash, url_for

from caseapp.base.db import finish
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.requests import typed_fields
from caseapp.base.web import (
    accepts_files,
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    note_refusal,
    page,
    reads_protected,
    requires,
    uploads,
)
from caseapp.ledger.sending import as_download, damage_noted, send_stored
from caseapp.transfers import counterpart_words, counterparts
from caseapp.transfers.actions import items, receiving
from caseapp.transfers.counterpart_forms import CounterpartForm, form_of
from caseapp.transfers.counterpart_lines import lines
from caseapp.transfers.counterpart_shown import (
    acts_of,
    file_named,
    limits_of,
    own_files,
    parcels_of,
)
from caseapp.transfers.counterparts import Received
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.life import BODY
from caseapp.transfers.offered import Offered, moves_for
from caseapp.transfers.sendings import packed_sending

bp = Blueprint("counterparts", __name__)
ID = "int(max=2147483647)"
PATH = f"/counterpart/<{ID}:transfer_id>"


@dataclass(frozen=True)
class Choice:
    """One move on the page: its form, or the sentence that stands against it."""

    offered: Offered
    form: CounterpartForm | None
    address: str
    is_open: bool = False


@bp.get("/counterpart")
@requires("counterpart.read")
def received() -> Response:
    """List what was sent to the body of this account; what waits for it stands first."""
    seat = counterparts.seat_of(current_person())
    found = counterparts.page_of_received(seat, asked_page())
    return page(
        "counterparts/received.html",
        seat=seat,
        found=found,
        lines=lines(found.rows, seat),
        waiting=counterparts.count_waiting(seat),
    )


@bp.get(PATH)
@requires("counterpart.read")
@reads_protected
def transfer(transfer_id: int) -> Response:
    """Show one transfer as it was sent, what both sides did since, and what may be done now."""
    by = current_person()
    file = counterparts.received(transfer_id, by=by)
    receiving.note_opened(by=by, transfer=file.transfer, number=file.matter.number)
    return _shown(file)


@bp.get(f"{PATH}/sent/<{ID}:number>")
@requires("counterpart.read")
@reads_protected
def package(transfer_id: int, number: int) -> Response:
    """Send what went out at one time as one packed file, the same bytes each time."""
    by = current_person()
    file = counterparts.received(transfer_id, by=by)
    parcels = {one.number: one for one in parcels_of(file)}
    if number not in parcels:
        raise NotVisible
    sending = parcels[number].sending
    items.note_taken(by=by, transfer=file.transfer, what=sending.filename, sha256=sending.code)
    notes = {one.sha256: damage_noted(one.sha256) for one in (*sending.letters, *sending.files)}
    notes[sending.code] = damage_noted(sending.code)
    packed = packed_sending(
        sending, current_app.extensions["store"], note_damage=lambda sha256: notes[sha256]()
    )
    return as_download(current_app.response_class(packed), sending.filename)


@bp.get(f"{PATH}/files/<{ID}:item_id>")
@requires("counterpart.read")
@reads_protected
def item(transfer_id: int, item_id: int) -> Response:
    """Send one file that was sent to this body, or that it attached itself."""
    by = current_person()
    file = counterparts.received(transfer_id, by=by)
    sha256, name = file_named(file, item_id)
    items.note_taken(by=by, transfer=file.transfer, what=name, sha256=sha256)
    return send_stored(sha256, name=name)


@bp.post(f"{PATH}/moves/<key>")
@requires("counterpart.answer")
@accepts_files
@keeps_typed(files="附件")
def move(transfer_id: int, key: str) -> Response:
    """Make one move of the other side: accept, return, ask, answer, decide."""
    by = current_person()
    file = counterparts.received(transfer_id, by=by)
    row = life_of(file.transfer.kind).moves.get(key)
    if row is None or BODY not in row.sides or not file.was_sent or file.until is not None:
        raise NotVisible
    form = form_of(row, file.seat, transfer=file.transfer)
    if file.seat.may_act and not form.validate():
        return _shown(file, sent={key: form}, status=422)
    try:
        receiving.answer(
            by=by, transfer=file.transfer, key=key, given=form.given(), files=uploads("files")
        )
    except (Refused, Conflict) as no:
        return _refused(file, no, sent={key: form})
    flash(f"“{counterpart_words.move_name(row.name)}”已登记，移送机关已经可以看到。", "done")
    return back_to("counterparts.transfer", transfer_id=transfer_id)


def _refused(
    seen: Received, no: Refused | Conflict, *, sent: dict[str, CounterpartForm]
) -> Response:
    """Answer with the page as it stands now; what was typed stays in its form, or beside where that is gone."""
    transfer_id = seen.transfer.id
    finish(commit=False)
    if isinstance(no, Refused):
        note_refusal(no)
    file = counterparts.received(transfer_id, by=current_person())
    for form in sent.values():
        form.version.data = str(file.transfer.version)
    return _shown(file, sent=sent, status=409, no=no)


def _shown(
    file: Received,
    *,
    sent: dict[str, CounterpartForm] | None = None,
    status: int = 200,
    no: Refused | Conflict | None = None,
) -> Response:
    acts = acts_of(file)
    choices = _choices(file, sent or {})
    here = {one.offered.move.key for one in choices if one.form is not None}
    return page(
        "counterparts/transfer.html",
        words=counterpart_words,
        status=status,
        file=file,
        kind=KINDS[file.transfer.kind],
        parcels=parcels_of(file),
        acts=acts,
        attached=own_files(file, acts),
        choices=choices,
        limits=[] if file.until else limits_of(file),
        # The form a second one filled in may be gone by now; what was typed into it is not.
        typed=typed_fields() if sent and not here & set(sent) else [],
        refusal=no if isinstance(no, Refused) else None,
        conflict=no if isinstance(no, Conflict) else None,
    )


def _choices(file: Received, sent: dict[str, CounterpartForm]) -> list[Choice]:
    if not file.may_act:
        return []
    found = []
    for one in moves_for(current_person(), file.transfer):
        key = one.move.key
        address = url_for("counterparts.move", transfer_id=file.transfer.id, key=key)
        form = sent.get(key) or form_of(
            one.move, file.seat, transfer=file.transfer, address=address
        )
        found.append(Choice(one, form if one.may else None, address, is_open=key in sent))
    return found
