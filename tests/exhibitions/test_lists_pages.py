"""An organiser's list on the screen: looked at, columns said, entered once, put right; exhibitors by hand."""

from __future__ import annotations

import io

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.base.web import Upload
from caseapp.exhibitions import exhibitor_queries, list_queries
from caseapp.exhibitions.actions import exhibitors as acts
from caseapp.exhibitions.actions import lists
from caseapp.exhibitions.exhibitor_given import ExhibitGiven, ExhibitorGiven
from caseapp.exhibitions.sheet_reading import LIMITS, read_table
from tests.exhibitions.fairs import approved, move, opened, running
from tests.exhibitions.lists import CODE, ROWS, TITLES, TODAY, text, workbook


def file_of(path):
    return io.BytesIO(path.read_bytes()), path.name


def upload(reader, fair_id, path):
    at = f"/fairs/{fair_id}/exhibitors/lists"
    assert reader.get(at).status == 200
    answer = reader.submit("upload", list=file_of(path))
    assert answer.status == 303, answer.text[:600]
    return reader.follow()


def enter(reader, **typed):
    answer = reader.submit("enter", **typed)
    assert answer.status == 303, answer.text[:600]
    return reader.follow()


def there(fair_id, words=""):
    rows = exhibitor_queries.search(fair_id, words)
    shown = exhibitor_queries.exhibits_of([row.id for row in rows])
    return [(row.booth_mark, row.name, [one.name for one in shown.get(row.id, ())]) for row in rows]


WHOLE = [
    ("A01@1", "鞍山明光电器有限公司", ["电热水壶"]),
    ("A02@1", "鞍山北方灯具厂", ["台灯", "吊灯"]),
    ("B07@2", "海城丰年茶具有限公司", []),
]


def test_list_is_looked_at_before_anything_changes_and_entered_once(as_person, people, tmp_path):
    fair_id = approved(people)
    wang = as_person("wang")
    page = upload(wang, fair_id, workbook(tmp_path / "名单.xlsx"))
    assert page.heading == "核对名单：名单.xlsx"
    assert page.texts(".//ul[@class='figures']/li") == [
        "3名单的行",
        "3新增",
        "0变更",
        "0不变",
        "0不在名单里",
        "0不能导入的行",
    ]
    assert there(fair_id) == []
    at = wang.last.answer.request.path
    page = enter(wang)
    assert "名单已导入：新增 3 家，变更 0 家，退展 0 家。" in page.text
    assert there(fair_id) == WHOLE
    row = list_queries.lists_of(fair_id)[0]
    again = wang.post(f"{at}/enter", {"shown": "3-0-0-0-0"})
    assert again.status == 303
    assert "早已导入，没有再次登记" in wang.follow().text
    assert (there(fair_id), row.added) == (WHOLE, 3)


def test_second_list_says_what_is_new_changed_and_gone(as_person, people, tmp_path):
    fair_id = approved(people)
    wang = as_person("wang")
    upload(wang, fair_id, workbook(tmp_path / "一.xlsx"))
    enter(wang)
    rows = [
        (*ROWS[0][:4], "新联系人", "", "电热水壶、电饭煲", "MG-1、", "ZL201530012345.4、"),
        ROWS[1],
        ("3号馆", "C01", "新来的公司"),
    ]
    page = upload(wang, fair_id, text(tmp_path / "二.csv", rows, coding="gb18030"))
    assert page.texts(".//ul[@class='figures']/li")[1:5] == [
        "1新增",
        "1变更",
        "1不变",
        "1不在名单里",
    ]
    assert "联系人：何一鸣 → 新联系人；增加展品：电饭煲" in page.text
    assert "海城丰年茶具有限公司" in page.texts(".//section[@aria-labelledby='gone']")[0]
    enter(wang, with_gone="y")
    assert there(fair_id) == [
        ("A01@1", "鞍山明光电器有限公司", ["电热水壶", "电饭煲"]),
        WHOLE[1],
        ("C01@3", "新来的公司", []),
    ]
    row = exhibitor_queries.search(fair_id, "A01")[0]
    page = wang.get(f"/fairs/{fair_id}/exhibitors/{row.id}")
    assert "新联系人 0412-5550101" in page.text


