"""A fault that comes through everything else is still answered: a sentence, a number, no inside."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import create_environ

from caseapp.base.db import db, let_go
from caseapp.base.last_resort import LastResort
from caseapp.base.requests import HEADERS

MINE = sa.text("SELECT pg_backend_pid()")
CUT = sa.text("SELECT pg_terminate_backend(:pid)")
NUMBER = re.compile(r"编号 ([0-9a-f]{8}) ")


@pytest.fixture
def falling() -> Flask:
    """Give a program that falls when its answer is ready and its page of faults is past."""
    program = Flask("falling")
    program.get("/")(lambda: "fertig")

    @program.teardown_request
    def fall(_error: BaseException | None) -> None:
        raise ValueError("the inside")

    program.wsgi_app = LastResort(program, HEADERS)  # type: ignore[method-assign]  # as the office does
    return program


def test_what_comes_through_has_a_number_that_stands_in_the_log(falling, caplog):
    told: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], _fault: Any = None) -> None:
        told.append((status, dict(headers)))

    text = b"".join(falling(create_environ("/"), start)).decode()
    status, headers = told[-1]
    found = NUMBER.search(text)
    assert status == "500 Internal Server Error"
    assert found is not None
    assert f"reference {found[1]} came through" in caplog.text
    assert "inside" not in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_in_a_test_a_fault_is_a_fault(falling):
    falling.testing = True
    with pytest.raises(ValueError, match="the inside"):
        falling.test_client().get("/")


@pytest.mark.postgres
def test_a_line_that_was_cut_is_thrown_away_and_the_next_is_good(app):
    mine = db.session.scalar(MINE)
    with sa.create_engine(db.engine.url, poolclass=sa.NullPool).connect() as other:
        other.execute(CUT, {"pid": mine})
    let_go()
    assert db.session.scalar(MINE) != mine
