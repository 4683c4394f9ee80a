"""Somebody with the database file changes the trail: each change is found, in its very row."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from caseapp.base import crypto
from caseapp.base.authorizing import maintaining
from caseapp.base.db import Base, db, writing
from caseapp.ledger import actions, chain, queries
from caseapp.ledger.actor import come_from
from caseapp.ledger.checkpoints import PURPOSE, Checkpoint, Witness
from caseapp.ledger.verifying import Verdict
from caseapp.ledger.witnessing import accept_restored, anchor, witness_trail
from tests.figures import Figure
from tests.ledger.clerks import LI, WANG, build
from tests.ledger.conftest import TABLES

pytestmark = pytest.mark.sqlite
ROWS = 40
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
COLUMNS = (*chain.HASHED, "prev", "hash")
Found = set[int]


@dataclass
class Trail:
    """A trail on disk with its witness; each attack works on a copy of the file."""

    app: Flask
    file: Path
    witness: Witness

    def verdict(self) -> Verdict:
        db.session.remove()
        db.engine.dispose()
        return queries.verify_chain(self.witness)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trail]:
    """Write forty acts, two checkpoints on the way and one at the end."""
    place = tmp_path_factory.mktemp("trail")
    file, app = place / "office.sqlite3", build(f"sqlite:///{place / 'office.sqlite3'}")
    witness = Witness(place / "keys", place / "keys" / "anchors.jsonl")
    with app.app_context(), time_machine.travel(MORNING, tick=False) as clock:
        with maintaining("tables of a test"):
            Base.metadata.create_all(db.engine, tables=TABLES)
        for number in range(1, ROWS + 1):
            clock.shift(timedelta(minutes=1))
            act(number)
            if number in (15, 30, ROWS):
                assert witness_trail(witness, at_once=True) is not None
        db.session.remove()
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
        shutil.copyfile(file, place / "whole.sqlite3")
        yield Trail(app, file, witness)


@pytest.fixture
def trail(written: Trail) -> Iterator[Trail]:
    anchors = written.witness.anchors.read_bytes()
    restore(written)
    yield written
    written.witness.anchors.write_bytes(anchors)


def restore(trail: Trail) -> None:
    db.session.remove()
    db.engine.dispose()
    for ending in ("-wal", "-shm"):
        trail.file.with_name(trail.file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(trail.file.with_name("whole.sqlite3"), trail.file)


def act(number: int) -> None:
    come_from(address=f"10.3.0.{number}", session=str(number))
    with writing():
        actions.record(
            by=LI if number % 2 else WANG,
            action="case.step",
            object_kind="case",
            object_id=number,
            object_key=f"鞍知假字〔2026〕{number}号",
            reason="事实清楚",
            details={"step": "file", "n": number},
        )
    come_from()


@contextmanager
def stranger(trail: Trail) -> Iterator[sqlite3.Connection]:
    """Open the file as somebody without our program does: no guard is left standing."""
    with closing(sqlite3.connect(trail.file, isolation_level=None)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def row(of: sqlite3.Connection, seq: int) -> dict[str, object]:
    (values,) = of.execute(f"SELECT {', '.join(COLUMNS)} FROM audit_row WHERE seq = ?", (seq,))
    return dict(zip(COLUMNS, values, strict=True))


def put(into: sqlite3.Connection, values: dict[str, object]) -> None:
    marks = ", ".join("?" * len(values))
    into.execute(
        f"INSERT INTO audit_row ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )


# Each attack does its worst and names the rows that must be told.


def one_bit(of: sqlite3.Connection, dice: random.Random) -> Found:
    seq, column = dice.randint(1, ROWS), dice.choice([c for c in COLUMNS if c != "seq"])
    value = row(of, seq)[column]
    if isinstance(value, int):
        of.execute(f"UPDATE audit_row SET {column} = ? WHERE seq = ?", (value ^ 1, seq))
        return {seq}
    raw = bytearray(str(value).encode()) or bytearray(b"\x00")
    raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
    of.execute(f"UPDATE audit_row SET {column} = CAST(? AS TEXT) WHERE seq = ?", (bytes(raw), seq))
    return {seq}


def delete_first(of: sqlite3.Connection, dice: random.Random) -> Found:
    of.execute("DELETE FROM audit_row WHERE seq = 1")
    return {1}


def delete_middle(of: sqlite3.Connection, dice: random.Random) -> Found:
    seq = dice.randint(2, ROWS - 1)
    of.execute("DELETE FROM audit_row WHERE seq = ?", (seq,))
    return {seq}


def delete_last(of: sqlite3.Connection, dice: random.Random) -> Found:
    of.execute("DELETE FROM audit_row WHERE seq = ?", (ROWS,))
    return {ROWS}


def insert(of: sqlite3.Connection, dice: random.Random) -> Found:
    """Squeeze a row in: every later one moves up by one."""
    seq = dice.randint(1, ROWS)
    for later in range(ROWS, seq - 1, -1):
        of.execute("UPDATE audit_row SET seq = ? WHERE seq = ?", (later + 1, later))
    forged = row(of, seq + 1) | {"seq": seq, "reason": "从未发生"}
    put(of, forged)
    return set(range(seq, ROWS + 2))


def append(of: sqlite3.Connection, dice: random.Random) -> Found:
    put(of, row(of, dice.randint(1, ROWS)) | {"seq": ROWS + 1, "reason": "后加"})
    return {ROWS + 1}


def swap(of: sqlite3.Connection, dice: random.Random) -> Found:
    one, other = dice.sample(range(1, ROWS + 1), 2)
    for old, new in ((one, 99), (other, one), (99, other)):
        of.execute("UPDATE audit_row SET seq = ? WHERE seq = ?", (new, old))
    return {one, other}


def duplicate(of: sqlite3.Connection, dice: random.Random) -> Found:
    put(of, row(of, dice.randint(1, ROWS)) | {"seq": ROWS + 1})
    return {ROWS + 1}


def renumber(of: sqlite3.Connection, dice: random.Random) -> Found:
    seq, new = dice.randint(1, ROWS), dice.choice([-3, 0, ROWS + 1, ROWS + 7])
    of.execute("UPDATE audit_row SET seq = ? WHERE seq = ?", (new, seq))
    gap = {ROWS + 1} if new > ROWS + 1 and seq != ROWS else set()
    return {seq, new} | gap


def restamp(of: sqlite3.Connection, dice: random.Random) -> Found:
    """Change a row and give it the hash that fits; the next row still holds the old one."""
    seq = dice.choice([one for one in range(1, ROWS) if one not in (15, 30)])
    forged = row(of, seq) | {"reason": "改过"}
    kept = chain.link_kept([forged[name] for name in COLUMNS])
    of.execute("UPDATE audit_row SET reason = ?, hash = ? WHERE seq = ?", ("改过", kept, seq))
    return {seq}


ATTACKS: tuple[tuple[Callable[[sqlite3.Connection, random.Random], Found], int], ...] = (
    (one_bit, 50),
    (delete_first, 1),
    (delete_middle, 8),
    (delete_last, 1),
    (insert, 8),
    (append, 4),
    (swap, 8),
    (duplicate, 6),
    (renumber, 8),
    (restamp, 6),
)


def test_a_trail_nobody_touched_is_whole_and_vouched_for(trail: Trail) -> None:
    verdict = trail.verdict()
    assert (verdict.ok, verdict.rows, verdict.vouched, verdict.problems) == (True, ROWS, ROWS, ())


@pytest.mark.timeout(1800)  # at its full size
def test_every_change_is_found_in_its_very_row(  # T1
    trail: Trail, figure: Figure, *, full_size: bool
) -> None:
    dice = random.Random(20150701)  # noqa: S311 - the same attacks in every run
    share = 5 if full_size else 1
    found, tried, missed = 0, 0, []
    for attack, weight in ATTACKS:
        for _ in range(weight * share):
            restore(trail)
            with stranger(trail) as connection:
                expected = attack(connection, dice)
            told = {problem.seq for problem in trail.verdict().problems}
            tried += 1
            if told == expected:
                found += 1
            else:
                missed.append((attack.__name__, sorted(expected), sorted(told)))
    figure("T1", "mutations found with their exact row", reached=f"{found} of {tried}", asked="all")
    assert missed == []
    assert tried >= (500 if full_size else 100)


def recompute(of: sqlite3.Connection, first: int, **changed: object) -> None:
    """Change a row and recompute the whole chain behind it, as a careful attacker does."""
    prev = row(of, first)["prev"]
    for seq in range(first, ROWS + 1):
        forged = row(of, seq) | (changed if seq == first else {}) | {"prev": prev}
        prev = chain.link_kept([forged[name] for name in COLUMNS])
        of.execute(
            "UPDATE audit_row SET reason = ?, prev = ?, hash = ? WHERE seq = ?",
            (forged["reason"], forged["prev"], prev, seq),
        )


def told(trail: Trail) -> list[tuple[int, str]]:
    return [(problem.seq, problem.kind) for problem in trail.verdict().problems]


@pytest.mark.parametrize(("first", "since"), [(1, 1), (7, 1), (16, 16), (25, 16), (40, 31)])
def test_a_recomputed_chain_is_found_by_the_signed_checkpoints(  # T2
    trail: Trail, first: int, since: int
) -> None:
    with stranger(trail) as connection:
        recompute(connection, first, reason="改过")
    assert told(trail) == [(since, "rewritten")]


def test_checkpoints_made_without_the_key_are_no_checkpoints(trail: Trail) -> None:  # T2
    with stranger(trail) as connection:
        recompute(connection, 20, reason="改过")
        forge_checkpoints(connection, key=crypto.new_key())
    kinds = {kind for _seq, kind in told(trail)}
    assert {"rewritten", "checkpoint"} <= kinds


def test_taking_the_checkpoints_away_does_not_help(trail: Trail) -> None:  # T2
    with stranger(trail) as connection:
        recompute(connection, 20, reason="改过")
        connection.execute("DELETE FROM audit_checkpoint")
    assert (16, "rewritten") in told(trail)
    assert {kind for _seq, kind in told(trail)} == {"rewritten", "checkpoint"}


def forge_checkpoints(of: sqlite3.Connection, *, key: bytes) -> None:
    prev = chain.FIRST
    rows = of.execute("SELECT * FROM audit_checkpoint ORDER BY number").fetchall()
    for number, at, seq, count, _head, _prev, version, _signature in rows:
        (head,) = of.execute("SELECT hash FROM audit_row WHERE seq = ?", (seq,)).fetchone()
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
        drawn = Checkpoint(number, moment, seq, count, head, prev, version)
        signature = crypto.sign(drawn.message(), key=key, purpose=PURPOSE)
        of.execute(
            "UPDATE audit_checkpoint SET head = ?, prev = ?, signature = ? WHERE number = ?",
            (head, prev, signature, number),
        )
        prev = Checkpoint(number, moment, seq, count, head, prev, version, signature).digest()


@pytest.mark.parametrize("left", [0, 1, 14, 15, 29, 39])
def test_a_cut_tail_is_found(trail: Trail, left: int) -> None:  # T3
    with stranger(trail) as connection:
        connection.execute("DELETE FROM audit_row WHERE seq > ?", (left,))
    assert told(trail) == [(left + 1, "cut")]


def test_a_tail_cut_with_its_checkpoints_is_found_by_the_anchor(trail: Trail) -> None:  # T3
    with stranger(trail) as connection:
        connection.execute("DELETE FROM audit_row WHERE seq > 20")
        connection.execute("DELETE FROM audit_checkpoint WHERE seq > 20")
    assert told(trail) == [(21, "older")]


def test_yesterdays_copy_of_the_database_is_found_by_the_anchor(trail: Trail) -> None:  # T3
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        act(ROWS + 1)
        assert witness_trail(trail.witness) is not None
    assert trail.verdict().ok
    restore(trail)
    assert told(trail) == [(ROWS + 1, "older")]


def test_an_office_that_goes_on_from_an_old_copy_is_found_too(trail: Trail) -> None:  # T3
    tomorrow = MORNING + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        act(ROWS + 1)
        witness_trail(trail.witness)
        restore(trail)
        act(ROWS + 2)
        act(ROWS + 3)
        witness_trail(trail.witness, at_once=True)
    verdict = trail.verdict()
    assert {"rewritten", "checkpoint"} == {problem.kind for problem in verdict.problems}


def test_a_restored_backup_is_accepted_with_a_reason_and_the_line_stays(trail: Trail) -> None:
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        act(ROWS + 1)
        witness_trail(trail.witness)
    restore(trail)
    assert not trail.verdict().ok
    before = trail.witness.anchors.read_text(encoding="utf-8")
    accept_restored(trail.witness, by=WANG, reason="磁盘损坏，恢复昨日备份")
    assert trail.verdict().ok
    assert trail.witness.anchors.read_text(encoding="utf-8").startswith(before)
    (kept,) = queries.acts_on(object_kind="audit", object_id=3)
    assert (kept["action"], kept["reason"]) == ("audit.restored", "磁盘损坏，恢复昨日备份")


def test_an_anchor_file_that_was_changed_or_emptied_is_told(trail: Trail) -> None:
    lines = trail.witness.anchors.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [lines[0], lines[1].replace('"seq":30', '"seq":31'), lines[2]]
    trail.witness.anchors.write_text("".join(changed), encoding="utf-8")
    assert told(trail) == [(0, "anchor")]
    trail.witness.anchors.unlink()
    assert told(trail) == [(0, "anchor")]
    assert anchor(trail.witness) == 0


def test_a_line_torn_by_a_power_cut_is_written_again_and_alarms_nobody(trail: Trail) -> None:
    whole = trail.witness.anchors.read_bytes()
    trail.witness.anchors.write_bytes(whole[:-60])
    assert trail.verdict().ok
    assert anchor(trail.witness) == 1
    assert trail.verdict().ok


def test_a_lost_signing_key_is_told_and_stops_nobody(trail: Trail, tmp_path: Path) -> None:
    lost = Witness(tmp_path, trail.witness.anchors)
    act(ROWS + 1)
    assert witness_trail(lost, at_once=True) is None
    verdict = queries.verify_chain(lost)
    assert "密钥目录中没有审计签名密钥" in verdict.problems[-1].text


@pytest.mark.timeout(1800)  # at its full size
def test_a_trail_in_order_never_raises_an_alarm(  # T10
    trail: Trail, figure: Figure, *, full_size: bool
) -> None:
    dice = random.Random(7)  # noqa: S311 - the same days in every run
    runs, alarms = 1000 if full_size else 50, 0
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False) as clock:
        first_day = trail.witness.anchors.read_bytes()
        for number in range(runs):
            if number % 50 == 0:  # each run checks all signatures so far: a new office now and then
                restore(trail)
                trail.witness.anchors.write_bytes(first_day)
            clock.shift(timedelta(minutes=dice.randint(1, 90)))
            for _ in range(dice.randint(0, 3)):
                act(ROWS + number)
            witness_trail(trail.witness)
            alarms += not trail.verdict().ok
    figure("T10", "false alarms in clean runs", reached=f"{alarms} of {runs}", asked="0")
    assert alarms == 0


def test_a_checkpoint_is_signed_every_thousand_rows_hour_and_day(trail: Trail) -> None:
    start = MORNING + timedelta(hours=8)
    with time_machine.travel(start, tick=False) as clock:
        assert witness_trail(trail.witness) is None
        act(ROWS + 1)
        assert witness_trail(trail.witness).seq == ROWS + 1
        for number in range(999):
            act(number)
        assert witness_trail(trail.witness) is None
        act(0)
        assert witness_trail(trail.witness).row_count == ROWS + 1001
        clock.move_to(datetime(2026, 3, 2, 16, 1, tzinfo=UTC))  # one minute into the next day
        assert witness_trail(trail.witness).number == 6
        assert witness_trail(trail.witness) is None
    assert trail.verdict().ok
