"""Numbers of papers: continuous, never used twice, never lost."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.ledger import actions, queries
from tests.ledger.clerks import LI

PENALTY = "鞍知罚字〔{year}〕{serial}号"


class ActFailedError(Exception):
    pass


def fail() -> None:
    raise ActFailedError


def take(subject: int, *, series: str = "罚", year: int = 2015) -> actions.IssuedNumber:
    return actions.take_number(
        series=series, year=year, subject_kind="paper", subject_id=subject, pattern=PENALTY
    )


def serials(series: str = "罚", year: int = 2015) -> list[int]:
    return [entry.serial for entry in queries.register(series=series, year=year)]


def test_a_number_is_written_as_its_paper_shows_it(office: Flask) -> None:
    with time_machine.travel(datetime(2015, 9, 1, tzinfo=UTC), tick=False), writing():
        first, second = take(11), take(12)
    assert first == actions.IssuedNumber("罚", 2015, 1, "鞍知罚字〔2015〕1号")
    assert second.text == "鞍知罚字〔2015〕2号"
    entry = queries.register(series="罚", year=2015)[0]
    assert (entry.text, entry.subject_kind, entry.subject_id, entry.state, entry.taken_at) == (
        "鞍知罚字〔2015〕1号",
        "paper",
        11,
        "used",
        datetime(2015, 9, 1, tzinfo=UTC),
    )


def test_each_series_begins_at_one_each_year(office: Flask) -> None:
    with writing():
        texts = [
            take(1).text,
            take(2, year=2016).text,
            actions.take_number(
                series="12330-20150608",
                year=2015,
                subject_kind="ticket",
                subject_id=1,
                pattern="12330-20150608-{serial:04d}",
            ).text,
            take(3).text,
        ]
    assert texts == [
        "鞍知罚字〔2015〕1号",
        "鞍知罚字〔2016〕1号",
        "12330-20150608-0001",
        "鞍知罚字〔2015〕2号",
    ]


def test_a_number_of_an_act_that_failed_goes_to_the_next(office: Flask) -> None:
    def fail_after_taking() -> None:
        with writing():
            take(1)
            fail()

    with pytest.raises(ActFailedError):
        fail_after_taking()
    with writing():
        assert take(2).serial == 1


def test_a_void_number_stays_in_the_register_with_its_reason(office: Flask) -> None:
    with writing():
        text = take(1).text
    with writing():
        actions.void_number(by=LI, text=text, reason=" 文书填写错误，重新制作 ")
    with writing():
        assert take(1).serial == 2
    void = queries.register(series="罚", year=2015)[0]
    assert (void.state, void.reason) == ("void", "文书填写错误，重新制作")
    (row,) = queries.acts_on(object_kind="paper", object_id=1)
    assert (row["action"], row["object_key"], row["details"]) == (
        "number.void",
        text,
        '{"state":"void"}',
    )


def test_a_reserved_number_not_needed_is_kept_as_unused(office: Flask) -> None:
    with writing():
        actions.void_number(by=LI, text=take(1).text, reason="预留未用", unused=True)
    assert queries.register(series="罚", year=2015)[0].state == "unused"


@pytest.mark.parametrize(
    ("voided", "reason", "sentence"),
    [
        (1, "  ", "作废或者空出文号应当写明原因。"),
        (9, "错", "登记簿中没有文号“鞍知罚字〔2015〕9号”。"),
        (2, "错", "文号“鞍知罚字〔2015〕2号”已经作废或者空出，原因：重号。"),
    ],
)
@pytest.mark.usefixtures("office")
def test_a_number_is_not_voided_without_cause(voided: int, reason: str, sentence: str) -> None:
    with writing():
        take(1)
        actions.void_number(by=LI, text=take(2).text, reason="重号")
    with pytest.raises(Refused) as no, writing():
        actions.void_number(by=LI, text=f"鞍知罚字〔2015〕{voided}号", reason=reason)
    assert no.value.sentences == (sentence,)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    year=st.uuids(),
    fails=st.lists(st.lists(st.booleans(), min_size=1, max_size=6), min_size=2, max_size=8),
)
def test_many_writers_leave_no_gap_and_no_double(
    office: Flask, year: object, fails: list[list[bool]]
) -> None:
    series = f"罚{year}"

    def write(of_thread: list[bool]) -> list[int]:
        taken = []
        with office.app_context():
            for fails_now in of_thread:
                try:
                    with writing():
                        number = actions.take_number(
                            series=series,
                            year=2015,
                            subject_kind="paper",
                            subject_id=1,
                            pattern=series + "〔{year}〕{serial}号",
                        )
                        if fails_now:
                            fail()
                except ActFailedError:
                    continue
                taken.append(number.serial)
        return taken

    with ThreadPoolExecutor(max_workers=len(fails)) as pool:
        given_out = sorted(serial for taken in pool.map(write, fails) for serial in taken)
    expected = list(range(1, 1 + sum(not one for thread in fails for one in thread)))
    assert given_out == expected
    db.session.rollback()
    assert serials(series) == expected


@pytest.mark.postgres
def test_several_machines_share_registers_and_chain(office: Flask, tmp_path: object) -> None:
    url = office.config["SQLALCHEMY_DATABASE_URI"]
    command = [sys.executable, "-m", "tests.ledger.filing", url, str(tmp_path), "15"]
    offices = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        for _ in range(3)
    ]
    said = [line for one in offices for line in one.communicate(timeout=60)[0].splitlines()]
    assert [one.returncode for one in offices] == [0, 0, 0]
    assert sorted(int(line.split()[0]) for line in said) == list(range(1, 46))
    assert serials() == list(range(1, 46))
    verdict = queries.verify_chain()
    assert (verdict.ok, verdict.rows) == (True, 90)
