"""A ticket becomes the right case without retyping, or says why it becomes none."""

from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.base.identifiers import make_credit_code
from caseapp.cases import queries as cases
from caseapp.cases.actions import RequestGiven
from caseapp.deadlines import queries as deadlines
from caseapp.hotline import actions, file_queries, queries
from caseapp.hotline.actions import CallGiven
from caseapp.hotline.actions.leads import open_request, respondent_of
from caseapp.hotline.lead_kinds import track_of
from caseapp.parties import queries as parties
from caseapp.parties.given import PartyGiven
from caseapp.patents import queries as patents
from tests.stories import PATENT, PLACE, unit_id

CALLER = {"caller_name": "钱多多", "caller_phone": "13812345678"}
CODE = make_credit_code(area="210303", serial=91)
FALSE = "某代理机构编造技术方案，代人提交大量非正常申请。"
INFRINGED = "本人有专利，铁西区兴旺家电商行未经许可销售相同的水壶。"


def take(people, matter="report", **changed):
    given = {
        "channel": "phone",
        "matter": matter,
        "received_on": date(2025, 3, 4),
        "content": "有店铺销售假冒专利的水壶。",
    }
    filled = {key: changed.pop(key) for key in ("respondent_code", "platform_link", "right_kind")
              if key in changed}  # fmt: skip
    with writing():
        ticket = actions.take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket
        for key, value in filled.items():
            setattr(ticket, key, value)
    return ticket


def send(people, ticket, *, to=places.ENFORCEMENT, **more):
    with writing():
        return actions.send(
            by=people.liu, ticket=queries.entry_row(ticket.id), unit_id=unit_id(to), **more
        )


def test_lead_for_another_section_than_the_table_names_asks_why(app, people):
    ticket = take(people)
    with pytest.raises(Refused, match="没有按分办规则分办") as no:
        send(people, ticket, to=places.TIEDONG)
    assert "由市一级的执法科办理" in no.value.sentences[1]
    assert queries.entry_row(ticket.id).state == "open"
    send(people, ticket, to=places.TIEDONG, reason="线索地在铁东区，已商定由该局办理。")
    made = file_queries.ticket_file(ticket.id, by=people.liu).moves[-1]
    assert (made.move, made.reason) == ("lead", "线索地在铁东区，已商定由该局办理。")
    assert made.given["follows_rule"] is False
    kept = take(people)
    send(people, kept)
    assert file_queries.ticket_file(kept.id, by=people.liu).moves[-1].given["follows_rule"] is True
    asked = take(people, matter="complaint", content=INFRINGED)
    with pytest.raises(Refused, match="没有按分办规则分办"):
        send(people, asked, to=places.TIEDONG, track="infringement")


def accept(people, ticket):
    with writing():
        actions.move(by=people.wang, ticket=queries.entry_row(ticket.id), move="accept")


@pytest.mark.parametrize(
    ("matter", "content", "track"),
    [
        ("report", "有店铺销售假冒专利的水壶。", "counterfeit"),
        ("report", FALSE, "false-statement"),
        ("complaint", "柜台上的水壶标注专利号不对，是假冒专利。", "counterfeit"),
        ("complaint", INFRINGED, "infringement"),
        ("advice", INFRINGED, ""),
    ],
)
def test_words_of_the_call_choose_the_procedure(*, app, people, matter, content, track):
    assert track_of(take(people, matter, content=content)) == track


@pytest.mark.parametrize(("content", "track"), [("假冒专利", "counterfeit"), (FALSE, "false-statement")])  # fmt: skip
def test_report_becomes_a_lead_with_everything_that_was_said(*, app, people, content, track):
    ticket = take(
        people,
        content=content,
        **CALLER,
        respondent="兴旺家电商行",
        place=PLACE,
        product="电热水壶",
        patent_as_printed=PATENT,
        respondent_code=CODE,
        platform_link="https://shop.example.cn/item/1",
    )
    case = cases.visible_case(send(people, ticket), by=people.wang)
    assert (case.track, case.respondent, case.place, case.product) == (
        track,
        "兴旺家电商行",
        PLACE,
        "电热水壶",
    )
    assert case.content == f"{content}\n平台链接：https://shop.example.cn/item/1"
    assert [row.as_printed for row in patents.patents_of_case(case.id)] == [PATENT]
    (respondent,) = parties.parties_of_case(case.id)
    assert (respondent.part, respondent.name, respondent.credit_code) == (
        "respondent",
        "兴旺家电商行",
        CODE,
    )
    assert (case.ticket_id, cases.case_of_ticket(ticket.id).id) == (ticket.id, case.id)
    assert case.informant_alias == ticket.informant_alias
    assert [row.family for row in deadlines.of_case(case.id)] == ["CF-03"]


