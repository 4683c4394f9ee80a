"""Saved searches tell of what is new, once, and only to whom they belong."""

import time
from collections.abc import Iterator

import pytest
from flask import Flask

from caseapp import reactions
from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as people
from caseapp.accounts.person import Person
from caseapp.base import keys
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger.worker import drain_all
from caseapp.search import actions, queries
from caseapp.search.kept import Kept
from caseapp.search.models import RecentSearch, SavedSearch
from caseapp.search.watching import found_anew, waiting_matches
from tests.search.library import Library, entry


@pytest.fixture
def shelf(app: Flask, library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Let the worker of the office tend the small library."""
    monkeypatch.setitem(app.extensions, "search", library.finder)
    library.cases.everyone = frozenset({"u:/210303/"})
    with app.app_context():
        yield library


def who(login: str) -> Person:
    person = people.person_by_login(login)
    assert person is not None
    return person


def kept(text: str, **given: list[str]) -> Kept:
    one = Kept.of(text, given)
    assert one is not None
    return one


def saved(shelf: Library, text: str, login: str = "wang", **given: list[str]) -> int:
    by, question = who(login), kept(text, **given)
    known = waiting_matches(shelf.finder, question, by)
    with writing():
        return actions.save(by=by, kept=question, name=text, notify=True, known=known).id


def worked(shelf: Library) -> None:
    reactions.refresh_search("case", [number for _, number in shelf.waiting])
    shelf.waiting.clear()


def new(shelf: Library, login: str = "wang") -> dict:
    return queries.new_hits(shelf.finder, who(login))


def test_what_is_registered_later_is_new_once(shelf: Library):
    shelf.save(entry(1, "电饭锅案"))
    shelf.work()
    search = saved(shelf, "电饭锅")
    shelf.save(entry(1, "电饭锅案改"), entry(2, "电饭锅又一案"), entry(3, "水壶案"))
    worked(shelf)
    assert new(shelf) == {search: [("case", 2)]}
    assert new(shelf, "xu") == {}
    with writing():
        actions.mark_seen(by=who("wang"), search_id=search, pairs={("case", 2)})
    shelf.save(entry(2, "水壶案"))
    worked(shelf)
    shelf.save(entry(2, "电饭锅案"))
    worked(shelf)
    assert new(shelf) == {}


def test_what_begins_to_match_is_new_and_a_failed_round_loses_nothing(shelf: Library):
    shelf.save(entry(1, "水壶案"))
    shelf.work()
    search = saved(shelf, "电饭锅")
    shelf.save(entry(1, "电饭锅案"))
    first = found_anew(shelf.finder, "case", [1])
    assert first == {(search, "case", 1)}
    assert found_anew(shelf.finder, "case", [1]) == first
    with writing():
        actions.note_hits(hits=first)
        actions.note_hits(hits=first)
    assert queries.new_count(shelf.finder, who("wang")) == 1


def test_what_waited_for_the_index_when_saving_is_not_new(shelf: Library):
    shelf.save(entry(1, "电饭锅案"))
    saved(shelf, "电饭锅")
    worked(shelf)
    assert new(shelf) == {}


def test_what_may_not_be_seen_is_not_told_and_vanishes_when_sealed(shelf: Library):
    search = saved(shelf, "电饭锅")
    shelf.save(entry(1, "电饭锅案"), entry(2, "电饭锅案", acl=("u:/nowhere/",)))
    worked(shelf)
    assert new(shelf) == {search: [("case", 1)]}
    shelf.cases.recused.add((who("wang").id, 1))
    assert new(shelf) == {}
    shelf.cases.recused.clear()
    del shelf.cases.rows[1]
    assert queries.new_count(shelf.finder, who("wang")) == 0


def test_narrowing_holds_for_new_hits(shelf: Library):
    search = saved(shelf, "电饭锅", f=["state:filed"], since=["2015-01-01"], kind=["case"])
    shelf.save(
        entry(1, "电饭锅案", facets=(("state", "filed"),)),
        entry(2, "电饭锅案", facets=(("state", "closed"),)),
    )
    worked(shelf)
    assert new(shelf) == {search: [("case", 1)]}


def test_without_an_index_only_later_days_are_new(shelf: Library):
    saved(shelf, "电饭锅")
    serving = shelf.finder.index.folder.current()
    assert serving is not None
    shelf.finder.index.folder.mark_damaged(serving, "test")
    shelf.save(entry(1, "电饭锅案"))
    worked(shelf)
    assert new(shelf) == {}


def test_nobody_touches_the_search_of_another(shelf: Library):
    search = saved(shelf, "电饭锅")
    with pytest.raises(NotVisible), writing():
        actions.remove(by=who("xu"), search_id=search, version=1)
    with pytest.raises(NotVisible), writing():
        actions.mark_seen(by=who("xu"), search_id=search, pairs=set())


def test_same_search_is_saved_once_and_fifty_are_enough(shelf: Library):
    saved(shelf, "电饭锅")
    with pytest.raises(Refused, match="已经保存过"):
        saved(shelf, "电饭锅")
    for number in range(49):
        saved(shelf, f"水壶{number}")
    with pytest.raises(Refused, match="已有 50 项"):
        saved(shelf, "多了")


def test_recent_searches_are_few_newest_first_and_leave_with_their_person(shelf: Library):
    for purpose in ("seal", "blind"):
        keys.make(purpose)
    for number in (*range(25), 7):
        with writing():
            actions.note_recent(by=who("wang"), kept=kept(f"水壶{number}"))
    asked = [one.question for one in queries.recent_of(who("wang"))]
    assert (asked[0], len(asked), len(set(asked))) == ("水壶7", 20, 20)
    saved(shelf, "电饭锅")
    with writing():
        accounts.deactivate_person(by=who("jiang"), person_id=who("wang").id, why="调离")
    drain_all(reactions.REACTIONS)
    assert db.session.query(RecentSearch).count() == 0
    assert db.session.query(SavedSearch).count() == 0


@pytest.mark.parametrize("text", ["", "\x00", "字" * 201])
def test_what_asks_nothing_is_not_kept(text: str):
    assert Kept.of(text, {}) is None


def test_any_narrowing_is_read(shelf: Library):
    odd = kept(
        "水壶", f=[":", "x", "state:b" * 99], since=["nie"], order=["?"], until=["9999-99-99"]
    )
    assert (odd.narrow.since, odd.narrow.until, odd.narrow.order.value) == (None, None, "best")


def test_five_hundred_searches_and_a_batch_take_a_moment(shelf: Library):
    for number in range(500):
        question = kept(f"电饭锅{number}")
        with writing():
            db.session.add(
                SavedSearch(
                    person_id=who("wang").id,
                    name="x",
                    question=question.question,
                    given={},
                    mark=question.mark,
                    notify=True,
                    version=1,
                    saved_at=now(),
                )
            )
    shelf.save(*(entry(n, f"电饭锅{n}案", "正文电饭锅水壶" * 50) for n in range(200)))
    started = time.perf_counter()
    found = found_anew(shelf.finder, "case", list(range(200)))
    took = time.perf_counter() - started
    assert len(found) == 200
    assert took < 20


def test_recent_searches_stay_readable_when_the_old_key_is_gone(shelf: Library):
    for purpose in ("seal", "blind"):
        keys.make(purpose)
    for number in range(3):
        with writing():
            actions.note_recent(by=who("wang"), kept=kept(f"水壶{number}"))
    keys.make_next("seal")
    with writing():
        assert actions.reseal_recent(by=who("jiang")) == 3
    (keys.keys_folder() / "seal-1.key").unlink()
    asked = [one.question for one in queries.recent_of(who("wang"))]
    assert asked == ["水壶2", "水壶1", "水壶0"]
