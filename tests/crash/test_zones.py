"""D3: the zone of the machine changes no limit: three zones reckon the same days."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.figures import Figure

ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
RECKON = """
import json, sys
from datetime import UTC, date, datetime, timedelta
import time_machine
from caseapp.base.clock import now, today, local
from caseapp.law import time_limits
from caseapp.law.working_days import load_calendar

book, calendar, found = time_limits.load(), load_calendar(), []
instants = [datetime(2024, 12, 31, 15, 59, 59, tzinfo=UTC), datetime(2024, 12, 31, 16, 0, tzinfo=UTC),
            datetime(2024, 3, 10, 7, 30, tzinfo=UTC), datetime(2024, 11, 3, 6, 30, tzinfo=UTC)]
for instant in instants:
    with time_machine.travel(instant, tick=False):
        day, at = today(), local(now())
        for row in book.rows:
            start = at if row.unit == "hour" else day
            try:
                due = time_limits.due(row, start, calendar=calendar)
            except Exception as no:
                found.append([str(instant), row.id, type(no).__name__])
            else:
                found.append([str(instant), row.id, str(due.due), str(due.first_day), due.text])
print(json.dumps(found))
"""


def reckoned(zone: str) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", RECKON],
        env={**os.environ, "TZ": zone},
        check=True,
        capture_output=True,
        text=True,
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_the_zone_of_the_machine_changes_no_limit(figure: Figure):
    by_zone = {zone: reckoned(zone) for zone in ZONES}
    shanghai = by_zone["Asia/Shanghai"]
    other = sum(a != b for found in by_zone.values() for a, b in zip(found, shanghai, strict=True))
    dues = [one for one in shanghai if len(one) == 5]
    figure("D3", f"{len(dues)} limits in {len(ZONES)} zones, unlike", reached=other, asked="0")
    assert other == 0
    assert len(dues) > 100
