"""A row of the office in the routing table, a ticket to be split and its paper, and their forms."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.cases.paper_forms import asked_of
from caseapp.documents import printing
from caseapp.documents.models import PaperRecord
from caseapp.hotline.actions.routing import add_row
from caseapp.hotline.actions.ticket_papers import draft_ticket_paper
from caseapp.hotline.models import Ticket
from caseapp.hotline.routing import queries
from caseapp.hotline.routing.given import RowGiven
from caseapp.hotline.splitting import MOST_PIECES

ABSENT = 2_000_000
SINCE = date(2027, 1, 1)
ROW: dict[str, Any] = {
    "right_kinds": ["trademark"],
    "matters": ["report"],
    "to_unit": places.HAICHENG,
    "sentence": "海城市的商标举报由〔承办〕接收",
    "basis": "市规定",
    "reason": "试点",
}


def add_to(world: Any) -> None:
    """Add a row that the office wrote, and one that is not there."""
    by = people.person_by_login("jiang")
    assert by is not None, "the system administrator is of the cast"
    with writing():
        route_id = add_row(by=by, given=_given("210381"))
    kind = type(world.targets["here"])
    world.targets["route"] = kind("route", {"route_id": route_id})
    world.targets["no-route"] = kind("no-route", {"route_id": ABSENT})
    _add_paper(world)


def _add_paper(world: Any) -> None:
    """Let the operator draft a sheet on the ticket that lies with the desk."""
    ids = world.targets["open"].ids
    by = people.person_by_login("liu")
    assert by is not None, "the operator is of the cast"
    with writing():
        ticket = db.session.get_one(Ticket, ids["ticket_id"])
        paper_id = draft_ticket_paper(by=by, ticket=ticket, kind="H01")
    kind = type(world.targets["here"])
    story = world.targets["open"].story
    world.targets["ticket-paper"] = kind("ticket-paper", ids | {"draft": paper_id}, story)
    none = ids | {"draft": ABSENT}
    world.targets["no-ticket-paper"] = kind("no-ticket-paper", none, story)


def _given(area: str) -> RowGiven:
    listed = {name: tuple(value) for name, value in ROW.items() if isinstance(value, list)}
    rest = {name: value for name, value in ROW.items() if not isinstance(value, list)}
    return RowGiven(
        **listed,
        **rest,
        areas=(area,),
        specials=(),
        since=SINCE,
        until=None,
        to_body="",
        tell="",
        overrides=(),
    )


def _new(_world: Any, _target: Any) -> dict[str, Any]:
    mark = queries.look_at(_given("210302")).preview.mark
    return ROW | {"areas": ["210302"], "since": SINCE.isoformat(), "seen": mark}


def _end(_world: Any, target: Any) -> dict[str, Any]:
    row = queries.own_row(target.ids["route_id"])
    seen = queries.look_at_ending(row, SINCE).preview.mark if row else ""
    return {"last": SINCE.isoformat(), "why": "试点结束", "seen": seen}


def _split(_world: Any, target: Any) -> dict[str, Any]:
    row = db.session.get(Ticket, target.ids["ticket_id"])
    pieces = {f"piece-{place}": "both" for place in range(MOST_PIECES)}
    return pieces | {"version": str(row.version if row else 1)}


def _save(_world: Any, target: Any) -> dict[str, Any]:
    row = db.session.get(PaperRecord, target.ids["draft"])
    if row is None:
        return {}
    asked = [one.key for one in asked_of(row, printing.day_of(row))]
    return {f"w{asked.index('拟办意见')}": "转执法科", "version": str(row.version)}


def _sign(_world: Any, _target: Any) -> dict[str, Any]:
    return {"on": today().isoformat(), "version": "1"}


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "hotline.add_route": _new,
    "hotline.route_ending": _end,
    "hotline.split_ticket": _split,
    "hotline.draft_paper": lambda _world, _target: {"kind": "H01"},
    "hotline.save_paper": _save,
    "hotline.sign_paper": _sign,
    "hotline.void_paper": lambda _world, _target: {"why": "写错"},
    "hotline.serve_paper": lambda _world, _target: {
        "addressee": "举报人",
        "mode": "邮寄",
        "note": "邮件号",
        "served_on": today().isoformat(),
    },
}
