"""What a body that has a transfer no longer is told: what it got and did, and nothing that came after."""

from datetime import date

import pytest

from tests.counterparts import account, invite
from tests.pages import Reader
from tests.people import sign_in
from tests.transfers.doing import body_id, make, opened

SUPERIOR = "liaoning_ip"


@pytest.fixture
def passed(app, people):
    """A lead that was disputed before the superior and given back, all of it entered days later."""
    invite("shi")
    one = opened(people.zheng, "lead_out", "anshan_market_bureau", right_kind="trademark",
                 received_on=date(2026, 11, 16))  # fmt: skip
    make(people.chen, one, "approve", reason="同意移送。", on=date(2026, 11, 16))
    make(people.zheng, one, "send", on=date(2026, 11, 17))
    make(people.zheng, one, "dispute", body=True, on=date(2026, 11, 18), reason="不归我局。",
         superior=body_id(SUPERIOR))  # fmt: skip
    make(people.zheng, one, "designate_theirs", body=True, on=date(2026, 11, 19), order_no="甲1号")
    make(people.zheng, one, "urge", on=date(2026, 11, 20), reason="请尽快反馈。")
    account("sheng", "盛上级", SUPERIOR)
    return one


def test_former_receiver_keeps_what_was_sent_before_its_part_ended(app, passed):
    page = sign_in(Reader(app), "sheng").get(f"/counterpart/{passed}")
    assert "本件已经转由其他单位办理" in page.text
    assert f"/counterpart/{passed}/sent/1" in page.links().values()
    assert sign_in(Reader(app), "sheng").get(f"/counterpart/{passed}/sent/1").status == 200
    assert "请尽快反馈。" not in page.text


def test_list_tells_a_former_receiver_nothing_that_came_after(app, passed):
    [row] = sign_in(Reader(app), "sheng").get("/counterpart").all(".//tbody/tr")
    cells = ["".join(one.itertext()).strip() for one in row.iter("td")]
    assert cells[5:] == ["", "2026-11-19 指定接收机关管辖", "已转由其他单位办理"]
    [row] = sign_in(Reader(app), "shi").get("/counterpart").all(".//tbody/tr")
    cells = ["".join(one.itertext()).strip() for one in row.iter("td")]
    assert cells[6:] == ["2026-11-20 催办", "等本单位办理"]
    assert cells[5] != ""
