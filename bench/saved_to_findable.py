"""From saving to finding: notes saved on cases while the worker feeds the index.

    python bench/saved_to_findable.py [--quick] [--cases 10000] [--rate 20] [--seconds 30]

One thread saves at an even pace, one runs the worker, and each note is looked for until it is there: by
the page's own search, which reads waiting rows from the database, and in the index alone.
"""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from measuring import arguments, percentile, tell, workplace
from seeding import Office, first_office, larger

from caseapp.accounts import queries as people
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.cases import queries as cases
from caseapp.cases.actions.notes import write_note
from caseapp.cases.models import CaseFile
from caseapp.ledger.worker import run_worker
from caseapp.reactions import REACTIONS
from caseapp.search.ask import Ask
from caseapp.search.language import parse

LOOK_EVERY = 0.02
PATIENCE = 60.0


@dataclass
class Saves:
    """When each note was saved, by its word."""

    at: dict[str, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    done: bool = False


def main() -> None:
    """Fill an office, save at a pace, look until all is found."""
    asked = arguments(__doc__, cases=10_000, rate=20, seconds=30)
    if asked.quick:
        asked.cases, asked.seconds = 50, 2
    with workplace(asked.folder) as folder:
        office = larger(first_office(folder / "first"), folder / "office", cases=asked.cases)
        with office.app.app_context():
            office.app.extensions["search"].feed.rebuild()
            db.session.remove()
        page, index, saves = watched(office, rate=asked.rate, seconds=asked.seconds)
        office.app.extensions["search"].index.close()
        with office.inside():
            pass
    pace = len(saves.at) / asked.seconds
    tell("saves a second", f"{pace:.1f}")
    tell("a save, p95", f"{percentile(saves.took, 0.95) * 1000:.0f} ms")
    for name, found, goal in (("page", page, "<= 2 s"), ("index", index, "")):
        waits = [found[word] - at for word, at in saves.at.items() if word in found]
        tell(f"saved to found, {name}, p50", f"{percentile(waits, 0.5):.2f} s")
        tell(f"saved to found, {name}, p95", f"{percentile(waits, 0.95):.2f} s", goal)
        tell(f"not found within {PATIENCE:.0f} s, {name},", str(len(saves.at) - len(waits)), "0")


def watched(
    office: Office, *, rate: int, seconds: int
) -> tuple[dict[str, float], dict[str, float], Saves]:
    """Save, work and look side by side; return when each note was first found, and the saves."""
    stop, saves = threading.Event(), Saves()
    work = threading.Thread(
        target=run_worker,
        args=(stop, REACTIONS),
        kwargs={
            "in_context": office.app.app_context,
            "lock_path": office.folder / "data" / "worker.lock",
        },
    )
    save = threading.Thread(target=partial(_save, office, saves, rate=rate, seconds=seconds))
    for thread in (work, save):
        thread.start()
    page: dict[str, float] = {}
    index: dict[str, float] = {}
    try:
        with office.inside():
            by, _ = _officer(office)
            _look(office, saves, by=by, page=page, index=index)
    finally:
        stop.set()
        save.join()
        work.join()
    return page, index, saves


def _save(office: Office, saves: Saves, *, rate: int, seconds: int) -> None:
    with office.inside():
        by, mine = _officer(office)
        began = time.monotonic()
        for number, case_id in zip(range(rate * seconds), itertools.cycle(mine), strict=False):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            word, start = f"note{number:06d}x", time.monotonic()
            with writing():
                case = db.session.get_one(CaseFile, case_id)
                write_note(by=by, case=case, words=f"电话联系当事人，记号{word}")
            saves.at[word] = time.monotonic()
            saves.took.append(saves.at[word] - start)
    saves.done = True


def _officer(office: Office) -> tuple[Person, list[int]]:
    """Return who works on the first open case of the office, and the open cases of that person."""
    teams = {case_id: _team(case_id) for case_id in office.open_cases[:400]}
    first = next(team[0] for team in teams.values() if team)
    by = next(one for one in people.everybody() if one.id == first)
    return by, [case_id for case_id, team in teams.items() if first in team]


def _team(case_id: int) -> list[int]:
    return [row.person_id for row in cases.officers(case_id) if row.until is None]


def _look(
    office: Office, saves: Saves, *, by: Person, page: dict[str, float], index: dict[str, float]
) -> None:
    finder: Any = office.app.extensions["search"]
    given_up = time.monotonic() + 10_000
    while time.monotonic() < given_up:
        if saves.done and given_up > time.monotonic() + PATIENCE:
            given_up = time.monotonic() + PATIENCE
        known = dict(saves.at)
        if saves.done and len(index) == len(known) == len(page):
            return
        for word in [one for one in known if one not in page][:5]:
            if finder.find(word, by=by).total:
                page[word] = time.monotonic()
        for word in [one for one in known if one not in index][:5]:
            ask = Ask(parse(word, {}), {"case": None}, 1)
            if finder.index.search(ask):
                index[word] = time.monotonic()
        db.session.rollback()
        time.sleep(LOOK_EVERY)


if __name__ == "__main__":
    main()
