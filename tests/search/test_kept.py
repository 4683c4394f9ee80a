"""What is acknowledged is on disk, once: through a killed writer, beside readers, in the right order."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from caseapp.search import engine, folder
from caseapp.search.finder import Finder
from tests.search.library import CHIEF, Library, entry

WRITER = """
import sys
from pathlib import Path
from tests.search.library import Library, entry

library = Library(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 100000):
    library.cases.put(entry(number, f"电饭锅案{number}", "正文写了许多字。" * 20))
    library.finder.feed.index_objects("case", [number])
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_acknowledged(library: Library, tmp_path: Path):
    acknowledged = 0
    for _ in range(2):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "index"), str(acknowledged + 1)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        ) as writer:
            assert writer.stdout is not None
            for line in writer.stdout:
                acknowledged = int(line)
                if acknowledged % 10 == 0:
                    writer.kill()
                    break
            rest = writer.stdout.read().split()
            acknowledged = int(rest[-1]) if rest else acknowledged
    library.cases.put(*(entry(n, f"电饭锅案{n}") for n in range(1, acknowledged + 2)))
    versions = library.finder.index.versions("case")
    assert set(versions) >= set(range(1, acknowledged + 1))
    assert library.finder.index.health().documents == len(versions)
    library.save(entry(1, "电风扇案"))
    library.work()
    assert library.keys("电风扇") == {1}
    assert [path.name for path in tmp_path.rglob("*.tmp")] == []


def test_readers_beside_a_writer_see_all_that_was_there_before(library: Library, tmp_path: Path):
    library.save(*(entry(n, f"电饭锅案{n}", "正文" * 50) for n in range(1, 101)))
    library.work()
    other = library.open(tmp_path / "index")
    stop = threading.Event()
    totals: list[int] = []

    def read(finder: Finder) -> None:
        while not stop.is_set():
            totals.append(finder.find("电饭锅", by=CHIEF).total)

    readers = [threading.Thread(target=read, args=(one,)) for one in (library.finder, other) * 2]
    for one in readers:
        one.start()
    for number in range(101, 131):
        library.cases.put(entry(number, f"电饭锅案{number}"), entry(number - 100, "电饭锅案"))
        library.finder.feed.index_objects("case", [number, number - 100])
    stop.set()
    for one in readers:
        one.join()
    other.index.close()
    assert len(totals) > 4
    assert min(totals) >= 100
    assert max(totals) <= 130
    assert library.doubts == 0
    assert library.finder.find("电饭锅", by=CHIEF).total == 130


def test_files_reach_the_disk_before_the_table_that_names_them(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    order: list[str] = []
    storage = engine.Storage(library.finder.index.folder.current())

    def file(path: Path) -> None:
        order.append(path.suffix or path.name)
        folder.sync_file(path)

    def place(path: Path) -> None:
        order.append("folder")
        folder.sync_folder(path)

    monkeypatch.setattr(engine, "sync_file", file)
    monkeypatch.setattr(engine, "sync_folder", place)
    library.cases.put(entry(1, "电饭锅案"))
    engine.write(storage, library.finder.feed.cards("case", [1]), {})
    assert order[-1] == "folder"
    assert {".trm", ".pst", ".col"} <= set(order[:-1])


def test_files_that_left_the_index_stay_a_while(library: Library, monkeypatch: pytest.MonkeyPatch):
    library.save(entry(1, "电饭锅案"))
    library.work()
    serving = library.finder.index.folder.current()
    before = {path.name for path in serving.glob("*.toc")}
    library.save(entry(2, "电饭锅案"))
    library.work()
    assert before <= {path.name for path in serving.glob("*.toc")}
    later = time.monotonic() + engine.GRACE + 1
    monkeypatch.setattr(engine.time, "monotonic", lambda: later)
    library.save(entry(3, "电饭锅案"))
    library.work()
    assert not before & {path.name for path in serving.glob("*.toc")}
