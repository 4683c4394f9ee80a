"""A sealed case is there for the named people only, and nowhere else: not in a list, not in a count."""

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import actions, queries
from caseapp.desk import queries as desk
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.pages import UNBUILT
from tests.policy.doing import WHY, again, ask_emergency, clear, seal, set_level, trail
from tests.stories import KETTLE, PATENT, Story, walked
from tests.transfers.doing import opened

OUTSIDE = ("li", "wu", "zhang", "zheng", "feng", "wei")


@pytest.fixture
def story(app, people) -> Story:
    """Give a case of the section with papers, limits, goods, party."""
    return walked(people, "report")


def unnamed_pages(story):
    paper = story.paper("filing_approval").id
    return [
        story.path,
        f"{story.path}/papers/{paper}",
        f"{story.path}/papers/{paper}/word",
        f"{story.path}/steps/send_review",
        f"{story.path}/goods/{story.goods().id}",
        f"{story.path}/recusals",
        f"{story.path}/limits/1",
    ]


def test_sealed_case_opens_for_the_named_and_is_not_there_for_all_others(story, people, as_person):
    seal(story, people.wang)
    for login in ("wang", "chen"):
        assert as_person(login).get(story.path).status == 200
    for login in OUTSIDE:
        reader = as_person(login)
        for address in unnamed_pages(story):
            assert reader.get(address, budget=40).status in (403, 404), (login, address)


def test_sealed_case_is_in_no_list_no_count_and_on_no_desk(story, people, as_person):
    number, title = story.case.case_no, story.case.title
    before = {login: as_person(login).get("/cases?openness=all").source for login in OUTSIDE}
    assert all(number in source for source in before.values())
    seal(story, people.wang)
    for login in OUTSIDE:
        page = as_person(login).get("/cases?openness=all")
        assert page.texts(".//p[@class='count-line']") == ["本页 0 项，共 0 项"]
        for address in ("/cases", "/cases?mine=1", "/desk", "/cases?state=investigate"):
            source = as_person(login).get(address).source
            assert number not in source, (login, address)
            assert title not in source, (login, address)
        by = again(people[login])
        assert [*desk.due_now(by, story.day(12)), *desk.waiting(by), *desk.running(by)] == []
        assert all(one.count == 0 for one in desk.figures(by, story.day(3)))
    assert number in as_person("wang").get("/cases?mine=1").source


@pytest.mark.parametrize("is_behind", [True, False])
def test_search_knows_nothing_of_a_sealed_case(*, story, people, as_person, app, is_behind):
    decision = story.case.case_no
    drain_all(REACTIONS)
    finder = app.extensions["search"]
    assert finder.find(KETTLE, by=people.li).total > 0
    seal(story, people.wang)
    if not is_behind:
        drain_all(REACTIONS)
    for words in (KETTLE, PATENT, decision, "赵兴旺"):
        for login in OUTSIDE:
            result = finder.find(words, by=again(people[login]))
            # The ticket it came from is no case and stays with the hotline.
            assert [hit.kind for hit in result.hits if hit.kind != "ticket"] == [], (login, words)
    li = as_person("li")
    page = li.get("/search", query_string={"q": KETTLE}, budget=UNBUILT)
    assert f'"{story.path}' not in page.source


def test_index_on_disk_holds_no_word_of_a_sealed_case(story, people, app):
    asks = {"asked": "查明进货来源。"}
    opened(people.wang, "inquiry_out", "tiexi_market_bureau", case_id=story.case.id, facts=asks)
    drain_all(REACTIONS)
    # What everybody of the office may read is of no case.
    of_cases = (
        one
        for one in app.extensions["search"].feed._sources
        if one.kind not in ("body", "knowledge")
    )
    sources = list(of_cases)
    found = {one.kind: len(list(one.entries(list(one.all_ids())))) > 0 for one in sources}
    assert {kind for kind, is_there in found.items() if is_there} == {
        "case",
        "ticket",
        "paper",
        "transfer",
        "party",
        "patent",
    }
    seal(story, people.wang)
    assert not any(list(one.entries(list(one.all_ids()))) for one in sources)


def test_ticket_keeps_its_link_from_those_who_do_not_see_the_case(story, people, as_person):
    ticket = f"/hotline/{story.case.ticket_id}"
    assert story.case.case_no in as_person("wu").get(ticket).text
    seal(story, people.wang)
    assert story.case.case_no not in as_person("wu").get(ticket).text
    assert story.case.case_no in as_person("wang").get(ticket).text


