"""Two texts of a paper are told apart as a reader sees it: words, days and sums, never letters of them."""

import random
import time

from caseapp.revisions.differences import differences


def told(before, after):
    marks = {"kept": "{}", "out": "[-{}]", "in": "[+{}]"}
    return "".join(marks[one.mark].format(one.text) for one in differences(before, after))


def test_days_sums_and_words_change_as_a_whole():
    assert told("2015年7月3日查封水壶120只。", "2015年7月13日扣押水壶112只。") == (
        "2015年7月[-3日查封][+13日扣押]水壶[-120][+112]只。"
    )
    assert told("罚款20000元", "罚款25000.00元") == "罚款[-20000][+25000.00]元"
    assert told("", "甲") == "[+甲]"
    assert told("甲乙", "") == "[-甲乙]"
    assert told("一样。", "一样。") == "一样。"


def test_both_texts_can_be_read_out_of_their_differences():
    dice = random.Random(7)  # noqa: S311 - the same texts in every run
    for _ in range(200):
        before, after = (
            "".join(dice.choices("甲乙丙丁，。12 \n", k=dice.randrange(40))) for _ in "ab"
        )
        found = differences(before, after)
        assert "".join(one.text for one in found if one.mark != "in") == before
        assert "".join(one.text for one in found if one.mark != "out") == after


def test_the_longest_texts_are_compared_before_anybody_waits():
    dice = random.Random(7)  # noqa: S311 - the same texts in every run
    texts = [
        ("现场" * 10_000, "现象" * 10_000),
        ("现场检查。" * 4_000, "现场检验。" * 3_999),
        (
            "".join(dice.choices("现场检查的情况。", k=20_000)),
            "".join(dice.choices("现场的。", k=20_000)),
        ),
    ]
    began = time.perf_counter()
    for before, after in texts:
        found = differences(before, after)
        assert "".join(one.text for one in found if one.mark != "in") == before
    assert time.perf_counter() - began < 5
