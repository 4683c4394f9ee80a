"""A demo office in a process of its own, its clock on a working Monday: python -m tests.journeys.live PLACE.

It prints its address, then answers each login name on its input with a one-time link.
"""

import sys
import threading
from pathlib import Path

import time_machine
import waitress
from caseapp.cli.demo import build
from caseapp.cli.worker import start_thread
from flask import Flask

from caseapp.accounts import actions, queries
from caseapp.accounts.person import Person
from caseapp.app import create_app
from caseapp.base.db import writing
from caseapp.config import load_settings
from tests.clock import MONDAY
from tests.offices import inside, migrate


def main(place: Path) -> None:
    """Build the office, serve it, hand out links until the input ends."""
    environ = {
        "CASEAPP_DATA": str(place / "data"),
        "CASEAPP_KEYS": str(place / "keys"),
        "CASEAPP_INDEX": str(place / "index"),
    }
    settings = load_settings(environ, demo=True)
    app = create_app(settings)
    with inside(app):
        migrate()
        build(settings, tell=lambda _sentence: None)
    stop = threading.Event()
    worker = start_thread(app, stop)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    home = f"http://127.0.0.1:{server.effective_port}"
    threading.Thread(target=server.run, daemon=True).start()
    print(home, flush=True)  # noqa: T201 - the test reads it
    for line in sys.stdin:
        print(home + link(app, line.strip()), flush=True)  # noqa: T201 - the test reads it
    stop.set()
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


if __name__ == "__main__":
    with time_machine.travel(MONDAY, tick=True):
        main(Path(sys.argv[1]))
