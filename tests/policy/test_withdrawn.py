"""A9: what is taken away while a page lies open is gone with the next request."""

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts import units as places
from caseapp.accounts.models import RoleGrant
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.cases import queries
from tests.policy.doing import WHY, ask_recusal, clear, decide_recusal, seal, set_level, trail
from tests.stories import Story, found_by_district, walked


@pytest.fixture
def story(app, people) -> Story:
    """Give a case of the section."""
    return walked(people, "report")


def withdraw_right(story, people, _login):
    held = sa.select(RoleGrant.id).where(RoleGrant.person_id == people.li.id)
    with writing():
        accounts.withdraw_role(by=people.shen, grant_id=db.session.scalar(held))


def disable(story, people, _login):
    with writing():
        accounts.deactivate_person(by=people.jiang, person_id=people.li.id, why="离职")


def seal_without(story, people, _login):
    seal(story, people.wang)


def raise_level(story, people, _login):
    for login in ("wang", "chen", "li"):
        clear(people[login], by=people.shen)
    set_level(story, 1, by=people.chen)
    clear(people.li, by=people.shen, level=0)


def recuse(story, people, _login):
    number = ask_recusal(story, people.li, by=people.wang, as_="party")
    decide_recusal(story, number, by=people.chen)


@pytest.mark.parametrize("take_away", [withdraw_right, disable, seal_without, raise_level, recuse])
def test_next_request_is_refused(*, story, people, as_person, take_away):
    paper = f"{story.path}/papers/{story.paper('filing_approval').id}"
    li = as_person("li")
    # The pages are open: a form of the step, a paper, a list, a download.
    assert li.get(f"{story.path}/steps/send_review").status == 200
    version = story.case.version
    take_away(story, people, "li")
    refused = li.submit(on=story.day(11).isoformat())
    assert refused.status in (401, 403, 404)
    assert story.case.version == version
    for address in (story.path, paper, f"{paper}/word", f"{story.path}/limits/1"):
        assert li.get(address).status in (401, 403, 404), address
    listed = li.get("/cases?openness=all")
    assert listed.status in (401, 403) or story.case.case_no not in listed.source


def test_district_is_read_by_the_city_only_while_the_table_says_so(
    *, app, people, as_person, clock
):
    theirs = found_by_district(people, until="inspect")
    assert as_person("chen").get(theirs.path).status == 404
    with writing():
        number = accounts.add_delegation(
            by=people.shen,
            cases_of=places.TIEDONG,
            seen_by=places.CITY,
            since=today(),
            until=today().replace(day=25),
            basis="鞍知发〔2026〕8号",
        )
    chen = as_person("chen")
    assert chen.get(theirs.path).status == 200
    assert theirs.case.case_no in chen.get("/cases?openness=all").source
    # Reading only, and only by those who read all of the city's own cases.
    assert as_person("wang").get(theirs.path).status == 404
    before = theirs.case.version
    chen.get(f"{theirs.path}/steps/report")
    assert chen.post(f"{theirs.path}/steps/report", {"on": "2024-03-20"}).status >= 400
    assert theirs.case.version == before
    clock.forward(days=3)
    assert as_person("chen").get(theirs.path).status == 404
    clock.forward(days=-3)
    assert as_person("chen").get(theirs.path).status == 200
    with writing():
        accounts.end_delegation(by=people.shen, delegation_id=number)
    assert as_person("chen").get(theirs.path).status == 404
    assert [len(trail(one)) for one in ("delegation.added", "delegation.ended")] == [1, 1]


def test_section_that_is_lent_the_cases_reads_them_with_its_officers(app, people, as_person):
    theirs = found_by_district(people)
    with writing():
        accounts.add_delegation(
            by=people.shen,
            cases_of=places.TIEDONG,
            seen_by=places.ENFORCEMENT,
            since=today(),
            until=None,
            basis="鞍知发〔2026〕8号",
        )
    seen = {one: as_person(one).get(theirs.path).status for one in ("wang", "wu", "chen", "zhang")}
    assert seen == {"wang": 200, "wu": 200, "chen": 200, "zhang": 200}
    assert queries.visible_ids([theirs.case_id], by=people.liu) == set()


def test_pages_of_clearance_and_delegation(app, people, as_person):
    shen = as_person("shen")
    shen.get("/admin/clearances")
    assert shen.submit("clearance", person="0").status == 422
    shen.get("/admin/clearances")
    shen.submit("clearance", person=str(people.wang.id), clearance="1", reason=WHY)
    assert "王建民" in shen.follow().text
    shen.get("/admin/delegations")
    shen.submit(
        "delegation",
        cases_of=places.TIEDONG,
        seen_by=places.CITY,
        since="2026-01-01",
        basis="鞍知发〔2026〕8号",
    )
    page = shen.follow()
    assert "授权已登记" in page.text
    twice = shen.submit(
        "delegation",
        cases_of=places.TIEDONG,
        seen_by=places.CITY,
        since="2026-02-01",
        basis="鞍知发〔2026〕9号",
    )
    assert "已有授权" in twice.text
    shen.get("/admin/delegations")
    button = next(b for b in shen.last.all(".//button[@formaction]") if b.text == "终止")
    shen.post(button.get("formaction"), {})
    assert "授权已终止。" in shen.follow().text
