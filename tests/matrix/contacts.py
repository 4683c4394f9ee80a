"""Complaints on their way through the office, and the forms of a ticket's page."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.hotline import actions
from caseapp.hotline.actions import CallGiven, Holder
from caseapp.hotline.models import Ticket
from tests.stories import RECEIVED, unit_id

ABSENT = 2_000_000


def add_to(world: Any) -> None:
    """Take complaints: one with the city's section, one answered, one that repeats another."""
    by = people.person_by_login("liu")
    assert by is not None, "the operator is of the cast"
    kind = type(world.targets["here"])
    with writing():
        waiting, answered, first, second = (_take(by) for _ in range(4))
        holder = Holder(unit_id(places.ENFORCEMENT))
        actions.move(by=by, ticket=waiting, move="dispatch", to=holder, reason="按辖区")
        actions.answer(by=by, ticket=answered, text="已电话告知。")
    limits = {one.id: _limit(one.id) for one in (waiting, answered)}
    for name, ticket in (("t-waiting", waiting), ("t-answered", answered), ("t-repeat", second)):
        ids = {
            "ticket_id": ticket.id,
            "limit_id": limits.get(ticket.id, ABSENT),
            "key": "accept",
            "earlier": first.number,
        }
        world.targets[name] = kind(name, ids)
    absent = {"ticket_id": ABSENT, "limit_id": limits[waiting.id], "key": "accept", "earlier": "x"}
    world.targets["t-none"] = kind("t-none", absent)
    # A limit is read on its own ticket only.
    crossed = world.targets["t-waiting"].ids | {"limit_id": limits[answered.id]}
    world.targets["t-crossed"] = kind("t-crossed", crossed)


def _take(by: Any) -> Ticket:
    given = CallGiven(
        channel="phone",
        matter="complaint",
        received_on=RECEIVED[2021],
        content="商店不肯退货。",
        caller_name="马连长",
        caller_phone="13912345678",
    )
    return actions.take_call(by=by, given=given).ticket


def _limit(ticket_id: int) -> int:
    wanted = sa.text("SELECT min(id) FROM deadline WHERE ticket_id = :ticket")
    return int(db.session.scalar(wanted, {"ticket": ticket_id}) or 0)


FORMS: Mapping[str, Callable[[Any, Any], dict[str, Any]]] = {
    "hotline.answer": lambda _world, _target: {
        "text": "已告知处理结果。",
        "kind": "final",
        "how": "phone",
        "told_on": RECEIVED[2021].isoformat(),
    },
    "hotline.move": lambda _world, _target: {},
    "hotline.call_back": lambda _world, _target: {
        "outcome": "reached",
        "satisfaction": "satisfied",
    },
    "hotline.join": lambda _world, target: {
        "earlier": target.ids["earlier"],
        "reason": "同一商店",
        "how": "spot",
        "text": "并入办理",
    },
}
