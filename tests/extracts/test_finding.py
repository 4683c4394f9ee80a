"""From the upload to the hit: found with its place, by nobody else, and gone with what is sealed."""

import io
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from flask import current_app

from caseapp.base.db import db, writing
from caseapp.cli import extracts as extracts_command
from caseapp.desk import state
from caseapp.evidence import actions as evidence
from caseapp.evidence.models import EvidenceItem
from caseapp.extracts import actions, jobs, queries
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.evidence.conftest import PHOTO
from tests.extracts import making
from tests.policy.doing import seal
from tests.stories import walked


@dataclass(frozen=True)
class File:
    filename: str
    sha256: str
    size: int
    media_type: str = "application/zip"


@pytest.fixture
def story(people):
    return walked(people, "file")


def handed_in(people, story, data, *, name="合同.docx"):
    kept = current_app.extensions["store"].put(io.BytesIO(data), 10**9)
    with writing():
        return evidence.add_item(
            by=people.wang,
            case_id=story.case_id,
            given=PHOTO,
            file=File(name, kept.sha256, kept.size),
        )


def worked(app, recogniser=None):
    drain_all(REACTIONS)
    done = jobs.extract_all(app.extensions["store"], recogniser)
    drain_all(REACTIONS)
    return done


def hits(app, text, by):
    found = app.extensions["search"].find(text, by=by).hits
    return [(hit.kind, hit.object_id) for hit in found]


def test_word_in_a_file_is_found_with_its_page_by_whoever_may_see_the_case(app, people, story):
    item = handed_in(people, story, making.word_file("首页", "紫砂煲销售明细"))
    assert hits(app, "紫砂煲", people.wang) == []
    assert worked(app) == 1
    assert hits(app, "紫砂煲", people.wang) == [("evidence", item)]
    assert hits(app, "紫砂煲", people.zhao) == []
    (row,) = app.extensions["search"].sources.get("evidence").hits([item])
    assert ("第2页", "紫砂煲销售明细") in row.parts


def test_same_bytes_are_read_once(app, people, story):
    data = making.word_file("紫砂煲")
    items = {handed_in(people, story, data, name=name) for name in ("甲.docx", "乙.docx")}
    assert worked(app) == 1
    assert {number for _, number in hits(app, "紫砂煲", people.wang)} == items


def test_evidence_taken_out_takes_its_text_along(app, people, story):
    item = handed_in(people, story, making.word_file("紫砂煲"))
    worked(app)
    with writing():
        evidence.remove_item(by=people.wang, case_id=story.case_id, item_id=item, why="与本案无关")
    assert hits(app, "紫砂煲", people.wang) == []
    drain_all(REACTIONS)
    assert queries.counts() == {}


def test_sealed_case_takes_the_text_of_its_files_along(app, people, story):
    handed_in(people, story, making.word_file("紫砂煲"))
    worked(app)
    seal(story, people.wang)
    drain_all(REACTIONS)
    assert hits(app, "紫砂煲", people.wang) == []
    assert queries.counts() == {}
    assert jobs.want_all() == 0


def test_refused_file_says_why_and_is_read_again_when_asked(app, people, story):
    handed_in(people, story, making.document(word__vbaProject_bin=b"x"))
    assert worked(app) == 1
    assert queries.counts() == {("refused", "macro"): 1}
    with writing():
        assert actions.again(by=people.wang) == 1
    assert queries.counts() == {("waiting", ""): 1}


def test_page_of_the_evidence_says_whether_its_text_can_be_found(app, story, as_person):
    read = handed_in(story.people, story, making.word_file("紫砂煲"))
    unread = handed_in(
        story.people, story, making.document(word__vbaProject_bin=b"x"), name="宏.docm"
    )
    wang = as_person("wang")
    drain_all(REACTIONS)
    assert "待提取，提取之后可以检索到" in wang.get(f"{story.path}/evidence/{read}").text
    worked(app)
    assert "已提取，可以检索" in wang.get(f"{story.path}/evidence/{read}").text
    said = "含宏，未提取文字，检索不到文件内容"
    assert said in wang.get(f"{story.path}/evidence/{unread}").text


def test_administrator_sees_why_files_were_not_read_and_lists_which(app, people, story):
    items = [
        handed_in(people, story, making.document(word__vbaProject_bin=n)) for n in (b"x", b"y")
    ]
    worked(app)
    (line,) = [one for one in state.lines(app.extensions["settings"]) if one.name == "附件文字"]
    assert "未提取的：含宏，未提取文字 2 个。" in line.value
    with app.app_context():
        rows = extracts_command.files_of(app, "refused", 1)
    assert [(row["said"], row["held"] in {f"证据 {item}" for item in items}) for row in rows] == [
        ("含宏，未提取文字，检索不到文件内容", True)
    ]


def test_file_that_is_gone_from_the_store_says_so(app, people, story):
    handed_in(people, story, making.word_file("紫砂煲"))
    drain_all(REACTIONS)
    path = app.extensions["store"].path(queries.next_waiting())
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert worked(app) == 1
    assert queries.counts() == {("refused", "damaged"): 1}


def test_file_that_ends_the_program_each_time_is_given_up(app, people, story):
    handed_in(people, story, making.word_file("紫砂煲"))
    drain_all(REACTIONS)
    sha256 = queries.next_waiting()
    for left in (True, True, True, False):
        with writing():
            assert actions.begin(by=people.wang, sha256=sha256, tries=3) is left
    assert queries.counts() == {("refused", "crashed"): 1}


def test_files_of_before_are_found_out_once_a_day(app, people, story):
    handed_in(people, story, making.word_file("紫砂煲"))
    assert (jobs.want_all(), jobs.want_all()) == (1, 0)


def test_index_and_database_agree_after_files_were_read(app, people, story):
    handed_in(people, story, making.word_file("紫砂煲"))
    worked(app)
    assert app.extensions["search"].feed.drift() == []


def test_change_that_keeps_the_length_is_seen_where_no_event_told_of_it(app, people, story):
    item = handed_in(people, story, making.word_file("紫砂煲"))
    worked(app)
    with writing():
        db.session.execute(
            sa.update(EvidenceItem).where(EvidenceItem.id == item).values(source="茶具城甲")
        )
    app.extensions["search"].feed.index_objects("evidence", [item])
    assert app.extensions["search"].feed.drift() == []
    with writing():
        db.session.execute(
            sa.update(EvidenceItem).where(EvidenceItem.id == item).values(source="茶具城乙")
        )
    assert app.extensions["search"].feed.drift() == [("evidence", item)]
