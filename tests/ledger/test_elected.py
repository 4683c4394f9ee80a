"""On however many machines an office is served, one worker alone is at work."""

import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.base.db import db
from caseapp.ledger import queries
from caseapp.ledger.worker import run_worker
from tests.ledger.test_outbox import SAVED, Desk, announce

# A worker on another machine: its own folder, the same database.
_ELSEWHERE = """
import sys, threading
from pathlib import Path
from flask import Flask
from caseapp.base.db import db
from caseapp.ledger.electing import elected
app = Flask("elsewhere")
app.config["SQLALCHEMY_DATABASE_URI"] = sys.argv[1]
db.init_app(app)
with elected(threading.Event(), Path(sys.argv[2]) / "worker.lock", app.app_context):
    print("elected", flush=True)
    sys.stdin.read()
"""


def wait(for_what, seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not for_what() and time.monotonic() < end:
        db.session.rollback()
        time.sleep(0.05)
    return for_what()


def is_done() -> bool:
    return queries.lag().waiting == 0


class Here:
    """The worker of this machine, in a thread."""

    def __init__(self, office: Flask, folder: Path) -> None:
        self.desk, self.days, self.stop = Desk(), list[date](), threading.Event()
        folder.mkdir()
        given = {"in_context": office.app_context, "lock_path": folder / "worker.lock"}
        self.thread = threading.Thread(
            target=run_worker,
            args=(self.stop, {SAVED: (self.desk.one,)}),
            kwargs={**given, "tick": self.days.append},
        )

    def end(self) -> None:
        self.stop.set()
        self.thread.join(timeout=20)
        assert not self.thread.is_alive()


@pytest.mark.postgres
def test_when_the_machine_whose_worker_is_elected_dies_the_next_one_takes_over(
    office: Flask, tmp_path: Path
):
    address = db.engine.url.render_as_string(hide_password=False)
    there = tmp_path / "there"
    there.mkdir()
    other = subprocess.Popen(
        [sys.executable, "-c", _ELSEWHERE, address, str(there)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    here = Here(office, tmp_path / "here")
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "elected\n"
        announce(1, 2, 3)
        here.thread.start()
        time.sleep(1.5)
        assert (here.desk.told, here.days) == ([], [])
        other.kill()
        assert wait(is_done)
        assert here.desk.told == [1, 2, 3]
    finally:
        other.kill()
        other.communicate()
        here.end()


@pytest.mark.postgres
def test_a_worker_whose_line_was_cut_is_elected_anew_before_it_goes_on(
    office: Flask, tmp_path: Path
):
    here = Here(office, tmp_path / "here")
    here.thread.start()
    try:
        announce(1)
        assert wait(is_done)
        holder = sa.text(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
            " WHERE locktype = 'advisory' AND classid = 20151203"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        assert db.session.scalar(holder) == 1
        db.session.rollback()
        announce(2)
        assert wait(is_done)
        assert here.desk.told == [1, 2]
    finally:
        here.end()
