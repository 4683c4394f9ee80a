"""A trail of a million rows is verified while an auditor waits."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from caseapp.base.db import db, writing
from caseapp.ledger import actions, chain, queries
from caseapp.ledger.verifying import COLUMNS
from tests.figures import Figure
from tests.ledger.clerks import LI

MANY, FEW = 1_000_000, 50_000
TEMPLATE = 10


def fill_up(file: Path, rows: int) -> None:
    """Go on from ten real acts with copies, each chained as the program chains."""
    names = ", ".join(COLUMNS)
    with closing(sqlite3.connect(file)) as connection:
        (*_rest, like) = connection.execute(f"SELECT {names} FROM audit_row ORDER BY seq")
        place = COLUMNS.index("seq")
        prev = like[COLUMNS.index("hash")]

        def more():
            nonlocal prev
            row = list(like)
            for seq in range(TEMPLATE + 1, rows + 1):
                row[place], row[-2] = seq, prev
                prev = row[-1] = chain.link_kept(row)
                yield tuple(row)

        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO audit_row ({names}) VALUES ({marks})", more())
        connection.commit()


@pytest.mark.sqlite
@pytest.mark.timeout(600)
def test_a_long_trail_is_verified_soon(  # T6
    office: Flask, figure: Figure, *, full_size: bool
) -> None:
    rows = MANY if full_size else FEW
    for number in range(TEMPLATE):
        with writing():
            actions.record(
                by=LI,
                action="case.step",
                object_kind="case",
                object_id=number,
                object_key="鞍知假字〔2026〕1号",
                reason="事实清楚，证据确凿，适用法律正确，程序合法，同意。",
                details={"step": "file", "sha256": "0" * 64, "fields": ["电话", "地址"]},
            )
    file = Path(str(db.engine.url.database))
    db.session.remove()
    fill_up(file, rows)
    told: list[tuple[int, int]] = []
    # Other work on the machine counts against the clock on the wall, not against the processor's.
    begin, worked = time.perf_counter(), time.process_time()
    verdict = queries.verify_chain(tell=lambda done, total: told.append((done, total)))
    spent, worked = time.perf_counter() - begin, time.process_time() - worked
    assert (verdict.ok, verdict.rows) == (True, rows)
    assert told[-1] == (rows, rows)
    assert len(told) == rows // 5_000
    share = MANY / rows
    reached = f"{worked * share:.1f} of CPU, {spent * share:.1f} on the wall"
    figure("T6", f"seconds for a million rows (from {rows:,})", reached=reached, asked="15")
