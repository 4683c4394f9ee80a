"""What runs from the day a letter reached us runs from that day, whatever day the letter bears."""

from datetime import date, datetime

import pytest

from caseapp.base.clock import SHANGHAI
from caseapp.base.errors import Refused
from caseapp.transfers.lives.criminal import CRIMINAL
from caseapp.transfers.routes.moves import is_by_receipt
from tests.transfers.doing import make
from tests.transfers.test_criminal import brought, limits, story, suspected

__all__ = ["story"]  # a fixture
REFUSED = {
    "reason": "情节轻微。",
    "ground": "minor",
    "their_paper": "鞍公不立字〔2026〕9号",
    "body": True,
}


def test_refusal_is_contested_from_its_receipt_and_judged_by_its_own_day(
    *, story, people, clock, as_person
):
    one = brought(story, suspected(story), "received")
    clock.set(datetime(2026, 11, 9, 10, 0, tzinfo=SHANGHAI))
    page = as_person("wang").get(f"/transfers/{one}/moves/refuse")
    assert "收到日期" in page.text
    assert "来文落款日期" in page.text
    with pytest.raises(Refused, match="来文落款的日期 2026-11-10 晚于收到"):
        make(people.wang, one, "refuse", their_day=date(2026, 11, 10), **REFUSED)
    make(people.wang, one, "refuse", their_day=date(2026, 11, 4), **REFUSED)
    # 公安机关 11 月 4 日决定，没有逾期；复议的三日自 11 月 9 日收到起算。
    assert ("TR-04", "met", date(2026, 11, 5)) in limits(one)
    assert limits(one)[-1] == ("TR-05", "running", date(2026, 11, 12))


def test_moves_that_ask_the_day_of_receipt_are_those_the_law_counts_so():
    asked = {key for key, row in CRIMINAL.moves.items() if is_by_receipt(row)}
    assert asked == {"name_missing", "file", "refuse", "uphold", "opinion"}
