"""Routing with the register and the office's own rows: who is asked, who looks after it, who departs."""

from datetime import date

import pytest

from caseapp.accounts import actions as accounts
from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.actions import end_body
from caseapp.bodies.given import EndGiven
from caseapp.hotline.actions import Holder, take_call
from caseapp.hotline.actions.calls import CallGiven
from caseapp.hotline.actions.routing import add_row, dispatch, end_row
from caseapp.hotline.models import Ticket, TicketMove
from caseapp.hotline.routing import queries as routing
from caseapp.hotline.routing.given import RowGiven, numbers
from caseapp.hotline.routing.preview import preview
from caseapp.hotline.routing.shipped import shipped
from caseapp.ledger import queries as ledger
from tests.stories import unit_id

DAY = date(2026, 11, 23)


def row(**changed):
    given = {
        "right_kinds": ("trademark",),
        "matters": ("report",),
        "areas": (places.HAICHENG.strip("/"),),
        "specials": (),
        "since": DAY,
        "until": None,
        "to_unit": places.HAICHENG,
        "to_body": "",
        "tell": "",
        "sentence": "海城市的商标举报由〔承办〕先行接收",
        "basis": "鞍知发〔2026〕12号",
        "overrides": (),
        "reason": "海城市试点",
    }
    return RowGiven(**(given | changed))


def add(people, **changed):
    with writing():
        return add_row(by=people.jiang, given=row(**changed))


def take(people, **changed):
    given = {
        "channel": "phone",
        "matter": "report",
        "received_on": DAY,
        "content": "有人卖冒牌水壶。",
        "area": "210381",
    }
    with writing():
        ticket = take_call(by=people.liu, given=CallGiven(**given)).ticket
        for name, value in ({"right_kind": "trademark"} | changed).items():
            setattr(ticket, name, value)
    return db.session.get(Ticket, ticket.id)


@pytest.mark.parametrize(
    ("asked", "day", "name", "sentence"),
    [
        (
            ("patent", "report", "210300"),
            date(2016, 3, 1),
            "执法科",
            "按《专利行政执法办法》（2015年）：假冒专利的举报由执法科办理（规则 R-02，2015-07-01起）",
        ),
        (
            ("trademark", "report", "210302"),
            date(2019, 3, 31),  # received before the reform, handed on after it
            "鞍山市市场监督管理局",
            "按《商标法》第六十一条、12330举报投诉分送规则（市规定）："
            "商标举报、投诉转鞍山市市场监督管理局办理（规则 R-14）",
        ),
        (
            ("trademark", "report", "210302"),
            date(2019, 4, 1),
            "鞍山市市场监督管理局",
            "按《商标法》第六十一条、12330举报投诉分送规则（市规定）："
            "商标举报、投诉转鞍山市市场监督管理局办理（规则 R-14）",
        ),
    ],
)
def test_sentence_names_rule_day_and_who_is_asked_then(*, app, people, asked, day, name, sentence):
    said = routing.route(*asked, day)
    assert (said.name, said.sentence) == (name, sentence)


def test_every_shipped_row_points_at_a_unit_or_body_that_is_there(app, people):
    lost = []
    for rule in shipped().rules:
        for day in filter(None, (rule.valid_from, rule.valid_to, DAY)):
            if rule.in_force(day):
                said = routing.routed(rule, day)
                found = {"unit": said.unit_id, "body": said.body_id, "tell": said.name}[said.kind]
                named = not rule.to_body or said.body_name
                also = not rule.also or said.also
                lost += [] if found and named and also else [(rule.id, day)]
    assert lost == []


def test_special_circumstance_is_told_the_right_channel(app, people):
    said = routing.route("patent", "report", "210300", DAY, special="petition")
    assert (said.kind, said.rule) == ("tell", "R-33")
    assert said.name == "请向信访工作机构提出（鞍山市信访局）"
    ticket = take(people, answers={"special": "crime"})
    assert routing.route_of(ticket).body_key == "anshan_police"


def test_body_ended_without_a_successor_gets_no_ticket_and_no_new_row(app, people):
    police = bodies.with_key("anshan_police")
    with writing():
        end = EndGiven(date(2026, 11, 22))
        end_body(by=people.zheng, body_id=police.id, version=police.version, given=end)
    said = routing.route("patent", "report", "210300", DAY, special="crime")
    assert (said.kind, said.body_id, said.rule) == ("none", None, "R-40")
    assert "承办机构已撤销，请人工分办或者改规则" in said.sentence
    with pytest.raises(Refused, match="承办机构已撤销"):
        add(people, to_unit="", to_body="anshan_police")


