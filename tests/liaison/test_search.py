"""Meetings and notices are found by their words, and by nobody who may not open their page."""

from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.liaison.meetings import called, held, opened


def found(app, text, by, *, kind):
    result = app.extensions["search"].find(f'"{text}"', by=by, kinds=[kind])
    return [hit.object_id for hit in result.hits if hit.kind == kind]


def test_meeting_is_found_at_once_and_after_the_worker_by_agenda_and_body(app, people):
    number = called(people)
    for _ in range(2):
        assert found(app, "部署岁末联合执法", people.wu, kind="meeting") == [number]
        assert found(app, "305会议室", people.wu, kind="meeting") == [number]
        drain_all(REACTIONS)
    assert app.extensions["search"].feed.drift() == []


def test_meeting_is_found_by_who_is_invited_and_by_no_stranger(app, people):
    number = called(people)
    for _ in range(2):
        assert found(app, "部署岁末联合执法", people.wang, kind="meeting") == [number]
        assert found(app, "部署岁末联合执法", people.zhao, kind="meeting") == []
        drain_all(REACTIONS)


def test_what_was_heard_is_found_once_it_is_written_down(app, people):
    number = held(people)
    drain_all(REACTIONS)
    assert found(app, "听取了各单位", people.wu, kind="meeting") == [number]
    shown = next(iter(app.extensions["search"].sources.get("meeting").hits([number])))
    assert ("地点", opened(number, people.wu).record.place) in shown.parts
    assert app.extensions["search"].feed.drift() == []
