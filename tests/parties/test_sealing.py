import base64
import stat

import pytest

from caseapp.config import UnsafeSetting
from caseapp.parties.sealing import (
    AesGcmSealer,
    KeyMissing,
    Keys,
    Locked,
    Place,
    load_keys,
    make_keys,
)

HERE = Place("informant", "name_sealed", "举报人-A7")
ONE = Keys(sealing={1: b"1" * 32}, blinding=b"b" * 32)
BOTH = Keys(sealing={1: b"1" * 32, 2: b"2" * 32}, blinding=b"b" * 32)


def test_sealed_name_opens_in_its_place_only():
    sealer = AesGcmSealer(ONE)
    sealed = sealer.seal("王小明", place=HERE)
    assert sealer.unseal(sealed, place=HERE) == "王小明"
    for elsewhere in (
        Place("party", "name_sealed", "举报人-A7"),
        Place("informant", "phone_sealed", "举报人-A7"),
        Place("informant", "name_sealed", "举报人-B8"),
    ):
        with pytest.raises(Locked, match="改动或者移动"):
            sealer.unseal(sealed, place=elsewhere)


def test_sealed_name_shows_nothing_and_never_looks_the_same_twice():
    sealer = AesGcmSealer(ONE)
    first, second = (sealer.seal("王小明", place=HERE) for _ in range(2))
    assert first != second
    assert first.startswith("aes-256-gcm:1:")
    assert "王小明".encode() not in base64.urlsafe_b64decode(first.split(":")[2])
    assert "1" * 32 not in repr(ONE)


def test_nothing_given_stays_nothing():
    sealer = AesGcmSealer(ONE)
    assert sealer.seal("", place=HERE) == ""
    assert sealer.unseal("", place=HERE) == ""
    assert sealer.blind("", purpose="informant.phone") == ""


def test_old_values_open_after_a_new_key_came():
    old = AesGcmSealer(ONE).seal("王小明", place=HERE)
    sealer = AesGcmSealer(BOTH)
    assert sealer.unseal(old, place=HERE) == "王小明"
    assert sealer.seal("王小明", place=HERE).startswith("aes-256-gcm:2:")


def test_version_written_over_does_not_open():
    sealed = AesGcmSealer(ONE).seal("王小明", place=HERE)
    forged = sealed.replace(":1:", ":2:")
    with pytest.raises(Locked, match="改动或者移动"):
        AesGcmSealer(BOTH).unseal(forged, place=HERE)
    with pytest.raises(Locked, match="不在密钥目录中"):
        AesGcmSealer(ONE).unseal(forged, place=HERE)


@pytest.mark.parametrize(
    "broken",
    ["x", "aes-256-gcm:1:", "aes-256-gcm:1:!!", "aes-256-gcm:1:AAAA", "aes-256-gcm:²:A", "sm4:1:A"],
)
def test_broken_value_is_locked_and_no_fault(broken):
    with pytest.raises(Locked):
        AesGcmSealer(ONE).unseal(broken, place=HERE)


def test_blind_index_is_keyed_and_for_one_purpose():
    mine, theirs = AesGcmSealer(ONE), AesGcmSealer(Keys({1: b"1" * 32}, b"c" * 32))
    digest = mine.blind("13912345678", purpose="informant.phone")
    assert digest == mine.blind("13912345678", purpose="informant.phone")
    assert digest != mine.blind("13912345678", purpose="party.phone")
    assert digest != theirs.blind("13912345678", purpose="informant.phone")
    assert "13912345678" not in digest


def test_keys_are_made_once_private_and_apart(tmp_path):
    folder = tmp_path / "keys"
    make_keys(folder)
    made = load_keys(folder)
    make_keys(folder)
    assert load_keys(folder) == made
    assert made.sealing[1] != made.blinding
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {"seal-1.key": 0o600, "blind.key": 0o600}


def test_keys_others_may_read_are_refused(tmp_path):
    folder = tmp_path / "keys"
    make_keys(folder)
    (folder / "seal-1.key").chmod(0o644)
    with pytest.raises(UnsafeSetting, match="可被他人读取"):
        load_keys(folder)


def test_missing_keys_are_said_to_be_missing(tmp_path):
    with pytest.raises(KeyMissing):
        load_keys(tmp_path / "keys")
    make_keys(tmp_path / "keys")
    (tmp_path / "keys" / "blind.key").unlink()
    with pytest.raises(KeyMissing):
        load_keys(tmp_path / "keys")
