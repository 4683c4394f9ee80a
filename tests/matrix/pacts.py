"""Regional agreements of the city's enforcement section and of a district, and the forms of their pages."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.bodies import queries as bodies
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.actions import agreements as actions
from caseapp.transfers.agreement_given import AgreementGiven
from caseapp.transfers.agreements import agreement
from tests.stories import unit_id

SIGNED, ENDS = date(2026, 11, 2), date(2026, 11, 20)
PARTNER = "shenyang_ip"
ABSENT = 2_000_000


def add_to(world: Any) -> None:
    """Bring agreements where they are read, changed and ended; one is a district's, one is not there."""
    kind = type(world.targets["here"])
    far, over = _signed(), _signed()
    with writing():
        row = db.session.get_one(Cooperation, far["agreement_id"])
        row.unit_id, row.unit_path = unit_id(places.TIEDONG), places.TIEDONG
        row.opened_by = _person("han").id
    with writing():
        ended = agreement(over["agreement_id"])
        actions.end_agreement(by=_person("wu"), agreement=ended, on=ENDS, why="由新协议替代")
    for name, ids in (
        ("pact-now", _signed()),
        ("pact-over", over),
        ("pact-d", far),
        ("no-pact", {"agreement_id": ABSENT}),
    ):
        world.targets[name] = kind(name, ids)


def _person(login: str) -> Any:
    found = people.person_by_login(login)
    assert found is not None, login
    return found


def _partner() -> int:
    found = bodies.with_key(PARTNER)
    assert found is not None
    return found.id


def _signed() -> dict[str, Any]:
    given = AgreementGiven(
        title="执法协作协议",
        unit_id=unit_id(places.ENFORCEMENT),
        bodies=(_partner(),),
        scope=("service",),
        signed_on=SIGNED,
        since=SIGNED,
    )
    with writing():
        made = actions.open_agreement(by=_person("wu"), given=given)
    return {"agreement_id": made.id}


def _form(_world: Any, _target: Any) -> dict[str, Any]:
    return {
        "title": "执法协作协议（续签）",
        "unit_id": str(unit_id(places.ENFORCEMENT)),
        "bodies": [str(_partner())],
        "scope": ["service"],
        "signed_on": SIGNED.isoformat(),
        "since": SIGNED.isoformat(),
        "version": "1",
    }


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "transfers.new_agreement": _form,
    "transfers.edit_agreement": _form,
    "transfers.agreement_end": lambda _world, _target: {"on": ENDS.isoformat(), "why": "期满"},
}
