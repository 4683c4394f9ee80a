"""K7: what would leave the office with a protected identity in it is held back, and the place named."""

import pytest
import sqlalchemy as sa

from caseapp.base import keys
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import actions as cases
from caseapp.documents import actions as documents
from caseapp.documents import queries as papers
from caseapp.ledger.queries import AUDIT
from caseapp.parties.written_forms import needles, places
from tests.cases.test_evidence_pages import item
from tests.house import tree
from tests.identity.people import GIVEN
from tests.stories import reported

CALLER = {f"caller_{key}": value for key, value in GIVEN.items()}
WRITTEN = (
    "金丝雀",
    "金 丝 雀",
    "金·丝·雀",
    "金絲雀",
    "13900001234",
    "139 0000 1234",
    "139-0000-1234",
    "+86 139 0000 1234",
    "１３９００００１２３４",
    "一三九〇〇〇〇一二三四",
    "210302198001011236",
    "210302 19800101 1236",
    "２１０３０２１９８００１０１１２３６",
    "鞍山市铁西区柳西街88号3单元",
    "铁西区柳西街 88 号 3 单元",
    "柳西街８８号３单元",
)
HARMLESS = (
    "举报人-A7",
    "金丝绒窗帘3件",
    "电话0412-5550100，数量13900件",
    "ZL201530012345.4",
    "鞍山市铁西区人民路1号",
    "柳西街",
)


@pytest.fixture
def story(people):
    return reported(people, **CALLER)


def said(refusal):
    return " ".join(refusal.value.sentences)


def names_nobody(text):
    return not [value for value in (*GIVEN.values(), *WRITTEN) if value in text]


@pytest.mark.parametrize("written", WRITTEN)
def test_identity_is_found_however_it_is_written(written):
    text = {"备注": "前文。", "现场情况": f"据{written}反映，店内有货。"}
    assert places(text, needles(GIVEN, today())) == ["现场情况"]


@pytest.mark.parametrize("written", HARMLESS)
def test_other_words_pass(written):
    assert places({"现场情况": written}, needles(GIVEN, today())) == []


def test_fixed_line_is_found_without_its_area_code_and_not_inside_a_longer_number():
    wanted = needles({"phone": "0412-5530123"}, today())
    found = [
        places({"x": text}, wanted)
        for text in ("致电5530123", "(0412) 553-0123", "合同号2015530123", "价税55301234元")
    ]
    assert found == [["x"], ["x"], [], []]


def test_identity_in_a_table_and_cut_over_two_cells_is_found():
    wanted = needles(GIVEN, today())
    apart = {"物品清单": [{"名称": "水壶", "备注": "139"}, {"名称": "台灯", "备注": "00001234"}]}
    assert places({"清单": [{"备注": "找金丝雀"}]}, wanted) == ["清单"]
    assert places({"清单": [{"a": "金", "b": "丝雀"}]}, wanted) == ["清单"]
    assert places(apart, wanted) == []


def test_surname_alone_is_no_identity():
    assert needles({"name": "王", "address": "鞍山市"}, today()) == []


def edit(story, row, written):
    """Write a form of the identity into the first words of a draft."""
    paper = papers.paper(row.id)
    field = next(name for name, value in paper.data.items() if isinstance(value, str) and value)
    with writing():
        documents.edit(
            by=story.crew.officer,
            paper_id=paper.id,
            data={field: f"据{written}反映"},
            version=paper.version,
        )
    return field


@pytest.mark.parametrize("written", ["金丝雀", "１３９ ００００-１２３４", "210302198001011236"])
def test_chief_cannot_sign_a_decision_that_names_the_informant(story, written):
    story.walk("ask_decision")
    field = edit(story, story.paper("penalty_decision"), written)
    with pytest.raises(Refused) as no:
        story.take("decide")
    assert f"《行政处罚决定书》的“{field}”" in said(no)
    assert story.case.informant_alias in said(no)
    assert names_nobody(said(no))
    assert (story.case.state, story.paper("penalty_decision").number) == ("deciding", None)


def test_officer_cannot_close_a_record_that_names_the_informant(story):
    story.walk("inspect")
    record = story.paper("site_record")
    field = edit(story, record, "金丝雀")
    with pytest.raises(Refused) as no, writing():
        cases.close_record(
            by=story.crew.officer, case=story.case, paper_id=record.id, on=story.day(4)
        )
    assert said(no) == (
        f"《现场笔录》不能签发：《现场笔录》的“{field}”写有{story.case.informant_alias}的受保护信息。"
    )
    assert story.paper("site_record").state == "draft"


