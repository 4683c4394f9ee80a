"""The server is killed while it files: nothing acknowledged is lost, nothing is half there."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.base.db import db
from caseapp.ledger import queries
from caseapp.ledger.models import NumberSeries
from caseapp.ledger.store import FileStore

KILLS = 4


@pytest.mark.sqlite
def test_a_killed_server_keeps_all_it_confirmed(office: Flask, tmp_path: Path) -> None:
    url = office.config["SQLALCHEMY_DATABASE_URI"]
    db.engine.dispose()
    confirmed: list[str] = []
    for kill in range(KILLS):
        confirmed += _file_until_killed(url, tmp_path, lines=10 + 12 * kill)

    acknowledged = {int(line.split()[0]): line.split()[1] for line in confirmed}
    serials = [entry.serial for entry in queries.register(series="罚", year=2015)]
    assert len(acknowledged) == len(confirmed) > 100
    assert serials == list(range(1, len(serials) + 1))
    assert set(acknowledged) <= set(serials)
    assert len(serials) - len(acknowledged) <= KILLS  # committed, killed before saying so

    verdict = queries.verify_chain()
    assert (verdict.ok, verdict.rows, verdict.problems) == (True, 2 * len(serials), ())
    assert queries.pending_ids(events=["paper.signed"], object_kind="paper") == set(serials)
    assert db.session.get_one(NumberSeries, ("罚", 2015)).last == len(serials)
    assert db.session.execute(sa.text("PRAGMA integrity_check")).scalar_one() == "ok"

    store = FileStore(tmp_path / "files")
    counted_on = set(queries.stored_hashes())
    assert set(acknowledged.values()) <= counted_on
    assert all(store.verify(sha256) for sha256 in counted_on)
    store.sweep_incoming()
    assert list((tmp_path / "files" / "incoming").iterdir()) == []


def _file_until_killed(url: str, folder: Path, *, lines: int) -> list[str]:
    command = [sys.executable, "-m", "tests.ledger.filing", url, str(folder), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as office:
        assert office.stdout is not None
        said = [office.stdout.readline() for _ in range(lines)]
        office.send_signal(signal.SIGKILL)
        said += office.stdout.readlines()
    # The last line may be cut in the middle: then it was not confirmed.
    return [line.strip() for line in said if line.endswith("\n")]
