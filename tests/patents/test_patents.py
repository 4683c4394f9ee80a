from datetime import date

import pytest
import sqlalchemy as sa

from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger.models import AuditRow, OutboxEvent
from caseapp.patents import actions, queries
from caseapp.patents.given import STATES, PatentFacts, Status, lookup_faults
from tests.parties.some_case import some_case

TODAY = date(2026, 11, 23)
PACK = "土鸡精ZL201630312136.6 鲜香粉ZL201630310387.0 筒骨浓汤ZL201630310356.5"


@pytest.fixture
def case_id(people):
    with writing():
        return some_case(people.wang)


def look_up(people, case_id, text="ZL201530012345.4", **more):
    told = {
        "status": "in_force",
        "status_on": date(2026, 6, 8),
        "looked_up_by": people.li.id,
        "looked_up_on": date(2026, 11, 20),
        "source": "专利登记簿副本",
    }
    with writing():
        return actions.record_lookup(by=people.wang, case_id=case_id, text=text, **told | more)


def test_number_is_kept_as_printed_with_its_normal_form_beside(people, case_id):
    with writing():
        (row,) = actions.note_for_case(
            by=people.wang, case_id=case_id, text="ＺＬ 2015 3 0012345.4"
        )
    assert (row.number, row.raw, row.is_valid, row.kind) == (
        "ZL201530012345.4",
        "ＺＬ 2015 3 0012345.4",
        True,
        "3",
    )
    (shown,) = queries.patents_of_case(case_id)
    assert (shown.number, shown.as_printed) == ("ZL201530012345.4", "ＺＬ 2015 3 0012345.4")


def test_wrong_check_digit_is_kept_as_a_clue(people, case_id):
    with writing():
        (row,) = actions.note_for_case(by=people.wang, case_id=case_id, text="ZL201530012345.5")
    assert (row.number, row.is_valid, row.why) == (
        "ZL201530012345.5",
        False,
        "校验位应为4，实为5",
    )


def test_one_case_holds_the_three_patents_of_a_pack(people, case_id):
    with writing():
        actions.note_for_case(by=people.wang, case_id=case_id, text=PACK)
        actions.note_for_case(by=people.wang, case_id=case_id, text=PACK)
    numbers = [row.number for row in queries.patents_of_case(case_id)]
    assert numbers == ["ZL201630312136.6", "ZL201630310387.0", "ZL201630310356.5"]


def test_mark_without_a_number_is_kept_in_its_words(people, case_id):
    text = "本包装已申请外观专利"
    with writing():
        actions.note_for_case(by=people.wang, case_id=case_id, text=text)
        actions.note_for_case(by=people.wang, case_id=case_id, text=text)
        other = some_case(people.wang, serial=2)
        actions.note_for_case(by=people.wang, case_id=other, text=text)
    (row,) = queries.patents_of_case(case_id)
    assert (row.number, row.raw, row.is_valid, row.why) == ("", text, False, "标注中没有专利号")
    assert [one.id for one in queries.patents_of_case(other)] != [row.id]


def test_marked_and_bare_spelling_are_one_patent(people, case_id):
    with writing():
        bare = actions.note_patent(by=people.wang, text="201530012345.4")
        assert bare.number == "201530012345.4"
        marked = actions.note_patent(by=people.wang, text="ZL 201530012345.4")
        again = actions.note_patent(by=people.wang, text="201530012345.4")
    assert bare.id == marked.id == again.id
    assert (again.number, again.version) == ("ZL201530012345.4", 2)
    assert queries.all_ids() == [bare.id]


def test_several_or_no_words_are_not_one_number(people):
    with pytest.raises(Refused, match="一次只能登记一个"), writing():
        actions.note_patent(by=people.wang, text=PACK)
    with pytest.raises(Refused, match="照商品上的写法"), writing():
        actions.note_patent(by=people.wang, text=" \x00 ")


@pytest.mark.parametrize("typed", ["zl 2015 3 0012345.4", "201530012345", "ZL201530012345.9"])
def test_number_is_found_in_any_spelling(people, case_id, typed):
    with writing():
        actions.note_for_case(by=people.wang, case_id=case_id, text="ZL201530012345.4")
    assert [row.number for row in queries.by_number(typed)] == ["ZL201530012345.4"]
    assert queries.by_number("电热水壶") == []


def test_misshapen_number_is_found_again(people):
    with writing():
        actions.note_patent(by=people.wang, text="ZL2015300123")
    assert [row.number for row in queries.by_number("zl 2015300123")] == ["ZL2015300123"]


def test_case_is_found_by_each_form_of_its_numbers(people, case_id):
    with writing():
        (row,) = actions.note_for_case(by=people.wang, case_id=case_id, text="ZL201530012345.4")
    assert {"2015300123454", "0012345", "ZL201530012345.4"} <= queries.forms_of_case(case_id)
    assert db.session.scalars(queries.cases_with_number(row.number)).all() == [case_id]
    assert queries.rows([row.id])[row.id].number == "ZL201530012345.4"


def test_lookup_says_who_looked_when_and_what_stood_there(people, case_id):
    (made,) = look_up(people, case_id, note="年费已缴至2026年")
    (row,) = queries.lookups_of_case(case_id)
    assert (row.number, row.status, row.status_on) == (
        "ZL201530012345.4",
        "in_force",
        date(2026, 6, 8),
    )
    assert (row.looked_up_by, row.looked_up_by_name, row.looked_up_on, row.source, row.note) == (
        people.li.id,
        "李秀英",
        date(2026, 11, 20),
        "专利登记簿副本",
        "年费已缴至2026年",
    )
    assert [one.id for one in queries.lookups_of_patent(made.patent_id)] == [made.id]


