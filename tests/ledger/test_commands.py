"""The commands an auditor and an administrator type, each in a process of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from caseapp.base.db import db, writing
from caseapp.ledger import actions
from tests.ledger.clerks import LI, build

PROGRAM = "from caseapp.cli import main; main()"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An office with three acts in its trail, after the three of what was shipped with the program."""
    call(tmp_path, "migrate")
    place = tmp_path / "data" / "caseapp.sqlite3"
    with build(f"sqlite:///{place}").app_context():
        for number in (1, 2, 3):
            with writing():
                actions.record(by=LI, action="x", object_kind="case", object_id=number)
        db.session.remove()
        db.engine.dispose()
    return tmp_path


def call(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    places = {"CASEAPP_DATA": "data", "CASEAPP_KEYS": "keys", "CASEAPP_INDEX": "index"}
    mine = {name: str(folder / place) for name, place in places.items()}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **mine, "PYTHONUTF8": "1"},
    )


def test_the_auditor_sees_that_the_trail_is_whole(data: Path) -> None:
    said = call(data, "audit", "verify")
    assert (said.returncode, said.stdout.startswith("审计链完整：共 6 条，链头 ")) == (0, True)


def test_the_auditor_is_told_which_row_was_changed(data: Path) -> None:
    with closing(sqlite3.connect(data / "data" / "caseapp.sqlite3")) as stranger:
        stranger.execute("DROP TRIGGER audit_row_never_changed")
        stranger.execute("UPDATE audit_row SET reason = '改' WHERE seq = 2")
        stranger.commit()
    said = call(data, "audit", "verify")
    assert (said.returncode, said.stdout) == (
        1,
        "审计链有 1 处问题，共 6 条：\n  第 2 条审计记录被改动\n",
    )
    answer = json.loads(call(data, "audit", "verify", "--json").stdout)
    assert (answer["ok"], answer["rows"], answer["problems"]) == (
        False,
        6,
        [{"seq": 2, "kind": "altered", "text": "第 2 条审计记录被改动"}],
    )


def test_an_administrator_lets_time_act_by_hand(tmp_path: Path) -> None:
    said = call(tmp_path, "tick", "--json")
    assert (said.returncode, json.loads(said.stdout)) == (0, {"ended": 0})
