"""The office's calendar: make-up days, named holidays, what was known when, own days."""

from datetime import date, timedelta

import pytest

from caseapp.law.errors import FaultyData
from caseapp.law.working_days import (
    FOLDER,
    DayRow,
    load_calendar,
    parse_year,
    published_years,
    read_year,
)

VICTORY = "抗日战争暨世界反法西斯战争胜利70周年纪念日"


@pytest.mark.parametrize(
    ("day", "working", "name"),
    [
        ("2015-09-02", True, ""),
        ("2015-09-03", False, VICTORY),
        ("2015-09-05", False, VICTORY),
        ("2015-09-06", True, f"{VICTORY}调休上班"),
        ("2015-09-12", False, "周六"),
        ("2015-09-13", False, "周日"),
        ("2015-10-10", True, "国庆节调休上班"),
        ("2007-12-29", True, "元旦调休上班"),  # said by the notice for 2008
        ("2007-12-31", False, "元旦"),
        ("2020-01-31", False, "春节"),
        ("2020-02-01", False, "春节"),
        ("2020-02-02", False, "春节"),
        ("2025-10-11", True, "国庆节、中秋节调休上班"),
        ("2030-01-05", False, "周六"),
        ("2030-01-07", True, ""),
    ],
)
def test_each_day_is_what_the_notice_says(day: str, working: bool, name: str) -> None:
    calendar = load_calendar()
    assert calendar.is_working(date.fromisoformat(day)) is working
    assert calendar.name(date.fromisoformat(day)) == name


def test_years_2007_to_2026_are_shipped_and_no_other_is_official() -> None:
    assert published_years() == tuple(range(2007, 2027))
    calendar = load_calendar()
    assert [year for year in range(2000, 2035) if calendar.is_known(year)] == [*range(2007, 2027)]
    assert calendar.known_until == date(2026, 12, 31)


def test_every_shipped_year_names_its_notice_and_keeps_the_licence_beside_it() -> None:
    for year in published_years():
        assert all(source.startswith("http") for source in read_year(year).sources)
    licence = (FOLDER / "LICENSE-holiday-cn.txt").read_text(encoding="utf-8")
    assert "Copyright (c) 2019 NateScarlet" in licence


def test_each_year_has_about_250_working_days() -> None:
    calendar = load_calendar()
    for year in published_years():
        days = [date(year, 1, 1) + timedelta(days=more) for more in range(365)]
        assert 246 <= sum(calendar.is_working(day) for day in days) <= 253, year


@pytest.mark.parametrize(
    ("known_on", "day", "working"),
    [
        ("2015-05-12", "2015-09-03", True),  # a Thursday until the notice of 13 May
        ("2015-05-13", "2015-09-03", False),
        ("2015-05-12", "2015-09-06", False),
        ("2015-05-13", "2015-09-06", True),
        ("2019-03-21", "2019-05-02", True),
        ("2019-03-22", "2019-05-02", False),
        ("2020-01-26", "2020-02-01", True),  # a make-up Saturday until the feast was prolonged
        ("2020-01-27", "2020-02-01", False),
        ("2020-01-26", "2020-01-31", True),
        ("2020-01-27", "2020-01-31", False),
    ],
)
def test_a_calendar_can_be_asked_what_it_said_before_a_change(
    known_on: str, day: str, working: bool
) -> None:
    calendar = load_calendar(known_on=date.fromisoformat(known_on))
    assert calendar.is_working(date.fromisoformat(day)) is working


def test_next_year_is_unknown_until_its_notice() -> None:
    before, after = (load_calendar(known_on=date(2025, 11, day)) for day in (3, 4))
    assert (before.is_known(2026), after.is_known(2026)) == (False, True)
    assert before.known_until == date(2025, 12, 31)
    # The notices for 2007 and 2008 have no publication day in the data, so they count as known.
    assert load_calendar(known_on=date(1999, 1, 1)).known_until == date(2008, 12, 31)


def test_an_area_has_its_own_holidays_and_others_do_not() -> None:
    rows = [DayRow(date(2015, 6, 10), "rest", "岫岩满族自治县成立纪念日", area="210323")]
    here, there = load_calendar(rows, area="210323"), load_calendar(rows, area="210302")
    assert (here.is_working(date(2015, 6, 10)), there.is_working(date(2015, 6, 10))) == (
        False,
        True,
    )
    assert here.name(date(2015, 6, 10)) == "岫岩满族自治县成立纪念日"


def test_the_office_may_enter_a_new_year_and_correct_a_day() -> None:
    rows = [DayRow(date(2027, 1, 1), "rest", "元旦"), DayRow(date(2026, 12, 26), "work", "元旦")]
    calendar = load_calendar(rows, years=[2027])
    assert calendar.is_known(2027)
    assert calendar.known_until == date(2027, 12, 31)
    assert calendar.is_makeup(date(2026, 12, 26))
    assert [row.day for row in calendar.days(2027)] == [date(2027, 1, 1)]
    # One local day does not make a year official.
    assert not load_calendar(rows).is_known(2027)


def test_own_days_of_no_kind_are_refused() -> None:
    with pytest.raises(FaultyData, match="2027-01-01: kind free"):
        load_calendar([DayRow(date(2027, 1, 1), "free", "元旦")])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("year = 2030\ndays = []", "no notice"),
        ('year = 2031\n[[notice]]\nsource = "x"', "year differs from the file's name"),
        ('year = 2030\ndays = [{ day = 2030-01-01, kind = "free", name = "元旦" }]\n[[notice]]',
         "2030-01-01: kind is neither rest nor work"),
        ('year = 2030\ndays = [{ day = "x", kind = "rest", name = "元旦" }]\n[[notice]]',
         "x: day has the wrong type"),
        ('year = 2030\ndays = [{ day = 2030-01-01, kind = "rest", name = "元旦", notice = 2 }]'
         "\n[[notice]]", "2030-01-01: notice is not listed"),
    ],
)  # fmt: skip
def test_a_broken_year_is_refused_with_its_fault(text: str, fault: str) -> None:
    with pytest.raises(FaultyData) as refused:
        parse_year(text, "2030.toml")
    assert fault in refused.value.faults


def test_a_calendar_before_everything_knows_no_year() -> None:
    nothing = load_calendar(known_on=date(1999, 1, 1))
    assert not nothing.is_known(2009)
