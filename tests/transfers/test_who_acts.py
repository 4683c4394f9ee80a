"""Who makes a move and under which name: the two bodies, their superior, a successor, a deputy, a case."""

from datetime import datetime, timedelta

import pytest

from caseapp.base.clock import SHANGHAI, today
from caseapp.base.errors import NotVisible
from caseapp.ledger import queries as ledger
from caseapp.transfers import queries
from caseapp.transfers.offered import moves_for
from tests.accounts.test_deputies import again, stands_in
from tests.stories import walked
from tests.transfers.doing import body_id, found, make, sent
from tests.transfers.handing import code_of
from tests.transfers.test_bad_input import liaison, merge, tip
from tests.transfers.test_with_case import case_out


def test_two_bodies_agree_and_the_superior_only_designates(app, people):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    theirs = liaison(people, "anshan_market_bureau")
    make(theirs, one, "dispute", reason="不归我局。", superior=body_id("liaoning_market_bureau"))
    above = liaison(people, "liaoning_market_bureau")
    offered = {row.move.key: (row.may, row.why_not) for row in moves_for(above, found(one))}
    assert offered == {
        "agree_theirs": (
            False,
            "不能协商由对方管辖：协商由移送机关和接收机关进行，上一级机关不代为协商。",
        ),
        "designate_theirs": (True, ""),
        "designate_ours": (True, ""),
        "designate_other": (True, ""),
    }
    assert [row.move.key for row in moves_for(theirs, found(one)) if row.may] == ["agree_theirs"]
    make(theirs, one, "agree_theirs", reason="经协商由我局办理。")
    assert (found(one).state, found(one).holder_body_id) == (
        "accepted",
        body_id("anshan_market_bureau"),
    )


def test_agreement_told_by_letter_is_taken_down_for_the_receiver(app, people):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "dispute", reason="不归该局。", body=True,
         superior=body_id("liaoning_market_bureau"))  # fmt: skip
    make(people.wang, one, "agree_theirs", reason="经协商由其办理。", body=True)
    assert queries.moves_made(one)[-1].body_id == body_id("anshan_market_bureau")


def test_successor_has_it_only_from_the_day_of_the_takeover(app, people, clock):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    last = today() + timedelta(days=10)
    merge(people, "anshan_market_bureau", heir="liaoning_market_bureau", on=last)
    with pytest.raises(NotVisible):
        make(liaison(people, "liaoning_market_bureau"), one, "accept")
    make(liaison(people, "anshan_market_bureau"), one, "receive", signed_by="时监平",
         receipt_code=code_of(one))  # fmt: skip
    clock.set(last + timedelta(days=1))
    make(liaison(people, "liaoning_market_bureau"), one, "accept")
    assert queries.moves_made(one)[-1].body_id == body_id("liaoning_market_bureau")


def test_deputy_approves_and_the_history_says_for_whom(app, people):
    one, other = tip(people), tip(people)
    stands_in(people)
    make(again(people.wu), one, "approve", reason="同意移送。")
    assert queries.moves_made(one)[-1].by_name == "吴国栋（代陈立新）"
    trail = ledger.acts_on(object_kind="transfer", object_id=one)
    assert next(row for row in trail if row["action"] == "transfer.approve")["actor_name"] == (
        "吴国栋（代陈立新）"
    )
    make(again(people.wu), other, "send_back", reason="请写明依据。")
    assert queries.moves_made(other)[-1].by_name == "吴国栋"


def test_history_calls_the_step_of_the_case_by_its_name(*, app, people, clock, as_person):
    clock.set(datetime(2024, 3, 20, 10, 0, tzinfo=SHANGHAI))
    story = walked(people, "file")
    one = case_out(story, people.wang)
    make(people.chen, one, "approve", reason="行为地在沈阳市，不归本局。")
    assert queries.moves_made(one)[-1].given["case_step"] == "transfer"
    page = as_person("wang").get(f"/transfers/{one}")
    told = dict(zip(page.texts(".//dl/dt"), page.texts(".//dl/dd"), strict=True))
    assert told["案件步骤"] == "移送管辖"
