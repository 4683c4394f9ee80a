"""Limits that run beside each other: what ends first ends all of them, and the paragraph says why."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from caseapp.cli.law import law
from caseapp.law import time_limits
from caseapp.law.errors import FaultyData
from caseapp.law.limit_files import parse_limits
from caseapp.law.limit_rows import Pause

BOOK = time_limits.load()
JOINED, ENDED = date(2024, 7, 1), date(2026, 4, 14)
RECEIVED, SENT = "INF-14", "INF-14b"


def of_row(name, start, **asked):
    """One row alone, whatever runs beside it."""
    return time_limits.due(BOOK.row(name), start, **asked).due


def test_a_consumer_dispute_ends_with_the_earlier_of_the_two_on_every_day():
    for number in range((ENDED - JOINED).days + 1):
        start = JOINED + timedelta(days=number)
        answer = BOOK.due("HL-02b", start)
        assert answer.due == min(of_row("HL-02", start), of_row("HL-02b", start))
        assert "并行的期限按先届满的办理：HL-02b至" in answer.text
    alone = BOOK.due("HL-02b", ENDED + timedelta(days=1))
    assert "并行" not in alone.text


def test_a_test_that_is_not_counted_moves_both():
    test = (Pause(date(2025, 3, 3), date(2025, 3, 23), "检验"),)
    answer = BOOK.due("HL-02b", date(2025, 2, 10), pauses=test)
    assert answer.due == of_row("HL-02b", date(2025, 2, 10), pauses=test)
    assert answer.due > of_row("HL-02b", date(2025, 2, 10))


def test_the_wider_row_names_the_day_of_the_narrower_one():
    answer = BOOK.due("HL-02", date(2025, 1, 24))
    assert (answer.rule, answer.due) == ("HL-02", date(2025, 4, 3))
    assert "另按HL-02b至2025年3月25日届满，先于本条，以先届满的为准。" in answer.text
    assert "HL-02b至" not in BOOK.due("HL-02", date(2024, 6, 30)).text


@pytest.mark.parametrize(
    ("received", "sent", "rule", "due"),
    [
        (date(2026, 2, 11), date(2026, 1, 5), SENT, date(2026, 3, 5)),
        (date(2026, 2, 11), date(2026, 2, 9), RECEIVED, date(2026, 3, 11)),
        (date(2026, 2, 5), date(2026, 1, 5), RECEIVED, date(2026, 3, 5)),
    ],
)
def test_a_warned_party_waits_until_the_first_of_the_two_ends(*, received, sent, rule, due):
    answer = BOOK.due(RECEIVED, received, others={SENT: sent})
    assert (answer.rule, answer.due) == (rule, due)
    other_way = BOOK.due(SENT, sent, others={RECEIVED: received})
    assert other_way.due == due


def test_an_unknown_day_of_the_other_limit_is_said():
    answer = BOOK.due(SENT, date(2026, 1, 5))
    assert (answer.rule, answer.due) == (SENT, date(2026, 3, 5))
    assert "另有INF-14（自权利人收到书面催告之日起算）与本条并行" in answer.text
    assert "没有写明它的起算日，这里只按本条计算。" in answer.text


def test_the_command_takes_the_day_of_the_other_limit():
    words = ["due", RECEIVED, "--start", "2026-02-11"]
    told = CliRunner().invoke(law, [*words, "--beside", "INF-14b=2026-01-05"])
    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "2026-03-05")
    wrong = CliRunner().invoke(law, [*words, "--beside", "2026-01-05"])
    assert wrong.exit_code != 0
    assert "请写成INF-14b=2026-01-05的样子" in wrong.output


def test_a_row_beside_one_that_is_not_there_is_refused():
    text = (time_limits.FOLDER / "hotline.toml").read_text(encoding="utf-8")
    with pytest.raises(FaultyData, match="HL-02b: earlier_of names unknown HL-99"):
        parse_limits(text.replace('earlier_of = ["HL-02"]', 'earlier_of = ["HL-99"]'), "some.toml")
