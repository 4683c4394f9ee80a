"""What came back and goes out again names the day of its own letter, not that of the first."""

from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.transfers.kinds import KINDS
from tests.transfers.doing import found, make, moves, opened
from tests.transfers.handing import upload

FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 18)
FACTS = {one.key: "查明库存。" for one in KINDS["inquiry_out"].fields if one.required}


def returned(people):
    """A request for help whose first letter named a day, and that came back."""
    one = opened(people.wang, "inquiry_out", "shenyang_ip", facts=FACTS, answer_due_on=FIRST)
    make(people.wang, one, "send")
    make(people.wang, one, "refuse", body=True, reason="没有写明仓库地址。")
    return one


def running(transfer_id):
    rows = deadlines.of_transfer(transfer_id)
    return [(one.rule_id, one.due_on) for one in rows if one.stopped_on is None]


def test_form_asks_for_the_new_day_only_when_it_is_sent_again(*, app, people, as_person):
    one = opened(people.wang, "inquiry_out", "shenyang_ip", facts=FACTS, answer_due_on=FIRST)
    wang = as_person("wang")
    assert "新的答复日期" not in wang.get(f"/transfers/{one}/moves/send").text
    make(people.wang, one, "send")
    make(people.wang, one, "refuse", body=True, reason="没有写明仓库地址。")
    page = wang.get(f"/transfers/{one}/moves/send")
    assert "新的答复日期" in page.text
    assert wang.submit("move", f_answer_due_on=SECOND.isoformat()).status == 303
    page = wang.follow()
    assert "新的答复日期" in page.texts(".//dt")
    assert found(one).answer_due_on == SECOND
    assert running(one) == [("ST-23", SECOND)]


def test_second_letter_without_a_day_does_not_inherit_the_first(app, people):
    one = returned(people)
    make(people.wang, one, "send")
    assert moves(one)[-1] == "send"
    assert running(one) == []


def test_second_letter_names_no_day_that_is_over(app, people):
    one = returned(people)
    upload(people.wang, one, name="再次请求协助的函")
    with pytest.raises(Refused) as no:
        make(people.wang, one, "send", answer_due_on=date(2026, 11, 20))
    assert "新的答复日期" in str(no.value)
    assert found(one).state == "returned"
