"""Four hundred limits with their last day, article and reason, kept in a table a lawyer can check by hand.

The table was written from the handbook and the published calendars alone, not with the engine.
"""

import csv
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from caseapp.law.time_limits import Extension, Pause, load

TABLE = Path(__file__).with_name("golden_dates.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
FAMILIES = sorted({row["rule"].split("-")[0] for row in ROWS})


def answered(row: dict[str, str]) -> tuple[str, str]:
    hours = "T" in row["start"]
    answer = load().due(
        row["rule"],
        datetime.fromisoformat(row["start"]) if hours else date.fromisoformat(row["start"]),
        pauses=[Pause(*map(date.fromisoformat, one.split(".."))) for one in row["pauses"].split()],
        extensions=[
            Extension(int(length), unit)
            for length, unit in re.findall(r"(\d+)([a-z]+)", row["extensions"])
        ],
    )
    if isinstance(answer.due, datetime):
        return answer.due.replace(tzinfo=None).isoformat(timespec="minutes"), answer.text
    return answer.due.isoformat(), answer.text


@pytest.mark.parametrize("family", FAMILIES)
def test_every_limit_of_the_table_ends_on_its_day_and_cites_its_article(family: str) -> None:
    wrong = []
    for row in ROWS:
        if row["rule"].split("-")[0] != family:
            continue
        due, text = answered(row)
        if due != row["due"]:
            wrong.append(
                f"{row['rule']} from {row['start']}: {due}, not {row['due']}: {row['why']}"
            )
        if row["article"].split("、")[0] not in text:
            wrong.append(f"{row['rule']} from {row['start']}: {row['article']} is not cited")
    assert wrong == []


def test_the_table_is_large_and_reaches_every_limit_that_can_be_counted() -> None:
    assert len(ROWS) >= 390
    assert len({tuple(row.values())[:4] for row in ROWS}) == len(ROWS)
    countable = {row.id for row in load().rows if row.enabled and row.length}
    assert {row["rule"] for row in ROWS} == countable
    assert all(row["why"] and row["article"] for row in ROWS)


def test_the_table_has_pauses_and_extensions_and_every_unit() -> None:
    assert sum(bool(row["pauses"]) for row in ROWS) >= 20
    assert sum(bool(row["extensions"]) for row in ROWS) >= 20
    units = {load().row(row["rule"]).unit for row in ROWS}
    assert units == {"cd", "wd", "mo", "y", "h"}
