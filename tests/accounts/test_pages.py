"""The administrators' pages, as each of the three uses them."""

import pytest

from caseapp.accounts import queries
from caseapp.accounts import units as places
from caseapp.base.authorizing import maintaining
from caseapp.base.db import db, writing
from caseapp.ledger import queries as ledger

PAGES = {
    "/admin/people": "jiang",
    "/admin/people/new": "jiang",
    "/admin/units": "jiang",
    "/admin/units/new": "jiang",
    "/admin/certificates": "jiang",
    "/admin/certificates/new": "jiang",
    "/admin/calendar": "jiang",
    "/admin/roles": "shen",
    "/admin/audit": "yang",
}
HOSTILE = "<b>王</b><!--{{7*7}}"


@pytest.fixture
def jiang(as_person):
    return as_person("jiang")


@pytest.fixture
def shen(as_person):
    return as_person("shen")


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_for_its_administrator_and_for_nobody_else(as_person, client, address):
    assert as_person(PAGES[address]).get(address).status == 200
    others = {"jiang", "shen", "yang", "wang", "chen"} - {PAGES[address]}
    assert {login: as_person(login).get(address).status for login in others} == dict.fromkeys(
        others, 403
    )
    assert client.get(address).status == 401


def test_each_administrator_finds_the_own_pages(as_person):
    def offered(login):
        return as_person(login).get("/admin").texts(".//dt/a")

    assert {login: offered(login) for login in ("jiang", "shen", "yang")} == {
        "jiang": [
            *("人员", "单位", "执法证件", "工作日历", "分办规则", "待核实"),
            *("登录方式", "后台积压", "系统状态"),
        ],
        "shen": ["角色", "可阅级别", "授权表", "可见范围", "紧急查阅", "登录方式"],
        "yang": ["紧急查阅", "审计日志", "身份查看记录"],
    }


def test_person_is_taken_on_and_corrected(jiang):
    jiang.get("/admin/people/new")
    jiang.submit(login="cai", name="蔡新", unit=places.TIEXI, post="科员")
    page = jiang.follow()
    assert page.heading == "蔡新"
    assert "已登记蔡新。角色由安全保密管理员授予。" in page.text
    jiang.submit("record", post="副科长")
    assert "已保存。" in jiang.follow().text
    record = queries.person_record(queries.person_by_login("cai").id)
    assert (record.post, record.version, record.changed_by) == ("副科长", 2, "蒋系统")


def test_what_was_typed_stays_when_the_login_name_is_taken(jiang):
    jiang.get("/admin/people/new")
    page = jiang.submit(login="wang", name="王二", unit=places.TIEXI)
    assert page.status == 409
    assert "这个登录名已由王建民（执法科）使用。" in page.text
    assert page.by_id("name").get("value") == "王二"


def test_missing_name_is_pointed_at(jiang):
    jiang.get("/admin/people/new")
    page = jiang.submit(login="cai", name="", unit=places.TIEXI)
    assert page.status == 422
    assert page.texts(".//*[@class='field-error']") == ["此项必填。"]


def test_stale_page_shows_both_texts_and_saves_the_chosen_one(jiang, as_person, people):
    address = f"/admin/people/{people.wang.id}"
    jiang.get(address)
    other = as_person("jiang")
    other.get(address)
    other.submit("record", post="科长")
    page = jiang.submit("record", post="主任科员")
    assert page.status == 409
    assert page.texts(".//fieldset//div[@translate='no']") == ["科长", "主任科员"]
    assert jiang.submit("merge", **{"pick-post": "mine"}).status == 303
    assert queries.person_record(people.wang.id).post == "主任科员"


def test_account_is_closed_with_a_reason_and_opened_again(jiang, people):
    address = f"/admin/people/{people.wang.id}"
    jiang.get(address)
    assert jiang.submit("deactivate").status == 422
    jiang.get(address)
    jiang.submit("deactivate", why="调离")
    assert "已停用" in jiang.follow().text
    jiang.submit("reactivate")
    assert "王建民的账号已恢复。" in jiang.follow().text


def test_own_account_cannot_be_closed(jiang, people):
    jiang.get(f"/admin/people/{people.jiang.id}")
    page = jiang.submit("deactivate", why="试试")
    assert page.status == 409
    assert "不能停用自己的账号。" in page.text


def test_list_of_people_is_narrowed(jiang):
    page = jiang.get("/admin/people", query_string={"words": "王", "unit": places.CITY})
    assert page.texts(".//tbody/tr/td[2]") == ["王建民"]
    assert jiang.get("/admin/people?state=left").all(".//tbody/tr") == []
    assert jiang.get("/admin/people?state=odd&unit=%25&after=zzz").status == 200


