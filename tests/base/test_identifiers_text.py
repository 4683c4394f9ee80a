import json
import time
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.base.identifiers import number_forms, recognise
from caseapp.cli.identify import identify

TODAY = date(2026, 11, 22)
MARKS = "ZzLl０９123456789Xx.．。-—〔〕[]【】()（）年月日号第字元万亿¥￥,，；\u3000 \u200b\x00\x1b\n王😀一二三零壹叁"


def only(text):
    (found,) = recognise(text, today=TODAY)
    return found.kind, found.normal, found.valid, found.why


@pytest.mark.parametrize(
    "typed",
    [
        "2015-06-08",
        "2015年6月8日",
        "2015年06月8号",
        "2015.6.8",
        "2015/6/8",
        "２０１５年６月８日",
        "二〇一五年六月八日",
        "二○一五年六月八日",
        "20150608",
    ],
)
def test_date_in_any_spelling_is_one(typed):
    assert only(typed) == ("date", "2015-06-08", True, "日期")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2015-02-30", ("date", "2015-02-30", False, "2015年2月没有30日")),
        ("2015年13月1日", ("date", "2015-13-01", False, "没有13月")),
        ("2026-11-23", ("date", "2026-11-23", True, "日期，晚于今天")),
        ("3万元", ("amount", "30000.00", True, "人民币，单位元")),
        ("30,000元", ("amount", "30000.00", True, "人民币，单位元")),
        ("￥30,000.00", ("amount", "30000.00", True, "人民币，单位元")),
        ("叁万元整", ("amount", "30000.00", True, "人民币，单位元")),
        ("三万元", ("amount", "30000.00", True, "人民币，单位元")),
        ("3万5千元", ("amount", "35000.00", True, "人民币，单位元")),
        ("叁万元", ("amount", "30000.00", True, "大写规范写法为叁万元整")),
        ("贰万柒仟柒佰零玖元陆角壹分", ("amount", "27709.61", True, "人民币，单位元")),
        ("1.005元", ("amount", "1.005", False, "金额最小到分")),
        ("-300元", ("amount", "-300.00", False, "金额不能为负数")),
        (
            "3,00,000元",
            ("amount", "3,00,000元", False, "千位分隔或者单位写法不对，读不出金额"),
        ),
        (f"{'9' * 17}元", ("amount", f"{'9' * 17}.00", False, "金额超过16位")),
        ("鞍山某电器有限公司", ("text", "鞍山某电器有限公司", True, "")),
        ("统一元件", ("text", "统一元件", True, "")),
        ("5万件", ("text", "5万件", True, "")),
        ("！！", ("text", "！！", True, "")),
    ],
)
def test_dates_sums_and_words_are_told_apart(typed, answer):
    assert only(typed) == answer


def test_whole_report_is_read_in_its_order():
    text = "王某2015年6月8日花３００元买到ZL201530012345.4的壶，电话13912345678"
    assert [(one.kind, one.normal) for one in recognise(text, today=TODAY)] == [
        ("text", "王某"),
        ("date", "2015-06-08"),
        ("text", "花"),
        ("amount", "300.00"),
        ("text", "买到"),
        ("patent", "ZL201530012345.4"),
        ("text", "的壶，电话"),
        ("phone", "13912345678"),
    ]


def test_comma_of_a_sentence_does_not_join_two_sums():
    found = recognise("罚款30000，500元", today=TODAY)
    assert [(one.kind, one.normal) for one in found] == [
        ("text", "罚款30000，"),
        ("amount", "500.00"),
    ]


def test_nothing_typed_is_nothing_found():
    assert recognise("", today=TODAY) == []
    assert recognise(" \u3000\x00\n", today=TODAY) == []


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=200), st.text(alphabet=MARKS, max_size=200)))
def test_whatever_is_typed_gets_an_answer_in_its_place(text):
    found = recognise(text, today=TODAY)
    assert found == recognise(text, today=TODAY)
    ends = [0, *(one.span[1] for one in found)]
    for one, end in zip(found, ends, strict=False):
        assert end <= one.span[0] < one.span[1]
        assert text[slice(*one.span)] == one.raw
        assert number_forms(one.normal)


@settings(max_examples=200)
@given(st.text(alphabet=MARKS, max_size=60))
def test_a_normal_form_is_its_own_normal_form(text):
    for one in recognise(text, today=TODAY):
        if one.valid and one.kind not in {"text", "amount"}:
            again = recognise(one.normal, today=TODAY)
            assert [(two.kind, two.normal, two.valid) for two in again] == [
                (one.kind, one.normal, True)
            ]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "ZL",
        "ZL 1 2",
        "中",
        "一",
        "1,",
        "1万",
        "〔2015〕",
        "中〔2015〕",
        "(",
        "\x00",
        "😀",
        "1元",
        "A1-",
    ],
)
def test_twenty_thousand_hostile_characters_are_read_in_linear_time(piece):
    text = (piece * 20_000)[:20_000]
    started = time.process_time()
    recognise(text, today=TODAY)
    # Quadratic work on this length would take minutes.
    assert time.process_time() - started < 5


def run(*words):
    answer = CliRunner().invoke(identify, list(words))
    return answer.exit_code, answer.stdout


def test_command_answers_as_json():
    code, out = run("ＺＬ 2015 3 0012345.4", "--json")
    assert code == 0
    assert json.loads(out) == [
        {
            "kind": "patent",
            "normal": "ZL201530012345.4",
            "valid": True,
            "why": "外观设计，2015年申请，校验位正确",
        }
    ]


def test_command_answers_a_person_in_chinese():
    assert run("ZL201530012345.5", "壶") == (
        0,
        "专利号\tZL201530012345.5\t有误\t校验位应为4，实为5\n文字\t壶\n",
    )


def test_command_says_when_there_is_nothing_to_read():
    assert run(" ")[0] == 2
    assert run(" ", "--json") == (0, "[]\n")


def test_command_survives_broken_bytes():
    code, out = run("\udcff 2015-06-08", "--json")
    assert code == 0
    assert json.loads(out)[-1]["normal"] == "2015-06-08"