def test_complainant_of_a_counterfeit_stands_in_its_case(app, people):
    ticket = take(people, "complaint", **CALLER)
    case_id = send(people, ticket)
    (row,) = parties.parties_of_case(case_id, part="complainant")
    assert (row.id, row.name) == (ticket.caller_id, "钱多多")


def test_complainant_who_wants_secrecy_stands_in_no_case_by_name(app, people):
    ticket = take(people, "complaint", **CALLER, wants_secrecy=True)
    case_id = send(people, ticket)
    assert list(parties.parties_of_case(case_id)) == []
    assert cases.case_of_ticket(ticket.id).informant_alias == ticket.informant_alias


def test_desk_chooses_another_procedure_than_the_words_say(app, people):
    ticket = take(people, "complaint", content=INFRINGED, **CALLER)
    case = cases.visible_case(send(people, ticket, track="counterfeit"), by=people.wang)
    assert (case.track, case.source) == ("counterfeit", "complaint")


def test_second_press_makes_no_second_lead(app, people):
    ticket = take(people)
    case_id = send(people, ticket)
    with pytest.raises(Refused, match="不能再次转办") as no:
        send(people, ticket)
    assert cases.case_of_ticket(ticket.id).id == case_id
    assert cases.case_of_ticket(ticket.id).lead_no in no.value.remedy


def test_report_of_another_right_becomes_no_patent_case(app, people):
    ticket = take(people, right_kind="trademark")
    with pytest.raises(Refused, match="本工单反映的是商标"):
        send(people, ticket)
    assert queries.entry_row(ticket.id).state == "open"


def requested(ticket):
    """The request as the form begins with it, and what only its paper says."""
    return RequestGiven(
        track="infringement",
        received_on=date(2025, 3, 6),
        unit_id=unit_id(places.ENFORCEMENT),
        requester=PartyGiven("person", "钱多多", phone="13812345678", address="铁东区五一路9号"),
        respondent=respondent_of(ticket),
        patent_as_printed=PATENT,
        relief="责令停止销售。",
        grounds=INFRINGED,
    )


def test_complaint_of_infringement_is_handed_over_and_becomes_the_request_of_its_caller(
    app, people
):
    ticket = take(people, "complaint", content=INFRINGED, **CALLER, respondent="兴旺家电商行")
    assert send(people, ticket) is None
    assert cases.case_of_ticket(ticket.id) is None
    assert queries.entry_row(ticket.id).state == "assigned"
    accept(people, ticket)
    with writing():
        case = open_request(
            by=people.wang, ticket=queries.entry_row(ticket.id), given=requested(ticket)
        )
    assert (case.track, case.ticket_id) == ("infringement", ticket.id)
    assert queries.entry_row(ticket.id).state == "working"
    sides = {row.part: row for row in parties.parties_of_case(case.id)}
    assert (sides["requester"].id, sides["requester"].address) == (
        ticket.caller_id,
        "铁东区五一路9号",
    )
    assert sides["respondent"].name == "兴旺家电商行"
    with pytest.raises(Refused, match="不能再次转办"), writing():
        open_request(by=people.wang, ticket=queries.entry_row(ticket.id), given=requested(ticket))


@pytest.mark.parametrize(
    ("matter", "more", "sentence"),
    [
        ("report", {}, "不是投诉"),
        ("complaint", {**CALLER, "wants_secrecy": True}, "投诉人要求保密"),
    ],
)
def test_request_comes_of_an_open_complaint_only(*, app, people, matter, more, sentence):
    ticket = take(people, matter, content=INFRINGED, **more)
    with pytest.raises(Refused, match=sentence) as no, writing():
        open_request(by=people.wang, ticket=queries.entry_row(ticket.id), given=requested(ticket))
    assert no.value.article == "专利法第六十五条"
