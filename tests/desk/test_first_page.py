"""The first page: what is due, what waits for me, what I have in hand, and nothing else."""

from datetime import date

import pytest

from caseapp.cases import queries as cases
from caseapp.desk import queries
from tests.stories import found_by_district, reported, walked

# Papers that wait, that are out, that want the seal, and what is new to saved searches are a question each.
DESK = 25


def section(page, name):
    return page.texts(f".//section[@aria-labelledby='{name}']//tbody/tr/td[1]")


def waits(as_person, login):
    return section(as_person(login).get("/desk", budget=DESK), "waiting")


@pytest.mark.parametrize(
    ("until", "awaited"),
    [
        ("", {"wang", "li", "xu"}),
        ("verify", set()),
        ("ask_filing", {"chen"}),
        ("send_review", {"zhang"}),
        ("pass_review", {"chen"}),
        ("ask_decision", {"chen"}),
        ("serve_decision", {"chu"}),
        ("publish", {"feng"}),
        ("perform", {"wu"}),
        ("close", set()),
    ],
)
def test_case_waits_on_the_desk_of_whoever_is_next(*, people, as_person, until, awaited):
    story = reported(people)
    if until:
        story.walk(until)
    asked = ("wang", "li", "xu", "wu", "zhang", "sun", "chen", "feng", "chu", "zhao", "han")
    found = {login for login in asked if waits(as_person, login)}
    assert found == awaited
    for login in found:
        assert waits(as_person, login) == [story.case.case_no or story.case.lead_no]


def test_limits_of_the_next_three_days_and_overdue_ones_come_first(people, as_person, clock):
    clock.set(date(2024, 3, 21))
    story = reported(people)
    # 15 working days from 2024-03-04 end on the 25th.
    assert section(as_person("wang").get("/desk"), "due") == []
    clock.set(date(2024, 3, 22))
    page = as_person("wang").get("/desk", budget=DESK)
    assert section(page, "due") == ["2024-03-25 剩 1 个工作日"] or section(page, "due")[
        0
    ].startswith("2024-03-25")
    assert page.links()["期限说明"].startswith(f"{story.path}/limits/")
    clock.set(date(2024, 3, 26))
    assert "逾期" in section(as_person("wang").get("/desk"), "due")[0]
    assert section(as_person("zhao").get("/desk"), "due") == []
    assert section(as_person("chen").get("/desk"), "due") != []


def test_limits_of_a_colleague_are_not_mine_but_those_of_all_are_the_chiefs(
    people, as_person, clock
):
    clock.set(date(2024, 3, 22))
    reported(people).walk("verify")
    assert section(as_person("li").get("/desk"), "due") == []
    for login in ("wang", "wu", "chen", "zheng"):
        assert len(section(as_person(login).get("/desk"), "due")) == 1


def test_cases_in_hand_are_those_of_the_team(people, as_person):
    mine, other = walked(people, "file"), found_by_district(people, until="file")
    assert section(as_person("wang").get("/desk"), "running") == [mine.case.case_no]
    assert section(as_person("li").get("/desk"), "running") == [mine.case.case_no]
    assert section(as_person("zhao").get("/desk"), "running") == [other.case.case_no]
    assert section(as_person("chen").get("/desk"), "running") == []


def test_figures_of_the_month_count_what_the_chief_may_see(people, as_person, clock):
    walked(people, "close")
    walked(people, "file")
    found_by_district(people, until="file")
    clock.set(date(2024, 3, 31))
    figures = [(one.name, one.count) for one in queries.figures(people.chen, date(2024, 3, 31))]
    assert figures == [("本月立案", 2), ("本月决定", 1), ("本月结案", 1)]
    han = [one.count for one in queries.figures(people.han, date(2024, 3, 31))]
    assert han == [1, 0, 0]
    assert queries.figures(people.wang, date(2024, 3, 31)) == []
    page = as_person("chen").get("/desk")
    assert page.texts(".//ul[@class='figures']/li/a/strong") == ["2", "1", "1"]


def test_more_than_fifty_are_cut_and_it_is_said(people, as_person):
    for _ in range(51):
        reported(people)
    page = as_person("wang").get("/desk", budget=DESK)
    assert len(section(page, "waiting")) == queries.MOST_SHOWN
    assert "显示前 50 项" in page.text
    assert cases.page_of_cases(people.wang, cases.Filters(), "").total == 51


def test_everybody_is_sent_where_their_work_is(as_person):
    for login, address in (("wang", "/desk"), ("liu", "/desk"), ("jiang", "/admin")):
        assert as_person(login).get("/").location.endswith(address)


@pytest.mark.parametrize("login", ["jiang", "shen", "yang"])
def test_administrators_have_no_desk(as_person, login):
    assert as_person(login).get("/desk").status == 403


def test_keys_are_explained_to_everybody(client):
    assert client.get("/keys").heading == "快捷键"
