"""A party of a case: registered once under its code, corrected, never silently replaced."""

import pytest

from caseapp.base.identifiers import make_credit_code, make_registration_number
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_values.shared import party
from caseapp.cases.sources import CaseSource
from caseapp.parties import queries as parties
from tests.stories import found_by_district, walked

CODE = make_credit_code(area="210303", serial=4711)
WRONG = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")


@pytest.fixture
def story(app, people):
    """Give a case whose party nobody has named yet."""
    found = walked(people, "ask_filing")
    found.take("file")
    return found


def register(reader, story, **typed):
    reader.get(f"{story.path}/parties/new")
    return reader.submit(**{"kind": "company", "name": "兴旺家电有限公司", **typed})


def test_form_begins_with_what_the_lead_knew(story, as_person):
    page = as_person("wang").get(f"{story.path}/parties/new")
    assert page.by_id("name").get("value") == "铁西区兴旺家电商行"
    assert page.by_id("address").get("value") == "鞍山市铁西区人民路1号"


def test_code_in_full_width_is_kept_in_normal_form(story, as_person):
    wide = "".join(chr(ord(one) + 0xFEE0) for one in CODE)
    assert register(as_person("wang"), story, credit_code=wide).status == 303
    assert parties.parties_of_case(story.case_id)[0].credit_code == CODE


def test_the_number_of_an_old_licence_is_kept_found_and_put_on_the_paper(story, as_person):
    number = make_registration_number(area="210302", serial=12_345)
    typed = f" {number[:6]} {number[6:]}"
    assert register(as_person("wang"), story, registration_no=typed).status == 303
    (row,) = parties.parties_of_case(story.case_id)
    assert row.registration_no == number
    (entry,) = CaseSource().entries([story.case_id])
    assert ("number", number) in entry.numbers
    told = party(open_file(story.case, by=story.crew.chief))
    assert (told["证照名称"], told["证照号码"]) == ("营业执照注册号", number)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"credit_code": WRONG}, "统一社会信用代码有误"),
        ({"credit_code": "123"}, "统一社会信用代码应为18位"),
        ({"id_number": "210303199013012345"}, "身份证号"),
        ({"org_code": "123456789"}, "组织机构代码"),
        ({"registration_no": "210302000012340"}, "营业执照注册号有误：校验位应为"),
        ({"name": "　"}, "此项必填。"),
        ({"part": "梦"}, ""),
        ({"kind": "person", "credit_code": CODE}, "自然人没有统一社会信用代码"),
    ],
)
def test_wrong_code_is_said_at_its_field_and_stays_typed(*, story, as_person, typed, said):
    page = register(as_person("wang"), story, **typed)
    assert page.status == 422
    errors = page.texts(".//*[@class='field-error']")
    assert len(errors) == 1
    assert said in errors[0]
    key, value = list(typed.items())[-1]
    if key != "part":
        assert page.by_id(key).get("value") == value.strip()
    assert parties.parties_of_case(story.case_id) == []


def test_known_party_joins_and_what_was_typed_otherwise_is_said(story, people, as_person):
    wang = as_person("wang")
    assert register(wang, story, credit_code=CODE, phone="0412-5550100").status == 303
    assert "沿用原有资料" not in wang.follow().text
    other = walked(people, "ask_filing")
    assert (
        register(wang, other, credit_code=CODE, name="兴旺电器", phone="0412-5550100").status == 303
    )
    assert "沿用原有资料；您填写的不同内容：名称或者姓名“兴旺电器”。" in wang.follow().text
    assert [row.name for row in parties.parties_of_case(other.case_id)] == ["兴旺家电有限公司"]
    again = register(wang, other, credit_code=CODE)
    assert again.status == 409
    assert "已是本案的当事人" in again.text


def test_party_is_corrected_on_its_page(story, as_person):
    wang = as_person("wang")
    register(wang, story)
    party = parties.parties_of_case(story.case_id)[0].id
    wang.get(f"{story.path}/parties/{party}")
    wang.submit(contact="孙联系", former_names="旺兴家电")
    assert "当事人信息已修改。" in wang.follow().text
    kept = parties.party(party)
    assert (kept.contact, kept.former_names, kept.version) == ("孙联系", "旺兴家电", 2)


def test_party_of_another_case_is_not_there(story, people, as_person):
    theirs = found_by_district(people, until="file")
    party = parties.parties_of_case(theirs.case_id)[0].id
    assert as_person("wang").get(f"{story.path}/parties/{party}").status == 404
