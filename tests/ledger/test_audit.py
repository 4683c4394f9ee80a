"""The audit trail: one row per act, chained; whoever changes it is found."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from caseapp.base.authorizing import maintaining
from caseapp.base.db import db, writing
from caseapp.ledger import actions, chain, queries
from caseapp.ledger.actor import come_from
from caseapp.ledger.models import NumberEntry
from caseapp.ledger.verifying import Verdict
from tests.ledger.clerks import LI

AUDIT = queries.AUDIT


def act(number: int) -> None:
    actions.record(
        by=LI,
        action="case.step",
        object_kind="case",
        object_id=number,
        object_key=f"鞍知假字〔2015〕{number}号",
        reason="事实清楚",
        details={"step": "file", "amount": Decimal("12.50")},
    )


def fill(rows: int) -> None:
    for number in range(1, rows + 1):
        with writing():
            act(number)


@contextmanager
def attack() -> Iterator[None]:
    """Reach the database past the authorizer, as a stranger's program does."""
    with maintaining("an attack"), writing():
        yield


def drop_guards() -> None:
    """Do what somebody with the database file can do."""
    if db.engine.dialect.name == "sqlite":
        names = ("never_changed", "never_deleted", "only_appended")
        statements = [f"DROP TRIGGER audit_row_{name}" for name in names]
    else:
        statements = ["DROP FUNCTION audit_row_is_kept() CASCADE"]
    with attack():
        for statement in statements:
            db.session.connection().exec_driver_sql(statement)


def found() -> list[tuple[int, str]]:
    verdict = queries.verify_chain()
    assert verdict.ok is (verdict.problems == ())
    return [(problem.seq, problem.kind) for problem in verdict.problems]


def test_an_act_leaves_one_whole_row(office: Flask) -> None:
    come_from(address="10.3.0.7", session="5e55")
    with time_machine.travel(datetime(2015, 9, 1, 1, 2, 3, 4, tzinfo=UTC), tick=False), writing():
        act(3)
    come_from()
    (row,) = queries.acts_on(object_kind="case", object_id=3)
    assert dict(row) == {
        "seq": 1,
        "at": datetime(2015, 9, 1, 1, 2, 3, 4, tzinfo=UTC),
        "actor_id": 7,
        "actor_name": "李明",
        "actor_login": "li",
        "roles": "officer,registrar",
        "unit": "专利执法科",
        "address": "10.3.0.7",
        "session": "5e55",
        "action": "case.step",
        "object_kind": "case",
        "object_id": "3",
        "object_key": "鞍知假字〔2015〕3号",
        "result": "ok",
        "reason": "事实清楚",
        "details": '{"amount":"12.50","step":"file"}',
        "prev": "0" * 64,
        "hash": row["hash"],
        "algorithm": "sha256",
    }


def test_a_whole_trail_verifies(office: Flask) -> None:
    assert queries.verify_chain() == Verdict(True, 0, chain.FIRST, ())
    fill(12)
    last = queries.acts_on(object_kind="case", object_id=12)[0]
    assert queries.verify_chain() == Verdict(True, 12, last["hash"], ())


def test_a_stranger_can_recompute_a_hash_from_the_columns(office: Flask) -> None:
    """A verifier written elsewhere needs this form: framed domain, hash before, canonical JSON."""
    with writing():
        act(1)
    row = dict(queries.acts_on(object_kind="case", object_id=1)[0])
    prev, given = row.pop("prev"), row.pop("hash")
    row["at"] = row["at"].isoformat(timespec="microseconds")
    body = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    parts = (b"caseapp/audit/1", bytes.fromhex(prev), body)
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    assert hashlib.sha256(framed).hexdigest() == given


@pytest.mark.parametrize("column", [name for name in chain.HASHED if name != "seq"])
def test_a_change_in_any_column_is_found_in_its_row(office: Flask, column: str) -> None:
    fill(4)
    drop_guards()
    value = queries.acts_on(object_kind="case", object_id=2)[0][column]
    other = {int: lambda: value + 1, str: lambda: value + "x"}.get(
        type(value), lambda: value.replace(microsecond=(value.microsecond + 1) % 1_000_000)
    )()
    with attack():
        db.session.execute(sa.update(AUDIT).where(AUDIT.c.seq == 2).values({column: other}))
    assert found() == [(2, "altered")]


def test_a_rewritten_row_no_longer_fits_the_next_one(office: Flask) -> None:
    fill(4)
    drop_guards()
    row = queries.acts_on(object_kind="case", object_id=2)[0]
    content = {name: row[name] for name in chain.HASHED} | {"reason": "改过"}
    rewritten = content | {"hash": chain.link(row["prev"], content)}
    with attack():
        db.session.execute(sa.update(AUDIT).where(AUDIT.c.seq == 2).values(rewritten))
    assert found() == [(3, "longer")]


@pytest.mark.parametrize(
    ("gone", "problems"),
    [
        ((1,), [(1, "missing")]),
        ((3,), [(3, "missing")]),
        ((2, 3, 5), [(2, "missing"), (5, "missing")]),
    ],
)
def test_rows_taken_out_are_named(
    office: Flask, gone: tuple[int, ...], problems: list[tuple[int, str]]
) -> None:
    fill(6)
    drop_guards()
    with attack():
        db.session.execute(sa.delete(AUDIT).where(AUDIT.c.seq.in_(gone)))
    assert found() == problems


def test_two_acts_exchanged_are_found(office: Flask) -> None:
    fill(4)
    drop_guards()
    with attack():
        for old, new in ((2, 99), (3, 2), (99, 3)):
            db.session.execute(sa.update(AUDIT).where(AUDIT.c.seq == old).values(seq=new))
    assert found() == [(2, "altered"), (3, "altered")]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_row SET reason = 'x' WHERE seq = 2", "DELETE FROM audit_row WHERE seq = 3"],
)
def test_the_program_itself_cannot_change_the_trail(office: Flask, statement: str) -> None:
    fill(3)
    with (
        pytest.raises(sa.exc.DatabaseError, match=r"not authorized|audit rows are never"),
        writing(),
    ):
        db.session.execute(sa.text(statement))
    assert queries.verify_chain().rows == 3
    assert found() == []


def test_the_trail_cannot_be_replaced_by_insertion(office: Flask) -> None:
    fill(3)
    row = dict(queries.acts_on(object_kind="case", object_id=2)[0]) | {"reason": "x"}
    replace = sa.insert(AUDIT).values(row)
    if office.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        replace = replace.prefix_with("OR REPLACE")
    with pytest.raises(sa.exc.IntegrityError), writing():
        db.session.execute(replace)
    assert found() == []


def test_an_act_that_cannot_be_recorded_does_not_happen(office: Flask) -> None:
    def sign() -> None:
        with writing():
            actions.take_number(
                series="罚", year=2015, subject_kind="paper", subject_id=1, pattern="{serial}"
            )
            actions.record(
                by=LI, action="x", object_kind="case", object_id=1, details={"what": object()}
            )

    with pytest.raises(TypeError, match="no audit form for object"):
        sign()
    assert db.session.scalars(sa.select(NumberEntry)).all() == []


def test_line_breaks_and_quotes_in_a_reason_stay_in_their_row(office: Flask) -> None:
    reason = '退回\r\n{"seq":2}"\\ <script> {{7*7}}'
    with writing():
        actions.record(by=LI, action="x", object_kind="case", object_id=1, reason=reason)
    (row,) = queries.acts_on(object_kind="case", object_id=1)
    assert row["reason"] == reason
    assert found() == []