def test_hostile_text_is_shown_as_text(jiang):
    jiang.get("/admin/people/new")
    jiang.submit(login="cai", name=HOSTILE, unit=places.TIEXI, post=HOSTILE)
    assert jiang.follow().heading == HOSTILE
    jiang.get("/admin/people")


def test_what_is_not_there_answers_alike(jiang):
    addresses = ("/admin/people/9999", "/admin/units/9999", "/admin/certificates/9999")
    assert [jiang.get(address).status for address in addresses] == [404] * 3
    assert jiang.get("/admin/people/" + "9" * 40).status == 404


def test_unit_is_set_up_and_corrected(jiang):
    jiang.get("/admin/units/new")
    jiang.submit(
        kind="section",
        parent=places.TIEXI,
        code="zf",
        name="执法队",
        area_code="210303",
        agency_name="铁西区知识产权局",
        agency_word="铁西知",
    )
    assert "已登记执法队。" in jiang.follow().text
    unit = queries.unit_by_path("/210303/ZF/")
    jiang.get(f"/admin/units/{unit.id}")
    jiang.submit(name="执法大队")
    assert "执法大队" in jiang.follow().text


def test_area_code_has_six_digits(jiang):
    unit = queries.unit_by_path(places.TIEXI)
    jiang.get(f"/admin/units/{unit.id}")
    page = jiang.submit(area_code="2103")
    assert page.texts(".//*[@class='field-error']") == ["区划代码是 6 位数字（GB/T 2260）。"]


def test_unit_of_two_administrators_is_not_lost(jiang, as_person):
    address = f"/admin/units/{queries.unit_by_path(places.TIEXI).id}"
    jiang.get(address)
    other = as_person("jiang")
    other.get(address)
    other.submit(agency_word="铁西")
    page = jiang.submit(agency_word="西知")
    assert page.texts(".//fieldset//div[@translate='no']")[-2:] == ["铁西", "西知"]


def test_certificate_is_entered_and_ended(jiang, people):
    jiang.get(f"/admin/certificates/new?person={people.xu.id}")
    jiang.submit(
        number="专执21030001",
        issuer="国家知识产权局",
        valid_from="2025-01-01",
        valid_to="2027-12-31",
    )
    assert "已登记证件 专执21030001。" in jiang.follow().text
    mine = queries.certificates_of(people.xu.id)[0]
    jiang.get(f"/admin/certificates/{mine.id}")
    jiang.submit("end", on="2026-11-23", why="遗失")
    assert "自 2026-11-23 起，遗失" in jiang.follow().text


def test_certificate_refused_keeps_what_was_typed(jiang, people):
    jiang.get(f"/admin/certificates/new?person={people.xu.id}")
    page = jiang.submit(
        number="专执1", issuer="国家知识产权局", valid_from="2027-01-01", valid_to="2025-01-01"
    )
    assert page.status == 409
    assert page.by_id("number").get("value") == "专执1"
    jiang.get("/admin/certificates/new")
    page = jiang.submit(number="专执1", issuer="局", valid_from="昨天", valid_to="2025-01-01")
    assert page.status == 422


def test_certificate_and_role_need_a_chosen_person(jiang, shen):
    jiang.get("/admin/certificates/new")
    dates = {"valid_from": "2025-01-01", "valid_to": "2027-01-01"}
    page = jiang.submit(number="专执1", issuer="国家知识产权局", **dates)
    assert page.texts(".//*[@class='field-error']") == ["请选择人员。"]
    shen.get("/admin/roles")
    page = shen.submit("grant", role="chief")
    assert page.texts(".//*[@class='field-error']") == ["请选择人员。"]


def test_administrator_signs_somebody_out_everywhere(jiang, as_person, people):
    wang = as_person("wang")
    assert wang.get("/me").status == 200
    jiang.get(f"/admin/people/{people.wang.id}")
    jiang.submit("sign-out")
    assert "已结束王建民的全部登录。" in jiang.follow().text
    assert wang.get("/me").status == 401


def test_role_is_granted_and_withdrawn_at_once(shen, as_person, people):
    wang = as_person("wang")
    shen.get("/admin/roles")
    shen.submit("grant", person=people.wang.id, role="unit_head", unit="")
    assert "角色已授予" in shen.follow().text
    assert "办案机构负责人（执法科）" in wang.get("/me").text
    grant = next(row for row in queries.grants(role="unit_head") if row.login == "wang")
    assert shen.post(f"/admin/roles/{grant.id}/withdraw").status == 303
    assert "办案机构负责人" not in wang.get("/me").text


