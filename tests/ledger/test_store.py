"""The file store: evidence is kept bit for bit, or refused whole."""

import hashlib
import io
from pathlib import Path

import pytest

from caseapp.base.errors import Refused
from caseapp.ledger.store import CHUNK, FileDamaged, FileStore, StoredBytes

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 5000
PHOTO_HASH = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_photo_is_kept_bit_for_bit_and_read_only(store: FileStore, tmp_path: Path) -> None:
    assert store.put(io.BytesIO(PHOTO), 2 * CHUNK) == StoredBytes(PHOTO_HASH, len(PHOTO))
    with store.open(PHOTO_HASH) as file:
        assert file.read() == PHOTO
    place = f"{PHOTO_HASH[:2]}/{PHOTO_HASH[2:4]}/{PHOTO_HASH}"
    assert files_in(tmp_path / "files") == [place]
    assert store.path(PHOTO_HASH).stat().st_mode & 0o222 == 0


def test_the_same_photo_twice_is_one_file_and_nobody_is_told(
    store: FileStore, tmp_path: Path
) -> None:
    first = store.put(io.BytesIO(PHOTO), 2 * CHUNK)
    assert store.put(io.BytesIO(PHOTO), 2 * CHUNK) == first
    assert len(files_in(tmp_path / "files")) == 1


def test_storing_the_original_again_heals_a_damaged_copy(store: FileStore) -> None:
    store.put(io.BytesIO(PHOTO), 2 * CHUNK)
    damage(store.path(PHOTO_HASH))
    store.put(io.BytesIO(PHOTO), 2 * CHUNK)
    assert store.verify(PHOTO_HASH) is True


def test_a_photo_of_60_mb_is_kept(store: FileStore) -> None:
    class Photo:
        left = 60

        def read(self, size: int = -1, /) -> bytes:
            self.left -= 1
            return bytes(CHUNK) if self.left >= 0 else b""

    stored = store.put(Photo(), 200 * CHUNK)
    assert stored.size == 60 * CHUNK
    assert store.verify(stored.sha256) is True


def test_a_file_over_the_limit_is_refused_and_nothing_of_it_stays(
    store: FileStore, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as no:
        store.put(io.BytesIO(bytes(2 * CHUNK + 1)), 2 * CHUNK)
    assert no.value.sentences == ("文件超过 2 MB 的上限，没有保存。",)
    assert files_in(tmp_path / "files") == []


def test_a_file_just_at_the_limit_and_an_empty_one_are_kept(store: FileStore) -> None:
    assert store.put(io.BytesIO(bytes(2 * CHUNK)), 2 * CHUNK).size == 2 * CHUNK
    assert store.put(io.BytesIO(b""), CHUNK).size == 0


def test_an_upload_that_breaks_off_leaves_nothing(store: FileStore, tmp_path: Path) -> None:
    class Line:
        reads = 0

        def read(self, size: int = -1, /) -> bytes:
            self.reads += 1
            if self.reads == 2:
                raise ConnectionResetError
            return bytes(CHUNK)

    with pytest.raises(ConnectionResetError):
        store.put(Line(), 5 * CHUNK)
    assert files_in(tmp_path / "files") == []


def test_a_changed_or_missing_file_is_never_handed_out(store: FileStore) -> None:
    store.put(io.BytesIO(PHOTO), 2 * CHUNK)
    damage(store.path(PHOTO_HASH))
    assert store.verify(PHOTO_HASH) is False
    with pytest.raises(FileDamaged):
        store.open(PHOTO_HASH)
    with pytest.raises(FileDamaged):
        store.open("0" * 64)
    assert store.verify("0" * 64) is False


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_hash_leads_to_a_file(store: FileStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path(name)


def test_leftovers_of_a_killed_upload_are_swept_at_the_next_start(
    store: FileStore, tmp_path: Path
) -> None:
    (tmp_path / "files" / "incoming" / "dead.part").write_bytes(b"half")
    store.put(io.BytesIO(PHOTO), 2 * CHUNK)
    assert store.sweep_incoming() == 1
    assert list(store.all_hashes()) == [PHOTO_HASH]


def test_the_sweep_leaves_an_upload_that_is_still_arriving(store: FileStore) -> None:
    class SweptMeanwhile:
        sent = False

        def read(self, size: int = -1, /) -> bytes:
            assert store.sweep_incoming() == 0
            was, self.sent = self.sent, True
            return b"" if was else PHOTO

    assert store.put(SweptMeanwhile(), 2 * CHUNK).sha256 == PHOTO_HASH
    assert store.verify(PHOTO_HASH) is True


def damage(path: Path) -> None:
    path.chmod(0o640)
    path.write_bytes(b"x" + PHOTO[1:])
