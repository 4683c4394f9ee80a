"""The pages of joint enforcement: a whole action by hand, what is kept after a no, who sees what."""

from urllib.parse import quote

from caseapp.accounts import units as places
from caseapp.documents import queries as papers
from caseapp.joint import queries
from caseapp.joint.paper_words import words
from tests.joint.joints import (
    MARKET,
    POLICE,
    body_id,
    finding,
    move,
    opened,
    planned,
    running,
    visit,
)
from tests.pages import form_values
from tests.stories import unit_id

PHOTO = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
PLAN = {
    "title": "冬季知识产权联合执法行动",
    "lead_id": "0",
    "aim": "查处假冒专利",
    "first_on": "2026-11-23",
    "last_on": "2026-11-27",
    "areas": ["210302", "210303"],
}


def act(reader, address, *, at="", **fields):
    assert reader.get(address).status == 200
    answer = reader.submit(at or address, **fields)
    assert answer.status == 303, answer.text[:600]
    return answer


def test_action_is_planned_gone_out_for_and_closed_by_the_pages(as_person, people):
    wu, wang, chen = as_person("wu"), as_person("wang"), as_person("chen")
    assert "这里列出联合执法行动" in wu.get("/joint").text
    act(wu, "/joint/new", **PLAN, unit_id=str(unit_id(places.ENFORCEMENT)))
    assert wu.follow().heading == "鞍市监联登字〔2026〕1号 冬季知识产权联合执法行动"
    for key in (MARKET, POLICE):
        act(wu, "/joint/1/bodies/new", body_id=str(body_id(key)), head="赵局长")
    act(wu, "/joint/1/groups/new", name="第一组", leader="王建民")
    group, bodies = str(queries.groups_of(1)[0].id), queries.bodies_of(1)
    act(wu, "/joint/1/members/new", group_id=group, person_id=str(people.wang.id))
    act(wu, "/joint/1/members/new", group_id=group, name="孙商标", body_id=str(bodies[1].id))
    shops = "兴旺家电商行，人民路1号\n红星电器城，二道街9号"
    act(wu, "/joint/1/places/new", group_id=group, kind="shop", area="210303", text=shops)
    act(wu, "/joint/1/edit", scope="家电市场")
    act(chen, "/joint/1/moves/approve", reason="同意")
    first, second = (str(row.id) for row in queries.places_of(1))
    typed = {"place_id": first, "goods": "120", "patent_goods": "8", "f1_right": "patent"}
    act(
        wang,
        "/joint/1/inspect",
        **typed,
        f1_what="专利已经失效",
        f1_product="电热水壶",
        f1_pieces="12",
    )
    page = wang.follow()
    assert "已登记 兴旺家电商行，请接着登记下一家" in page.text
    mark = {"f1_right": "trademark", "f1_what": "假冒商标", "f1_measure": "seal"}
    act(wang, "/joint/1/inspect", place_id=second, goods="30", **mark)
    assert opened(1, people).action.state == "running"
    act(wang, "/joint/1/findings/1", at="lead", unit_id=str(unit_id(places.ENFORCEMENT)))
    assert "电热水壶" in wang.follow().text
    told = {"outcome": "filed", "number": "鞍市监案〔2026〕8号"}
    act(wang, "/joint/1/findings/2", at="result", **told)
    act(wu, "/joint/1/moves/sum_up", troubles="两家关门", plans="春节前再查一次")
    act(wu, "/joint/1/moves/close")
    page = wu.get("/joint/1")
    assert "已办结" in page.texts(".//p[@class='case-line']")[0]
    for told in ("兴旺家电商行", "鞍市监案〔2026〕8号", "孙商标", "两家关门"):
        assert told in page.text


