"""A ticket changes hands and state by the table alone; what stands in the way is told in a sentence."""

from datetime import date

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts import units as places
from caseapp.accounts.actions import PersonGiven
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.hotline import actions, queries
from caseapp.hotline.actions import CallGiven, Holder
from caseapp.hotline.models import TicketHolding, TicketMove
from caseapp.ledger import queries as ledger
from tests.stories import unit_id


def take(people, **changed):
    given = {
        "channel": "phone",
        "matter": "complaint",
        "received_on": date(2024, 3, 4),
        "content": "买到的水壶标着专利号，商店不肯退。",
    }
    with writing():
        return actions.take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket.id


def make(by, ticket_id, move, *, to=None, **given):
    with writing():
        holder = Holder(unit_id(to)) if isinstance(to, str) else to
        ticket = queries.entry_row(ticket_id)
        return actions.move(by=by, ticket=ticket, move=move, to=holder, **given).id


def state(ticket_id):
    return queries.entry_row(ticket_id).state


def holdings(ticket_id):
    wanted = sa.select(TicketHolding).where(TicketHolding.ticket_id == ticket_id)
    return db.session.scalars(wanted.order_by(TicketHolding.id)).all()


def moves(ticket_id):
    wanted = sa.select(TicketMove.move).where(TicketMove.ticket_id == ticket_id)
    return list(db.session.scalars(wanted.order_by(TicketMove.id)))


def test_ticket_goes_to_a_section_and_is_answered_and_closed(app, people):
    one = take(people)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    make(people.wang, one, "accept")
    with writing():
        actions.answer(by=people.wang, ticket=queries.entry_row(one), text="已电话告知。")
    make(people.liu, one, "call_back", score="satisfied")
    assert moves(one) == ["take", "dispatch", "accept", "answer", "call_back"]
    held = holdings(one)
    assert [(row.state, row.unit_name) for row in held] == [
        ("open", "12330热线"),
        ("assigned", "执法科"),
        ("working", "执法科"),
        ("answered", "执法科"),
    ]
    assert [row.until for row in held[:-1]] == [row.since for row in held[1:]]
    ticket = queries.entry_row(one)
    assert (ticket.state, held[-1].until) == ("closed", ticket.closed_at)
    acts = ledger.acts_on(object_kind="ticket", object_id=one)
    assert [row["action"] for row in acts if not row["action"].startswith("deadline.")] == [
        "ticket.taken",
        "ticket.dispatch",
        "ticket.accept",
        "ticket.answered",
        "ticket.call_back",
    ]


def test_returned_ticket_goes_to_the_desk_alone_and_the_second_return_to_the_chief(app, people):
    one = take(people)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    with pytest.raises(Refused, match="退回只能退给受理岗位") as no:
        make(people.wang, one, "send_back", reason="不归我科", to=places.TIEDONG)
    assert no.value.article == "《市场监督管理投诉举报处理办法》（条号待核）"
    make(people.wang, one, "send_back", reason="不归我科")
    assert (state(one), queries.entry_row(one).unit_id) == ("returned", unit_id(places.HOTLINE))
    make(people.liu, one, "dispatch", to=places.TIEDONG)
    make(people.zhao, one, "send_back", reason="商店在铁西")
    assert (state(one), queries.entry_row(one).unit_id) == ("disputed", unit_id(places.CITY))
    with pytest.raises(Refused, match="现为“待裁定”"):
        make(people.liu, one, "dispatch", to=places.TIEDONG)
    make(people.chen, one, "arbitrate", to=places.ENFORCEMENT, reason="商店在市区")
    with pytest.raises(Refused, match="已经负责人裁定，不再退回"):
        make(people.wang, one, "send_back", reason="不归我科")
    make(people.wang, one, "accept")
    assert state(one) == "working"


def test_who_does_not_hold_it_neither_takes_nor_returns_it(app, people):
    one = take(people)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    for stranger in (people.liu, people.zhao, people.chen):
        for act in ("accept", "send_back"):
            with pytest.raises(Refused, match="执法科持有"):
                make(stranger, one, act, reason="替他们办")
    with pytest.raises(Refused, match="由受理单位负责人或者本机关负责人作出"):
        make(people.liu, one, "supervise", reason="久拖不决")
    make(people.chen, one, "supervise", reason="久拖不决")
    assert moves(one) == ["take", "dispatch", "supervise"]


