"""The page of a draft: each word explained, previewed unsaved, taken back, taken over, never lost."""

import io

import docx
import pytest

from caseapp.base.db import writing
from caseapp.cases import actions, queries
from caseapp.cases.actions.drafting import draft_paper
from caseapp.documents import queries as documents
from caseapp.documents.actions.blocks import write_block
from caseapp.documents.block_words import BlockGiven
from tests.pages import form_values
from tests.stories import walked

NO_FONT = "\U0002ebf0"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def story(people):
    """Give a case whose site record is a draft."""
    return walked(people, "question")


def record_of(story, kind="site_record"):
    return documents.paper(story.paper(kind).id)


def address(story, kind="site_record"):
    return f"{story.path}/papers/{story.paper(kind).id}"


def box(page, word):
    """The name of the field of a word."""
    labels = page.all(".//form[@id='draft']//label")
    return next(
        one.get("for") for one in labels if "".join(one.itertext()).split("（")[0].strip() == word
    )


def field_text(page, word):
    return " ".join("".join(page.by_id(f"{box(page, word)}-at").itertext()).split())


def preview(reader, story, **words):
    """Send what is typed so far, as the page does by itself."""
    page = reader.get(address(story))
    typed = {box(page, word): text for word, text in words.items()}
    fields = form_values(page.form("draft")) | typed | {"live": "1", "page": "1"}
    return reader.post(f"{address(story)}/preview", fields)


def test_each_word_says_where_it_comes_from(story, as_person):
    page = as_person("wang").get(address(story))
    assert "取自步骤“现场检查”（2024年3月8日）" in field_text(page, "现场情况")
    assert "取自当事人" in field_text(page, "当事人名称")
    assert "取自案件" in field_text(page, "案号")
    page = as_person("wang").get(address(story, "filing_approval"))
    assert "取自规则：《中华人民共和国行政处罚法》第五十四条第二款" in field_text(page, "立案依据")


def test_what_was_changed_is_shown_and_put_back_without_saving(story, as_person):
    wang = as_person("wang")
    page = wang.get(address(story))
    scene = box(page, "现场情况")
    before = record_of(story).data["现场情况"]
    assert wang.submit("draft", **{scene: "改过的现场。"}).status == 303
    page = wang.follow()
    assert "已改动，与案件中的内容不同" in field_text(page, "现场情况")
    opinion = box(page, "见证人")
    page = wang.submit("draft", press=scene, **{opinion: "孙见证"})
    assert page.status == 200
    assert "“现场情况”已恢复为案件中的内容，还没有保存。" in page.text
    assert (page.by_id(scene).text or "").strip() == before
    assert (page.by_id(opinion).text or "").strip() == "孙见证"
    assert record_of(story).data["现场情况"] == "改过的现场。"
    assert wang.submit("draft").status == 303
    assert record_of(story).data["现场情况"] == before
    assert record_of(story).data["见证人"] == "孙见证"


def test_preview_draws_what_is_typed_and_changes_nothing(story, as_person):
    wang = as_person("wang")
    saved = record_of(story).data
    first = preview(wang, story, 地点="铁西区")
    second = preview(wang, story, 地点="铁东区")
    for answer in (first, second):
        assert (answer.status, answer.answer.mimetype) == (200, "image/png")
        assert answer.data.startswith(PNG)
        assert int(answer.answer.headers["X-Pages"]) >= 1
        assert [one for one in answer.statements if not one.startswith("SELECT")] == []
    assert first.data != second.data
    assert (record_of(story).data, record_of(story).version) == (saved, 1)


def test_preview_says_what_it_cannot_show(story, as_person):
    wang = as_person("wang")
    answer = preview(wang, story, 见证人=f"孙{NO_FONT}")
    assert answer.status == 200
    assert NO_FONT.encode().hex(" ").replace(" ", "%").upper() in answer.answer.headers["X-Told"]
    answer = preview(wang, story, 现场情况="长" * 20_001)
    assert answer.status == 409
    assert answer.json["sentences"][0] == "现场情况：最多 20000 个字，请缩短后再保存。"
    wang.get(address(story))
    with writing():
        actions.close_record(
            by=story.crew.officer,
            case=queries.visible_case(story.case_id, by=story.crew.officer),
            paper_id=story.paper("site_record").id,
            on=story.day(4),
        )
    answer = wang.post(f"{address(story)}/preview", {"live": "1"})
    assert (answer.status, "不再预览" in answer.json["sentences"][0]) == (409, True)


HOSTILE = "{{7*7}} {{案号}} %s <b>&lt;b&gt;"