def test_plan_two_people_have_open_is_merged_and_never_overwritten(as_person, people):
    joint_id = planned(people)
    address = f"/joint/{joint_id}/edit"
    wu, chen = as_person("wu"), as_person("chen")
    assert wu.get(address).status == chen.get(address).status == 200
    assert wu.submit(address, aim="查处假冒专利", scope="小家电市场").status == 303
    page = chen.submit(address, aim="先宣传后查处", rules="两人以上出示证件")
    assert page.status == 409
    for told in ("吴国栋", "查处假冒专利", "先宣传后查处", "已自动合并", "小家电市场"):
        assert told in page.text
    assert chen.submit("merge").status == 409
    assert opened(joint_id, people).action.aim == "查处假冒专利"
    assert chen.submit("merge", **{"pick-aim": "mine"}).status == 303
    action = opened(joint_id, people).action
    assert (action.aim, action.scope, action.rules) == (
        "先宣传后查处",
        "小家电市场",
        "两人以上出示证件",
    )
    wu.get(address)
    chen.get(address)
    assert chen.submit(address, lead_id=str(body_id(MARKET))).status == 303
    assert wu.submit(address, course="先培训。").status == 303
    assert "已自动合并：牵头单位“鞍山市市场监督管理局”" in wu.follow().text
    assert opened(joint_id, people).action.lead_id == body_id(MARKET)


def test_stale_plan_that_is_refused_is_still_stale_when_sent_again(as_person, people):
    joint_id = planned(people)
    address = f"/joint/{joint_id}/edit"
    wu, chen = as_person("wu"), as_person("chen")
    wu.get(address)
    chen.get(address)
    assert wu.submit(address, aim="查处假冒专利").status == 303
    assert chen.submit(address, scope="展会", last_on="2026-11-20").status == 409
    assert chen.submit(address, last_on="2026-11-27", aim="另一个目的").status == 409
    assert opened(joint_id, people).action.aim == "查处假冒专利"


def test_nothing_is_taken_out_of_a_plan_before_one_was_asked(as_person, people):
    joint_id = planned(people)
    shop = queries.places_of(joint_id)[1]
    wu = as_person("wu")
    address = (
        wu.get(f"/joint/{joint_id}")
        .all(f".//a[@href='/joint/{joint_id}/place/{shop.id}/drop']")[0]
        .get("href")
    )
    page = wu.get(address)
    assert page.heading.startswith("去掉场所“红星电器城”")
    assert len(queries.places_of(joint_id)) == 2
    assert wu.submit(address).status == 303
    assert "已去掉场所“红星电器城”" in wu.follow().text
    assert [row.name for row in queries.places_of(joint_id)] == ["兴旺家电商行"]
    assert wu.get(f"/joint/{joint_id}/place/{shop.id}/drop").status == 404


def test_who_goes_out_today_finds_the_page_for_the_street_on_the_list(as_person, people):
    joint_id = running(people)
    page = as_person("wang").get("/joint")
    assert page.links()["登记检查：冬季知识产权联合执法行动"] == f"/joint/{joint_id}/inspect"
    assert "今天的检查" not in as_person("xu").get("/joint").text


def test_page_for_the_street_keeps_what_was_typed_and_a_double_click_makes_one(as_person, people):
    joint_id = running(people)
    wang, address = as_person("wang"), f"/joint/{joint_id}/inspect"
    place = str(queries.places_of(joint_id)[0].id)
    wang.get(address)
    page = wang.submit(address, place_id=place, on="2026-11-22", looked_at="长" * 10_000)
    assert page.status == 409
    assert "2026年11月22日不在行动期间" in page.text
    assert "长" * 10_000 in page.source
    page = wang.get(address)
    assert "填写的内容还没有保存" in page.text
    page = wang.get(f"{address}?restore={quote(address)}")
    assert "长" * 10_000 in page.source
    assert wang.submit(address, goods="甲").status == 422
    wang.get(address)
    fields = form_values(wang.last.form(address)) | {"place_id": place, "goods": "5"}
    first = wang.post(address, fields)
    assert first.status == 303
    assert wang.post(address, fields).location == first.location
    assert len(queries.inspections_of(joint_id)) == 1
    assert "填写的内容还没有保存" not in wang.get(address).text


