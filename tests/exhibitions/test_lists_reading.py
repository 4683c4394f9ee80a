"""What an organiser's list says, whatever it was made with, and what of it cannot be entered."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date

import pytest
import xlsxwriter

from caseapp.base.errors import Refused
from caseapp.exhibitions.exhibitor_given import ExhibitGiven, ExhibitorGiven
from caseapp.exhibitions.list_columns import faults, heads, recognised
from caseapp.exhibitions.list_rows import draw
from caseapp.exhibitions.sheet_reading import LIMITS, read_table
from tests.exhibitions.lists import CODE, OTHER, ROWS, TITLES, TODAY, drawn, text, told, workbook
from tests.extracts import making

MEBIBYTE = 1024 * 1024

FIRST = ExhibitorGiven(
    hall="1号馆",
    booth="A01",
    name="鞍山明光电器有限公司",
    credit_code=CODE,
    contact="何一鸣",
    phone="0412-5550101",
    exhibits=(ExhibitGiven("电热水壶", "MG-1", "ZL201530012345.4"),),
)


def no_of(path, *, sheet=""):
    with pytest.raises(Refused) as no:
        read_table(path, sheet=sheet, today=TODAY)
    return str(no.value)


@pytest.mark.parametrize(
    ("coding", "sign"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", ","), ("utf-16", "\t")],
)
def test_text_in_any_coding_says_the_same_as_a_workbook(tmp_path, coding, sign):
    from_text = drawn(text(tmp_path / "名单.csv", coding=coding, sign=sign))
    from_book = drawn(workbook(tmp_path / "名单.xlsx"))
    assert from_text == from_book
    assert next(iter(from_book.given.values())) == FIRST
    assert [one.exhibits for one in from_book.given.values()][1:] == [
        (ExhibitGiven("台灯", "T1"), ExhibitGiven("吊灯", "D2")),
        (),
    ]
    assert (from_book.rows, from_book.said, from_book.left_out) == (3, [], set())


def test_titles_below_notes_and_in_two_rows_are_found(tmp_path):
    def two_rows(sheet, _book):
        for column, title in enumerate(TITLES[:4]):
            sheet.merge_range(2, column, 3, column, title)
        sheet.merge_range(2, 4, 2, 5, "现场负责人")
        sheet.write_row(3, 4, ("联系人", "手机"))
        sheet.merge_range(2, 6, 2, 8, "展品情况")
        sheet.write_row(3, 6, ("展品", "型号", "专利号"))

    path = workbook(tmp_path / "a.xlsx", [("",) * 9, *ROWS], above=2, more=two_rows)
    table = read_table(path, today=TODAY)
    head = heads(table)
    assert (head.row, head.first) in [(2, 4), (3, 4)]
    assert next(iter(drawn(path).given.values())) == FIRST


def test_block_merged_down_names_every_row_and_is_told(tmp_path):
    def merge(sheet, _book):
        sheet.merge_range(1, 0, 3, 0, "1号馆")
        sheet.merge_range(2, 1, 3, 1, "A02")

    found = drawn(workbook(tmp_path / "a.xlsx", more=merge))
    assert [one.booth + one.hall for one in found.given.values()] == [
        "A011号馆",
        "A021号馆",
        "A021号馆",
    ]
    assert told(found.notes) == [
        (2, "展馆", "第 2 至 4 行合并，都按“1号馆”登记。"),
        (3, "展位号", "第 3 至 4 行合并，都按“A02”登记。"),
        (
            4,
            "展位号",
            "展位“A02”有 2 家：鞍山北方灯具厂、海城丰年茶具有限公司。合用展位的照此登记，写错的请改正。",
        ),
    ]


def test_block_over_two_columns_is_refused_and_a_heading_across_passed_over(tmp_path):
    def merge(sheet, _book):
        sheet.merge_range(1, 0, 1, 8, "一号馆参展商")
        sheet.merge_range(2, 1, 3, 2, "鞍山北方灯具厂")

    found = drawn(workbook(tmp_path / "a.xlsx", more=merge))
    words = (
        "合并单元格跨“展位号”“参展商名称”，分不清“鞍山北方灯具厂”属于哪一列，请取消合并后分别填写。"
    )
    assert told(found.faults) == [(3, "展位号", words), (4, "展位号", words)]
    assert [one.sentence for one in found.notes] == [
        "整行合并的小标题“一号馆参展商”，没有作为参展商登记。"
    ]
    assert (found.given, found.rows, found.left_out) == ({}, 2, {2, 3})


def test_formula_gives_its_value_and_one_without_is_a_fault_with_row_and_column(tmp_path):
    def count(sheet, _book):
        sheet.write_formula(1, 2, "=A1", None, "鞍山明光电器有限公司")
        sheet.write_formula(2, 2, "=A1", None, "")
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")

    found = drawn(workbook(tmp_path / "a.xlsx", more=count))
    assert list(found.given.values()) == [FIRST]
    assert told(found.faults) == [
        (3, "参展商名称", "公式还没有算出的值，请在表格软件中打开并保存后再上传，或者改成文字。"),
        (4, "展位号", "公式出错，没有值，请改成文字。"),
    ]


def test_what_a_spreadsheet_made_of_a_booth_or_code_is_named(tmp_path):
    rows = [
        ("1", date(2026, 3, 12), "甲厂"),
        ("1", "A1", "乙厂", 912103001234567891),
        ("1", 12, "丙厂", "", "", 13812345678),
    ]
    found = drawn(workbook(tmp_path / "a.xlsx", rows))
    assert told(found.faults) == [
        (
            2,
            "展位号",
            "被表格软件改成了日期（2026-03-12），请把这一列的格式设为“文本”，改正后再上传。",
        ),
        (
            3,
            "统一社会信用代码",
            "被表格软件改成了数字，末几位已经丢失，请把这一列的格式设为“文本”后重新填写。",
        ),
    ]
    assert [(one.booth, one.phone) for one in found.given.values()] == [("12", "13812345678")]


def test_each_fault_names_its_cell_and_other_rows_are_entered(tmp_path):
    wrong = f"{CODE[:17]}{'0' if CODE[17] != '0' else '1'}"
    rows = [
        *ROWS,
        ("1号馆", "", "没有展位公司"),
        ("1号馆", "A05", ""),
        ("1号馆", "A06", "错码公司", wrong),
        ("1号馆", "A07", "名" * 201),
        ("1号馆", "A08", "展品太长公司", "", "", "", "长" * 201),
    ]
    found = drawn(workbook(tmp_path / "a.xlsx", rows))
    assert [(row, column) for row, column, _ in told(found.faults)] == [
        (5, "展位号"),
        (6, "参展商名称"),
        (7, "统一社会信用代码"),
        (8, "参展商名称"),
        (9, "展品"),
    ]
    assert told(found.faults)[0][2] == "请填写展位号。"
    assert "统一社会信用代码有误" in told(found.faults)[2][2]
    assert told(found.faults)[3][2] == "最多 200 个字，这里有 201 个。"
    assert (len(found.given), found.rows, len(found.left_out)) == (3, 8, 5)


def test_rows_of_one_exhibitor_are_one_with_all_exhibits(tmp_path):
    rows = [
        ROWS[0],
        ("1馆", "a-01", "鞍山明光电器 有限公司", CODE, "别人", "", "电饭煲", "MG-9", ""),
        ROWS[0],
        ("1号馆", "A01", "鞍山明光电器有限公司", OTHER, "", "", "风扇", "", ""),
        ("3号馆", "C01、C02", "两位公司", "", "", "", "茶壶；茶杯", "P1", "ZL201530012345.4"),
    ]
    found = drawn(workbook(tmp_path / "a.xlsx", rows))
    assert [
        (one.booth, [shown.name for shown in one.exhibits]) for one in found.given.values()
    ] == [
        ("A01", ["电热水壶", "电饭煲"]),
        ("C01", ["茶壶", "茶杯"]),
        ("C02", ["茶壶", "茶杯"]),
    ]
    assert told(found.faults) == [
        (5, "统一社会信用代码", "与第 2 行同一展位、同一名称，信用代码却不同，请核对。")
    ]
    assert told(found.notes) == [
        (3, "联系人", "与第 2 行的联系人不同，登记第 2 行的“何一鸣”。"),
        (4, "展位号", "与第 2 行重复，只登记一次。"),
        (
            6,
            "展品",
            "展品 2 项，型号 1 个，专利标注 1 个，数目不同，型号和专利标注都记在第一项展品上。",
        ),
        (6, "展位号", "写了 2 个展位，分别登记。"),
    ]


def test_sheet_is_chosen_and_hidden_ones_are_not_offered(tmp_path):
    def before(book):
        book.add_worksheet("封面").write(0, 0, "第十二届家电博览会")
        book.add_worksheet("旧名单").hide()

    path = workbook(tmp_path / "a.xlsx", before=before)
    assert read_table(path, today=TODAY).sheets == ("封面", "参展名单")
    assert len(drawn(path, sheet="参展名单").given) == 3


def test_titles_say_what_they_are_and_two_of_one_field_are_refused():
    titles = (
        "展位号（必填）",
        "企业 名称",
        "手机",
        "联系电话",
        "展品1",
        "展品",
        "展品名称",
        "备注",
    )
    assert recognised(titles) == {
        "展位号（必填）": "booth",
        "企业 名称": "name",
        "手机": "phone",
        "展品": "exhibit",
        "展品名称": "exhibit",
    }
    assert faults({"甲": "booth", "乙": "booth", "丙": "exhibit", "丁": "exhibit"}) == [
        "没有指定哪一列是“参展商”。",
        "“展位号”指定了两列，只能有一列。",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b"\r\n  \r\n", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "文件内容是PNG 图片，不是表格"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "文件内容是网页"),
        (b"PK\x03\x04" + b"\x00" * 100, "文件已经损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "文件已经损坏"),
        (b"\x81\x20\xff\xfe\xff" * 5, "不是表格"),
    ],
)
def test_file_that_is_no_list_is_refused_in_a_sentence(tmp_path, data, words):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(data)
    assert words in no_of(path)


def test_list_without_rows_is_read_and_holds_nobody(tmp_path):
    found = drawn(workbook(tmp_path / "a.xlsx", []))
    assert (found.rows, found.given, found.said) == (0, {}, [])


def packed(path, *, members=0, size=0, mixed=0):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        for place in range(members):
            made.writestr(f"xl/{place}.xml", "")
        if size:
            made.writestr("xl/worksheets/sheet1.xml", b"0" * size)
        for place in range(mixed):
            # What cannot be packed keeps the ratio of the whole within bounds.
            made.writestr(f"xl/mixed{place}.xml", os.urandom(40_000) + bytes(MEBIBYTE - 40_000))
    return path


def test_packed_file_that_would_burst_is_refused_before_it_is_unpacked(tmp_path):
    assert "个部件，超过 1000 个" in no_of(packed(tmp_path / "a.xlsx", members=1100))
    assert "倍，可能是恶意文件" in no_of(packed(tmp_path / "b.xlsx", size=60 * MEBIBYTE))
    assert "文件解开后有 400 MB，超过 400 MB" in no_of(packed(tmp_path / "c.xlsx", mixed=401))


def test_sheet_longer_than_its_file_says_is_not_read(tmp_path):
    path = workbook(tmp_path / "a.xlsx")
    path.write_bytes(making.forged(path.read_bytes(), 500))
    assert "文件已经损坏" in no_of(path)


def test_same_bytes_named_by_many_parts_are_unpacked_once_at_most(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(making.crowd(300, same_bytes=True, size=MEBIBYTE))
    assert "文件已经损坏" in no_of(path)


def test_two_cells_at_the_far_corners_do_not_fill_the_memory(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "展位号")
    sheet.write(1048575, 16383, "x")
    book.close()
    assert "需要的内存超出限制" in no_of(tmp_path / "a.xlsx")


def test_entities_in_a_sheet_are_never_expanded(tmp_path):
    plain = workbook(tmp_path / "a.xlsx")
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            data = old.read(one)
            if one.filename.endswith("sheet1.xml"):
                bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
                data = data.replace(b"<worksheet", bomb + b"<worksheet", 1)
            new.writestr(one, data)
    (tmp_path / "b.xlsx").write_bytes(made.getvalue())
    assert "文件已经损坏" in no_of(tmp_path / "b.xlsx")


def test_more_rows_than_the_office_allows_are_refused_with_their_number(tmp_path):
    most = LIMITS.number("rows", TODAY)
    path = tmp_path / "a.csv"
    path.write_text("展位号,参展商\n" + "A1,甲\n" * (most + 100), encoding="utf-8")
    assert no_of(path) == "名单有 50,101 行，超过一次最多的 50,000 行，没有读取。"


def test_quotation_mark_that_never_ends_is_a_sentence(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('展位号,参展商\nA1,"甲' + "长" * 200_000, encoding="utf-8")
    assert "引号或者长度不合格式" in no_of(path)


def test_titles_without_booth_are_told_and_nothing_is_drawn(tmp_path):
    table = read_table(workbook(tmp_path / "a.xlsx", titles=("甲", "乙", "丙")), today=TODAY)
    head = heads(table)
    assert (head.row, recognised(head.titles)) == (0, {})
    assert draw(table, head, {}, today=TODAY).given == {}
