"""The auditor's pages: the register, the export, a long check; the administrator's backlog."""

import json
from datetime import UTC, datetime

import pytest

from caseapp.accounts.words import event_words
from caseapp.base.db import writing
from caseapp.ledger import actions, queries
from caseapp.ledger.checkpoints import Witness
from caseapp.ledger.witnessing import witness_trail
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.audit_faults import nothing_can_be_recorded

LATE = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def yang(as_person):
    """Give the browser of the auditor."""
    return as_person("yang")


def park(*numbers: int) -> None:
    with writing():
        for number in numbers:
            actions.announce(event="case.saved", object_kind="case", object_id=number)
            for _ in range(8):
                (seen,) = [e for e in queries.pending_events(at=LATE) if e.object_id == number]
                actions.postpone_event(failed=seen, error="ValueError")


def test_daily_register_shows_the_last_head_of_each_day(as_person, settings, clock):
    assert "还没有签名检查点" in as_person("yang").get("/admin/audit/register").text
    first = witness_trail(Witness.of(settings))
    clock.forward(days=1)
    with writing():
        actions.announce(event="case.saved", object_kind="case", object_id=1)
    second = witness_trail(Witness.of(settings))
    yang = as_person("yang")
    page = yang.get("/admin/audit/register")
    assert page.heading == "审计每日登记"
    cells = [page.texts(f".//tbody/tr[{n}]/td") for n in (1, 2)]
    assert [c[5] for c in cells] == [first.head[:16], second.head[:16]]
    assert [c[3] for c in cells] == [str(first.seq), str(second.seq)]
    assert {len(c[6]) for c in cells} == {16}
    assert "还没有签名检查点" in yang.get("/admin/audit/register?month=2020-12").text
    assert yang.get("/admin/audit/register?month=x").status == 200


def test_export_is_recorded_before_the_first_line_goes(yang, settings):
    answer = yang.get("/admin/audit/export")
    assert answer.status == 200
    lines = [json.loads(line) for line in answer.data.decode("ascii").splitlines()]
    assert [one["kind"] for one in lines[:2]] == ["export", "row"]
    rows = [one for one in lines if one["kind"] == "row"]
    assert (rows[-1]["action"], rows[-1]["actor_login"]) == ("audit.exported", "yang")
    assert lines[0]["seq"] == rows[-1]["seq"]


def test_export_is_refused_when_it_cannot_be_recorded(yang, settings):
    yang.app.testing = False
    try:
        with nothing_can_be_recorded(settings.database_url):
            answer = yang.browser.get("/admin/audit/export", base_url="http://127.0.0.1:8000")
    finally:
        yang.app.testing = True
    assert answer.status_code == 500
    assert b"actor_login" not in answer.data


def test_beginning_a_check_and_its_end_are_recorded(yang, people):
    yang.get("/admin/audit/verify")
    yang.submit("verify")
    assert "核验通过" in yang.follow().text
    begun = queries.acts_on(object_kind="audit", object_id="chain")[-1]
    over = queries.acts_on(object_kind="check", object_id="audit")[-1]
    assert (begun["action"], over["action"], over["result"]) == (
        "audit.check_begun",
        "audit.checked",
        "ok",
    )


def test_administrator_sees_what_was_given_up_and_tries_it_again(as_person, people):
    # What the office was shipped with is taken into the index first.
    drain_all(REACTIONS)
    jiang = as_person("jiang")
    assert "没有积压" in jiang.get("/admin/outbox").text
    park(3, 4)
    with writing():
        actions.announce(event="paper.signed", object_kind="paper", object_id=9)
    assert "后台有 2 项处理多次失败" in jiang.get("/admin").text
    page = jiang.get("/admin/outbox")
    assert "显示 3 项，共 3 项，其中搁置 2 项" in page.text
    assert page.texts(".//tbody/tr[1]/td")[:3] == ["搁置", "更新案件检索", "案件 3"]
    assert page.texts(".//tbody/tr[1]/td")[4:6] == ["8 次", "ValueError"]
    jiang.submit("retry")
    assert "已重新安排 2 项" in jiang.follow().text
    assert queries.parked() == []
    (row,) = queries.acts_on(object_kind="outbox", object_id=0)
    assert (row["action"], row["actor_login"]) == ("outbox.retry", "jiang")


def test_everything_the_background_does_has_words():
    assert [event for event in REACTIONS if not event_words(event)] == []


def test_nobody_else_is_told_of_the_backlog(as_person, people):
    park(3)
    assert "多次失败" not in as_person("wang").get("/desk").text
    assert as_person("yang").get("/admin/outbox").status == 403
    assert as_person("jiang").get("/admin/audit/export").status == 403