def test_each_figure_opens_as_many_rows_as_it_says(as_person, people):
    joint_id = running(people)
    visit(people, joint_id, findings=(finding(), finding("trademark")))
    visit(people, joint_id, is_again=True)
    wu = as_person("wu")
    cells = wu.get(f"/joint/{joint_id}").all(".//table[@class='table totals']//td/a")
    told = {cell.get("href"): (cell.text or "").replace(",", "") for cell in cells}
    assert len(told) > 12
    for address, figure in told.items():
        page = wu.get(address)
        rows = page.all(".//main//tbody/tr")
        if "/goods" in address or "/patents" in address:
            assert figure in page.heading
        else:
            assert str(len(rows)) == figure, address


def test_record_of_a_visit_and_the_summary_are_filled_from_what_was_entered(as_person, people):
    joint_id = running(people)
    mark = finding("trademark", what="假冒商标", measure="seal", patent_as_printed="")
    row = visit(people, joint_id, findings=(mark,))
    wang = as_person("wang")
    page = wang.get(f"/joint/{joint_id}/inspections/{row.id}")
    assert "制作行动记录表" in page.text
    assert wang.submit("record").status == 303
    assert wang.follow().heading.startswith("《联合执法行动记录表》")
    (paper,) = papers.papers_of_cooperation(joint_id)
    data = papers.paper_of_cooperation(joint_id, paper.id).data
    assert data["参加单位人员"] == "鞍山市知识产权局：王建民；鞍山市市场监督管理局：孙商标"
    assert data["检查记录"] == [
        {
            "商户": "兴旺家电商行",
            "商品": "电热水壶",
            "件数": "12",
            "发现的问题": "商标：假冒商标",
            "措施": "查封、扣押",
            "移交单位": "鞍山市市场监督管理局",
        }
    ]
    move(people, joint_id, "sum_up", by="wu", troubles="两家关门。", plans="再查")
    told = words(opened(joint_id, people), "X10")
    assert told["行动概况"].endswith(
        "出动 2 人次（鞍山市知识产权局出动 1 人次；鞍山市市场监督管理局出动 1 人次；"
        "鞍山市公安局出动 0 人次），检查 1 次、1 家，检查商品 120 件，其中标注专利标识的 8 件"
    )
    assert told["行动成果"] == "共发现问题 1 个，转为线索 0 件，立案 0 件，移交 0 件"
    assert told["存在问题"] == "两家关门"


def test_plan_paper_names_bodies_groups_and_places(office, people):
    told = words(opened(planned(people), people), "X08")
    assert told["受文单位"] == "鞍山市市场监督管理局、鞍山市公安局"
    assert told["行动范围"] == "铁东区、铁西区，家电市场"
    assert told["行动分组"][0] == {
        "组别": "第一组",
        "负责人": "王建民",
        "参加单位": "鞍山市知识产权局、鞍山市市场监督管理局",
        "区域": "兴旺家电商行、红星电器城",
    }


def test_measure_without_what_was_found_is_refused_and_nothing_is_lost(as_person, people):
    joint_id = running(people)
    wang, address = as_person("wang"), f"/joint/{joint_id}/inspect"
    shop = {"place_id": str(queries.places_of(joint_id)[0].id), "goods": "5"}
    for typed in (
        {"f2_measure": "seal", "f2_measure_words": "查封电热水壶 12 件"},
        {"f1_measure": "shelf"},
        {"f1_pieces": "0"},
        {"f1_body": str(body_id(MARKET))},
    ):
        wang.get(address)
        page = wang.submit(address, **shop, **typed)
        assert (page.status, "没有写明发现了什么" in page.text) == (409, True), typed
        assert form_values(page.form(address)).items() >= typed.items()
    assert queries.inspections_of(joint_id) == []


def test_history_begins_with_the_newest_and_names_the_places(as_person, people):
    joint_id = running(people)
    shown = as_person("wu").get(f"/joint/{joint_id}").texts(".//ol[@class='timeline']/li")
    assert ("拟订方案" in shown[0], "拟订方案" in shown[-1]) == (False, True)
    assert any("兴旺家电商行、红星电器城" in one for one in shown)
