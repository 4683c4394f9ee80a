"""Parties and patents are found through the cases a person may know of, and through nothing else."""

from caseapp.base.db import db, writing
from caseapp.cases.models import CaseFile
from caseapp.ledger import actions as ledger
from caseapp.ledger.worker import drain_all
from caseapp.parties import actions as parties
from caseapp.parties import queries
from caseapp.parties.given import PartyGiven
from caseapp.reactions import REACTIONS
from tests.stories import walked


def found(app, text, by, *, kind):
    result = app.extensions["search"].find(text, by=by, kinds=[kind])
    return [hit for hit in result.hits if hit.kind == kind]


def test_party_is_found_by_a_former_name_and_its_field_is_named(app, people):
    story = walked(people, "inspect")
    row = queries.parties_of_case(story.case_id)[0]
    given = PartyGiven(
        kind=row.kind, name=row.name, address=row.address, former_names="玉衡厨具旧号"
    )
    with writing():
        parties.update_party(by=people.wang, party_id=row.id, given=given, version=row.version)
    for _ in range(2):
        hits = found(app, "玉衡厨具旧号", people.wang, kind="party")
        assert [hit.key for hit in hits] == [row.name]
        drain_all(REACTIONS)
    source = app.extensions["search"].sources.get("party")
    shown = next(iter(source.hits([hits[0].object_id])))
    assert ("曾用名", "玉衡厨具旧号") in shown.parts


def test_party_of_a_strange_district_is_not_found(app, people):
    story = walked(people, "inspect")
    name = queries.parties_of_case(story.case_id)[0].name
    drain_all(REACTIONS)
    assert found(app, name, people.wang, kind="party")
    assert found(app, name, people.zhao, kind="party") == []


def test_party_and_papers_of_a_sealed_case_alone_vanish_before_the_worker_comes(app, people):
    story = walked(people, "inspect")
    name = queries.parties_of_case(story.case_id)[0].name
    drain_all(REACTIONS)
    assert found(app, name, people.wang, kind="party")
    with writing():
        db.session.get_one(CaseFile, story.case_id).is_sealed = True
    for kind in ("case", "party", "patent", "paper"):
        assert found(app, name, people.wang, kind=kind) == [], kind
        source = app.extensions["search"].sources.get(kind)
        assert list(source.entries(list(source.all_ids()))) == [], kind


def test_case_changed_brings_its_papers_and_parties_up_to_date(app, people):
    story = walked(people, "file")
    drain_all(REACTIONS)
    finder = app.extensions["search"]
    with writing():
        db.session.get_one(CaseFile, story.case_id).is_sealed = True
        ledger.announce(event="case.saved", object_kind="case", object_id=story.case_id)
    drain_all(REACTIONS)
    assert finder.feed.drift() == []
    for kind in ("case", "paper", "party", "patent"):
        assert finder.index.versions(kind) == {}, kind


def test_case_stands_above_its_papers_where_its_name_is_asked_for(app, people):
    story = walked(people, "file")
    result = app.extensions["search"].find(story.case.title, by=people.wang)
    assert {hit.kind for hit in result.hits} >= {"case", "paper"}
    assert (result.hits[0].kind, result.hits[0].object_id) == ("case", story.case_id)
