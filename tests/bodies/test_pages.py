"""The pages of the register: finding who is asked, keeping it right, ending what is no more."""

from datetime import date

from caseapp.base.db import db
from caseapp.bodies import queries
from caseapp.bodies.models import BodyCompetence, BodyContact
from caseapp.bodies.shipped import shipped


def the(key):
    return queries.with_key(key)


def test_the_list_says_how_many_there_are_and_who_is_asked(as_person):
    desk = as_person("liu")
    listed = desk.get("/bodies")
    asked_today = len(queries.in_force(date(2026, 11, 23)))
    assert f"本页 50 项，共 {asked_today} 项" in listed.text
    assert "鞍山市工商行政管理局" not in listed.text
    everything = desk.get("/bodies?all=1")
    assert f"共 {len(shipped())} 项" in everything.text
    second = desk.get(everything.links()["下一页"])
    assert f"本页 50 项，共 {len(shipped())} 项" in second.text
    then = desk.get("/bodies?right=trademark&matter=complaint&area=210302&day=2015-06-08")
    assert then.texts(".//ol/li")[0] == (
        "鞍山市工商行政管理局：主管商标、各类事项、鞍山市，至2019年3月31日止，"
        "依据：商标法第六十一条、第六十二条。"
    )
    now = desk.get("/bodies?right=trademark&matter=complaint&area=210302")
    assert now.texts(".//ol/li")[0].startswith("鞍山市铁东区市场监督管理局")
    assert "共 2 项" in desk.get("/bodies?kind=customs&area=210302").text
    hostile = desk.get("/bodies?kind=%27&right=x&area=99&day=2026-13-45&q=%25&after=zz")
    assert "共 0 项" in hostile.text


def test_a_body_shows_its_facts_and_who_came_before_and_after(as_person):
    desk = as_person("liu")
    old = desk.get(f"/bodies/{the('anshan_aic_2015').id}")
    assert old.heading == "鞍山市工商行政管理局"
    assert "自2019年4月1日起，职责由鞍山市市场监督管理局承接" in old.text
    assert "本市实际划转日期待核实" in old.text
    new = desk.get(f"/bodies/{the('anshan_market_bureau').id}")
    assert "日期不详，自 2019-04-01 起按本机构办理" in new.text
    for name in ("食品药品监督管理局", "工商行政管理局", "质量技术监督局", "物价局"):
        assert f"鞍山市{name}" in new.links()
    assert "修改（e）" not in new.text
    assert desk.get("/bodies/999999").status == 404


def test_the_office_enters_a_body_with_contact_and_competence(as_person):
    keeper = as_person("wei")
    keeper.get("/bodies/new")
    made = keeper.submit(
        name="鞍山市农业综合行政执法队", kind="department", area="210300", phone="0412-5550166"
    )
    assert made.status == 303
    shown = keeper.follow()
    assert shown.heading == "鞍山市农业综合行政执法队"
    address = made.location
    keeper.get(f"{address}/contacts/new")
    keeper.submit(name="林清和", post="三中队", phone="0412-5550167")
    assert "林清和" in keeper.follow().text
    keeper.get(f"{address}/competences/new")
    assert keeper.submit(right_kind="variety", matter="report").status == 422
    keeper.submit(right_kind="variety", matter="report", basis="种子法")
    assert "种子法" in keeper.follow().text
    found = queries.competent("variety", "report", area="210302", day=date(2026, 11, 23))
    assert "鞍山市农业综合行政执法队" in [one.name for one in found if not one.limited_to]
    keeper.get("/bodies/new")
    twice = keeper.submit(name="鞍山市农业综合行政执法队", kind="department", area="210300")
    assert twice.status == 409
    assert "已在名录中，不能重复登记" in twice.text
    promised = keeper.submit(name="某局", kind="department", secrecy_on="2026-01-01")
    assert promised.status == 409
    assert "保密承诺只由专家和援助合作单位签署" in promised.text