def test_columns_said_once_are_remembered_for_the_next_list(as_person, people, tmp_path):
    fair_id = approved(people)
    wang = as_person("wang")
    titles = ("甲", "乙", "丙")
    first = workbook(tmp_path / "一.xlsx", [("1馆", "A01", "明光公司")], titles=titles)
    page = upload(wang, fair_id, first)
    assert "请先指定哪一列是展位号、哪一列是参展商" in page.text
    answer = wang.submit("columns", column_0="hall", column_1="booth", column_2="booth")
    assert answer.status == 409
    assert "没有指定哪一列是“参展商”。" in answer.text
    assert "“展位号”指定了两列，只能有一列。" in answer.text
    assert wang.submit("columns", column_2="name").status == 303
    wang.follow()
    enter(wang)
    second = workbook(tmp_path / "二.xlsx", [("1馆", "A02", "另一家")], titles=titles)
    page = upload(wang, fair_id, second)
    assert page.texts(".//ul[@class='figures']/li")[1] == "1新增"
    enter(wang)
    assert [name for _, name, _ in there(fair_id)] == ["明光公司", "另一家"]


def test_one_row_more_than_the_office_allows_is_refused_whatever_stands_above(people, tmp_path):
    at, most = opened(approved(people), people), LIMITS.number("rows", TODAY)
    rows = [("1馆", f"A{number}", "甲公司") for number in range(most + 1)]
    for kept, is_read in ((rows, False), (rows[:-1], True)):
        table = read_table(text(tmp_path / "a.csv", kept), today=TODAY)
        given = {"file": Upload("a.csv", "text/csv", "0" * 64, 1), "table": table}
        if is_read:
            with writing():
                assert lists.read_list(by=people.wang, opened=at, **given).header_row == 1
        else:
            with (
                pytest.raises(Refused, match="名单有 50,001 行，超过一次最多的 50,000 行"),
                writing(),
            ):
                lists.read_list(by=people.wang, opened=at, **given)


def test_another_sheet_and_row_of_titles_are_chosen(as_person, people, tmp_path):
    fair_id = approved(people)
    wang = as_person("wang")

    def cover(book):
        book.add_worksheet("封面").write(0, 0, "第十二届家电博览会")

    page = upload(wang, fair_id, workbook(tmp_path / "a.xlsx", before=cover))
    assert "请先指定" in page.text
    assert wang.submit("read-again", sheet="参展名单", header_row="").status == 303
    assert wang.follow().texts(".//ul[@class='figures']/li")[1] == "3新增"
    refused = wang.submit("read-again", header_row="900")
    assert (refused.status, "第 900 行不在名单里，名单共 4 行。" in refused.text) == (409, True)


def test_faulty_rows_are_told_left_out_and_sent_as_a_workbook(as_person, people, tmp_path):
    fair_id = approved(people)
    wang = as_person("wang")
    rows = [*ROWS, ("1号馆", "", "=cmd|'/c calc'!A1")]
    path = workbook(tmp_path / "a.csv.xlsx", ROWS)
    path = text(tmp_path / "a.csv", rows)
    page = upload(wang, fair_id, path)
    assert "请填写展位号。" in page.text
    at = wang.last.answer.request.path
    sent = wang.get(f"{at}/faults.xlsx")
    (tmp_path / "问题.xlsx").write_bytes(sent.data)
    table = read_table(tmp_path / "问题.xlsx", today=TODAY)
    assert list(map(list, table.rows)) == [
        ["行", "列", "种类", "说明"],
        ["5", "展位号", "没有导入", "请填写展位号。"],
    ]
    wang.get(at)
    page = enter(wang)
    assert "没有导入 1 行" in page.text
    assert there(fair_id) == WHOLE


def test_list_is_not_entered_when_the_exhibitors_changed_since_it_was_looked_at(
    as_person, people, tmp_path
):
    fair_id = approved(people)
    wang = as_person("wang")
    upload(wang, fair_id, workbook(tmp_path / "a.xlsx"))
    with writing():
        acts.add_exhibitor(
            by=people.li,
            opened=opened(fair_id, people),
            given=ExhibitorGiven("A01", "鞍山明光电器有限公司", hall="1号馆"),
        )
    answer = wang.submit("enter")
    assert answer.status == 409
    assert "参展商有变化，结果已经不同" in answer.text
    assert [name for _, name, _ in there(fair_id)] == ["鞍山明光电器有限公司"]
    enter(wang)
    assert there(fair_id) == WHOLE


