"""What a clerk types and reads: `caseapp law` answers in one line of JSON or one sentence."""

import json
import subprocess
import sys
from datetime import date

import click
import pytest
from click.testing import CliRunner

from caseapp.cli.law import Spoken, law, spoken_usage


def ask(*words: str) -> dict[str, object]:
    result = CliRunner().invoke(law, [*words, "--json"], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


def test_a_limit_is_answered_with_exactly_the_promised_keys() -> None:
    answer = ask("due", "CF-01", "--start", "2015-09-01")
    assert list(answer) == [
        "rule", "due", "first_day", "skipped", "rolled", "provisional", "basis", "text",
    ]  # fmt: skip
    name = "抗日战争暨世界反法西斯战争胜利70周年纪念日"
    assert answer["skipped"] == [{"day": f"2015-09-0{day}", "name": name} for day in (3, 4, 5)]
    assert (answer["rule"], answer["due"]) == ("CF-01", "2015-09-09")
    assert (answer["first_day"], answer["rolled"], answer["provisional"]) == (
        "2015-09-02", False, False,
    )  # fmt: skip
    assert answer["basis"] == "《专利行政执法办法》第二十八条"


@pytest.mark.parametrize(
    ("words", "rule", "due"),
    [
        ("CF-02 --start 2015-09-01", "CF-02", "2015-09-16"),
        ("CF-02 --start 2015-09-01T16:20", "CF-02", "2015-09-16"),
        ("cf-2 --start ２０１５年９月１日", "CF-02", "2015-09-16"),
        ("ＣＦ－０２ --start 2015.9.1", "CF-02", "2015-09-16"),
        ("CF-12B --start 2020-03-03", "CF-12b", "2020-06-01"),
        ("CF-12 --start 2020-03-03 --authority ip_office", "CF-12a", "2020-04-03"),
        ("CF-12 --start 2015-09-08 --pause 2015-09-10..2015-09-20", "CF-12a", "2015-10-19"),
        ("CF-12b --start 2020-03-03 --pause 2020-04-01..2020-04-10 --pause 2020-04-08..2020-04-12"
         " --extend 30", "CF-12b", "2020-07-13"),
        ("CF-12b --start 2020-03-03 --extend 30 --extend 45", "CF-12b", "2020-08-17"),
        ("CF-15b --start 2021-10-11", "CF-15b", "2021-09-24"),
        ("CF-06 --start 2015-10-01T09:30", "CF-06", "2015-10-02T09:30"),
        ("CF-06 --start 2015-10-01T09:30:15", "CF-06", "2015-10-02T09:30:15"),
        ("CF-06 --start 2015-10-01T01:30Z", "CF-06", "2015-10-02T09:30"),
        ("CF-31 --start 2026-12-24", "CF-31", "2027-01-04"),
    ],
)  # fmt: skip
def test_limits_are_read_as_people_type_them(words: str, rule: str, due: str) -> None:
    answer = ask("due", *words.split())
    assert (answer["rule"], answer["due"]) == (rule, due)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("due", "缺少参数RULE。"),
        ("due CF-02", "CF-02（接到举报或者投诉后立案）自收到举报或者投诉之日起算，"
         "这一日期没有写明或者没有查明，不能计算届满日。"),
        ("due CF-27", "CF-27a（当事人直接提起行政诉讼）自当事人知道行政行为之日起算，"
         "这一日期没有写明或者没有查明，不能计算届满日。没有送达证明的，期限还没有开始。"),
        ("due XX-1", "没有编号为“XX-01”的期限规则。"),
        ("due CF-02 --start", "选项--start后面要有一个值。"),
        ("due CF-02 --begin 2015-09-01", "没有--begin这个选项。"),
        ("due CF-02 CF-03 --start 2015-09-01", "命令写得不对，加 --help 查看写法。"),
        ("duty", "命令写得不对，加 --help 查看写法。"),
        ("--loud", "没有--loud这个选项。"),
        ("due CF-02 --start 2015-02-29",
         "起算日期“2015-02-29”不是有效的日期，请写成2015-09-01的样子。"),
        ("due CF-06 --start 2015-10-01T25:00",
         "“2015-10-01T25:00”不是时刻，请写成2015-10-01T09:30的样子。"),
        ("due CF-06 --start 2015-10-01",
         "CF-06（当场查封、扣押后向负责人报告并补办批准手续）按小时计算，"
         "请写明起算的时刻，例如2015-10-01T09:30。"),
        ("due CF-05 --start 2015-09-01",
         "CF-05（将线索录入系统）的内容没有核实，只收录不启用，不能据以计算期限。"),
        ("due CF-04b --start 2026-09-01",
         "CF-04b（将是否立案的决定告知实名举报人）的内容没有核实，只收录不启用，不能据以计算期限。"),
        ("due INF-99 --start 2015-09-01", "没有编号为“INF-99”的期限规则。"),
        ("due INF-02 --start 2025-09-01",
         "INF-02（请求人补正请求材料）：补正期限由本机关在补正通知书中指定，条文没有规定长度。"),
        ("due 立案 --start 2015-09-01", "没有编号为“立案”的期限规则。"),
        ("due CF-12 --start 2009-09-01", "CF-12在2009年9月1日没有有效的规则。"),
        ("due CF-02 --start 2015-09-01 --pause 2015-09-10",
         "不计入的期间“2015-09-10”请写成2015-09-10..2015-09-20的样子，首尾两日在内。"),
        ("due CF-02 --start 2015-09-01 --pause 2015-09-10..x",
         "中止末日“x”不是有效的日期，请写成2015-09-01的样子。"),
        ("due CF-02 --start 2015-09-01 --pause 2015-09-20..2015-09-10",
         "中止期间的末日2015年9月10日早于首日2015年9月20日。"),
        ("due CF-12b --start 2020-03-03 --extend many", "延长的长度“many”应当是正整数。"),
        ("due CF-12b --start 2020-03-03 --extend 31",
         "CF-12b（作出行政处罚等处理决定）经本机关负责人批准最多延长30日，不能延长31日。"),
        ("due CF-02 --start 2015-09-01 --authority court",
         "办案机关“court”应当是ip_office、market_bureau或者patent_affairs。"),
        ("due CF-02 --start 9999-12-31", "日期超出可以计算的范围，请核对。"),
        ("fine --gains -5 --act-end 2020-05-01",
         "违法所得“-5”应当是零或者正数，最小到分；没有或者无法计算的写：无。"),
        ("fine --gains 1 --act-end 2020-15-01",
         "违法行为终了的日期“2020-15-01”不是有效的日期，请写成2015-09-01的样子。"),
        ("fine --gains 1 --act-end 2020-05-01 --decided 2020-04-30",
         "作出决定的日期2020年4月30日早于违法行为终了的日期2020年5月1日。"),
        ("fine --gains 1 --act-end 2009-05-01", "系统没有收录2009年5月1日有效的罚款规定，不能测算。"),
        ("fine --act-end 2020-05-01", "缺少参数--gains。"),
        ("calendar 2027", "系统没有“2027”年的节假日安排。"),
        ("calendar next", "系统没有“next”年的节假日安排。"),
    ],
)  # fmt: skip
def test_what_has_no_answer_is_one_sentence_and_exit_2(words: str, sentence: str) -> None:
    result = CliRunner().invoke(law, words.split(), catch_exceptions=False)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("words", "law_key", "ceiling", "confiscate"),
    [
        ("--gains 30000 --act-end 2020-05-01 --decided 2022-01-10", "PL-2008", 120000, 30000),
        ("--gains 0 --act-end 2020-05-01 --decided 2022-01-10", "PL-2008", 200000, 0),
        ("--gains 无 --act-end 2020-05-01 --decided 2022-01-10", "PL-2008", 200000, 0),
        ("--gains 100 --act-end 2020-05-01 --decided 2022-01-10", "PL-2008", 400, 100),
        ("--gains 50,000.01 --act-end 2021年6月1日", "PL-2020", 250000.05, 50000.01),
        ("--gains ８万 --act-end 2021-06-01", "PL-2020", 400000, 80000),
    ],
)
def test_a_fine_is_answered_with_exactly_the_promised_keys(
    *, words: str, law_key: str, ceiling: float, confiscate: float
) -> None:
    answer = ask("fine", *words.split())
    assert list(answer) == ["law", "ceiling", "confiscate", "basis", "text"]
    assert (answer["law"], answer["ceiling"], answer["confiscate"]) == (
        law_key, ceiling, confiscate,
    )  # fmt: skip