def test_open_page_of_the_unnamed_is_refused_with_the_next_click(story, people, as_person):
    li = as_person("li")
    li.get(f"{story.path}/steps/send_review")
    seal(story, people.wang)
    before = story.case.version
    assert li.submit(on=story.day(11).isoformat()).status == 404
    assert story.case.version == before


def test_only_a_chief_seals_and_stays_on_the_list(story, people):
    for login in ("wang", "wu", "zhang", "shen"):
        with pytest.raises(NotVisible), writing():
            actions.seal(by=people[login], case=story.case, reason=WHY, names=[people.wang.id])
    seal(story, people.wang)
    with pytest.raises(Refused, match="至少要有一名能解除封存的负责人"), writing():
        actions.unname_person(by=people.chen, case=story.case, person_id=people.chen.id, reason=WHY)


def test_seal_needs_a_reason_and_people_the_other_rules_let_in(story, people):
    with pytest.raises(Refused, match="请写明理由"), writing():
        actions.seal(by=people.chen, case=story.case, reason=" ", names=[])
    for login in ("zhao", "jiang", "liu"):  # another district, an administrator, the hotline
        with pytest.raises(Refused, match="不能列入名单"), writing():
            actions.seal(by=people.chen, case=story.case, reason=WHY, names=[people[login].id])


def test_names_are_added_dropped_and_the_case_opened_again(story, people, as_person):
    seal(story, people.wang)
    chen = as_person("chen")
    chen.get(f"{story.path}/sight", budget=40)
    chen.submit("add-name", person=str(people.li.id), reason="接手调查")
    assert "已列入名单。" in chen.follow(budget=40).text
    assert as_person("li").get(story.path).status == 200
    with writing():
        actions.unname_person(by=people.chen, case=story.case, person_id=people.li.id, reason=WHY)
    assert as_person("li").get(story.path).status == 404
    with writing():
        actions.unseal(by=people.chen, case=story.case, reason=WHY)
    assert as_person("li").get(story.path).status == 200
    kept = ["case.sealed", "case.name_added", "case.name_ended", "case.unsealed"]
    assert [len(trail(one)) for one in kept] == [1, 1, 1, 1]


def test_opening_the_list_of_names_is_itself_kept(story, people, as_person):
    seal(story, people.wang)
    as_person("chen").get(f"{story.path}/sight", budget=40)
    (row,) = trail("case.names_read")
    assert (row.actor_login, row.object_key) == ("chen", story.case.case_no)


def test_time_acts_in_a_sealed_case_too(story, people):
    seal(story, people.wang)
    with writing():
        actions.let_time_act(by=again(people.wang).system(), day=story.day(400))
    assert queries.visible_case(story.case_id, by=people.wang.system()).id == story.case_id


def test_what_is_tried_on_a_sealed_case_is_kept_and_answered_like_nothing(story, people, as_person):
    seal(story, people.wang)
    li = as_person("li")
    hidden, never = li.get(story.path), li.get("/cases/2000000")
    assert hidden.told == never.told.replace("2000000", str(story.case_id))
    first, second = trail("access.denied")
    assert (first.result, first.reason) == ("denied", "案件已封存，只有指定人员可见。")
    assert second.reason == "没有这个案件。"


def test_sensitive_case_is_seen_with_clearance_only(story, people, as_person):
    with pytest.raises(Refused, match="可阅级别低于“敏感”"):
        set_level(story, 1, by=people.chen)
    for login in ("chen", "wang", "li"):
        clear(people[login], by=people.shen)
    set_level(story, 1, by=people.chen)
    seen = {login: as_person(login).get(story.path).status for login in ("wang", "wu", "zhang")}
    assert seen == {"wang": 200, "wu": 404, "zhang": 404}
    assert story.case.case_no not in as_person("zhang").get("/cases?openness=all").source
    clear(people.wang, by=people.shen, level=0)
    assert as_person("wang").get(story.path).status == 404


def test_nobody_asks_for_an_emergency_they_do_not_need(story, people):
    with pytest.raises(Refused, match="您可以直接查阅本案"):
        ask_emergency(people.wang, story.case.case_no)
