"""Nobody learns of what they may not see: not in a hit, a count, a facet or a snippet."""

import pytest

from caseapp.search.sources import person_tokens, unit_tokens
from tests.search.library import CHIEF, LISHAN, OFFICER, STRANGER, Library, entry, reader

SECTION = "/210303/ZF/"


@pytest.fixture
def shelf(settled: Library) -> Library:
    """Give two rows of one district and one of another."""
    settled.save(
        entry(1, "电饭锅案甲"),
        entry(2, "电饭锅案乙", acl=unit_tokens(SECTION)),
        entry(3, "电饭锅案丙", acl=unit_tokens(LISHAN)),
    )
    settled.work()
    return settled


def test_another_district_finds_nothing_and_counts_nothing(shelf: Library):
    # In quotes: else the names one character off are offered, and 电饭锅案丙 is their own.
    result = shelf.finder.find('"电饭锅案甲"', by=STRANGER)
    assert (result.total, result.hits, result.facets) == (0, (), ())


@pytest.mark.parametrize(("who", "found"), [(CHIEF, {1, 2, 3}), (OFFICER, {1, 2}), (STRANGER, {3})])
def test_a_unit_sees_itself_and_what_lies_under_it(shelf: Library, who: object, found: set[int]):
    result = shelf.finder.find("电饭锅", by=who)
    assert {hit.object_id for hit in result.hits} == found
    assert result.total == len(found)
    assert [facet.total for facet in result.facets] == [len(found)]


def test_an_officer_on_the_team_finds_a_case_of_another_unit(settled: Library):
    guest = reader(9, LISHAN)
    settled.save(entry(1, "电饭锅案", acl=(*unit_tokens(SECTION), *person_tokens([9]))))
    settled.work()
    assert settled.keys("电饭锅", guest) == {1}
    assert settled.keys("电饭锅", STRANGER) == set()


def test_a_recused_officer_loses_the_case_from_the_count_too(shelf: Library):
    shelf.cases.recused.add((OFFICER.id, 1))
    result = shelf.finder.find("电饭锅", by=OFFICER)
    assert ({hit.object_id for hit in result.hits}, result.total) == ({2}, 1)


def test_a_case_moved_to_another_unit_is_gone_before_the_index_knows(library: Library):
    library.save(entry(1, "电饭锅案"))
    library.work()
    library.cases.put(entry(1, "电饭锅案", acl=unit_tokens(LISHAN)))
    result = library.finder.find("电饭锅", by=OFFICER)
    assert (result.total, result.hits) == (0, ())


def test_beyond_the_counted_nothing_is_claimed_that_was_not_checked(library: Library):
    library.cases.put(*(entry(n, "电饭锅案") for n in range(1, 1102)))
    library.finder.feed.rebuild()
    library.cases.recused |= {(OFFICER.id, n) for n in range(1, 1000)}
    result = library.finder.find("电饭锅", by=OFFICER)
    assert (result.total, result.total_is_exact) == (102, True)
    last = library.finder.find("电饭锅", by=OFFICER, page=6)
    assert {hit.object_id for hit in last.hits} == {1000, 1001}


def test_a_person_without_a_unit_in_reach_finds_nothing(library: Library):
    library.cases.tokens = lambda person: frozenset()  # type: ignore[method-assign]  # a role without files
    library.save(entry(1, "电饭锅案"))
    assert library.finder.find("电饭锅", by=OFFICER).total == 0


def test_a_deleted_row_is_found_by_nobody(library: Library):
    library.save(entry(1, "电饭锅案"), entry(2, "电饭锅案"))
    library.work()
    del library.cases.rows[1]
    assert library.finder.find("电饭锅", by=CHIEF).total == 1
    library.waiting = [("case", 1)]
    assert library.finder.find("电饭锅", by=CHIEF).total == 1
    library.work()
    assert library.finder.index.health().documents == 1
