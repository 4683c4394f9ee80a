"""C11: a clock set back stops acts until confirmed; a year turns in the office's zone; no session comes back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from click.testing import CliRunner

from caseapp.base.clock import SHANGHAI
from caseapp.base.db import db
from caseapp.cli import main as command
from caseapp.ledger import clock_check, queries
from tests.clock import Clock
from tests.figures import Figure
from tests.offices import Office
from tests.pages import Page, Reader

LAST_MOMENT = datetime(2026, 12, 31, 23, 59, 59, 900_000, tzinfo=SHANGHAI)
Sit = Callable[[str], Reader]


def log_a_lead(reader: Reader, clock_day: datetime) -> Page:
    reader.get("/cases/new")
    return reader.submit(
        source="report",
        received_on=clock_day.date().isoformat(),
        content="某商店销售标注专利号的电热水壶。",
        respondent="兴旺商行",
        unit_id="2",
    )


def test_a_clock_set_back_stops_acts_until_it_is_right_or_confirmed(
    as_person: Sit, clock: Clock, figure: Figure
):
    wang = as_person("wang")
    day = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
    assert log_a_lead(wang, day).status == 303
    clock.forward(minutes=-4)
    within = log_a_lead(wang, day).status
    clock.forward(minutes=-60)
    stopped = log_a_lead(wang, day)
    reads_on = wang.get("/cases").status
    clock.forward(minutes=64)
    again = log_a_lead(wang, day).status
    figure("C11", "acts with a clock an hour back", reached=stopped.status, asked="409")
    assert (within, stopped.status, reads_on, again) == (303, 409, 200, 303)
    assert "早于最近一次操作 1 小时" in stopped.text
    assert "核对时间" in stopped.text
    assert queries.verify_chain().ok


def test_an_administrator_confirms_a_time_that_is_right(
    as_person: Sit, clock: Clock, office: Office
):
    wang = as_person("wang")
    day = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
    assert log_a_lead(wang, day).status == 303
    clock.forward(minutes=-59)
    assert clock_check.behind() == timedelta(minutes=59)
    with_folder = {"CASEAPP_DATA": str(office.settings.data_dir)}
    with_folder |= {"CASEAPP_KEYS": str(office.settings.keys_dir)}
    with_folder |= {"CASEAPP_DATABASE": office.settings.database_url}
    with_folder |= {"CASEAPP_INDEX": str(office.settings.index_dir)}
    asked, done = (_clock(with_folder, *more) for more in ((), ("--confirm",)))
    db.session.rollback()
    assert (asked[0], done[0]) == (1, 0)
    assert "早于最近一次操作 59 分钟" in asked[1]
    assert clock_check.behind() == timedelta()
    assert log_a_lead(wang, day).status == 303
    rows = queries.acts_on(object_kind="clock", object_id=0)
    assert [row["action"] for row in rows] == ["clock.confirm"]


def _clock(environ: dict[str, str], *more: str) -> tuple[int, str]:
    # In this process, because its clock is the one that was set back.
    done = CliRunner(env=environ).invoke(command, ["clock", *more])
    return done.exit_code, done.output


def test_numbers_stand_in_the_year_of_the_office_at_its_end(as_person: Sit, clock: Clock):
    clock.set(LAST_MOMENT)
    wang = as_person("wang")
    last = log_a_lead(wang, LAST_MOMENT)
    clock.forward(milliseconds=200)
    first = log_a_lead(wang, LAST_MOMENT + timedelta(milliseconds=200))
    found = db.session.execute(db.text("SELECT lead_no FROM case_file ORDER BY id")).scalars().all()
    assert (last.status, first.status) == (303, 303)
    assert ["〔2026〕1号" in found[0], "〔2027〕1号" in found[1]] == [True, True], found


def test_a_session_of_the_past_never_comes_back(as_person: Sit, clock: Clock, figure: Figure):
    wang = as_person("wang")
    assert wang.get("/cases").status == 200
    clock.forward(days=1)
    next_day = wang.get("/cases").status
    clock.forward(days=-1)
    set_back = wang.get("/cases").status
    figure("C11", "session accepted a day later", reached=next_day == 200, asked="False")
    figure("C11", "and once the clock is set back", reached=set_back == 200, asked="False")
    assert next_day in {303, 401}
    assert set_back in {303, 401}


def test_the_zone_of_the_machine_moves_no_year(figure: Figure):
    ask = (
        "import time_machine, datetime as d\n"
        "from caseapp.base.clock import today\n"
        "at = d.datetime(2026, 12, 31, 15, 59, 59, 900000, tzinfo=d.UTC)\n"
        "for more in (0, 1):\n"
        "    with time_machine.travel(at + d.timedelta(seconds=more), tick=False):\n"
        "        print(today())\n"
    )
    zones = ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati")
    said = {
        zone: subprocess.run(
            [sys.executable, "-c", ask],
            env={**os.environ, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        for zone in zones
    }
    figure(
        "C11",
        f"days at the year's end in {len(zones)} zones",
        reached=len({*map(tuple, said.values())}),
        asked="1",
    )
    assert said == {zone: ["2026-12-31", "2027-01-01"] for zone in zones}
