"""A change of the calendar shows the open limits it moves before it is made, then moves them."""

import io
from datetime import date

import pytest

from caseapp.accounts import actions as accounts_actions
from caseapp.accounts import queries as accounts
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.deadlines import actions, queries
from caseapp.deadlines.moving import moved_by
from caseapp.ledger import queries as ledger
from tests.deadlines.conftest import Limits
from tests.law.test_arrangements import WHOLE
from tests.pages import Reader

PAGE = "/admin/calendar/import"


@pytest.fixture
def jiang(as_person) -> Reader:
    return as_person("jiang")


def upload(jiang: Reader, text: str = WHOLE, year: int = 2027):
    jiang.get(PAGE)
    return jiang.submit(
        "take",
        year=str(year),
        source="关于节假日安排的通知",
        published="2026-11-05",
        file=(io.BytesIO(text.encode()), "放假.csv"),
    )


@pytest.fixture(autouse=True)
def late_in_the_year(time_machine) -> None:
    time_machine.move_to("2026-11-20T02:00:00+00:00", tick=False)


def moving_rows(page) -> list[list[str]]:
    rows = page.all(".//table[@id='moving']/tbody/tr")
    return [["".join(cell.itertext()).strip() for cell in row][1:] for row in rows]


def test_a_year_is_read_in_looked_at_and_put_in_force(limits: Limits, jiang: Reader) -> None:
    defence = limits.start("CF-13", date(2026, 12, 28))
    seizure = limits.start("CF-07", date(2026, 12, 20))
    assert (defence.due_on, defence.provisional) == (date(2027, 1, 4), True)
    assert upload(jiang).status == 303
    page = jiang.follow()
    assert page.heading == "2027年放假安排"
    assert "会变动的期限：1 项" in page.text
    assert moving_rows(page) == [
        ["CF-13", "当事人陈述、申辩", "2026-12-28", "2027-01-04", "2027-01-05"]
    ]
    assert queries.one(defence.id).due_on == date(2027, 1, 4)
    assert not accounts.office_calendar().is_known(2027)
    jiang.submit("apply")
    assert "已启用，1 项期限已重算" in jiang.follow().text
    after = queries.one(defence.id)
    assert (after.due_on, after.provisional) == (date(2027, 1, 5), False)
    assert [one["due"] for one in after.history] == ["2027-01-04"]
    assert "2027年1月1日（元旦）" in after.text
    assert queries.one(seizure.id).due_on == seizure.due_on
    assert accounts.office_calendar().is_known(2027)


def test_applying_and_moving_are_audited_by_the_one_who_did_it(limits, jiang) -> None:
    limits.start("CF-13", date(2026, 12, 28))
    upload(jiang)
    jiang.follow()
    jiang.submit("apply")
    acts = ledger.acts_on(object_kind="calendar_arrangement", object_id="1")
    assert [(one["action"], one["actor_login"]) for one in acts] == [
        ("calendar_arrangement.taken", "jiang"),
        ("calendar_arrangement.applied", "jiang"),
    ]
    moved = ledger.acts_on(object_kind="case", object_id=str(limits.case_id))[-1]
    assert (moved["action"], moved["actor_login"]) == ("deadline.recompute", "jiang")


def test_a_notice_is_withdrawn_and_the_ends_go_back(limits: Limits, jiang: Reader) -> None:
    limit = limits.start("CF-13", date(2026, 12, 28))
    upload(jiang)
    jiang.follow()
    jiang.submit("apply")
    page = jiang.follow()
    assert [row[-2:] for row in moving_rows(page)] == [["2027-01-05", "2027-01-04"]]
    jiang.submit("withdraw")
    assert "已撤销，1 项期限已重算" in jiang.follow().text
    after = queries.one(limit.id)
    assert (after.due_on, after.provisional) == (date(2027, 1, 4), True)
    assert accounts.office_days() == []


def test_what_was_not_looked_at_is_not_applied(limits: Limits, jiang: Reader) -> None:
    upload(jiang)
    jiang.follow()
    limits.start("CF-13", date(2026, 12, 28))
    page = jiang.submit("apply")
    assert page.status == 409
    assert "查看之后又有期限发生变化" in page.text
    assert accounts.office_days() == []
    jiang.submit("apply")
    assert "1 项期限已重算" in jiang.follow().text


