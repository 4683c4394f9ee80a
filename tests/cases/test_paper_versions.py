"""Versions of a draft and words taken over: nothing in between is lost, and it is one act."""

from caseapp.base.db import writing
from caseapp.cases import queries
from caseapp.cases.actions.drafting import draft_paper
from caseapp.documents import queries as documents
from caseapp.revisions.queries import revisions
from tests.cases.test_paper_page import address, box
from tests.stories import walked


def record_of(story, kind="site_record"):
    return documents.paper(story.paper(kind).id)


def test_versions_tell_who_changed_what_word_by_word(people, as_person):
    story = walked(people, "inspect")
    wang, li = as_person("wang"), as_person("li")
    page = wang.get(address(story))
    assert "历次版本" not in page.text
    scene = box(page, "现场情况")
    before = record_of(story).data["现场情况"]
    wang.submit("draft", **{scene: f"{before}另有水壶3只。"})
    li.get(address(story))
    li.submit("draft", **{scene: f"{before}另有水壶13只。"})
    page = wang.get(f"{address(story)}/versions?first=2&last=3")
    rows = page.texts(".//form[@id='compare']//tbody/tr")
    assert [one.split()[0:2] for one in rows] == [["第", "3"], ["第", "2"], ["第", "1"]]
    assert ["李秀英" in rows[0], "王建民" in rows[1], "现场情况" in rows[0]] == [True] * 3
    assert page.texts(".//del") == ["3只" if "3只" in page.text else ""] or page.texts(
        ".//del"
    ) == ["3"]
    assert page.texts(".//ins") in (["13只"], ["13"])
    assert "两版的内容相同" in wang.get(f"{address(story)}/versions?first=2&last=2").text
    assert wang.get(f"{address(story)}/versions?first=x&last=99999999999").status == 200


def test_an_earlier_version_comes_back_as_a_new_one(people, as_person):
    story = walked(people, "inspect")
    wang = as_person("wang")
    page = wang.get(address(story))
    before = dict(record_of(story).data)
    wang.submit("draft", **{box(page, "现场情况"): "改过。", box(page, "见证人"): "孙见证"})
    wang.get(f"{address(story)}/versions")
    assert wang.submit("restore", number="1").status == 303
    assert "已恢复第 1 版的内容，存为新的版本。" in wang.follow().text
    kept = record_of(story)
    assert (kept.version, {k: v for k, v in kept.data.items() if v}) == (3, before)
    assert [row.version for row in revisions("paper", kept.id)] == [1, 2, 3]
    wang.get(f"{address(story)}/versions")
    page = wang.post(f"{address(story)}/versions", {"number": "3", "version": "3"})
    assert (page.status, "就是现在的内容" in page.text) == (409, True)
    assert wang.post(f"{address(story)}/versions", {"number": "77", "version": "3"}).status == 404


def test_a_version_is_not_taken_back_over_what_somebody_saved_meanwhile(people, as_person):
    story = walked(people, "inspect")
    wang, li = as_person("wang"), as_person("li")
    page = wang.get(address(story))
    scene = box(page, "现场情况")
    wang.submit("draft", **{scene: "王的第二版。"})
    wang.get(f"{address(story)}/versions")
    li.get(address(story))
    li.submit("draft", **{scene: "李的第三版。"})
    page = wang.submit("restore", number="1")
    assert page.status == 409
    assert record_of(story).data["现场情况"] == "李的第三版。"


def test_words_of_another_paper_are_taken_over_in_one_act(people, as_person):
    story = walked(people, "question")
    with writing():
        case = queries.visible_case(story.case_id, by=people.wang)
        target = draft_paper(by=people.wang, case=case, kind="site_record")
    source = story.paper("questioning_record").id
    wang = as_person("wang")
    path = f"{story.path}/papers/{target}/copy"
    page = wang.get(path)
    assert any("询问笔录" in one for one in page.links())
    page = wang.get(f"{path}?from={source}")
    offered = {one.get("value") for one in page.all(".//input[@name='words']")}
    assert "开始时间" in offered
    assert "案号" not in offered  # the same in both
    assert wang.submit("copy", words=["开始时间"]).status == 303
    assert "已带入 1 项内容，存为新的版本。" in wang.follow().text
    asked = documents.paper(source).data["开始时间"]
    assert (documents.paper(target).data["开始时间"], documents.paper(target).version) == (asked, 2)
    wang.get(f"{path}?from={source}")
    page = wang.post(path, {"from": str(source), "words": "机关", "version": "2"})
    assert (page.status, "没有选择要带入的内容" in page.text) == (409, True)
    assert documents.paper(target).version == 2


def test_words_of_a_paper_of_another_case_are_not_there(people, as_person):
    mine, other = walked(people, "inspect"), walked(people, "inspect")
    foreign = other.paper("site_record").id
    wang = as_person("wang")
    path = f"{address(mine)}/copy"
    wang.get(path)
    assert wang.get(f"{path}?from={foreign}").status == 404
    wang.get(path)
    answer = wang.post(path, {"from": str(foreign), "words": "现场情况", "version": "1"})
    assert answer.status == 404
    assert record_of(mine).version == 1
