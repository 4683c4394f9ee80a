"""Stored bytes on their way to a browser: checked first, under our own type, in a sandbox."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import BinaryIO
from urllib.parse import quote

from flask import Flask, Response, current_app, send_file

from caseapp.base import file_kinds
from caseapp.base.db import db, finish, is_writing, writing
from caseapp.base.file_names import shown_name
from caseapp.base.web import current_person, page
from caseapp.ledger import kept_files
from caseapp.ledger.store import CHECKED_BEFORE_SENDING, CHUNK, FileDamaged, FileStore

SANDBOX = "default-src 'none'; sandbox"
BYTES = "application/octet-stream"


def register(app: Flask) -> None:
    """Answer for a damaged file with a page, a line in the trail and a red mark."""
    app.register_error_handler(FileDamaged, _refuse_damaged)


def send_stored(sha256: str, *, name: str, shown: bool = False) -> Response:
    """Send a stored file as a download, or inside our own frame where its kind allows that.

    Up to 50 MB it is checked in full before the first byte goes; of a larger one the last piece
    goes only when all the others fit.
    """
    store: FileStore = current_app.extensions["store"]
    judged = file_kinds.judge(_head(store, sha256), name)
    inline = shown and judged.may_be_shown
    file = store.open(sha256)
    size = store.size_of(sha256) or 0
    answer = send_file(
        file,
        mimetype=judged.kind.media_type if inline else BYTES,
        as_attachment=not inline,
        download_name=name,
        conditional=False,  # parts of a file could not be checked
    )
    if size > CHECKED_BEFORE_SENDING:
        answer.direct_passthrough = False
        answer.response = _checked(file, sha256, damage_noted(sha256))
        answer.call_on_close(file.close)
    answer.content_length = size
    own = f"{SANDBOX}; frame-ancestors 'self'" if inline else SANDBOX
    answer.headers["Content-Security-Policy"] = own
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def as_download(answer: Response, name: str) -> Response:
    """Send what is put together on its way under this name, as bytes and in a sandbox."""
    # A header holds Latin letters only; any other name goes percent-encoded.
    told = f"attachment; filename*=UTF-8''{quote(shown_name(name), safe='')}"
    answer.headers["Content-Disposition"] = told
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Type"] = BYTES
    return answer


def _head(store: FileStore, sha256: str) -> bytes:
    try:
        return store.head(sha256)
    except OSError as fault:
        raise FileDamaged(sha256) from fault


def _checked(file: BinaryIO, sha256: str, note: Callable[[], None]) -> Iterator[bytes]:
    """Hold each piece back until the next is read; the last one goes only if the whole fits."""
    digest, held = hashlib.sha256(), b""
    while part := file.read(CHUNK):
        digest.update(part)
        if held:
            yield held
        held = part
    if digest.hexdigest() != sha256:
        note()
        raise FileDamaged(
            sha256
        )  # the line breaks off: nobody has a whole file that is not the one
    yield held


def damage_noted(sha256: str) -> Callable[[], None]:
    """Give what notes the damage when the request is long over and its bytes still go out."""
    app, by = current_app._get_current_object(), current_person()  # type: ignore[attr-defined]  # noqa: SLF001 - the only way to the application itself

    def note() -> None:
        with app.app_context(), writing():
            kept_files.note_damage(sha256, by=by)

    return note


def _refuse_damaged(damage: FileDamaged) -> Response:
    if is_writing():
        finish(commit=False)
    else:
        db.session.rollback()
    with writing():
        kept_files.note_damage(damage.sha256, by=current_person())
    return page(
        "errors/plain.html",
        status=409,
        title="文件与登记时不一致",
        text=(
            "保存的文件缺失或者被改动，没有发送。系统已记入审计日志并在系统状态页报警。"
            "请联系系统管理员从备份恢复这个文件。"
        ),
        typed=[],
    )
