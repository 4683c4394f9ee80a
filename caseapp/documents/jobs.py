"""Does long works one after the other, beside the server: prints of many papers, files made outside."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.documents import job_queries, printing, printing_many
from caseapp.documents.actions import jobs as actions
from caseapp.documents.job_words import CONVERT, PRINT, RUNNING, sheets_of
from caseapp.documents.outside.libreoffice import Interrupted, LibreOffice
from caseapp.documents.outside.office_files import MEBIBYTE, MOST_BYTES, refuse_unfit
from caseapp.ledger.electing import elected
from caseapp.ledger.store import FileDamaged, StoreBusy
from caseapp.ledger.worker import AFTER_TROUBLE

PAUSE = 1.0
TELL_EVERY = 1.0  # each telling is a write to the disk
IDLE_BEFORE_CLOSING = 600.0
KEPT_FOR = timedelta(days=7)
# A server runs for months: old prints are cleared away while it does.
TAKEN_UP_EVERY = timedelta(days=1)
MOST_RESULT = 8 * 1024 * MEBIBYTE
DAMAGED = "保存的文件缺失或者被改动，没有使用。请系统管理员从备份恢复。"
BROKEN = "办理中出错，已经记入系统日志。请再试一次；仍然不行的，请报告系统管理员。"
_log = logging.getLogger("caseapp.jobs")


class NotWanted(Exception):
    """The work was taken back, or the program ends."""


def run_jobs(
    stop: threading.Event,
    *,
    in_context: Callable[[], AbstractContextManager[object]],
    lock_path: Path,
    fonts: Path | None = None,
) -> None:
    """Do one work after the other until stopped; one process of the office alone does so."""
    with (
        elected(stop, lock_path, in_context) as mandate,
        LibreOffice(fonts, stop=stop) as office,
    ):
        taken_up_at, busy_at = now(), time.monotonic()
        while mandate.holds():
            try:
                with in_context():
                    if now() >= taken_up_at:
                        take_up()
                        taken_up_at = now() + TAKEN_UP_EVERY
                    if do_next(office, stop):
                        busy_at = time.monotonic()
                        continue
            except Exception:  # noqa: BLE001 - the database may be away for a while
                _log.exception("the works could not be looked at")
                stop.wait(AFTER_TROUBLE)
                continue
            if time.monotonic() - busy_at > IDLE_BEFORE_CLOSING:
                office.close()
            stop.wait(PAUSE)


def take_up() -> int:
    """Put what ran when the program ended back into the queue, and clear old prints away."""
    with writing():
        again = actions.begin_again(by=Person.system())
        gone = actions.forget_prints(by=Person.system(), before=now() - KEPT_FOR)
        _clear(gone)
    return again


def do_next(office: LibreOffice, stop: threading.Event) -> bool:
    """Do the work that waits longest; say whether there was one. It ends with a result or a sentence."""
    if not _any_waits():  # looking every second must not take the lock of those who write
        return False
    with writing():
        job_id = actions.begin_next(by=Person.system())
    if job_id is None:
        return False
    try:
        _WORK[_read(job_id).kind](_read(job_id), office, stop)
    except (NotWanted, Interrupted):
        pass  # taken back; or begun again when the program next starts
    except Refused as no:
        _fail(job_id, "".join((*no.sentences, no.remedy)))
    except FileDamaged:
        _fail(job_id, DAMAGED)
    except Exception:  # noqa: BLE001 - one bad work must not hold up the others
        _log.exception("work %s failed", job_id)
        _fail(job_id, BROKEN)
    finally:
        db.session.rollback()
    return True


def _any_waits() -> bool:
    waits = job_queries.next_waiting() is not None
    db.session.rollback()
    return waits


def _read(job_id: int) -> Any:
    """Read a work outside any act: drawing pages takes long and must hold no lock."""
    db.session.rollback()
    found = job_queries.job_as_row(job_id)
    db.session.rollback()
    return found


def _print(job: Any, _office: LibreOffice, stop: threading.Event) -> None:
    tell = _Teller(job.id, stop)
    with tempfile.TemporaryFile() as out:
        left_out = printing_many.bind(
            sheets_of(job.wanted), out, copies=int(job.wanted["copies"]), tell=tell
        )
        tell.refuse_unwanted()
        out.seek(0)
        made = printing.store().put(out, MOST_RESULT)
    why = f"没有印入：{'；'.join(left_out)}" if left_out else ""
    with writing():
        actions.finish(by=Person.system(), job_id=job.id, made=made, why=why)


def _convert(job: Any, office: LibreOffice, _stop: threading.Event) -> None:
    size, name = printing.store().size_of(job.source_sha256) or 0, str(job.wanted["filename"])
    if size > MOST_BYTES:
        raise Refused(
            f"这个文件超过 {MOST_BYTES // MEBIBYTE} MB，不转换。",
            remedy="请在制作它的软件里另存为 PDF；原文件仍原样保存。",
        )
    with printing.store().open(job.source_sha256) as file:
        content = file.read()
    refuse_unfit(content, name)
    made = printing.keep(office.pdf(content, name.rpartition(".")[2]), MOST_RESULT)
    with writing():
        actions.finish(by=Person.system(), job_id=job.id, made=made)


class _Teller:
    """Notes how far a work is, now and then, and learns whether it is still wanted."""

    def __init__(self, job_id: int, stop: threading.Event) -> None:
        self._job_id, self._stop = job_id, stop
        self._told_at, self._wanted = time.monotonic(), True

    def __call__(self, done: int) -> bool:
        """Tell; say whether to go on."""
        if self._stop.is_set():
            self._wanted = False
        elif time.monotonic() - self._told_at > TELL_EVERY:
            self._told_at = time.monotonic()
            with writing():
                self._wanted = actions.note_progress(job_id=self._job_id, done=done)
        return self._wanted

    def refuse_unwanted(self) -> None:
        """Stop where the work was taken back or the program ends."""
        if not self._wanted or _read(self._job_id).state != RUNNING:
            raise NotWanted


def _fail(job_id: int, why: str) -> None:
    db.session.rollback()
    with writing():
        actions.fail(by=Person.system(), job_id=job_id, why=why)


def _clear(hashes: list[str]) -> None:
    """Remove the bytes of old prints nobody else refers to; a busy store keeps them for its own sweep."""
    store, counted = printing.store(), job_queries.still_counted(hashes)
    try:
        with store.removing():
            for sha256 in set(hashes) - counted:
                if store.size_of(sha256) is not None:
                    store.remove_older(sha256, now().timestamp())
    except StoreBusy:
        _log.info("old prints stay until the store is swept")


_WORK: dict[str, Callable[[Any, LibreOffice, threading.Event], None]] = {
    PRINT: _print,
    CONVERT: _convert,
}
