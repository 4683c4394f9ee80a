"""C9: PostgreSQL stops, comes back, drops its lines: each fault has a number, nothing is done twice."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.models import CaseFile
from tests.crash import checking
from tests.crash.browser import HIDDEN, Browser
from tests.crash.place import Place
from tests.crash.serving import started
from tests.crash.trials import dice
from tests.crash.workload import Crew, Kept, lead_words
from tests.figures import Figure
from tests.postgres import Cluster, switched

CLIENTS = 3
HEALED_WITHIN = 10.0
NUMBER = re.compile(r"编号 [0-9a-f]{8}")
PAGES = ("/cases", "/desk", "/search?q=%E7%94%B5%E7%83%AD", "/me")
DROPPED = sa.text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND random() < :share"
)
pytestmark = [pytest.mark.postgres, pytest.mark.weekly, pytest.mark.timeout(1800)]


@pytest.fixture
def running() -> Iterator[Cluster]:
    with switched() as cluster:
        yield cluster


@dataclass
class Clerk:
    """Logs one lead after the other and sends each form until it is answered for."""

    port: int
    cookie: str
    stop: threading.Event
    marks: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    sent: int = 0
    faults: int = 0

    def work(self) -> None:
        """Work until told to stop; the last form is still brought home."""
        with Browser(self.port, self.cookie) as browser:
            while not self.stop.is_set():
                mark = f"第{self.port}号{threading.get_ident()}的第{len(self.marks)}条"
                fields = self._drawn(mark, browser)
                if fields and self._brought_home(browser, fields):
                    self.marks.append(mark)

    def _drawn(self, mark: str, browser: Browser) -> dict[str, str]:
        page = browser.get("/cases/new")
        if page.status != 200:
            self._look_at(page.status, page.text)
            time.sleep(0.05)
            return {}
        return dict(HIDDEN.findall(page.text)) | lead_words(mark)

    def _brought_home(self, browser: Browser, fields: dict[str, str]) -> bool:
        for _ in range(600):
            answer = browser.post("/cases/new", fields)
            self.sent += 1
            if answer.status == 303:
                return True
            self._look_at(answer.status, answer.text)
            time.sleep(0.1)
        return False

    def _look_at(self, status: int, text: str) -> None:
        self.faults += 1
        if status < 500 or NUMBER.search(text) is None or "Traceback" in text:
            self.refused.append(f"{status}: {text[:500]}")


def disturb(cluster: Cluster, place: Place, *, times: int, away: float, by: random.Random) -> None:
    """Drop lines at random, stop the database, let it be away, start it, drop some more."""
    for half in (0, 1):
        for _ in range(times):
            time.sleep(by.uniform(0.1, 0.5))
            engine = sa.create_engine(place.database_url, poolclass=sa.NullPool)
            with engine.connect() as line:
                line.execute(DROPPED, {"share": 0.5})
        if half == 0:
            cluster.stop()
            time.sleep(away)
            cluster.start()


def test_a_database_that_goes_and_comes_back_loses_and_doubles_nothing(
    running: Cluster, tmp_path: Path, figure: Figure, *, full_size: bool
):
    times, away = (40, 20.0) if full_size else (5, 2.0)
    place = Place(tmp_path, running.address.format(database="postgres")).open()
    crew, stop = Crew.of(place), threading.Event()
    with started(place) as server:
        clerks = [Clerk(server.port, crew.officer, stop) for _ in range(CLIENTS)]
        threads = [threading.Thread(target=one.work) for one in clerks]
        for one in threads:
            one.start()
        disturb(running, place, times=times, away=away, by=dice())
        began = time.monotonic()
        with Browser(server.port, crew.chief) as chief:
            while not all(chief.get(page).status == 200 for page in PAGES):
                assert time.monotonic() < began + 6 * HEALED_WITHIN
        healed = time.monotonic() - began
        stop.set()
        for one in threads:
            one.join(timeout=120)
        server.kill()
    marks = [mark for clerk in clerks for mark in clerk.marks]
    with place.inside() as app:
        faults = checking.look(app, Kept()).faults
        contents = list(db.session.scalars(sa.select(CaseFile.content)))
    missing = [one for one in marks if not any(one in text for text in contents)]
    met, refused = sum(c.faults for c in clerks), [one for c in clerks for one in c.refused]
    figure("C9", "leads answered for; faults met; faults without a number",
           reached=f"{len(marks)}; {met}; {len(refused)}", asked="; ; 0")  # fmt: skip
    figure("C9", "leads lost; leads there twice",
           reached=f"{len(missing)}; {len(contents) - len(marks)}", asked="0; 0")  # fmt: skip
    figure("C9", "seconds until every page was there again", reached=f"{healed:.1f}", asked="<= 10")
    assert refused == []
    assert (missing, len(contents)) == ([], len(marks))
    assert faults == ()
    assert healed <= HEALED_WITHIN
    assert met > 0
    assert len(marks) > CLIENTS
