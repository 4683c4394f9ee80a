"""What lies beside the procedure: related cases one may see, notes of the team, the timeline by kind."""

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible
from caseapp.cases import actions
from caseapp.cases.kept_queries import notes_of
from caseapp.cases.related import related_cases
from caseapp.cases.sources import CaseSource
from caseapp.ledger.worker import drain_all
from caseapp.parties import queries as parties
from caseapp.parties.actions import join_case
from caseapp.reactions import REACTIONS
from tests.stories import found_by_district, walked


def numbers(case_id, by):
    return [(one.number, one.why) for one in related_cases(case_id, by=by)]


def test_case_names_the_others_with_its_party_or_patent(people, as_person):
    first = walked(people, "report")
    second = walked(people, "report")
    (party,) = parties.parties_of_case(first.case_id)
    with writing():
        join_case(by=people.wang, case_id=second.case_id, party_id=party.id, part="respondent")
    assert numbers(first.case_id, people.wang) == [(second.case.case_no, "同一当事人、同一专利号")]
    assert numbers(second.case_id, people.wang) == [(first.case.case_no, "同一当事人、同一专利号")]
    page = as_person("wang").get(first.path)
    assert second.case.case_no in " ".join(page.texts(".//section[@aria-labelledby='related']"))


def test_related_case_of_another_office_is_not_named(people, as_person):
    ours, theirs = walked(people, "report"), found_by_district(people, until="inspect")
    assert numbers(ours.case_id, people.wang) == []
    assert numbers(theirs.case_id, people.zhao) == []
    assert theirs.case.case_no not in as_person("wang").get(ours.path).text


def test_note_is_kept_for_the_team_and_stands_in_the_timeline(people, as_person):
    story = walked(people, "file")
    reader = as_person("wang")
    reader.get(f"{story.path}/notes")
    assert reader.submit(words="电话联系当事人，约定周三到局说明。\n另：核实进货。").status == 303
    (row,) = notes_of(story.case_id)
    assert (row.words.splitlines()[0], row.by_name) == (
        "电话联系当事人，约定周三到局说明。",
        people.wang.name,
    )
    shown = as_person("li").get(f"{story.path}?kind=note")
    assert [one for one in shown.texts(".//ol[@class='timeline']/li") if "电话联系" in one]
    asked = "SELECT object_id FROM audit_row WHERE action = 'case.noted'"
    assert [int(one) for one in db.session.scalars(sa.text(asked))] == [story.case_id]


def test_note_is_found_by_whoever_sees_the_case_and_by_nobody_else(app, people):
    story = walked(people, "file")
    finder = app.extensions["search"]
    with writing():
        actions.write_note(by=people.wang, case=story.case, words="仓库钥匙由看门人葛某保管。")

    def found(by):
        return [(hit.kind, hit.object_id) for hit in finder.find("看门人葛某", by=by).hits]

    assert found(people.li) == [("case", story.case_id)]
    drain_all(REACTIONS)
    assert found(people.li) == [("case", story.case_id)]
    assert found(people.zhao) == []
    with writing():
        actions.seal(by=people.chen, case=story.case, reason="保密", names=(people.wang.id,))
    drain_all(REACTIONS)
    assert found(people.li) == []
    assert list(CaseSource().entries([story.case_id])) == []


def test_timeline_shows_one_kind_when_asked(people, as_person):
    story = walked(people, "serve_decision")
    reader = as_person("wang")

    def kinds(address):
        return set(reader.get(address).texts(".//ol[@class='timeline']/li/span[@class='state']"))

    assert kinds(story.path) >= {"办理", "文书", "送达"}
    assert kinds(f"{story.path}?kind=paper") == {"文书"}
    assert kinds(f"{story.path}?kind=service") == {"送达"}
    assert kinds(f"{story.path}?kind=nothing") == kinds(story.path)


@pytest.mark.parametrize("words", ["", "   ", "长" * 1001])
def test_note_without_words_is_refused_in_place(people, as_person, words):
    story = walked(people, "file")
    reader = as_person("wang")
    reader.get(f"{story.path}/notes")
    assert reader.submit(words=words).status == 422
    assert notes_of(story.case_id) == []


def test_nobody_notes_in_a_case_they_only_read(people):
    story = walked(people, "file")
    with pytest.raises(NotVisible), writing():
        actions.write_note(by=people.feng, case=story.case, words="已收款")
    assert notes_of(story.case_id) == []
