"""A saved search of the officer, and the forms of what is kept of searching."""

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.accounts import queries as people
from caseapp.base.db import writing
from caseapp.search import actions
from caseapp.search.kept import Kept

ABSENT = 2_000_000


def add_to(world: Any) -> None:
    """Let the officer save a search; one is not there."""
    kind = type(world.targets["here"])
    officer, kept = people.person_by_login("wang"), Kept.of("电热水壶", {})
    assert officer is not None
    assert kept is not None
    with writing():
        saved = actions.save(by=officer, kept=kept, name="水壶", notify=True)
    for name, number in (("search-own", saved.id), ("no-search", ABSENT)):
        world.targets[name] = kind(name, {"search_id": number})


def _said(**fields: str) -> Callable[..., dict[str, Any]]:
    return lambda _world, _target: dict(fields)


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "search.save": _said(q="压力锅", name="锅", notify="y"),
    "search.change": _said(version="1", name="另一名称", notify="y"),
    "search.remove": _said(version="1"),
    "search.seen": _said(pair="case:1"),
    "search.forget_recent": _said(),
}
