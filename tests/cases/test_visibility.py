"""A case of another district is not there: no page, no form, no list, no count, no search."""

import io
from functools import reduce

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.cases import queries
from caseapp.cases.models import CaseOfficer
from caseapp.deadlines import queries as deadlines
from caseapp.evidence import queries as evidence
from caseapp.ledger.worker import drain_all
from caseapp.parties import queries as parties
from caseapp.reactions import REACTIONS
from tests.pages import UNBUILT
from tests.stories import KETTLE, PATENT, found_by_district, walked

READERS = ("zhao", "qian", "han")  # the other district; the last is its chief
ABSENT = 2_000_000


@pytest.fixture
def story(app, people):
    """Give a case of the city that has one of everything."""
    return walked(people, "serve_decision")


@pytest.fixture
def theirs(app, people):
    """Give a case of the other district."""
    return found_by_district(people, until="inspect")


def addresses(story):
    """All pages that name something of this case."""
    paper = story.paper("penalty_decision").id
    party = parties.parties_of_case(story.case_id)[0].id
    limit = deadlines.of_case(story.case_id)[0].id
    return [
        story.path,
        *(f"{story.path}/steps/{key}" for key in ("perform", "publish", "verify", "nothing")),
        *(f"{story.path}/papers/{paper}{end}" for end in ("", "/word", "/pdf", "/pages/1")),
        f"{story.path}/limits/{limit}",
        *(f"{story.path}/{what}/new" for what in ("evidence", "goods", "parties")),
        f"{story.path}/parties/{party}",
        f"{story.path}/goods/{story.goods().id}",
        f"{story.path}/evidence/1/file",
    ]


def absent(story, address):
    """The same address of a case that never was."""
    return address.replace(story.path, f"/cases/{ABSENT}", 1)


@pytest.mark.parametrize("login", READERS)
def test_every_page_of_the_case_is_as_if_it_had_never_been(story, as_person, login):
    reader = as_person(login)
    for address in addresses(story):
        hidden, never = reader.get(address), reader.get(absent(story, address))
        # Who may not use such pages at all is told so, whatever the case.
        assert hidden.status == never.status
        assert hidden.status in ((404,) if login != "han" else (404, 403))
        assert hidden.told.replace(story.path, "") == never.told.replace(f"/cases/{ABSENT}", "")


@pytest.mark.parametrize("login", READERS)
def test_no_form_reaches_the_case(story, as_person, login):
    reader = as_person(login)
    posted = [one for one in addresses(story) if not one.endswith(("/word", "/pdf", "/file", "/1"))]
    paper = f"{story.path}/papers/{story.paper('penalty_decision').id}"
    before = (story.case.version, len(queries.history(story.case_id)))
    for address in (*posted, f"{paper}/close", f"{paper}/serve"):
        reader.get("/desk")
        answers = [
            reader.post(one, {"on": "2024-03-30"}) for one in (address, absent(story, address))
        ]
        assert answers[0].status == answers[1].status
        assert answers[0].status in (404, 405, 403)
    assert (story.case.version, len(queries.history(story.case_id))) == before


def test_ids_of_another_case_inside_my_own_are_not_there(story, theirs, as_person):
    zhao = as_person("zhao")
    paper = story.paper("penalty_decision").id
    party = parties.parties_of_case(story.case_id)[0].id
    limit = deadlines.of_case(story.case_id)[0].id
    pages = [f"papers/{paper}", f"papers/{paper}/word", f"papers/{paper}/pages/1"]
    pages += [f"parties/{party}", f"goods/{story.goods().id}", f"limits/{limit}"]
    zhao.get(theirs.path)
    assert {zhao.get(f"{theirs.path}/{one}").status for one in pages} == {404}
    zhao.get(f"{theirs.path}/goods/new")
    posts = [f"papers/{paper}", f"papers/{paper}/close", f"papers/{paper}/serve"]
    posts += [f"parties/{party}", f"goods/{story.goods().id}"]
    assert {zhao.post(f"{theirs.path}/{one}", {"name": "改"}).status for one in posts} == {404}