def test_gains_nobody_can_tell_are_named_so() -> None:
    text = ask("fine", "--gains", "无法计算", "--act-end", "2021-06-01")["text"]
    assert str(text).startswith("违法所得无法计算，按没有违法所得的幅度测算。")


def test_people_read_the_result_first_and_then_the_paragraph() -> None:
    runner = CliRunner()
    due = runner.invoke(law, ["due", "CF-02", "--start", "2015-09-01"]).stdout.splitlines()
    assert due[0] == "2015-09-16"
    assert due[1].startswith("依据《专利行政执法办法》第二十八条，")
    fine = runner.invoke(law, ["fine", "--gains", "1", "--act-end", "2022-01-01"]).stdout
    assert fine.splitlines()[0] == "250000"


def test_every_row_is_listed_and_the_switched_off_ones_are_marked() -> None:
    lines = CliRunner().invoke(law, ["rules"]).stdout.splitlines()
    assert len(lines) == 146
    asleep = ["CF-04b", "CF-05", "CF-32", "CF-32b", "CF-32c", "HL-06"]
    asleep += ["ST-07", "ST-09", "ST-10b", "ST-10c"]
    assert [line.split()[0] for line in lines if "停用" in line] == asleep
    rows = json.loads(CliRunner().invoke(law, ["rules", "--json"]).stdout)
    assert rows[0] == {
        "rule": "CF-01",
        "what": "自行发现涉嫌假冒专利行为后立案",
        "length": "5个工作日",
        "authority": "ip_office",
        "valid_from": "2015-07-01",
        "valid_to": None,
        "start": "发现之日",
        "basis": "《专利行政执法办法》第二十八条",
        "confidence": "S19",
        "enabled": True,
        "note": (
            "该办法未见废止；2019年4月1日起由市场监督管理部门办理的，先适用其处罚程序规定（CF-03）"
        ),
    }