def test_own_row_decides_from_its_day_to_its_last_and_the_shipped_one_after(app, people):
    row_id = add(people)
    asked = ("trademark", "report", "210381")
    assert routing.route(*asked, date(2026, 11, 22)).rule == "R-14"
    said = routing.route(*asked, DAY)
    assert (said.rule, said.unit_path) == (f"自定-{row_id}", places.HAICHENG)
    with writing():
        end_row(by=people.jiang, row_id=row_id, last=date(2026, 12, 31), why="试点结束")
    assert routing.route(*asked, date(2026, 12, 31)).rule == f"自定-{row_id}"
    assert routing.route(*asked, date(2027, 1, 1)).rule == "R-14"
    acts = ledger.acts_on(object_kind="routing_row", object_id=row_id)
    assert [(act["action"], act["reason"]) for act in acts] == [
        ("routing_row.added", "海城市试点"),
        ("routing_row.ended", "试点结束"),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"areas": ()}, "同样具体的规则：R-14、新规则"),
        ({"overrides": ("R-77",)}, "没有规则 R-77"),
        ({"to_body": "anshan_police"}, "两者只能选一"),
        ({"to_unit": ""}, "请选定一个去处"),
        ({"to_unit": "/330100/"}, "单位不存在"),
        ({"to_unit": "", "to_body": "nobody"}, "不在名录中"),
        ({"sentence": "由海城市办理"}, "〔承办〕"),
        ({"until": date(2026, 11, 22)}, "截止日期不能早于起始日期"),
    ],
)
def test_row_that_cannot_be_is_refused_with_what_to_do(*, app, people, changed, sentence):
    with pytest.raises(Refused) as no:
        add(people, **changed)
    assert sentence in str(no.value)
    assert no.value.remedy
    assert routing.own_rows() == []


def test_end_that_would_leave_a_tie_or_lie_before_the_beginning_is_refused(app, people):
    first = add(people, areas=(), overrides=("R-14",))
    with writing(), pytest.raises(Refused, match="不能早于起始日 2026-11-23"):
        end_row(by=people.jiang, row_id=first, last=date(2026, 11, 1), why="写错")
    add(people, areas=(), overrides=("R-14", f"自定-{first}"), since=date(2027, 1, 1))
    assert routing.route("trademark", "report", "210381", date(2027, 1, 1)).rule != f"自定-{first}"


def test_preview_counts_questions_and_waiting_tickets_and_tells_no_content(app, people):
    take(people)
    take(people)
    take(people, right_kind="copyright")
    look = routing.look_at(row())
    (change,) = look.preview.changes
    assert (look.preview.count, look.waiting) == (1, 2)
    assert (change.since, change.was.id, change.words()) == (
        DAY,
        "R-14",
        ["商标", "举报", "海城市", "一般情形"],
    )
    assert preview(routing.table(), routing.table(), DAY).changes == ()


def test_dispatch_beside_the_rule_asks_why_and_keeps_what_the_rule_said(app, people):
    ticket = take(people, right_kind="patent")
    section = unit_id(places.ENFORCEMENT)
    with writing(), pytest.raises(Refused, match="没有按分办规则分办") as no:
        dispatch(by=people.liu, ticket=ticket, to=Holder(section))
    assert "规则 R-11，2021-06-01起" in str(no.value)
    ticket = db.session.get(Ticket, ticket.id)
    with writing():
        dispatch(by=people.liu, ticket=ticket, to=Holder(section), reason="跨区县，市局自办")
    made = db.session.query(TicketMove).filter_by(ticket_id=ticket.id, move="dispatch").one()
    assert (made.reason, made.given["rule"], made.given["follows_rule"]) == (
        "跨区县，市局自办",
        "R-11",
        False,
    )


def test_unit_where_nobody_may_accept_gets_no_ticket(app, people):
    ticket = take(people, right_kind="patent")
    county, legal = unit_id(places.HAICHENG), unit_id(places.LEGAL)
    assert routing.goes_on(routing.route_of(ticket)) is False
    with writing(), pytest.raises(Refused, match="海城市知识产权局还没有能接收工单的人员"):
        dispatch(by=people.liu, ticket=ticket, to=Holder(county))
    ticket = db.session.get(Ticket, ticket.id)
    with writing(), pytest.raises(Refused, match="法制科还没有能接收工单的人员"):
        dispatch(by=people.liu, ticket=ticket, to=Holder(legal), reason="请看是否受理")
    ticket = db.session.get(Ticket, ticket.id)
    with writing():
        accounts.add_person(
            by=people.jiang, login="tian", name="田野", unit=places.HAICHENG, roles=["officer"]
        )
    assert routing.goes_on(routing.route_of(ticket)) is True
    with writing():
        dispatch(by=people.liu, ticket=ticket, to=Holder(county))
    assert ticket.unit_path == places.HAICHENG


def test_body_of_the_rule_is_no_departure_and_a_channel_is_never_a_dispatch(app, people):
    ticket = take(people)
    desk = unit_id(places.HOTLINE)
    said = routing.route_of(ticket)
    body = said.body_id
    assert routing.departure(said, unit_id=desk, body_id=body) == ""
    assert "规则 R-14" in routing.departure(said, unit_id=desk)
    told = routing.route_of(take(people, answers={"special": "disclosure"}))
    assert "告知渠道" in routing.departure(told, unit_id=desk, body_id=body)


def test_rule_numbers_are_read_however_they_are_typed():
    assert numbers(" R-14、R-15, 自定-2；R-14 ") == ("R-14", "R-15", "自定-2")
    assert numbers("") == ()
