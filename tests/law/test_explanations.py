"""Each answer is one paragraph that a lawyer can check from rule to result."""

from datetime import date, datetime

import pytest

from caseapp.law.limit_rows import Extension, Pause
from caseapp.law.time_limits import load
from caseapp.law.working_days import load_calendar


def test_working_days_name_every_day_passed_over() -> None:
    assert load().due("CF-01", date(2015, 9, 1)).text == (
        "依据《专利行政执法办法》第二十八条，自行发现涉嫌假冒专利行为后立案的期限为5个工作日，"
        "自2015年9月1日（发现之日）次日起算，第一个计入的日子为2015年9月2日（星期三）。"
        "其间跳过：2015年9月3日至5日（抗日战争暨世界反法西斯战争胜利70周年纪念日）。"
        "2015年9月6日（周日）调休上班，计入工作日。期限至2015年9月9日（星期三）届满。"
        "说明：该办法未见废止；2019年4月1日起由市场监督管理部门办理的，"
        "先适用其处罚程序规定（CF-03）。"
    )


def test_a_rolled_end_says_what_it_rolled_over() -> None:
    assert load().due("CF-18", date(2015, 9, 20)).text == (
        "依据《专利行政执法办法》第四十九条、《中华人民共和国行政处罚法》第四十六条（2021年修订前），"
        "缴纳罚款的期限为15日，自2015年9月20日（收到行政处罚决定书之日）次日起算，"
        "第一个计入的日子为2015年9月21日（星期一）。期满日2015年10月5日（星期一）不是工作日，"
        "跳过2015年10月5日至7日（国庆节），顺延至2015年10月8日（星期四）届满。"
    )


def test_pauses_and_extensions_stand_with_their_reasons_and_approvers() -> None:
    answer = load().due(
        "CF-12",
        date(2015, 9, 8),
        pauses=[Pause(date(2015, 9, 10), date(2015, 9, 20), "听证")],
        extensions=[Extension(15, approved_on=date(2015, 10, 12), why="案件特别复杂")],
    )
    assert answer.text.startswith(
        "依据《专利行政执法办法》第三十六条，假冒专利案件结案的期限为1个月，"
        "自2015年9月8日（立案之日）次日起算，第一个计入的日子为2015年9月9日（星期三）。"
        "下列期间首尾两日在内不计入期限：2015年9月10日至20日（听证，扣除11日）。"
        "条文列明不计入的有听证、公告。"
        "于2015年10月12日经本机关负责人批准延长15日（案件特别复杂），"
        "接原期满日2015年10月19日连续计算至2015年11月3日。期限至2015年11月3日（星期二）届满。说明："
    )


def test_pauses_of_one_reason_or_two_are_joined() -> None:
    answer = load().due(
        "CF-12b",
        date(2022, 3, 1),
        pauses=[
            Pause(date(2022, 3, 28), date(2022, 4, 6), "鉴定"),
            Pause(date(2022, 4, 4), date(2022, 4, 8), "中止调查"),
            Pause(date(2022, 12, 30), date(2023, 1, 2)),
        ],
    )
    assert "不计入期限：2022年3月28日至4月8日（鉴定、中止调查，扣除12日）。" in answer.text
    assert answer.warnings == (
        "注意：中止期间2022年12月30日至2023年1月2日没有占用本期限应当计入的日子，不影响计算。",
    )


def test_a_pause_the_article_does_not_name_is_pointed_out() -> None:
    stop = Pause(date(2015, 9, 2), date(2015, 9, 7))
    answer = load().due("CF-02", date(2015, 9, 1), pauses=[stop])
    assert "2015年9月2日至7日（扣除3个工作日）。期限至" in answer.text
    assert answer.warnings == ("注意：条文没有列明不计入本期限的事由，扣除上述期间须另有依据。",)


def test_a_short_month_is_explained() -> None:
    text = load().due("CF-12a", date(2015, 8, 31)).text
    assert (
        "2015年9月没有31日，以该月最后一日为期满之日。期限至2015年9月30日（星期三）届满。" in text
    )


def test_a_seizure_says_that_it_does_not_roll() -> None:
    answer = load().due("CF-07", date(2015, 9, 5))
    assert "期限至2015年10月5日（星期一）届满，遇节假日不顺延。说明：强制措施" in answer.text


