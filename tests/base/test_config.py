"""The office refuses to start unsafely, and keeps its keys apart from its data."""

from pathlib import Path

import pytest

from caseapp.config import UnsafeSetting, load_settings, mark_demo, read_key


def environ(folder: Path) -> dict[str, str]:
    return {"CASEAPP_DATA": str(folder / "data"), "CASEAPP_INDEX": str(folder / "index")}


def test_first_start_makes_keys_beside_the_data_that_nobody_else_reads(tmp_path):
    settings = load_settings(environ(tmp_path))
    assert settings.keys_dir == tmp_path / "data-keys"
    assert settings.keys_dir.stat().st_mode & 0o777 == 0o700
    assert (settings.keys_dir / "session.key").stat().st_mode & 0o777 == 0o600
    assert len(settings.secret_key) == 64
    assert load_settings(environ(tmp_path)).secret_key == settings.secret_key


@pytest.mark.parametrize("inside", ["data", "data/keys", "data/a/b"])
def test_keys_inside_the_data_folder_stop_the_start(tmp_path, inside):
    with pytest.raises(UnsafeSetting, match="不能放在数据目录"):
        load_settings(environ(tmp_path) | {"CASEAPP_KEYS": str(tmp_path / inside)})


def test_a_key_others_can_read_stops_the_start(tmp_path):
    key = load_settings(environ(tmp_path)).keys_dir / "session.key"
    key.chmod(0o644)
    with pytest.raises(UnsafeSetting, match=r"可被他人读取.*chmod 600"):
        load_settings(environ(tmp_path))


def test_a_key_folder_others_can_enter_stops_the_start(tmp_path):
    load_settings(environ(tmp_path)).keys_dir.chmod(0o755)
    with pytest.raises(UnsafeSetting, match=r"可被他人读取.*chmod 700"):
        load_settings(environ(tmp_path))


@pytest.mark.parametrize("weak", ["", "secret", "0" * 64, "ab" * 20])
def test_a_known_or_weak_key_stops_the_start(tmp_path, weak):
    folder = tmp_path / "keys"
    read_key(folder, "session.key")
    (folder / "session.key").write_text(weak, encoding="ascii")
    with pytest.raises(UnsafeSetting, match="太短或太简单"):
        read_key(folder, "session.key")


def test_a_demo_folder_stays_a_demo(tmp_path):
    settings = load_settings(environ(tmp_path))
    assert settings.demo is False
    mark_demo(settings.data_dir)
    assert load_settings(environ(tmp_path)).demo is True


def test_two_offices_on_one_machine_never_share_an_index(tmp_path):
    one = load_settings({"CASEAPP_DATA": str(tmp_path / "a")})
    two = load_settings({"CASEAPP_DATA": str(tmp_path / "b")})
    assert one.index_dir != two.index_dir


def test_settings_never_show_the_key(tmp_path):
    settings = load_settings(environ(tmp_path))
    assert settings.secret_key not in repr(settings)
