"""The first lines say what was typed and lead there: never to what somebody may not know of."""

import pytest

from tests.pages import UNBUILT
from tests.policy.doing import seal
from tests.stories import PATENT, walked


@pytest.fixture
def story(app, people):
    """Give a case with a lead number, a case number, papers and a patent, in no index yet."""
    return walked(people, "report")


def offered(page):
    """Return the words of what is offered, and which of it has the focus."""
    links = page.all(".//section[@class='readings']//li/a")
    first = [one for one in links if one.get("autofocus") is not None]
    return ["".join(one.itertext()) for one in links], [one.get("href") for one in first]


def test_a_case_number_opens_the_case_though_no_index_knows_it(story, as_person):
    page = as_person("wang").get("/search", budget=UNBUILT, query_string={"q": story.case.case_no})
    words, focus = offered(page)
    assert words[0] == f"打开案件 {story.case.case_no} {story.case.title}"
    assert focus == [story.path]


def test_a_lead_number_and_a_short_number_lead_to_the_same_case(story, as_person):
    reader = as_person("wang")
    assert offered(reader.get("/search", budget=UNBUILT, query_string={"q": story.case.lead_no}))[
        1
    ] == [story.path]
    short = story.case.case_no.partition("〔")[2]
    words, _ = offered(reader.get("/search", budget=UNBUILT, query_string={"q": f"〔{short}"}))
    assert f"打开案件 {story.case.case_no} {story.case.title}" in words


def test_a_patent_number_in_another_spelling_offers_its_cases(story, as_person):
    typed = PATENT.lower().replace(".", " ")
    words, focus = offered(
        as_person("wang").get("/search", budget=UNBUILT, query_string={"q": typed})
    )
    assert words == [f"打开案件 {story.case.case_no} {story.case.title}"]
    assert focus == []


@pytest.mark.parametrize("login", ["zhao", "qian"])
def test_another_district_is_offered_nothing(story, as_person, login):
    for typed in (story.case.case_no, story.case.lead_no, PATENT):
        assert offered(
            as_person(login).get("/search", budget=UNBUILT, query_string={"q": typed})
        ) == ([], [])


def test_a_sealed_case_is_offered_to_nobody(story, people, as_person):
    seal(story, people.wang)
    for login in ("wang", "chen", "li"):
        for typed in (story.case.case_no, story.case.lead_no, PATENT):
            page = as_person(login).get("/search", budget=UNBUILT, query_string={"q": typed})
            assert offered(page) == ([], []), (login, typed)


def test_days_lead_to_the_lists_and_to_the_search_of_the_other_words(app, as_person):
    page = as_person("liu").get("/search", budget=UNBUILT, query_string={"q": "电饭锅 2015年6月"})
    links = {a.get("href") for a in page.all(".//section[@class='readings']//a")}
    assert "/hotline?since=2015-06-01&until=2015-06-30" in links
    assert any(one.startswith("/search?") and "since=2015-06-01" in one for one in links)
