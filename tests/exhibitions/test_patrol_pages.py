"""The pages of the patrol: noted, looked up and made a lead by hand, on a phone."""

from caseapp.accounts import units as places
from caseapp.exhibitions import patrol_queries
from tests.exhibitions.fairs import running
from tests.exhibitions.test_patrol import DESIGN, UTILITY, WRONG, look
from tests.stories import unit_id

PHOTO = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def test_marks_are_noted_looked_up_and_made_a_lead_by_the_pages(as_person, people):
    fair_id = running(people)
    wang, address = as_person("wang"), f"/fairs/{fair_id}/patrol"
    assert "这里登记巡查时看到的专利标注" in wang.get(address).text
    answer = wang.submit(
        "patrol", text=f"电热水壶 {DESIGN}\n风扇 {WRONG}", booth="A12", team="第二组"
    )
    assert answer.status == 303, answer.text
    page = wang.follow()
    assert f"已登记 2 个标注，1 个号码不对：{WRONG}（校验位应为3，实为0）。" in page.text
    assert "全部 2 件，1 个组" in page.text
    assert page.by_id("team").find(".//option[@selected]").text == "第二组"
    first = patrol_queries.to_look_up(fair_id)[0].id
    assert wang.get(f"{address}?finding=open").status == 200
    wang.get(f"{address}/{first}")
    told = {"finding": "never_granted", "source": "专利检索系统", "words": "没有这个号码"}
    assert wang.submit("look", **told).status == 303
    wang.follow()
    assert wang.submit("lead", unit_id=str(unit_id(places.ENFORCEMENT))).status == 303
    assert "电热水壶" in wang.follow().text
    page = wang.get(f"{address}/{first}")
    assert "打开线索" in page.text
    assert "登记查询结果" not in page.text


def test_what_was_typed_stays_when_nothing_could_be_read(as_person, people):
    fair_id = running(people)
    wang = as_person("wang")
    wang.get(f"/fairs/{fair_id}/patrol")
    page = wang.submit("patrol", text="三号馆二楼", booth="B7")
    assert page.status == 409
    assert "没有读到专利标注" in page.text
    assert page.by_id("text").text.strip() == "三号馆二楼"
    assert page.by_id("booth").get("value") == "B7"


def test_lines_without_a_mark_are_named_beside_those_that_were_noted(as_person, people):
    fair_id = running(people)
    wang = as_person("wang")
    wang.get(f"/fairs/{fair_id}/patrol")
    assert wang.submit("patrol", text=f"{UTILITY}\n三号馆二楼\n１２３４").status == 303
    page = wang.follow()
    assert "2 行没有读到专利标注，没有登记：“三号馆二楼”；“１２３４”。" in page.text
    assert "已登记 1 个标注" in page.text


def test_same_page_sent_twice_notes_the_mark_once(as_person, people):
    fair_id = running(people)
    wang = as_person("wang")
    wang.get(f"/fairs/{fair_id}/patrol")
    page = wang.last
    for _ in range(2):
        wang.last = page
        assert wang.submit("patrol", text=UTILITY).status == 303
    assert patrol_queries.counts_of(fair_id) == {"open": 1}


def test_wrong_copy_is_put_right_on_its_page(as_person, people):
    fair_id = running(people)
    (row,) = look(people, fair_id, text=WRONG)
    wang = as_person("wang")
    wang.get(f"/fairs/{fair_id}/patrol/{row.id}")
    assert wang.submit("correct", text=f"{DESIGN} {UTILITY}").status == 409
    assert wang.submit("correct", text=DESIGN).status == 303
    assert "写法和校验位成立" in wang.follow().text


def test_stranger_sees_no_patrol_and_reader_no_form(as_person, people):
    fair_id = running(people)
    assert as_person("liu").get(f"/fairs/{fair_id}/patrol").status in (403, 404)
    assert as_person("zhao").get(f"/fairs/{fair_id}/patrol").status in (403, 404)
    page = as_person("wei").get(f"/fairs/{fair_id}/patrol")
    assert page.status == 200
    assert page.all(".//form[@id='patrol']") == []
