"""The two questions: who sees this case and why; what does this person see and why."""

import pytest

from caseapp.accounts import queries as accounts
from tests.policy.doing import ask_recusal, decide_recusal, seal, trail
from tests.stories import Story, found_by_district, walked


@pytest.fixture
def story(app, people) -> Story:
    """Give a case of the section."""
    return walked(people, "report")


def rows(page):
    return {
        cells[0]: cells[-1]
        for cells in (
            ["".join(td.itertext()) for td in tr.findall("td")] for tr in page.all(".//tbody/tr")
        )
        if len(cells) == 4
    }


def test_page_of_the_case_names_each_person_with_the_reason(story, people, as_person):
    page = as_person("chen").get(f"{story.path}/sight", budget=40)
    seen = rows(page)
    assert seen["王建民"] == "在本人的单位范围内。"
    assert {"赵海涛", "刘晓燕", "蒋系统", "沈保密"}.isdisjoint(seen)
    everybody = len(accounts.everybody())
    assert f"{everybody} 人中的 {len(seen)} 人能看到本案。" in page.text


def test_page_names_exactly_those_who_can_open_the_case(story, people, as_person):
    seen = set(rows(as_person("chen").get(f"{story.path}/sight", budget=40)))
    opens = {
        person.name
        for login, person in people.items()
        if as_person(login).get(story.path).status == 200
    }
    assert seen == opens


def test_sealed_and_recused_are_said_with_their_reason(story, people, as_person):
    number = ask_recusal(story, people.li, by=people.li)
    decide_recusal(story, number, by=people.chen)
    seal(story, people.wu)
    page = as_person("chen").get(f"{story.path}/sight", budget=40)
    seen = rows(page)
    assert seen["吴国栋"] == "在指定人员名单中；在本人的单位范围内。"
    assert seen["李秀英"] == "本人已回避本案。"
    assert seen["王建民"] == "案件已封存，只有指定人员可见。"


@pytest.mark.parametrize("login", ["wang", "zhang", "feng", "shen", "han"])
def test_the_page_is_for_chief_and_head_of_that_case_only(*, story, as_person, login):
    assert as_person(login).get(f"{story.path}/sight").status in (403, 404)
    assert as_person("wu").get(f"{story.path}/sight", budget=40).status == 200


def test_security_administrator_is_answered_by_number_and_reason(story, people, as_person):
    shen = as_person("shen")
    page = shen.get(f"/admin/sight?person={people.wang.id}")
    assert story.case.case_no in page.text
    assert "在本人的单位范围内。" in page.text
    assert story.case.title not in page.source
    assert "兴旺" not in page.source
    theirs = found_by_district(people)
    query = {"person": str(people.wang.id), "number": theirs.case.lead_no}
    page = shen.get("/admin/sight", query_string=query)
    assert "看不到：不在本人的单位范围内，本人也不是承办人员。" in page.text
    page = shen.get("/admin/sight", query_string=query | {"number": "没有这个号"})
    assert "没有案号或者线索编号为“没有这个号”的案件。" in page.text
    assert len(trail("sight.asked")) == 3


def test_sealed_case_is_counted_and_not_numbered_for_the_administrator(story, people, as_person):
    seal(story, people.wang)
    page = as_person("shen").get(f"/admin/sight?person={people.wang.id}")
    assert story.case.case_no not in page.source
    assert "（封存案件，不列案号）" in page.text
    assert (
        "此人看不到任何案件。" in as_person("shen").get(f"/admin/sight?person={people.li.id}").text
    )
