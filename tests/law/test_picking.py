"""The row is picked by the day of its start event and by who handles the case."""

from datetime import date, timedelta

import pytest

from caseapp.law.errors import NoAnswer
from caseapp.law.time_limits import load


@pytest.mark.parametrize(
    ("name", "on", "authority", "found"),
    [
        ("CF-12", "2015-09-01", None, "CF-12a"),
        ("CF-12", "2019-03-31", None, "CF-12a"),
        ("CF-12", "2019-04-01", None, "CF-12b"),
        ("CF-12", "2019-04-01", "ip_office", "CF-12a"),
        ("CF-12", "2022-01-04", None, "CF-12b"),
        ("CF-12", "2022-01-04", "ip_office", "CF-12a"),  # the special rule before the general one
        ("CF-12a", "2022-01-04", None, "CF-12a"),  # an exact id wins
        ("CF-12c", "2015-01-04", None, "CF-12c"),
        ("CF-08", "2021-07-14", None, "CF-08a"),
        ("CF-08", "2021-07-15", None, "CF-08b"),
        ("CF-13", "2020-01-04", None, "CF-13"),
        ("CF-14", "2015-01-04", None, "CF-14a"),
        ("CF-14", "2019-04-01", None, "CF-14c"),
        ("CF-14", "2019-04-01", "ip_office", "CF-14a"),
        ("CF-14", "2021-07-15", None, "CF-14b"),
        ("CF-15", "2021-07-14", None, "CF-15a"),
        ("CF-16", "2021-07-15", None, "CF-16b"),
        ("CF-17", "1995-01-01", None, "CF-17a"),
        ("CF-17", "2022-01-01", None, "CF-17b"),
        ("CF-26", "2020-01-01", None, "CF-26"),
        ("CF-27", "2015-04-30", None, "CF-27a"),
        ("CF-27", "2015-05-01", None, "CF-27b"),  # never the 15 days of another meaning
    ],
)
def test_id_and_family_find_the_row_of_the_day(
    *, name: str, on: str, authority: str | None, found: str
) -> None:
    assert load().pick(name, date.fromisoformat(on), authority).id == found


@pytest.mark.parametrize(
    ("name", "on", "authority", "sentence"),
    [
        ("CF-12", "2009-01-01", None, "CF-12在2009年1月1日没有有效的规则。"),
        ("CF-12", "2015-01-01", "market_bureau",
         "CF-12在2015年1月1日没有适用于市场监督管理部门的有效规则。"),
        ("CF-27", "1990-09-30", None, "CF-27在1990年9月30日没有有效的规则。"),
        ("CF-99", "2015-01-01", None, "没有编号为“CF-99”的期限规则。"),
        ("", "2015-01-01", None, "没有编号为“”的期限规则。"),
    ],
)  # fmt: skip
def test_no_row_is_a_sentence(*, name: str, on: str, authority: str | None, sentence: str) -> None:
    with pytest.raises(NoAnswer) as refused:
        load().pick(name, date.fromisoformat(on), authority)
    assert refused.value.sentence == sentence


def test_authority_changes_on_the_day_of_the_reform() -> None:
    book = load()
    days = (date(2019, 3, 31), date(2019, 4, 1))
    assert [book.authority_on(day) for day in days] == ["ip_office", "market_bureau"]


def test_any_row_can_be_looked_up_by_id() -> None:
    assert load().row("CF-05").enabled is False
    with pytest.raises(NoAnswer, match="没有编号为“CF-5”的期限规则。"):
        load().row("CF-5")


def test_an_exact_id_outside_its_years_is_answered_with_a_caution_that_names_the_right_row() -> (
    None
):
    answer = load().due("CF-13", date(2020, 1, 8))
    assert (answer.rule, answer.due) == ("CF-13", date(2020, 1, 15))
    assert answer.warnings == (
        "注意：CF-13自2021年7月15日起有效，2020年1月8日不在其内，本结果只供对照。",
        "当日适用的是CF-13b。",
    )
    assert answer.text.endswith("".join(answer.warnings))


def test_a_row_whose_successor_is_unconfirmed_says_so() -> None:
    assert load().due("CF-04", date(2026, 5, 6)).warnings == (
        "注意：CF-04自2020年1月1日起至2026年4月14日止有效，2026年5月6日不在其内，本结果只供对照。",
        "其后的CF-04b没有核实，尚未启用。",
    )