@pytest.mark.parametrize("written", ["金丝雀", "139 0000 1234"])
def test_note_typed_into_a_step_is_held_back_at_its_label(story, written):
    story.walk("verify")
    with pytest.raises(Refused) as no:
        story.take("ask_filing", filing_reasons=f"举报人{written}提供了发票。")
    assert "填写内容的“" in said(no)
    assert names_nobody(said(no))
    assert story.case.state != "filing"
    story.take("ask_filing", filing_reasons="举报人提供了发票。")


def test_receipt_of_a_service_that_names_the_informant_is_held_back(story):
    story.walk("sign_notice")
    with pytest.raises(Refused) as no:
        story.serve("penalty_notice", note="由金丝雀转交")
    assert "《送达回证》不能签发" in said(no)
    assert story.paper("penalty_notice").state == "signed"


def test_page_names_the_place_and_the_auditor_learns_of_the_attempt(story, as_person):
    story.walk("verify")
    officer = as_person("wang")
    officer.get(f"{story.path}/steps/ask_filing")
    typed = story.fields("ask_filing", filing_reasons="举报人金丝雀提供了发票。")
    page = officer.submit(on=story.day(2).isoformat(), **typed)
    assert page.status == 409
    box = " ".join(page.texts(".//*[@class='refusal']"))
    assert story.case.informant_alias in box
    assert "金丝雀" not in box
    row = db.session.execute(
        sa.select(AUDIT.c.action, AUDIT.c.result, AUDIT.c.actor_login, AUDIT.c.reason).where(
            AUDIT.c.action == "paper.held_back"
        )
    ).one()
    assert tuple(row)[:3] == ("paper.held_back", "alarm", "wang")
    assert names_nobody(row.reason)
    text = as_person("yang").get("/admin/openings").text
    assert "文书或办案内容写有受保护身份" in text
    assert names_nobody(text)


def test_volume_others_may_read_names_the_informant_in_no_file(story, as_person):
    story.walk("inspect")
    officer = as_person("wang")
    assert item(officer, story, title="金丝雀的来信", kind="written").status == 303
    held = officer.get(f"{story.path}/contents.zip")
    assert held.status == 409
    assert "卷内文件的“第1件”写有" in held.text
    assert names_nobody(held.text)
    actions = db.session.scalars(sa.select(AUDIT.c.action)).all()
    assert "paper.held_back" in actions
    assert "paper.volume_taken" not in actions
    assert officer.get(f"{story.path}/contents.zip?second=1").status == 200


def test_same_words_pass_in_a_case_that_is_not_theirs(people):
    other = reported(people, caller_name="钱多多", caller_phone="13812345678")
    reported(people, **CALLER)
    other.walk("verify")
    other.take("ask_filing", filing_reasons="金丝雀牌水壶，电话13900001234")
    assert other.case.state == "filing"


def test_nothing_is_signed_while_it_cannot_be_known_whether_it_names_somebody(story):
    story.walk("inspect")
    record = story.paper("site_record")
    path = keys.keys_folder() / "seal-1.key"
    kept = path.read_text()
    path.unlink()
    with pytest.raises(Refused, match="无法核对其中有没有受保护的身份"), writing():
        cases.close_record(
            by=story.crew.officer, case=story.case, paper_id=record.id, on=story.day(4)
        )
    path.touch(mode=0o600)
    path.write_text(kept)
    with writing():
        cases.close_record(
            by=story.crew.officer, case=story.case, paper_id=record.id, on=story.day(4)
        )
    assert story.paper("site_record").state == "signed"


def test_anonymous_case_needs_no_key_to_be_signed(people):
    story = reported(people).walk("inspect")
    record = story.paper("site_record")
    with writing():
        cases.close_record(
            by=story.crew.officer, case=story.case, paper_id=record.id, on=story.day(4)
        )
    assert not list(keys.keys_folder().glob("seal-*.key"))


@pytest.mark.parametrize("label", ["反映内容", "被反映的单位或店铺"])
def test_operator_is_told_not_to_write_the_caller_into_what_everybody_reads(as_person, label):
    field = {"反映内容": "content", "被反映的单位或店铺": "respondent"}[label]
    desk = as_person("liu")
    desk.get("/hotline/new")
    given = {"content": "有人卖假货。", field: "我叫金丝雀，电话 139-0000-1234", "matter": "report"}
    page = desk.submit(press="只登记", received_on="2024-03-04", **given, **CALLER)
    assert page.status == 409
    assert f"“{label}”中写有反映人的身份" in page.text


def test_papers_of_cases_tickets_and_cooperation_are_signed_in_one_place_each_after_the_guard():
    callers = {
        tree.name(path): text.index("refuse_sealed_words(") < text.index("documents.sign(")
        for path in tree.under("caseapp")
        if "documents.sign(" in (text := path.read_text(encoding="utf-8"))
    }
    assert callers == {
        "caseapp/cases/actions/outgoing.py": True,
        "caseapp/cooperation/actions/papers.py": True,
        "caseapp/hotline/actions/ticket_papers.py": True,
    }
