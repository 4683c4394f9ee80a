"""Moments at which a life ends by itself, with the signal nobody can answer."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from typing import Any

from flask import request_started
from sqlalchemy import event
from sqlalchemy.orm import Session

POINTS = ("before_commit", "after_commit", "os.rename")


def die() -> None:
    """End this process at once, as kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


def end_at(point: str, turn: int) -> None:
    """Let this process die the `turn`-th time it comes by the point, once it has been asked a page."""
    turns = itertools.count(1)
    asked: list[bool] = []

    def pass_by(*_args: Any) -> None:
        if asked and next(turns) == turn:
            die()

    def begin(*_args: Any, **_more: Any) -> None:
        asked.append(True)

    request_started.connect(begin, weak=False)
    if point == "os.rename":
        sys.addaudithook(lambda name, _args: pass_by() if name == point else None)
    else:
        event.listen(Session, point, pass_by)