def test_forbidden_combination_is_refused_with_its_reason(shen, people):
    shen.get("/admin/roles")
    page = shen.submit("grant", person=people.yang.id, role="system_admin", unit="")
    assert page.status == 409
    assert "监督者不得监督自己" in page.text
    assert "网络安全等级保护" in page.text


def test_role_that_is_not_offered_is_no_choice(shen, people):
    shen.get("/admin/roles")
    fields = {"person": people.wang.id, "role": "clock", "unit": ""}
    assert shen.post("/admin/roles/grant", fields).status == 422
    assert queries.person_by_login("wang").roles == ("officer",)


def test_last_administrator_is_not_lost_from_the_page(shen, people):
    grant = queries.grants_of(people.jiang.id)[0]
    shen.get("/admin/roles?role=system_admin")
    page = shen.post(f"/admin/roles/{grant.id}/withdraw")
    assert page.status == 409
    assert "这是最后一名系统管理员" in page.text


def test_roles_are_narrowed_by_role_and_name(shen):
    page = shen.get("/admin/roles", query_string={"role": "chief", "words": "han"})
    assert page.texts(".//form[@id='withdraw']//tbody/tr/td[2]") == ["韩冬梅"]


def test_calendar_takes_a_day_and_lets_it_go(jiang):
    jiang.get("/admin/calendar?year=2026")
    jiang.submit("add", day="2026-09-07", kind="rest", name="民族节日", source="岫政发〔2026〕1号")
    assert queries.office_days() == []
    jiang.submit("add")
    page = jiang.follow()
    assert page.heading == "2026年工作日历"
    assert "岫政发〔2026〕1号" in page.text
    day = queries.office_days()[0]
    jiang.post(f"/admin/calendar/{day.id}/withdraw?year=2026")
    assert queries.office_days() != []
    jiang.submit("withdraw")
    assert "已撤销" in jiang.follow().text
    assert queries.office_days() == []


def test_calendar_refuses_the_same_day_twice_and_a_day_without_basis(jiang):
    jiang.get("/admin/calendar")
    jiang.submit("add", day="2026-09-07", kind="rest", name="节", source="通知")
    assert jiang.submit("add").status == 303
    jiang.get("/admin/calendar")
    page = jiang.submit("add", day="2026-09-07", kind="rest", name="节", source="通知")
    assert page.status == 409
    assert "2026-09-07 已有本局登记的安排。" in page.text
    jiang.get("/admin/calendar")
    assert jiang.submit("add", day="2026-09-08", kind="rest", name="节", source="").status == 422
    assert [jiang.get(f"/admin/calendar?year={y}").status for y in ("0", "99999", "x")] == [200] * 3


def test_auditor_reads_the_trail_and_proves_it_whole(as_person, people):
    yang = as_person("yang")
    page = yang.get("/admin/audit")
    assert page.texts(".//tbody/tr[1]/td[5]") == ["登录"]
    one = yang.get("/admin/audit", query_string={"login": "yang", "action": "session.started"})
    assert len(one.all(".//tbody/tr")) == 1
    assert yang.get("/admin/audit?after=3").texts(".//tbody/tr/td[1]") == ["2", "1"]
    yang.get("/admin/audit/verify")
    yang.submit("verify")
    assert "核验通过" in yang.follow().text
    assert ledger.acts_on(object_kind="check", object_id="audit")[-1]["actor_login"] == "yang"


@pytest.mark.sqlite
def test_auditor_is_shown_where_the_trail_was_altered(as_person, people):
    yang = as_person("yang")
    with maintaining("an attack"), writing():
        db.session.execute(db.text("DROP TRIGGER audit_row_never_changed"))
        db.session.execute(db.text("UPDATE audit_row SET reason = '改' WHERE seq = 2"))
    assert not ledger.verify_chain().ok
    yang.get("/admin/audit/verify")
    yang.submit("verify")
    page = yang.follow()
    assert "核验未通过" in page.text
    assert "第 2 条审计记录被改动" in page.text


def test_every_act_of_an_administrator_stands_in_the_trail_with_its_address(jiang, people):
    jiang.get(f"/admin/people/{people.wang.id}")
    jiang.submit("record", phone="13900000001")
    last = ledger.acts_on(object_kind="person", object_id=people.wang.id)[-1]
    assert (last["action"], last["actor_login"], last["address"]) == (
        "person.changed",
        "jiang",
        "127.0.0.1",
    )
    assert last["details"] == '{"fields":["电话"]}'