def test_lookup_fills_what_is_known_of_the_patent(people, case_id):
    first = PatentFacts(title="电热水壶", holder="某公司", granted_on=date(2015, 9, 9))
    look_up(people, case_id, facts=first)
    look_up(people, case_id, facts=PatentFacts(application_on=date(2015, 1, 5)))
    (row,) = queries.patents_of_case(case_id)
    known = (row.title, row.holder, row.application_on, row.granted_on, row.version)
    assert known == ("电热水壶", "某公司", date(2015, 1, 5), date(2015, 9, 9), 3)


def test_lookup_of_a_pack_counts_for_each_number(people, case_id):
    look_up(people, case_id, PACK, status="ended")
    assert [row.status for row in queries.lookups_of_case(case_id)] == ["ended"] * 3
    assert queries.unchecked_patents(case_id) == []


def test_lookup_of_a_mark_without_number_is_kept(people, case_id):
    with writing():
        actions.note_for_case(by=people.wang, case_id=case_id, text="专利产品")
    look_up(people, case_id, "专利产品", status="no_such_number")
    assert len(queries.patents_of_case(case_id)) == 1
    assert [row.status for row in queries.lookups_of_case(case_id)] == ["no_such_number"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"status": "alive"}, "请选择专利在行为日的法律状态。"),
        ({"source": " "}, "请填写查询来源，如“专利登记簿副本”。"),
        ({"status_on": date(2026, 11, 24), "looked_up_on": TODAY}, "行为日晚于今天。"),
        ({"looked_up_on": date(2026, 11, 24)}, "查询日期晚于今天。"),
        ({"looked_up_on": date(2026, 6, 7)}, "查询日期早于行为日，当时还查不到行为日的状态。"),
        (
            {"facts": PatentFacts(ended_on=date(2026, 6, 8))},
            "专利已于2026年6月8日终止，2026年6月8日不是有效状态。",
        ),
    ],
)
def test_lookup_that_cannot_be_true_is_refused(*, people, case_id, more, sentence):
    with pytest.raises(Refused) as caught:
        look_up(people, case_id, **more)
    assert sentence in caught.value.sentences
    assert queries.lookups_of_case(case_id) == []


ACT = date(2021, 7, 5)


@pytest.mark.parametrize(
    ("state", "facts", "faults"),
    [
        ("in_force", PatentFacts(ended_on=date(2021, 7, 6)), []),
        ("ended", PatentFacts(ended_on=date(2021, 7, 5)), []),
        ("invalid", PatentFacts(ended_on=date(2022, 1, 1)), []),
        (
            "ended",
            PatentFacts(ended_on=date(2021, 7, 6)),
            ["专利于2021年7月6日才终止，2021年7月5日尚未终止。"],
        ),
        (
            "in_force",
            PatentFacts(granted_on=date(2021, 7, 6)),
            ["专利于2021年7月6日才授权，2021年7月5日应为未授权或者申请中。"],
        ),
        ("pending", PatentFacts(granted_on=date(2021, 7, 6)), []),
        (
            "ended",
            PatentFacts(application_on=date(2020, 1, 1), ended_on=date(2019, 1, 1)),
            ["终止日2019年1月1日早于申请日2020年1月1日。"],
        ),
    ],
)
def test_day_of_the_act_decides_which_status_can_be_true(state, facts, faults):
    status = Status(state, ACT, date(2021, 8, 1))
    assert lookup_faults(status, facts, today=TODAY) == faults


def test_number_noted_by_mistake_leaves_the_case(people, case_id):
    with writing():
        (row,) = actions.note_for_case(by=people.wang, case_id=case_id, text="ZL201530012345.4")
    named = {"case_id": case_id, "patent_id": row.id}
    with pytest.raises(Refused, match="写明原因"), writing():
        actions.drop_patent(by=people.wang, why=" ", **named)
    with writing():
        actions.drop_patent(by=people.wang, why="抄录有误", **named)
    assert queries.patents_of_case(case_id) == []
    with pytest.raises(NotVisible), writing():
        actions.drop_patent(by=people.wang, why="抄录有误", **named)


def test_number_that_was_looked_up_stays(people, case_id):
    (made,) = look_up(people, case_id)
    with pytest.raises(Refused, match="不能移出"), writing():
        actions.drop_patent(
            by=people.wang, case_id=case_id, patent_id=made.patent_id, why="抄录有误"
        )


def test_every_act_is_on_record_and_told_to_search(people, case_id):
    (made,) = look_up(people, case_id)
    chosen = sa.select(AuditRow.action, AuditRow.object_key, AuditRow.actor_name)
    rows = db.session.execute(chosen.where(AuditRow.object_kind == "patent").order_by(AuditRow.seq))
    assert [tuple(row) for row in rows] == [
        ("patent.noted", "ZL201530012345.4", "王建民"),
        ("patent.put_into_case", "ZL201530012345.4", "王建民"),
        ("patent.looked_up", "ZL201530012345.4", "王建民"),
    ]
    told = sa.select(OutboxEvent.event, OutboxEvent.object_id).where(
        OutboxEvent.object_kind.in_(["patent", "case"])
    )
    assert {tuple(row) for row in db.session.execute(told)} == {
        ("patent.saved", made.patent_id),
        ("case.saved", case_id),
    }


def test_words_for_every_status_are_there():
    assert list(STATES.values()) == ["有效", "终止", "宣告无效", "未授权", "申请中", "号码不存在"]
