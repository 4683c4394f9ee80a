"""The dispute abroad: its own deadline, and nothing leaves the country before it was checked."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from caseapp.aid import actions, queries
from caseapp.aid.actions import Answered
from caseapp.aid.reminding import days_ahead
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.deadlines import queries as deadlines
from caseapp.law.handing_abroad import basis_on, questions
from tests.aid.aids import APPLIED, CLEAR, OVERSEAS, at_stage, fresh, handout, taken

RULE = "国务院关于涉外知识产权纠纷处理的规定"


def save(people, aid_id, **changed):
    with writing():
        given = replace(OVERSEAS, **changed)
        actions.save_overseas(by=people.wu, aid=fresh(aid_id), given=given)


def answer(people, aid_id, answers):
    with writing():
        actions.answer_export(by=people.wu, aid=fresh(aid_id), answers=answers)


def hand(people, aid_id, **changed):
    with writing():
        actions.hand_out(by=people.wu, aid=fresh(aid_id), given=handout(aid_id, **changed))


def test_facts_abroad_are_kept_and_the_foreign_day_is_nobodys_limit_here(app, people):
    aid_id = taken(people, foreign_kind="foreign")
    with pytest.raises(Refused, match="没有写这个日期从哪里来"):
        save(people, aid_id, deadline_words="")
    with pytest.raises(Refused, match="没有选币种"):
        save(people, aid_id, amount=Decimal(100))
    with pytest.raises(Refused, match="没有所选的协作机构"):
        save(people, aid_id, partner_id=999_999)
    save(people, aid_id, amount=Decimal("1200000.50"), currency="USD")
    row = queries.overseas_of(aid_id)
    assert (row.country, row.forum, row.amount, row.currency) == (
        "美国",
        "itc337",
        Decimal("1200000.50"),
        "USD",
    )
    due = {one.due_on for one in deadlines.of_ticket(fresh(aid_id).ticket_id)}
    assert OVERSEAS.deadline_on not in due
    save(people, aid_id, deadline_on=date(2026, 12, 20), deadline_words="法官准予延期")
    said = [one.reason for one in queries.acts_of(aid_id) if one.act == "overseas"]
    assert said == [
        "境外期限 2026-12-10：起诉书写明送达后二十日内答辩",
        "境外期限 2026-12-20：法官准予延期",
    ]


def test_file_at_home_has_no_dispute_abroad(app, people):
    aid_id = taken(people)
    with pytest.raises(Refused, match="申请登记为“不涉外”"):
        save(people, aid_id)
    with pytest.raises(Refused, match="还没有登记境外的纠纷"):
        answer(people, aid_id, CLEAR)


def test_foreign_deadline_comes_to_the_desk_ahead(app, people):
    aid_id = taken(people, foreign_kind="foreign")
    far = APPLIED + timedelta(days=days_ahead() + 1)
    save(people, aid_id, deadline_on=far)
    near = {"ahead": days_ahead(), "most": 5}
    assert queries.foreign_deadlines(people.wu, APPLIED, **near) == []
    save(people, aid_id, deadline_on=far - timedelta(days=1))
    assert [row.id for row in queries.foreign_deadlines(people.wu, APPLIED, **near)] == [aid_id]
    assert queries.foreign_deadlines(people.zhao, APPLIED, **near) == []


def test_nothing_leaves_before_every_question_is_answered_for_it(app, people):
    aid_id = taken(people, foreign_kind="foreign")
    save(people, aid_id)
    with pytest.raises(
        Refused, match="还有 5 项没有结果：保密、数据、个人信息、技术出口、司法协助"
    ) as no:
        hand(people, aid_id)
    assert RULE in no.value.article
    for one in questions()[:-1]:
        answer(people, aid_id, {one.key: Answered("none")})
    with pytest.raises(Refused, match="还有 1 项没有结果：司法协助"):
        hand(people, aid_id)
    with pytest.raises(Refused, match="应当写明原因：技术出口"):
        answer(people, aid_id, CLEAR | {"technology": Answered("blocked")})
    answer(people, aid_id, CLEAR | {"technology": Answered("blocked", "限制出口")})
    with pytest.raises(Refused, match="技术出口的结果是“不得提供”"):
        hand(people, aid_id)
    answer(people, aid_id, CLEAR)
    with pytest.raises(Refused, match="提供的日期晚于今天"):
        hand(people, aid_id, handed_on=APPLIED + timedelta(days=1))
    hand(people, aid_id)
    (row,) = queries.handouts_of(aid_id)
    assert (row.receiver, row.country, row.by_name, RULE in row.basis) == (
        "某律师事务所",
        "美国",
        "吴国栋",
        True,
    )
    assert {(one.answer, one.by_name) for one in queries.answers_of(aid_id, "export").values()} == {
        ("clear", "吴国栋")
    }


def test_material_listed_after_the_check_is_checked_anew(app, people, clock):
    aid_id = taken(people, foreign_kind="foreign")
    save(people, aid_id)
    answer(people, aid_id, CLEAR)
    clock.forward(minutes=5)
    with writing():
        late = actions.add_material(by=people.wu, aid=fresh(aid_id), name="图纸", copies=1).id
    hand(people, aid_id)
    with pytest.raises(Refused, match="“图纸”：这份材料是在检查之后登记的"):
        hand(people, aid_id, material_id=late)
    clock.forward(minutes=5)
    answer(people, aid_id, CLEAR)
    hand(people, aid_id, material_id=late)


def test_check_that_follows_the_leaving_is_none(app, people, clock):
    aid_id = taken(people, foreign_kind="foreign")
    save(people, aid_id)
    clock.forward(days=2)
    answer(people, aid_id, CLEAR)
    for days in (0, 1):
        with pytest.raises(Refused, match="早于材料出境检查的日期2026年11月25日，检查应当") as no:
            hand(people, aid_id, handed_on=APPLIED + timedelta(days=days))
        assert RULE in no.value.article
    assert queries.handouts_of(aid_id) == []
    hand(people, aid_id, handed_on=APPLIED + timedelta(days=2))
    assert len(queries.handouts_of(aid_id)) == 1


def test_material_of_another_file_does_not_leave_with_this_one(app, people):
    aid_id, other = (taken(people, foreign_kind="foreign") for _ in range(2))
    save(people, aid_id)
    answer(people, aid_id, CLEAR)
    with pytest.raises(NotVisible):
        hand(people, aid_id, material_id=queries.materials_of(other)[0].id)


def test_nothing_leaves_from_a_file_that_ended(app, people):
    aid_id = at_stage(people, "closed", foreign_kind="foreign")
    with pytest.raises(Refused, match="现为“已结案”"):
        hand(people, aid_id)


def test_the_rule_is_cited_from_its_first_day_without_an_article_nobody_saw():
    assert basis_on(date(2025, 4, 30)) == ""
    assert basis_on(date(2025, 5, 1)) == f"《{RULE}》（条号待核）"


def test_check_that_is_renewed_leaves_what_left_before_as_it_was(app, people, clock):
    aid_id = taken(people, foreign_kind="foreign")
    save(people, aid_id)
    answer(people, aid_id, CLEAR)
    clock.forward(days=3)
    answer(people, aid_id, CLEAR | {"technology": Answered("blocked", "限制出口")})
    hand(people, aid_id, handed_on=APPLIED + timedelta(days=1))
    with pytest.raises(Refused, match="技术出口的结果是“不得提供”"):
        hand(people, aid_id, handed_on=APPLIED + timedelta(days=3))
    clock.forward(days=2)
    answer(people, aid_id, CLEAR)
    hand(people, aid_id, handed_on=APPLIED + timedelta(days=2))
    with pytest.raises(Refused, match="技术出口的结果是“不得提供”"):
        hand(people, aid_id, handed_on=APPLIED + timedelta(days=4))
    hand(people, aid_id, handed_on=APPLIED + timedelta(days=5))
    assert len(queries.handouts_of(aid_id)) == 3
