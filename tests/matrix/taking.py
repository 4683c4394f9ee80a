"""Drafts and calls of the telephone that stand in the grids, and the forms of those pages."""

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.accounts import queries as people
from caseapp.base.clock import now
from caseapp.base.db import writing
from caseapp.hotline import actions, call_queries
from caseapp.hotline.actions import PhoneEvent

ABSENT = 2_000_000
KEY = "matrix-call-1"


def add_to(world: Any) -> None:
    """Keep a draft of the operator's and a call that nobody took."""
    by = people.person_by_login("liu")
    assert by is not None, "the operator is of the cast"
    kind = type(world.targets["here"])
    with writing():
        actions.keep_draft(by=by, mark="matrix-page-1", fields={"content": ["未登记"]})
        for event in ("start", "end"):
            actions.hear(event=PhoneEvent(event, KEY, now(), caller="0412-5550133"))
        missed = call_queries.phone_call(KEY)
        [draft] = call_queries.drafts(by.id)
    assert missed is not None, "it was heard"
    for name, ids in (
        ("draft-own", {"draft_id": draft.id}),
        ("draft-none", {"draft_id": ABSENT}),
        ("missed", {"call_id": missed.id}),
        ("missed-none", {"call_id": ABSENT}),
    ):
        world.targets[name] = kind(name, ids)


FORMS: Mapping[str, Callable[[Any, Any], dict[str, Any]]] = {
    "hotline.keep_call": lambda _world, _target: {"draft_mark": "a-new-page", "content": "某店"},
    "hotline.drop_call": lambda _world, _target: {},
    "hotline.my_phone": lambda _world, _target: {"extension": "802"},
    "hotline.called_back": lambda _world, _target: {},
    "hotline.hear_phone": lambda _world, _target: {"event": "start", "call_id": "of-nobody"},
}
