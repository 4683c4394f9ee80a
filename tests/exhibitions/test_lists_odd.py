"""A list made to do harm, or made very badly, is a sentence, and takes neither time nor memory."""

import re
import zipfile

import pytest

from caseapp.exhibitions.list_columns import heads, recognised
from caseapp.exhibitions.list_rows import draw
from caseapp.exhibitions.sheet_reading import LIMITS, Table, read_table
from tests.exhibitions.fairs import approved
from tests.exhibitions.lists import ROWS, TITLES, TODAY, drawn, told, workbook
from tests.exhibitions.test_lists_pages import enter, there, upload
from tests.exhibitions.test_lists_reading import no_of


def merged(path, *blocks):
    """Write the usual list with blocks no spreadsheet would write."""
    plain = workbook(path.with_name("plain.xlsx"))
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in blocks)
    told_ = f'</sheetData><mergeCells count="{len(blocks)}">{cells}</mergeCells>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            data = old.read(one)
            if one.filename.endswith("sheet1.xml"):
                data = re.sub(rb"</sheetData>", told_.encode(), data)
            new.writestr(one, data)
    return path


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        (["A2:A4", "A3:B3"], "合并单元格互相重叠"),
        (["A2:C4"] * 3000, "合并单元格互相重叠"),
        (["A4:A2", "A2:A4"], "文件已经损坏"),
    ],
)
def test_blocks_one_over_another_are_refused_before_the_list_is_drawn(tmp_path, blocks, words):
    assert words in no_of(merged(tmp_path / "a.xlsx", *blocks))


def test_more_merged_cells_than_a_list_needs_are_refused_with_their_number(tmp_path):
    most = LIMITS.number("merged_cells", TODAY)
    wide = workbook(tmp_path / "a.xlsx", [ROWS[0]] * (most // 190 + 2), more=_merge_all)
    assert f"超过 {most:,} 个，没有读取" in no_of(wide)


def _merge_all(sheet, _book):
    sheet.merge_range(1, 9, 3000, 299, "说明")


def test_blocks_below_and_beside_the_list_do_not_count(tmp_path):
    found = drawn(merged(tmp_path / "a.xlsx", "A2:A4", "A900:XFD1048576", "GT2:XFD899"))
    assert told(found.notes) == [(2, "展馆", "第 2 至 4 行合并，都按“1号馆”登记。")]


def test_more_sentences_than_anybody_reads_are_counted():
    most = LIMITS.number("said", TODAY)
    rows = [TITLES, *([("1号馆", "", "", "错码")] * most)]
    table = Table(rows)
    head = heads(table)
    found = draw(table, head, recognised(head.titles), today=TODAY)
    assert (len(found.said), found.unsaid, len(found.left_out)) == (most, 2 * most, most)


def test_list_as_text_has_as_many_columns_as_a_workbook(as_person, people, tmp_path):
    fair_id, wang = approved(people), as_person("wang")
    most = LIMITS.number("columns", TODAY)
    titles = [*TITLES, *(f"备注{n}" for n in range(most))]
    row = [*ROWS[0], *("x" for _ in range(most))]
    path = tmp_path / "a.csv"
    path.write_text(f"{','.join(titles)}\n{','.join(row)}\n", encoding="utf-8")
    assert len(read_table(path, today=TODAY).rows[0]) == most
    upload(wang, fair_id, path)
    assert wang.submit("columns").status == 303
    wang.follow()
    enter(wang)
    assert [name for _, name, _ in there(fair_id)] == [ROWS[0][2]]
