"""The shipped register: every row sound, every line of successors ends, nobody is left unasked."""

from datetime import date, timedelta

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.bodies import actions, queries
from caseapp.bodies.areas import areas, around
from caseapp.bodies.models import Body, BodyCompetence
from caseapp.bodies.shipped import FOLDER, shipped
from caseapp.bodies.told import given_from, values_of
from caseapp.bodies.words import HELPING, is_unsure
from caseapp.law.rights import RIGHT_KINDS

PLAN = date(2015, 6, 8)
LINE = date(2019, 4, 1)
# 鞍政发〔2015〕20号，附件：领导小组成员单位。
OF_THE_ANNEX = (
    *("发展和改革委员会", "经济和信息化委员会", "农村经济委员会", "服务业委员会"),
    *("国有资产监督管理委员会", "教育局", "科学技术局（鞍山市知识产权局）", "公安局", "财政局"),
    *("人力资源和社会保障局", "对外贸易经济合作局", "文化广电新闻出版局", "食品药品监督管理局"),
    *("人民政府法制办公室", "人民政府金融工作办公室", "工商行政管理局", "质量技术监督局"),
    *("林业局", "海关", "人民政府办公室"),
)
ANSHAN = [code for code in areas() if code.startswith("2103")]


def test_every_department_of_the_plans_annex_is_asked_on_the_day_of_the_plan(app):
    names = [row.name for row in queries.in_force(PLAN)]
    missing = [one for one in OF_THE_ANNEX if not any(name.endswith(one) for name in names)]
    assert missing == []


def test_every_line_of_successors_ends(app):
    for row in shipped(demo=True):
        held = queries.with_key(row.key)
        if held is not None:
            line = queries.line_after(held.id)
            assert queries.body(line[-1]).successor_id is None, row.key


def test_names_and_texts_fit_their_columns():
    tables = {Body: shipped(demo=True)}
    tables[BodyCompetence] = tuple(one for row in shipped(demo=True) for one in row.competences)
    for model, rows in tables.items():
        long = [
            (column.name, value)
            for row in rows
            for column in model.__table__.c
            if isinstance(value := getattr(row, column.name, None), str)
            and len(value) > (getattr(column.type, "length", None) or 10_000)
        ]
        assert long == [], model


def test_a_day_nobody_knows_is_left_open_and_the_row_is_marked():
    for row in shipped():
        if row.asked_from or row.moved_on:
            assert row.since is None or row.until is None, row.key
        if row.asked_from:
            assert is_unsure(row.confidence), f"{row.key}: its first day is a line to work by"
        if row.moved_on:
            assert "待核实" in row.moved_basis, row.key


def test_what_one_body_loses_another_has_on_the_next_day(app):
    """Asked on the days around every line, in each area, no right is without somebody."""
    edges = {
        day
        for row in shipped()
        for one in row.competences
        for day in (one.since, one.until and one.until + timedelta(days=1))
        if day and day >= PLAN
    }
    days = {PLAN, *(edge - timedelta(days=1) for edge in edges), *edges, date(2026, 11, 23)}
    nobody = [
        (right, matter, area, day)
        for right in RIGHT_KINDS
        if right != "other"
        for matter in ("report", "complaint")
        for area in ANSHAN
        for day in sorted(days)
        if not queries.competent(right, matter, area=area, day=day)
    ]
    assert nobody == []


def test_who_is_asked_without_reserve_in_tiedong(app):
    def asked(right, matter, *, day):
        found = queries.competent(right, matter, area="210302", day=day)
        return " ".join(one.key for one in found if not one.limited_to)

    before, today = LINE - timedelta(days=1), date(2026, 11, 23)
    bureaus = "tiedong_market_bureau anshan_market_bureau"
    assert asked("trademark", "complaint", day=PLAN) == "anshan_aic_2015"
    assert asked("trademark", "complaint", day=LINE) == bureaus
    assert asked("secret", "report", day=before) == "anshan_aic_2015"
    assert asked("unfair", "report", day=today) == bureaus
    assert asked("copyright", "report", day=before) == "anshan_culture_2015"
    assert asked("copyright", "report", day=LINE) == "anshan_culture"
    assert asked("copyright", "advice", day=LINE) == "anshan_copyright"
    assert asked("gi", "report", day=PLAN) == "anshan_aic_2015 anshan_quality_2015"
    assert asked("layout", "report", day=PLAN) == "anshan_industry_2015"
    assert asked("patent", "complaint", day=PLAN) == "tiedong_ip_2015 anshan_ip_2015"
    assert asked("patent", "complaint", day=today) == "anshan_ip"
    assert asked("patent", "aid", day=today) == "anshan_aid_centre"


