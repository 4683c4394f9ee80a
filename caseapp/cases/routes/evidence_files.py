"""The file of a piece of evidence: what it is, a look at it in a frame, its bytes as they came."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, url_for

from caseapp.accounts.permissions import decide
from caseapp.base import file_kinds
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.requests import CONTENT_SECURITY
from caseapp.base.web import back_to, page, reads_protected, refused, requires
from caseapp.cases.actions import volumes
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, bp, head, opened
from caseapp.cases.routes.jobs import LOOK_AGAIN
from caseapp.documents import job_queries
from caseapp.documents.job_words import DONE, OPEN_STATES, STATE_WORDS
from caseapp.documents.outside.libreoffice import missing
from caseapp.documents.outside.office_files import is_office_file
from caseapp.evidence import actions, queries
from caseapp.evidence.words import ITEM_FORMS, ITEM_KINDS
from caseapp.extracts import queries as extracts
from caseapp.ledger.sending import send_stored
from caseapp.ledger.store import FileStore


@bp.get(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>")
@requires("case.read")
def item(case_id: int, item_id: int) -> Response:
    """Show a piece of evidence with what its file is; a picture in a sandboxed frame."""
    file = opened(case_id)
    values = _values(file, queries.item_of_case(case_id, item_id))
    answer = page("cases/evidence_item.html", **values)
    answer.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY}; frame-src 'self'"
    if values["conversion"] is not None and values["conversion"].state in OPEN_STATES:
        answer.headers["Refresh"] = str(LOOK_AGAIN)
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


@bp.post(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>/convert")
@requires("case.read")
def convert_item(case_id: int, item_id: int) -> Response:
    """Ask for an office document as PDF; the original stays as it is."""
    file = opened(case_id)
    row = queries.item_of_case(case_id, item_id)
    try:
        _refuse_unconvertible(row)
        place = url_for("cases.item", case_id=case_id, item_id=item_id)
        volumes.ask_conversion(by=file.by, item=row, asked_from=place)
    except Refused as no:
        return refused(no, "cases/evidence_item.html", **_values(file, row))
    return back_to("cases.item", case_id=case_id, item_id=item_id)


@bp.get(f"/cases/<{ID}:case_id>/evidence/<{ID}:item_id>/pdf")
@requires("case.read")
@reads_protected
def item_pdf(case_id: int, item_id: int) -> Response:
    """Send what was made of an office document, beside the original."""
    file = opened(case_id)
    row = queries.item_of_case(case_id, item_id)
    made = job_queries.conversion_of(row.sha256) if row.sha256 else None
    if made is None or made.state != DONE:
        raise NotVisible
    actions.note_download(by=file.by, item=row)
    # The same bytes may lie in another case under a name that is none of this one's business.
    return send_stored(made.sha256, name=volumes.name_as_pdf(row.filename))


def _values(file: OpenFile, row: Any) -> dict[str, Any]:
    judged, moves = _judged(row), queries.custody_of(row.id)
    return {
        "moves": moves,
        "holder": queries.held_by(row, moves),
        "is_single": not row.second_taker and "、" not in row.taken_by,
        "may_record": bool(decide(file.by, "evidence.record", file.thing)),
        "item": row,
        "judged": judged,
        "kinds": ITEM_KINDS,
        "forms": ITEM_FORMS,
        "text_said": extracts.said_of(row.sha256),
        **_as_pdf(row, judged),
        **head(file),
    }


def _refuse_unconvertible(row: Any) -> None:
    judged = _judged(row)
    if judged is None or not is_office_file(judged.kind.media_type, row.filename):
        raise Refused("只有办公文档可以转换为 PDF，程序和带宏的文件不转换。")
    if lacks := missing(file_kinds.ending_of(row.filename)):
        raise Refused(lacks, remedy="请系统管理员安装后再转换；原文件可以照常下载。")


def _judged(row: Any) -> file_kinds.Judged | None:
    store: FileStore = current_app.extensions["store"]
    if row.sha256 is None or store.size_of(row.sha256) is None:
        return None
    return file_kinds.judge(store.head(row.sha256), row.filename)


def _as_pdf(row: Any, judged: file_kinds.Judged | None) -> dict[str, Any]:
    """Say of an office document whether it can be turned into PDF, and what became of it."""
    fits = judged is not None and is_office_file(judged.kind.media_type, row.filename)
    return {
        "is_office_file": fits,
        "conversion": job_queries.conversion_of(row.sha256) if fits else None,
        "conversion_states": STATE_WORDS,
        "lacks": missing(file_kinds.ending_of(row.filename)) if fits else "",
        "form": BaseForm(formdata=None),
    }
