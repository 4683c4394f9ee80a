"""What a record held at each of its versions is kept with the act, and a row is hit at its version only."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from caseapp.base.db import db, finish, start_write, writing
from caseapp.base.errors import Refused
from caseapp.evidence import actions as evidence
from caseapp.parties import actions, queries
from caseapp.parties.given import LABELS, PartyGiven
from caseapp.parties.models import Party
from caseapp.revisions import queries as revisions
from tests.stories import walked

FIRM = PartyGiven(kind="company", name="铁西区兴旺家电商行", address="人民路1号")


@pytest.fixture
def firm(app, people):
    """Keep a firm."""
    with writing():
        return actions.add_party(by=people.wang, given=FIRM)


def kept(kind, object_id):
    rows = revisions.revisions(kind, object_id)
    return [(row.version, row.saved_by_name, row.data) for row in rows]


def test_each_version_is_kept_with_who_saved_it(firm, people):
    moved = PartyGiven(**{**FIRM.values(), "address": "人民路2号"})
    with writing():
        actions.update_party(by=people.li, party_id=firm.id, given=moved, version=1)
        # The same text again is no new version.
        actions.update_party(by=people.wang, party_id=firm.id, given=moved, version=2)
    assert kept("party", firm.id) == [
        (1, "王建民", dict.fromkeys(LABELS, "") | FIRM.values()),
        (2, "李秀英", dict.fromkeys(LABELS, "") | moved.values()),
    ]


def test_an_act_that_is_undone_keeps_no_version(firm, people):
    start_write()
    moved = PartyGiven(**{**FIRM.values(), "address": "人民路3号"})
    actions.update_party(by=people.li, party_id=firm.id, given=moved, version=1)
    finish(commit=False)
    assert [version for version, _, _ in kept("party", firm.id)] == [1]
    wrong = PartyGiven(**{**FIRM.values(), "credit_code": "1"})
    with pytest.raises(Refused), writing():
        actions.update_party(by=people.li, party_id=firm.id, given=wrong, version=1)
    assert [version for version, _, _ in kept("party", firm.id)] == [1]


def test_whatever_changes_a_row_of_goods_counts_it_up(app, people):
    story = walked(people, "inspect")
    goods = story.find_goods()
    before = [version for version, _, _ in kept("goods", goods)]
    with writing():
        evidence.remove_goods(by=people.li, case_id=story.case_id, goods_id=goods, why="重复登记")
    assert [version for version, _, _ in kept("goods", goods)] == [*before, before[-1] + 1]


def test_a_row_saved_meanwhile_is_not_hit(firm, people):
    start_write()
    row = queries.party(firm.id)
    other = sa.update(Party.__table__).where(Party.id == firm.id).values(version=7, contact="先来")
    db.session.connection().execute(other)
    row.contact = "后到"
    with pytest.raises(StaleDataError):
        db.session.flush()
    finish(commit=False)
