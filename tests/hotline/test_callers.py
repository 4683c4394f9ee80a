"""Who calls is kept as what they are: a reporter under seal, everybody else as a party."""

from datetime import date

import pytest

from caseapp.accounts import actions as accounts
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.base.identifiers import make_credit_code, make_id_number
from caseapp.cases import queries as cases
from caseapp.hotline import actions
from caseapp.hotline import queries as tickets
from caseapp.hotline.actions import CallGiven, Holder
from caseapp.hotline.actions.linking import reopen
from caseapp.hotline.callers import may_see_typed
from caseapp.law.procedures.roles import Role
from caseapp.ledger import queries as ledger
from caseapp.parties import actions as parties
from caseapp.parties import queries, sealing
from caseapp.parties.models import Informant, Party
from tests.pages import form_values
from tests.stories import PATENT, unit_id

CALLER = {"caller_name": "钱多多", "caller_phone": "138 1234 5678"}
ID = make_id_number(area="210302", born=date(1980, 1, 1), order=123)
OTHER_ID = make_id_number(area="210302", born=date(1990, 2, 3), order=77)


def take(people, matter="complaint", **changed):
    given = {
        "channel": "phone",
        "matter": matter,
        "received_on": date(2024, 3, 4),
        "content": "有店铺仿制本人的折叠梯。",
    }
    with writing():
        return actions.take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket


def send(people, ticket_id):
    with writing():
        actions.send(
            by=people.liu, ticket=tickets.entry_row(ticket_id), unit_id=unit_id(places.ENFORCEMENT)
        )


def caller(ticket):
    return db.session.get(Party, ticket.caller_id)


@pytest.mark.parametrize("matter", ["complaint", "advice", "aid", "opinion"])
def test_who_has_a_matter_of_their_own_is_a_party(app, people, matter):
    ticket = take(people, matter, **CALLER, caller_id_number=ID, caller_address="铁东区五一路9号")
    assert (ticket.informant_id, ticket.informant_alias, ticket.is_real_name) == (None, "", True)
    kept = caller(ticket)
    assert (kept.kind, kept.name, kept.phone, kept.id_number, kept.address) == (
        "person",
        "钱多多",
        "13812345678",
        ID,
        "铁东区五一路9号",
    )
    assert queries.parties_with_phone("+86 138-1234-5678") == [kept.id]


@pytest.mark.parametrize("matter", ["complaint", "advice", "aid", "opinion", "report"])
def test_who_asks_for_secrecy_is_sealed_like_a_reporter(app, people, matter):
    ticket = take(people, matter, **CALLER, wants_secrecy=True)
    assert (ticket.caller_id, ticket.wants_secrecy) == (None, True)
    row = db.session.get(Informant, ticket.informant_id)
    assert (row.alias, row.is_protected) == (ticket.informant_alias, True)
    assert sealing.open_row(row, sealing.masters())["name"] == "钱多多"
    with pytest.raises(Refused, match="写有反映人的身份"):
        take(people, matter, **CALLER, wants_secrecy=True, place="钱多多家")


def test_caller_stands_in_the_words_of_an_ordinary_matter(app, people):
    ticket = take(people, **CALLER, content="我叫钱多多，电话13812345678。")
    assert caller(ticket).name in ticket.content


def test_same_number_and_name_is_the_same_caller_and_adds_what_was_missing(app, people):
    first = take(people, **CALLER)
    second = take(people, **CALLER, caller_id_number=ID, caller_address="铁东区五一路9号")
    third = take(people, **CALLER, caller_address="立山区胜利路3号")
    assert {first.caller_id} == {second.caller_id, third.caller_id}
    kept = caller(first)
    assert (kept.id_number, kept.address) == (ID, "铁东区五一路9号")
    assert "住所或者经营场所立山区胜利路3号" in kept.note


@pytest.mark.parametrize(
    "other",
    [
        {"caller_name": "钱多多"},
        {"caller_name": "钱多多", "caller_phone": "13998765432"},
        {"caller_name": "钱多多", "caller_phone": "13812345678", "caller_id_number": OTHER_ID},
        {"caller_phone": "13812345678"},
    ],
)
def test_namesake_is_somebody_else(app, people, other):
    first = take(people, **CALLER, caller_id_number=ID)
    assert take(people, **other).caller_id != first.caller_id


def test_firm_is_known_by_its_code_or_its_name(app, people):
    code = make_credit_code(area="210302", serial=81)
    by_code = caller(take(people, caller_name="千山梯业", caller_id_number=code))
    by_name = caller(take(people, caller_name="鞍山市千山梯业有限公司"))
    assert (by_code.kind, by_code.credit_code, by_name.kind) == ("company", code, "company")


def test_caller_without_a_name_is_found_by_the_number(app, people):
    first = take(people, "advice", caller_phone="+1 212 555 0123")
    assert (caller(first).name, first.is_real_name) == ("未留姓名的来电人（尾号0123）", False)
    assert take(people, "advice", caller_phone="+1 212 555 0123").caller_id == first.caller_id


def test_nobody_who_says_nothing_is_kept(app, people):
    ticket = take(people, "advice")
    assert (ticket.caller_id, ticket.informant_id, ticket.is_real_name) == (None, None, False)


def test_wrong_identity_number_is_told_and_nothing_is_kept(app, people):
    with pytest.raises(Refused, match="身份证号有误") as no:
        take(people, **CALLER, caller_id_number=ID[:-1] + ("1" if ID[-1] != "1" else "2"))
    assert "护照" in no.value.remedy
    assert queries.parties_with_phone("13812345678") == []


