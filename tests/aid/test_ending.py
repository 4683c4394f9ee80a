"""Help that ended ends the ticket it came by; what was undone is worked on again."""

import pytest
import sqlalchemy as sa

from caseapp.aid.actions import Answered
from caseapp.base.db import db, writing
from caseapp.deadlines import queries as deadlines
from caseapp.hotline import queries as tickets
from caseapp.hotline.actions import following_aid
from caseapp.hotline.actions.moving import running
from caseapp.hotline.models import TicketMove
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.aid.aids import at_stage, check, fresh, step


def ticket_of(aid_id):
    return tickets.entry_row(fresh(aid_id).ticket_id)


def moves_of(ticket_id):
    wanted = sa.select(TicketMove).where(TicketMove.ticket_id == ticket_id)
    return db.session.scalars(wanted.order_by(TicketMove.id)).all()


def ended(people, at, key, **given):
    """An aid file that ends from a stage by a step, and what follows of it."""
    aid_id = at_stage(people, at)
    drain_all(REACTIONS)
    assert ticket_of(aid_id).state == "working"
    if at == "check":
        check(aid_id, people.wu, in_area=Answered("no", "不在本地区"))
    step(aid_id, key, people.chen, **given)
    drain_all(REACTIONS)
    return aid_id


@pytest.mark.parametrize(
    ("at", "key", "given", "said"),
    [
        ("called_back", "close", {"reason": "已提交答辩"}, "已结案"),
        ("check", "refuse", {"reason": "不属于援助范围"}, "不予受理"),
        ("working", "stop", {"ground": "withdrawn", "reason": "申请人撤回"}, "已终止"),
    ],
)
def test_ticket_ends_with_the_help_it_asked_for(*, app, people, at, key, given, said):
    aid_id = ended(people, at, key, **given)
    ticket = ticket_of(aid_id)
    assert ticket.state == "closed"
    assert ticket.closed_at is not None
    assert running(ticket.id) is None
    last = moves_of(ticket.id)[-1]
    assert (last.move, last.by_name) == ("aid_end", "系统")
    assert last.reason == f"援助案卷{fresh(aid_id).number}：{said}"
    assert [one.rule_id for one in deadlines.of_ticket(ticket.id) if one.stopped_on is None] == []


def test_ticket_is_worked_on_again_when_a_refusal_is_undone(app, people):
    aid_id = ended(people, "check", "refuse", reason="不属于援助范围")
    step(aid_id, "revoke", people.wu, reason="异议成立")
    drain_all(REACTIONS)
    ticket = ticket_of(aid_id)
    assert (ticket.state, ticket.closed_at) == ("working", None)
    assert running(ticket.id).unit_id == ticket.unit_id
    assert [one.move for one in moves_of(ticket.id)][-2:] == ["aid_end", "aid_again"]
    step(aid_id, "refuse", people.chen, reason="补充材料后仍不属于援助范围")
    drain_all(REACTIONS)
    assert ticket_of(aid_id).state == "closed"


def test_ticket_that_stands_as_its_file_is_left_alone(app, people):
    aid_id = ended(people, "called_back", "close", reason="已提交答辩")
    before = ticket_of(aid_id).version
    assert following_aid.to_follow([aid_id]) == []
    with writing():
        following_aid.follow_aid(by=people.chen, aid_ids=[aid_id])
    assert ticket_of(aid_id).version == before


def test_nobody_ends_a_ticket_in_the_place_of_its_file(app, people, as_person):
    aid_id = at_stage(people, "working")
    page = as_person("liu").get(f"/tickets/{fresh(aid_id).ticket_id}")
    assert "援助结束，办结" not in page.text