def test_file_that_is_no_list_is_refused_on_the_page_and_nothing_is_kept(
    as_person, people, tmp_path
):
    fair_id = approved(people)
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/exhibitors/lists"
    for data, words in (
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "文件内容是PNG 图片，不是表格。"),
        (b"PK\x03\x04" + b"\x00" * 64, "文件已经损坏"),
    ):
        wang.get(at)
        answer = wang.submit("upload", list=(io.BytesIO(data), "名单.xlsx"))
        assert (answer.status, words in answer.text) == (409, True)
    wang.get(at)
    answer = wang.submit("upload")
    assert (answer.status, "没有选择文件" in answer.text) == (409, True)
    assert list_queries.lists_of(fair_id) == []


def test_list_without_rows_cannot_be_entered(as_person, people, tmp_path):
    fair_id = approved(people)
    wang = as_person("wang")
    page = upload(wang, fair_id, workbook(tmp_path / "a.xlsx", []))
    assert "名单里没有可以登记的参展商：表头以下没有内容。" in page.text
    at = wang.last.answer.request.path
    answer = wang.post(f"{at}/enter", {"shown": "0-0-0-0-0"})
    assert (answer.status, "名单里没有可以登记的参展商。" in answer.text) == (409, True)


def test_template_has_the_titles_this_office_reads(as_person, people, tmp_path):
    fair_id = approved(people)
    sent = as_person("wang").get(f"/fairs/{fair_id}/exhibitors/template.xlsx")
    (tmp_path / "t.xlsx").write_bytes(sent.data)
    table = read_table(tmp_path / "t.xlsx", today=TODAY)
    assert (table.sheets, list(table.rows[0])) == (
        ("参展商名单", "说明"),
        ["展馆", "展位号", "参展商", "统一社会信用代码", "地址", "联系人", "电话", "代参展单位", "展品", "型号", "专利标注"],
    )  # fmt: skip


def test_exhibitors_are_found_by_booth_name_and_exhibit_page_by_page(as_person, people, tmp_path):
    fair_id = approved(people)
    rows = [("1馆", f"A{n:03}", f"第{n}公司", "", "", "", f"展品{n}号") for n in range(1, 121)]
    wang = as_person("wang")
    upload(wang, fair_id, workbook(tmp_path / "a.xlsx", rows))
    enter(wang)
    page = wang.get(f"/fairs/{fair_id}/exhibitors")
    assert "本页 50 项，共 120 项" in page.text
    second = wang.get(page.links()["下一页"])
    assert second.texts(".//tbody/tr/td[2]")[0] == "A051"
    found = {
        words: wang.get(f"/fairs/{fair_id}/exhibitors?q={words}").texts(".//tbody/tr/td[2]")
        for words in ("a077", "1馆a-077", "Ａ０７７", "第77公司", "展品77号", "没有的")
    }
    assert found == {words: ["A077"] for words in found} | {"没有的": []}


def test_model_called_like_a_booth_is_found_on_asking_everywhere(as_person, people, tmp_path):
    fair_id = approved(people)
    rows = [("1馆", "A1", "甲公司"), ("1馆", "B1", "乙公司", "", "", "", "水壶", "A1")]
    wang = as_person("wang")
    upload(wang, fair_id, workbook(tmp_path / "a.xlsx", rows))
    enter(wang)
    page = wang.get(f"/fairs/{fair_id}/exhibitors?q=a1")
    assert page.texts(".//tbody/tr/td[2]") == ["A1"]
    page = wang.get(page.links()["也按名称、展品查找"].replace("q=a1", "q=A1"))
    assert page.texts(".//tbody/tr/td[2]") == ["A1", "B1"]


