"""What an operator is told while typing: numbers, earlier contacts, warnings, likely duplicates."""

from datetime import date

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, plain_rows, writing
from caseapp.base.identifiers import make_credit_code
from caseapp.cases import actions as cases
from caseapp.hotline import actions
from caseapp.hotline.actions import CallGiven
from caseapp.ledger.queries import AUDIT
from caseapp.ledger.worker import drain_all
from caseapp.likeness.models import Trait
from caseapp.patents import actions as patents
from caseapp.patents import queries as known_patents
from caseapp.reactions import REACTIONS
from tests.pages import HOST
from tests.stories import PATENT, PLACE, REPORT, reported, walked

WRONG = f"{PATENT[:-1]}{(int(PATENT[-1]) + 1) % 10}"
PHONE = "13812345678"
SHAPE = {"route", "numbers", "contacts", "warnings", "likely", "n", "m"}


@pytest.fixture
def liu(as_person):
    """Give the operator's browser, with the token of its forms."""
    reader = as_person("liu")
    reader.get("/desk")
    reader.call_token = reader._token()
    return reader


def take(people, **changed):
    given = {
        "channel": "phone",
        "matter": "report",
        "received_on": date(2024, 3, 4),
        "content": REPORT,
    }
    with writing():
        ticket = actions.take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket
    drain_all(REACTIONS)
    return ticket


def ask(reader, **fields):
    page = reader.post("/hotline/hints", {"csrf_token": reader.call_token, **fields}, budget=25)
    assert page.status == 200
    assert set(page.json) == SHAPE
    return page.json


def looks():
    looked = sa.select(AUDIT.c.details).where(AUDIT.c.action == "informant.looked_up")
    return [row.details for row in plain_rows(looked)]


def test_numbers_are_recognised_in_every_field_and_checked(liu):
    code = make_credit_code(area="210303", serial=4711)
    told = ask(
        liu,
        content=f"商品上印着 {WRONG}，客服电话0412-5551234。",
        patent_as_printed=PATENT,
        respondent_code=code,
        platform_link="https://item.jd.com/100012345678.html",
    )
    numbers = {(one["kind"], one["normal"], one["valid"]) for one in told["numbers"]}
    assert numbers == {
        ("patent", WRONG, False),
        ("patent", PATENT, True),
        ("phone", "0412-5551234", True),
        ("credit_code", code, True),
        ("platform", "京东商品 100012345678", True),
    }
    assert [one for one in told["warnings"] if WRONG in one and "校验位应为" in one]


def test_same_matter_is_offered_with_the_reason_and_how_rare_it_is(liu, people):
    earlier = take(people, respondent="铁西区兴旺家电商行", place=PLACE, product="电热水壶")
    take(people, content="咨询外观设计专利怎么申请，需要哪些材料，费用是多少。", matter="advice")
    told = ask(
        liu, content="有家店卖假专利的水壶。", patent_as_printed=PATENT, respondent="星旺家电商行"
    )
    assert (told["n"], told["m"]) == (1, 1)
    (likely,) = told["likely"]
    assert (likely["ticket_id"], likely["number"]) == (earlier.id, earlier.number)
    assert likely["url"] == f"/hotline/{earlier.id}"
    assert "同一专利号 201530012345（仅 1 件）" in likely["why"]
    assert "被反映单位字号读音相同（仅 1 件）" in likely["why"]
    assert "地址" not in likely["why"]
    assert [one for one in told["warnings"] if earlier.number in one] != []
    assert ask(liu, patent_as_printed=PATENT, alike_different=str(earlier.id))["m"] == 0


def test_ticket_named_in_the_words_is_led_to_and_a_filed_case_is_told(liu, people):
    story = walked(people, "file")
    ticket = story.case.ticket_id
    drain_all(REACTIONS)
    number = f"12330-{story.received_on:%Y%m%d}-0001"
    told = ask(liu, content=f"上次的工单号是 {number}，又看到{REPORT}", patent_as_printed=PATENT)
    links = {one["normal"]: one["url"] for one in told["numbers"]}
    assert (links[number], links[PATENT]) == (f"/hotline/{ticket}", "")
    assert [one for one in told["warnings"] if number in one and "立案" in one]
    found = liu.get(
        "/recognise", query_string={"q": "mobile.yangkeduo.com/goods.html?goods_id=1234567"}
    )
    assert [(one["kind"], one["normal"]) for one in found.json] == [
        ("platform", "拼多多商品 1234567")
    ]