def test_a_backward_limit_counts_from_the_hearing() -> None:
    assert load().due("CF-15", date(2021, 10, 11)).text == (
        "依据《中华人民共和国行政处罚法》第六十四条、第八十五条、"
        "《市场监督管理行政处罚听证办法》第二十条，举行听证前将听证通知书送达当事人，"
        "应当提前7个工作日。自2021年10月11日（听证举行之日）向前倒算，当日和通知之日都不计入，"
        "自2021年10月9日（星期六）起向前数满7个工作日至2021年9月26日（星期日）。"
        "其间跳过：2021年9月25日（周六）、10月1日至7日（国庆节）、10月10日（周日）。"
        "2021年9月26日（周日）、2021年10月9日（周六）调休上班，计入工作日。"
        "其前一日2021年9月25日（星期六）休息，最迟应当在2021年9月24日（星期五）完成。"
    )
    plain = load().due("CF-15a", date(2015, 11, 19))
    assert (
        "向前数满7日至2015年11月12日（星期四）。最迟应当在2015年11月11日（星期三）完成。"
        in plain.text
    )


def test_hours_are_told_to_the_minute() -> None:
    at = datetime(2015, 10, 1, 9, 30, 5)  # noqa: DTZ001 - wall clock
    assert load().due("CF-06", at).text == (
        "依据《中华人民共和国行政强制法》第十九条，当场查封、扣押后向负责人报告并补办批准手续的期限为"
        "24小时，自2015年10月1日9时30分5秒（采取措施之时）起连续计算，夜间和节假日不停止，"
        "至2015年10月2日9时30分5秒届满。"
    )


@pytest.mark.parametrize(
    ("rule", "start", "words"),
    [
        ("CF-14b", date(2021, 9, 1), "逾期未提出的，视为放弃。"),
        ("CF-17b", date(2022, 3, 1), "期满视为送达。"),
        ("CF-22", date(2022, 3, 1),
         "其后由登记地的市场监督管理部门公示的期限为10个工作日，自收到推送信息之日次日起算。"),
        ("CF-29", date(2021, 9, 1), "涉及公民生命健康安全、金融安全且有危害后果的，期限为5年。"),
        ("CF-26d", date(2024, 3, 1), "适用简易程序的，期限为30日。"),
        ("CF-28", date(2022, 3, 1), "本条的条号或者内容待核（可信度K-）。"),
        ("CF-27a", date(2015, 3, 2), "本条凭办案经验收录，未附来源文本（可信度K）。"),
        ("CF-08a", date(2015, 3, 2), "当时为国家知识产权局令第60号，条序可能不同"),
        ("CF-31", date(2026, 12, 24),
         "暂定：系统没有2027年的节假日安排，该年按周六、周日休息推算，载入官方安排后应当重算。"),
        ("CF-01", date(2006, 12, 28), "暂定：系统没有2006年的节假日安排"),
        ("CF-09", date(2022, 3, 1), None),
    ],
)  # fmt: skip
def test_what_the_row_wants_said_is_said(rule: str, start: date, words: str | None) -> None:
    if words is None:
        at = datetime(start.year, start.month, start.day, 8)  # noqa: DTZ001 - wall clock
        assert "《市场监督管理行政处罚程序规定》（条号待核）" in load().due(rule, at).text
    else:
        assert words in load().due(rule, start).text


def test_alternatives_are_named_only_while_they_are_law() -> None:
    assert "期限为5年" not in load().due("CF-29", date(2015, 9, 1)).text
    assert "简易程序" not in load().due("CF-26d", date(2023, 9, 1)).text


def test_a_long_stretch_stays_readable() -> None:
    stop = Pause(date(2015, 9, 7), date(2015, 12, 31), "鉴定")
    answer = load().due("CF-20", date(2015, 9, 1), pauses=[stop])
    assert (
        "其间跳过：2015年9月3日至5日（抗日战争暨世界反法西斯战争胜利70周年纪念日）、"
        "9月27日（中秋节）、10月1日至7日（国庆节）、2016年1月1日（元旦），以及周六、周日共36天。"
    ) in answer.text
    assert len(answer.text) < 500


def test_every_live_row_explains_itself_on_any_day_it_is_valid() -> None:
    book = load()
    for row in book.rows:
        if not row.enabled or row.length is None:
            continue
        day = max(row.valid_from or date(2015, 1, 5), date(2010, 1, 4))
        start = datetime(day.year, day.month, day.day, 9) if row.unit == "h" else day  # noqa: DTZ001 - wall clock
        answer = book.due(row.id, start)
        assert answer.basis in answer.text
        assert row.what in answer.text
        assert len(answer.text) < 600
        assert answer.provisional == (answer.due.year > load_calendar().known_until.year)
        assert "。。" not in answer.text
