"""A year's notice is read line by line, and a bad line says what to do."""

from datetime import date

import pytest

from caseapp.law.arrangements import LARGEST_FILE, read_arrangement
from caseapp.law.working_days import DayRow, load_calendar

NOTICE = date(2026, 11, 5)
WHOLE = """日期,名称,安排
2027-01-01,元旦,放假
2027-02-06,春节,放假
2027-02-08,春节,放假
2027-02-14,春节,上班
2027-04-05,清明节,放假
2027-05-03,劳动节,放假
2027-06-09,端午节,放假
2027-09-15,中秋节,放假
2027-10-01,国庆节,放假
"""


def read(text: str, year: int = 2027, encoding: str = "utf-8"):
    return read_arrangement(
        text.encode(encoding), year=year, published=NOTICE, present=load_calendar()
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_notice_is_taken_as_office_programs_save_it(encoding: str) -> None:
    found = read(WHOLE, encoding=encoding)
    assert found.faults == ()
    assert found.days[3] == DayRow(date(2027, 2, 14), "work", "春节", NOTICE)
    assert len(found.days) == 9


def test_columns_stand_in_any_order_and_empty_lines_do_not_count() -> None:
    found = read("kind,date,name,source\nrest,2026-09-28,纪念日,x\n\n,,\n", year=2026)
    assert found.days == (DayRow(date(2026, 9, 28), "rest", "纪念日", NOTICE),)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "2027-02-30,元旦,放假",
            "第 11 行：“2027-02-30”不是有效的日期，请写成 2027-10-01 的样子。",
        ),
        ("2028-05-01,劳动节,放假", "第 11 行：2028-05-01 不属于 2027 年的安排。"),
        ("2027-03-08,妇女节,半天", "第 11 行：安排“半天”应当写“放假”或者“上班”。"),
        ("2027-03-08,,放假", "第 11 行：没有写节日的名称。"),
        (f"2027-03-08,{'节' * 41},放假", "第 11 行：名称超过 40 个字。"),
        ("2027-10-01,国庆节,放假", "第 11 行：2027-10-01 已经写过一次。"),
        ("2027-03-09,补班,上班", "第 11 行：2027-03-09 是周二，本来就上班，不是调休。"),
    ],
)
def test_each_bad_line_gets_its_sentence_and_nothing_is_taken(line: str, sentence: str) -> None:
    found = read(f"{WHOLE}{line}\n")
    assert (found.days, found.faults) == ((), (sentence,))


def test_all_bad_lines_are_named_at_once() -> None:
    found = read("日期,名称,安排\nx,,\n2027-01-01,元旦,休\n")
    assert len(found.faults) == 3
    assert all(fault.startswith("第 2 行：") for fault in found.faults)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件不是文本表格，请另存为 CSV 后再上传。"),
        (b"x" * (LARGEST_FILE + 1), "文件不是文本表格，请另存为 CSV 后再上传。"),
        (b"\xff\xfe\x00\x81", "文件不是文本表格，请另存为 CSV 后再上传。"),
        ("日期,名称\n".encode(), "第 1 行应当是表头，缺少“安排”列。"),
        ("日期,名称,安排\n".encode(), "文件里没有 2027 年的日子。"),
    ],
)
def test_what_is_no_notice_is_refused_whole(data: bytes, sentence: str) -> None:
    found = read_arrangement(data, year=2027, published=NOTICE, present=load_calendar())
    assert found.days == ()
    assert found.faults[0] == sentence


def test_a_new_year_must_name_every_holiday_but_a_change_need_not() -> None:
    lost = read(WHOLE.replace("2027-09-15,中秋节,放假\n", ""))
    assert lost.faults == ("2027 年的安排不完整：没有写中秋的放假日。",)
    change = read("日期,名称,安排\n2026-09-28,纪念日,放假\n2026-10-10,国庆节,上班\n", year=2026)
    assert change.faults == ()
    assert [row.kind for row in change.days] == ["rest", "work"]


def test_a_holiday_may_be_made_a_working_day_again() -> None:
    assert read("日期,名称,安排\n2026-10-05,国庆节,上班\n", year=2026).faults == ()
