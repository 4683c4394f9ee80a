"""A damaged, missing or foreign index costs nobody an answer; it is replaced, not repaired."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from caseapp.search import engine
from caseapp.search.index import Unusable
from tests.search.library import CHIEF, Library, entry


@pytest.fixture
def shelf(library: Library) -> Library:
    """Give some rows in an index with two segments."""
    library.save(*(entry(n, f"电饭锅案{n}", "正文写了许多字。" * 9) for n in range(1, 31)))
    library.work()
    library.save(entry(31, "电饭锅案"))
    library.work()
    library.finder.index.close()
    return library


def empty(path: Path) -> None:
    """Leave nothing of a file, as a power cut does."""
    path.write_bytes(b"")


def halve(path: Path) -> None:
    """Leave half of a file."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def turn(path: Path) -> None:
    """Turn bytes in the middle of a file."""
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 3, 2 * len(data) // 3):
        data[place] ^= 0x55
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("files", "harm"),
    [
        *(
            (files, harm)
            for files in ("*.trm", "*.pst")
            for harm in (empty, halve, turn, Path.unlink)
        ),
        *(("*.toc", harm) for harm in (empty, halve, Path.unlink)),
    ],
)
def test_a_damaged_index_is_answered_around_and_rebuilt(
    shelf: Library, files: str, harm: Callable[[Path], None]
):
    serving = shelf.finder.index.folder.current()
    assert serving is not None
    for path in serving.glob(files):
        harm(path)
    result = shelf.finder.find("电饭锅", by=CHIEF)
    assert result.total == 31
    assert any("索引正在重建" in notice for notice in result.notices)
    assert not result.total_is_exact
    assert shelf.doubts == 1
    assert shelf.finder.feed.mend()
    assert not shelf.finder.feed.mend()
    result = shelf.finder.find("电饭锅", by=CHIEF)
    assert (result.total, result.total_is_exact, result.notices) == (31, True, ())
    assert shelf.finder.index.folder.current() != serving


def test_damage_in_one_process_is_known_to_the_other(shelf: Library, tmp_path: Path):
    other = shelf.open(tmp_path / "index")
    serving = shelf.finder.index.folder.current()
    assert serving is not None
    for path in serving.glob("*.pst"):
        empty(path)
    shelf.finder.find("电饭锅", by=CHIEF)
    assert not other.index.is_usable()
    other.index.close()


def test_the_worker_rebuilds_a_lost_index_with_all_rows(shelf: Library, tmp_path: Path):
    shutil.rmtree(tmp_path / "index")
    shelf.save(entry(32, "电饭锅案"))
    assert shelf.finder.find("电饭锅", by=CHIEF).total == 32
    shelf.work()
    assert shelf.finder.index.health().documents == 32
    assert shelf.keys("电饭锅") == set(range(1, 33))


def test_an_older_layout_is_not_read_and_goes_away(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "SCHEMA_VERSION", "w2-test")
    newer = shelf.open(tmp_path / "index")
    with pytest.raises(Unusable):
        newer.index.versions("case")
    assert newer.feed.mend()
    assert newer.find("电饭锅", by=CHIEF).total == 31
    newer.index.close()


def test_the_folder_is_open_to_its_owner_only(shelf: Library, tmp_path: Path):
    folders = [tmp_path / "index", *(p for p in (tmp_path / "index").rglob("*") if p.is_dir())]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_an_index_deleted_under_a_running_program_is_not_taken_for_the_new_one(
    shelf: Library, tmp_path: Path
):
    assert shelf.keys("电饭锅") == set(range(1, 32))
    shutil.rmtree(tmp_path / "index")
    shelf.cases.rows = {1: entry(1, "电风扇案")}
    shelf.finder.feed.rebuild()
    shelf.finder.feed.index_object("case", 1)
    assert shelf.keys("电饭锅") == set()
    assert shelf.keys("电风扇") == {1}


def test_an_object_that_cannot_be_read_does_not_hold_up_a_rebuild(library: Library):
    library.cases.put(*(entry(n, "电饭锅案") for n in range(1, 301)))
    library.cases.rows[77] = entry(77, title=None)
    library.finder.feed.rebuild()
    assert library.keys("电饭锅") == set(range(1, 301)) - {77}


def test_a_database_in_trouble_does_not_leave_an_empty_index(library: Library):
    library.cases.put(*(entry(n, "电饭锅案") for n in range(1, 101)))
    library.finder.feed.rebuild()
    library.cases.rows = {n: entry(n, title=None) for n in range(1, 101)}
    with pytest.raises(TypeError):
        library.finder.feed.rebuild()
    assert library.finder.index.health().documents == 100
