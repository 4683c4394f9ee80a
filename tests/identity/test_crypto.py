import stat

import pytest

from caseapp.base import crypto, keys
from caseapp.config import UnsafeSetting

HERE = ("informant", "name_sealed", "举报人-A7", "12")
ONE, TWO = b"1" * 32, b"2" * 32


def sealed(text="王小明", *, key=ONE, version=1, bound=HERE):
    return crypto.seal(text.encode(), key=key, version=version, bound=bound)


def test_value_opens_where_it_was_sealed_and_nowhere_else():
    value = sealed()
    assert crypto.unseal(value, keys={1: ONE}, bound=HERE).decode() == "王小明"
    for place in range(len(HERE)):
        elsewhere = tuple(word + "x" if n == place else word for n, word in enumerate(HERE))
        with pytest.raises(crypto.Locked, match="改动或者移动"):
            crypto.unseal(value, keys={1: ONE}, bound=elsewhere)


def test_words_of_the_place_cannot_shift_into_each_other():
    value = sealed(bound=("ab", "c"))
    with pytest.raises(crypto.Locked):
        crypto.unseal(value, keys={1: ONE}, bound=("a", "bc"))


def test_version_written_over_does_not_open_even_with_the_same_key():
    forged = sealed().replace(":1:", ":2:")
    with pytest.raises(crypto.Locked, match="改动或者移动"):
        crypto.unseal(forged, keys={1: ONE, 2: ONE}, bound=HERE)


@pytest.mark.parametrize(
    "broken", ["x", "aes-256-gcm:1:", "aes-256-gcm:1:!!", "aes-256-gcm:1:AAAA", "aes-256-gcm:²:A"]
)
def test_broken_value_is_locked_and_no_fault(broken):
    with pytest.raises(crypto.Locked):
        crypto.unseal(broken, keys={1: ONE}, bound=HERE)


def test_value_of_a_suite_still_to_come_says_so():
    with pytest.raises(crypto.Locked, match="sm4-gcm"):
        crypto.unseal("sm4-gcm:1:AAAA", keys={1: ONE}, bound=HERE)


def test_chinese_suite_has_its_name_and_is_refused_with_a_sentence():
    with pytest.raises(UnsafeSetting, match="国密算法（SM2、SM3、SM4）尚未启用"):
        crypto.suite_named("guomi")
    with pytest.raises(UnsafeSetting, match="没有名为“rot13”"):
        crypto.suite_named("rot13")
    assert crypto.suite_named("international") is crypto.NOW


def test_signature_holds_for_its_words_its_key_and_its_purpose():
    public = crypto.public_half(ONE)
    made = crypto.sign(b"head 7", key=ONE, purpose="checkpoint")
    assert made.startswith("ed25519:")

    def genuine(*, message=b"head 7", signature=made, key=public, purpose="checkpoint"):
        return crypto.verify(message, signature=signature, public=key, purpose=purpose)

    assert genuine()
    assert not genuine(message=b"head 8")
    assert not genuine(key=crypto.public_half(TWO))
    assert not genuine(purpose="backup")
    assert not genuine(signature=made[:-2] + ("00" if made[-2:] != "00" else "01"))
    assert not genuine(signature="sm2:00")
    assert not genuine(signature="nonsense")


def test_digest_tells_its_algorithm_and_is_the_published_one():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert crypto.digest(b"") == f"sha256:{empty}"
    piecewise = crypto.hasher()
    piecewise.update(b"ab")
    piecewise.update(b"c")
    assert f"{crypto.NOW.digesting}:{piecewise.hexdigest()}" == crypto.digest(b"abc")


def test_blind_index_is_keyed_and_for_one_purpose():
    one = crypto.blind("13912345678", key=ONE, purpose="informant.phone")
    assert one == crypto.blind("13912345678", key=ONE, purpose="informant.phone")
    assert one != crypto.blind("13912345678", key=ONE, purpose="party.phone")
    assert one != crypto.blind("13912345678", key=TWO, purpose="informant.phone")
    assert "13912345678" not in one
    assert crypto.blind("", key=ONE, purpose="informant.phone") == ""


def test_keys_are_made_once_private_and_apart(tmp_path):
    folder = tmp_path / "keys"
    first = keys.make("seal", folder)
    assert keys.make("seal", folder) == first
    assert keys.make("blind", folder).secret != first.secret
    second = keys.make_next("seal", folder)
    assert keys.newest("seal", folder) == second
    assert sorted(keys.load("seal", folder)) == [1, 2]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {"seal-1.key": 0o600, "seal-2.key": 0o600, "blind-1.key": 0o600}
    assert first.secret.hex() not in repr(first)


def test_inventory_tells_purpose_version_and_age_and_no_key(tmp_path, clock):
    folder = tmp_path / "keys"
    made = keys.make("seal", folder)
    keys.make("blind", folder)
    told = keys.inventory(folder)
    assert [(one.purpose, one.words, one.version) for one in told] == [
        ("blind", "号码比对", 1),
        ("seal", "封存身份", 1),
    ]
    assert made.secret.hex() not in str(told)


def test_missing_keys_are_said_to_be_missing(tmp_path):
    with pytest.raises(keys.KeyMissing, match="没有“封存身份”的密钥"):
        keys.load("seal", tmp_path)


def test_keys_others_may_read_are_refused(tmp_path):
    folder = tmp_path / "keys"
    keys.make("seal", folder)
    (folder / "seal-1.key").chmod(0o644)
    with pytest.raises(UnsafeSetting, match="可被他人读取"):
        keys.load("seal", folder)
