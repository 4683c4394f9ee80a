"""The answer when even the page of a fault could not be made: one sentence and the number for the log."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask

_log = logging.getLogger("caseapp")


class LastResort:
    """Stands around the whole program, whichever server runs it."""

    def __init__(self, app: Flask, headers: Mapping[str, str]) -> None:
        self._app = app
        self._inner = app.wsgi_app
        self._headers = headers

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer; what comes through everything else gets a number, and the log the rest."""
        try:
            answer: Iterable[bytes] = self._inner(environ, start_response)
        except Exception as error:
            if self._app.testing:
                raise
            number = secrets.token_hex(4)
            _log.error("reference %s came through", number, exc_info=error)
            return self._told(number, start_response)
        return answer

    def _told(self, number: str, start_response: Any) -> list[bytes]:
        words = f"系统出错，不能确定本次操作是否已经保存。请把编号 {number} 告诉系统管理员。\n"
        text = words.encode()
        own = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(text)),
            "Cache-Control": "no-store",
        }
        headers = list({**self._headers, **own}.items())
        # An answer that had begun is taken back, if its first byte has not left.
        start_response("500 Internal Server Error", headers, sys.exc_info())
        return [text]
