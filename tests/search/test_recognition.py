"""What can be typed and what it is taken for: two hundred inputs, the likeliest reading first."""

import csv
import time
from datetime import date
from pathlib import Path

import pytest

from caseapp.search.readings import readings_of

TODAY = date(2026, 11, 23)
with Path(__file__).with_name("recognition.csv").open(encoding="utf-8", newline="") as file:
    TABLE = [(row["typed"], row["readings"]) for row in csv.DictReader(file)]
MARKS = {r"\u202e": "\u202e", r"\u202c": "\u202c"}


def told(typed: str) -> str:
    """Write the readings as the table does."""
    return " | ".join(
        f"{one.kind} {one.normal}" + (f" ✗{one.fault}" if one.fault else "")
        for one in readings_of(typed, TODAY)
    )


@pytest.mark.parametrize(("typed", "readings"), TABLE)
def test_what_is_typed_is_taken_for_what_it_can_be(typed: str, readings: str):
    for written, mark in MARKS.items():
        typed = typed.replace(written, mark)
    assert told(typed) == readings


def test_the_table_has_two_hundred_inputs():
    assert len({typed for typed, _ in TABLE}) >= 200


def test_every_reading_of_an_ambiguous_text_is_said_in_a_sentence():
    assert [one.words for one in readings_of("2015", TODAY)] == [
        "可能是日期范围 2015-01-01 至 2015-12-31。",
        "也可能是电话尾号 2015。",
        "也可能是号码的一部分 2015，按号码的开头查找。",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        *("9" * 10_000, "9" * 200, "👍" * 100, "\x00" * 200, "\u202e" * 200, "\ud800"),
        *("1-" * 100, "A1" * 100, "年月" * 100, "十" * 200, "(" * 200, "2015年" * 40, "ZL" * 99),
    ],
)
def test_whatever_is_typed_is_read_at_once(typed: str):
    readings_of("2015", TODAY)
    started = time.process_time()
    readings_of(typed, TODAY)
    assert time.process_time() - started < 0.05
