"""A day of rest of one area is counted for that area's offices only (全国年节及纪念日放假办法第四条)."""

from datetime import date

import pytest

from caseapp.accounts import actions as accounts_actions
from caseapp.accounts import queries as accounts
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.deadlines import actions, queries
from tests.stories import found_by_district, reported

FREE = date(2024, 3, 8)
NAME, SOURCE = "建区纪念日", "东政发〔2024〕3号"
TIEDONG, XIUYAN = "210302", "210323"


def declare(people, *, area=TIEDONG, kind="rest", day=FREE):
    with writing():
        return actions.add_calendar_day(
            by=people.jiang, day=day, kind=kind, name=NAME, source=SOURCE, area=area
        )


def due(story, family="CF-03"):
    return next(row.due_on for row in queries.of_case(story.case_id) if row.family == family)


def test_a_day_of_one_area_moves_the_limits_of_its_own_offices_only(app, people):
    ours, theirs = reported(people), found_by_district(people)
    before = (due(ours), due(theirs))
    assert declare(people) == 1
    assert before == (date(2024, 3, 25), date(2024, 3, 25))
    assert (due(ours), due(theirs)) == (date(2024, 3, 25), date(2024, 3, 26))
    later = found_by_district(people)
    assert due(later) == date(2024, 3, 26)
    assert NAME in next(row.text for row in queries.of_case(later.case_id))
    assert NAME not in next(row.text for row in queries.of_case(ours.case_id))
    (row,) = accounts.office_days()
    with writing():
        assert actions.withdraw_calendar_day(by=people.jiang, day_id=row.id) == 2
    assert (due(theirs), due(later)) == (date(2024, 3, 25), date(2024, 3, 25))


def test_the_area_has_the_last_word_on_its_own_day(app, people):
    declare(people, area="")
    declare(people, kind="work")
    calendar = accounts.office_calendar()
    assert [calendar.in_area(area).is_working(FREE) for area in ("", TIEDONG, XIUYAN)] == [
        *(False, True, False),
    ]


def test_an_area_declares_a_day_once_and_must_be_one_of_ours(app, people):
    declare(people)
    declare(people, area=XIUYAN)
    with pytest.raises(Refused, match="已有本局登记的安排"):
        declare(people)
    with pytest.raises(Refused, match="请选择适用的地区"):
        declare(people, area="310000")


def test_a_notice_of_the_year_leaves_the_day_of_an_area_in_force(app, people):
    declare(people)
    with writing():
        number = accounts_actions.take_arrangement(
            by=people.jiang,
            year=2024,
            source="关于节假日安排的通知",
            published=date(2023, 10, 25),
            file_name="放假.csv",
            data="日期,安排,名称\n2024-03-08,放假,妇女节\n".encode(),
        )
        accounts_actions.apply_arrangement(by=people.jiang, arrangement_id=number)
    assert [(row.area, row.name) for row in accounts.office_days()] == [
        ("", "妇女节"),
        (TIEDONG, NAME),
    ]


def test_the_calendar_page_names_the_area_before_and_after(app, people, as_person):
    theirs = found_by_district(people)
    jiang = as_person("jiang")
    jiang.get("/admin/calendar?year=2024")
    typed = {"day": str(FREE), "kind": "rest", "name": NAME, "source": SOURCE, "area": TIEDONG}
    look = jiang.submit("add", **typed)
    assert "只适用于铁东区" in look.text
    assert "会变动的期限：1 项" in look.text
    assert jiang.submit("add").status == 303
    shown = jiang.follow()
    (row,) = [one for one in shown.texts(".//form[@id='withdraw']//tbody/tr") if NAME in one]
    assert "铁东区" in row
    assert due(theirs) == date(2024, 3, 26)
