import itertools
from dataclasses import replace

import pytest

from caseapp.base.errors import Refused
from caseapp.documents import pdf, render
from caseapp.documents.paper import Cell, Field, FieldRow, Paragraph, Row, Signatures, Table
from caseapp.documents.samples import sample
from tests.documents.layout_checks import faults
from tests.documents.pdf_pages import printed
from tests.documents.reading import letter, lines_of, long_letter, pdf_of, pdf_text

MM = 72 / 25.4


def test_full_page_has_22_lines_of_28_characters():
    page = pdf_of(long_letter(5000)).pages[1]
    body = {height: text for height, text in lines_of(page).items() if "鞍" in text}
    assert [text.count("鞍") for text in body.values()] == [28] * 22
    heights = list(body)
    steps = {round(above - below, 1) for above, below in itertools.pairwise(heights)}
    assert steps <= {28.9, 29.0}
    # The last line ends on the type area, 35 mm above the edge.
    assert 35 * MM < heights[-1] < 35 * MM + 12


def test_page_numbers_lie_seven_millimetres_below_and_outside():
    pages = pdf_of(long_letter(1500)).pages
    for number, page in enumerate(pages, 1):
        height, text = list(lines_of(page).items())[-1]
        assert text == f"— {number} —"
        dash = height + 0.35 * 14
        assert abs((35 * MM - dash) / MM - 7) < 1


def test_decision_reads_as_it_was_written():
    text = pdf_text(sample("penalty_decision"))
    for words in (
        "鞍知罚字〔2015〕1号",
        "罚款3,000元（大写：人民币叁仟元整）",
        "2015年7月20日",
        "王示喆",
    ):
        assert words in text


@pytest.mark.parametrize("name", ["王喆", "李堃", "赵垚", "钱翀", "孙犇", "周昇", "吴玥", "郑珺"])
def test_rare_name_characters_are_printed_in_an_embedded_font(name):
    assert name in pdf_text(letter(Paragraph(name)))
    assert pdf.missing_characters(letter(Paragraph(name))) == ""


def test_character_without_any_font_is_refused_by_name_instead_of_a_box():
    # A private character: no font may ever have it.
    page = letter(Paragraph("当事人吉\U000f0001利"))
    with pytest.raises(Refused) as no:
        render.as_pdf(page)
    assert str(no.value) == "这台机器的字体里没有以下字：\U000f0001，PDF 印不出来。"
    assert "Word" in no.value.remedy
    assert render.docx(page)


def test_hostile_words_are_data_and_never_markup():
    hostile = '#eval("1+1") $x^2$ *粗* _斜_ <script>alert(1)</script> {{7*7}} `#read("/etc/passwd")` \\ @a'
    text = pdf_text(letter(Paragraph(hostile)))
    assert text.replace(" ", "").count(hostile.replace(" ", "")) == 1


def test_twenty_thousand_characters_print_over_many_pages():
    pages = pdf_of(long_letter(20_000)).pages
    assert len(pages) == 33
    assert (
        sum(page.extract_text().count("鞍") for page in pages) == 20_000 + 2
    )  # in the office's name and in the number


def test_very_long_opinion_goes_over_pages_without_loss():
    page = render.build(
        "filing_approval",
        {"核查情况": "鞍" * 20_000, "负责人意见": "铁" * 3_000},
        on=sample("filing_approval").dated,
    )
    text = pdf_text(page)
    assert text.count("铁") == 3_000
    assert text.count("鞍") == 20_000 + 1


def test_one_word_without_a_break_stays_on_the_sheet():
    cell = Table((1, 1), (Row((Cell("号码", label=True), Cell("9" * 100))),))
    row = FieldRow((Field("号码：", "8" * 100), Field("电话：", "7" * 60)))
    paper = letter(Paragraph("A" * 400), row, cell)
    pages = printed(render.as_pdf(paper)).pages
    assert faults(paper, pages) == []
    text = "".join(one.text for page in pages for one in page.texts)
    assert [text.count(one) for one in "A987"] == [400, 100, 100, 60]


def test_every_page_of_a_record_is_counted_and_signed():
    pages = pdf_of(sample("questioning_record")).pages
    for number, page in enumerate(pages, 1):
        text = "".join(page.extract_text().split())
        assert f"第{number}页共{len(pages)}页" in text
        assert "被询问人签名：" in text


def test_same_paper_gives_the_same_pdf():
    first, second = (render.as_pdf(sample("penalty_notice")) for _ in range(2))
    assert first == second


def test_pages_can_be_shown_beside_the_form():
    pages = render.pictures(sample("penalty_decision"))
    assert len(pages) == len(pdf_of(sample("penalty_decision")).pages)
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_empty_paper_can_be_previewed():
    bare = replace(letter(), blocks=(Signatures(()),))
    assert render.as_pdf(bare)
