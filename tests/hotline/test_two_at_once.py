"""Two who act on one ticket at the same instant: one act is made, the other is told of it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.hotline import actions, queries
from caseapp.hotline.actions import Holder
from tests.hotline.test_moving import holdings, make, moves, state, take
from tests.stories import unit_id


@pytest.mark.sqlite
@pytest.mark.postgres
@pytest.mark.parametrize("key", ["dispatch", "send_back"])
def test_of_two_at_once_one_acts_and_the_other_is_told(*, app, people, key):
    one = take(people, received_on=date(2026, 11, 23))
    to = Holder(unit_id(places.ENFORCEMENT))
    who = [people.liu, people.liu]
    if key == "send_back":
        make(people.liu, one, "dispatch", to=to)
        who = [people.wang, people.li]
    start = threading.Barrier(2)

    def act(by):
        with app.app_context():
            queries.entry_row(one)  # both have read it before either acts
            start.wait(timeout=20)
            try:
                with writing():
                    ticket = queries.entry_row(one)
                    given = {"to": to} if key == "dispatch" else {"reason": "不归我科"}
                    actions.move(by=by, ticket=ticket, move=key, **given)
            except Refused as no:
                return str(no)
            return ""

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(act, who))
    db.session.rollback()  # what this test itself read before is no longer so
    now_in = {"dispatch": "待接收", "send_back": "退回待改派"}[key]
    assert answers[0] == ""
    assert f"现为“{now_in}”" in answers[1]
    assert moves(one).count(key) == 1
    assert state(one) == {"dispatch": "assigned", "send_back": "returned"}[key]
    assert sum(row.until is None for row in holdings(one)) == 1