def test_exhibitor_is_entered_changed_and_leaves_by_hand(as_person, people):
    fair_id = running(people)
    wang = as_person("wang")
    wang.get(f"/fairs/{fair_id}/exhibitors/new")
    typed = {"hall": "1号馆", "booth": "A01", "name": "鞍山明光电器有限公司"}
    bad = wang.submit(**typed, credit_code=CODE[:17] + ("0" if CODE[17] != "0" else "1"))
    assert (bad.status, "统一社会信用代码有误" in bad.text) == (409, True)
    made = wang.submit(
        credit_code=f"{CODE[:8]} {CODE[8:]}", exhibits="电热水壶，MG-1，ZL201530012345.4\n风扇"
    )
    assert made.status == 303
    page = wang.follow()
    assert page.heading == "A01 鞍山明光电器有限公司"
    at = wang.last.answer.request.path
    row = exhibitor_queries.search(fair_id, "A01")[0]
    assert row.credit_code == CODE
    wang.get(f"/fairs/{fair_id}/exhibitors/new")
    twice = wang.submit(hall="1", booth="a-01", name="鞍山明光电器 有限公司")
    assert (twice.status, "A01的“鞍山明光电器有限公司”已经登记。" in twice.text) == (409, True)
    wang.get(f"{at}/edit")
    assert wang.submit(exhibits="电热水壶，MG-1\n电饭煲", phone="0412-5550199").status == 303
    assert there(fair_id)[0][2] == ["电热水壶", "电饭煲"]
    wang.get(at)
    stale = as_person("li")
    stale.get(at)
    assert wang.submit("promise", letter=(io.BytesIO(b"%PDF-1.4"), "承诺书.pdf")).status == 303
    assert "承诺书.pdf" in wang.follow().text
    assert wang.get(f"{at}/promise").data == b"%PDF-1.4"
    answer = stale.submit("leave", why="未到场")
    assert (answer.status, "您打开之后" in answer.text) == (409, True)
    assert stale.submit("leave").status == 303
    assert there(fair_id) == []
    assert "已退展" in wang.get(f"/fairs/{fair_id}/exhibitors?gone=1").text


def test_who_may_only_read_a_fair_changes_nothing_and_a_fair_done_is_closed(
    as_person, people, tmp_path
):
    fair_id = approved(people)
    wang, chen = as_person("wang"), as_person("chen")
    chen.get(f"/fairs/{fair_id}/exhibitors")
    assert "登记参展商" not in chen.last.text
    assert chen.get(f"/fairs/{fair_id}/exhibitors/new").status == 403
    upload(wang, fair_id, workbook(tmp_path / "a.xlsx"))
    move(people, fair_id, "cancel", by="wu", reason="没有举办")
    answer = wang.submit("enter")
    assert (answer.status, "展会现为“已取消”" in answer.text) == (409, True)
    assert there(fair_id) == []


def test_exhibitor_that_left_comes_back_with_the_next_list(app, people, tmp_path):
    fair_id = approved(people)
    at = opened(fair_id, people)
    given = ExhibitorGiven("A01", "明光公司", hall="1馆", exhibits=(ExhibitGiven("水壶"),))
    with writing():
        made = acts.add_exhibitor(by=people.wang, opened=at, given=given)
        acts.leave(by=people.wang, opened=at, exhibitor_id=made, why="未到场")
        again = acts.add_exhibitor(by=people.wang, opened=at, given=given)
    assert (made, there(fair_id)) == (again, [("A01@1", "明光公司", ["水壶"])])


def test_titles_of_the_test_lists_are_those_this_office_reads():
    assert len(TITLES) == len(ROWS[0])
    assert lists.DOING == "导入参展商名单"


def test_list_read_with_other_columns_than_those_said_now_is_not_entered(app, people, tmp_path):
    fair_id, path = approved(people), workbook(tmp_path / "a.xlsx")
    at, table = opened(fair_id, people), read_table(path, today=TODAY)
    file = Upload(path.name, "application/zip", "0" * 64, 1)
    with writing():
        row = lists.read_list(by=people.wang, opened=at, file=file, table=table)
    read = list_queries.try_list(row, table, today=TODAY)
    other = {**row.columns, "联系人": ""}
    with writing():
        lists.set_columns(by=people.li, opened=at, list_id=row.id, columns=other)
    given = {"list_id": row.id, "trial": read, "shown": read.digest}
    with pytest.raises(Refused, match="列或者表头已被改过"), writing():
        lists.enter_list(by=people.wang, opened=at, **given)
    assert there(fair_id) == []