def test_identity_sealed_without_protection_in_former_times_still_opens(app, people):
    with writing():
        old = parties.add_informant(
            by=people.liu, name="钱多多", is_protected=False, part="complainant"
        )
        opening = parties.ask_to_open(
            by=people.zhou, informant_id=old.id, reason="核对原投诉工单的联系方式"
        )
        assert opening.state == "agreed"
        assert parties.read_identity(by=people.zhou, informant_id=old.id).name == "钱多多"


REPORTED = {
    "received_on": "2024-03-04",
    "content": "有店铺卖假冒专利的水壶。",
    **CALLER,
    "caller_address": "铁东区五一路9号",
}
SEE = "核对登记的反映人（留下记录）"


def taken_through_the_page(reader, press="只登记", **changed):
    reader.get("/hotline/new")
    given = {"matter": "report", **REPORTED} | changed
    assert reader.submit(press=press, **given).status == 303
    return reader.follow()


def looks(ticket_id):
    ticket = tickets.entry_row(ticket_id)
    rows = ledger.acts_on(object_kind="informant", object_id=ticket.informant_id)
    return [row["actor_name"] for row in rows if row["action"] == "informant.seen_by_taker"]


def test_operator_sees_what_they_typed_until_the_ticket_is_handed_over(app, people, as_person):
    desk = as_person("liu")
    taken_through_the_page(desk)
    page = desk.submit("/typed", press=SEE)
    assert page.status == 200
    for trace in ("钱多多", "铁东区五一路9号"):
        assert trace in page.text
    assert looks(1) == ["刘晓燕"]
    assert "钱多多" not in desk.get("/hotline/1").source
    send(people, 1)
    assert SEE not in desk.get("/hotline/1").text
    page = desk.post("/hotline/1/typed", {})
    assert (page.status, "钱多多" in page.source) == (409, False)
    assert "现在只显示代号" in page.text
    assert looks(1) == ["刘晓燕"]


def test_ticket_that_comes_back_or_is_opened_anew_shows_its_caller_to_nobody_at_the_desk(
    app, people
):
    one = take(people, "report", **CALLER)
    assert may_see_typed(people.liu, one)
    with writing():
        to = Holder(unit_id(places.ENFORCEMENT))
        actions.move(by=people.liu, ticket=tickets.entry_row(one.id), move="dispatch", to=to)
    with writing():
        ticket = tickets.entry_row(one.id)
        actions.move(by=people.wang, ticket=ticket, move="send_back", reason="不属本科")
    assert tickets.entry_row(one.id).state == "returned"
    assert not may_see_typed(people.liu, tickets.entry_row(one.id))
    with writing():
        two = reopen(by=people.liu, ticket=take_in(people), reason="不满意")
    assert (two.operator_id, two.state) == (people.liu.id, "open")
    assert not may_see_typed(people.liu, two)


def take_in(people):
    given = CallGiven("phone", "report", date(2024, 3, 4), "卖假冒专利的水壶。", **CALLER)
    return actions.take_call(by=people.liu, given=given).ticket


@pytest.mark.parametrize("login", ["zhou", "wang", "wu", "chen", "zheng", "jiang"])
def test_nobody_else_sees_what_the_operator_typed(*, app, people, as_person, login):
    taken_through_the_page(as_person("liu"))
    page = as_person(login).post("/hotline/1/typed", {})
    assert page.status in (403, 404)
    assert looks(1) == []


def test_second_operator_sees_the_alias_only(app, people, as_person):
    with writing():
        accounts.add_person(
            by=Person.system(),
            login="tong",
            name="佟守信",
            unit=places.HOTLINE,
            roles=[Role.OPERATOR.value],
        )
    taken_through_the_page(as_person("liu"))
    other = as_person("tong")
    assert SEE not in other.get("/hotline/1").text
    assert (other.post("/hotline/1/typed", {}).status, looks(1)) == (409, [])


def test_ordinary_caller_is_shown_on_the_ticket_and_corrected(app, people, as_person):
    desk = as_person("liu")
    page = taken_through_the_page(desk, matter="complaint")
    assert "钱多多" in page.text
    desk.get("/hotline/1/caller")
    assert desk.submit(press="保存来电人", name="钱多多", address="立山区胜利路3号").status == 303
    assert caller(tickets.entry_row(1)).address == "立山区胜利路3号"
    for login, status in (("wang", 404), ("zheng", 403), ("feng", 403), ("jiang", 403)):
        assert as_person(login).get("/hotline/1/caller").status == status


def test_sealed_caller_has_no_page_to_correct(app, people, as_person):
    desk = as_person("liu")
    taken_through_the_page(desk)
    assert desk.get("/hotline/1/caller").status == 404


def test_request_begins_with_what_the_call_said(app, people, as_person):
    desk = as_person("liu")
    taken_through_the_page(
        desk,
        press="登记并转办",
        matter="complaint",
        received_on="2026-03-04",
        content="兴旺家电商行未经许可销售与本人专利相同的水壶。",
        respondent="兴旺家电商行",
        product="电热水壶",
        patent_as_printed=PATENT,
    )
    assert tickets.entry_row(1).state == "assigned"
    officer = as_person("wang")
    officer.get("/hotline/1/request")
    form = form_values(officer.last.form("/request"))
    assert form["requester_name"] == "钱多多"
    assert (form["respondent_name"], form["patent_as_printed"]) == ("兴旺家电商行", PATENT)
    assert (form["product"], form["relief"]) == ("电热水壶", "")
    answer = officer.submit(
        press="登记请求并开始计算期限",
        relief="责令停止销售。",
        requester_kind="person",
        respondent_kind="company",
    )
    assert answer.status == 303
    case = cases.case_of_ticket(1)
    assert (case.track, answer.location) == ("infringement", f"/cases/{case.id}")
    assert officer.get("/hotline/1/request").status == 409
