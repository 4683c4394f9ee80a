"""N1: however many take numbers at once and however many acts fail, a series has no gap and no twin."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random

import pytest
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.ledger import actions, queries
from tests.crash.trials import dice
from tests.figures import Figure
from tests.offices import Office

SERIES = tuple(f"series {n}" for n in range(10))
FAILS = 0.2


class ForcedRollback(Exception):
    """An act that fails after it has taken its number."""


@dataclass
class Crowd:
    """Many who take numbers, and what each got to keep."""

    app: Flask
    each: int
    kept: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    undone: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, mine: Random) -> None:
        """Take numbers one after the other; every fifth act comes to nothing."""
        with self.app.app_context():
            for _ in range(self.each):
                began = time.perf_counter()
                try:
                    text = issue(mine.choice(SERIES), fails=mine.random() < FAILS)
                except ForcedRollback:
                    text = ""
                with self.lock:
                    self.waits.append(time.perf_counter() - began)
                    self.undone += not text
                    self.kept += [text] if text else []
            db.session.remove()


def issue(series: str, *, fails: bool) -> str:
    with writing():
        number = actions.take_number(
            series=series,
            year=2026,
            subject_kind="paper",
            subject_id=1,
            pattern=series + "〔{year}〕{serial}号",
        )
        actions.record(
            by=Person.system(),
            action="paper.sign",
            object_kind="paper",
            object_id=1,
            object_key=number.text,
        )
        if fails:
            raise ForcedRollback
    return number.text


@pytest.mark.timeout(3600)
def test_a_crowd_takes_numbers_without_gap_or_twin(
    office: Office, database: str, figure: Figure, *, full_size: bool
):
    writers, each = (32, 1000) if full_size else (12, 25)
    crowd = Crowd(office.app, each)
    with ThreadPoolExecutor(writers) as pool:
        works = [pool.submit(crowd.take, dice(n)) for n in range(writers)]
    for work in works:
        work.result()
    with office.app.app_context():
        registers = {one: queries.register(series=one, year=2026) for one in SERIES}
        chain = queries.verify_chain()
        db.session.remove()
    texts = [entry.text for rows in registers.values() for entry in rows]
    gaps = sum(
        [one.serial for one in rows] != list(range(1, len(rows) + 1)) for rows in registers.values()
    )
    slow = sorted(crowd.waits)[int(len(crowd.waits) * 0.95)] * 1000
    what = f"{database}, {writers} writers x {each}"
    figure("N1", f"{what}, series with gaps", reached=gaps, asked="0")
    figure("N1", f"{what}, numbers given twice", reached=len(texts) - len(set(texts)), asked="0")
    figure("N1", f"{what}, p95 ms", reached=f"{slow:.0f}", asked="<= 200")
    assert (sorted(texts), gaps, chain.ok) == (sorted(crowd.kept), 0, True)
    assert len(texts) == len(set(texts)) == writers * each - crowd.undone
    assert 0.1 < crowd.undone / (writers * each) < 0.3
