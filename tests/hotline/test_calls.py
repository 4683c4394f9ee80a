"""A contact at 12330: taken down once, numbered by day, sealed, sent on, answered."""

from datetime import date, timedelta

import pytest

from caseapp.accounts import units as places
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.hotline import actions, queries
from caseapp.hotline.actions import CallGiven
from caseapp.ledger import queries as ledger
from caseapp.parties import sealing
from caseapp.parties.models import Informant
from tests.stories import unit_id


def take(people, **changed):
    given = {
        "channel": "phone",
        "matter": "report",
        "received_on": date(2024, 3, 4),
        "content": "有人卖假冒专利的水壶。",
    }
    with writing():
        return actions.take_call(by=people.liu, given=CallGiven(**(given | changed)))


def send(people, ticket, *, to=places.ENFORCEMENT, why=""):
    with writing():
        return actions.send(by=people.liu, ticket=fresh(ticket), unit_id=unit_id(to), reason=why)


def fresh(ticket):
    found = queries.entry_row(ticket.id)
    assert found is not None
    return found


def test_tickets_are_numbered_by_day(app, people):
    numbers = [take(people).ticket.number for _ in range(2)]
    numbers.append(take(people, received_on=date(2024, 3, 5)).ticket.number)
    assert numbers == ["12330-20240304-0001", "12330-20240304-0002", "12330-20240305-0001"]


def test_query_code_is_kept_only_as_a_hash(app, people):
    taken = take(people)
    assert (len(taken.query_code), taken.query_code.isdecimal()) == (16, True)
    assert taken.ticket.query_code_hash == queries.hash_code(taken.query_code)
    details = [
        row["details"] for row in ledger.acts_on(object_kind="ticket", object_id=taken.ticket.id)
    ]
    assert taken.query_code not in str(details)


def test_anonymous_report_seals_nobody(app, people):
    ticket = take(people).ticket
    assert (ticket.informant_id, ticket.informant_alias) == (None, "")


def test_reporter_is_sealed_and_stands_by_alias(app, people):
    ticket = take(people, caller_name="钱多多", caller_phone="13812345678").ticket
    informant = db.session.get(Informant, ticket.informant_id)
    assert (ticket.informant_alias, informant.is_protected) == (informant.alias, True)
    opened = sealing.open_row(informant, sealing.masters())
    assert (opened["name"], opened["phone"]) == ("钱多多", "13812345678")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"received_on": date(2026, 11, 24)}, "收到日期晚于今天"),
        ({"wants_reply": True}, "要求答复但没有联系电话"),
    ],
)
def test_call_that_cannot_be_is_refused_and_takes_no_number(*, app, people, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        take(people, **changed)
    assert take(people).ticket.number == "12330-20240304-0001"


@pytest.mark.parametrize(("matter", "source"), [("report", "report"), ("complaint", "complaint")])
def test_ticket_becomes_a_lead_of_the_section(*, app, people, matter, source):
    ticket = take(people, matter=matter, caller_name="钱多多").ticket
    case = cases.visible_case(send(people, ticket), by=people.wang)
    assert (case.source, case.ticket_id, case.informant_alias, case.received_on) == (
        source,
        ticket.id,
        ticket.informant_alias,
        date(2024, 3, 4),
    )
    sent = fresh(ticket)
    assert (sent.state, sent.unit_path) == ("working", places.ENFORCEMENT)
    assert queries.visible_ticket(ticket.id, by=people.wang).number == ticket.number
    assert cases.case_of_ticket(ticket.id).id == case.id


def test_ticket_goes_to_a_district_and_is_theirs(app, people):
    ticket = take(people).ticket
    send(people, ticket, to=places.TIEDONG, why="线索地在铁东区")
    assert queries.visible_ids([ticket.id], by=people.zhao) == {ticket.id}
    assert queries.visible_ids([ticket.id], by=people.wang) == set()


def test_ticket_is_sent_once(app, people):
    ticket = take(people).ticket
    send(people, ticket)
    with pytest.raises(Refused, match="不能再次转办"):
        send(people, ticket)


@pytest.mark.parametrize("matter", ["advice", "aid", "opinion"])
def test_what_is_no_report_is_not_sent_to_the_section(app, people, matter):
    ticket = take(people, matter=matter).ticket
    with pytest.raises(Refused, match="不是举报或投诉"):
        send(people, ticket)


def test_day_outside_the_editions_stops_sending_and_leaves_the_ticket(app, people):
    ticket = take(people, received_on=date(2010, 5, 6)).ticket
    with pytest.raises(Refused, match="没有可适用的办案程序"):
        send(people, ticket)
    assert (fresh(ticket).state, fresh(ticket).version) == ("open", 1)


def test_answer_is_recorded_once(app, people):
    ticket = take(people, matter="advice").ticket
    with writing():
        actions.answer(by=people.liu, ticket=fresh(ticket), text="请到窗口办理。")
    assert (fresh(ticket).state, fresh(ticket).answer) == ("answered", "请到窗口办理。")
    with pytest.raises(Refused, match="已有最终答复"), writing():
        actions.answer(by=people.liu, ticket=fresh(ticket), text="改口。")
    assert fresh(ticket).answer == "请到窗口办理。"


def test_answer_to_a_sent_report_is_not_written_over(app, people):
    ticket = take(people).ticket
    send(people, ticket)
    with writing():
        actions.answer(by=people.liu, ticket=fresh(ticket), text="已转执法科。")
    assert (fresh(ticket).state, fresh(ticket).answer) == ("answered", "已转执法科。")
    with pytest.raises(Refused, match="已有最终答复"), writing():
        actions.answer(by=people.liu, ticket=fresh(ticket), text="第二次答复。")
    assert fresh(ticket).answer == "已转执法科。"


def test_every_act_is_in_the_chain_without_a_name(app, people):
    ticket = take(people, caller_name="钱多多", caller_phone="13812345678").ticket
    send(people, ticket)
    acts = ledger.acts_on(object_kind="ticket", object_id=ticket.id)
    done = [row["action"] for row in acts if not row["action"].startswith("deadline.")]
    assert done == ["ticket.taken", "ticket.sent"]
    assert "钱多多" not in str(acts)
    assert "138" not in str([row["details"] for row in acts])
    events = {(one.event, one.object_id) for one in ledger.pending_events(limit=50)}
    assert ("ticket.saved", ticket.id) in events
    assert ledger.verify_chain().ok


def test_today_is_taken_and_tomorrow_is_not(app, people):
    assert take(people, received_on=today()).ticket.received_on == today()
    with pytest.raises(Refused):
        take(people, received_on=today() + timedelta(days=1))


def test_contact_of_a_year_without_calendar_is_refused(app, people):
    with pytest.raises(Refused, match="收到日期早于2007年"):
        take(people, received_on=date(206, 3, 4))


def test_contacts_of_a_number_are_those_this_person_may_know_of(app, people):
    known = {"caller_name": "钱多多", "caller_phone": "13812345678"}
    mine, theirs = take(people, **known).ticket, take(people, matter="complaint", **known).ticket
    send(people, mine, to=places.TIEDONG, why="线索地在铁东区")
    with writing():
        found = {
            login: [
                row.id for row in actions.look_for_contacts(by=people[login], phone="13812345678")
            ]
            for login in ("liu", "zhao")
        }
    assert found == {"liu": [theirs.id, mine.id], "zhao": [mine.id]}
