"""Every paper as offices open it: the Word file laid out by LibreOffice, against the built-in PDF."""

import os
import re
from collections import Counter
from io import BytesIO

import pypdf
import pytest
from openxml_audit import OpenXmlValidator

from caseapp.documents import render
from caseapp.documents.catalogue import filed_kinds
from caseapp.documents.outside.libreoffice import LibreOffice, missing
from caseapp.documents.paper import Form
from caseapp.documents.samples import blank, sample
from tests.documents import layout_checks
from tests.documents.extremes import extreme
from tests.documents.pdf_pages import printed

pytestmark = [
    pytest.mark.xdist_group("libreoffice"),
    pytest.mark.timeout(3600),
]  # laid out once; weekly for long
MM = 72 / 25.4
FOOT = re.compile(r"—\d+—|第\d+页共\d+页")
# The free faces that stand for the official ones, and one for the ticked box.
STAND_INS = (
    "NotoSerifCJK",
    "NotoSansCJK",
    "NotoSerifSC",
    "NotoSansSC",
    "UKai",
    "FandolFang",
    "DejaVu",
    "Symbol",
)
IN_ORDER = (Form.LETTER, Form.RECORD, Form.REPORT, Form.OFFICIAL, Form.CORRESPONDENCE)
MOST_PAGES = 3


# Before a push as they are issued; weekly without a word in them, and with what nobody should type.
FILLED = ["issued", *(pytest.param(one, marks=pytest.mark.weekly) for one in ("empty", "extreme"))]
MAKE = {"issued": sample, "empty": blank, "extreme": extreme}


@pytest.fixture(scope="module", params=FILLED)
def laid_out(request):
    """Every paper, its Word file, LibreOffice's PDF of it, the built-in PDF."""
    if lacks := missing():
        # Where the suite has to be whole this is a failure; elsewhere the reason is shown.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lacks)
    papers = {kind.key: MAKE[request.param](kind.key) for kind in filed_kinds()}
    files = {key: render.docx(paper) for key, paper in papers.items()}
    with LibreOffice() as office:
        made = office.pdfs({f"{key}.docx": content for key, content in files.items()})
    return {
        key: (paper, files[key], made[f"{key}.docx"], render.as_pdf(paper))
        for key, paper in papers.items()
    }


def pages(content):
    return pypdf.PdfReader(BytesIO(content)).pages


def words(content, paper):
    """Every word in its order, without what each page repeats."""
    text = "".join(re.sub(r"[\s\u2060]", "", page.extract_text()) for page in pages(content))
    text = FOOT.sub("", text).replace("□✓", "☑").replace(re.sub(r"\s", "", paper.mark), "")
    for one in paper.page_signatures:
        text = text.replace(f"{one}签名：", "")
    return text


def test_every_word_file_keeps_to_the_schema(laid_out, tmp_path):
    wrong = []
    check = OpenXmlValidator()
    for key, (_, word, _, _) in laid_out.items():
        place = tmp_path / f"{key}.docx"
        place.write_bytes(word)
        wrong += [(key, one.description) for one in check.validate(place).errors]
    assert wrong == []


def test_every_word_file_is_laid_out_on_a4_in_faces_that_are_embedded(laid_out):
    for key, (paper, _, made, _) in laid_out.items():
        sides = (297, 210) if paper.landscape else (210, 297)
        for page in pages(made):
            assert abs(float(page.mediabox.width) - sides[0] * MM) < 1, key
            assert abs(float(page.mediabox.height) - sides[1] * MM) < 1, key
            for font in page["/Resources"]["/Font"].values():
                name = font.get_object()["/BaseFont"]
                assert "+" in name, (key, name)
                assert any(one in name for one in STAND_INS), (key, name)


def test_word_file_laid_out_by_libreoffice_is_as_the_standard_asks(laid_out):
    faults = {
        key: found
        for key, (paper, _, made, _) in laid_out.items()
        if (found := layout_checks.faults(paper, printed(made).pages))
    }
    assert faults == {}


def test_word_file_and_built_in_pdf_say_the_same_in_the_same_order(laid_out):
    wrong = {}
    for key, (paper, _, made, built_in) in laid_out.items():
        ours, theirs = words(built_in, paper), words(made, paper)
        if paper.form not in IN_ORDER:  # cells side by side are read out in either order
            ours, theirs = Counter(ours), Counter(theirs)
        if ours != theirs:
            wrong[key] = str(paper.form)
    assert wrong == {}


def test_letters_and_decisions_have_as_many_pages_in_both(laid_out):
    wrong = {}
    for key, (paper, _, made, built_in) in laid_out.items():
        ours, theirs = len(pages(built_in)), len(pages(made))
        if paper.form is Form.LETTER and ours <= MOST_PAGES and ours != theirs:
            wrong[key] = (ours, theirs)
    assert wrong == {}