def test_who_is_for_a_part_only_comes_after_those_for_all(app):
    found = queries.competent("patent", "report", area="210302", day=date(2026, 11, 23))
    assert [(one.key, one.limited_to) for one in found][:4] == [
        ("tiedong_market_bureau", "假冒专利"),
        ("tiedong_police", "涉嫌犯罪"),
        ("anshan_ip", "线索登记与分送"),
        ("anshan_market_bureau", "假冒专利"),
    ]
    assert found[0].reason == (
        "主管专利、举报、铁东区，仅限假冒专利，自2021年6月1日起，"
        "依据：专利法第六十八条（2020年修正）（待核实）。"
    )


def test_a_county_bureau_takes_counterfeits_from_the_new_patent_law_on(app):
    def counties(day):
        found = queries.competent("patent", "report", area="210381", day=day)
        return [one.key for one in found if one.kind == "county"]

    assert counties(date(2021, 5, 31)) == []
    assert counties(date(2021, 6, 1)) == ["haicheng_market_bureau"]


IN_FORCE = {  # words in a basis, and the first and last day on which they were law
    "专利法（2020年修正）": (date(2021, 6, 1), date.max),
    "专利法实施细则（2023年）": (date(2024, 1, 20), date.max),
    "投诉举报处理暂行办法": (date(2020, 1, 1), date(2026, 4, 14)),
    "投诉举报处理办法": (date(2026, 4, 15), date.max),
    "第六十八条": (date(2021, 6, 1), date.max),
}


def test_no_competence_rests_on_what_was_not_the_law_on_its_own_days():
    wrong = [
        (row.key, one.since, one.until, one.basis)
        for row in shipped()
        for one in row.competences
        for words, (first, last) in IN_FORCE.items()
        if words in one.basis
        and ((one.since or date.min) < first or (one.until or date.max) > last)
    ]
    assert wrong == []


def test_an_unknown_area_is_taken_for_the_city():
    assert around("") == around("海城") == ("210300", "210000", "")
    assert around("210381") == ("210381", "210300", "210000", "")


def test_the_successor_is_asked_from_the_line_on(app):
    def asked(key, day):
        return queries.successor_on(key, day).key

    assert asked("anshan_prices_2015", LINE - timedelta(days=1)) == "anshan_prices_2015"
    for key in ("aic", "quality", "food_drug", "prices"):
        assert asked(f"anshan_{key}_2015", LINE) == "anshan_market_bureau"
    assert asked("anshan_culture_2015", LINE) == "anshan_culture"
    assert asked("anshan_court", LINE) == "anshan_court"
    assert queries.successor_on("nobody", LINE) is None


def test_invented_helpers_are_in_the_demo_alone(app):
    assert queries.choices(PLAN, HELPING) == []
    with writing():
        taken = actions.take_shipped(by=Person.system(), demo=True)
    invented = [row for row in shipped(demo=True) if row.kind in HELPING]
    assert (taken.added, taken.changed) == (len(invented), 0)
    assert all("（演示）" in row.name and row.secrecy_on for row in invented)


def test_taken_twice_nothing_changes_and_what_the_office_wrote_stays(app, people):
    before = [tuple(row) for row in db.session.execute(Body.__table__.select())]
    with writing():
        again = actions.take_shipped(by=Person.system())
    assert (again.added, again.changed, again.left_alone) == (0, 0, 0)
    assert [tuple(row) for row in db.session.execute(Body.__table__.select())] == before
    bureau = queries.with_key("anshan_market_bureau")
    with writing():
        given = given_from({**values_of(bureau), "phone": "0412-5550123"})
        actions.change_body(by=people.wei, body_id=bureau.id, version=bureau.version, given=given)
        taken = actions.take_shipped(by=Person.system())
    assert (taken.added, taken.changed, taken.left_alone) == (0, 0, 1)
    assert queries.with_key("anshan_market_bureau").phone == "0412-5550123"


def test_a_newer_shipped_row_reaches_the_office(app):
    court = queries.with_key("anshan_court")
    with writing():  # as an older version of the program left it
        court.name, court.version = "鞍山市中级法院", court.version + 1
        competence = db.session.scalar(
            BodyCompetence.__table__.select().with_only_columns(BodyCompetence.id)
        )
        db.session.delete(db.session.get(BodyCompetence, competence))
    with writing():
        taken = actions.take_shipped(by=Person.system())
    assert (taken.added, taken.changed) == (0, 2)
    assert queries.with_key("anshan_court").name == "鞍山市中级人民法院"


def test_the_files_are_the_only_source():
    assert sorted(path.name for path in FOLDER.glob("*.toml")) == [
        *("areas.toml", "city.toml", "counties.toml", "justice.toml"),
        *("partners.toml", "platforms.toml", "superiors.toml"),
    ]