def test_a_year_of_the_calendar_is_listed() -> None:
    lines = CliRunner().invoke(law, ["calendar", "2015"]).stdout.splitlines()
    assert (len(lines), lines[3]) == (31, "2015-01-04  上班  元旦")
    rows = json.loads(CliRunner().invoke(law, ["calendar", "2015", "--json"]).stdout)
    assert rows[0] == {"day": "2015-01-01", "kind": "rest", "name": "元旦"}


def test_without_a_command_the_help_is_shown() -> None:
    result = CliRunner().invoke(law, [])
    assert "期限计算、罚款测算" in result.output


def test_today_is_the_day_of_the_decision_when_none_is_given() -> None:
    tomorrow = date.max.isoformat()
    result = CliRunner().invoke(law, ["fine", "--gains", "1", "--act-end", tomorrow])
    assert result.exit_code == 2
    assert "早于违法行为终了的日期9999年12月31日" in result.stderr


def test_the_answer_needs_neither_the_web_nor_the_database() -> None:
    code = (
        "import sys; from caseapp.cli.law import law; "
        "law(['due', 'CF-02', '--start', '2015-09-01'], standalone_mode=False); "
        "print([name for name in ('flask', 'sqlalchemy', 'wtforms') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [(click.BadParameter("x"), "参数的值不对。"), (click.MissingParameter(), "缺少参数。")],
)
def test_a_complaint_about_a_nameless_argument_is_a_sentence_too(
    fault: click.UsageError, sentence: str
) -> None:
    with pytest.raises(Spoken) as said, spoken_usage():
        raise fault
    assert said.value.message == sentence
