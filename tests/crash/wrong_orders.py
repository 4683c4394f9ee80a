"""Three wrong orders of writing, wired in place of the right one: the proof of killing must see each.

Each differs from the program in one order only. They stand here and nowhere in the program.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from flask import g, has_request_context, request

from caseapp.base import requests
from caseapp.base.db import writing
from caseapp.ledger import actions, store
from caseapp.ledger.store import FileStore, StoredBytes

_right_put = FileStore.put
_right_head = FileStore.head
_right_finish = requests.finish
_right_start = requests.start_write
_right_announce = actions.announce
_right_number = actions.take_number


def file_after_commit() -> None:
    """First the row, then the bytes it counts on."""

    def put(self: FileStore, stream: Any, limit: int) -> StoredBytes:
        if not has_request_context():
            return _right_put(self, stream, limit)
        kept = stream.read(limit)
        g.kept = kept
        _late().append(lambda: _right_put(self, io.BytesIO(kept), limit))
        return StoredBytes(store.hashlib.sha256(kept).hexdigest(), len(kept))

    def head(self: FileStore, sha256: str) -> bytes:
        return g.kept[: store.HEAD] if "kept" in g else _right_head(self, sha256)

    FileStore.put = put  # type: ignore[method-assign]  # the wrong order of this module
    FileStore.head = head  # type: ignore[method-assign]  # as above
    requests.finish = _finish_then_late  # type: ignore[assignment]  # as above


def outbox_after_commit() -> None:
    """First the act, then, in a transaction of its own, the news of it."""

    def announce(**news: Any) -> None:
        if not has_request_context():
            _right_announce(**news)
            return
        _late().append(lambda: _alone(lambda: _right_announce(**news)))

    actions.announce = announce
    requests.finish = _finish_then_late  # type: ignore[assignment]  # as above


def number_of_its_own() -> None:
    """The number is taken and kept before the act that uses it begins."""
    asked: dict[str, dict[str, Any]] = {}

    def start() -> None:
        known = asked.get(_kind_of_act())
        if known is not None:
            g.ahead = _alone(lambda: _right_number(**known))
        _right_start()

    def take(**wanted: Any) -> Any:
        if has_request_context():
            ahead = g.pop("ahead", None)
            asked[_kind_of_act()] = wanted
            if ahead is not None and ahead.series == wanted["series"]:
                return ahead
        return _right_number(**wanted)

    requests.start_write = start
    actions.take_number = take


def _kind_of_act() -> str:
    """Name the act without its case: /cases/new, /cases//steps/file."""
    return "".join(one for one in request.path if not one.isdigit())


def _late() -> list[Callable[[], Any]]:
    if "late" not in g:
        g.late = []
    late: list[Callable[[], Any]] = g.late
    return late


def _finish_then_late(*, commit: bool) -> None:
    _right_finish(commit=commit)
    for work in g.pop("late", []) if commit else ():
        work()


def _alone(work: Callable[[], Any]) -> Any:
    with writing():
        return work()


WIRINGS = {
    "file": file_after_commit,
    "number": number_of_its_own,
    "outbox": outbox_after_commit,
}