def test_a_row_before_everything_has_only_its_own_caution() -> None:
    assert load().due("CF-20", date(2014, 5, 6)).warnings == (
        "注意：CF-20自2015年7月1日起有效，2014年5月6日不在其内，本结果只供对照。",
    )


@pytest.mark.parametrize(
    ("rule", "known", "words"),
    [
        ("INF-13", date(2022, 3, 7), "INF-13自2025年2月1日起有效，是否适用看收到请求书之日"),
        (
            "HL-07",
            date(2018, 5, 7),
            "HL-07自2020年1月1日起至2026年4月14日止有效，是否适用看收到投诉之日",
        ),
    ],
)
def test_what_is_barred_by_time_goes_by_the_day_of_the_request(
    rule: str, known: date, words: str
) -> None:
    answer = load().due(rule, known)
    assert answer.due == known.replace(year=known.year + 3)
    assert answer.warnings == (f"{words}，起算日在此之前的同样计算。",)


def test_a_complaint_about_what_was_known_after_the_row_ended_is_only_compared() -> None:
    assert load().due("HL-07", date(2026, 5, 6)).warnings == (
        "注意：HL-07自2020年1月1日起至2026年4月14日止有效，2026年5月6日不在其内，本结果只供对照。",
    )


def test_the_old_closing_limit_is_only_an_internal_reminder_in_a_market_bureau() -> None:
    answer = load().due("CF-12a", date(2020, 1, 8))
    assert answer.warnings == (
        "注意：本条约束管理专利工作的部门；当日由市场监督管理部门办理的案件，本条只作内部提醒。"
        "当日适用的是CF-12b。",
    )
    assert load().due("CF-12a", date(2020, 1, 8), authority="ip_office").warnings == ()


def test_the_market_bureaus_limit_reminds_of_the_shorter_old_one() -> None:
    answer = load().due("CF-12b", date(2020, 3, 3))
    assert answer.text.endswith(
        "内部提醒：《专利行政执法办法》第三十六条另有1个月的期限（CF-12a），"
        "至2020年4月3日，较短，但不作为本案的法定期限。"
    )


def test_no_reminder_of_a_limit_that_was_not_in_force() -> None:
    assert "内部提醒" not in load().due("CF-12b", date(2010, 3, 3)).text


@pytest.mark.parametrize(
    ("family", "change", "before", "after"),
    [
        ("CF-08", date(2021, 7, 15), "cd", "wd"),  # 行政处罚法第八十五条: 2、3、5、7日
        ("CF-15", date(2021, 7, 15), "cd", "wd"),
        ("CF-16", date(2021, 7, 15), "cd", "wd"),
        ("CF-17", date(2022, 1, 1), "cd", "cd"),
    ],
)
def test_words_that_changed_their_unit_change_it_on_the_day(
    *, family: str, change: date, before: str, after: str
) -> None:
    old, new = load().pick(family, change - timedelta(days=1)), load().pick(family, change)
    assert (old.unit, new.unit) == (before, after)
    assert old.id != new.id
    assert (old.length == new.length) is (before != after)


def test_the_offices_ten_days_to_answer_became_working_days_in_2024() -> None:
    old, new = load().row("CF-26b"), load().row("CF-26c")
    assert [(row.length, row.unit, row.meaning) for row in (old, new)] == [
        (10, "cd", "answer_reconsideration"),
        (10, "wd", "answer_reconsideration"),
    ]
    assert (old.valid_to, new.valid_from) == (date(2023, 12, 31), date(2024, 1, 1))


def test_disputes_are_of_the_citys_patent_office_on_every_day() -> None:
    for day in (date(2012, 3, 1), date(2019, 4, 1), date(2026, 3, 2)):
        assert load().authority_on(day, "infringement") == "patent_affairs"
        assert load().authority_on(day, "mediation") == "patent_affairs"
    assert [load().pick("INF-09", day).id for day in (date(2015, 6, 30), date(2015, 7, 1))] == [
        "INF-09x",
        "INF-09a",
    ]
    assert load().pick("INF-09", date(2025, 2, 1)).id == "INF-09b"
