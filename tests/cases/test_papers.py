"""Papers of a case: drafted by acts, changed while drafts, frozen when signed, served by two."""

import hashlib
import io
from datetime import date

import docx
import pytest

from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import actions, queries
from caseapp.cases.paper_words import read_word, written_word
from caseapp.documents import queries as documents
from tests import stories
from tests.approvals import finished
from tests.stories import found_by_district, walked


def closed_record(story, kind, *, on):
    with writing():
        actions.close_record(
            by=story.crew.officer,
            case=queries.visible_case(story.case_id, by=story.crew.officer),
            paper_id=story.paper(kind).id,
            on=on,
        )


@pytest.mark.parametrize(
    ("edition", "notice", "decision"),
    [
        (2015, "鞍知罚告字〔2015〕1号", "鞍知罚字〔2015〕1号"),
        (2011, "鞍知罚告字〔2015〕1号", "鞍知罚字〔2015〕1号"),
        (2019, "鞍市监罚告〔2020〕1号", "鞍市监处罚〔2020〕1号"),
        (2021, "鞍市监罚告〔2024〕1号", "鞍市监处罚〔2024〕1号"),
    ],
)
def test_papers_of_the_road_in_their_states(*, app, people, edition, notice, decision):
    story = walked(people, "close", edition=edition)
    rows = documents.papers_of_case(story.case_id)
    assert [(row.kind, row.state) for row in rows] == [
        ("case_source", "draft"),
        ("filing_approval", "draft"),
        ("site_record", "draft"),
        ("questioning_record", "draft"),
        ("evidence_registration", "signed"),
        ("S20", "draft"),
        ("final_report", "draft"),
        ("legal_review", "draft"),
        ("penalty_notice", "served"),
        ("service_receipt", "signed"),
        ("S38", "draft"),
        ("penalty_decision", "served"),
        ("service_receipt", "signed"),
        ("N1", "draft"),
        ("closing_approval", "draft"),
    ]
    assert story.paper("penalty_notice").number == notice
    assert story.paper("penalty_decision").number == decision
    assert documents.paper(story.paper("penalty_decision").id).data["告知书文号"] == notice


def test_paper_is_numbered_only_by_the_signature(app, people):
    first, second = walked(people, "pass_review"), walked(people, "pass_review")
    assert first.paper("penalty_notice").number is None
    second.take("sign_notice")
    first.take("sign_notice")
    numbers = [one.paper("penalty_notice").number for one in (second, first)]
    assert numbers == ["鞍市监罚告〔2024〕1号", "鞍市监罚告〔2024〕2号"]


def test_signed_paper_is_what_lies_in_the_store(app, people, as_person):
    story = walked(people, "decide")
    row = story.paper("penalty_decision")
    assert (row.signed_on, row.signed_by_name) == (story.day(23), "陈立新")
    stored = app.extensions["store"].path(row.sha256).read_bytes()
    assert hashlib.sha256(stored).hexdigest() == row.sha256
    sent = as_person("wang").get(f"{story.path}/papers/{row.id}/word")
    assert sent.data == stored
    pdf = as_person("wang").get(f"{story.path}/papers/{row.id}/pdf")
    assert hashlib.sha256(pdf.data).hexdigest() == row.pdf_sha256
    words = "".join(p.text for p in docx.Document(io.BytesIO(stored)).paragraphs)
    assert row.number in words
    assert stories.SHOP in words


def test_signed_paper_is_not_changed_any_more(app, people):
    story = walked(people, "decide")
    row = story.paper("penalty_decision")
    with pytest.raises(Refused, match="签发，内容不能再改动"), writing():
        actions.change_draft(
            by=people.wang,
            case=queries.visible_case(story.case_id, by=people.wang),
            paper_id=row.id,
            data={"裁量理由": "改一改"},
            version=row.version,
        )
    assert story.paper("penalty_decision").version == row.version


def test_paper_of_the_chief_is_not_closed_by_the_officer(app, people):
    story = walked(people, "pass_review")
    with pytest.raises(Refused, match="由负责人签发时编号"):
        closed_record(story, "penalty_notice", on=story.day(13))


def test_record_is_closed_on_a_day_it_can_have_been_closed(app, people):
    story = walked(people, "inspect")
    with pytest.raises(Refused, match="早于"):
        closed_record(story, "site_record", on=story.day(3))
    with pytest.raises(Refused, match="晚于今天"):
        closed_record(story, "site_record", on=date(2026, 11, 24))
    closed_record(story, "site_record", on=story.day(4))
    assert story.paper("site_record").state == "signed"
    with pytest.raises(Refused, match="不能再改动"):
        closed_record(story, "site_record", on=story.day(4))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": date(2024, 3, 16)}, "送达日期不能早于签发日期（2024年3月17日）"),
        ({"on": date(2026, 11, 24)}, "送达日期不能晚于今天"),
        ({"mode": "飞鸽"}, "没有“飞鸽”这种送达方式"),
        ({"receiver": ""}, "没有填写收件人"),
        ({"mode": "留置"}, "留置送达应当有见证人"),
        ({"mode": "邮寄"}, "应当在备注中写明邮件号"),
    ],
)
def test_service_that_cannot_be_is_refused(*, app, people, changed, sentence):
    story = walked(people, "sign_notice")
    with pytest.raises(Refused, match=sentence):
        story.serve("penalty_notice", **changed)
    assert (story.case.state, story.paper("penalty_notice").state) == ("notice", "signed")
    assert documents.services_of_case(story.case_id) == []


