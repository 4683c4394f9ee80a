"""Putting a limit off: who approves need not be who may tell, and says which limit is meant."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.hotline import queries
from caseapp.hotline.actions.acting import act
from tests.desk.test_tickets_waiting import waiting
from tests.hotline.test_answers import tell, told
from tests.hotline.test_clocks import MONDAY, running
from tests.hotline.test_moving import make, moves, take

UNTIL = date(2024, 4, 8)
SEALED = {"wants_secrecy": True, "caller_name": "钱多多", "caller_phone": "13812345678"}
LATER = {"how": "later", "reason": "需要外地协查", "until": UNTIL}
PHONE = {"how": "phone", "told": "已电话告知延期。", "reason": "需要外地协查", "until": UNTIL}


def with_lead(people, **given):
    """Take a complaint that is mediated, with a lead found on the way: HL-04 may be put off by the chief."""
    one = take(people, **given)
    make(people.liu, one, "accept_complaint", told="已电话告知受理。")
    make(people.liu, one, "find_lead", reason="专利号查无此号")
    return one


def extend(by, one, said):
    with writing():
        act(by=by, ticket=queries.entry_row(one), key="extend", said=said)


def test_chief_puts_off_what_the_informant_desk_then_tells(*, people, as_person, clock):
    clock.set(MONDAY)
    one = with_lead(people, **SEALED)
    with pytest.raises(Refused, match="不能登记延期已经告知") as no:
        extend(people.chen, one, PHONE)
    assert "尚未告知" in no.value.remedy
    assert "zhou" not in waiting(as_person)
    chen = as_person("chen")
    chen.get(f"/hotline/{one}")
    chen.submit("moves/extend", how="later", until=UNTIL.isoformat(), reason="需要外地协查")
    assert "延期至 2024-04-08，尚未告知来电人" in chen.follow().text
    assert (running(one)["HL-04"], told(one)) == ("2024-04-08", [])
    assert waiting(as_person)["zhou"] == ["延期待告知"]
    number = queries.entry_row(one).number
    assert number in as_person("zhou").get("/hotline/informing").text
    tell(people.zhou, one, "已告知延期。", kind="interim")
    assert "zhou" not in waiting(as_person)
    assert number not in as_person("zhou").get("/hotline/informing").text
    assert "尚未告知来电人" not in as_person("chen").get(f"/hotline/{one}").text


def test_chief_says_that_an_ordinary_caller_was_told(*, app, people, clock):
    clock.set(MONDAY)
    one = with_lead(people)
    with pytest.raises(Refused, match="没有写明如何告知当事人"):
        extend(people.chen, one, PHONE | {"told": ""})
    extend(people.chen, one, PHONE)
    assert told(one) == [("interim", "已电话告知延期。")]
    assert moves(one)[-1] == "extend"


def test_which_limit_is_put_off_is_chosen(*, people, as_person, clock):
    clock.set(MONDAY)
    order = {"channel": "order", "order_no": "鞍热线20240304001", "order_due_on": date(2024, 3, 18)}
    one = with_lead(people, **order)
    with pytest.raises(Refused, match=r"有 2 项：.+没有写明延长哪一项"):
        extend(people.chen, one, PHONE)
    chen = as_person("chen")
    page = chen.get(f"/hotline/{one}")
    (choice,) = page.all(".//select[@id='extend-limit']")
    names = ["".join(each.itertext()) for each in choice]
    assert names[0] == "请选择"
    assert "2024-03-18 届满" in names[1]
    assert names[2] == "核查调解中发现的违法线索（2024-03-25 届满）"
    lead = choice[2].get("value")
    typed = {"how": "phone", "told": "已告知。", "reason": "外地协查"}
    chen.submit("moves/extend", limit=lead, until="2024-04-08", **typed)
    assert chen.last.status == 303
    after = running(one)
    assert (after["HL-04"], after["ST-10"]) == ("2024-04-08", "2024-03-18")
