"""What the desk knows: each answer with its source and its days, figures only from the law's rows."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible
from caseapp.knowledge import actions, queries
from caseapp.knowledge.models import KnowledgeItem
from caseapp.knowledge.shipped import shipped, typed_figures
from caseapp.knowledge.words import WORDS, NotFilled, Unknown, filled, words_in

TODAY = date(2026, 11, 23)


def the(key, day=TODAY):
    return next(row for row in queries.standing(day) if row.key == key)


def test_every_shipped_answer_has_a_source_and_fits_its_columns():
    assert len({row.key for row in shipped()}) >= 50
    for row in shipped():
        assert row.source, row.key
        assert row.confidence not in ("", "?"), row.key
        assert len(row.title) <= 100, row.key
        assert len(row.question) <= 200, row.key
        assert len(row.source) <= 200, row.key


def test_no_shipped_answer_has_a_period_or_a_sum_typed_in():
    assert [row.key for row in shipped() if typed_figures(row.answer)] == []
    assert typed_figures("自收到之日起15日内") == "15日内"
    assert typed_figures("十个工作日") == "十个工作日"
    assert typed_figures("罚款二十五万元") == "二十五万元"


def test_every_shipped_answer_can_be_filled_on_its_first_and_last_day():
    """Where a validity is given, the law's rows have to reach as far as it does."""
    wrong = []
    for row in shipped():
        last = row.until or (TODAY if row.since and row.since <= TODAY else None)
        for day in filter(None, (row.since, last)):
            try:
                filled(row.answer, day)
            except NotFilled as no:
                wrong.append(f"{row.key} {day}: {no}")
    assert wrong == []


def test_editions_of_an_answer_follow_each_other_without_a_gap():
    for row in shipped():
        if row.edition > 1:
            before = next(
                one for one in shipped() if (one.key, one.edition) == (row.key, row.edition - 1)
            )
            assert before.until == row.since - timedelta(days=1), row.key


def test_a_figure_is_that_of_the_day(app):
    fine = "{{假冒专利罚款}}"
    assert filled(fine, date(2015, 6, 8)) == (
        "有违法所得的，可以处违法所得4倍以下罚款；其他情形可以处200000元以下罚款"
    )
    assert filled(fine, TODAY) == (
        "违法所得超过50000元的，可以处违法所得5倍以下罚款；其他情形可以处250000元以下罚款"
    )
    award = "{{职务发明奖金}}"
    assert "3000元" in filled(award, date(2015, 6, 8))
    assert "4000元" in filled(award, TODAY)
    assert filled("{{侵权结案期限}}", date(2012, 1, 1)) == "4个月"
    assert filled("{{侵权结案期限}}", TODAY) == "3个月"
    assert filled("{{立案核查期限}}", date(2016, 1, 1)) == "10个工作日"
    assert filled("{{立案核查期限}}", TODAY) == "15个工作日"
    with pytest.raises(Unknown):
        filled("{{随便写的词}}", TODAY)
    assert all(word in WORDS for row in shipped() for word in words_in(row.answer))


def test_an_answer_out_of_its_days_is_never_offered_and_says_why(app):
    found = queries.find("举报以后多久有答复", day=TODAY)
    assert "多久告知是否立案" not in [one.title for one in found.items]
    kept = {one.title: one.why for one in found.kept_back}
    assert kept["多久告知是否立案"] == "有效期至2026年4月14日，已经失效，不能照此答复。"
    then = queries.find("举报以后多久有答复", day=date(2026, 4, 14))
    assert then.items[0].title == "多久告知是否立案"
    assert "5个工作日内" in then.items[0].answer
    with pytest.raises(NotVisible):
        queries.citation(the("told_of_filing").id, TODAY)


def test_an_answer_whose_limit_nobody_confirmed_is_not_offered(app, people):
    old = the("told_of_filing")
    row = db.session.get(KnowledgeItem, old.id)
    with writing():  # somebody forgets that the rule is no more
        row.until, row.version = None, row.version + 1
    assert queries.why_not(the("told_of_filing"), TODAY) == (
        "2026年11月23日没有可以照此答复的期限（CF-04），不能照此答复；请先核实现行规定。"
    )


def test_the_edition_of_the_day_is_found_and_cited(app):
    then = queries.find("什么算假冒专利", day=date(2015, 6, 8))
    now = queries.find("什么算假冒专利", day=TODAY)
    assert then.items[0].source == "专利法实施细则（2010年修订）第八十四条"
    assert now.items[0].source == "专利法实施细则（2023年修订）第一百零一条"
    cited = queries.citation(now.items[0].id, TODAY)
    assert (cited.key, cited.edition, cited.valid) == (
        "what_is_counterfeit",
        2,
        "自2024年1月20日起",
    )
    assert cited.text == now.items[0].answer


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("怎么查专利真假", "怎样核对专利号和专利状态"),
        ("商标被人用了", "商标侵权找谁"),
        ("网店卖侵权产品要下架", "网店侵权怎么投诉"),
        ("会不会知道是我举报的", "举报人的信息会泄露吗"),
        ("国外展会被查", "境外遇到知识产权纠纷"),
        ("单位不发发明人奖金", "职务发明奖励"),
        ("种子品种权", "植物新品种找谁"),
    ],
)
def test_what_callers_say_finds_the_answer(app, asked, title):
    assert queries.find(asked, day=TODAY).items[0].title == title


def test_the_list_is_narrowed_and_says_how_many_there_are(app):
    everything = queries.find("", day=TODAY)
    assert (len(everything.items), everything.total > 40) == (10, True)
    marks = queries.find("", day=TODAY, matter="complaint", right_kind="trademark")
    titles = {one.title for one in marks.items}
    assert "商标侵权找谁" in titles
    assert "著作权侵权找谁" not in titles
    assert queries.find("！？", day=TODAY).items == ()


def test_taken_twice_nothing_changes_and_a_newer_text_reaches_the_office(app):
    with writing():
        assert actions.take_shipped(by=Person.system()) == 0
    row = db.session.get(KnowledgeItem, the("layout").id)
    with writing():  # as an older version of the program left it
        row.answer, row.version = "问国家知识产权局。", row.version + 1
    with writing():
        assert actions.take_shipped(by=Person.system()) == 1
    assert "向人民法院起诉" in the("layout").answer


def test_an_office_from_before_the_registers_gets_them_with_the_upgrade(app):
    from caseapp.bodies.models import Body, BodyCompetence
    from caseapp.bodies.shipped import shipped as shipped_bodies
    from caseapp.cli.registers import take_what_is_new
    from caseapp.revisions.models import Revision

    with writing():
        for table in (BodyCompetence, Body, KnowledgeItem):
            db.session.execute(table.__table__.delete())
        db.session.execute(Revision.__table__.delete().where(Revision.object_kind == "body"))
    take_what_is_new()
    found = [
        db.session.scalar(sa.select(sa.func.count()).select_from(one))
        for one in (Body, KnowledgeItem)
    ]
    assert found == [len(shipped_bodies()), len(shipped())]