def test_whoever_acts_second_is_told_what_the_first_did(app, people):
    one = take(people)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    with pytest.raises(Refused, match=r"现为“待接收”（刘晓燕于 .+ 分办）"):
        make(people.liu, one, "dispatch", to=places.TIEDONG)
    assert moves(one) == ["take", "dispatch"]


@pytest.mark.parametrize(
    ("move", "sentence"), [("dispatch", "没有写明承办单位"), ("join", "没有写明理由")]
)
def test_a_move_says_what_it_lacks(*, app, people, move, sentence):
    one = take(people)
    with pytest.raises(Refused, match=sentence):
        make(people.liu, one, move, reason="  ")


def test_a_second_unit_sees_the_ticket_and_works_without_ever_holding_it(app, people):
    one = take(people)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    assert queries.visible_ids([one], by=people.zhao) == set()
    with pytest.raises(Refused, match="执法科就是承办单位"):
        make(people.liu, one, "joint", to=places.ENFORCEMENT, reason="请查库存")
    make(people.wu, one, "joint", to=places.TIEDONG, reason="仓库在铁东，请查库存")
    with pytest.raises(Refused, match=r"吴国栋已经请.+协办"):
        make(people.wu, one, "joint", to=places.TIEDONG, reason="再请一次")
    assert queries.visible_ids([one], by=people.zhao) == {one}
    assert queries.entry_row(one).unit_id == unit_id(places.ENFORCEMENT)
    with pytest.raises(Refused, match="执法科持有"):
        make(people.zhao, one, "accept")
    with pytest.raises(Refused, match="没有请您的单位协办"):
        make(people.wang, one, "contribute", reason="无")
    make(people.zhao, one, "contribute", reason="库存3台，已拍照。")
    with pytest.raises(Refused, match="赵海涛已经反馈"):
        make(people.qian, one, "contribute", reason="又查一次")
    assert moves(one) == ["take", "dispatch", "joint", "contribute"]
    assert len(holdings(one)) == 2


@pytest.mark.parametrize("how", ["left", "moved"])
def test_ticket_of_somebody_who_is_gone_stays_with_the_unit_and_is_answered(*, app, people, how):
    one, two = take(people), take(people)
    section = unit_id(places.ENFORCEMENT)
    for ticket_id in (one, two):
        make(people.liu, ticket_id, "dispatch", to=Holder(section, person_id=people.wang.id))
    make(people.wang, one, "accept")
    with writing():
        if how == "left":
            accounts.deactivate_person(by=people.jiang, person_id=people.wang.id, why="调离")
        else:
            given = PersonGiven(name=people.wang.name, unit_path=places.TIEDONG)
            accounts.change_person(
                by=people.jiang, person_id=people.wang.id, version=1, given=given
            )
    make(people.chen, two, "urge", reason="久未接收")
    assert [row.person_id for row in holdings(two)] == [people.liu.id, people.wang.id]
    make(people.li, two, "accept")
    assert queries.entry_row(two).holder_id == people.li.id
    with writing():
        actions.answer(by=people.li, ticket=queries.entry_row(one), text="已电话告知。")
    last = holdings(one)[-1]
    assert (last.state, last.unit_id, last.person_id) == ("answered", section, None)
    make(people.liu, one, "close", reason="没有留电话")


def test_a_unit_makes_a_lead_of_its_own_and_hands_nothing_on(app, people):
    one = take(people, matter="report")
    make(people.liu, one, "dispatch", to=places.TIEDONG)

    def send(to):
        with writing():
            return actions.send(by=people.liu, ticket=queries.entry_row(one), unit_id=unit_id(to))

    with pytest.raises(Refused, match="不能直接转给其他单位") as no:
        send(places.ENFORCEMENT)
    assert "由受理岗位改派" in no.value.remedy
    assert queries.entry_row(one).unit_id == unit_id(places.TIEDONG)
    assert send(places.TIEDONG)
