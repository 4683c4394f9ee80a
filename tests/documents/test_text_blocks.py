"""The library of texts: one's own, a unit's, an office's; put into drafts as plain text."""

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.documents import block_queries, queries
from caseapp.documents.actions import blocks
from caseapp.documents.block_words import BlockGiven
from tests.cases.test_paper_page import address, box
from tests.stories import walked

TEXT = "当事人对上述事实没有异议。{{7*7}}"


def write(by, scope="own", **given):
    with writing():
        told = {"title": "没有异议", "text": TEXT} | given
        return blocks.write_block(by=by, given=BlockGiven(scope=scope, **told)).id


def titles(person):
    return sorted(row.title for row in block_queries.blocks_of(person))


def test_each_sees_their_own_those_of_the_unit_and_of_the_office(app, people):
    write(people.wang, title="王的")
    write(people.wu, "unit", title="执法科的")
    write(people.zhang, "office", title="市局的")
    write(people.han, "office", title="铁东的")
    assert titles(people.wang) == ["市局的", "执法科的", "王的"]
    assert titles(people.li) == ["市局的", "执法科的"]
    assert titles(people.zheng) == ["市局的"]
    assert titles(people.zhao) == ["铁东的"]


@pytest.mark.parametrize(
    ("login", "scope"), [("wang", "unit"), ("wang", "office"), ("wu", "office")]
)
def test_shared_texts_are_kept_by_those_who_answer_for_them(*, app, people, login, scope):
    with pytest.raises(Refused, match="您不能维护"):
        write(people[login], scope)


def test_a_text_is_changed_and_retired_by_its_keeper_alone(app, people):
    number = write(people.wu, "unit")
    given = BlockGiven("unit", "改过", "改过的内容", version=1)
    for other in (people.wang, people.zhang, people.han):
        with pytest.raises(NotVisible), writing():
            blocks.change_block(by=other, block_id=number, given=given)
    with writing():
        blocks.change_block(by=people.wu, block_id=number, given=given)
    with pytest.raises(Conflict), writing():
        blocks.retire_block(by=people.wu, block_id=number, version=1)
    with writing():
        blocks.retire_block(by=people.wu, block_id=number, version=2)
    assert block_queries.offered_to(people.wang, "site_record") == []
    assert titles(people.wang) == ["改过"]
    with pytest.raises(Refused, match="已经停用"), writing():
        blocks.retire_block(by=people.wu, block_id=number, version=3)


def test_the_library_is_kept_on_its_pages(app, people, as_person):
    wu = as_person("wu")
    page = wu.get("/papers/blocks")
    assert "还没有常用语" in page.text
    wu.get("/papers/blocks/new")
    page = wu.submit("block", title="没有异议", text=TEXT, scope="unit", kinds="没有这种文书")
    assert (page.status, "文书目录里没有“没有这种文书”" in page.text) == (409, True)
    assert (page.by_id("text").text or "").strip() == TEXT
    page = wu.submit("block", words="问答", kinds="现场笔录")
    assert (page.status, "没有可以插入文字的栏目“问答”" in page.text) == (409, True)
    assert wu.submit("block", words="现场情况", kinds="").status == 303
    page = wu.follow()
    assert TEXT in page.text
    wu.get(page.links()["没有异议"])
    assert wu.submit("block", text="改过的内容").status == 303
    wu.get(page.links()["没有异议"])
    assert wu.submit("retire").status == 303
    assert "已停用" in wu.follow().text


def test_the_page_of_a_draft_says_when_more_texts_fit_than_it_lists(
    *, app, people, as_person, monkeypatch
):
    story = walked(people, "inspect")
    write(people.wang)
    write(people.wang, title="另一条")
    assert "适用的共" not in as_person("wang").get(address(story)).text
    monkeypatch.setattr(block_queries, "MOST_OFFERED", 1)
    assert "适用的共 2 条，本页列出 1 条" in as_person("wang").get(address(story)).text


def test_a_text_is_put_into_a_draft_as_it_stands(app, people, as_person):
    story = walked(people, "inspect")
    number = write(people.wang, words=("现场情况",), kinds=("site_record",))
    other = write(people.wang, title="只用于决定书", kinds=("penalty_decision",))
    wang = as_person("wang")
    page = wang.get(address(story))
    scene = box(page, "现场情况")
    offered = [one.get("value") for one in page.all(".//button[@name='insert']")]
    assert f"{scene}-{number}" in offered
    assert not any(one.endswith(f"-{other}") for one in offered)
    page = wang.submit("draft", press=f"{scene}-{number}", **{scene: "已经写了。"})
    assert page.status == 200
    assert (page.by_id(scene).text or "").strip() == f"已经写了。\n{TEXT}"
    assert queries.paper(story.paper("site_record").id).version == 1
    assert wang.submit("draft").status == 303
    kept = queries.paper(story.paper("site_record").id).data["现场情况"]
    assert kept == f"已经写了。\n{TEXT}"
    foreign = write(people.li)
    wang.get(address(story))
    assert wang.submit("draft", press=offered[0], insert=f"{scene}-{foreign}").status == 404