def test_contacts_and_competences_end_and_stay(as_person):
    keeper = as_person("wei")
    court = the("shenyang_court")
    keeper.get(f"/bodies/{court.id}/contacts/new")
    keeper.submit(name="何立案", since="2026-01-05")
    contact = db.session.scalar(BodyContact.__table__.select())
    page = keeper.get(f"/bodies/{court.id}")
    early = keeper.submit(f"/bodies/{court.id}/contacts/{contact}/end", on="2025-12-31")
    assert early.status == 409
    assert "终止日期早于这项联系人的开始日期" in early.text
    keeper.submit(f"/bodies/{court.id}/contacts/{contact}/end", on="2026-11-20")
    assert "2026-11-20" in keeper.follow().text
    competence = next(iter(queries.competences(court.id)))
    assert page.form(f"/bodies/{court.id}/competences/{competence.id}/end") is not None
    keeper.submit(f"/bodies/{court.id}/competences/{competence.id}/end", on="2026-11-22")
    assert keeper.follow().status == 200
    assert db.session.get(BodyCompetence, competence.id).until == date(2026, 11, 22)
    assert the("shenyang_court").is_edited
    again = keeper.post(f"/bodies/{court.id}/competences/{competence.id}/end", {"on": "2026-11-23"})
    assert "这项职责已经终止" in again.text
    other = the("anshan_court").id
    foreign = f"/bodies/{other}/competences/{competence.id}/end"
    assert keeper.post(foreign, {"on": "2026-11-23"}, token=True).status == 404


def test_a_reform_hands_the_work_to_a_successor_and_never_in_a_circle(as_person):
    keeper = as_person("wei")
    old, new = the("anshan_labour"), the("anshan_education")
    keeper.get(f"/bodies/{old.id}/end")
    bare = keeper.submit(on="2026-11-30", successor=str(new.id))
    assert "职责划转应当有依据" in bare.text
    keeper.submit(on="2026-11-30", successor=str(new.id), basis="市机构改革方案")
    assert keeper.follow().status == 200
    assert queries.successor_on("anshan_labour", date(2026, 11, 30)).id == old.id
    assert queries.successor_on("anshan_labour", date(2026, 12, 1)).id == new.id
    keeper.get(f"/bodies/{new.id}/end")
    circle = keeper.submit(on="2026-12-31", successor=str(old.id), basis="市机构改革方案")
    assert circle.status == 409
    assert "成了循环" in circle.text
    keeper.get(f"/bodies/{old.id}/end")
    undated = keeper.submit(on="")
    assert "没有写最后工作日" in undated.text
    keeper.submit(on="", successor="", basis="")
    keeper.follow()
    assert queries.successor_on("anshan_labour", date(2026, 12, 1)).id == old.id


def test_what_an_ended_body_left_open_goes_on_with_its_successor_the_next_day(as_person):
    keeper = as_person("wei")
    old, new = the("anshan_police"), the("anshan_justice")
    keeper.get(f"/bodies/{old.id}/end")
    keeper.submit(on="2026-11-30", successor=str(new.id), basis="市机构改革方案")
    assert keeper.follow().status == 200

    def asked(day):
        found = queries.competent("patent", "report", area="210300", day=day)
        return [(one.key, one.limited_to) for one in found if one.limited_to == "涉嫌犯罪"]

    assert asked(date(2026, 11, 30)) == [("anshan_police", "涉嫌犯罪")]
    assert asked(date(2026, 12, 1)) == [("anshan_justice", "涉嫌犯罪")]


def test_a_last_day_without_a_day_after_it_is_told_as_mistyped(as_person):
    keeper = as_person("wei")
    keeper.get(f"/bodies/{the('anshan_labour').id}/end")
    successor = str(the("anshan_education").id)
    late = keeper.submit(on="9999-12-31", successor=successor, basis="市机构改革方案")
    assert late.status == 422
    assert "并核对年份" in late.text


def test_two_who_keep_one_body_are_merged(as_person):
    first, second = as_person("wei"), as_person("zheng")
    court = the("anshan_court")
    first.get(f"/bodies/{court.id}/edit")
    second.get(f"/bodies/{court.id}/edit")
    first.submit(phone="0412-5550101")
    saved = second.submit(address="鞍山市铁东区某路1号")
    assert saved.status == 303
    assert "已自动合并" in second.follow().text
    court = the("anshan_court")
    assert (court.phone, court.address) == ("0412-5550101", "鞍山市铁东区某路1号")
    first.get(f"/bodies/{court.id}/edit")
    second.get(f"/bodies/{court.id}/edit")
    first.submit(phone="0412-5550102")
    clash = second.submit(phone="0412-5550103")
    assert clash.status == 409
    assert "0412-5550102" in clash.text
    assert the("anshan_court").phone == "0412-5550102"


def test_each_act_leaves_its_row_in_the_trail(as_person, app):
    from caseapp.accounts.words import act_words
    from caseapp.ledger.models import AuditRow

    keeper = as_person("wei")
    court = the("anshan_court")
    keeper.get(f"/bodies/{court.id}/edit")
    keeper.submit(phone="0412-5550101")
    told = db.session.execute(
        AuditRow.__table__.select().where(AuditRow.object_kind == "body")
    ).all()
    assert [act_words(row.action) for row in told] == ["读入机构名录", "修改机构资料"]
    assert told[-1].object_key == "anshan_court"
