"""What stands in a file is read with its place; what cannot be read is said."""

import io

import pypdf
import pytest

from caseapp.extracts.ocr import PACKAGES, installed
from tests.extracts import making


def places(found):
    return [(part.place, part.text) for part in found.parts]


def test_word_file_is_read_page_by_page(read):
    found = read(making.word_file("检查笔录", "电热水壶十二个"))
    assert (found.state, places(found)) == (
        "done",
        [("第1页", "检查笔录"), ("第2页", "电热水壶十二个")],
    )


def test_word_file_of_one_page_is_its_body(read):
    assert places(read(making.word_file("电热水壶"))) == [("正文", "电热水壶")]


def test_workbook_is_read_sheet_by_sheet(read):
    found = read(making.book(清单=[["名称", "数量"], ["电热水壶", 12]], 附注=[["合计 12 个"]]))
    assert places(found) == [
        ("工作表“清单”", "名称 数量\n电热水壶 12"),
        ("工作表“附注”", "合计 12 个"),
    ]


def test_pdf_is_read_page_by_page(read):
    found = read(making.pages("销售合同", "电热水壶"))
    assert places(found) == [("第1页", "销售合同"), ("第2页", "电热水壶")]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_its_coding(read, coding):
    assert places(read("电热水壶，专利号".encode(coding))) == [("正文", "电热水壶，专利号")]


def test_pdf_with_turned_text_is_read(read):
    turned = making.pages("#rotate(90deg)[电热水壶]")
    assert places(read(turned)) == [("第1页", "电热水壶")]


def locked(word):
    """A PDF that asks for a password; without one it is only kept from changes."""
    made, out = pypdf.PdfWriter(clone_from=io.BytesIO(making.pages("电热水壶"))), io.BytesIO()
    made.encrypt(word, "owner-24680", algorithm="AES-256")
    made.write(out)
    return out.getvalue()


def test_pdf_with_a_password_says_so_and_one_only_kept_from_changes_is_read(read):
    found = read(locked("open-13579"))
    assert (found.state, found.reason, found.parts) == ("refused", "password", ())
    assert places(read(locked(""))) == [("第1页", "电热水壶")]


def test_letter_in_gb18030_is_read_with_a_text_in_gb18030(read):
    head = b"From: li@example.cn\r\nTo: wang@example.cn\r\nSubject: =?gb18030?B?sajAzw==?=\r\n"
    head += b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    body = b"--b\r\nContent-Type: text/plain; charset=gb18030\r\n\r\n" + "电热水壶报价".encode(
        "gb18030"
    )
    note = b'\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\n'
    data = head + body + note + "另附𠮷字样品".encode("gb18030") + b"\r\n--b--\r\n"
    told = dict(places(read(data)))
    assert (told["正文"], told["附件“a.txt”正文"]) == ("电热水壶报价", "另附𠮷字样品")


def test_web_page_is_read_as_text_without_its_programs(read):
    page = "<html><script>alert(1)</script><p>电热水壶</p><img src='file:///etc/passwd'></html>"
    assert places(read(page.encode())) == [("正文", "电热水壶")]


def test_letter_is_read_with_what_is_attached(read):
    found = read(making.letter("报价", "见附件", 报价_docx=making.word_file("甲", "电热水壶")))
    assert places(found) == [
        ("邮件头", "发件人：li@example.cn\n收件人：wang@example.cn\n主题：报价"),
        ("正文", "见附件"),
        ("附件“报价.docx”第1页", "甲"),
        ("附件“报价.docx”第2页", "电热水壶"),
    ]


def test_letter_says_that_what_is_attached_was_not_read(read):
    found = read(making.letter("报价", "见附件", a_docx=making.document(word__vbaProject_bin=b"x")))
    assert (found.state, found.cut) == ("done", "邮件的附件含宏，未提取文字")


def test_open_document_is_read(read):
    text = '<office:document xmlns:office="o" xmlns:text="t"><text:p>电热<text:s/>水壶</text:p></office:document>'
    assert places(read(making.open_document(text))) == [("正文", "电热 水壶")]


def test_picture_is_read_by_the_recogniser(read):
    assert installed() is not None, f"this proof needs {PACKAGES}"
    found = read(making.picture("电热水壶 专利标识"))
    assert (found.state, found.tool.startswith("tesseract")) == ("done", True)
    assert "电热水壶" in found.parts[0].text


def test_picture_without_a_recogniser_says_so(read):
    found = read(making.picture("电热水壶"), with_ocr=False)
    assert (found.state, found.reason) == ("refused", "no_ocr")


def test_huge_picture_is_never_unpacked(read):
    data = making.picture("甲")
    huge = data[:16] + (50_000).to_bytes(4, "big") * 2 + data[24:]
    assert (read(huge).state, read(huge).reason) == ("refused", "pixels")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ("nothing", "empty")),
        (bytes(range(256)) * 40, ("nothing", "kind")),
        (b"%PDF-1.7\nnothing of a PDF follows", ("refused", "broken")),
        (b"PK\x03\x04 and no more", ("refused", "broken")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ("nothing", "old_office")),
        (b"   \n  ", ("nothing", "no_text")),
    ],
)
def test_file_without_text_says_why(read, data, said):
    found = read(data)
    assert (found.state, found.reason, found.parts) == (*said, ())


def test_scanned_pdf_says_that_it_has_no_text(read):
    found = read(making.pages("#rect(width: 2cm)"))
    assert (found.state, found.reason) == ("nothing", "no_text")


def test_long_text_says_what_was_left_out(read):
    found = read("电热水壶".encode() * 1000, characters=1000, part_characters=400)
    assert [len(part.text) for part in found.parts] == [400, 400, 200]
    assert found.cut == "文件较长，只取前 1,000 字"


def test_long_pdf_says_how_many_pages_were_read(read):
    found = read(making.pages("甲", "乙", "丙"), pages=2)
    assert (len(found.parts), found.cut) == (2, "文件较长，只取前 2 页")
