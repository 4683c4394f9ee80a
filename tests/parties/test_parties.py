from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.identifiers import make_credit_code, make_id_number, make_org_code
from caseapp.parties import actions, queries
from caseapp.parties.given import (
    PartyGiven,
    credit_code_fault,
    id_number_fault,
    in_normal_form,
    masked,
    org_code_fault,
    party_faults,
)
from tests.parties.some_case import some_case

TODAY = date(2026, 11, 23)
CODE = make_credit_code(area="210303", serial=7)
FIRM = PartyGiven(
    kind="company",
    name="鞍山某电器有限公司",
    credit_code=CODE,
    legal_representative="高某",
    phone="0412-2345678",
)


@pytest.fixture
def firm(people):
    with writing():
        return actions.add_party(by=people.wang, given=FIRM)


def test_firm_is_kept_with_its_codes_in_normal_form(people):
    typed = PartyGiven(
        kind="company",
        name=" 鞍山某电器有限公司 ",
        credit_code=f"{CODE[:4]} {CODE[4:8]} {CODE[8:].lower()}",
        org_code=make_org_code(serial=7).replace("-", ""),
        phone="(0412)2345678",
    )
    with writing():
        row = actions.add_party(by=people.wang, given=typed)
    kept = (row.name, row.credit_code, row.org_code, row.phone, row.version, row.changed_by)
    assert kept == (
        "鞍山某电器有限公司",
        CODE,
        make_org_code(serial=7),
        "0412-2345678",
        1,
        "王建民",
    )


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        (FIRM, {}),
        (PartyGiven("person", "王某"), {}),
        (
            PartyGiven("company", " ", credit_code="91350100M000100Y44"),
            {
                "name": "请填写名称或者姓名。",
                "credit_code": "统一社会信用代码有误：校验位应为3，实为4。请与证照核对。",
            },
        ),
        (
            PartyGiven("person", "王某", credit_code=CODE),
            {"credit_code": "自然人没有统一社会信用代码；有营业执照的请选“个体工商户”。"},
        ),
        (PartyGiven("shop", "王某"), {"kind": "请选择当事人类型。"}),
    ],
)
def test_form_says_field_by_field_what_is_wrong(given, faults):
    assert party_faults(given, today=TODAY) == faults


def test_each_code_is_told_in_a_sentence():
    assert (
        credit_code_fault("123", today=TODAY) == "统一社会信用代码应为18位，不用字母I、O、S、V、Z。"
    )
    assert (
        org_code_fault("D2143569-1", today=TODAY)
        == "组织机构代码有误：校验位应为X，实为1。请与证照核对。"
    )
    assert org_code_fault("12", today=TODAY) == "组织机构代码应为8位加1位校验码，如 M000100Y-4。"
    assert (
        id_number_fault("110105194912310021", today=TODAY)
        == "身份证号有误：校验位应为X，实为1。请与证照核对。"
    )
    assert id_number_fault("11010519491231002X", today=TODAY) == ""
    assert id_number_fault("", today=TODAY) == ""


def test_what_cannot_be_read_stays_as_typed():
    given = in_normal_form(PartyGiven("person", "王某", phone="内线 8"), today=TODAY)
    assert given.phone == "内线 8"


def test_middle_of_an_identity_number_is_hidden():
    assert masked("11010519491231002X") == "1101**********002X"
    assert masked("13900000001") == "13*******01"
    assert masked("E12345678") == "E1*****78"
    assert [masked(one) for one in ("12345678", "110", "")] == ["12****78", "***", ""]


def test_wrong_code_is_refused_with_the_right_check_digit(people):
    with pytest.raises(Refused, match="校验位应为3，实为4"), writing():
        actions.add_party(
            by=people.wang, given=PartyGiven("company", "某厂", credit_code="91350100M000100Y44")
        )


def test_same_firm_is_kept_once(firm, people):
    with pytest.raises(Refused, match="已用同一证照号码登记"), writing():
        actions.add_party(by=people.li, given=FIRM)
    with writing():
        again = actions.known_or_new_party(by=people.li, given=FIRM)
        other = actions.known_or_new_party(by=people.li, given=PartyGiven("person", "路人"))
    assert again.id == firm.id
    assert other.id != firm.id
    assert queries.party_with_code() is None


def test_correction_counts_up_and_names_who(firm, people):
    changed = PartyGiven(**{**FIRM.values(), "address": "铁西区某街1号"})
    with writing():
        actions.update_party(by=people.li, party_id=firm.id, given=changed, version=1)
    row = queries.party(firm.id)
    assert (row.address, row.version, row.changed_by) == ("铁西区某街1号", 2, "李秀英")
    with writing():
        actions.update_party(by=people.wang, party_id=firm.id, given=changed, version=2)
    same = queries.party(firm.id)
    assert (same.version, same.changed_by) == (2, "李秀英")


