"""What follows an event: the index learns, limits move with the calendar."""

import io
from dataclasses import dataclass, replace

from flask import current_app

from caseapp.accounts import actions as accounts
from caseapp.base.db import writing
from caseapp.deadlines import queries as deadlines
from caseapp.evidence import actions as evidence
from caseapp.ledger.worker import drain_all
from caseapp.parties import actions as parties
from caseapp.parties import queries
from caseapp.parties.given import PartyGiven
from caseapp.reactions import REACTIONS, pending_in_search
from tests.evidence.conftest import PHOTO
from tests.stories import reported, walked


@dataclass(frozen=True)
class Handed:
    """A file as the browser hands it over."""

    filename: str
    sha256: str
    size: int
    media_type: str = "image/jpeg"


def find(app, text, by):
    return app.extensions["search"].find(text, by=by)


def test_new_case_is_found_before_and_after_the_worker_comes(app, people):
    story = walked(people, "file")
    before = find(app, story.case.case_no, people.wang)
    assert [hit.key for hit in before.hits if hit.kind == "case"] == [story.case.case_no]
    drain_all(REACTIONS)
    assert pending_in_search() == []
    after = find(app, story.case.case_no, people.wang)
    assert (after.total, [hit.key for hit in after.hits]) == (
        before.total,
        [hit.key for hit in before.hits],
    )


def test_new_file_is_found_before_the_worker_comes(app, people):
    story = walked(people, "inspect")
    drain_all(REACTIONS)
    kept = current_app.extensions["store"].put(io.BytesIO(b"photo"), 10**9)
    with writing():
        evidence.add_item(
            by=people.wang,
            case_id=story.case_id,
            given=replace(PHOTO, title="鎏金铭牌照片"),
            file=Handed("1.jpg", kept.sha256, kept.size),
        )
    hits = find(app, "鎏金铭牌", people.wang).hits
    assert [hit.kind for hit in hits] == ["evidence"]


def test_other_district_finds_nothing_not_even_a_count(app, people):
    story = walked(people, "file")
    for _ in range(2):
        found = find(app, story.case.case_no, people.zhao)
        assert (found.total, found.hits, found.facets) == (0, (), ())
        drain_all(REACTIONS)


def test_corrected_party_finds_its_case_at_once(app, people):
    story = walked(people, "inspect")
    drain_all(REACTIONS)
    row = queries.parties_of_case(story.case_id)[0]
    with writing():
        parties.update_party(
            by=people.wang,
            party_id=row.id,
            given=PartyGiven(kind=row.kind, name="鞍山市玉衡厨具经营部", address=row.address),
            version=row.version,
        )
    assert ("case", story.case_id) in pending_in_search()
    kinds = {hit.kind for hit in find(app, "玉衡厨具", people.wang).hits}
    assert "case" in kinds


def test_limits_move_when_the_calendar_changes_and_keep_the_old_end(app, people):
    story = reported(people)
    row = deadlines.of_case(story.case_id)[0]
    day = row.due_on
    with writing():
        accounts.add_calendar_day(
            by=people.jiang, day=day, kind="rest", name="临时放假", source="鞍政办发〔2024〕1号"
        )
    drain_all(REACTIONS)
    moved = deadlines.of_case(story.case_id)[0]
    assert moved.due_on > day
    assert moved.history[-1]["due"] == day.isoformat()
