"""K3: the master key is replaced while the office works, however often the command is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caseapp.app import create_app
from caseapp.base import keys
from caseapp.base.clock import now, today
from caseapp.base.db import db, writing
from caseapp.cli.keys import ROWS_A_STEP
from caseapp.config import load_settings
from caseapp.ledger import queries as ledger
from caseapp.parties import queries, sealing
from caseapp.parties.models import Informant
from tests.identity.people import GIVEN

PROGRAM = "from caseapp.cli import main; main()"
MOST_SECONDS = 60


def places(folder: Path) -> dict[str, str]:
    return {
        "CASEAPP_DATA": str(folder / "data"),
        "CASEAPP_KEYS": str(folder / "keys"),
        "CASEAPP_INDEX": str(folder / "index"),
    }


def command(folder: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, **places(folder), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    )


def say(folder: Path, *words: str) -> str:
    with command(folder, *words) as running:
        said, _ = running.communicate(timeout=100)
    assert running.returncode == 0, said
    return said


def name_of(number: int) -> str:
    return f"金丝雀{number}号"


def seal_many(count: int) -> None:
    keys.make("seal")
    keys.make("blind")
    held = sealing.masters()
    with writing():
        for number in range(count):
            row = Informant(
                alias=f"举报人-A{number}", part="informant", is_protected=True, added_on=today()
            )
            sealing.seal_row(row, GIVEN | {"name": name_of(number)}, held)
            db.session.add(row)


def readable() -> int:
    held = sealing.masters()
    rows = db.session.query(Informant).order_by(Informant.id).all()
    wanted = [GIVEN | {"name": name_of(number)} for number in range(len(rows))]
    return sum(
        sealing.open_row(row, held) == given for row, given in zip(rows, wanted, strict=True)
    )


@pytest.mark.timeout(900)
def test_rotation_killed_midway_goes_on_and_the_old_key_can_go(tmp_path, full_size, figure):
    count, kills = (10_000, 20) if full_size else (5 * ROWS_A_STEP, 3)
    say(tmp_path, "migrate")
    app = create_app(load_settings(places(tmp_path)))
    with app.app_context():
        seal_many(count)
        before = {row.id: row.name_sealed for row in db.session.query(Informant)}
        db.session.remove()
    chance = random.Random(3)  # noqa: S311 - moments of the kills, no secret
    killed, done = 0, False
    for _ in range(kills):
        with command(tmp_path, "keys", "rotate") as running:
            assert running.stdout is not None
            assert "第 2 版主密钥" in running.stdout.readline()
            time.sleep(chance.random() / 20)
            running.send_signal(signal.SIGKILL)
        killed += running.returncode == -signal.SIGKILL
        with app.app_context():
            assert readable() == count
            assert sorted(keys.load("seal")) == [1, 2]
            done = queries.versions_in_use() == {2: count}
            db.session.remove()
        if done:  # the machine was faster than the kills; once more would begin a third key
            break
    started = now()
    if not done:
        assert "全部身份已由新主密钥封存" in say(tmp_path, "keys", "rotate")
    seconds = (now() - started).total_seconds()
    with app.app_context():
        assert queries.versions_in_use() == {2: count}
        (keys.keys_folder() / "seal-1.key").unlink()
        reached = readable()
        assert {row.id: row.name_sealed for row in db.session.query(Informant)} == before
        assert ledger.verify_chain().ok
        db.session.remove()
        db.engine.dispose()
    figure("K3", f"{count} 条、中断 {killed} 次后可读", reached=reached, asked=count)
    figure("K3", "最后一次更换的秒数", reached=round(seconds, 1), asked=f"≤ {MOST_SECONDS}")
    assert reached == count
    assert killed >= 1
    assert seconds <= MOST_SECONDS
    said = say(tmp_path, "keys", "list")
    assert "封存身份\t第 2 版\tseal-2.key" in said
    assert f"0 天，封存 {count} 条" in said


def test_rotation_without_keys_says_what_to_do(tmp_path):
    say(tmp_path, "migrate")
    with command(tmp_path, "keys", "rotate") as running:
        said, _ = running.communicate(timeout=100)
    assert running.returncode == 1
    assert said == "不能更换：密钥目录中没有“封存身份”的密钥。请先从备份恢复密钥目录。\n"
    assert not list((tmp_path / "keys").glob("seal-*"))
