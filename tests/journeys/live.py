"""The test cast's office in a process of its own: python -m tests.journeys.live PLACE.

It prints its address, then answers each order on its input with one line:
`link LOGIN` a one-time link, `clock 2026-11-24` that day at ten, `fill` cases of every kind,
`fill noticed` only that one, `fill noticed 2026-01-05` as of that day, `token` one of the telephone,
`fair` a fair of today with two exhibitors.
"""

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import time_machine
import waitress
from flask import Flask

from caseapp.accounts import actions, queries
from caseapp.accounts.person import Person
from caseapp.app import create_app
from caseapp.base.clock import SHANGHAI
from caseapp.base.db import writing
from caseapp.cli.worker import start_thread
from caseapp.config import load_settings
from caseapp.hotline import actions as hotline
from tests import people
from tests.clock import MONDAY
from tests.exhibitions import stands
from tests.journeys import filling
from tests.offices import inside, migrate


def main(place: Path, clock: time_machine.Traveller) -> None:
    """Open the office, serve it, answer orders until the input ends."""
    environ = {
        "CASEAPP_DATA": str(place / "data"),
        "CASEAPP_KEYS": str(place / "keys"),
        "CASEAPP_INDEX": str(place / "index"),
    }
    app = create_app(load_settings(environ, demo=True))
    with inside(app):
        migrate()
        with writing():
            people.hire()
    stop = threading.Event()
    worker = start_thread(app, stop)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    home = f"http://127.0.0.1:{server.effective_port}"
    threading.Thread(target=server.run, daemon=True).start()
    answers: dict[str, Callable[[str], str]] = {
        "link": lambda login: home + link(app, login),
        "clock": lambda day: move(clock, day),
        "fill": lambda only: fill(app, only),
        "token": lambda _rest: token(app),
        "fair": lambda _rest: fair(app),
    }
    print(home, flush=True)  # noqa: T201 - the test reads it
    try:
        for line in sys.stdin:
            order, _, rest = line.strip().partition(" ")
            print(answers[order](rest), flush=True)  # noqa: T201 - the test reads it
    finally:
        stop.set()  # an order that fails ends the office, or the test would wait for its answer
        worker.join(timeout=10)
        server.close()


def link(app: Flask, login: str) -> str:
    """Make a one-time link for somebody."""
    with inside(app), writing():
        person = queries.person_by_login(login)
        if person is None:
            return f"/nobody-is-called/{login}"
        token = actions.make_login_link(by=Person.system(), person_id=person.id)
        return f"/enter/{token}"


def token(app: Flask) -> str:
    """Make the token of the telephone system."""
    with inside(app), writing():
        return hotline.make_phone_token(by=Person.system())


def fair(app: Flask) -> str:
    """Open a fair of today: wang and li are on duty, two exhibitors stand there."""
    with inside(app):
        return str(stands.with_stands(people.everybody()))


def move(clock: time_machine.Traveller, day: str) -> str:
    """Make it ten in the morning of a day."""
    clock.move_to(datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SHANGHAI))
    return day


def fill(app: Flask, only: str) -> str:
    """Put cases of every kind into the office, or only one; answer what they are."""
    with inside(app):
        return filling.fill(*only.split())


if __name__ == "__main__":
    with time_machine.travel(MONDAY, tick=True) as hands:
        main(Path(sys.argv[1]), hands)
