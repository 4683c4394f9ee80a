"""A repeated ticket joins the earlier one of the same matter; the caller is told."""

from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.hotline import actions, file_queries, queries
from caseapp.ledger import queries as ledger
from tests.hotline.test_answers import take, tell, told
from tests.hotline.test_clocks import running
from tests.hotline.test_moving import make
from tests.stories import unit_id

MA = {"caller_name": "马连长", "caller_phone": "13912345678"}
TOLD = "您的反映并入在先工单办理。"


def join(by, one, earlier, *, how="spot", text=TOLD):
    with writing():
        actions.join(
            by=by,
            ticket=queries.entry_row(one),
            earlier=queries.entry_row(earlier),
            reason="同一商店同一商品",
            how=how,
            text=text,
        )


def test_repeat_is_joined_and_both_say_so(app, people):
    first, second = take(people, **MA), take(people, channel="letter", **MA)
    join(people.liu, second, first)
    assert queries.entry_row(second).state == "joined"
    assert told(second) == [("joined", TOLD)]
    links = {
        one: [(row.kind, row.id, row.is_ours) for row in lies.links]
        for one in (first, second)
        for lies in [file_queries.ticket_file(one, by=people.liu)]
    }
    assert links == {first: [("repeat", second, 0)], second: [("repeat", first, 1)]}
    acts = [row["action"] for row in ledger.acts_on(object_kind="ticket", object_id=first)]
    assert acts[-1] == "ticket.repeated"
    assert queries.entry_row(first).state == "open"


def test_what_was_joined_is_not_joined_again_nor_taken_for_an_earlier_one(app, people):
    first, second, third = (take(people, **MA) for _ in range(3))
    join(people.liu, second, first)
    with pytest.raises(Refused, match="已并入"):
        join(people.liu, second, first)
    with pytest.raises(Refused, match="不再办理") as no:
        join(people.liu, third, second)
    assert "最早的那一张" in no.value.remedy
    assert queries.entry_row(third).state == "open"


def test_tickets_that_are_no_repeat_are_refused(app, people):
    first, second = take(people, **MA), take(people, **MA)
    report = take(people, matter="report")
    with pytest.raises(Refused, match="不早于本工单"):
        join(people.liu, first, second)
    with pytest.raises(Refused, match="不早于本工单"):
        join(people.liu, first, first)
    with pytest.raises(Refused, match="本工单是举报"):
        join(people.liu, report, first)
    tell(people.liu, second)
    with pytest.raises(Refused, match="已答复"):
        join(people.liu, second, first)


def test_complaint_of_somebody_else_keeps_its_own_limits(app, people):
    other = {"caller_name": "何其多", "caller_phone": "13712345678"}
    hidden = {"wants_secrecy": True}
    first, second, unnamed = take(people, **MA), take(people, **other), take(people)
    sealed, again, apart = (take(people, **hidden, **who) for who in (MA, MA, other))
    for one, earlier in ((second, first), (unnamed, first), (sealed, first), (apart, sealed)):
        with pytest.raises(Refused, match="没有登记为同一投诉人"):
            join(people.liu, one, earlier)
        assert set(running(one)) == {"HL-01", "ST-02"}
    join(people.liu, again, sealed)
    assert queries.entry_row(again).state == "joined"


def test_anonymous_complaint_that_comes_again_is_joined_to_the_anonymous_one(app, people):
    first, second, named = take(people), take(people), take(people, **MA)
    with pytest.raises(Refused, match="没有登记为同一投诉人") as no:
        join(people.liu, named, first)
    assert "匿名的投诉只能并入匿名的投诉" in no.value.remedy
    join(people.liu, second, first)
    assert queries.entry_row(second).state == "joined"
    assert running(second) == {}
    assert set(running(first)) == {"HL-01", "ST-02"}


def test_complaint_is_not_joined_over_a_limit_of_the_law(app, people):
    first, second = take(people, **MA), take(people, **MA)
    make(people.liu, second, "accept_complaint", told="已电话告知受理。")
    with pytest.raises(Refused, match="没有办结") as no:
        join(people.liu, second, first)
    assert "“终止调解”" in no.value.remedy
    assert set(running(second)) == {"HL-02c"}


def test_ticket_with_a_lead_is_joined_in_the_case_and_not_here(app, people):
    first, second = (take(people, matter="report") for _ in range(2))
    with writing():
        actions.send(
            by=people.liu, ticket=queries.entry_row(second), unit_id=unit_id(places.ENFORCEMENT)
        )
    with pytest.raises(Refused, match="已建立线索"):
        join(people.liu, second, first)


def test_repeating_reporter_is_told_on_the_line_or_by_the_informant_desk(app, people):
    sealed = {"matter": "report", "caller_name": "钱多多", "caller_phone": "13812345678"}
    first, second = take(people, **sealed), take(people, **sealed)
    with pytest.raises(Refused, match="由举报专员办理"):
        join(people.liu, second, first, how="phone")
    with pytest.raises(Refused, match="写有举报人"):
        join(people.liu, second, first, text="钱多多您好")
    assert queries.entry_row(second).state == "open"
    join(people.liu, second, first)
    assert told(second) == [("joined", TOLD)]


def test_joined_caller_may_still_be_told_more(app, people):
    first, second = take(people, **MA), take(people, received_on=date(2024, 3, 5), **MA)
    join(people.liu, second, first)
    tell(people.liu, second, "商店已退货。", kind="added")
    assert told(second) == [("joined", TOLD), ("added", "商店已退货。")]
