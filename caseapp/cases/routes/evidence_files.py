"""The file of a piece of evidence: what it is, a look at it in a frame, its bytes as they came."""

from __future__ import annotations

from flask import Response, current_app

from caseapp.accounts.permissions import decide
from caseapp.base import file_kinds
from caseapp.base.errors import NotVisible
from caseapp.base.requests import CONTENT_SECURITY
from caseapp.base.web import page, reads_protected, requires
from caseapp.cases.routes.blueprint import ID, bp, head, opened
from caseapp.evidence import actions, queries
from caseapp.evidence.words import ITEM_FORMS, ITEM_KINDS
from caseapp.ledger.sending import send_stored
from caseapp.ledger.store import FileStore


@bp.get(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>")
@requires("case.read")
def item(case_id: int, item_id: int) -> Response:
    """Show a piece of evidence with what its file is; a picture in a sandboxed frame."""
    file = opened(case_id)
    row = queries.item_of_case(case_id, item_id)
    store: FileStore = current_app.extensions["store"]
    size = None if row.sha256 is None else store.size_of(row.sha256)
    judged = None
    if row.sha256 is not None and size is not None:
        judged = file_kinds.judge(store.head(row.sha256), row.filename)
    moves = queries.custody_of(item_id)
    answer = page(
        "cases/evidence_item.html",
        moves=moves,
        holder=queries.held_by(row, moves),
        is_single=not row.second_taker and "、" not in row.taken_by,
        may_record=bool(decide(file.by, "evidence.record", file.thing)),
        item=row,
        judged=judged,
        kinds=ITEM_KINDS,
        forms=ITEM_FORMS,
        **head(file),
    )
    answer.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY}; frame-src 'self'"
    return answer


@bp.get(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>/file")
@requires("case.read")
@reads_protected
def item_file(case_id: int, item_id: int) -> Response:
    """Send the bytes as they came, as a download: nothing of evidence runs in a browser."""
    return _sent(case_id, item_id, shown=False)


@bp.get(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>/shown")
@requires("case.read")
@reads_protected
def item_shown(case_id: int, item_id: int) -> Response:
    """Send a picture for the frame on the page above; anything else is a download."""
    return _sent(case_id, item_id, shown=True)


def _sent(case_id: int, item_id: int, *, shown: bool) -> Response:
    file = opened(case_id)
    row = queries.item_of_case(case_id, item_id)
    if row.sha256 is None:
        raise NotVisible
    actions.note_download(by=file.by, item=row)
    return send_stored(row.sha256, name=row.filename, shown=shown)
