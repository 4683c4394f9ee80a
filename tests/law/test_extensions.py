"""Extensions: what the article allows, in its unit, decided in time; nothing else."""

from datetime import date

import pytest

from caseapp.law.errors import NoAnswer
from caseapp.law.limit_rows import Extension, Pause
from caseapp.law.time_limits import load


@pytest.mark.parametrize(
    ("rule", "start", "lengths", "end"),
    [
        ("CF-12a", "2015-09-01", [15], "2015-10-16"),  # from 1 October, not from the rolled 8th
        ("CF-12a", "2015-08-31", [15], "2015-10-15"),
        ("CF-12b", "2020-03-03", [30], "2020-07-01"),
        ("CF-12b", "2020-03-03", [30, 45], "2020-08-17"),
        ("CF-07", "2015-09-05", [30], "2015-11-04"),
        ("CF-03", "2021-09-01", [15], "2021-10-19"),
        ("CF-11", "2021-09-01", [5], "2021-09-23"),
        ("CF-18", "2022-03-01", [60, 30], "2022-06-14"),
        ("CF-26d", "2022-03-01", [30], "2022-05-30"),
    ],
)
def test_extensions_are_added_in_the_rows_own_unit(
    *, rule: str, start: str, lengths: list[int], end: str
) -> None:
    answer = load().due(
        rule, date.fromisoformat(start), extensions=[Extension(length) for length in lengths]
    )
    assert answer.due == date.fromisoformat(end)


def test_a_pause_inside_the_extension_counts_too() -> None:
    stop = Pause(date(2020, 6, 10), date(2020, 6, 19), "鉴定")
    answer = load().due("CF-12b", date(2020, 3, 3), pauses=[stop], extensions=[Extension(30)])
    assert answer.due == date(2020, 7, 13)
    # Without the extension the limit was over before the pause began.
    assert load().due("CF-12b", date(2020, 3, 3), pauses=[stop]).due == date(2020, 6, 1)


@pytest.mark.parametrize(
    ("rule", "extensions", "sentence"),
    [
        ("CF-02", [Extension(5)], "CF-02（接到举报或者投诉后立案）的条文没有规定可以延长期限。"),
        ("CF-07", [Extension(31)],
         "CF-07（查封、扣押）经本机关负责人批准最多延长30日，不能延长31日。"),
        ("CF-07", [Extension(30), Extension(30)], "CF-07（查封、扣押）的条文不允许再作这样的延长。"),
        ("CF-07", [Extension(30, by="collective")],
         "CF-07（查封、扣押）的条文不允许再作这样的延长。"),
        ("CF-07", [Extension(3, unit="wd")], "CF-07的延长应当按“日”计算。"),
        ("CF-11", [Extension(3, unit="cd")], "CF-11的延长应当按“个工作日”计算。"),
        ("CF-11", [Extension(0)], "延长的长度应当是1到3660之间的整数。"),
        ("CF-11", [Extension(99999)], "延长的长度应当是1到3660之间的整数。"),
        ("CF-12b", [Extension(30), Extension(9), Extension(9)],
         "CF-12b（作出行政处罚等处理决定）的条文不允许再作这样的延长。"),
    ],
)  # fmt: skip
def test_an_extension_the_article_does_not_allow_is_refused(
    rule: str, extensions: list[Extension], sentence: str
) -> None:
    with pytest.raises(NoAnswer) as refused:
        load().due(rule, date(2021, 9, 1), extensions=extensions)
    assert refused.value.sentence == sentence


def test_an_extension_must_be_approved_before_the_limit_is_over() -> None:
    start = date(2021, 9, 1)  # 30 days end on 1 October, a holiday, and a seizure does not roll
    in_time = Extension(10, approved_on=date(2021, 10, 1))
    assert load().due("CF-07", start, extensions=[in_time]).due == date(2021, 10, 11)
    with pytest.raises(NoAnswer) as refused:
        load().due("CF-07", start, extensions=[Extension(10, approved_on=date(2021, 10, 2))])
    assert refused.value.sentence == (
        "期限已于2021年10月1日届满，2021年10月2日批准的延长无效；延长应当在期限届满前批准。"
    )


def test_a_second_extension_must_fall_inside_the_first() -> None:
    both = [
        Extension(30, approved_on=date(2021, 11, 29)),
        Extension(20, approved_on=date(2021, 12, 30)),
    ]
    assert load().due("CF-12b", date(2021, 9, 1), extensions=both).due == date(2022, 1, 19)
    late = [both[0], Extension(20, approved_on=date(2021, 12, 31))]
    with pytest.raises(NoAnswer, match="期限已于2021年12月30日届满"):
        load().due("CF-12b", date(2021, 9, 1), extensions=late)


def test_a_deferral_of_payment_may_come_after_the_due_day() -> None:
    late = Extension(60, approved_on=date(2022, 12, 1))
    assert load().due("CF-18", date(2022, 3, 1), extensions=[late]).due == date(2022, 5, 16)


@pytest.mark.parametrize(
    ("rule", "start", "days", "ends"),
    [
        ("INF-09b", date(2026, 3, 5), 15, date(2026, 6, 22)),
        ("INF-09b", date(2026, 3, 5), 30, date(2026, 7, 6)),
        ("MED-05", date(2026, 3, 16), 10, date(2026, 5, 26)),
    ],
)
def test_less_than_the_article_allows_is_granted_in_days(
    rule: str, start: date, *, days: int, ends: date
) -> None:
    answer = load().due(rule, start, extensions=[Extension(days, "cd")])
    assert answer.due == ends
    assert f"经本机关负责人批准延长{days}日，接原期满日" in answer.text


def test_days_reach_no_further_than_the_months_of_the_article() -> None:
    with pytest.raises(NoAnswer) as no:
        load().due("INF-09b", date(2026, 3, 5), extensions=[Extension(31, "cd")])
    assert no.value.sentence == (
        "经本机关负责人批准最多延长1个月，至2026年7月5日；延长31日超过了这一天。"
    )
    with pytest.raises(NoAnswer):
        load().due("INF-09b", date(2026, 3, 5), extensions=[Extension(0, "cd")])