def test_a_bad_file_changes_nothing_and_every_line_is_named(jiang: Reader) -> None:
    page = upload(jiang, WHOLE + "2027-13-01,x,放假\n2027-10-02,国庆节,休假\n")
    assert page.status == 409
    assert "第 11 行：“2027-13-01”不是有效的日期" in page.text
    assert "第 12 行：安排“休假”应当写“放假”或者“上班”" in page.text
    assert accounts.arrangements() == []
    assert upload(jiang, year=2031).status == 409
    jiang.get(PAGE)
    assert jiang.submit("take", source="通知").status == 422


def test_a_discarded_notice_is_never_in_force(jiang: Reader, people) -> None:
    upload(jiang)
    jiang.follow()
    with writing():
        actions.drop_arrangement(by=people.jiang, arrangement_id=1)
    assert accounts.office_days() == []
    with pytest.raises(Refused, match="已经处理过"), writing():
        actions.apply_arrangement(by=people.jiang, arrangement_id=1)
    with pytest.raises(Refused, match="已经撤销"), writing():
        actions.drop_arrangement(by=people.jiang, arrangement_id=1)
    with pytest.raises(NotVisible), writing():
        actions.apply_arrangement(by=people.jiang, arrangement_id=2)
    assert "已由蒋系统" in jiang.get(f"{PAGE}/1").text
    assert jiang.get(f"{PAGE}/2").status == 404


def test_a_later_notice_has_the_last_word_on_a_day(jiang: Reader, people) -> None:
    with writing():
        accounts_actions.add_calendar_day(
            by=people.jiang, day=date(2027, 1, 1), kind="work", name="加班", source="鞍政办发"
        )
    upload(jiang)
    jiang.follow()
    jiang.submit("apply")
    calendar = accounts.office_calendar()
    assert not calendar.is_working(date(2027, 1, 1))
    assert [row.added_by for row in accounts.office_days()] == ["蒋系统"] * 9


def test_one_day_is_looked_at_before_it_is_declared(limits: Limits, jiang: Reader) -> None:
    limit = limits.start("CF-13", date(2026, 11, 20))
    jiang.get("/admin/calendar")
    page = jiang.submit("add", day="2026-11-25", kind="rest", name="市庆日", source="鞍政办发")
    assert page.heading.startswith("登记 2026-11-25 放假")
    assert [row[-2:] for row in moving_rows(page)] == [["2026-11-27", "2026-11-30"]]
    assert accounts.office_days() == []
    jiang.submit("add")
    assert "1 项期限已按此重算" in jiang.follow().text
    assert queries.one(limit.id).due_on == date(2026, 11, 30)


def test_a_limit_that_lawfully_cannot_be_counted_again_keeps_its_end(
    limits: Limits, people
) -> None:
    limit = limits.start("CF-03", date(2026, 11, 2))
    with writing():
        actions.extend(
            by=limits.by, deadline_id=limit.id, length=15, on=date(2026, 11, 23),
            approver="李局长", why="案情复杂",
        )  # fmt: skip
    kept = queries.one(limit.id).due_on
    with writing():
        accounts_actions.add_calendar_day(
            by=people.jiang, day=date(2026, 11, 21), kind="work", name="补班", source="通知"
        )
    found = moved_by(accounts.office_calendar(), [date(2026, 11, 21)])
    assert [(one.before, one.after) for one in found] == [(kept.isoformat(), kept.isoformat())]
    assert "批准的延长无效" in found[0].fault
    with writing():
        assert actions.recompute(by=people.jiang, why="工作日历变更") == 0
    assert queries.one(limit.id).due_on == kept


def test_the_office_sets_what_the_article_leaves_open(limits: Limits, people) -> None:
    with writing():
        number = actions.start(
            by=limits.by, case_id=limits.case_id, family="INF-02", on=date(2026, 11, 20),
            why="补正通知送达", until=date(2026, 11, 30), authority="patent_affairs",
        )  # fmt: skip
    limit = queries.one(number)
    assert (limit.due_on, limit.provisional) == (date(2026, 11, 30), False)
    assert "由本机关指定" in limit.text
    with writing():
        assert actions.recompute(by=people.jiang, why="工作日历变更") == 0
    assert queries.one(number).due_on == date(2026, 11, 30)