@pytest.mark.parametrize(
    "case",
    [
        ("现场情况", "长" * 20_000, "长" * 20_000),
        ("见证人", "孙\x00见\x1b证\u202e人", "孙见证人"),
        ("现场情况", HOSTILE, HOSTILE),
        ("当事人名称", "甲" * 199 + "店", "甲" * 199 + "店"),
        ("开始时间", "上午九点", "上午九点"),
        ("开始时间", "2024-03-08 09:30", "2024-03-08T09:30"),
        ("开始时间", "2024-03-08T09:30", "2024-03-08T09:30"),
    ],
)
def test_whatever_is_typed_is_saved_and_printed_as_it_was(story, as_person, case):
    word, typed, kept = case
    wang = as_person("wang")
    page = wang.get(address(story))
    assert wang.submit("draft", **{box(page, word): typed}).status == 303
    assert record_of(story).data[word] == kept
    page = wang.follow()
    assert page.status == 200
    assert wang.submit("draft").status == 303
    assert record_of(story).data[word] == kept
    word_file = wang.get(f"{address(story)}/word").data
    printed = docx.Document(io.BytesIO(word_file))
    texts = [one.text for one in printed.paragraphs]
    texts += [cell.text for table in printed.tables for row in table.rows for cell in row.cells]
    if word != "开始时间":
        assert any(kept in one for one in texts)
    assert "49" not in "".join(texts) if "7*7" in kept else True


def test_too_long_a_text_is_refused_and_kept_in_its_box(story, as_person):
    wang = as_person("wang")
    page = wang.get(address(story))
    scene, typed = box(page, "现场情况"), "现场" * 10_000 + "多"
    page = wang.submit("draft", **{scene: typed})
    assert page.status == 422
    assert "最多 20000 个字，请缩短后再保存。" in page.texts(".//*[@class='field-error']")
    assert (page.by_id(scene).text or "").strip() == typed
    assert record_of(story).version == 1


def test_five_hundred_goods_are_typed_saved_and_previewed(people, as_person):
    story = walked(people, "register_evidence")
    with writing():
        case = queries.visible_case(story.case_id, by=people.wang)
        paper_id = draft_paper(by=people.wang, case=case, kind="C06-list")
    wang = as_person("wang")
    page = wang.get(f"{story.path}/papers/{paper_id}")
    area = next(one for one in page.all(".//textarea") if one.get("data-columns"))
    columns = area.get("data-columns").count("|") + 1
    lines = "\n".join("｜".join(f"{row}号货" for _ in range(columns)) for row in range(500))
    assert wang.submit("draft", **{area.get("name"): lines}).status == 303
    kept = next(one for one in documents.paper(paper_id).data.values() if isinstance(one, list))
    assert (len(kept), set(kept[499].values())) == (500, {"499号货"})
    page = wang.follow()
    assert len(page.all(".//img[@class='paper-image']")) > 5
    assert wang.get(f"{story.path}/papers/{paper_id}/pages/2").data.startswith(PNG)


def test_days_choices_and_unknown_words_stay_what_they_were(people, as_person):
    story = walked(people, "file")
    paper = story.paper("filing_approval")
    wang = as_person("wang")
    page = wang.get(address(story, "filing_approval"))
    day = page.by_id(box(page, "承办人日期"))
    assert day.get("type") == "date"
    boxes = [one for one in page.all(".//input[@type='checkbox']") if one.get("value") == "立案"]
    assert boxes[0].get("checked") is not None
    source = page.all(".//input[@type='checkbox']")[0].get("name")
    sent = wang.submit("draft", **{box(page, "承办人日期"): "另行确定", source: ["检查", "举报"]})
    assert sent.status == 303
    data = documents.paper(paper.id).data
    assert (data["承办人日期"], data["案件来源"]) == ("另行确定", "检查、举报")
    page = wang.follow()
    day = page.by_id(box(page, "承办人日期"))
    assert (day.get("type"), day.get("value")) == ("text", "另行确定")
    assert "“承办人日期”写作“另行确定”，读不出来" in field_text(page, "承办人日期")
    assert wang.submit("draft", **{box(page, "承办人日期"): "2024年3月6日"}).status == 303
    assert documents.paper(paper.id).data["承办人日期"] == "2024-03-06"
    wang.follow()
    page = wang.submit("draft", **{source: "梦"})
    assert page.status == 422
    assert documents.paper(paper.id).data["案件来源"] == "检查、举报"


def test_page_of_a_draft_costs_no_more_with_a_library(story, people, as_person):
    wang = as_person("wang")
    few = len(wang.get(address(story), budget=22).statements)
    with writing():
        for number in range(60):
            write_block(by=people.wang, given=BlockGiven("own", f"第{number}条", "一段文字"))
    page = wang.get(address(story))
    assert len(page.statements) == few
    assert len(page.all(".//template")) == 40
