"""Units are set up and corrected; the office's own days count."""

from datetime import date

import pytest

from caseapp.accounts import actions, queries
from caseapp.accounts import units as places
from caseapp.accounts.actions import UnitGiven
from caseapp.accounts.units import UnitKind
from caseapp.base.db import writing
from caseapp.base.errors import Conflict, NotVisible, Refused

SECTION = UnitGiven("综合科", "210303", "铁西区知识产权局", "铁西知")


def set_up(people, code="ZH", *, kind=UnitKind.SECTION, parent=places.TIEXI, given=SECTION):
    with writing():
        return actions.add_unit(
            by=people.jiang, code=code, kind=kind, parent_path=parent, given=given
        )


def correct(by, unit_id, *, version, given):
    with writing():
        actions.change_unit(by=by, unit_id=unit_id, version=version, given=given)


def declare(people, day, *, kind="rest", name="民族节日", source="岫政发〔2026〕1号"):
    with writing():
        return actions.add_calendar_day(
            by=people.jiang, day=day, kind=kind, name=name, source=source
        )


def test_new_section_lies_under_its_office(people):
    row = queries.unit_by_id(set_up(people))
    assert (row.path, row.name, row.kind) == ("/210303/ZH/", "综合科", "section")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"code": "z h"}, "单位代码只能用数字和大写字母"),
        ({"parent": ""}, "科室必须设在某个局之下"),
        ({"kind": UnitKind.ZONE}, "科室必须设在某个局之下"),
        ({"code": "ZF", "parent": places.CITY}, "单位代码“ZF”已使用"),
    ],
)
def test_unit_in_the_wrong_place_is_refused(people, given, sentence):
    with pytest.raises(Refused, match=sentence):
        set_up(people, **given)


def test_two_administrators_saving_a_unit_at_once_see_both_texts(people):
    row = queries.unit_by_path(places.TIEXI)
    mine = UnitGiven("铁西局", row.area_code, row.agency_name, row.agency_word)
    theirs = UnitGiven("铁西区局", row.area_code, row.agency_name, row.agency_word)
    correct(people.jiang, row.id, version=row.version, given=theirs)
    with pytest.raises(Conflict) as clash:
        correct(people.shen, row.id, version=row.version, given=mine)
    assert (clash.value.theirs["名称"], clash.value.mine["名称"]) == ("铁西区局", "铁西局")
    with pytest.raises(NotVisible):
        correct(people.jiang, 999, version=1, given=mine)


def test_unit_with_people_in_it_stays_open(people):
    row = queries.unit_by_path(places.ENFORCEMENT)
    closed = UnitGiven(row.name, row.area_code, row.agency_name, row.agency_word, is_active=False)
    with pytest.raises(Refused, match="执法科还有在职人员"):
        correct(people.jiang, row.id, version=row.version, given=closed)


def test_closed_unit_is_not_offered_any_more(people):
    row = queries.unit_by_path(places.TAIAN)
    closed = UnitGiven(row.name, row.area_code, row.agency_name, row.agency_word, is_active=False)
    correct(people.jiang, row.id, version=row.version, given=closed)
    assert places.TAIAN not in [unit.path for unit in queries.units(only_active=True)]
    assert "210321" not in dict(queries.area_choices())


def test_reports_go_to_the_enforcement_section_first(people):
    first, *others = queries.enforcement_choices()
    assert first == (queries.unit_by_path(places.ENFORCEMENT).id, "执法科")
    assert len(others) == 9


def test_places_of_the_city_are_offered_by_code(people):
    assert queries.area_choices()[:3] == [
        ("210300", "鞍山市"),
        ("210302", "铁东区"),
        ("210303", "铁西区"),
    ]


def test_day_the_office_declared_is_not_worked_until_withdrawn(people):
    monday = date(2026, 9, 7)
    assert queries.office_calendar().is_working(monday)
    day_id = declare(people, monday)
    days = queries.office_calendar()
    assert (days.is_working(monday), days.name(monday)) == (False, "民族节日")
    with writing():
        actions.withdraw_calendar_day(by=people.jiang, day_id=day_id)
    assert queries.office_calendar().is_working(monday)
    kept = queries.year_view(2026).own_rows
    assert [(row.day, row.added_by, row.withdrawn_by) for row in kept] == [
        (monday, "蒋系统", "蒋系统")
    ]


def test_withdrawn_day_can_be_declared_again(people):
    saturday = date(2026, 9, 5)
    day_id = declare(people, saturday, kind="work")
    with pytest.raises(Refused, match="2026-09-05 已有本局登记的安排"):
        declare(people, saturday)
    with writing():
        actions.withdraw_calendar_day(by=people.jiang, day_id=day_id)
    declare(people, saturday, kind="work", name="补班")
    assert queries.office_calendar().is_working(saturday)
    with pytest.raises(NotVisible), writing():
        actions.withdraw_calendar_day(by=people.jiang, day_id=day_id)


@pytest.mark.parametrize(
    "given", [{"kind": "party"}, {"name": " "}, {"source": ""}], ids=["kind", "name", "source"]
)
def test_day_without_its_basis_is_refused(people, given):
    with pytest.raises(Refused, match="请"):
        declare(people, date(2026, 9, 7), **given)


def test_year_is_shown_with_its_holidays_and_make_up_days(people):
    view = queries.year_view(2015)
    october = view.months[9]
    first_week = [(cell.number, cell.is_working) for cell in october.weeks[0] if cell]
    assert first_week == [(1, False), (2, False), (3, False), (4, False)]
    tenth = october.weeks[1][5]
    assert (tenth.number, tenth.is_working, tenth.is_named) == (10, True, True)
    assert view.is_published
    assert view.working_days == sum(month.working_days for month in view.months)
