"""N4: of two who decide the same thing at the same instant one wins, and the other is told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.models import CaseFile, CaseStep
from tests.crash import checking
from tests.crash.browser import Answer, Browser
from tests.crash.place import Place
from tests.crash.serving import nursery
from tests.crash.trials import dice
from tests.crash.workload import Client, Crew, Kept, step_fields, today
from tests.figures import Figure

# Who meets whom: the same approval twice, an approval and a return, a transfer and an approval.
MEETINGS = (("file", "file"), ("file", "return_filing"), ("transfer", "file"))
ENDS = {"file": "filed", "return_filing": "verify", "transfer": "moved"}


@dataclass
class Meeting:
    """Two chiefs with the same page open."""

    crew: Crew
    pages: tuple[Browser, Browser]

    def of(self, case_id: int, keys: tuple[str, str]) -> list[Answer]:
        """Let both send at the same instant."""
        start = threading.Barrier(2)
        drawn = [self._drawn(n, case_id, keys[n]) for n in (0, 1)]

        def send(n: int) -> Answer:
            start.wait(timeout=20)
            return self.pages[n].post(f"/cases/{case_id}/steps/{keys[n]}", drawn[n])

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(send, (0, 1)))

    def _drawn(self, n: int, case_id: int, key: str) -> dict[str, str | list[str]]:
        hidden = self.pages[n].drawn(f"/cases/{case_id}/steps/{key}")
        if key == "file":
            return hidden | step_fields(key, self.crew)
        return hidden | {"on": today(), "reason": "材料不全。", "f_receiver": "某区局"}


@pytest.mark.timeout(3600)
def test_of_two_at_the_same_instant_one_wins_and_the_other_is_told(
    place: Place, database: str, figure: Figure, *, full_size: bool
):
    rounds = 500 if full_size else 18
    crew, kept = Crew.of(place), Kept()
    client = Client(crew, kept, dice())
    found: list[tuple[int, tuple[str, str], list[Answer]]] = []
    with nursery(place) as home, ExitStack() as lines:
        life = home.bear()
        cookies = (crew.officer, crew.chief, crew.chief)
        officer, *chiefs = (lines.enter_context(Browser(life.port, one)) for one in cookies)
        meeting = Meeting(crew, (chiefs[0], chiefs[1]))
        for number in range(rounds):
            case_id = client.log(officer)
            for step in ("verify", "ask_filing"):
                client.step(officer, case_id, step)
            keys = MEETINGS[number % len(MEETINGS)]
            found.append((case_id, keys, meeting.of(case_id, keys)))
        home.kill(life)
    with place.inside() as app:
        faults = checking.look(app, kept).faults
        states = dict(db.session.execute(sa.select(CaseFile.id, CaseFile.state)).all())
        taken = db.session.execute(
            sa.select(CaseStep.case_id, CaseStep.step).order_by(CaseStep.id)
        ).all()
    odd = [_odd(one, states, [step for case, step in taken if case == one[0]]) for one in found]
    what = f"{database}, two at the same instant, {rounds} times"
    figure("N4", f"{what}: not one winner and one told", reached=sum(map(bool, odd)), asked="0")
    assert [one for one in odd if one] == []
    assert faults == ()


def _odd(
    met: tuple[int, tuple[str, str], list[Answer]], states: dict[int, str], taken: list[str]
) -> str:
    """Say what is wrong with a meeting, or nothing."""
    case_id, keys, answers = met
    statuses = [one.status for one in answers]
    if sorted(statuses) != [303, 409]:
        return f"{keys} were answered {statuses}: {answers[0].text[:1500]}"
    winner = keys[statuses.index(303)]
    told = answers[statuses.index(409)].text
    if taken != ["verify", "ask_filing", winner] or states[case_id] != ENDS[winner]:
        return f"{keys}: {winner} won, but {taken} ended in {states[case_id]}"
    return "" if "案件已有新的办理" in told else f"{keys}: the other was not told"
