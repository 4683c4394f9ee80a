"""Joint meetings and what they agreed on, of the city and of a district, and the forms of their pages."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.base.clock import SHANGHAI
from caseapp.base.db import db, writing
from caseapp.bodies import queries as bodies
from caseapp.cooperation.models import Cooperation
from caseapp.liaison import actions, notice_queries, queries
from caseapp.liaison.actions import notices
from caseapp.liaison.given import MeetingGiven, NoticeGiven, OwnerGiven, ReceivedGiven
from tests.stories import unit_id

TODAY = date(2026, 11, 23)
ABSENT = 2_000_000
MARKET, CUSTOMS = "anshan_market_bureau", "anshan_customs"


def add_to(world: Any) -> None:
    """Bring meetings to the states whose acts are asked for; one is a district's, one is not there."""
    kind = type(world.targets["here"])
    wu = _person("wu")
    new, far = _called(wu, places.ENFORCEMENT), _moved(_called(wu, places.ENFORCEMENT))
    held = _held(wu, _called(wu, places.ENFORCEMENT))
    none = dict.fromkeys(new, ABSENT) | {"part": "items", "key": "cancel"}
    none["unit"] = places.ENFORCEMENT
    for name, ids in (
        ("meeting-new", new),
        ("meeting-held", held | {"key": "report"}),
        ("meeting-d", far),
        ("no-meeting", none),
    ):
        world.targets[name] = kind(name, ids)
    drafted, came = _drafted(wu), _came(wu)
    for name, ids in (
        ("year", {"year": TODAY.year, "figure": "moved_out"}),
        ("notice-new", drafted),
        ("notice-in", came),
        ("no-notice", dict.fromkeys(drafted, ABSENT) | {"key": "withdraw", "way": "out"}),
    ):
        world.targets[name] = kind(name, ids)


def _drafted(by: Any) -> dict[str, Any]:
    given = NoticeGiven(
        title="信息通报",
        unit_id=unit_id(places.ENFORCEMENT),
        first_on=TODAY,
        last_on=TODAY,
        bodies=(_body(MARKET),),
    )
    with writing():
        made = notices.draft(by=by, given=given)
    row = notice_queries.bodies_of(made.id)[0]
    return {"notice_id": made.id, "row_id": row.id, "key": "withdraw", "way": "out"}


def _came(by: Any) -> dict[str, Any]:
    given = ReceivedGiven(
        title="来文通报",
        unit_id=unit_id(places.ENFORCEMENT),
        body_id=_body(MARKET),
        their_number="鞍市监函〔2026〕3号",
        received_on=TODAY,
        first_on=TODAY,
        last_on=TODAY,
        content="情况通报",
    )
    with writing():
        made = notices.take_down(by=by, given=given)
    return {"notice_id": made.id, "row_id": ABSENT, "key": "withdraw", "way": "out"}


def _notice(_world: Any, _target: Any) -> dict[str, Any]:
    day = TODAY.isoformat()
    return {
        "title": "又一次通报",
        "unit_id": str(unit_id(places.ENFORCEMENT)),
        "first_on": day,
        "last_on": day,
        "bodies": [str(_body(MARKET))],
        "trends": "案件增多",
    }


def _person(login: str) -> Any:
    found = people.person_by_login(login)
    assert found is not None, login
    return found


def _body(key: str) -> int:
    found = bodies.with_key(key)
    assert found is not None, key
    return found.id


def _called(by: Any, unit: str) -> dict[str, Any]:
    with writing():
        made = actions.call(
            by=by,
            given=MeetingGiven(
                title="联席会议",
                unit_id=unit_id(unit),
                at=datetime(2026, 11, 20, 9, tzinfo=SHANGHAI),
                place="会议室",
                chair="主持人",
                reply_by=date(2026, 11, 19),
                asks="按时参加",
            ),
        )
        actions.add_items(by=by, opened=made, text="第一项")
        actions.invite(by=by, opened=made, chosen=[_body(MARKET)], people=[], part="member")
    return {
        "meeting_id": made.id,
        "resolution_id": ABSENT,
        "row_id": queries.items_of(made.id)[0].id,
        "part": "items",
        "key": "cancel",
        "unit": unit,
    }


def _moved(ids: dict[str, Any]) -> dict[str, Any]:
    """Let a meeting be the district's: nobody there keeps meetings yet."""
    with writing():
        row = db.session.get_one(Cooperation, ids["meeting_id"])
        row.unit_id, row.unit_path = unit_id(places.TIEDONG), places.TIEDONG
        row.opened_by = _person("han").id
    return ids | {"unit": places.TIEDONG}


def _held(by: Any, ids: dict[str, Any]) -> dict[str, Any]:
    opened = queries.visible_meeting(ids["meeting_id"], by=by)
    guest = queries.guests_of(opened.id)[0].id
    with writing():
        actions.attend(by=by, opened=opened, came={guest: {"came": "present", "name": "某人"}})
        actions.move(by=by, opened=opened, key="hold", reason="概况")
        owner = OwnerGiven(unit_id=by.unit_id)
        made = actions.resolve(by=by, opened=opened, text="汇总", owner=owner, due_on=TODAY)
    return ids | {"resolution_id": made.id, "row_id": made.id, "part": "resolutions"}


def _meeting(_world: Any, target: Any) -> dict[str, Any]:
    return {
        "title": "再一次联席会议",
        "unit_id": str(unit_id(target.ids.get("unit", places.ENFORCEMENT))),
        "at": "2026-11-20T10:00",
        "place": "会议室",
        "chair": "主持人",
        "reply_by": "2026-11-19",
        "asks": "按时参加",
    }


def _part(_world: Any, target: Any) -> dict[str, Any]:
    if target.ids["part"] == "items":
        return {"text": "又一项"}
    return {"text": "又一项", "owner": f"b{_body(CUSTOMS)}", "due_on": TODAY.isoformat()}


def _said(**fields: str) -> Callable[..., dict[str, Any]]:
    return lambda _world, _target: dict(fields)


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "liaison.new_meeting": _meeting,
    "liaison.edit_meeting": _meeting,
    "liaison.add_part": _part,
    "liaison.drop_part": _said(),
    "liaison.attendance": _said(),
    "liaison.move_meeting": _said(reason="不开了"),
    "liaison.new_notice": _notice,
    "liaison.edit_notice": _notice,
    "liaison.tell": _said(),
    "liaison.answer_notice": _said(on=TODAY.isoformat(), text="收悉"),
    "liaison.move_notice": _said(reason="重拟"),
    "liaison.follow": _said(on=TODAY.isoformat(), reason="正在办理"),
}
