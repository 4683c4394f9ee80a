"""A place's shorter limits win, longer ones change nothing; the examples are from other cities."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from caseapp.law.due_dates import due
from caseapp.law.errors import NoAnswer
from caseapp.law.limit_rows import Extension, LimitRow, LocalRow
from caseapp.law.time_limits import every_local, load, load_local

ACCEPT = load().row("INF-01a")
ANSWER = load().row("INF-04a")
ZHEJIANG = LocalRow("INF-01a", 3, "wd", date(2015, 10, 1), "《浙江省专利条例》")
SHANGHAI = LocalRow("INF-01a", 5, "cd", date(2012, 1, 1), "《上海市专利保护条例》")
QINGDAO = LocalRow("INF-01a", 7, "cd", date(2011, 12, 1), "《青岛市专利保护规定》")
QINGDAO_ANSWER = LocalRow("INF-04a", 15, "cd", date(2011, 12, 1), "《青岛市专利保护规定》")


@pytest.mark.parametrize(
    ("row", "start", "local", "end"),
    [
        (ACCEPT, "2015-11-02", [], "2015-11-09"),
        (ACCEPT, "2015-11-02", [ZHEJIANG], "2015-11-05"),
        (ACCEPT, "2015-09-30", [ZHEJIANG], "2015-10-13"),  # the day before it came into force
        (ACCEPT, "2015-11-03", [SHANGHAI], "2015-11-09"),  # five days roll to Monday, a day less
        (ACCEPT, "2015-11-02", [SHANGHAI], "2015-11-09"),  # Saturday rolls to the same Monday
        (ACCEPT, "2015-11-02", [QINGDAO], "2015-11-09"),
        (ACCEPT, "2015-09-30", [QINGDAO], "2015-10-08"),  # seven days beat five after a long feast
        (ACCEPT, "2015-11-02", [QINGDAO, ZHEJIANG], "2015-11-05"),
        (ANSWER, "2015-11-02", [QINGDAO_ANSWER, ZHEJIANG], "2015-11-17"),
    ],
)
def test_the_stricter_limit_wins(
    *, row: LimitRow, start: str, local: list[LocalRow], end: str
) -> None:
    assert due(row, date.fromisoformat(start), local=local).due == date.fromisoformat(end)


def test_the_paragraph_names_both_rules() -> None:
    answer = due(ACCEPT, date(2015, 11, 2), local=[ZHEJIANG])
    assert answer.basis == (
        "《浙江省专利条例》（短于《专利行政执法办法》第十三条规定的5个工作日，从其规定）"
    )
    assert answer.text == (
        f"依据{answer.basis}，决定是否立案并告知请求人的期限为3个工作日，"
        "自2015年11月2日（收到请求书之日）次日起算，第一个计入的日子为2015年11月3日（星期二）。"
        "期限至2015年11月5日（星期四）届满。"
    )


def test_a_longer_local_limit_is_named_and_not_applied() -> None:
    answer = due(ACCEPT, date(2015, 11, 2), local=[QINGDAO])
    assert answer.basis == "《专利行政执法办法》第十三条"
    assert answer.text.endswith("本地规定（《青岛市专利保护规定》，7日）没有缩短本期限，不适用。")


def test_a_longer_notice_before_a_hearing_is_the_stricter_one() -> None:
    rule = LocalRow("CF-15b", 10, "wd", date(2022, 1, 1), "本市规定")
    assert load().due("CF-15b", date(2022, 3, 31), local=[rule]).due == date(2022, 3, 16)
    assert load().due("CF-15b", date(2022, 3, 31)).due == date(2022, 3, 21)


def test_hours_can_be_shortened_only_by_hours() -> None:
    start = datetime(2015, 10, 1, 9, 30)  # noqa: DTZ001 - wall clock
    shorter = LocalRow("CF-06", 12, "h", date(2015, 1, 1), "本市规定")
    answer = load().due("CF-06", start, local=[shorter])
    assert answer.due.isoformat() == "2015-10-01T21:30:00+08:00"
    with pytest.raises(NoAnswer, match="本地规定（本市规定）与CF-06的计算单位不能比较。"):
        load().due("CF-06", start, local=[replace(shorter, unit="cd")])


def test_an_extension_is_added_to_the_shorter_limit_as_well() -> None:
    rule = LocalRow("CF-12b", 60, "cd", date(2020, 1, 1), "本市规定")
    answer = load().due("CF-12b", date(2020, 3, 3), local=[rule], extensions=[Extension(30)])
    assert answer.due == date(2020, 6, 1)


def test_rows_of_other_places_are_kept_switched_off_and_never_hold_here() -> None:
    rows = every_local()
    assert {row.area for row in rows} == {"330000", "310000", "370200"}
    assert not any(row.enabled for row in rows)
    assert load_local() == load_local("330100") == ()


def test_a_province_row_holds_in_its_cities_alone() -> None:
    row = LocalRow("INF-03", 3, "wd", date(2021, 10, 1), "《辽宁省条例》", area="210000")
    city = LocalRow("INF-03", 3, "wd", date(2021, 10, 1), "《鞍山市条例》", area="210300")
    everywhere = LocalRow("INF-03", 3, "wd", date(2021, 10, 1), "通知")
    held = [[one.holds_in(area) for area in ("210300", "210200", "330000")]
            for one in (row, city, everywhere)]  # fmt: skip
    assert held == [[True, True, False], [True, False, False], [True, True, True]]
