"""N2: a form sent many times at once, and again after a killed server, makes exactly one case."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random

import pytest
import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.models import CaseFile
from tests.crash.browser import GONE, Browser
from tests.crash.place import Place
from tests.crash.serving import Life, Nursery, nursery
from tests.crash.trials import dice
from tests.crash.workload import lead_fields
from tests.figures import Figure

MOST_LIVES = 20


@dataclass
class Desk:
    """A server that dies after some commit, before it has answered, and is born again."""

    home: Nursery
    cookie: str
    dice: Random
    killed: int = 0
    life: Life = field(init=False)

    def __post_init__(self) -> None:
        """Open."""
        self.open()

    def open(self) -> None:
        """Bear a server that will die right after one of its next commits."""
        self.life = self.home.bear(kill=["after_commit", self.dice.randint(6, 14)])

    def send_until_answered(self, fields: dict[str, str], clients: int) -> set[str]:
        """Send one form as many times at once; whoever gets no answer sends it again."""
        answers: set[str] = set()
        waiting = clients
        for _ in range(MOST_LIVES):
            with ThreadPoolExecutor(waiting) as pool:
                got = list(pool.map(self._send, [fields] * waiting))
            answers |= {one for one in got if one}
            waiting = got.count("")
            if not waiting:
                return answers
            self.born_again()
        raise AssertionError("no answer")

    def born_again(self) -> None:
        """See the server dead and start the next."""
        self.home.kill(self.life)
        self.killed += 1
        self.open()

    def draw(self) -> dict[str, str]:
        """Draw and fill one form; a server that died is born again."""
        for _ in range(MOST_LIVES):
            browser = Browser(self.life.port, self.cookie)
            try:
                drawn = lead_fields(secrets.token_hex(8), browser)
            except GONE:
                self.born_again()
            else:
                return drawn | {"session": browser.cookies}
            finally:
                browser.close()
        raise AssertionError("no form")

    def _send(self, fields: dict[str, str]) -> str:
        browser = Browser(self.life.port, fields["session"])
        try:
            answer = browser.post("/cases/new", {k: v for k, v in fields.items() if k != "session"})
        except GONE:
            return ""
        finally:
            browser.close()
        assert answer.status == 303, answer.text[:2000]
        return answer.location


@pytest.mark.timeout(3600)
def test_a_form_sent_many_times_makes_one_case(
    place: Place, database: str, figure: Figure, *, full_size: bool
):
    forms = 1000 if full_size else 40
    rolled = dice()
    marks: dict[str, set[str]] = {}
    with nursery(place) as home:
        desk = Desk(home, place.cookie("wang"), rolled)
        for _ in range(forms):
            fields = desk.draw()
            mark = fields["content"].split("，")[0]
            marks[mark] = desk.send_until_answered(fields, rolled.randint(2, 8))
        home.kill(desk.life)
    with place.inside():
        cases = db.session.execute(sa.select(CaseFile.id, CaseFile.content)).all()
    made = {content.split("，")[0]: {f"/cases/{number}"} for number, content in cases}
    what = f"{database}, {forms} forms sent 2 to 8 times, {desk.killed} kills before the answer"
    figure("N2", f"{what}: cases", reached=len(cases), asked=forms)
    figure("N2", f"{what}: clients shown another case", reached=made != marks, asked="False")
    assert len(cases) == forms
    assert made == marks
    assert desk.killed > 3