def test_officers_of_another_district_cannot_be_put_into_a_form(
    *, story, theirs, people, as_person
):
    zhao = as_person("zhao")
    on = theirs.day(4).isoformat()
    zhao.get(f"{theirs.path}/steps/question")
    fields = theirs.fields("question", officers=(people.zhao.id, people.wang.id))
    page = zhao.submit(on=on, **fields)
    assert page.status == 422
    assert "王建民" not in page.text
    absent_id = theirs.fields("question", officers=(people.zhao.id, 99_999))
    zhao.get(f"{theirs.path}/steps/question")
    other = zhao.submit(on=on, **absent_id)
    assert [p.texts(".//*[@class='field-error']") for p in (page, other)] == [
        page.texts(".//*[@class='field-error']")
    ] * 2
    wang = as_person("wang")
    wang.get(f"{story.path}/papers/{story.paper('penalty_decision').id}")
    assert wang.submit("/serve", servers=[str(people.wang.id), str(people.zhao.id)]).status == 422


def test_lists_and_counts_know_only_the_own(story, theirs, as_person):
    def listed(login):
        page = as_person(login).get("/cases?openness=all")
        return page.texts(".//tbody/tr/td[1]"), page.texts(".//p[@class='count-line']")

    assert listed("zhao") == ([theirs.case.case_no], ["本页 1 项，共 1 项"])
    assert listed("wang") == ([story.case.case_no], ["本页 1 项，共 1 项"])
    assert listed("chen")[0] == [story.case.case_no]
    for login, other in (("zhao", story), ("han", story), ("wang", theirs), ("chen", theirs)):
        page = as_person(login).get("/desk")
        assert other.case.case_no not in page.source
        assert f"/cases/{other.case_id}" not in page.source


@pytest.mark.parametrize("is_behind", [True, False])
def test_search_finds_the_case_for_its_own_people_only(*, story, theirs, as_person, is_behind):
    # Without an index every kind is read from the database; with one, only what is on the page.
    budget = UNBUILT if is_behind else 45
    if not is_behind:
        drain_all(REACTIONS)
    decision = story.paper("penalty_decision").number
    asked = (KETTLE, PATENT, "兴旺家电", story.case.case_no, decision, "赵兴旺")
    for words in asked:
        mine = as_person("wang").get("/search", query_string={"q": words}, budget=budget)
        assert story.path in mine.source, words
        for login in READERS:
            page = as_person(login).get("/search", query_string={"q": words}, budget=budget)
            assert f'"{story.path}' not in page.source, (login, words)
            # What this person typed before stands in the list of their own searches.
            told = reduce(lambda text, typed: text.replace(typed, ""), asked, page.text)
            assert "兴旺" not in told, (login, words)


def test_count_of_a_search_does_not_tell_of_the_other(*, story, theirs, app, people):
    finder = app.extensions["search"]
    for login, total in (("zhao", 0), ("han", 0)):
        result = finder.find(KETTLE, by=people[login])
        assert (result.total, result.hits) == (total, ())
    assert finder.find(KETTLE, by=people.wang).total > 0


def test_officer_on_loan_sees_the_case_and_a_recused_one_does_not(story, people, as_person):
    with writing():
        db.session.add(
            CaseOfficer(
                case_id=story.case_id, person_id=people.zhao.id, part="协办", since=story.day(3)
            )
        )
    assert as_person("zhao").get(story.path).status == 200
    assert as_person("qian").get(story.path).status == 404
    with writing():
        db.session.execute(
            sa.update(CaseOfficer)
            .where(CaseOfficer.person_id.in_([people.zhao.id, people.wang.id]))
            .values(recused=True)
        )
    assert as_person("zhao").get(story.path).status == 404
    assert as_person("wang").get(story.path).status == 404
    assert as_person("li").get(story.path).status == 200


def test_file_of_the_case_goes_to_nobody_outside(story, as_person):
    wang = as_person("wang")
    wang.get(f"{story.path}/evidence/new")
    wang.submit(
        title="照片", kind="photo", taken_on="2024-03-08", file=(io.BytesIO(b"secret"), "a.jpg")
    )
    item = evidence.items_of_case(story.case_id)[0].id
    assert wang.get(f"{story.path}/evidence/{item}/file").data == b"secret"
    for login in READERS:
        assert as_person(login).get(f"{story.path}/evidence/{item}/file").status == 404


@pytest.mark.parametrize("login", ["liu", "jiang", "shen", "yang"])
def test_who_handles_no_cases_opens_none(story, as_person, login):
    reader = as_person(login)
    assert {reader.get(one).status for one in addresses(story)} == {403}
    assert reader.get("/cases").status == 403


def test_nobody_gets_anything_without_signing_in(story, client):
    assert {client.get(one).status for one in addresses(story)} == {401}