def test_common_values_offer_nobody(liu, people):
    for _ in range(3):
        take(people, content="打听一下。", product="电热水壶", place="铁西区小商品市场")
    assert ask(liu, product="电热水壶", place="铁西区小商品市场", content="打听")["m"] == 0


@pytest.mark.parametrize("matter", ["report", "complaint"])
def test_contacts_of_the_caller_are_found_and_nobody_is_named(*, liu, people, matter):
    told = {"caller_name": "钱多多", "caller_phone": PHONE, "respondent": "兴旺家电"}
    ticket = take(people, matter=matter, answers={"abusive": "是"}, **told)
    found = ask(liu, caller_phone="138 1234 5678", mark="call-0001")
    (contact,) = found["contacts"]
    assert contact | {"words": ""} == {
        "ticket_id": ticket.id,
        "number": ticket.number,
        "received_on": "2024-03-04",
        "words": "",
        "url": f"/hotline/{ticket.id}",
        "state": "待分办",
    }
    assert "兴旺家电" in contact["words"]
    assert "钱多多" not in str(found)
    assert [one for one in found["warnings"] if ticket.number in one and "未办结" in one]
    assert [one for one in found["warnings"] if "辱骂" in one]


def test_look_for_a_number_stands_in_the_trail_once_for_each_call(liu):
    for typed in ("138", "1381234", "13812345678", "138 1234 5678", "13812345678"):
        ask(liu, caller_phone=typed, mark="call-0001")
    assert len(looks()) == 1
    ask(liu, caller_phone="0412-5551234", mark="call-0001")
    ask(liu, caller_phone=PHONE, mark="call-0001")
    assert len(looks()) == 2
    ask(liu, caller_phone=PHONE, mark="call-0002")
    assert len(looks()) == 3
    ask(liu, caller_phone="+1 212 555 0100", mark="call-0002")
    ask(liu, caller_phone=PHONE)
    ask(liu, caller_phone=PHONE)
    assert len(looks()) == 6
    assert PHONE not in str(looks())


def test_ticket_of_a_sealed_case_is_neither_shown_nor_counted(liu, people):
    story = reported(people, content=REPORT)
    drain_all(REACTIONS)
    assert ask(liu, content=REPORT)["m"] == 1
    with writing():
        cases.seal(by=people.chen, case=story.case, reason="涉及商业秘密", names=[people.chen.id])
    told = ask(liu, content=REPORT, patent_as_printed=PATENT)
    assert (told["likely"], told["n"], told["m"]) == ([], 0, 0)


def test_telephone_of_the_caller_is_no_trait_of_the_matter(people):
    words = f"我的电话是{PHONE}，店里的电话是0412-5551234。"
    take(people, matter="complaint", content=words, caller_name="钱多多", caller_phone=PHONE)
    kept = sa.select(Trait.value).where(Trait.kind == "phone")
    assert set(db.session.scalars(kept)) == {"04125551234"}


def test_ended_patent_is_told(liu, people):
    with writing():
        row = patents.note_patent(by=people.wang, text=PATENT)
        row.ended_on, row.ended_why = date(2020, 5, 6), "未缴年费"
    assert known_patents.patent(row.id).ended_on == date(2020, 5, 6)
    told = ask(liu, content=f"标着{PATENT}。")
    assert f"专利 {PATENT} 已于 2020年5月6日 终止（未缴年费），以登记簿为准" in told["warnings"]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"content": "字" * 10_000},
        {"content": "ZL" * 5_000, "platform_link": "a.taobao.com/" * 1_000},
        {"content": "😀" * 500, "respondent": "😀", "place": "\u3000", "product": "\u200b"},
        {"content": "<script>alert(1)</script>", "respondent": "<script>", "caller_phone": "<b>"},
        {"caller_phone": "9" * 9_000, "alike_different": "99999999999,-1,x,²"},
    ],
)
def test_whatever_is_typed_gets_an_answer(liu, typed):
    told = ask(liu, **typed)
    assert (told["contacts"], told["m"]) == ([], 0)


def test_half_a_surrogate_and_other_shapes_get_an_answer(liu):
    for sent in ('{"content": "\\ud800ZL", "respondent": 7}', "[]", "{", "7"):
        answer = liu.browser.post(
            "/hotline/hints",
            data=sent,
            headers={"X-CSRFToken": liu.call_token},
            content_type="application/json",
            base_url=f"http://{HOST}:8000",
        )
        assert (answer.status_code, answer.get_json()["m"]) == (200, 0)


def test_hints_are_for_those_who_take_calls(as_person):
    wang = as_person("wang")
    wang.get("/desk")
    assert wang.post("/hotline/hints", {"content": REPORT}).status == 403
