"""The commands as the administrator types them, and which old backups stay (B7)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from caseapp.backup import keeping
from caseapp.base.db import db
from caseapp.cli import main
from caseapp.ledger import checks
from tests.files.test_altered import table


@pytest.fixture
def typed(kept, monkeypatch):
    """Type a command in the environment of the office."""
    settings = kept.settings
    monkeypatch.setenv("CASEAPP_DATA", str(settings.data_dir))
    monkeypatch.setenv("CASEAPP_KEYS", str(settings.keys_dir))
    monkeypatch.setenv("CASEAPP_INDEX", str(settings.index_dir))
    monkeypatch.delenv("CASEAPP_DATABASE", raising=False)
    db.session.remove()

    def run(*words: str | Path):
        return CliRunner().invoke(main, list(map(str, words)))

    return run


@pytest.mark.sqlite
def test_backup_verify_and_restore_as_typed(typed, kept, *, as_person, tmp_path) -> None:
    done = typed("backup", "--rotate", kept.out)
    assert done.exit_code == 0, done.output
    (archive,) = kept.out.iterdir()
    assert f"备份已写好：{archive}" in done.output
    assert "全部校验值一致" in done.output
    told = checks.last("backup")
    assert (told.action, told.ok, told.details["verified"]) == ("backup.made", True, True)
    lines = {row[0]: row[1:3] for row in table(as_person("jiang").get("/admin/status"))}
    assert lines["备份"][0] == "正常"
    assert archive.name in lines["备份"][1]
    assert typed("backup", "verify", archive).exit_code == 0
    assert typed("restore", archive, tmp_path / "back").exit_code == 0
    again = typed("restore", archive, tmp_path / "back")
    assert (again.exit_code, "不是空目录" in again.output) == (1, True)
    archive.write_bytes(archive.read_bytes()[:-1])
    broken = typed("backup", "verify", archive)
    assert (broken.exit_code, "被截断" in broken.output) == (1, True)


@pytest.mark.sqlite
def test_a_backup_that_fails_turns_the_page_red_and_leaves_nothing(
    typed, as_person, settings
) -> None:
    inside = settings.data_dir / "backups"
    done = typed("backup", inside)
    assert (done.exit_code, inside.exists()) == (1, False)
    assert "备份不能放在数据目录之内" in done.output
    lines = {row[0]: row[1] for row in table(as_person("jiang").get("/admin/status"))}
    assert lines["备份"] == "故障"


@pytest.mark.sqlite
def test_a_backup_that_is_a_day_late_is_told(typed, kept, *, as_person, clock) -> None:
    assert typed("backup", kept.out).exit_code == 0
    clock.forward(hours=25)
    jiang = as_person("jiang")
    assert {row[0]: row[1] for row in table(jiang.get("/admin/status"))}["备份"] == "正常"
    clock.forward(hours=1, minutes=1)
    jiang = as_person("jiang")
    assert {row[0]: row[1] for row in table(jiang.get("/admin/status"))}["备份"] == "故障"


@pytest.mark.sqlite
def test_files_are_checked_and_swept_as_typed(typed, kept) -> None:
    done = typed("files", "check")
    assert (done.exit_code, "全部完好" in done.output) == (0, True)
    path = kept.store.path(next(iter(kept.store.all_hashes())))
    path.unlink()
    done = typed("files", "check")
    assert (done.exit_code, path.name in done.output) == (1, True)
    assert "已删除 0 个" in typed("files", "gc").output


def test_seven_days_four_weeks_and_twelve_months_stay() -> None:
    first = datetime(2025, 1, 1, 2)  # noqa: DTZ001 - the time in a name has no zone
    moments = [first + timedelta(days=day) for day in range(700)]
    stay = keeping.kept(moments)
    newest = sorted(stay, reverse=True)
    assert newest[:7] == moments[-1:-8:-1]
    assert len({(one.isocalendar().year, one.isocalendar().week) for one in newest}) >= 4
    assert len({(one.year, one.month) for one in newest}) == 12
    assert len(stay) <= 7 + 4 + 12
    assert keeping.kept(sorted(stay)) == stay


def test_the_backup_just_proved_stays_whatever_its_name_says(tmp_path) -> None:
    names = [
        f"2026{month:02}{day:02}-020000.casebackup" for month in (1, 2) for day in range(1, 29)
    ]
    for name in [*names, "20200101-020000.casebackup", "notes.txt"]:
        (tmp_path / name).touch()
    keep = tmp_path / "20200101-020000.casebackup"
    gone = keeping.rotate(tmp_path, keep=keep)
    assert keep.exists()
    assert (tmp_path / "notes.txt").exists()
    assert (tmp_path / "20260228-020000.casebackup").exists()
    assert 40 < len(gone) < len(names)
