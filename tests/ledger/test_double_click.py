"""The same form sent twice is one act with one answer."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.ledger import actions
from tests.ledger.clerks import LI, WANG, Clerk

MORNING = datetime(2015, 9, 1, 1, 0, tzinfo=UTC)


def answer(body: str = "b" * 64, *, by: Clerk = LI, route: str = "cases.file") -> str | None:
    with writing():
        return actions.earlier_answer(by=by, route=route, key="k1", body_hash=body)


@pytest.fixture
def sent(office: Flask) -> None:
    with time_machine.travel(MORNING), writing():
        actions.remember_request(
            by=LI, route="cases.file", key="k1", body_hash="b" * 64, result_url="/cases/3"
        )


def test_a_second_click_gets_the_first_answer(sent: None) -> None:
    assert answer() == "/cases/3"


def test_the_key_of_another_person_or_page_is_another_key(sent: None) -> None:
    assert answer(by=WANG) is None
    assert answer(route="cases.close") is None


def test_other_content_under_the_same_key_is_refused(sent: None) -> None:
    with pytest.raises(Refused) as no:
        answer("c" * 64)
    assert no.value.sentences == ("这张表单已经提交过，内容与这次不同，没有再次办理。",)
    assert no.value.link == "/cases/3"


def test_answers_are_forgotten_after_a_week(sent: None) -> None:
    for days, expected in ((6, "/cases/3"), (8, None)):
        with time_machine.travel(MORNING + timedelta(days=days)):
            with writing():
                actions.forget_old_requests()
            assert answer() == expected
