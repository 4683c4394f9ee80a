import io

import pypdf
import pytest

from caseapp.documents import render
from caseapp.documents.paper import Annex, Form
from caseapp.documents.title_lines import broken
from tests.documents.reading import letter, word_of


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("行政处罚决定书", ["行政处罚决定书"]),
        (
            "关于鞍山市2015年度专利行政执法工作情况的报告",
            ["关于鞍山市2015年度", "专利行政执法工作情况的报告"],
        ),
        (
            "第三届鞍山示范装备制造业展览会知识产权保护进驻工作方案",
            ["第三届鞍山示范装备制造业展览会", "知识产权保护进驻工作方案"],
        ),
        (
            "关于召开2015年第三季度鞍山市专利行政执法联席会议的通知",
            ["关于召开2015年第三季度鞍山市", "专利行政执法联席会议的通知"],
        ),
    ],
)
def test_long_title_is_broken_where_its_sense_does(title, lines):
    assert broken(title).split("\n") == lines


def test_no_line_of_a_title_begins_with_a_mark_or_passes_the_sheet():
    lines = broken("鞍山市演示商贸公司（分公司）、《办法》的" * 12).split("\n")
    assert len(lines) > 5
    assert all(len(line) <= 20 for line in lines)
    assert not any(line[0] in "的、）》" or line[-1] in "（《" for line in lines)


def test_title_is_broken_the_same_in_both_files_and_told_whole():
    title = "关于鞍山市2015年度专利行政执法工作情况的报告"
    paper = letter(Annex("附件", title), form=Form.OFFICIAL, title=title)
    document = word_of(paper)
    set_lines = [line.text for line in document.paragraphs if "2015年度" in line.text]
    assert set_lines == ["关于鞍山市2015年度\n专利行政执法工作情况的报告"] * 2
    assert document.core_properties.title == title
    printed = pypdf.PdfReader(io.BytesIO(render.as_pdf(paper)))
    assert printed.metadata.title == title
    for page in printed.pages:
        assert title in "".join(page.extract_text().split())
