"""The administrator's routing page and the answer other pages ask for."""

import pytest

from caseapp.accounts import units as places
from caseapp.hotline.routing import queries as routing

ASK = "/hotline/routing/ask?right_kind=patent&matter=report&area=210302&day=2026-11-23"
GIVEN = {
    "right_kinds": ["trademark"],
    "matters": ["report"],
    "areas": ["210381"],
    "since": "2026-12-01",
    "to_unit": places.HAICHENG,
    "sentence": "海城市的商标举报由〔承办〕先行接收",
    "basis": "鞍知发〔2026〕12号",
    "reason": "海城市试点",
}


@pytest.fixture
def admin(as_person):
    """Give the system administrator's browser."""
    return as_person("jiang")


def add(admin, **changed):
    admin.get("/admin/routing/new")
    return admin.submit(press="预览", **(GIVEN | changed))


def test_operator_is_told_who_is_competent_by_which_rule(as_person, people):
    said = as_person("liu").get(ASK).answer.get_json()
    assert (said["kind"], said["name"], said["rule"]) == ("unit", "铁东区知识产权局", "R-05")
    assert "（规则 R-05，2021-06-01起）" in said["sentence"]
    assert as_person("liu").get("/hotline/routing/ask?matter=nonsense&day=x").status == 200
    assert as_person("jiang").get(ASK).status == 403


def test_table_shows_past_and_present_rows_and_answers_a_question(admin):
    page = admin.get("/admin/routing")
    assert "显示 53 条，共 53 条" in page.text
    assert "R-01" in page.text
    now = admin.get("/admin/routing?when=now")
    assert "R-01" not in now.text
    assert "鞍山市工商行政管理局（2019-04-01起：鞍山市市场监督管理局）" in now.text
    said = admin.get("/admin/routing?right_kind=copyright&matter=report&area=210300&day=2016-01-04")
    assert "规则 R-17" in said.text


def test_row_is_previewed_then_added_then_ended(admin, people):
    looked = add(admin)
    assert (looked.status, routing.own_rows()) == (200, [])
    assert "会改变的：1 种组合" in looked.text
    assert "2026-12-01" in looked.text
    assert "R-14" in looked.text
    assert "海城市知识产权局还没有能接收工单的人员" in looked.text
    assert admin.submit(press="登记这条规则").status == 303
    (row,) = routing.own_rows()
    assert (row.areas, row.to_unit, row.added_by) == (["210381"], places.HAICHENG, "蒋系统")
    assert "海城市试点" in admin.follow().text
    admin.get(f"/admin/routing/{row.id}/end")
    looked = admin.submit(press="预览", last="2026-12-31", why="试点结束")
    assert "会改变的：1 种组合" in looked.text
    assert admin.submit(press="终止这条规则").status == 303
    assert "试点结束" in admin.follow().text
    assert admin.get(f"/admin/routing/{row.id}/end").status == 404


def test_shipped_row_is_replaced_from_a_day_on(admin, people):
    page = admin.get("/admin/routing/new?of=R-17")
    assert page.tree.find(".//*[@id='overrides']").get("value") == "R-17"
    given = {"to_body": "anshan_copyright", "reason": "市里明确由版权局接收"}
    looked = admin.submit(press="预览", **given)
    assert "会改变的：16 种组合" in looked.text
    admin.submit(press="登记这条规则")
    assert "由 自定-1 代替" in admin.follow().text


def test_table_that_changed_meanwhile_is_shown_again_before_anything_is_added(admin, as_person):
    add(admin)
    other = as_person("jiang")
    add(other, areas=[], overrides="R-14")
    assert other.submit(press="登记这条规则").status == 303
    again = admin.submit(press="登记这条规则")
    assert again.status == 200
    assert "尚未登记，请先看会改变什么" in again.text
    assert len(routing.own_rows()) == 1


def test_row_that_ties_is_refused_and_what_was_typed_stays(admin):
    page = add(admin, areas=[])
    assert page.status == 409
    assert "同样具体的规则：R-14、新规则" in page.text
    assert "代替的规则" in page.text
    assert page.tree.find(".//*[@id='basis']").get("value") == GIVEN["basis"]
    assert add(admin, since="").status == 422


def test_own_row_keeps_whom_it_tells_beside(admin, people):
    told = {"to_unit": "", "to_body": "anshan_agriculture", "right_kinds": ["variety"]}
    page = admin.get("/admin/routing/new?of=R-20")
    chosen = [
        one.get("value") for one in page.by_id("also").iter("option") if "selected" in one.attrib
    ]
    twice = add(admin, **told, also="anshan_agriculture")
    assert "同时告知的机构就是去处" in twice.text
    assert add(admin, **told, also=chosen[0]).status == 200
    assert admin.submit(press="登记这条规则").status == 303
    assert "，同时告知" in admin.follow().text
    (row,) = routing.own_rows()
    assert row.also == chosen[0]
    said = routing.route("variety", "report", "210381", row.since)
    assert (said.rule, said.also != "") == (f"自定-{row.id}", True)
