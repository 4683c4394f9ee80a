"""The end of a call: what was taken down goes where the routing table says."""

import pytest
import sqlalchemy as sa

from caseapp.accounts import units as places
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.cases import queries as cases
from caseapp.hotline import actions, queries
from caseapp.hotline.actions import CallGiven, PageOfCall
from caseapp.hotline.answer_models import TicketAnswer

NUMBER = "ZL201530012345.4"


def registered(people, *, told="", **said):
    given = {"channel": "phone", "matter": "report", "received_on": today(), "content": "看到的。"}
    with writing():
        made = actions.register_call(
            by=people.liu,
            given=CallGiven(**given | said),
            of=PageOfCall("m"),
            told=told,
            hands_on=True,
        )
    return made.ticket


@pytest.mark.parametrize(
    ("said", "path", "state"),
    [
        ({"patent_as_printed": NUMBER}, places.ENFORCEMENT, "working"),
        ({"content": f"标着{NUMBER}。", "area": "210302"}, places.TIEDONG, "working"),
        ({}, places.HOTLINE, "open"),
        ({"patent_as_printed": NUMBER, "right_kind": "other"}, places.HOTLINE, "open"),
        ({"right_kind": "patent", "area": "outside"}, places.HOTLINE, "open"),
        ({"right_kind": "patent", "answers": {"special": "disclosure"}}, places.HOTLINE, "open"),
    ],
    ids=["patent", "district", "nobody asked", "other right", "elsewhere", "other channel"],
)
def test_a_call_goes_to_whom_the_table_names(*, people, said, path, state):
    ticket = registered(people, **said)
    assert (ticket.unit_path, ticket.state) == (path, state)
    assert (cases.case_of_ticket(ticket.id) is not None) is (state == "working")


def test_a_trademark_goes_to_its_own_body_and_the_desk_follows_it_up(people):
    ticket = registered(people, right_kind="trademark", matter="complaint")
    assert (ticket.unit_path, ticket.state) == (places.HOTLINE, "assigned")
    assert queries.name_of_body(ticket) == "鞍山市市场监督管理局"


def test_what_was_answered_on_the_spot_is_kept_whatever_the_matter_became(people):
    ticket = registered(people, patent_as_printed=NUMBER, told="请保留商品和票据。")
    wanted = sa.select(TicketAnswer).where(TicketAnswer.ticket_id == ticket.id)
    (kept,) = db.session.scalars(wanted)
    assert (kept.kind, kept.how, kept.text) == ("interim", "spot", "请保留商品和票据。")
    assert ticket.state == "working"


def test_advice_to_somebody_who_wants_secrecy_is_answered_on_the_spot(people):
    said = {"matter": "advice", "caller_name": "金不言", "wants_secrecy": True}
    ticket = registered(people, **said, told="专利有效的，可以请求处理。")
    assert (ticket.state, ticket.caller_id) == ("answered", None)
