"""A reporter whose case was decided, a complaint with an ordinary caller, and the forms around callers."""

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.hotline import actions
from caseapp.hotline.actions import CallGiven, Holder
from caseapp.parties import queries as parties
from tests.people import everybody
from tests.stories import RECEIVED, reported, unit_id

CALLER = {"caller_name": "郎一鸣", "caller_phone": "0412-5550231"}


def add_to(world: Any) -> None:
    """Let a report with a sealed reporter be filed, and hand a complaint to the city's section."""
    by = people.person_by_login("liu")
    assert by is not None, "the operator is of the cast"
    kind = type(world.targets["here"])
    filed = reported(everybody(), **CALLER).walk("file")
    decided = {"ticket_id": filed.case.ticket_id, "case_id": filed.case_id}
    with writing():
        given = CallGiven(
            channel="phone",
            matter="complaint",
            received_on=RECEIVED[2021],
            content="本人的专利被人仿制。",
            **CALLER,
        )
        ticket = actions.take_call(by=by, given=given).ticket
        holder = Holder(unit_id(places.ENFORCEMENT))
        actions.move(by=by, ticket=ticket, move="dispatch", to=holder, reason="按权利种类")
    world.targets["i-decided"] = kind("i-decided", decided)
    ids = {"ticket_id": ticket.id, "party_id": ticket.caller_id}
    world.targets["i-caller"] = kind("i-caller", ids)


def _caller(_world: Any, target: Any) -> dict[str, Any]:
    row = parties.party(target.ids.get("party_id", 0))
    version = str(row.version) if row is not None else "1"
    return {"kind": "person", "name": "郎一鸣", "address": "铁东区五一路9号", "version": version}


FORMS: Mapping[str, Callable[[Any, Any], dict[str, Any]]] = {
    "hotline.told": lambda _world, _target: {
        "how": "phone",
        "outcome": "told",
        "told_on": "2024-03-12",
    },
    "hotline.letter": lambda _world, _target: {},
    "hotline.typed_caller": lambda _world, _target: {},
    "hotline.edit_caller": _caller,
    "hotline.by_query_code": lambda _world, _target: {"code": "0000111122223333"},
}
