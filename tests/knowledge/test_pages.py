"""The pages of the knowledge: found while the caller speaks, kept by those who answer for it."""

from datetime import date, timedelta

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.knowledge import actions, queries
from caseapp.knowledge.models import KnowledgeItem
from caseapp.knowledge.proposals import ADOPTED, DECLINED, proposals
from caseapp.knowledge.shipped import shipped
from caseapp.ledger import queries as ledger

TODAY = date(2026, 11, 23)


def the(key):
    return next(row for row in queries.standing(TODAY) if row.key == key)


def test_the_desk_asks_and_gets_answers_with_source_and_days(as_person):
    desk = as_person("liu")
    told = desk.get("/knowledge/find?q=怎么查专利真假&matter=advice").json
    assert told["items"][0]["title"] == "怎样核对专利号和专利状态"
    assert told["items"][0]["source"] == "专利法第二十一条；专利申请号标准（ZC 0006—2003）"
    assert told["items"][0]["valid"] == "长期有效"
    assert told["n"] == len(told["items"]) <= told["m"]
    old = desk.get("/knowledge/find?q=举报以后多久有答复").json
    assert old["kept_back"][0]["why"].startswith("有效期至2026年4月14日")
    hostile = desk.get("/knowledge/find?q=%00%27%22<script>&matter=x&right=%E2%98%83").json
    assert (hostile["items"], hostile["n"], hostile["m"]) == ([], 0, 0)


def test_the_list_and_an_answer_with_its_editions(as_person):
    desk = as_person("liu")
    total = len({row.key for row in shipped()})
    listed = desk.get("/knowledge")
    assert f"本页 {total} 项，共 {total} 项" in listed.text
    assert "不可答复" in listed.text
    assert "登记知识条目（n）" not in listed.text
    one = desk.get(f"/knowledge/{the('counterfeit_fine').id}")
    assert "其他情形可以处250000元以下罚款" in one.text
    assert "{{假冒专利罚款}}" in one.text
    assert "随系统提供，本机关尚未复核" in one.text
    two = desk.get(f"/knowledge/{the('what_is_counterfeit').id}")
    assert "共 2 版" in two.text
    assert desk.get("/knowledge/999999").status == 404


def test_legal_review_writes_the_next_edition_and_the_old_one_is_kept(as_person):
    legal = as_person("zhang")
    old = the("layout")
    legal.get(f"/knowledge/{old.id}/edition")
    typed = legal.submit(answer="自知道之日起15日内提出。")
    assert typed.status == 409
    assert "答复中直接写了“15日内”" in typed.text
    unknown = legal.submit(answer="在{{随便写的期限}}内提出。")
    assert "没有可以填入的词“随便写的期限”" in unknown.text
    legal.submit(answer="可以请求国家知识产权局处理。", since="2026-12-01")
    shown = legal.follow()
    assert "第 2 版" in shown.text
    assert "张法正 2026-11-23 复核" in shown.text
    assert "自2026年12月1日起才有效，现在不能照此答复" in shown.text
    assert queries.item(old.id).until == date(2026, 11, 30)
    assert the("layout").id == old.id
    late = legal.get(f"/knowledge/{old.id}/edition")
    assert late.status == 200
    refused = legal.submit(answer="又一版。")
    assert refused.status == 409
    assert "这一版本已有新版本" in refused.text


def test_two_who_write_the_next_edition_do_not_overwrite_each_other(as_person):
    first, second = as_person("zhang"), as_person("wu")
    row = the("gi")
    first.get(f"/knowledge/{row.id}")
    second.get(f"/knowledge/{row.id}/edition")
    first.submit("review")
    assert "已登记复核" in first.follow().text
    clash = second.submit(answer="找市场监督管理部门。")
    assert clash.status == 409
    assert "在您打开之后已被张法正修改" in clash.text
    assert "找市场监督管理部门。" in clash.source


def test_after_a_clash_the_last_day_can_be_sent_again_from_the_page_shown(as_person):
    first, second = as_person("zhang"), as_person("wu")
    row = the("gi")
    first.get(f"/knowledge/{row.id}")
    second.get(f"/knowledge/{row.id}")
    first.submit("review")
    clash = second.submit("end", on="2026-11-30")
    assert clash.status == 409
    assert "在您打开之后已被张法正修改" in clash.text
    second.submit("end", on="2026-11-30")
    assert "已登记最后有效日" in second.follow().text


def test_a_mistyped_year_is_told_and_nothing_is_lost(as_person):
    chief = as_person("zhang")
    chief.get(f"/knowledge/{the('gi').id}/edition")
    early = chief.submit(answer="找市场监督管理部门。", since="0001-01-01")
    assert early.status == 422
    assert "并核对年份" in early.text
    assert "找市场监督管理部门。" in early.source


