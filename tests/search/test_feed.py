"""The index follows the database: at once, once, and after a rebuild beside the work."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from caseapp.search.card import SearchEntry
from caseapp.search.folder import Busy
from tests.search.library import CHIEF, Library, entry


def test_a_new_case_is_found_before_the_worker_comes(library: Library):
    library.save(entry(1, "电饭锅案"))
    assert library.finder.find("电饭锅", by=CHIEF).total == 1
    library.work()
    assert library.finder.find("电饭锅", by=CHIEF).total == 1


def test_a_changed_case_is_counted_once_and_by_its_new_words(library: Library):
    library.save(entry(1, "电饭锅案"), entry(2, "电饭锅案"))
    library.work()
    library.save(entry(1, "电风扇案"))
    assert library.keys("电饭锅") == {2}
    assert library.keys("电风扇") == {1}
    assert library.keys("案") == {1, 2}


def test_indexing_an_object_twice_changes_nothing(library: Library):
    library.cases.put(entry(1, "电饭锅案"))
    for _ in range(3):
        library.finder.feed.index_object("case", 1)
    assert library.keys("电饭锅") == {1}
    health = library.finder.index.health()
    assert health.documents == 1


def test_an_object_of_no_source_is_passed_over(library: Library):
    library.finder.feed.index_object("person", 1)
    assert library.finder.index.health().documents == 0


def test_many_small_commits_stay_few_segments_and_lose_nothing(library: Library):
    for number in range(1, 41):
        library.save(entry(number, f"电饭锅案{number}", "正文" * 20))
        library.work()
    library.save(*(entry(n, f"电风扇案{n}") for n in range(1, 21)))
    library.work()
    assert library.keys("电饭锅") == set(range(21, 41))
    assert library.keys("电风扇") == set(range(1, 21))
    health = library.finder.index.health()
    assert health.documents == 40
    assert health.segments < 15


def test_more_rows_wait_than_are_searched_is_said(library: Library):
    library.save(*(entry(n, "电饭锅案") for n in range(1, 251)))
    result = library.finder.find("电饭锅", by=CHIEF)
    assert (result.total, result.total_is_exact) == (200, False)
    assert result.notices == ("另有 50 项正在编入索引，稍后再查更全。",)
    assert len(library.cases.asked) == 1


def test_what_changes_during_a_rebuild_is_in_the_new_index(library: Library):
    library.cases.put(*(entry(n, "电饭锅案") for n in range(1, 6)))
    changed: list[int] = []

    class Interrupted(type(library.cases)):
        def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
            read = list(super().entries(ids))
            if not changed:
                changed.append(1)
                self.put(entry(1, "电风扇案"), entry(9, "电风扇案"))
                del self.rows[2]
                library.finder.feed.index_objects("case", [1, 2, 9])
            return read

    library.cases.__class__ = Interrupted
    library.finder.feed.rebuild()
    assert library.keys("电饭锅") == {3, 4, 5}
    assert library.keys("电风扇") == {1, 9}
    assert library.finder.index.health().documents == 5
    assert library.finder.feed.drift() == []


def test_two_rebuilds_do_not_run_at_once(library: Library):
    with library.finder.index.folder.lock("build"), pytest.raises(Busy):
        library.finder.feed.rebuild()


def test_a_rebuild_says_how_far_it_is(library: Library):
    library.cases.put(*(entry(n, "电饭锅案") for n in range(1, 451)))
    told: list[tuple[int, int]] = []
    library.finder.feed.rebuild(lambda done, total: told.append((done, total)))
    assert told == [(0, 450), (200, 450), (400, 450), (450, 450)]


def test_the_night_finds_and_mends_every_difference(library: Library):
    library.save(entry(1, "电饭锅案"), entry(2, "电饭锅案"), entry(3, "电饭锅案"))
    library.work()
    library.cases.put(entry(2, "电风扇案", version=2), entry(4, "电风扇案"))
    del library.cases.rows[3]
    before = library.finder.index.digest("case")
    assert sorted(library.finder.feed.tend()) == [("case", 2), ("case", 3), ("case", 4)]
    assert library.finder.index.digest("case") != before
    assert library.keys("电风扇") == {2, 4}
    assert library.finder.feed.drift() == []


def test_another_process_sees_a_commit_at_once(library: Library, tmp_path: Path):
    other = library.open(tmp_path / "index")
    assert other.find("电饭锅", by=CHIEF).total == 0
    library.save(entry(1, "电饭锅案"))
    library.work()
    assert other.find("电饭锅", by=CHIEF).total == 1
    library.finder.feed.rebuild()
    assert other.find("电饭锅", by=CHIEF).total == 1
    other.index.close()
