import hashlib
from dataclasses import replace
from datetime import date

import pytest
from docx.oxml.ns import qn

from caseapp.documents import render
from caseapp.documents.paper import Ending, Heading, Paragraph
from caseapp.documents.samples import sample
from tests.documents.reading import attribute, letter, part, runs_with, word_of

WORD = "word/document.xml"


def test_body_is_fangsong_of_third_size_with_28_characters_and_22_lines():
    document = word_of(letter(Paragraph("正文")))
    (run,) = runs_with(document, "正文")
    for side in ("ascii", "hAnsi", "eastAsia"):
        assert attribute(run, "rPr/rFonts", side) == "仿宋_GB2312"
    assert attribute(run, "rPr/rFonts", "hint") == "eastAsia"
    assert attribute(run, "rPr/sz", "val") == "32"
    assert attribute(run, "rPr/spacing", "val") == "-5"
    line = run.getparent()
    assert attribute(line, "pPr/spacing", "line") == "579"
    assert attribute(line, "pPr/spacing", "lineRule") == "exact"
    assert attribute(line, "pPr/ind", "firstLine") == "630"
    assert attribute(line, "pPr/ind", "firstLineChars") == "200"
    # 28 characters of 15.75 pt in 156 mm, 22 lines of 28.95 pt in 225 mm, and no more.
    assert 28 * 15.75 <= 156 / 25.4 * 72 < 29 * 15.75
    assert 22 * 28.95 <= 225 / 25.4 * 72 < 23 * 28.95


def test_office_title_and_number_stand_in_their_order_and_faces():
    document = word_of(sample("penalty_decision"))
    texts = [line.text for line in document.paragraphs[:3]]
    assert texts == ["鞍山市知识产权局", "行政处罚决定书", "鞍知罚字〔2015〕1号"]
    (title,) = runs_with(document, "行政处罚决定书")[:1]
    assert attribute(title, "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert attribute(title, "rPr/sz", "val") == "44"
    assert attribute(title.getparent(), "pPr/jc", "val") == "center"
    assert "w:color" not in part(render.docx(sample("penalty_decision")), WORD).split("<w:tbl")[0]


def test_number_is_pending_until_it_is_signed():
    document = word_of(render.build("penalty_decision", {}, on=date(2015, 7, 20), signed=False))
    assert document.paragraphs[2].text == "待编号"


def test_heading_levels_have_their_faces():
    document = word_of(letter(Heading(1, "一、甲"), Heading(2, "（一）乙"), Heading(3, "1.丙")))
    faces = [
        attribute(runs_with(document, words)[0], "rPr/rFonts", "eastAsia")
        for words in ("一、甲", "（一）乙", "1.丙")
    ]
    assert faces == ["黑体", "楷体_GB2312", "仿宋_GB2312"]


def test_office_stands_centred_over_the_date_with_room_for_the_seal():
    document = word_of(letter(Paragraph("正文"), Ending("鞍山市知识产权局", "2015年6月8日")))
    office, day = document.paragraphs[-2:]
    assert (office.text, day.text) == ("鞍山市知识产权局", "2015年6月8日")
    # The date is 6 characters long and 4 in; the office is 8 long, so its middle is 3 in at 3.
    assert attribute(day._p, "pPr/ind", "right") == str(round(4 * 15.75 * 20))
    assert attribute(office._p, "pPr/ind", "right") == str(round(3 * 15.75 * 20))


def test_signature_never_stands_alone_on_a_page():
    document = word_of(letter(Paragraph("最后一段"), Ending("鞍山市知识产权局", "2015年6月8日")))
    last, office, day = document.paragraphs[-3:]
    assert [one._p.pPr.find(qn("w:keepNext")) is not None for one in (last, office, day)] == [
        True,
        True,
        False,
    ]


def test_page_number_stands_outside_between_dashes():
    section = word_of(sample("penalty_decision")).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (line,) = footer.paragraphs
        assert line.text == "— 1 —"
        assert attribute(line._p, "pPr/jc", "val") == side
        assert attribute(line._p, "pPr/ind", side) == "280"
        run = line._p.find(qn("w:r"))
        assert attribute(run, "rPr/rFonts", "eastAsia") == "宋体"
        assert attribute(run, "rPr/sz", "val") == "28"
    settings = part(render.docx(sample("penalty_decision")), "word/settings.xml")
    assert "<w:evenAndOddHeaders/>" in settings


@pytest.mark.parametrize("key", ["site_record", "questioning_record"])
def test_every_page_of_a_record_is_counted_and_signed(key):
    section = word_of(sample(key)).sections[0]
    signed, counted = (line.text for line in section.footer.paragraphs)
    assert signed.count("签名：") == 3
    assert counted == "第1页\u3000共1页"  # fields, counted by the program that shows them
    assert "（以下空白）" in [line.text for line in word_of(sample(key)).paragraphs]


def test_table_has_strong_outer_and_fine_inner_lines_and_a_repeated_head():
    document = word_of(sample("evidence_registration"))
    table = document.element.body.find(qn("w:tbl"))
    sizes = {
        side: attribute(table, f"tblPr/tblBorders/{side}", "sz")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    }
    assert sizes == {
        "top": "12", "left": "12", "bottom": "12", "right": "12", "insideH": "4", "insideV": "4",
    }  # fmt: skip
    heads = [
        row for row in table.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) == 1
    widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
    assert sum(widths) == 8844
    assert table.find(f".//{qn('w:tr2bl')}") is not None


def test_sums_stand_in_figures_and_capitals():
    texts = [line.text for line in word_of(sample("penalty_decision")).paragraphs]
    assert "3.罚款3,000元（大写：人民币叁仟元整）。" in texts


def test_file_tells_the_office_and_no_machine():
    about = word_of(sample("penalty_decision")).core_properties
    assert (about.author, about.last_modified_by) == ("鞍山市知识产权局",) * 2
    assert (about.title, about.subject) == ("行政处罚决定书", "鞍知罚字〔2015〕1号")
    assert about.comments == ""
    assert about.created.date() == about.modified.date() == date(2015, 7, 20)
    names = part(render.docx(sample("penalty_decision")), "[Content_Types].xml")
    for strange in ("thumbnail", "customXml", "app.xml", "stylesWithEffects"):
        assert strange not in names


@pytest.mark.parametrize("key", ["penalty_decision", "site_record", "X01", "X07-minutes"])
def test_same_paper_gives_the_same_bytes(key):
    first, second = render.docx(sample(key)), render.docx(sample(key))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_hostile_words_are_printed_as_typed():
    hostile = "<script>alert(1)</script>{{7*7}}&amp;]]>"
    document = word_of(letter(Paragraph(hostile)))
    assert document.paragraphs[-1].text == hostile


def test_draft_is_marked_on_every_page():
    page = replace(sample("penalty_decision"), mark="草稿")
    section = word_of(page).sections[0]
    assert section.header.paragraphs[0].text == "草稿"
    assert section.even_page_header.paragraphs[0].text == "草稿"