def test_an_answer_of_the_office_is_found_reviewed_and_ended(as_person):
    chief, desk = as_person("chen"), as_person("liu")
    chief.get("/knowledge/new")
    assert chief.submit(title="停车").status == 422
    chief.submit(
        title="来访停车", question="来访停车停哪里？", answer="院内东侧。", source="办公室通知"
    )
    shown = chief.follow()
    told = desk.get("/knowledge/find?q=来访停车").json
    assert told["items"][0]["answer"] == "院内东侧。"
    assert shown.heading == "来访停车"
    chief.submit("end", on="2026-11-22")
    assert "已经失效" in chief.follow().text
    again = desk.get("/knowledge/find?q=来访停车").json
    assert [one["title"] for one in again["items"]] == []
    assert again["kept_back"][0]["title"] == "来访停车"


def test_each_act_has_its_words_in_the_trail(as_person):
    from caseapp.accounts.words import act_words, object_words

    assert object_words("knowledge") == "知识条目"
    for act in ("taken", "added", "edition_added", "reviewed", "ended", "withdrawn"):
        assert act_words(f"knowledge.{act}")
    for act in (ADOPTED, DECLINED):
        assert act_words(act) != act


def test_a_mistyped_edition_to_come_is_withdrawn_and_the_one_before_goes_on(as_person):
    legal = as_person("zhang")
    old = the("layout")
    legal.get(f"/knowledge/{old.id}/edition")
    legal.submit(answer="可以请求国家知识产权局处理。", since="2027-02-01", until="2028-01-31")
    legal.follow()
    assert queries.item(old.id).until == date(2027, 1, 31)
    legal.submit("withdraw")
    shown = legal.follow()
    assert "这一版本已撤回" in shown.text
    assert "没有生效（已撤回，或者当天被新版本代替）" in shown.text
    assert queries.item(old.id).until is None
    assert [(row.edition, queries.never_holds(row)) for row in queries.editions("layout")] == [
        (1, False),
        (2, True),
    ]
    acts = ledger.acts_on(object_kind="knowledge", object_id=queries.editions("layout")[1].id)
    assert acts[-1]["action"] == "knowledge.withdrawn"
    gone = queries.editions("layout")[1]
    again = legal.post(f"/knowledge/{gone.id}/withdraw", {"version": str(gone.version)})
    assert again.status == 409
    legal.get(f"/knowledge/{old.id}/edition")
    legal.submit(answer="请求国家知识产权局处理。", since="2027-01-01")
    assert "第 3 版" in legal.follow().text
    assert the("layout").id == old.id


def test_an_edition_that_holds_already_is_not_withdrawn(as_person):
    legal = as_person("zhang")
    old = the("layout")
    assert "撤回这一版本" not in legal.get(f"/knowledge/{old.id}").text
    no = legal.post(f"/knowledge/{old.id}/withdraw", {"version": "1"})
    assert (no.status, "尚未生效的版本可以撤回" in no.text) == (409, True)


def kept_by_the_office(key):
    """Leave an answer as an older release shipped it and the office looked it over."""
    row = db.session.get(KnowledgeItem, the(key).id)
    with writing():
        row.answer, row.reviewed_on, row.reviewed_by = "问国家知识产权局。", TODAY, "张法正"
        row.version += 1
    with writing():
        assert actions.take_shipped(by=Person.system()) == 0
    return row.id


def test_what_a_release_ships_for_a_reviewed_answer_is_proposed_and_adopted(as_person):
    item_id = kept_by_the_office("layout")
    (told,) = [row for row in shipped() if row.key == "layout"]
    assert the("layout").answer == "问国家知识产权局。"
    desk, legal = as_person("liu"), as_person("zhang")
    assert "系统更新了 1 项" in desk.get("/knowledge").text
    seen = desk.get(f"/knowledge/{item_id}")
    assert ("系统更新的文字，待复核" in seen.text, "采用为新版本" in seen.text) == (True, False)
    legal.get(f"/knowledge/{item_id}")
    assert legal.submit("adopt").status == 303
    assert "第 2 版" in legal.follow().text
    new = the("layout")
    assert (new.edition, new.answer, new.since) == (2, told.answer, TODAY)
    assert queries.item(item_id).until == TODAY - timedelta(days=1)
    assert "系统更新了" not in desk.get("/knowledge").text


def test_a_proposal_that_is_declined_does_not_come_again_but_a_later_text_does(as_person):
    item_id = kept_by_the_office("layout")
    legal = as_person("zhang")
    legal.get(f"/knowledge/{item_id}")
    assert legal.submit("decline").status == 303
    assert "本机关的答复不变" in legal.follow().text
    assert proposals() == {}
    version = str(queries.item(item_id).version)
    again = legal.post(f"/knowledge/{item_id}/decline", {"version": version})
    assert "没有待复核的系统更新" in again.text
    kept_by_the_office("gi")
    assert list(proposals()) == ["gi"]
