"""Who applies: a caller who speaks for a firm stays a person, and nothing known is written over."""

from dataclasses import replace
from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.base.identifiers import make_credit_code, make_id_number
from caseapp.hotline import actions as hotline
from caseapp.hotline.actions import CallGiven
from caseapp.parties import actions as parties
from caseapp.parties import queries
from tests.aid.aids import APPLIED, DISPUTE, FIRM, application, fresh, taken

CALLER = "钱多多"
MINE = make_id_number(area="210302", born=date(1980, 1, 1), order=123)
OTHERS = make_id_number(area="210302", born=date(1990, 2, 3), order=77)
CODE = make_credit_code(area="210302", serial=81)


def called(people, **said):
    call = CallGiven(
        channel="phone",
        matter="aid",
        received_on=APPLIED,
        content=DISPUTE,
        **{"caller_name": CALLER, "caller_phone": "0412-5550123"} | said,
    )
    with writing():
        return hotline.take_call(by=people.liu, given=call).ticket


def opened(people, ticket, applicant):
    size = "small" if applicant.kind == "company" else "none"
    with writing():
        given = application(applicant=applicant, firm_size=size)
        return hotline.open_aid(by=people.liu, ticket=ticket, given=given)


def known(party_id):
    return queries.party(party_id)


def test_who_calls_for_a_firm_stays_a_person_and_the_caller_of_the_ticket(app, people):
    ticket = called(people)
    caller_id = ticket.caller_id
    made = opened(people, ticket, FIRM)
    assert made.applicant_id != caller_id
    assert (known(caller_id).kind, known(caller_id).name) == ("person", CALLER)
    assert (known(made.applicant_id).kind, known(made.applicant_id).name) == (FIRM.kind, FIRM.name)
    assert ticket.caller_id == caller_id


def test_caller_who_applies_is_filled_in_and_what_differs_is_noted(app, people):
    ticket = called(people)
    caller = known(ticket.caller_id)
    told = replace(FIRM, kind="person", name=CALLER, phone="0412-5550199", address="胜利路1号")
    made = opened(people, ticket, told)
    assert made.applicant_id == caller.id
    assert (caller.phone, caller.address, caller.contact) == (
        "0412-5550123",
        "胜利路1号",
        FIRM.contact,
    )
    assert caller.note == "2026-11-23 维权援助申请另留：电话0412-5550199"


def test_namesake_with_another_code_is_another_party(app, people):
    ticket = called(people, caller_id_number=MINE)
    told = replace(FIRM, kind="person", name=CALLER, id_number=OTHERS)
    assert opened(people, ticket, told).applicant_id != ticket.caller_id
    assert known(ticket.caller_id).id_number == MINE


def test_firm_with_the_code_of_a_person_is_refused(app, people):
    ticket = called(people, caller_id_number=MINE)
    with pytest.raises(Refused, match="是自然人“钱多多”的，申请人填的是企业“鞍山炉窑阀门"):
        opened(people, ticket, replace(FIRM, id_number=MINE))


def test_what_is_said_of_a_firm_known_by_its_code_is_not_lost(app, people):
    firm = replace(FIRM, credit_code=CODE, contact="", note="老客户")
    with writing():
        kept = parties.add_party(by=people.liu, given=firm)
    told = replace(
        firm, phone="0412-5550177", contact="孙会计", address="科技路8号", note="由孙会计联系"
    )
    assert fresh(taken(people, applicant=told)).applicant_id == kept.id
    assert (kept.phone, kept.contact, kept.address) == ("0412-5550123", "孙会计", "科技路8号")
    assert kept.note == "老客户\n由孙会计联系\n2026-11-23 维权援助申请另留：电话0412-5550177"


def test_shop_that_called_as_a_firm_applies_as_the_shop_it_is(app, people):
    ticket = called(people, caller_name="钱记五金店", caller_id_number=CODE)
    told = replace(FIRM, kind="individual", name="钱记五金店", credit_code=CODE)
    assert opened(people, ticket, told).applicant_id == ticket.caller_id
    assert known(ticket.caller_id).note == "2026-11-23 维权援助申请另留：类型个体工商户"