def test_paper_is_served_by_two(app, people):
    story = walked(people, "sign_notice")
    for servers in ((), (people.wang.id,), (people.wang.id,) * 2, (people.wang.id, 99_999)):
        with pytest.raises(Refused, match="送达人少于两人"):
            story.serve("penalty_notice", servers=servers)
    story.serve("penalty_notice")
    service = documents.services_of_case(story.case_id)[0]
    assert (service.servers, service.served_on) == ("王建民、李秀英", story.day(14))
    receipt = documents.paper(service.receipt_id)
    assert receipt.data["送达文书"] == [
        {"名称": "行政处罚告知书", "文号": story.paper("penalty_notice").number, "份数": "1"}
    ]


def test_unsigned_and_internal_papers_are_not_served(app, people):
    story = walked(people, "pass_review")
    with pytest.raises(Refused, match="还没有签发，不能送达"):
        story.serve("penalty_notice")
    report = story.paper("final_report").id
    with writing():
        finished(story.case_id, report, by=story.crew.officer, on=story.day(12))
    stories.SERVED["report"] = "final_report"
    try:
        with pytest.raises(Refused, match="是内部文书，不需要送达"):
            story.serve("final_report")
    finally:
        del stories.SERVED["report"]


def test_paper_of_another_case_is_not_there(app, people):
    mine, other = walked(people, "inspect"), found_by_district(people)
    with pytest.raises(NotVisible), writing():
        actions.change_draft(
            by=people.wang,
            case=queries.visible_case(mine.case_id, by=people.wang),
            paper_id=other.paper("case_source").id,
            data={},
            version=1,
        )


def test_draft_is_changed_on_its_page(app, people, as_person):
    story = walked(people, "file")
    wang = as_person("wang")
    address = f"{story.path}/papers/{story.paper('filing_approval').id}"
    page = wang.get(address)
    box = next(
        one.get("for")
        for one in page.all(".//label")
        if "".join(one.itertext()).startswith("立案理由")
    )
    wang.submit(address, **{box: "改过的理由。"})
    assert "文书草稿已保存。" in wang.follow().text
    assert documents.paper(story.paper("filing_approval").id).data["立案理由"] == "改过的理由。"


def test_draft_saved_unread_stays_as_it_is(app, people, as_person):
    story = walked(people, "ask_decision")
    wang = as_person("wang")
    for row in documents.papers_of_case(story.case_id):
        if row.state != "draft":
            continue
        before = documents.paper(row.id).data
        wang.get(f"{story.path}/papers/{row.id}")
        assert wang.submit(f"/papers/{row.id}").status == 303
        assert documents.paper(row.id).data == before


def test_row_keeps_its_line_and_its_columns():
    rows = [{"问": "货从哪里来？\n请说。", "答": "甲｜乙|丙"}]
    typed = written_word(rows)
    assert typed == "货从哪里来？ 请说。｜甲／乙／丙"
    assert read_word("问答", typed) == [{"问": "货从哪里来？ 请说。", "答": "甲／乙／丙"}]
    assert read_word("问答", "甲｜乙｜丙\n\n丁") == [
        {"问": "甲", "答": "乙｜丙"},
        {"问": "丁", "答": ""},
    ]


def test_refused_service_keeps_what_was_typed_and_the_draft_its_version(app, people, as_person):
    story = walked(people, "sign_notice")
    wang = as_person("wang")
    wang.get(f"{story.path}/papers/{story.paper('penalty_notice').id}")
    page = wang.submit("/serve", served_on="2024-03-01", receiver="赵兴旺", note="放在前台")
    assert page.status == 409
    assert "送达日期不能早于签发日期" in page.text
    assert page.by_id("receiver").get("value") == "赵兴旺"
    assert (page.by_id("note").text or "").strip() == "放在前台"
    page = wang.submit("/serve", served_on="昨天")
    assert page.status == 422
    wang.submit("/serve", served_on="2024-03-18")
    assert "已办理：送达告知书。" in wang.follow().text


def test_wrong_day_of_closing_is_said_and_the_draft_stays(app, people, as_person):
    story = walked(people, "inspect")
    wang = as_person("wang")
    address = f"{story.path}/papers/{story.paper('site_record').id}"
    drawn = wang.get(address)
    page = wang.submit("/close", on="某日")
    assert page.status == 422
    assert page.all(".//*[@role='alert']")
    boxes = [one.text for one in drawn.all(".//textarea")]
    assert [one.text for one in page.all(".//textarea")] == boxes
    assert wang.submit(address).status == 303
    wang.get(address)
    wang.submit("/close", on=story.day(4).isoformat())
    assert "内容不再改动" in wang.follow().text
    assert wang.last.all(".//textarea") == []


def test_moment_of_a_record_is_typed_as_an_officer_writes_it():
    assert written_word("2015-06-08T09:30") == "2015-06-08 09:30"
    assert read_word("开始时间", "2015-06-08 09:30") == "2015-06-08T09:30"
    assert read_word("开始时间", "上午") == "上午"
