"""Files of other office programs: OpenDocument sheets and slides, slides of PowerPoint, old text files."""

import os
import subprocess
from pathlib import Path

import pytest

from caseapp.documents.outside.libreoffice import missing, program
from caseapp.extracts.words import REASONS
from tests.extracts import making
from tests.extracts.old_books import old_book

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def open_file(kind: str, body: str) -> bytes:
    told = f'<?xml version="1.0"?><office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>'
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    manifest = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="m"/>'
    return making.zipped(
        {"mimetype": mimetype, "content.xml": told, "META-INF/manifest.xml": manifest}
    )


def cell(words: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    )


def slide(*words: str) -> str:
    said = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in words)
    return f'<?xml version="1.0"?><p:sld xmlns:p="p" xmlns:a="{DRAWING}">{said}</p:sld>'


def places(found):
    return [(part.place, part.text) for part in found.parts]


def test_open_sheets_are_read_sheet_by_sheet(read):
    row = f"<table:table-row>{cell('名称')}{cell('电热水壶')}</table:table-row>"
    other = f"<table:table-row>{cell('合计 12 个')}</table:table-row>"
    sheets = f'<table:table table:name="清单">{row}</table:table><table:table table:name="附注">{other}</table:table>'
    found = read(open_file("spreadsheet", f"<office:spreadsheet>{sheets}</office:spreadsheet>"))
    assert (found.state, places(found)) == (
        "done",
        [("工作表“清单”", "名称 电热水壶"), ("工作表“附注”", "合计 12 个")],
    )


def test_open_slides_are_read_one_by_one(read):
    pages = "".join(
        f'<draw:page draw:master-page-name="D"><draw:frame><text:p>{words}</text:p></draw:frame></draw:page>'
        for words in ("会议议程", "电热水壶展品")
    )
    found = read(open_file("presentation", f"<office:presentation>{pages}</office:presentation>"))
    assert places(found) == [("第1张", "会议议程"), ("第2张", "电热水壶展品")]


def test_slides_are_read_in_the_order_of_their_numbers_with_their_notes(read):
    main = (
        f'<Relationship Id="r1" Type="{making.RELS}/officeDocument" Target="ppt/presentation.xml"/>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": making.CONTENT_TYPES,
        "_rels/.rels": f'<?xml version="1.0"?><Relationships>{main}</Relationships>',
        "ppt/presentation.xml": "<p/>",
        "ppt/slides/slide10.xml": slide("谢谢"),
        "ppt/slides/slide2.xml": slide("电热水壶", "展品照片"),
        "ppt/slides/slide1.xml": slide("会议议程"),
        "ppt/notesSlides/notesSlide2.xml": slide("说明来源"),
    }
    assert places(read(making.zipped(parts))) == [
        ("第1张", "会议议程"),
        ("第2张", "电热水壶\n展品照片"),
        ("第2张备注", "说明来源"),
        ("第10张", "谢谢"),
    ]


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory) -> Path:
    """A Word file as LibreOffice keeps it in other forms."""
    if lacks := missing():
        # Where the suite has to be whole this is a failure; elsewhere the reason is shown.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lacks)
    folder: Path = tmp_path_factory.mktemp("rewritten")
    (folder / "a.docx").write_bytes(making.word_file("检查笔录：电热水壶"))
    own = f"-env:UserInstallation=file://{folder}/profile"
    for ending, of in (("odt", "a.docx"), ("doc", "a.docx")):
        words = [program(), own, "--headless", "--convert-to", ending, "--outdir", str(folder)]
        subprocess.run([*words, str(folder / of)], check=True, capture_output=True, timeout=100)
    return folder


@pytest.mark.xdist_group("libreoffice")
def test_text_that_libreoffice_wrote_is_read(read, rewritten):
    assert places(read((rewritten / "a.odt").read_bytes())) == [("正文", "检查笔录：电热水壶")]


@pytest.mark.xdist_group("libreoffice")
def test_old_text_file_is_not_read_and_that_is_said(read, rewritten):
    found = read((rewritten / "a.doc").read_bytes())
    assert (found.state, found.reason) == ("nothing", "old_office")
    assert "另存为 .docx" in REASONS[found.reason]


def test_old_workbook_is_read_sheet_by_sheet(read):
    data = old_book(清单=[["名称", "数量"], ["电热水壶", 12]], 附注=[["无"]])
    assert places(read(data)) == [
        ("工作表“清单”", "名称 数量\n电热水壶 12"),
        ("工作表“附注”", "无"),
    ]
