"""What an upgrade leaves unsound at the desk is found and said, with what to do."""

from datetime import date

import sqlalchemy as sa

from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.desk import state
from caseapp.hotline import actions, soundness
from caseapp.hotline.routing.shipped import shipped
from caseapp.hotline.routing_models import RoutingRow
from caseapp.likeness.models import Trait
from tests.hotline.test_calls import take


def line(app, name):
    (found,) = [one for one in state.lines(app.extensions["settings"]) if one.name == name]
    return found


def own_row_like(rule, **changed):
    """Leave a row of the office as it was added before a release shipped one as specific."""
    with writing():
        row = RoutingRow(
            right_kinds=sorted(rule.right_kinds),
            matters=sorted(rule.matters),
            areas=sorted(rule.areas),
            specials=sorted(rule.specials),
            since=date(2026, 1, 1),
            to_unit=places.HAICHENG,
            sentence="由〔承办〕办理",
            basis="鞍知发〔2026〕12号",
            reason="试点",
            added_by="蒋系统",
            added_at=now(),
            **({"overrides": []} | changed),
        )
        db.session.add(row)
    return f"自定-{row.id}"


def test_a_rule_of_an_upgrade_that_ties_with_one_of_the_office_is_said(app, people):
    assert line(app, "分办规则").tone == state.GOOD
    own = own_row_like(shipped().by_id("R-14"))
    found = line(app, "分办规则")
    assert found.tone == state.WATCH
    assert "同样具体的规则" in found.value
    assert own in found.value
    assert "代替的规则" in found.advice


def test_a_rule_in_whose_place_one_of_the_office_stood_and_that_is_gone_is_said(app, people):
    own = own_row_like(shipped().by_id("R-14"), overrides=["R-14", "R-99"])
    assert soundness.routing_faults() == [f"规则 {own} 要代替的规则 R-99 不存在。"]


def test_tickets_nobody_read_are_counted_until_they_are(app, people):
    one, two = (take(people).ticket.id for _ in range(2))
    assert soundness.unread_tickets() == 2
    with writing():
        actions.note_likeness(by=Person.system(), ticket_ids=[one])
    found = line(app, "重复工单比对")
    assert (found.tone, found.value.startswith("1 张工单")) == (state.WATCH, True)
    assert "caseapp likeness rebuild" in found.advice
    with writing():
        actions.note_likeness(by=Person.system(), ticket_ids=[two])
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Trait)) > 0
    assert line(app, "重复工单比对").tone == state.GOOD
