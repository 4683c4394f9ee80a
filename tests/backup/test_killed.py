"""A backup or a restore that is killed leaves the old state or the new one, never something between (C12)."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caseapp.backup import restoring
from caseapp.backup.making import ENDING
from caseapp.config import ROOT
from tests.backup.kept import Kept

pytestmark = [pytest.mark.sqlite, pytest.mark.weekly, pytest.mark.timeout(1800)]
KILLS, FEW = 20, 3


@pytest.fixture
def environ(kept: Kept) -> dict[str, str]:
    """Give the environment of the office."""
    settings = kept.settings
    return os.environ | {
        "CASEAPP_DATA": str(settings.data_dir),
        "CASEAPP_KEYS": str(settings.keys_dir),
        "CASEAPP_INDEX": str(settings.index_dir),
    }


def run(environ: dict[str, str], *order: str | Path, after: float | None) -> tuple[bool, float]:
    """Run an act and kill it some seconds after it began; say whether it was over, and its time."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.backup.acts", *map(str, order)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        began = time.monotonic()
        if after is not None:
            time.sleep(after)
            process.send_signal(signal.SIGKILL)
        rest = process.stdout.readline()
        return rest == "done\n", time.monotonic() - began


def test_a_killed_backup_is_never_taken_for_a_whole_one(
    kept, environ, *, figure, full_size
) -> None:
    kills, cut = (KILLS if full_size else FEW), 0
    whole, seconds = run(environ, "make", kept.out, after=None)
    assert whole
    for number in range(kills):
        over, _ = run(environ, "make", kept.out, after=moment(number, kills, seconds))
        cut += not over
        for path in kept.out.iterdir():
            if path.name.endswith(ENDING):
                kept.verify(path)
                if number:
                    path.unlink()
            else:
                assert path.name.endswith(".partial")
        time.sleep(1.1)  # a name a second
    assert run(environ, "make", kept.out, after=None)[0]
    assert [path.name for path in kept.out.iterdir() if path.name.endswith(".partial")] == []
    assert cut > 0, "no kill came in time: the proof would prove nothing"
    figure(
        "C12", "kills during backup; half ones believed", reached=f"{cut}; 0", asked=f"{kills}; 0"
    )


def test_a_killed_restore_leaves_nothing_or_everything(
    kept, environ, tmp_path, *, figure, full_size
) -> None:
    kills, cut, made = (KILLS if full_size else FEW), 0, kept.make()
    assert run(environ, "restore", made.path, tmp_path / "whole", after=None)[0]
    _, seconds = run(environ, "restore", made.path, tmp_path / "again", after=None)
    expected = names(tmp_path / "whole")
    for number in range(kills):
        target = tmp_path / f"target-{number % 2}"
        over, _ = run(environ, "restore", made.path, target, after=moment(number, kills, seconds))
        cut += not over
        if target.exists():
            assert names(target) == expected
            assert not (target / restoring.UNFINISHED).exists()
            target.rename(tmp_path / f"done-{number}")
        else:
            # What the killed one left is thrown away by the next.
            assert run(environ, "restore", made.path, target, after=None)[0]
            assert names(target) == expected
            target.rename(tmp_path / f"done-{number}")
            assert not target.with_name(f"{target.name}.restoring").exists()
    assert cut > 0, "no kill came in time: the proof would prove nothing"
    figure("C12", "kills during restore; half ones left", reached=f"{cut}; 0", asked=f"{kills}; 0")


def moment(number: int, kills: int, seconds: float) -> float:
    """Spread the kills over the time such an act took."""
    return seconds * 0.9 * (number + 0.5) / kills


def names(folder: Path) -> set[str]:
    """List the files of an office, its write-ahead log aside."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }
