"""Days that are a slip of the pen are told in a sentence; nothing is counted to the end of time."""

from datetime import date

import pytest

from tests.hotline.test_clocks import MONDAY
from tests.hotline.test_extending import with_lead
from tests.hotline.test_moving import take
from tests.hotline.test_pages import KEEP
from tests.hotline.test_routing_pages import add, admin

__all__ = ["admin"]
ODD = ("0001-01-01", "9999-12-31")


@pytest.mark.parametrize("odd", ODD)
def test_move_with_an_odd_day_is_told_so(*, people, as_person, clock, odd):
    clock.set(MONDAY)
    one, two = with_lead(people), take(people)
    chen, liu = as_person("chen"), as_person("liu")
    chen.get(f"/hotline/{one}")
    told = [chen.submit("moves/extend", how="later", until=odd, reason="外地协查")]
    liu.get(f"/hotline/{two}")
    refused = {"ground": "too_old", "harm_known_on": odd, "told": "已电话告知。"}
    told += [liu.submit("moves/refuse_complaint", **refused)]
    liu.get(f"/hotline/{two}")
    told += [liu.submit("moves/ask_identity", until=odd)]
    assert [page.status for page in told] == [409] * 3
    assert all(f"{odd} 不在工作日历管到的 2007 年至" in page.text for page in told)


@pytest.mark.parametrize("odd", ODD)
def test_routing_row_with_an_odd_day_is_told_so(*, people, admin, odd):
    told = [add(admin, since=odd)]
    if date.fromisoformat(odd) > MONDAY:
        told += [add(admin, until=odd)]
    assert admin.get(f"/admin/routing?matter=report&day={odd}").status == 200
    add(admin)
    admin.submit(press="登记这条规则")
    admin.get("/admin/routing/1/end")
    told += [admin.submit(last=odd, why="写错了")]
    assert {page.status for page in told} == {409}
    assert all(f"{odd} 不在工作日历管到的" in page.text for page in told)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        *((odd, f"工单办结期限 {odd} 不在工作日历管到的") for odd in ODD),
        ("2026-11-20", "工单办结期限 2026-11-20 早于收到日期 2026-11-23"),
    ],
)
def test_order_with_a_last_day_that_cannot_be_is_told_so(*, people, as_person, day, sentence):
    liu = as_person("liu")
    liu.get("/hotline/new")
    given = {"channel": "order", "matter": "advice", "content": "咨询专利年费。"}
    page = liu.submit(press=KEEP, **given, order_no="2026112300018", order_due_on=day)
    assert (page.status, sentence in page.text, "2026112300018" in page.source) == (409, True, True)
    assert liu.submit(press=KEEP, order_due_on="2026-12-01").status == 303
