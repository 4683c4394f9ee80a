"""What is found of fairs: who exhibits there, and complaints unless they became a sealed case."""

from caseapp.base.db import db, writing
from caseapp.cases.models import CaseFile
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.exhibitions import fairs
from tests.exhibitions.complaints import taken
from tests.exhibitions.stands import with_stands
from tests.stories import walked


def found(app, text, by, *, kind):
    hits = app.extensions["search"].find(text, by=by, kinds=[kind]).hits
    return [hit.object_id for hit in hits if hit.kind == kind]


def test_exhibitor_is_found_by_name_by_who_may_know_of_the_fair_alone(app, office, people):
    fair_id = with_stands(people)
    one = db.session.query(Exhibitor).filter_by(fair_id=fair_id).first()
    number, name = one.id, one.name
    drain_all(REACTIONS)
    finder = app.extensions["search"]
    assert finder.feed.drift() == []
    assert number in found(app, name, people.chen, kind="exhibitor")
    assert finder.sources.get("exhibitor").visible([number], people.zhao) == set()
    assert found(app, name, people.zhao, kind="exhibitor") == []


def test_who_is_on_duty_holds_the_fair_and_so_finds_who_exhibits(app, office, people):
    fair_id = with_stands(people)
    source = app.extensions["search"].sources.get("exhibitor")
    assert f"f:{fair_id}" in source.tokens(people.wang)
    cards = list(source.entries(list(source.all_ids())))
    assert cards
    assert all(f"f:{fair_id}" in one.acl for one in cards)


def test_exhibitor_who_left_is_found_no_more(app, office, people):
    fair_id = with_stands(people)
    drain_all(REACTIONS)
    feed = app.extensions["search"].feed
    with writing():
        for one in db.session.query(Exhibitor).filter_by(fair_id=fair_id):
            one.gone_at = one.gone_at or fairs.opened(fair_id, people).row.opened_at
    ids = sorted(app.extensions["search"].index.versions("exhibitor"))
    feed.index_changed("exhibitor", ids)
    assert app.extensions["search"].index.versions("exhibitor") == {}


def test_complaint_that_became_a_sealed_case_vanishes_at_the_next_question(app, office, people):
    case_id = walked(people, "file").case_id
    complaint_id = taken(people, fairs.running(people))
    with writing():
        db.session.get_one(FairComplaint, complaint_id).case_id = case_id
    drain_all(REACTIONS)
    assert found(app, "暖阳电器", people.chen, kind="fair_complaint") == [complaint_id]
    with writing():
        db.session.get_one(CaseFile, case_id).is_sealed = True
    assert found(app, "暖阳电器", people.chen, kind="fair_complaint") == []
    source = app.extensions["search"].sources.get("fair_complaint")
    assert list(source.entries([complaint_id])) == []
