"""A transfer goes out, is received, comes back; somebody has it at every instant."""

from datetime import date

from caseapp.base.clock import on_day
from caseapp.transfers import queries
from tests.transfers.doing import body_id, found, holdings, make, moves, opened, sent


def test_lead_goes_out_and_its_answer_comes_back(app, people):
    one = opened(people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark")
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "receive", body=True, signed_by="赵某")
    make(people.wang, one, "accept", body=True)
    make(people.wang, one, "answer", body=True, answer="已立案查处。")
    make(people.wang, one, "close")
    assert moves(one) == ["open", "approve", "send", "receive", "accept", "answer", "close"]
    held = holdings(one)
    assert [(row.state, row.body_name) for row in held] == [
        ("drafted", ""),
        ("approved", ""),
        ("sent", "鞍山市市场监督管理局"),
        ("received", "鞍山市市场监督管理局"),
        ("accepted", "鞍山市市场监督管理局"),
        ("answered", ""),
    ]
    assert [row.until for row in held[:-1]] == [row.since for row in held[1:]]
    assert held[-1].until == found(one).closed_at


def test_what_lay_unentered_for_days_is_held_from_the_day_it_came(app, people):
    came = date(2026, 11, 10)
    one = opened(people.wang, "lead_in", "anshan_market_bureau", received_on=came)
    assert holdings(one)[0].since == on_day(came)
    make(people.wang, one, "receipt", on=date(2026, 11, 12), signed_by="王某")
    assert [row.since for row in holdings(one)] == [on_day(came)]


def test_act_taken_down_is_credited_to_who_had_it_and_not_to_the_next(app, people):
    told, above = {"body": True, "reason": "有争议。"}, body_id("liaoning_market_bureau")
    one = opened(people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark")
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "dispute", superior=above, **told)
    make(people.wang, one, "designate_theirs", order_no="辽市监指〔2026〕1号", **told)
    credited = {row.move: row.body_id for row in queries.moves_made(one)}
    assert (credited["dispute"], credited["designate_theirs"]) == (
        body_id("anshan_market_bureau"),
        above,
    )
