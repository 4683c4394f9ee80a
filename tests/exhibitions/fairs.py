"""Fairs as the office has them, and the short way to a show that runs today."""

from datetime import date
from typing import Any

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.exhibitions import queries
from caseapp.exhibitions.actions import duty, fairs, setting_up
from caseapp.exhibitions.fair_given import ContactGiven, DutyGiven, FairGiven, MandateGiven
from caseapp.exhibitions.mandates import mandate_kinds
from caseapp.exhibitions.queries import Opened
from tests.people import People
from tests.stories import unit_id

TODAY = date(2026, 11, 23)
SECOND = date(2026, 11, 24)
LAST = date(2026, 11, 25)


def fair(**changed: Any) -> FairGiven:
    """Give a sound fair of three days with a station."""
    given: dict[str, Any] = {
        "name": "第十二届鞍山国际家电博览会",
        "unit_id": unit_id(places.ENFORCEMENT),
        "organiser": "鞍山会展有限公司",
        "venue": "鞍山国际会展中心",
        "area": "210303",
        "first_on": TODAY,
        "last_on": LAST,
        "opens_at": "09:00",
        "closes_at": "17:00",
        "presence": "station",
        "station_place": "一号馆服务台",
        "station_phone": "0412-5550123",
    }
    return FairGiven(**(given | changed))


def registered(people: People, *, by: str = "wu", **changed: Any) -> int:
    """Register a fair; its id."""
    with writing():
        return fairs.register(by=people[by], given=fair(**changed)).id


def opened(fair_id: int, people: People, *, by: str = "chen") -> Opened:
    """Read a fair as it is now."""
    return queries.visible_fair(fair_id, by=people[by])


def on_duty(people: People, fair_id: int, login: str, *days: date, **changed: Any) -> None:
    """Put one of the cast on the roster."""
    with writing():
        for day in days or (TODAY,):
            given = {"day": day, "part": "officer", "person_id": people[login].id} | changed
            duty.add_duty(by=people.wu, opened=opened(fair_id, people), given=DutyGiven(**given))


def mandated(people: People, fair_id: int, login: str = "wang", **changed: Any) -> None:
    """Let one of the cast sign on the spot for the chief."""
    at = opened(fair_id, people)
    given = {
        "person_id": people[login].id,
        "kinds": tuple(mandate_kinds()),
        "first_on": at.fair.first_on,
        "last_on": at.fair.last_on,
    }
    with writing():
        duty.give_mandate(by=people.chen, opened=at, given=MandateGiven(**(given | changed)))


def move(people: People, fair_id: int, key: str, *, by: str, **given: str) -> None:
    """Make one move of a fair."""
    with writing():
        fairs.move_fair(by=people[by], opened=opened(fair_id, people), key=key, given=given)


def approved(people: People, **changed: Any) -> int:
    """Register a fair with halls, contacts, two officers (wang, li) on each day, a mandate; approved."""
    fair_id = registered(people, **changed)
    at = opened(fair_id, people)
    days = list(fair_days(at))
    with writing():
        for name in ("一号馆", "二号馆"):
            setting_up.add_hall(by=people.wu, opened=at, name=name)
        setting_up.add_contact(
            by=people.wu,
            opened=at,
            given=ContactGiven("organiser", "鞍山会展有限公司", "何经理", phone="0412-5550100"),
        )
    for login in ("wang", "li"):
        on_duty(people, fair_id, login, *days)
    mandated(people, fair_id)
    move(people, fair_id, "approve", by="chen")
    return fair_id


def running(people: People, **changed: Any) -> int:
    """A fair open today: wang and li on duty every day, wang signs on the spot for the chief."""
    fair_id = approved(people, **changed)
    move(people, fair_id, "open", by="wang")
    return fair_id


def fair_days(at: Opened) -> list[date]:
    """List the days of a fair."""
    first = at.fair.first_on.toordinal()
    return [date.fromordinal(n) for n in range(first, at.fair.last_on.toordinal() + 1)]