def test_two_people_saving_lose_neither_text(firm, people):
    theirs = PartyGiven(**{**FIRM.values(), "address": "铁西区某街1号"})
    mine = PartyGiven(**{**FIRM.values(), "address": "铁东区某街2号"})
    with writing():
        actions.update_party(by=people.li, party_id=firm.id, given=theirs, version=1)
    with pytest.raises(Conflict) as caught, writing():
        actions.update_party(by=people.wang, party_id=firm.id, given=mine, version=1)
    assert caught.value.theirs == {"住所或者经营场所": "铁西区某街1号"}
    assert caught.value.mine == {"住所或者经营场所": "铁东区某街2号"}
    assert (caught.value.who, caught.value.version) == ("李秀英", 2)


def test_party_that_is_not_there_cannot_be_changed(people):
    with pytest.raises(NotVisible), writing():
        actions.update_party(by=people.li, party_id=1, given=FIRM, version=1)


def test_parties_of_a_case_come_in_their_order(firm, people):
    with writing():
        case_id = some_case(people.wang)
        third = actions.add_party(by=people.wang, given=PartyGiven("person", "王某"))
        actions.join_case(by=people.wang, case_id=case_id, party_id=firm.id, part="respondent")
        actions.join_case(by=people.wang, case_id=case_id, party_id=third.id, part="third")
    rows = [(row.name, row.kind, row.part) for row in queries.parties_of_case(case_id)]
    assert rows == [("鞍山某电器有限公司", "company", "respondent"), ("王某", "person", "third")]
    assert [row.name for row in queries.parties_of_case(case_id, part="third")] == ["王某"]
    assert queries.case_ids_of_party(firm.id) == [case_id]


def test_party_joins_a_case_once(firm, people):
    with writing():
        case_id = some_case(people.wang)
        actions.join_case(by=people.wang, case_id=case_id, party_id=firm.id, part="respondent")
    with pytest.raises(Refused, match="已是本案的当事人"), writing():
        actions.join_case(by=people.wang, case_id=case_id, party_id=firm.id, part="respondent")
    with pytest.raises(Refused, match="身份"), writing():
        actions.join_case(by=people.wang, case_id=case_id, party_id=firm.id, part="friend")
    with pytest.raises(NotVisible), writing():
        actions.join_case(by=people.wang, case_id=case_id, party_id=firm.id + 9, part="third")


def test_party_that_left_stays_with_its_reason(firm, people):
    named = {"case_id": 0, "party_id": firm.id, "part": "respondent"}
    with writing():
        named["case_id"] = some_case(people.wang)
        actions.join_case(by=people.wang, **named)
    with pytest.raises(Refused, match="写明原因"), writing():
        actions.leave_case(by=people.wang, why=" ", **named)
    with writing():
        actions.leave_case(by=people.wang, why="登记有误", **named)
    (row,) = queries.parties_of_case(named["case_id"])
    assert (row.left_on, row.left_why) == (TODAY, "登记有误")
    with pytest.raises(NotVisible), writing():
        actions.leave_case(by=people.wang, why="再次", **named)
    with writing():
        actions.join_case(by=people.wang, **named)
    (row,) = queries.parties_of_case(named["case_id"])
    assert (row.left_on, row.left_why) == (None, "")


def test_correction_of_a_party_refreshes_its_cases(firm, people):
    with writing():
        case_id = some_case(people.wang)
        actions.join_case(by=people.wang, case_id=case_id, party_id=firm.id, part="respondent")
    changed = PartyGiven(**{**FIRM.values(), "name": "鞍山某厨具有限公司"})
    with writing():
        actions.update_party(by=people.li, party_id=firm.id, given=changed, version=1)
    assert [row.name for row in queries.parties_of_case(case_id)] == ["鞍山某厨具有限公司"]
    assert queries.rows([firm.id])[firm.id].name == "鞍山某厨具有限公司"
    assert queries.all_ids() == [firm.id]


def test_forms_offer_parties_by_the_beginning_of_a_name(firm, people):
    shop = PartyGiven(
        "individual", "鞍山%店", id_number=make_id_number(area="210302", born=TODAY, order=1)
    )
    with writing():
        actions.add_party(by=people.wang, given=shop)
    assert [row.name for row in queries.parties_named("鞍山")] == ["鞍山%店", "鞍山某电器有限公司"]
    assert [row.name for row in queries.parties_named("鞍山%")] == ["鞍山%店"]
    assert queries.party_with_code(id_number=shop.id_number).name == "鞍山%店"
